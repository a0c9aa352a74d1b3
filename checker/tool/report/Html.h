//===- Html.h - The parts of the report page ------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_REPORT_HTML_H
#define SPINPAIR_TOOL_REPORT_HTML_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace spinpair {

struct FunctionVerdict;
struct Ledger;
struct Mistake;
struct Outcome;
enum class Verdict;

/// Any bytes as the text of an element, on one line. What cannot be shown, or
/// would turn round what follows, is named and set off.
std::string htmlText(llvm::StringRef Text);

/// Any bytes for an attribute between double quotes.
std::string htmlAttribute(llvm::StringRef Text);

std::string htmlCode(llvm::StringRef Text);
/// The path of a file from the project's root, which may be broken between its
/// parts. \p File is as shown.
std::string htmlPath(llvm::StringRef File);
std::string htmlPlace(llvm::StringRef File, unsigned Line);
std::string htmlVerdict(Verdict Verdict);

/// The id of a finding on the page.
std::string findingId(const Outcome &Outcome, const Mistake &Found);

/// The HTML of a place, which is linked if the user so wants: file as shown,
/// line and column.
using PlaceWriter = llvm::function_ref<std::string(
    const std::string &File, unsigned Line, unsigned Column)>;
/// The rows of the ledger.
void writeLedger(const Outcome &Outcome, PlaceWriter Place,
                 llvm::raw_ostream &Out);
/// The rows of the table of functions.
void writeFunctions(const std::vector<FunctionVerdict> &Functions,
                    PlaceWriter Place, llvm::raw_ostream &Out);
/// Draws which kinds of locks are taken under which: SVG, with a table of the
/// places below.
void writeLockOrder(const Ledger &Locks, llvm::raw_ostream &Out);

} // namespace spinpair

#endif
