//===- Verdict.h - What is known of a function in the end -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_MODEL_VERDICT_H
#define SPINPAIR_TOOL_MODEL_VERDICT_H

#include <string>
#include <vector>

namespace spinpair {

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

} // namespace spinpair

#endif
