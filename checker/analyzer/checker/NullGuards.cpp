//===- NullGuards.cpp - Pointers that a guard says are NULL -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tells a path on which a pointer must be NULL from one on which a macro or a
// helper only guarded itself against that.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../Compat.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// Where the statement that ends a block is written, or its operator.
static SourceLocation placeOf(const Stmt *Terminator) {
  if (const auto *Logical = dyn_cast<BinaryOperator>(Terminator))
    return Logical->getOperatorLoc();
  if (const auto *Choice = dyn_cast<ConditionalOperator>(Terminator))
    return Choice->getQuestionLoc();
  return Terminator->getBeginLoc();
}

static SVal rawValue(const Expr *E, const StackFrameContext *Frame,
                     ProgramStateRef State);

/// The place that \p E names in \p Frame, as far as it is one of variables and
/// members.
static SVal placeIn(const Expr *E, const StackFrameContext *Frame,
                    ProgramStateRef State) {
  E = E->IgnoreParenCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    return Variable ? State->getLValue(Variable, Frame) : SVal(UnknownVal());
  }
  const auto *Member = dyn_cast<MemberExpr>(E);
  const auto *Field =
      Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field)
    return UnknownVal();
  SVal Base = Member->isArrow() ? rawValue(Member->getBase(), Frame, State)
                                : placeIn(Member->getBase(), Frame, State);
  return Base.isUnknownOrUndef() ? Base : compat::fieldOf(State, Field, Base);
}

/// What \p E was given, even where the path knows its number by now; of a
/// parameter, what the caller gave.
static SVal rawValue(const Expr *E, const StackFrameContext *Frame,
                     ProgramStateRef State) {
  SVal Place = placeIn(E, Frame, State);
  auto Where = Place.getAs<Loc>();
  SVal Value = Where
                   ? State->getRawSVal(*Where, E->IgnoreParenCasts()->getType())
                   : SVal(UnknownVal());
  if (!Value.isConstant() || Frame->inTopFrame())
    return Value;
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  const auto *Given = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
  const auto *Call = dyn_cast_or_null<CallExpr>(Frame->getCallSite());
  const unsigned Index = Given ? Given->getFunctionScopeIndex() : ~0u;
  return Call && !isa<CXXOperatorCallExpr>(Call) && Index < Call->getNumArgs()
             ? rawValue(Call->getArg(Index),
                        Frame->getParent()->getStackFrame(), State)
             : Value;
}

bool isNullByGuard(const Expr *Argument, const CallExpr *Call,
                   CheckerContext &C) {
  if (!C.getState()->isNull(C.getSVal(Argument)).isConstrainedTrue())
    return false;
  const SVal Pointer = rawValue(Argument, C.getStackFrame(), C.getState());
  SymbolRef Symbol = Pointer.getAsLocSymbol();
  auto isNull = [&](const ExplodedNode *Node) {
    return Node->getState()->isNull(Pointer).isConstrainedTrue();
  };
  const ExplodedNode *Node = C.getPredecessor();
  if (!Symbol || !isNull(Node))
    return false;
  while (Node->getFirstPred() && isNull(Node->getFirstPred()))
    Node = Node->getFirstPred();
  const StackFrameContext *Where = Node->getStackFrame();
  if (Where != C.getStackFrame() && !Where->isParentOf(C.getStackFrame()))
    return true;
  auto Edge = Node->getLocationAs<BlockEdge>();
  const Stmt *Test = Edge ? Edge->getSrc()->getTerminatorStmt() : nullptr;
  if (!Test)
    return false;
  const SourceManager &Sources = C.getSourceManager();
  SourceLocation Place = placeOf(Test);
  return Place.isMacroID() && Sources.getExpansionLoc(Place) !=
                                  Sources.getExpansionLoc(Call->getBeginLoc());
}

} // namespace spinpair
