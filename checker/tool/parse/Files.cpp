//===- Files.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Files.h"

#include "Charsets.h"
#include "Inputs.h"
#include "model/Unit.h"
#include "support/Archive.h"
#include "support/Overlay.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "../../analyzer/Compat.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <functional>
#include <optional>

using llvm::StringRef;
using llvm::Twine;
namespace path = llvm::sys::path;
namespace vfs = llvm::vfs;

namespace spinpair {

SourceFiles::SourceFiles(std::shared_ptr<const TraceFunctions> Traces,
                         const Reading &How, Inputs *Record)
    : ProxyFileSystem(diskFiles()), Traces(std::move(Traces)),
      How(std::make_unique<Reading>(How)), Record(Record),
      TraceHeaders(new vfs::InMemoryFileSystem()) {
  // So that the folder is there.
  TraceHeaders->addFile(Twine(AbsentTraceHeaders) + "/.tmh", 0,
                        llvm::MemoryBuffer::getMemBuffer(""));
}

SourceFiles::SourceFiles(std::shared_ptr<const TraceFunctions> Traces)
    : SourceFiles(std::move(Traces), Reading()) {}

SourceFiles::~SourceFiles() = default;

//===----------------------------------------------------------------------===//
// Headers that the tracing preprocessor would make
//===----------------------------------------------------------------------===//

std::string traceFunctionIn(StringRef Text) {
  Text.consume_front("FUNC ");
  return Text.ltrim()
      .take_while([](char C) { return llvm::isAlnum(C) || C == '_'; })
      .str();
}

/// Calls that trace have no effect on locks, so they may as well be nothing.
static std::string traceHeader(const TraceFunctions &Functions) {
  std::string Text;
  for (StringRef Name : {"WPP_INIT_TRACING", "WPP_CLEANUP", "DoTraceMessage"})
    Text +=
        ("#ifndef " + Name + "\n#define " + Name + "(...) ((void)0)\n#endif\n")
            .str();
  for (StringRef Name : Functions)
    Text +=
        ("#undef " + Name + "\n#define " + Name + "(...) ((void)0)\n").str();
  return Text;
}

//===----------------------------------------------------------------------===//
// Names as Windows has them
//===----------------------------------------------------------------------===//

std::string SourceFiles::childIn(StringRef Folder, StringRef Name) {
  auto [Listing, IsNew] = Listings.try_emplace(Folder);
  if (IsNew) {
    std::error_code Wrong;
    for (vfs::directory_iterator I = ProxyFileSystem::dir_begin(Folder, Wrong),
                                 End;
         I != End && !Wrong; I.increment(Wrong)) {
      StringRef Child = path::filename(I->path());
      std::string &Known = Listing->second[Child.lower()];
      // Whichever the disk has first, it is always the same one.
      if (Known.empty() || Child < Known)
        Known = Child.str();
    }
  }
  auto Found = Listing->second.find(Name.lower());
  return Found == Listing->second.end() ? "" : Found->second;
}

const std::string &SourceFiles::resolveFolder(StringRef Folder) {
  auto [Known, IsNew] = Folders.try_emplace(Folder);
  if (!IsNew)
    return Known->second;
  std::string Real = Folder.str();
  if (!ProxyFileSystem::status(Folder))
    Real = resolve(Folder);
  // The map may have grown meanwhile, and moved.
  return Folders[Folder] = Real;
}

/// The name that is there for \p Path, which is not; or "".
std::string SourceFiles::resolve(StringRef Path) {
  StringRef Parent = path::parent_path(Path), Name = path::filename(Path);
  if (Parent.empty() || Parent == Path)
    return "";
  std::string Folder = resolveFolder(Parent);
  std::string Child = Folder.empty() ? "" : childIn(Folder, Name);
  return Child.empty() ? "" : Folder + "/" + Child;
}

//===----------------------------------------------------------------------===//
// What clang asks for
//===----------------------------------------------------------------------===//

/// The path of Windows that \p Path is or ends with: to clang on this machine
/// it is relative, and so is looked for below folders. It may have turned the
/// backslashes. "" if there is none.
static std::string windowsPathIn(StringRef Path) {
  if (Path.take_front(2) == "//" && Path.take_front(3) != "///")
    return ("\\\\" + Path.drop_front(2)).str();
  for (size_t I = 0; I + 1 < Path.size(); ++I)
    if ((I == 0 || Path[I - 1] == '/') && isWindowsPath(Path.drop_front(I)))
      return Path.drop_front(I).str();
  return "";
}

vfs::FileSystem &SourceFiles::locate(const Twine &Path, std::string &Name) {
  Name = Path.str();
  if (ProxyFileSystem::status(Name))
    return getUnderlyingFS();
  if (std::string Windows = windowsPathIn(Name); !Windows.empty()) {
    if (std::string Host = pathMap().toHost(Windows); !Host.empty())
      Name = Host;
    return getUnderlyingFS();
  }
  llvm::SmallString<256> Full(Name);
  std::replace(Full.begin(), Full.end(), '\\', '/');
  path::remove_dots(Full);
  if (makeAbsolute(Full))
    return getUnderlyingFS();
  if (Full.str().find(AbsentTraceHeaders) == 0) {
    Name = Full.str().str();
    const std::string Extension = path::extension(Name).lower();
    if (Extension == ".tmh")
      TraceHeaders->addFile(
          Name, 0, llvm::MemoryBuffer::getMemBufferCopy(traceHeader(*Traces)));
    else if (Extension.empty()) // a folder that a header may be in
      TraceHeaders->addFile(Name + "/.tmh", 0,
                            llvm::MemoryBuffer::getMemBuffer(""));
    return *TraceHeaders;
  }
  std::string Real = resolve(Full);
  if (!Real.empty())
    Name = Real;
  return getUnderlyingFS();
}

namespace {

/// A file that was asked for by another name. In messages and among functions
/// of headers it has its own, so that it is the same one for all units.
class RenamedFile : public vfs::File {
public:
  RenamedFile(std::unique_ptr<vfs::File> Real, vfs::Status Known)
      : Real(std::move(Real)), Known(std::move(Known)) {}

