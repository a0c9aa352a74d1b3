//===- Learnt.h - What a path learnt under a lock -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Another processor may change a field once a path has given back the locks
// that it held when it read it. The analyzer takes it that none does. So where
// the path reads it again under a lock that it took since, and has asked what
// it is, or wrote it, there may be more to see than the path shows: see
// prove_rereads.c, which decides for whole functions.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_LEARNT_H
#define SPINPAIR_ANALYZER_LEARNT_H

#include "clang/StaticAnalyzer/Core/PathSensitive/ProgramState.h"

#include <cstddef>

namespace spinpair {

/// The state in which \p Cell was read with so many locks \p Held, if code of
/// the program writes it.
clang::ento::ProgramStateRef noteLearnt(clang::ento::ProgramStateRef State,
                                        const clang::ento::MemRegion *Cell,
                                        size_t Held);

/// The state in which the lock of that index among those that are held is none
/// of them any more; or, the other one, in which one more is.
clang::ento::ProgramStateRef learntGivenBack(clang::ento::ProgramStateRef State,
                                             size_t Lock);
clang::ento::ProgramStateRef learntRetaken(clang::ento::ProgramStateRef State);

/// Is \p Cell about to be read again, and what it has was learnt under locks
/// that were given back before another one was taken, and asked or written?
bool restsOnOlderLock(clang::ento::ProgramStateRef State,
                      const clang::ento::MemRegion *Cell);

} // namespace spinpair

#endif
