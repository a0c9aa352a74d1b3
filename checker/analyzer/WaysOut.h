//===- WaysOut.h - How paths come to an end with a lock held --------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function may forget a lock in several places that all lead to one return.
// Each of them is a mistake of its own; here they are told apart.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_WAYSOUT_H
#define SPINPAIR_ANALYZER_WAYSOUT_H

#include "PathState.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"

#include <map>
#include <tuple>
#include <vector>

namespace spinpair {

/// One way on which a lock is left held.
struct WayOut {
  const clang::Stmt *Return = nullptr; ///< Null at the end of the body.
  /// The last goto or break before it, behind the branch; null for none.
  const clang::Stmt *Jump = nullptr;
  /// The statement whose branch, from the edge to \c Target on, comes to no
  /// release of the lock any more, or the label of a switch there; null if
  /// there is none on the way.
  const clang::Stmt *Branch = nullptr;
  const clang::CFGBlock *Target = nullptr;
  bool Holds = false; ///< Is it the first branch, where there are two?

  auto key() const { return std::tie(Return, Jump, Branch, Target); }
};

/// A way, where paths go it, which may join others later, and where they leave
/// the function.
struct WayAndNodes {
  WayOut Way;
  std::vector<clang::ento::ExplodedNode *> Nodes, Exits;
  bool AnyLeftOut = false; ///< More paths go it than these.
};

/// Which calls release a lock, by the acquire.
using Releases =
    std::map<const LockSite *, llvm::SmallPtrSet<const LockSite *, 4>>;

/// Follows the paths that end in \p Ends, where \p Owner is left, back to where
/// the lock was taken by \p Acquire.
std::vector<WayAndNodes>
waysOut(llvm::ArrayRef<clang::ento::ExplodedNode *> Ends,
        const clang::StackFrameContext *Owner, const LockSite *Acquire,
        const Releases &Known);

/// Where the mistake is if the return has several ways: the jump, or else the
/// branch, or else the return.
const clang::Stmt *placeOf(const WayOut &Way);

} // namespace spinpair

#endif
