//===- WindowsPaths.cpp - Paths of Windows, on this machine ---------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "WindowsPaths.h"

#include "Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <algorithm>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

static bool isSeparator(char C) { return C == '/' || C == '\\'; }

/// Drops what marks a path that Windows is to take as it is.
static StringRef withoutMark(StringRef Path) {
  for (StringRef Mark : {"\\\\?\\", "\\\\.\\", "//?/"})
    if (Path.take_front(Mark.size()) == Mark)
      return Path.drop_front(Mark.size());
  return Path;
}

bool isWindowsPath(StringRef Path) {
  Path = withoutMark(Path);
  if (Path.take_front(2) == "\\\\")
    return Path.size() > 2;
  return Path.size() >= 2 && llvm::isAlpha(Path[0]) && Path[1] == ':' &&
         (Path.size() == 2 || isSeparator(Path[2]));
}

std::string withSlashes(StringRef Path) {
  Path = withoutMark(Path);
  std::string Result;
  for (char C : Path) {
    if (!isSeparator(C))
      Result += C;
    else if (Result.size() < 2 || Result.back() != '/')
      Result += '/';
  }
  // Only a share has two.
  if (Path.take_front(2) != "\\\\" && StringRef(Result).take_front(2) == "//")
    Result.erase(0, 1);
  return Result;
}

std::string inAnyCase(StringRef Path) {
  if (fs::exists(Path))
    return Path.str();
  StringRef Parent = path::parent_path(Path), Name = path::filename(Path);
  if (Parent.empty() || Parent == Path || Name.empty())
    return "";
  std::string Folder = inAnyCase(Parent);
  if (Folder.empty())
    return "";
  llvm::SmallString<256> Child(Folder);
  path::append(Child, Name);
  if (fs::exists(Child))
    return Child.str().str();
  std::string Lower = Name.lower(), Found;
  for (const std::string &Each : childrenOf(Folder))
    if (path::filename(Each).lower() == Lower) {
      Found = Each;
      break;
    }
  return Found;
}

/// Without dots, and with slashes.
static std::string cleaned(StringRef Path) {
  std::string Slashes = withSlashes(Path);
  llvm::SmallString<256> Result(Slashes);
  path::remove_dots(Result, /*remove_dot_dot=*/true);
  StringRef Text = Result;
  while (Text.size() > 1 && Text.back() == '/')
    Text = Text.drop_back();
  return Text.str();
}

std::string hostPath(StringRef Path, StringRef Folder) {
  if (isWindowsPath(Path))
    return pathMap().toHost(Path);
  llvm::SmallString<256> Full(withSlashes(Path));
  if (!path::is_absolute(Full)) {
    Full = Folder;
    path::append(Full, withSlashes(Path));
  }
  // As the disk has it, which may have links; then as Windows has it.
  if (fs::exists(Full) && !StringRef(Full).contains(".."))
    return cleaned(Full);
  std::string Clean = cleaned(Full);
  std::string Real = inAnyCase(Clean);
  return Real.empty() ? Clean : Real;
}

//===----------------------------------------------------------------------===//
// The map
//===----------------------------------------------------------------------===//

bool PathMap::add(StringRef Given, StringRef Option, std::string &Error) {
  auto [Windows, Host] = Given.split('=');
  if (!isWindowsPath(Windows) || Host.empty()) {
    Error = (Option + " wants a folder of Windows and one of here, as in " +
             "'C:\\src=/home/me/src', not '" + Given + "'")
                .str();
    return false;
  }
  std::string From = withSlashes(Windows);
  while (!From.empty() && From.back() == '/')
    From.pop_back();
  llvm::SmallString<256> To(Host);
  fs::make_absolute(To);
  path::remove_dots(To, /*remove_dot_dot=*/true);
  // A file is for several machines; who types it means this one.
  if (Option.take_front(2) == "--" && !fs::exists(To)) {
    Error = (Option + " leads to '" + Host + "', which is missing").str();
    return false;
  }
  Rows.insert(llvm::find_if(Rows,
                            [&](const Row &Each) {
                              return Each.Windows.size() < From.size();
                            }),
              {From, To.str().str()});
  return true;
}

static std::string automount() {
  static const std::string Root = [] {
    auto Text = llvm::MemoryBuffer::getFile("/etc/wsl.conf");
    return automountRoot(Text ? (*Text)->getBuffer() : StringRef());
  }();
  return Root;
}

std::string automountRoot(StringRef WslConf) {
  std::string Root = "/mnt/";
  bool Inside = false;
  while (!WslConf.empty()) {
    auto [Line, Rest] = WslConf.split('\n');
    WslConf = Rest;
    Line = Line.split('#').first.trim();
    if (Line.take_front() == "[")
      Inside = Line.equals_insensitive("[automount]");
    auto [Key, Value] = Line.split('=');
    Key = Key.trim();
    Value = Value.trim().trim('"');
    if (Inside && Key.equals_insensitive("root") && !Value.empty())
      Root = Value.str();
    if (Inside && Key.equals_insensitive("enabled") &&
        Value.equals_insensitive("false"))
      return "";
  }
  if (Root.back() != '/')
    Root += '/';
  return Root;
}

