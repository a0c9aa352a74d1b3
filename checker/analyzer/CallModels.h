//===- CallModels.h - What well-known calls do to memory ------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clearing and copying memory, interlocked operations, and what the author of a
// driver has the compiler assume. The analyzer itself forgets what such calls
// write, or needs checkers of its own to know more, which need not run.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_CALLMODELS_H
#define SPINPAIR_ANALYZER_CALLMODELS_H

#include "spinpair/memory_calls.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

#include <optional>

namespace spinpair {

/// The condition that \p Callee has the compiler take for granted, as in
/// __assume(Condition); null if it is no such function.
const clang::Expr *assumedBy(const clang::FunctionDecl *Callee,
                             const clang::CallExpr *Call);

/// What \p Function does to memory; null if it is none of those, or is null.
const sp_memory_call *memoryCall(const clang::FunctionDecl *Function);

/// Is it a function that says how two blocks of memory compare, and nothing
/// else?
bool comparesMemory(const clang::FunctionDecl *Function);

/// Is it a function that copies memory from its second argument to its first
/// one?
bool copiesMemory(const clang::FunctionDecl *Function);

/// What an atomic builtin does to the cell that its first argument leads to; of
/// kind NONE, that is only read. None if it does something else.
std::optional<sp_memory_call> atomicCall(clang::AtomicExpr::AtomicOp Operation);

/// Does an atomic builtin compare, and take the new value by itself, not by a
/// pointer?
bool comparesAndExchanges(clang::AtomicExpr::AtomicOp Operation);

/// One or two: an exchange that depends on what it compares splits the path.
using States = llvm::SmallVector<clang::ento::ProgramStateRef, 2>;

/// The states after \p Call, of which the analyzer knows no more than that it
/// was made: memory that it fills, copies or exchanges is what it is then.
States modelled(const clang::ento::CallEvent &Call,
                clang::ento::CheckerContext &C);

/// The same for an atomic builtin.
States modelled(const clang::AtomicExpr *Atomic,
                clang::ento::CheckerContext &C);

} // namespace spinpair

#endif
