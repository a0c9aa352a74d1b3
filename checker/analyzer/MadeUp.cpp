//===- MadeUp.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "MadeUp.h"
#include "Compat.h"
#include "PathValues.h"
#include "Plan.h"
#include "SummaryReader.h"

#include "spinpair/results.h"

#include "clang/AST/ASTContext.h"
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

/// The function of the program for whose call the analyzer made up \p Value,
/// wherever that is.
static const FunctionDecl *madeUpBy(const SymbolData *Value) {
  const SymbolConjured *Made = conjuredFor(Value);
  const Stmt *At = Made ? Made->getStmt() : nullptr;
  const FunctionDecl *Function = nullptr;
  if (const auto *Call = dyn_cast_or_null<CallExpr>(At))
    Function = Call->getDirectCallee();
  else if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(At))
    Function = Construct->getConstructor();
  return Function && bodyOf(Function) != SIZE_MAX ? Function : nullptr;
}

bool isOfCall(const MemRegion *Cell) {
  return isa<VarRegion, CXXTempObjectRegion>(Cell->getBaseRegion());
}

const FunctionDecl *madeUpFor(const SymbolData *Value) {
  const auto *Derived = dyn_cast<SymbolDerived>(Value);
  // What the driver keeps elsewhere may be anything after the call.
  if (Derived && !isOfCall(Derived->getRegion()))
    return nullptr;
  return madeUpBy(Value);
}

bool isDefinedElsewhere(const FunctionDecl *Function) {
  const size_t Index = elsewhere(Function);
  return Index != SIZE_MAX &&
         sp_program_get(currentPlan()->Program, Index)->block_count != 0;
}

const VarDecl *constantElsewhere(const MemRegion *Region) {
  const auto *Variable =
      Region ? dyn_cast<VarRegion>(Region->getBaseRegion()) : nullptr;
  const VarDecl *Constant = Variable ? Variable->getDecl() : nullptr;
  return Constant && Constant->hasGlobalStorage() &&
                 Constant->hasExternalStorage() &&
                 Constant->getASTContext()
                     .getBaseElementType(Constant->getType())
                     .isConstQualified() &&
                 !Constant->getAnyInitializer()
             ? Constant
             : nullptr;
}

/// May \p Function write a number or pointer by itself, wherever that is, as it
/// is given a pointer to it?
static bool writesBehindPointer(const FunctionDecl *Function) {
  return llvm::any_of(Function->parameters(), [](const ParmVarDecl *Each) {
    const QualType To = Each->getType()->getPointeeType();
    return !To.isNull() && !To.isConstQualified() &&
           (To->isScalarType() || To->isVoidType());
  });
}

/// May another unit tell more of \p Value than what was made up for its
/// function \p By? Of one with locks the summary says what goes together, if
/// it returns a number; of what the driver keeps, whether it writes it.
static bool tellsMore(const FunctionDecl *By, const SymbolData *Value) {
  if (const auto *Derived = dyn_cast<SymbolDerived>(Value)) {
    const MemRegion *Part = Derived->getRegion();
    if (isOfCall(Part) || writesBehindPointer(By))
      return true;
    for (; const auto *Sub = dyn_cast<SubRegion>(Part);
         Part = Sub->getSuperRegion()) {
      const auto *Member = dyn_cast<FieldRegion>(Part);
      const std::string Name =
          Member ? currentPlan()->CellOf(Member->getDecl()) : SP_WRITES_ANY;
      if (sp_program_may_write(currentPlan()->Program, bodyOf(By),
                               Name.c_str()))
        return true;
    }
    return false;
  }
  const QualType Type = Value->getType();
  return !isRelevantElsewhere(By) || !Type->isIntegralOrEnumerationType() ||
         possibleResults(Value, static_cast<unsigned>(
                                    By->getASTContext().getTypeSize(Type)))
             .empty();
}

void addOrigins(SVal Value, std::set<std::string> &Names) {
  std::vector<SVal> Next = {Value};
  constexpr size_t Most = 64; // values that one is made of
  for (size_t I = 0; I < Next.size() && I < Most; ++I) {
    if (const MemRegion *Region = Next[I].getAsRegion()) {
      if (const VarDecl *Constant = constantElsewhere(Region))
        Names.insert(currentPlan()->CellOf(Constant));
      if (const auto *Behind =
              dyn_cast<SymbolicRegion>(Region->getBaseRegion()))
        Next.push_back(nonloc::SymbolVal(Behind->getSymbol()));
    }
    SymbolRef Whole = Next[I].getAsSymbol(/*IncludeBaseRegions=*/true);
    if (!Whole)
      continue;
    for (SymbolRef Part : compat::symbolsIn(Whole)) {
      const auto *Data = dyn_cast<SymbolData>(Part);
      if (!Data)
        continue;
      if (const auto *Made = dyn_cast<SymbolConjured>(Data);
          Made && isOfAcquire(Made))
        continue;
      const FunctionDecl *By = madeUpBy(Data);
      if (isDefinedElsewhere(By) && tellsMore(By, Data))
        Names.insert(currentPlan()->NameOf(By));
      if (const MemRegion *Origin = Data->getOriginRegion())
        Next.push_back(loc::MemRegionVal(Origin));
    }
  }
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
