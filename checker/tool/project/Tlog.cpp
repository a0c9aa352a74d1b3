//===- Tlog.cpp - What MSBuild's file tracker logs ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// CL.command.1.tlog has two lines for each source: its name behind a '^', and
// the arguments that cl.exe was run with. Names are in upper case there.
//
//===----------------------------------------------------------------------===//
#include "Project.h"
#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

static constexpr StringRef Extension = ".tlog";

bool isTlogName(StringRef Path) {
  return path::filename(Path.rtrim('/'))
      .take_back(Extension.size())
      .equals_insensitive(Extension);
}

/// "CL.command.1.tlog", or that of clang-cl.
static bool isCommandLog(StringRef Path) {
  std::string Lower = path::filename(Path).lower();
  StringRef Name = Lower;
  return Name.consume_back(Extension) && Name.contains(".command.") &&
         (Name.take_front(3) == "cl." || Name.take_front(9) == "clang-cl.");
}

/// The text in UTF-8.
static bool readLog(const std::string &File, std::string &Text,
                    std::string &Why) {
  constexpr uint64_t LargestFile = 256 << 20;
  uint64_t Size;
  if (std::error_code Wrong = fs::file_size(File, Size)) {
    Why = "cannot be read: " + Wrong.message();
    return false;
  }
  if (Size > LargestFile) {
    Why = "is larger than 256 MiB";
    return false;
  }
  auto Buffer = readWhole(File);
  if (!Buffer) {
    Why = "cannot be read: " + Buffer.getError().message();
    return false;
  }
  StringRef Bytes = (*Buffer)->getBuffer();
  std::string Marked;
  // Without a mark, the NUL of its first character tells it.
  if (Bytes.size() >= 2 && Bytes[1] == '\0') {
    Marked = "\xff\xfe" + Bytes.str();
    Bytes = Marked;
  }
  llvm::ArrayRef<char> Range(Bytes.data(), Bytes.size());
  if (!llvm::hasUTF16ByteOrderMark(Range)) {
    Bytes.consume_front("\xef\xbb\xbf");
    Text = Bytes.str();
    return true;
  }
  if (llvm::convertUTF16ToUTF8String(Range, Text))
    return true;
  Why = "is no text in UTF-16";
  return false;
}

/// The folder of the project that the log belongs to: the nearest one above it
/// that has one; "" if none has.
static std::string projectFolder(StringRef Log) {
  unsigned Levels = 0;
  for (StringRef Folder = path::parent_path(Log); !Folder.empty() && Levels < 8;
       Folder = path::parent_path(Folder)) {
    ++Levels;
    for (const std::string &Child : childrenOf(Folder))
      if (path::extension(Child).lower() == ".vcxproj")
        return Folder.str();
    if (fs::exists(Folder + "/.git"))
      break;
  }
  return "";
}

static void addUnits(StringRef Sources, StringRef Line,
                     const std::string &Folder,
                     std::vector<ProjectUnit> &Units) {
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  llvm::SmallVector<const char *, 64> Parts;
  llvm::cl::TokenizeWindowsCommandLine(Line, Saver, Parts);
  llvm::SmallVector<StringRef, 1> Names;
  Sources.split(Names, '|', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (StringRef Name : Names) {
    ProjectUnit Unit;
    Unit.File = Name.trim().str();
    Unit.Directory = Folder;
    Unit.Command = {"cl.exe"};
    for (const char *Part : Parts)
      if (!StringRef(Part).equals_insensitive(Unit.File))
        Unit.Command.push_back(Part);
    Units.push_back(std::move(Unit));
  }
}

bool readTlog(const std::string &Path, std::vector<ProjectUnit> &Units,
              std::string &Error) {
  std::vector<std::string> Logs;
  if (fs::is_directory(Path)) {
    for (const std::string &Child : childrenOf(Path))
      if (isCommandLog(Child))
        Logs.push_back(Child);
  } else {
    Logs = {Path};
  }
  if (Logs.empty()) {
    Error = "there is no CL.command.1.tlog in '" + Path +
            "'; MSBuild writes it where it compiles";
    return false;
  }
  for (const std::string &Log : Logs) {
    std::string Text, Why;
    if (!readLog(Log, Text, Why)) {
      Error = "'" + Log + "' " + Why;
      return false;
    }
    llvm::SmallString<256> Full(Log);
    fs::make_absolute(Full);
    path::remove_dots(Full, /*remove_dot_dot=*/true);
    const std::string Folder = projectFolder(Full);
    StringRef Sources;
    for (StringRef Rest = Text; !Rest.empty();) {
      auto [Line, More] = Rest.split('\n');
      Rest = More;
      Line = Line.trim("\r\n \t");
      if (Line.consume_front("^"))
        Sources = Line;
      else if (!Line.empty() && !Sources.empty())
        addUnits(Sources, Line, Folder, Units);
    }
  }
  if (Units.empty())
    Error = "'" + Path + "' has no commands of cl.exe";
  return !Units.empty();
}

} // namespace spinpair
