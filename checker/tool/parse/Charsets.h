//===- Charsets.h - Sources that are not in UTF-8 -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cl.exe takes the charset of sources from /source-charset, or from the code
// page of the machine; clang knows UTF-8 only. In some code pages the second
// byte of a character can be that of a backslash.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PARSE_CHARSETS_H
#define SPINPAIR_TOOL_PARSE_CHARSETS_H

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace spinpair {

/// What iconv calls the charset that cl.exe or gcc calls \p Name: ".932",
/// "shift_jis"; "UTF-8" if it is that. "" if it is not known on this machine.
std::string charsetCalled(llvm::StringRef Name);

/// \p Text, in \p Charset, in UTF-8, line by line. None if it is in UTF-8
/// already, whatever \p Charset is: by its mark, or as it has ASCII only. Bytes
/// that mean nothing there become "?". A mark of UTF-16 says more than \p
/// Charset, as to cl.exe.
std::optional<std::string> inUtf8(llvm::StringRef Text,
                                  const std::string &Charset);

/// The number of the first line of \p Text, which is in no known charset, that
/// ends with a byte that would be a backslash, if what is in front of it did
/// not make both one character of an East Asian code page; 0 if none does.
/// \p Mended is the text without such ends.
unsigned mendLineEnds(llvm::StringRef Text, std::string &Mended);

/// \p Text with blanks in the place of all that is in front of the inclusion
/// of \p Header. None if it is not included.
std::optional<std::string> withoutTextBefore(llvm::StringRef Text,
                                             llvm::StringRef Header);

} // namespace spinpair

#endif
