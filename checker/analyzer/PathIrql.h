//===- PathIrql.h - The IRQL along a path ---------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a path knows of the IRQL that the processor is at: what the callback
// begins with, what KeRaiseIrql and kin set, and what KeGetCurrentIrql said.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_PATHIRQL_H
#define SPINPAIR_ANALYZER_PATHIRQL_H

#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

namespace spinpair {

/// Marks the IRQL that KeRaiseIrql and kin found, while no lock was held.
extern const char FoundIrqlTag;

/// The state of a path that begins at PASSIVE_LEVEL.
clang::ento::ProgramStateRef atPassiveLevel(clang::ento::ProgramStateRef State);

/// Is the path below DISPATCH_LEVEL for certain, but for the locks it holds?
bool isBelowDispatch(clang::ento::ProgramStateRef State);

/// Is it KeGetCurrentIrql?
bool asksForIrql(const clang::FunctionDecl *Function);

/// KeGetCurrentIrql has said \p Irql: that is not below what the locks held
/// raise to, what the path knows, and what it said before under as many locks.
clang::ento::ProgramStateRef irqlAsked(clang::ento::ProgramStateRef State,
                                       clang::ento::SVal Irql,
                                       clang::ento::CheckerContext &C);

/// An acquire saves \p Irql, in the state before it: that is what
/// KeGetCurrentIrql said.
clang::ento::ProgramStateRef irqlSaved(clang::ento::ProgramStateRef State,
                                       clang::ento::SVal Irql,
                                       clang::ento::CheckerContext &C);

/// The state behind a call that may set the IRQL by itself, or the same one.
clang::ento::ProgramStateRef irqlSet(clang::ento::ProgramStateRef State,
                                     const clang::ento::CallEvent &Call,
                                     clang::ento::CheckerContext &C);

} // namespace spinpair

#endif
