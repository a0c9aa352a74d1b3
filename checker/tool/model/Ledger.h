//===- Ledger.h - Every acquire of a program, and what becomes of it ------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For who reviews a driver: what was shown to be right, and not only what was
// found wrong. Plain data, apart from the program that it was made of.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_MODEL_LEDGER_H
#define SPINPAIR_TOOL_MODEL_LEDGER_H

#include "Verdict.h"

#include <string>
#include <vector>

namespace spinpair {

/// A place in a function.
struct LedgerPlace {
  std::string Function; ///< As the source calls it.
  std::string File;     ///< As shown.
  unsigned Line = 0, Column = 0;

  template <class Archive> void archive(Archive &A) {
    A(Function, File, Line, Column);
  }
};

/// Where a lock is given back.
struct LedgerRelease {
  LedgerPlace Where; ///< The call of the release itself.
  std::string Irql;  ///< What it gives back, as C.
  /// The helpers between the function that took the lock and that place, and
  /// where it calls the first of them: Where itself if there are none.
  std::vector<std::string> Through;
  LedgerPlace Call;

  template <class Archive> void archive(Archive &A) {
    A(Where, Irql, Through, Call);
  }
};

/// A function that has the lock, and has to give it back.
struct LedgerUse {
  /// Where it takes the lock: the acquire, or a call of a helper.
  LedgerPlace Call;
  std::string Linkage;              ///< Of the function, see Mistake::Function.
  std::string Message;              ///< As C, in its words.
  std::vector<std::string> Through; ///< The helpers in between.
  std::vector<LedgerRelease> Releases;
  bool Leaves = false; ///< It also returns with the lock held.
  spinpair::Verdict Verdict = Verdict::Proved;
  std::string Why; ///< What is open, if it is not proved.

  template <class Archive> void archive(Archive &A) {
    A(Call, Linkage, Message, Through, Releases, Leaves, Verdict, Why);
  }
};

/// A call that acquires a lock.
struct LedgerSite {
  LedgerPlace Where;
  /// As it is written; or what a lock of STOR_SPINLOCK is called.
  std::string Message;
  bool IsOfMessage = true;
  std::string Irql; ///< Where the IRQL is saved, as C.
  /// At most how many locks are held after it, those of callers among them.
  unsigned Depth = 1;
  std::vector<LedgerUse> Uses;
  /// The worst of its uses, of which reported is worse than undecided.
  spinpair::Verdict Verdict = Verdict::Proved;

  template <class Archive> void archive(Archive &A) {
    A(Where, Message, IsOfMessage, Irql, Depth, Uses, Verdict);
  }
};

/// One lock taken while another one is held.
struct LedgerNesting {
  unsigned Program; ///< Locks of different programs have nothing in common.
  /// Kinds of locks: by the field that the message is read from, or by its
  /// number.
  std::string Outer, Inner;
  LedgerPlace Where; ///< Where the inner one is taken, or what takes it called.
  spinpair::Verdict Verdict;

  template <class Archive> void archive(Archive &A) {
    A(Program, Outer, Inner, Where, Verdict);
  }
};

struct Ledger {
  unsigned Programs = 0;
  std::vector<LedgerSite> Sites;
  std::vector<LedgerNesting> Nestings;

  /// Puts the sites in order.
  void sortByPlace();
  /// Adds that of other programs.
  void append(Ledger More);

  template <class Archive> void archive(Archive &A) {
    A(Programs, Sites, Nestings);
  }
};

} // namespace spinpair

#endif
