//===- Database.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Database.h"

#include "Arguments.h"
#include "model/Unit.h"
#include "support/Paths.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <memory>

namespace json = llvm::json;
using llvm::StringRef;

namespace spinpair {

//===----------------------------------------------------------------------===//
// File names that are not UTF-8
//===----------------------------------------------------------------------===//

// Build systems copy the bytes of a file name into the database whatever they
// are, and JSON must be UTF-8. So a stray byte becomes a character that nobody
// uses, the last 256 before U+10FF00, and is put back in the strings.
static constexpr unsigned FirstStray = 0x10FE00;

static void appendCharacter(unsigned Point, std::string &Text) {
  char Bytes[UNI_MAX_UTF8_BYTES_PER_CODE_POINT], *End = Bytes;
  llvm::ConvertCodePointToUTF8(Point, End);
  Text.append(Bytes, End);
}

static std::string hideStrayBytes(StringRef Text) {
  std::string Result;
  while (!Text.empty()) {
    const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.begin());
    const auto *End = reinterpret_cast<const llvm::UTF8 *>(Text.end());
    if (size_t Length = llvm::isLegalUTF8Sequence(Begin, End)
                            ? llvm::getNumBytesForUTF8(*Begin)
                            : 0) {
      Result += Text.take_front(Length);
      Text = Text.drop_front(Length);
    } else {
      appendCharacter(FirstStray + *Begin, Result);
      Text = Text.drop_front();
    }
  }
  return Result;
}

static std::string showStrayBytes(StringRef Text) {
  std::string Result = Text.str();
  for (unsigned Byte = 0x80; Byte < 0x100; ++Byte) {
    std::string Hidden;
    appendCharacter(FirstStray + Byte, Hidden);
    for (size_t At = 0; (At = Result.find(Hidden, At)) != std::string::npos;)
      Result.replace(At, Hidden.size(), 1, static_cast<char>(Byte));
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// Entries
//===----------------------------------------------------------------------===//

namespace {

class Reader {
public:
  Reader(StringRef File, bool HasStrayBytes)
      : Folder(llvm::sys::path::parent_path(absolutePath(File, ""))),
        HasStrayBytes(HasStrayBytes) {}

  /// False, with what is wrong with it in \p Wrong.
  bool read(const json::Value &Entry, Unit &Unit, std::string &Wrong) const;

private:
  std::string text(StringRef Text) const {
    return HasStrayBytes ? showStrayBytes(Text) : Text.str();
  }
  bool readCommand(const json::Object &Entry, Unit &Unit,
                   std::string &Wrong) const;

  std::string Folder;
  bool HasStrayBytes;
};

} // namespace

/// Is the command at the start of \p Line, whose program may have backslashes,
/// for cl.exe?
static bool isLineForCl(StringRef Line) {
  std::vector<std::string> Command = splitCommand(Line, /*ForCl=*/true);
  return isForCl(Command);
}

bool Reader::readCommand(const json::Object &Entry, Unit &Unit,
                         std::string &Wrong) const {
  if (const json::Array *List = Entry.getArray("arguments")) {
    for (const json::Value &Value : *List) {
      auto Argument = Value.getAsString();
      if (!Argument) {
        Wrong = "has an argument that is no string";
        return false;
      }
      Unit.CommandLine.push_back(text(*Argument));
    }
  } else if (auto Line = Entry.getString("command")) {
    std::string Text = text(*Line);
    Unit.CommandLine = splitCommand(Text, isLineForCl(Text));
  } else {
    Wrong = "has neither \"arguments\" nor a \"command\"";
    return false;
  }
  if (!Unit.CommandLine.empty())
    return true;
  Wrong = "has an empty command";
  return false;
}

bool Reader::read(const json::Value &Value, Unit &Unit,
                  std::string &Wrong) const {
  const json::Object *Entry = Value.getAsObject();
  if (!Entry) {
    Wrong = "is no object";
    return false;
  }
  auto Directory = Entry->getString("directory");
  auto File = Entry->getString("file");
  if (!Directory || !File) {
    Wrong = Directory ? "has no \"file\"" : "has no \"directory\"";
    return false;
  }
  Unit.Directory = existingPath(text(*Directory), Folder);
  Unit.File = existingPath(text(*File), Unit.Directory);
  // Where it was compiled on Windows need not be here, if its file is.
  if (isWindowsPath(text(*Directory)) &&
      !llvm::sys::fs::is_directory(Unit.Directory) &&
      llvm::sys::fs::exists(Unit.File))
    Unit.Directory = llvm::sys::path::parent_path(Unit.File).str();
  return readCommand(*Entry, Unit, Wrong);
}

/// The files of Windows that the database lists.
static std::vector<std::string> windowsFiles(const json::Array &Entries) {
  std::vector<std::string> Result;
  for (const json::Value &Value : Entries)
    if (const json::Object *Entry = Value.getAsObject()) {
      auto Directory = Entry->getString("directory");
      auto File = Entry->getString("file");
      if (!File || !Directory)
        continue;
      std::string Path =
          isWindowsPath(*File) ? File->str() : (*Directory + "/" + *File).str();
      if (isWindowsPath(Path))
        Result.push_back(std::move(Path));
    }
  return Result;
}

bool readDatabase(StringRef File, std::vector<Unit> &Units,
                  std::string &Error) {
  auto Failed = [&](const std::string &Why) {
    Error = "'" + File.str() + "' is not a compilation database: " + Why;
    return false;
  };
  constexpr uint64_t Largest = uint64_t(2) << 30;
  uint64_t Size = 0;
  if (!llvm::sys::fs::file_size(File, Size) && Size > Largest)
    return Failed("it has more than 2 GiB");
  std::unique_ptr<llvm::MemoryBuffer> Buffer;
  StringRef Text;
  if (!readUtf8(File, Buffer, Text, Error))
    return false;
  if (Text.trim().empty())
    return Failed("it is empty");
  if (isDeepJson(Text, /*Deepest=*/100))
    return Failed("it is nested too deeply");
  std::string Hidden;
  const bool HasStrayBytes = !json::isUTF8(Text);
  if (HasStrayBytes)
    Text = Hidden = hideStrayBytes(Text);
  llvm::Expected<json::Value> Root = json::parse(Text);
  if (!Root)
    return Failed(llvm::toString(Root.takeError()));
  const json::Array *Entries = Root->getAsArray();
  if (!Entries)
    return Failed("it is no array");
  std::string Note =
      pathMap().guess(windowsFiles(*Entries),
                      llvm::sys::path::parent_path(absolutePath(File, "")));
  if (!Note.empty())
    llvm::errs() << "spinpair: " << oneLine(Note) << "\n";
  Reader Reader(File, HasStrayBytes);
  for (size_t I = 0; I < Entries->size(); ++I) {
    Unit Unit;
    std::string Wrong;
    if (!Reader.read((*Entries)[I], Unit, Wrong))
      return Failed("entry " + std::to_string(I + 1) + " " + Wrong);
    Units.push_back(std::move(Unit));
  }
  return true;
}

} // namespace spinpair
