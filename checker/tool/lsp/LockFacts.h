//===- LockFacts.h - What is known of locks, place by place ---------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_LOCKFACTS_H
#define SPINPAIR_TOOL_LSP_LOCKFACTS_H

#include "llvm/Support/JSON.h"

namespace spinpair {

class Whole;

/// What the proofs of \p Program say of the functions that matter to locks, an
/// object for each:
///
///   number    in the program
///   linkage, name, file, line, column
///   followed  is what it does to locks known?
///   helper    does it leave a lock to its caller, or take one of it?
///   open      what is not proved, with its line; or there is none
///   entry     a sentence on what is held while it runs; or ""
///   summary   what a call of it does to locks, in plain words
///   places    its steps, branches and returns, each with
///     line, column, kind ("before" or "behind" a step, "branch", "return")
///     order   one is done before another of the same block if it is less
///     held    locks that it may hold there: take, the number of one in the
///             list below, and always; null if that is not known
///   takes     where it takes a lock, or calls what does: line, column, locks,
///             of which each has a name, the cells its IRQL is saved in, and
///             the IRQL of its holder ("" if that depends)
///   steps     lock operations, and calls of what may do one: line, column,
///             kind ("acquire", "release", "call"), name, changes (does it
///             leave other locks held than before?), summary, as above, and
///             callees, the numbers of functions
///
/// \p Report is that of the same program; the sites of its ledger are the other
/// part of what is returned:
///
///   where     the acquire: file, line, column
///   uses      call, where a function gets the lock; releases, each with where,
///             the call that leads there, and through, the names in between
llvm::json::Object lockFactsOf(const Whole &Program,
                               const llvm::json::Object &Report);

} // namespace spinpair

#endif
