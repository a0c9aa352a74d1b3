//===- Candidates.h - Edits that may right a finding ----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What people do about a finding: release before the way out that leaks, take
// out the second acquire, give back the IRQL that the acquire saved. Which of
// these is right nobody knows here; each is to be tried.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FIX_CANDIDATES_H
#define SPINPAIR_TOOL_FIX_CANDIDATES_H

#include "CodeText.h"
#include "model/Fix.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace spinpair {

struct FunctionVerdict;
struct Mistake;
struct Outcome;

/// The texts that edits are of, each read once.
class CodeTexts {
public:
  /// That of the file shown as \p Shown; null if it cannot be read.
  const CodeText *get(const std::string &Shown);

private:
  std::map<std::string, std::unique_ptr<CodeText>> Texts;
};

struct Candidate {
  std::string Title;
  std::vector<Edit> Edits;
};

class CandidateMaker {
public:
  /// Both are to outlive it.
  CandidateMaker(const Outcome &Found, CodeTexts &Texts);

  /// The likeliest first; none for a finding in a macro, or of a rule that says
  /// nothing of a pair.
  std::vector<Candidate> of(const Mistake &Finding);

private:
  struct Pair {
    CallText Acquire, Release;
    bool IsProved; ///< Is the function that has them?
  };
  struct Job;

  void learnPairs();
  /// Does a function that is proved take or give a lock by \p Name?
  bool isRight(const std::string &Name) const;
  std::vector<std::string> releasesOf(const CallText &Acquire) const;
  std::vector<CallText> acquiresOf(const CallText &Release) const;

  const Outcome &Found;
  CodeTexts &Texts;
  std::vector<Pair> Pairs; ///< That the proof found, anywhere.
};

} // namespace spinpair

#endif
