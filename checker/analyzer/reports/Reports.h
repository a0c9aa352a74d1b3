//===- Reports.h - From a finding to a report a reviewer can act on -------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_REPORTS_REPORTS_H
#define SPINPAIR_ANALYZER_REPORTS_REPORTS_H

#include "../PathState.h"
#include "../WaysOut.h"

#include "spinpair/survey.h"

#include "clang/StaticAnalyzer/Core/BugReporter/BugReporter.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

#include <string>
#include <tuple>

namespace spinpair {

/// The frame that owns a mistake whose last call is \p Here (null for a leak at
/// the end of \p End) and whose \p Verdict names the locks: the innermost frame
/// that all of it happened below.
const clang::StackFrameContext *ownerOf(const sp_verdict &Verdict,
                                        const LockSite *Here);

/// An argument of a lock call as \p Owner wrote it: a parameter of a helper is
/// replaced by what the caller passed for it.
const clang::Expr *asWrittenBy(const clang::StackFrameContext *Owner,
                               const clang::StackFrameContext *Frame,
                               const clang::Expr *Argument);

/// The sentence of what a survey found.
std::string describe(const sp_breach &Breach, const sp_program *Program);
/// That of a place which explains it.
std::string describeNote(const sp_breach_note &Note);

/// The call in \p Owner below which \p Site happened, or the site itself.
const clang::Stmt *callIn(const clang::StackFrameContext *Owner,
                          const LockSite &Site);

/// The tag of nodes behind the call that is wrong, where that is below the
/// frame that owns the mistake.
const clang::ProgramPointTag *hasHappened();
/// Of a node at which something is found. What else was said before the same
/// call has another tag: else the state after it may be one that is there
/// already, and the analyzer ends the path.
const clang::ProgramPointTag *isFound();

/// What became of locks whose outer lock was released before them, as far as
/// the exploration has come.
struct OutrunLocks {
  llvm::SmallPtrSet<const LockSite *, 4> Released, Leaked;

  /// Was the inner lock of a wrong order only ever forgotten? Then that is the
  /// mistake, and not the order.
  bool onlyLeaked(const Finding &Found) const {
    const LockSite *Inner = LockSite::of(Found.Verdict.other.acquired_at);
    return (Found.Verdict.rule == SP_RULE_RELEASE_ORDER ||
            Found.Verdict.rule == SP_RULE_SPIN_RELEASE_ORDER) &&
           Leaked.count(Inner) && !Released.count(Inner);
  }
};

/// What is said of a mistake. Of the locks that a helper chooses from, the
/// first in this order is told of: that of a message.
struct Sentence {
  bool IsSpin = false; ///< Of a lock of STOR_SPINLOCK.
  std::string Text;

  bool operator<(const Sentence &Other) const {
    return std::tie(IsSpin, Text) < std::tie(Other.IsSpin, Other.Text);
  }
};

Sentence sentenceOf(const Finding &Found,
                    const clang::ento::ExplodedNode *Node);

/// A way out, and whether it is the only one to its return, where it is told of
/// then.
struct PlacedWay {
  WayOut Way;
  bool IsOnly;
};

/// The report on \p Found at \p Node, which says \p Said, with its uniqueing
/// location and its path notes. It is dropped if something else is \p Told of
/// the mistake when the exploration is at its end, or, unless it is known that
/// it \p IsFeasible, if its path cannot happen. A leak has a \p Way. \p
/// Found, \p Outrun and
/// \p Told must outlive the report.
std::unique_ptr<clang::ento::PathSensitiveBugReport>
makeReport(const clang::ento::BugType &Type, const Finding &Found,
           const OutrunLocks &Outrun, const Sentence &Said,
           const Sentence &Told, const clang::ento::ExplodedNode *Node,
           bool IsFeasible, const clang::SourceManager &Sources,
           const PlacedWay *Way);

/// Did the path to \p Node take a branch on the status of this acquire? A
/// driver may compare it and drop the answer; the analyzer splits the path
/// there all the same.
bool isStatusTested(const LockSite &Acquire,
                    const clang::ento::ExplodedNode *Node);

/// The source text of \p E without enclosing parentheses.
std::string sourceText(const clang::Expr *E, const clang::ASTContext &Context);

} // namespace spinpair

#endif
