//===- Places.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Places.h"

#include "Overlay.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <climits>
#include <set>
#include <unistd.h>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

static std::string findRoot() {
  llvm::SmallString<256> Here;
  fs::current_path(Here);
  for (StringRef Folder = Here; !Folder.empty();
       Folder = path::parent_path(Folder)) {
    llvm::SmallString<256> Git(Folder);
    path::append(Git, ".git");
    if (fs::exists(Git))
      return Folder.str();
  }
  return Here.str().str();
}

const std::string &projectRoot() {
  static const std::string Root = findRoot();
  return Root;
}

std::string besideProgram(StringRef File) {
  // Where /proc is not mounted, the name that it was called by has to do.
  static int Anchor;
  llvm::SmallString<256> Path(
      fs::getMainExecutable(program_invocation_name, &Anchor));
  if (Path.empty())
    return "";
  path::remove_filename(Path);
  path::append(Path, "..", File);
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return fs::exists(Path) ? Path.str().str() : "";
}

std::vector<std::string> childrenOf(StringRef Folder, StringRef End) {
  std::vector<std::string> Result;
  std::error_code Wrong;
  for (fs::directory_iterator I(Folder, Wrong), Last; I != Last && !Wrong;
       I.increment(Wrong))
    if (StringRef(I->path()).take_back(End.size()) == End)
      Result.push_back(I->path());
  llvm::sort(Result);
  return Result;
}

std::string projectPath(StringRef Shown) {
  llvm::SmallString<256> File(Shown);
  fs::make_absolute(File);
  StringRef Root = projectRoot();
  auto AtRoot = path::begin(Root), RootEnd = path::end(Root);
  auto At = path::begin(File), End = path::end(File);
  for (; AtRoot != RootEnd && At != End && *AtRoot == *At; ++At)
    ++AtRoot;
  std::string Result;
  for (; AtRoot != RootEnd; ++AtRoot)
    Result += "../";
  for (const char *Before = ""; At != End; ++At, Before = "/")
    Result += Before + At->str();
  return Result;
}

bool isInProject(StringRef ProjectPath) {
  return !ProjectPath.consume_front("../");
}

std::string percentEncoded(StringRef Path) {
  std::string Result;
  for (unsigned char Byte : Path) {
    if (llvm::isAlnum(Byte) || StringRef("-._~/").contains(Byte)) {
      Result += Byte;
    } else {
      Result += '%';
      Result += llvm::hexdigit(Byte >> 4);
      Result += llvm::hexdigit(Byte & 15);
    }
  }
  return Result;
}

std::string oneLine(StringRef Text) {
  std::string Result;
  for (unsigned char Byte : Text) {
    if (Byte >= 0x20 && Byte != 0x7f) {
      Result += Byte;
    } else if (Byte == '\n') {
      Result += "\\n";
    } else if (Byte == '\r') {
      Result += "\\r";
    } else if (Byte == '\t') {
      Result += "\\t";
    } else {
      Result += "\\x";
      Result += llvm::hexdigit(Byte >> 4);
      Result += llvm::hexdigit(Byte & 15);
    }
  }
  return Result;
}

std::string counted(size_t Count, StringRef What) {
  return std::to_string(Count) + " " + What.str() + (Count == 1 ? "" : "s");
}

/// Closes nothing. The error of the last write, if any.
static std::error_code
fill(int Descriptor, llvm::function_ref<void(llvm::raw_ostream &)> Write) {
  llvm::raw_fd_ostream Out(Descriptor, /*shouldClose=*/false);
  Out.enable_colors(false);
  Write(Out);
  Out.flush();
  std::error_code Wrong = Out.error();
  Out.clear_error();
  return Wrong;
}

/// What was read so far, by what it is.
static std::set<fs::UniqueID> &filesRead() {
  static std::set<fs::UniqueID> Files;
  return Files;
}

bool wasRead(StringRef Path) {
  fs::UniqueID Is;
  return !fs::getUniqueID(Path, Is) && filesRead().count(Is);
}

llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> readWhole(StringRef Path) {
  fs::file_status Status;
  if (!fs::status(Path, Status) && Path != "/dev/null" &&
      (Status.type() == fs::file_type::character_file ||
       Status.type() == fs::file_type::block_file ||
       Status.type() == fs::file_type::fifo_file ||
       Status.type() == fs::file_type::socket_file))
    return std::make_error_code(std::errc::not_supported);
  if (fs::UniqueID Is; !fs::getUniqueID(Path, Is))
    filesRead().insert(Is);
  if (const std::string *Text = overlay().textOf(Path))
    return llvm::MemoryBuffer::getMemBuffer(*Text, Path);
  return llvm::MemoryBuffer::getFile(Path);
}

std::string whyHidden(StringRef Path) {
  fs::file_status Status;
  std::error_code Wrong = fs::status(Path, Status);
  return Wrong && Wrong != std::errc::no_such_file_or_directory &&
                 Wrong != std::errc::not_a_directory
             ? Wrong.message()
             : "";
}

std::string writtenFile(StringRef Path) {
  constexpr unsigned Longest = 40; // as the kernel follows them
  llvm::SmallString<256> File(Path);
  for (unsigned I = 0; I < Longest && fs::is_symlink_file(File); ++I) {
    char Target[PATH_MAX];
    const ssize_t Size = ::readlink(File.c_str(), Target, sizeof Target);
    if (Size <= 0)
      break;
    const StringRef To(Target, Size);
    if (path::is_absolute(To)) {
      File = To;
    } else {
      path::remove_filename(File);
      path::append(File, To);
    }
  }
  return File.str().str();
}

