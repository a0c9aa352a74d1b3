//===- Targets.h - The calls of a function that are still open
//-------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// If the proof of a function is open at some calls only, no path needs to be
// followed that does not lead to one of them.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_TARGETS_H
#define SPINPAIR_ANALYZER_TARGETS_H

#include "spinpair/prove.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/BitVector.h"

#include <set>
#include <utility>

namespace clang {
class CFG;
class CFGBlock;
class SourceManager;
class Stmt;
} // namespace clang

namespace spinpair {

class Targets {
public:
  /// Every path is worth following.
  Targets() = default;
  /// Those that lead to one of the sites of the proof, if it is followed.
  Targets(const sp_proof &Proof, const clang::CFG &Graph,
          const clang::SourceManager &Sources);

  /// Can a path that is in the block come to an open call?
  bool canReach(const clang::CFGBlock *Block) const;
  /// A mistake was found at this call.
  void found(const clang::Stmt *Call);
  /// Are there sites, and all those that are open among \p Calls?
  bool areAmong(llvm::ArrayRef<const clang::Stmt *> Calls) const;

private:
  using Site = std::pair<unsigned, unsigned>; // line and column
  Site siteOf(const clang::Stmt *Call) const;
  void trace();

  const clang::CFG *Graph = nullptr; // null: all blocks can reach one
  const clang::SourceManager *Sources = nullptr;
  std::set<Site> Open;
  llvm::BitVector Reaching; // by block
};

} // namespace spinpair

#endif