  llvm::ErrorOr<vfs::Status> status() override { return Known; }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const Twine &Name, int64_t Size, bool Terminated,
            bool Volatile) override {
    return Real->getBuffer(Name, Size, Terminated, Volatile);
  }
  std::error_code close() override { return Real->close(); }

private:
  std::unique_ptr<vfs::File> Real;
  vfs::Status Known;
};

/// Notes the text that it gives out.
class NotedFile : public vfs::File {
public:
  NotedFile(std::unique_ptr<vfs::File> Open, Inputs &Record, std::string Asked,
            std::string Real, Stamp Before)
      : Open(std::move(Open)), Record(Record), Asked(std::move(Asked)),
        Real(std::move(Real)), Before(Before) {}

  llvm::ErrorOr<vfs::Status> status() override { return Open->status(); }
  llvm::ErrorOr<std::string> getName() override { return Open->getName(); }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const Twine &Name, int64_t Size, bool Terminated,
            bool Volatile) override {
    auto Text = Open->getBuffer(Name, Size, Terminated, Volatile);
    if (Text)
      Record.note(Asked,
                  {Input::File, Real, digestOf((*Text)->getBuffer()), Before});
    return Text;
  }
  std::error_code close() override { return Open->close(); }

private:
  std::unique_ptr<vfs::File> Open;
  Inputs &Record;
  std::string Asked, Real;
  Stamp Before;
};

} // namespace

//===----------------------------------------------------------------------===//
// The text as the compiler of the driver sees it
//===----------------------------------------------------------------------===//

namespace {

/// A file with another text than that on disk.
class ChangedFile : public vfs::File {
public:
  using Change = std::function<std::optional<std::string>(StringRef)>;

  ChangedFile(std::unique_ptr<vfs::File> Open, vfs::Status Known, Change Make)
      : Open(std::move(Open)), Known(std::move(Known)), Make(std::move(Make)) {}

