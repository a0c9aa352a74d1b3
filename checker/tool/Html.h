//===- Html.h - Text as HTML ----------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_HTML_H
#define SPINPAIR_TOOL_HTML_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace llvm {
class raw_ostream;
}

namespace spinpair {

struct Ledger;

/// Any bytes as the text of an element, on one line. What cannot be shown, or
/// would turn round what follows, is named and set off.
std::string htmlText(llvm::StringRef Text);

/// Any bytes for an attribute between double quotes.
std::string htmlAttribute(llvm::StringRef Text);

/// Draws which kinds of locks are taken under which: SVG, with a table of the
/// places below.
void writeLockOrder(const Ledger &Locks, llvm::raw_ostream &Out);

} // namespace spinpair

#endif
