//===- Feasibility.h - Can a path happen? ---------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// While paths are followed, each condition is held against the ranges of single
// values. Here the conditions of one path, which ends in something wrong, are
// taken together, bit by bit.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_FEASIBILITY_H
#define SPINPAIR_ANALYZER_FEASIBILITY_H

#include "clang/StaticAnalyzer/Core/PathSensitive/ExplodedGraph.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace spinpair {

/// Pairs of values that differ if a mistake is one.
using Differences =
    std::vector<std::pair<clang::ento::SVal, clang::ento::SVal>>;

/// Whether a path can happen.
enum class Chance {
  None,   ///< Its conditions contradict each other.
  Apart,  ///< It can with an IRQL that differs from one of those that were
          ///< saved, and not with one that differs from all.
  Untold, ///< It rests on values that the analyzer made up (see MadeUp.h and
          ///< Answers.h).
  Some    ///< It can, as far as anybody can tell.
};

/// Does more than one path lead to \p End, as far as it was explored?
bool hasSeveralPaths(const clang::ento::ExplodedNode *End);

/// Can a path to \p End happen, with all of \p Differ? If some can, and others
/// cannot, it can.
Chance chanceOf(const clang::ento::ExplodedNode *End,
                const Differences &Differ);

/// The member that says of which kind \p Lock is, as it is one of several that
/// an object can be: one beside the union that the lock is in, or beside a lock
/// of another kind, which a condition of a path to \p End asks for. Null if
/// there is none.
const clang::FieldDecl *kindAskedFor(const clang::ento::ExplodedNode *End,
                                     const clang::ento::MemRegion *Lock);

/// Adds to \p Names where the values come from that conditions of a path to \p
/// End ask for, or that are to differ (see addOrigins()).
void addOrigins(const clang::ento::ExplodedNode *End, const Differences &Differ,
                std::set<std::string> &Names);

} // namespace spinpair

#endif