/// Is it /dev/full, by whatever name? There is no other way to know than by
/// writing, and what is written to a device is seen.
static bool isAlwaysFull(StringRef Path) {
  fs::UniqueID Is, Full;
  return !fs::getUniqueID("/dev/full", Full) && !fs::getUniqueID(Path, Is) &&
         Is == Full;
}

std::string whyNotWritable(StringRef Given) {
  fs::file_status Status;
  if (!fs::status(Given, Status) && fs::is_other(Status)) // a device or pipe
    return isAlwaysFull(Given)
               ? std::make_error_code(std::errc::no_space_on_device).message()
               : "";
  if (fs::is_directory(Status))
    return std::make_error_code(std::errc::is_a_directory).message();
  const std::string Path = writtenFile(Given);
  const StringRef Folder = path::parent_path(Path);
  std::error_code Wrong =
      fs::access(Folder.empty() ? "." : Folder, fs::AccessMode::Write);
  if (!Wrong && !Folder.empty() && !fs::is_directory(Folder))
    Wrong = std::make_error_code(std::errc::not_a_directory);
  return Wrong ? Wrong.message() : "";
}

std::optional<std::string> fromUtf16(StringRef Text) {
  const llvm::ArrayRef<char> Bytes(Text.data(), Text.size());
  std::string Result;
  if (!llvm::hasUTF16ByteOrderMark(Bytes) ||
      !llvm::convertUTF16ToUTF8String(Bytes, Result))
    return std::nullopt;
  return Result;
}

bool takeUtf8(StringRef &Text, std::string &Wrong) {
  // Longer marks first. Each of the texts read so begins with an ASCII
  // character, and has no NUL in it.
  using namespace std::string_literals;
  static const std::pair<const char *, std::string> Marks[] = {
      {"UTF-32", "\xff\xfe\0\0"s},
      {"UTF-32", "\0\0\xfe\xff"s},
      {"UTF-16", "\xff\xfe"s},
      {"UTF-16", "\xfe\xff"s}};
  StringRef Encoding;
  for (const auto &[Name, Mark] : Marks)
    if (Encoding.empty() && Text.take_front(Mark.size()) == Mark)
      Encoding = Name;
  if (Encoding.empty() && Text.take_front(2).contains('\0'))
    Encoding = "UTF-16";
  Text.consume_front("\xef\xbb\xbf");
  if (Encoding.empty())
    return true;
  Wrong = "is in " + Encoding.str();
  if (Encoding == "UTF-16")
    Wrong += ", as Windows PowerShell's '>' writes";
  Wrong += "; save it as UTF-8";
  return false;
}

bool takeUnicode(StringRef &Text, std::string &Converted, std::string &Wrong) {
  if (auto Utf8 = fromUtf16(Text)) {
    Converted = std::move(*Utf8);
    Text = Converted;
    return true;
  }
  return takeUtf8(Text, Wrong);
}

bool readUtf8(StringRef Path, std::unique_ptr<llvm::MemoryBuffer> &Buffer,
              StringRef &Text, std::string &Error) {
  auto Whole = readWhole(Path);
  std::string Wrong;
  if (!Whole) {
    Wrong = "cannot be read: " + Whole.getError().message();
  } else {
    Buffer = std::move(*Whole);
    Text = Buffer->getBuffer();
    takeUtf8(Text, Wrong);
  }
  if (!Wrong.empty())
    Error = "'" + Path.str() + "' " + Wrong;
  return Wrong.empty();
}

bool isDeepJson(StringRef Text, unsigned Deepest) {
  unsigned Depth = 0;
  bool InString = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (InString && Text[I] == '\\')
      ++I;
    else if (Text[I] == '"')
      InString = !InString;
    else if (!InString && (Text[I] == '[' || Text[I] == '{'))
      if (++Depth > Deepest)
        return true;
    if (!InString && Depth && (Text[I] == ']' || Text[I] == '}'))
      --Depth;
  }
  return false;
}

bool writeWhole(const std::string &Path,
                llvm::function_ref<void(llvm::raw_ostream &)> Write,
                std::string &Error) {
  auto Failed = [&](const std::string &Why) {
    Error = "'" + Path + "' cannot be written: " + Why;
    return false;
  };
  fs::file_status Status;
  if (!fs::status(Path, Status) && fs::is_other(Status)) {
    // Renaming a file over a device would take the device away.
    int Descriptor = -1;
    if (std::error_code Wrong =
            fs::openFileForWrite(Path, Descriptor, fs::CD_OpenExisting))
      return Failed(Wrong.message());
    std::error_code Wrong = fill(Descriptor, Write);
    fs::file_t File = fs::convertFDToNativeFile(Descriptor);
    if (std::error_code Lost = fs::closeFile(File); !Wrong)
      Wrong = Lost;
    return Wrong ? Failed(Wrong.message()) : true;
  }
  // In the same folder: a file is renamed at once only on its own device.
  const std::string Target = writtenFile(Path);
  auto File = fs::TempFile::create(Target + ".%%%%%%.tmp");
  if (!File)
    return Failed(llvm::toString(File.takeError()));
  if (std::error_code Wrong = fill(File->FD, Write)) {
    llvm::consumeError(File->discard());
    return Failed(Wrong.message());
  }
  if (llvm::Error Kept = File->keep(Target))
    return Failed(llvm::toString(std::move(Kept)));
  return true;
}

} // namespace spinpair