  llvm::ErrorOr<vfs::Status> status() override { return Known; }
  llvm::ErrorOr<std::string> getName() override { return Open->getName(); }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const Twine &Name, int64_t, bool, bool Volatile) override {
    auto Text = Open->getBuffer(Name, /*FileSize=*/-1,
                                /*RequiresNullTerminator=*/true, Volatile);
    if (!Text)
      return Text;
    auto Other = Make((*Text)->getBuffer());
    if (!Other)
      return Text;
    return llvm::MemoryBuffer::getMemBufferCopy(*Other, Name);
  }
  std::error_code close() override { return Open->close(); }

private:
  std::unique_ptr<vfs::File> Open;
  vfs::Status Known;
  Change Make;
};

} // namespace

/// The text of the file \p Name in UTF-8; null if it needs no change.
const std::string *SourceFiles::converted(const std::string &Name) {
  auto [Known, IsNew] = Converted.try_emplace(Name);
  if (IsNew)
    if (auto Text = getUnderlyingFS().getBufferForFile(Name))
      if (auto Other = inUtf8((*Text)->getBuffer(), How->Charset))
        Known->second = std::move(*Other);
  return Known->second.empty() ? nullptr : &Known->second;
}

/// The status has the size of the text that is given out.
vfs::Status SourceFiles::withSize(const vfs::Status &Found,
                                  const std::string &Name) {
  if (!Found.isRegularFile() ||
      (How->Charset.empty() && !Converted.count(Name)))
    return Found;
  const std::string *Other = converted(Name);
  if (!Other)
    return Found;
  return vfs::Status(Found.getName(), Found.getUniqueID(),
                     Found.getLastModificationTime(), Found.getUser(),
                     Found.getGroup(), Other->size(), Found.getType(),
                     Found.getPermissions());
}

/// Does the file begin with the mark of UTF-16? It is read when clang opens it,
/// and not when clang asks whether it is there.
static bool hasUtf16Mark(const std::string &Name) {
  auto File = llvm::sys::fs::openNativeFileForRead(Name);
  if (!File) {
    llvm::consumeError(File.takeError());
    return false;
  }
  char Mark[2] = {};
  auto Size = llvm::sys::fs::readNativeFileSlice(*File, Mark, 0);
  llvm::sys::fs::closeFile(*File);
  if (!Size) {
    llvm::consumeError(Size.takeError());
    return false;
  }
  return *Size == 2 && llvm::hasUTF16ByteOrderMark(Mark);
}

/// Can it be what is compiled, and no header?
static bool isCompiled(StringRef Name) {
  std::string Extension = path::extension(Name).lower();
  return Extension == ".c" || Extension == ".cpp" || Extension == ".cxx" ||
         Extension == ".cc";
}

std::unique_ptr<vfs::File>
SourceFiles::asCompilerSees(std::unique_ptr<vfs::File> Open, vfs::Status &Known,
                            const std::string &Name) {
  if (!Known.isRegularFile())
    return Open;
  if (How->Charset.empty() && hasUtf16Mark(Name))
    converted(Name);
  Known = withSize(Known, Name);
  auto Change = [this, Name](StringRef Text) -> std::optional<std::string> {
    std::optional<std::string> Result;
    if (How->Charset.empty() && !Converted.count(Name)) {
      std::string Other;
      if (unsigned Line = mendLineEnds(Text, Other)) {
        if (Mended.insert(Name).second)
          llvm::errs() << "spinpair: " << oneLine(Name) << ":" << Line
                       << ": it ends with a character whose last byte is that "
                          "of a backslash; the line, as others like it, is "
                          "taken to end here, as in an East Asian code page "
                          "(--extra-arg=/source-charset:.932 says which)\n";
        Result = std::move(Other);
      }
    } else if (const std::string *Other = converted(Name)) {
      Result = *Other;
    }
    if (!How->Header.empty() && isCompiled(Name))
      if (auto Other = withoutTextBefore(Result ? StringRef(*Result) : Text,
                                         How->Header))
        Result = std::move(Other);
    return Result;
  };
  return std::make_unique<ChangedFile>(std::move(Open), Known, Change);
}