/// Where the row or mount puts it, without a look at the disk; "" if none does.
std::string PathMap::lookUp(StringRef Path) const {
  for (const Row &Each : Rows) {
    StringRef Rest = Path;
    if (Rest.take_front(Each.Windows.size()).equals_insensitive(Each.Windows) &&
        (Rest.size() == Each.Windows.size() ||
         Rest[Each.Windows.size()] == '/')) {
      llvm::SmallString<256> Result(Each.Host);
      path::append(Result, Rest.drop_front(Each.Windows.size()).ltrim('/'));
      return cleaned(Result);
    }
  }
  // What Windows calls the files of WSL itself.
  for (StringRef Share : {"//wsl$/", "//wsl.localhost/"})
    if (Path.take_front(Share.size()).equals_insensitive(Share)) {
      StringRef Below = Path.drop_front(Share.size());
      return cleaned(("/" + Below.split('/').second).str());
    }
  if (Path.size() < 2 || Path[1] != ':' || automount().empty())
    return "";
  std::string Drive = automount() + llvm::toLower(Path[0]);
  if (!fs::is_directory(Drive))
    return "";
  llvm::SmallString<256> Result(Drive);
  path::append(Result, Path.drop_front(2).ltrim('/'));
  return cleaned(Result);
}

std::string PathMap::toHost(StringRef Path) const {
  // The dots first: 'C:\src\drv\..\inc' may be in another row.
  std::string Slashes = withSlashes(Path);
  const bool IsShare = StringRef(Slashes).take_front(2) == "//";
  std::string Clean = IsShare ? "/" + cleaned(StringRef(Slashes).drop_front())
                              : cleaned(Slashes);
  std::string Host = lookUp(Clean);
  if (Host.empty())
    return "";
  std::string Real = inAnyCase(Host);
  return Real.empty() ? Host : Real;
}

std::string PathMap::toWindows(StringRef Path) const {
  auto Joined = [](StringRef Windows, StringRef Rest) {
    std::string Result = (Windows + "/" + Rest.ltrim('/')).str();
    std::replace(Result.begin(), Result.end(), '/', '\\');
    return Result;
  };
  const Row *Best = nullptr;
  auto IsBelow = [](StringRef Path, StringRef Folder) {
    Folder = Folder.rtrim('/');
    return Path.take_front(Folder.size()) == Folder &&
           (Path.size() == Folder.size() || Path[Folder.size()] == '/');
  };
  for (const Row &Each : Rows)
    if (IsBelow(Path, Each.Host) &&
        (!Best || Best->Host.size() < Each.Host.size()))
      Best = &Each;
  if (Best)
    return Joined(Best->Windows,
                  Path.drop_front(StringRef(Best->Host).rtrim('/').size()));
  StringRef Rest = Path;
  const std::string Root = automount();
  if (!Root.empty() && Rest.consume_front(Root) && !Rest.empty() &&
      llvm::isAlpha(Rest[0]) && (Rest.size() == 1 || Rest[1] == '/'))
    return Joined(std::string(1, llvm::toUpper(Rest[0])) + ":",
                  Rest.drop_front());
  return Path.str();
}

/// \p Home and the folders above it, up to that of the repository or, without
/// one, \p Home alone.
static std::vector<std::string> repositoryFolders(StringRef Home) {
  std::vector<std::string> Result;
  for (StringRef Folder = Home; !Folder.empty();
       Folder = path::parent_path(Folder)) {
    Result.push_back(Folder.str());
    if (fs::exists(Folder + "/.git"))
      return Result;
  }
  return {Home.str()};
}

std::string PathMap::guess(llvm::ArrayRef<std::string> Files, StringRef Home) {
  std::vector<std::string> Unknown;
  for (const std::string &File : Files)
    if (isWindowsPath(File) && !fs::exists(toHost(File)))
      Unknown.push_back(cleaned(File));
  if (Unknown.empty())
    return "";
  const std::vector<std::string> Folders = repositoryFolders(Home);
  StringRef Rest = Unknown[0];
  for (size_t At; (At = Rest.find('/')) != StringRef::npos;) {
    Rest = Rest.drop_front(At + 1);
    if (Rest.empty() || Rest[0] == '/')
      continue;
    const size_t Length = Unknown[0].size() - Rest.size() - 1;
    StringRef Prefix = StringRef(Unknown[0]).take_front(Length);
    for (const std::string &Folder : Folders) {
      auto IsThere = [&](const std::string &Each) {
        StringRef Below = Each;
        return Below.take_front(Length).equals_insensitive(Prefix) &&
               !inAnyCase(Folder + Below.drop_front(Length).str()).empty();
      };
      // One name alone could be there by chance.
      if (!IsThere(Unknown[0]) ||
          2 * llvm::count_if(Unknown, IsThere) < long(Unknown.size()))
        continue;
      std::string Windows = Prefix.str(), Error;
      if (!add(Windows + "/=" + Folder, "", Error))
        continue;
      std::replace(Windows.begin(), Windows.end(), '/', '\\');
      return "'" + Windows + "' of Windows is taken for '" + Folder +
             "'; --path-map says where else it is";
    }
  }
  return "";
}

std::string PathMap::key() const {
  std::string Result = automount() == "/mnt/" ? "" : automount();
  for (const Row &Each : Rows)
    Result += "\n" + Each.Windows + "=" + Each.Host;
  return Result;
}

static bool IsWindowsWanted = false;

void reportWindowsPaths() { IsWindowsWanted = true; }

std::string reportedPath(StringRef Shown) {
  if (!IsWindowsWanted)
    return Shown.str();
  llvm::SmallString<256> Full(Shown);
  fs::make_absolute(Full);
  std::string Windows = pathMap().toWindows(Full);
  return Windows == Full.str() ? Shown.str() : Windows;
}

PathMap &pathMap() {
  static PathMap Map;
  return Map;
}

} // namespace spinpair
