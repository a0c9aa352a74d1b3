//===- FixFiles.h - Fixes for people, programs and files ------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FIX_FIXFILES_H
#define SPINPAIR_TOOL_FIX_FIXFILES_H

#include "Candidates.h"
#include "model/Fix.h"

#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
}

namespace spinpair {

struct Outcome;

/// Writes what edits change as a unified diff, for 'patch -p1' or 'git apply'
/// in the current folder.
void writeDiff(const std::vector<Edit> &Edits, CodeTexts &Texts,
               llvm::raw_ostream &Out);

/// Writes fixes, by their places in Outcome::Fixes, as clang-tidy exports them,
/// for clang-apply-replacements. False, and one sentence in \p Error, if the
/// file cannot be written.
bool exportFixes(const Outcome &Found, const std::vector<size_t> &Some,
                 CodeTexts &Texts, const std::string &File, std::string &Error);

/// Edits the files. One that is not what it was when it was analysed, or cannot
/// be written, is left as it is; false, and one sentence in \p Error, then, and
/// no file is edited if that shows before the first one is.
bool makeEdits(const std::vector<Edit> &Edits, CodeTexts &Texts,
               std::string &Error);

} // namespace spinpair

#endif
