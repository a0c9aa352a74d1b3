//===- MadeUp.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "MadeUp.h"
#include "Plan.h"

#include "spinpair/results.h"

#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/RangedConstraintManager.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// The index in the program of a function whose body is known; else SIZE_MAX.
static size_t bodyOf(const FunctionDecl *Function) {
  const size_t Index = inPlan(Function);
  return Index != SIZE_MAX &&
                 sp_program_get(currentPlan()->Program, Index)->block_count
             ? Index
             : SIZE_MAX;
}

const FunctionDecl *madeUpFor(const SymbolData *Value) {
  const auto *Derived = dyn_cast<SymbolDerived>(Value);
  // What the driver keeps elsewhere may be anything after the call.
  if (Derived && !isa<VarRegion>(Derived->getRegion()->getBaseRegion()))
    return nullptr;
  const auto *Made = dyn_cast<SymbolConjured>(
      Derived ? Derived->getParentSymbol() : static_cast<SymbolRef>(Value));
  const Stmt *At = Made ? Made->getStmt() : nullptr;
  const FunctionDecl *Function = nullptr;
  if (const auto *Call = dyn_cast_or_null<CallExpr>(At))
    Function = Call->getDirectCallee();
  else if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(At))
    Function = Construct->getConstructor();
  return Function && bodyOf(Function) != SIZE_MAX ? Function : nullptr;
}

std::vector<llvm::APInt> possibleResults(const SymbolData *Value,
                                         unsigned Width) {
  std::vector<llvm::APInt> Result;
  const FunctionDecl *Function =
      isa<SymbolConjured>(Value) ? madeUpFor(Value) : nullptr;
  int64_t Numbers[SP_MOST_RESULTS];
  size_t Count = 0;
  if (!Function || Width > 64 ||
      Value->getType().getCanonicalType().getUnqualifiedType() !=
          Function->getReturnType().getCanonicalType().getUnqualifiedType() ||
      !sp_program_results(currentPlan()->Program, bodyOf(Function), Numbers,
                          &Count))
    return Result;
  for (size_t I = 0; I < Count; ++I)
    Result.push_back(
        llvm::APInt(64, static_cast<uint64_t>(Numbers[I])).trunc(Width));
  return Result;
}

bool isSingleTest(const RangeSet &Ranges) {
  std::vector<const Range *> All;
  for (const Range &Each : Ranges)
    All.push_back(&Each);
  if (All.empty() || All.size() > 2)
    return false;
  const llvm::APSInt First = All.front()->From(), Last = All.back()->To();
  const bool FromLeast = First.isMinValue(), ToMost = Last.isMaxValue();
  auto Next = [](llvm::APSInt Number) { return ++Number; };
  if (All.size() == 2) // all but one number
    return FromLeast && ToMost &&
           Next(Next(All.front()->To())) == All.back()->From();
  if (First == Last)
    return true;
  const llvm::APSInt Zero(First.getBitWidth(), First.isUnsigned());
  return (FromLeast && (ToMost || Next(Last) == Zero || Last == Zero ||
                        Next(Last).isMaxValue())) ||
         (ToMost && (First == Zero || First == Next(Zero) ||
                     First == Next(llvm::APSInt::getMinValue(
                                  First.getBitWidth(), First.isUnsigned()))));
}

} // namespace spinpair
