//===- Places.h - Where files are, and where they go ----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_SUPPORT_PLACES_H
#define SPINPAIR_TOOL_SUPPORT_PLACES_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <optional>
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace spinpair {

/// The folder that paths in reports for other programs start at: the nearest
/// one that holds a ".git", from the current folder upwards, or else the
/// current folder. Absolute.
const std::string &projectRoot();

/// \p File as it is called from the folder that the program's "bin" is in: the
/// prefix of an installation, or the build folder. Absolute; "" if there is no
/// such file or folder.
std::string besideProgram(llvm::StringRef File);

/// What is in \p Folder and ends in \p End, in an order that does not depend on
/// the disk.
std::vector<std::string> childrenOf(llvm::StringRef Folder,
                                    llvm::StringRef End = "");

/// The path of a file from the project's root, with ".." in front if it is not
/// below. \p Shown is its name as shown.
std::string projectPath(llvm::StringRef Shown);

/// Is this project path below the root?
bool isInProject(llvm::StringRef ProjectPath);

/// A path as a part of a URI: every byte but unreserved ones and '/' encoded.
std::string percentEncoded(llvm::StringRef Path);

/// The text without control characters, which could end a line or steer a
/// terminal: they are written as in C.
std::string oneLine(llvm::StringRef Text);

/// "1 finding", "2 findings".
std::string counted(size_t Count, llvm::StringRef What);

/// The file at \p Path, with what is laid over it, or a pipe; no device, which
/// may have no end. It counts as an input of the run from then on.
llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
readWhole(llvm::StringRef Path);

/// Did readWhole() read the file, by whatever name it has?
bool wasRead(llvm::StringRef Path);

/// Why what \p Path names cannot be looked at; "" if it can, or is not there.
std::string whyHidden(llvm::StringRef Path);

/// The file that writing to \p Path makes or replaces: behind links, which stay
/// what they are.
std::string writtenFile(llvm::StringRef Path);

/// Why \p Path will not take a file that writeWhole() is to make; "" if nothing
/// is known that speaks against it. Before long work, to say so in time.
std::string whyNotWritable(llvm::StringRef Path);

/// \p Text, which begins with the mark of UTF-16, in UTF-8; none if it has no
/// such mark, or is no text in UTF-16 behind it.
std::optional<std::string> fromUtf16(llvm::StringRef Text);

/// Drops the byte order mark of a text in UTF-8. False, with the end of a
/// sentence in \p Wrong, if the text is in another encoding of Unicode.
bool takeUtf8(llvm::StringRef &Text, std::string &Wrong);

/// The same for what Windows writes: a text that begins with the mark of UTF-16
/// is taken, too, by way of \p Converted.
bool takeUnicode(llvm::StringRef &Text, std::string &Converted,
                 std::string &Wrong);

/// Reads the text in UTF-8 at \p Path into \p Buffer; \p Text is what it holds.
/// False, and one sentence in \p Error, if it cannot be read or is none.
bool readUtf8(llvm::StringRef Path, std::unique_ptr<llvm::MemoryBuffer> &Buffer,
              llvm::StringRef &Text, std::string &Error);

/// Do lists and objects of the JSON stand in one another more than \p Deepest
/// times? LLVM's parser calls itself for each.
bool isDeepJson(llvm::StringRef Text, unsigned Deepest);

/// Lets \p Write fill the file \p Path, or the one that it links to, which
/// appears as a whole or stays as it was. A device or pipe is written to
/// directly. False, and one sentence in
/// \p Error, if that fails.
bool writeWhole(const std::string &Path,
                llvm::function_ref<void(llvm::raw_ostream &)> Write,
                std::string &Error);

} // namespace spinpair

#endif
