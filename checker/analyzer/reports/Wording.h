//===- Wording.h - The sentence of a finding ------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a mistake, its locks and its handles are called in messages and in
// notes.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_REPORTS_WORDING_H
#define SPINPAIR_ANALYZER_REPORTS_WORDING_H

#include "Reports.h"

#include "clang/AST/ASTContext.h"

#include <string>

namespace spinpair {

/// Words for a finding, as its owner writes the locks.
class Wording {
public:
  Wording(const Finding &Found)
      : Found(Found), Verdict(Found.Verdict),
        Context(Found.Owner->getDecl()->getASTContext()) {}

  std::string message() const;

  /// A release of another message than the one held, which may be written as
  /// that one was.
  std::string otherMessage() const;

  /// The same of the adapter.
  std::string otherAdapter() const;
  std::string otherLock() const;

  /// Is the argument of the acquire at \p Held and that of the release at hand,
  /// which are written alike, read from the same variable?
  bool isOneName(const LockSite *Held,
                 const clang::Expr *(LockCall::*Argument)() const) const;

  /// A release by a handle that is not the lock's, or by the wrong function.
  std::string wrongHandle(const std::string &Lock) const;

  /// theLock(), in the middle of a sentence.
  std::string inSentence(const sp_lock &Lock) const;

  /// A release by the handle of a queued lock that its acquire did not fill.
  std::string wrongQueueHandle(const std::string &Lock) const;

  /// Is it a release that is told a handle in place of the lock?
  static bool namesNoLock(const LockSite *Site);

  /// The routine that takes or gives back the lock.
  static std::string routineAt(const LockSite *Site);

  /// The handle that a lock of STOR_SPINLOCK is taken or given back by.
  std::string handleOf(const LockSite *Site) const;

  /// What the routine takes that may not be taken any more.
  std::string taken() const;

  std::string theLock(const sp_lock &Lock) const;

  std::string theLockOf(const LockSite *Site) const;

  /// "for message 'm'", or what a lock of STOR_SPINLOCK is called.
  std::string forWhat(const LockSite *Site) const;

  std::string messageOf(const LockSite *Site) const;

  std::string adapterOf(const LockSite *Site) const;

  std::string text(const clang::StackFrameContext *Frame,
                   const clang::Expr *E) const;

private:
  /// Where the lock was acquired, or else released, or else the call at hand.
  const LockSite *siteOf(const sp_lock &Lock) const;

  std::string savedFor(const LockSite *Site) const;

  /// "for message 'm'", of a second lock of a message: it must not read as the
  /// first one does.
  std::string forOther(const LockSite *Site) const;

  bool adapterIsNull() const;

  std::string givenIrql() const;

public:
  bool NullAdapter = false;

private:
  const Finding &Found;
  const sp_verdict &Verdict;
  const clang::ASTContext &Context;
};

} // namespace spinpair

#endif
