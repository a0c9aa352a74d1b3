//===- Hover.h - What is held where, for who reads or writes the code -----===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Answers from the report of an analysis and the lock facts of the same texts
// (see lockFactsOf()). A place that nothing is known of gets no answer.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_HOVER_H
#define SPINPAIR_TOOL_LSP_HOVER_H

#include "Findings.h"

#include "llvm/Support/JSON.h"

#include <string>

namespace spinpair {

/// What is known, and of what.
struct LockQuestion {
  const llvm::json::Object &Report;
  const llvm::json::Array &Facts; ///< Of the programs; see lockFactsOf().
  const std::string &Path;        ///< Of the document.
  EditorPlaces &Where;
};

/// The locks held before a line, what is done to locks on it, and the verdict
/// on the function. Null if there is nothing to say.
llvm::json::Value hoverOf(const LockQuestion &Of,
                          const llvm::json::Object *Position, bool HasMarkdown);

/// Of an acquire the releases, and the other way round, as locations; with the
/// place itself if \p WithItself.
llvm::json::Array referencesOf(const LockQuestion &Of,
                               const llvm::json::Object *Position,
                               bool WithItself);

/// What is held behind each statement in a range that changes that.
llvm::json::Array inlayHintsOf(const LockQuestion &Of,
                               const llvm::json::Object *Range);

} // namespace spinpair

#endif
