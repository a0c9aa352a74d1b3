//===- Answers.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Answers.h"
#include "CallModels.h"
#include "PathValues.h"
#include "StableFields.h"

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
      .Default(Computation::None);
}

static bool isConst(const FunctionDecl *Callee) {
  return Callee && (Callee->hasAttr<ConstAttr>() ||
                    computationOf(Callee) != Computation::None);
}

/// May its results be compared with each other?
static bool isAsked(const FunctionDecl *Callee) {
  return !Callee || comparesMemory(Callee) || isConst(Callee) ||
         Callee->hasAttr<PureAttr>() ||
         (Callee->getBuiltinID() == 0 && !routineOf(Callee));
}

std::vector<Answer> answersOn(const ExplodedNode *End) {
  std::vector<Answer> Result;
  llvm::DenseSet<SymbolRef> Known;
  for (const ExplodedNode *Node = End; Node; Node = Node->getFirstPred()) {
    auto Point = Node->getLocationAs<PostStmt>();
    const auto *Call =
        Point ? dyn_cast<CallExpr>(Point->getStmt()) : nullptr;
    if (!Call || !Call->getType()->isScalarType() ||
        !isAsked(Call->getDirectCallee()))
      continue;
    ProgramStateRef State = Node->getState();
    const LocationContext *Frame = Node->getLocationContext();
    SymbolRef Said = State->getSVal(Call, Frame).getAsSymbol();
    if (!isa_and_nonnull<SymbolConjured>(Said) || !Known.insert(Said).second)
      continue;
    Answer New = {canonical(State, State->getSVal(Call->getCallee(), Frame)),
                  {},
                  Said,
                  isConst(Call->getDirectCallee())};
    if (New.Callee.isUnknownOrUndef())
      continue;
    for (const Expr *Argument : Call->arguments())
      New.Arguments.push_back(
          canonical(State, State->getSVal(Argument, Frame)));
    Result.push_back(std::move(New));
  }
  return Result;
}

} // namespace spinpair
