//===- Compat.h - Differences between LLVM versions -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every #if on the LLVM version stands here; a test says so. The other files
// are written against the newest form and call these functions where an older
// LLVM spells it otherwise.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_COMPAT_H
#define SPINPAIR_ANALYZER_COMPAT_H

#include "clang/Analysis/PathDiagnostic.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/RangedConstraintManager.h"
#include "clang/StaticAnalyzer/Frontend/AnalysisConsumer.h"

namespace spinpair::compat {

/// A fresh symbol for what \p Call produced, told apart by \p Tag, and from
/// others of the same call by \p Number.
inline clang::ento::SVal conjure(clang::ento::CheckerContext &C,
                                 const clang::ento::CallEvent &Call,
                                 clang::QualType Type, const void *Tag,
                                 unsigned Number = 0) {
  clang::ento::SValBuilder &Builder = C.getSValBuilder();
  unsigned Count = C.blockCount() + (Number << 16);
#if CLANG_VERSION_MAJOR >= 21
  return Builder.conjureSymbolVal(Call, Type, Count, Tag);
#else
  return Builder.conjureSymbolVal(Tag, Call.getOriginExpr(),
                                  C.getLocationContext(), Type, Count);
#endif
}

/// The stack frame that \p Region lives in, or null when it is not a local.
inline const clang::StackFrameContext *
stackFrameOf(const clang::ento::MemRegion *Region,
             clang::ento::ProgramStateRef State) {
#if CLANG_VERSION_MAJOR >= 21
  const auto *Stack =
      Region->getMemorySpaceAs<clang::ento::StackSpaceRegion>(State);
#else
  const auto *Stack =
      llvm::dyn_cast<clang::ento::StackSpaceRegion>(Region->getMemorySpace());
  (void)State;
#endif
  return Stack ? Stack->getStackFrame() : nullptr;
}

/// From here on clang leaves a loop after two rounds if it cannot tell how
/// often it runs, and does not count that as cut short.
constexpr bool EndsOpenLoops = CLANG_VERSION_MAJOR >= 20;

/// The state that \p Call was made in, before its effects.
inline clang::ento::ProgramStateRef
stateBefore(const clang::ento::CallEvent &Call) {
#if CLANG_VERSION_MAJOR >= 21
  // Protected there, because the state grows old; here it is the old one that
  // is wanted.
  struct Open : clang::ento::CallEvent {
    using CallEvent::getState;
  };
  return (Call.*&Open::getState)();
#else
  return Call.getState();
#endif
}

/// Lets the pointers escape that \p Call is given, and changes no memory:
/// \p Traits say what is to be preserved.
inline clang::ento::ProgramStateRef
letEscape(clang::ento::ProgramStateRef State,
          const clang::ento::CallEvent &Call,
          llvm::ArrayRef<clang::ento::SVal> Values,
          clang::ento::RegionAndSymbolInvalidationTraits &Traits,
          clang::ento::CheckerContext &C) {
  return State->invalidateRegions(Values,
#if CLANG_VERSION_MAJOR >= 21
                                  Call.getCFGElementRef(),
#else
                                  Call.getOriginExpr(),
#endif
                                  C.blockCount(), C.getLocationContext(),
                                  /*CausesPointerEscape=*/true, nullptr,
                                  nullptr, &Traits);
}

/// The symbols and data that \p Expr is made of.
inline llvm::iterator_range<clang::ento::SymExpr::symbol_iterator>
symbolsIn(clang::ento::SymbolRef Expr) {
#if CLANG_VERSION_MAJOR >= 19
  return Expr->symbols();
#else
  return llvm::make_range(Expr->symbol_begin(), Expr->symbol_end());
#endif
}

/// The node that an exploration started at.
inline const clang::ento::ExplodedNode *
firstNode(const clang::ento::ExplodedGraph &Graph) {
#if CLANG_VERSION_MAJOR >= 21
  return Graph.getRoot();
#else
  return *Graph.roots_begin();
#endif
}

/// The options of the analyzer that \p Compiler is to run.
inline clang::AnalyzerOptions &
analyzerOptions(clang::CompilerInstance &Compiler) {
#if CLANG_VERSION_MAJOR >= 17
  return Compiler.getAnalyzerOpts();
#else
  return *Compiler.getAnalyzerOpts();
#endif
}

/// Lets \p Listener have the reports of \p Analysis, which owns it then.
inline void addDiagnosticConsumer(
    clang::ento::AnalysisASTConsumer &Analysis,
    std::unique_ptr<clang::ento::PathDiagnosticConsumer> Listener) {
#if CLANG_VERSION_MAJOR >= 22
  Analysis.AddDiagnosticConsumer(std::move(Listener));
#else
  Analysis.AddDiagnosticConsumer(Listener.release());
#endif
}

} // namespace spinpair::compat

#endif