static vfs::Status renamed(const vfs::Status &Status, const Twine &Name) {
  vfs::Status Result = vfs::Status::copyWithNewName(Status, Name);
  compat::exposeName(Result);
  return Result;
}

llvm::ErrorOr<vfs::Status> SourceFiles::status(const Twine &Path) {
  beforeAnswer(Path);
  std::string Name;
  vfs::FileSystem &Files = locate(Path, Name);
  llvm::ErrorOr<vfs::Status> Found = Files.status(Name);
  note(Path, Files, Name, Found);
  if (Found)
    Found = withSize(*Found, Name);
  if (!Found || Name == Path.str())
    return Found;
  return renamed(*Found, Name);
}

llvm::ErrorOr<std::unique_ptr<vfs::File>>
SourceFiles::openFileForRead(const Twine &Path) {
  beforeAnswer(Path);
  std::string Name;
  vfs::FileSystem &Files = locate(Path, Name);
  Stamp Before;
  if (Record)
    Before = takeStamp(absolute(Name));
  auto Found = Files.openFileForRead(Name);
  if (!Found) {
    llvm::ErrorOr<vfs::Status> Locked = Files.status(Name);
    note(Path, Files, Name, Locked);
    if (Record && Locked) // it may be opened some day
      Record->Unsteady = true;
    return Found;
  }
  llvm::ErrorOr<vfs::Status> Known = (*Found)->status();
  note(Path, Files, Name, Known);
  if (!Known)
    return Known.getError();
  // What comes through a pipe comes once.
  if (Record && !Known->isRegularFile() && !Known->isDirectory())
    Record->Unsteady = true;
  if (Record && &Files != TraceHeaders.get())
    *Found = std::make_unique<NotedFile>(
        std::move(*Found), *Record, absolute(Path), absolute(Name), Before);
  if (&Files != TraceHeaders.get())
    *Found = asCompilerSees(std::move(*Found), *Known, Name);
  if (Name == Path.str())
    return Found;
  return std::make_unique<RenamedFile>(std::move(*Found),
                                       renamed(*Known, Name));
}

bool SourceFiles::exists(const Twine &Path) {
  llvm::ErrorOr<vfs::Status> Found = status(Path);
  return Found && Found->exists();
}

vfs::directory_iterator SourceFiles::dir_begin(const Twine &Folder,
                                               std::error_code &Wrong) {
  if (Record && status(Folder) && ProxyFileSystem::status(Folder)) {
    std::string Name = absolute(Folder);
    Stamp Before = takeStamp(Name);
    Record->note(Name, {Input::Folder, Name,
                        listingDigest(getUnderlyingFS(), Name), Before});
  }
  return ProxyFileSystem::dir_begin(Folder, Wrong);
}

//===----------------------------------------------------------------------===//
// The record of it
//===----------------------------------------------------------------------===//

std::string SourceFiles::absolute(const Twine &Path) {
  llvm::SmallString<256> Full;
  Path.toVector(Full);
  if (std::string Windows = windowsPathIn(Full); !Windows.empty())
    if (std::string Host = pathMap().toHost(Windows); !Host.empty())
      return Host;
  if (makeAbsolute(Full))
    Record->Unsteady = true;
  return Full.str().str();
}

/// What is not there now may be there a moment later: so the folder's stamp is
/// older than the answer.
void SourceFiles::beforeAnswer(const Twine &Path) {
  if (Record)
    Record->expect(absolute(Path));
}

void SourceFiles::note(const Twine &Path, const vfs::FileSystem &Where,
                       StringRef Name,
                       const llvm::ErrorOr<vfs::Status> &Found) {
  const std::string Asked = Record ? absolute(Path) : "";
  if (!Record || &Where == TraceHeaders.get() || Asked == Nowhere ||
      (!Found && path::parent_path(Asked) == Nowhere))
    return;
  Input Answer;
  if (Found) {
    Answer.Kind = Found->isDirectory() ? Input::Folder : Input::File;
    Answer.Real = absolute(Name);
  }
  Record->note(Asked, std::move(Answer));
}

} // namespace spinpair
