//===- Verdicts.h - What is known of each function in the end -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_VERDICTS_H
#define SPINPAIR_TOOL_VERDICTS_H

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace spinpair {

class Whole;
struct SearchResult;

enum class Verdict { Proved, Clean, Reported, Undecided };
constexpr unsigned VerdictCount = 4;

const char *verdictName(Verdict Verdict);

/// Where a function takes a lock or gives it back.
struct LockStep {
  bool IsAcquire;
  bool IsOfMessage; ///< And not of a STOR_SPINLOCK.
  unsigned Line, Column;
  /// The MessageId, as written; or what the lock or its handle is called.
  std::string Text;

  template <class Archive> void archive(Archive &A) {
    A(IsAcquire, IsOfMessage, Line, Column, Text);
  }
};

/// An acquire and what releases it; both in the function's file.
struct Pairing {
  unsigned AcquireLine, AcquireColumn, ReleaseLine, ReleaseColumn;

  template <class Archive> void archive(Archive &A) {
    A(AcquireLine, AcquireColumn, ReleaseLine, ReleaseColumn);
  }
};

/// What the proof could not show.
struct Obligation {
  unsigned Line = 0, Column = 0;
  std::string Why; ///< "" if there is nothing.

  template <class Archive> void archive(Archive &A) { A(Line, Column, Why); }
};

struct FunctionVerdict {
  std::string Shown; ///< As the source calls it.
  std::string File;  ///< As shown.
  unsigned Line;
  spinpair::Verdict Verdict;
  std::string Why; ///< If undecided.
  /// If proved: what that rests on beside what every proof rests on.
  std::vector<std::string> Assumes;
  std::string Linkage;   ///< As the linker calls it.
  bool IsHelper = false; ///< See sp_proof.
  unsigned Nesting = 0;
  Obligation Open;
  unsigned LastLine = 0;       ///< That matters to locks.
  std::vector<LockStep> Locks; ///< In the order of the source.
  std::vector<Pairing> Pairings;

  template <class Archive> void archive(Archive &A) {
    A(Shown, File, Line, Verdict, Why, Assumes, Linkage, IsHelper, Nesting,
      Open, LastLine, Locks, Pairings);
  }
};

/// Why a proof is open, for the middle of a sentence: it may be the summary of a
/// rule, which begins one.
std::string asClause(llvm::StringRef Why);

/// One for each function that reaches a lock and is to be reported on, by
/// place.
std::vector<FunctionVerdict> verdicts(const Whole &Program,
                                      const SearchResult &Searched);

} // namespace spinpair

#endif
