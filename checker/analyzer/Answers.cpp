//===- Answers.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Answers.h"
#include "CallModels.h"
#include "PathValues.h"
#include "StableFields.h"

#include "spinpair/limits.h"

#include "clang/AST/Attr.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace ento;

namespace spinpair {

// Clang's builtins: its language extensions. The names with one underscore:
// the intrinsics of Microsoft's compiler.
Computation computationOf(const FunctionDecl *Function) {
  if (!Function || !Function->getIdentifier())
    return Computation::None;
  return llvm::StringSwitch<Computation>(Function->getName())
      .StartsWith("__builtin_bswap", Computation::SwapBytes)
      .StartsWith("_byteswap_", Computation::SwapBytes)
      .StartsWith("__builtin_rotateleft", Computation::RotateLeft)
      .StartsWith("_rotl", Computation::RotateLeft)
      .StartsWith("__builtin_rotateright", Computation::RotateRight)
      .StartsWith("_rotr", Computation::RotateRight)
      .StartsWith("_BitScanForward", Computation::LowestBit)
      .StartsWith("_BitScanReverse", Computation::HighestBit)
      .Default(Computation::None);
}

static bool isConst(const FunctionDecl *Callee) {
  return Callee && (Callee->hasAttr<ConstAttr>() ||
                    computationOf(Callee) != Computation::None);
}

/// May its results be compared with each other?
static bool isAsked(const FunctionDecl *Callee) {
  if (!Callee || comparesMemory(Callee) || isConst(Callee) ||
      Callee->hasAttr<PureAttr>())
    return true;
  const sp_routine *Row = routineOf(Callee);
  return Callee->getBuiltinID() == 0 &&
         (!Row || sp_routine_only_looks(Row->name));
}

bool readsVolatile(const CastExpr *Cast) {
  return Cast->getCastKind() == CK_LValueToRValue &&
         Cast->getSubExpr()->getType().isVolatileQualified();
}

/// What \p S asks, if it is a call or reads what is volatile; or null.
static const Expr *askedBy(const Stmt *S) {
  if (const auto *Call = dyn_cast<CallExpr>(S))
    return Call->getType()->isScalarType() && isAsked(Call->getDirectCallee())
               ? Call->getCallee()
               : nullptr;
  const auto *Cast = dyn_cast<CastExpr>(S);
  return Cast && readsVolatile(Cast) ? Cast->getSubExpr() : nullptr;
}

std::vector<Answer> answersOn(PathNodes Path) {
  std::vector<Answer> Result;
  llvm::DenseSet<SymbolRef> Known;
  for (const ExplodedNode *Node : Path) {
    auto Point = Node->getLocationAs<PostStmt>();
    const Expr *Asked = Point ? askedBy(Point->getStmt()) : nullptr;
    if (!Asked)
      continue;
    ProgramStateRef State = Node->getState();
    const LocationContext *Frame = Node->getLocationContext();
    SymbolRef Said = State->getSVal(Point->getStmt(), Frame).getAsSymbol();
    if (!isa_and_nonnull<SymbolConjured>(Said) || !Known.insert(Said).second)
      continue;
    const auto *Call = dyn_cast<CallExpr>(Point->getStmt());
    Answer New = {canonical(State, State->getSVal(Asked, Frame)),
                  {},
                  Said,
                  UnknownVal(),
                  Call && isConst(Call->getDirectCallee())};
    if (New.Callee.isUnknownOrUndef())
      continue;
    if (Call)
      for (const Expr *Argument : Call->arguments())
        New.Arguments.push_back(
            canonical(State, State->getSVal(Argument, Frame)));
    if (const MemRegion *Where =
            Call && Call->getNumArgs() > 0
                ? State->getSVal(Call->getArg(0), Frame).getAsRegion()
                : nullptr;
        Where && Call->getArg(0)->getType()->isPointerType() &&
        Call->getArg(0)->getType()->getPointeeType()->isIntegerType())
      New.Put = State->getSVal(Where);
    Result.push_back(std::move(New));
  }
  return Result;
}

} // namespace spinpair
