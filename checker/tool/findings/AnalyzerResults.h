//===- AnalyzerResults.h - What clang's analyzer wrote --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The plugin runs in clang, under scan-build and others, which keep what it
// finds as property lists. See docs/scan-build.md.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINDINGS_ANALYZERRESULTS_H
#define SPINPAIR_TOOL_FINDINGS_ANALYZERRESULTS_H

#include "model/Mistake.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace spinpair {

struct AnalyzerResults {
  std::vector<Mistake> Mistakes; ///< By place, each once.
  size_t Files = 0;              ///< Property lists that were read.
  size_t OfOthers = 0;           ///< Findings of checkers that are not ours.
  /// Sources that were not analysed, as shown; they were named.
  std::vector<std::string> Unread;
  bool IsComplete = true; ///< Was all analysed that there are results of?
};

/// Is \p Path a property list, or a folder that may hold some?
bool isAnalyzerResult(llvm::StringRef Path);

/// Reads the property lists that \p Given names, or that are in folders of it.
/// False, and one sentence in \p Error, if one of them cannot be read.
bool loadAnalyzerResults(llvm::ArrayRef<std::string> Given,
                         AnalyzerResults &Results, std::string &Error);

} // namespace spinpair

#endif
