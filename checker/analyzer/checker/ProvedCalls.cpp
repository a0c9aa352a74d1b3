//===- ProvedCalls.cpp - Calls of functions that are proved ---------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides whether a call of a proved function can be taken as if it did nothing
// to locks.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../Compat.h"
#include "../PathIrql.h"
#include "../SummaryReader.h"

#include "clang/AST/ParentMap.h"

using namespace clang;
using namespace ento;

namespace spinpair {

/// Does nobody decide anything by what the call returns?
static bool isResultIdle(const CallEvent &Call, CheckerContext &C,
                         const UnitFacts &Facts) {
  if (Call.getResultType()->isVoidType())
    return true;
  const ParentMap &Parents = C.getLocationContext()->getParentMap();
  const Stmt *Value = Call.getOriginExpr();
  const Stmt *Parent = Parents.getParentIgnoreParenCasts(Value);
  if (!Parent || isa<CompoundStmt>(Parent))
    return true;
  // `x = f() ? A : B`, where x decides nothing.
  if (const auto *Choice = dyn_cast<ConditionalOperator>(Parent)) {
    Parent = Parents.getParentIgnoreParenCasts(Choice);
    if (!Parent)
      return false;
  }
  const auto *Assignment = dyn_cast<BinaryOperator>(Parent);
  if (!Assignment || !Assignment->isAssignmentOp())
    return false;
  const Expr *Target = Assignment->getLHS()->IgnoreParens();
  if (const auto *Member = dyn_cast<MemberExpr>(Target))
    return !Facts.isDeciding(Member->getMemberDecl());
  return false;
}

/// May it be wrong to take a lock of kind \p Taken while one of kind \p Held is
/// held, which are not both of messages?
static bool mayClash(sp_lock_kind Held, sp_lock_kind Taken) {
  if (sp_kind_has_pointer(Held) || sp_kind_has_pointer(Taken))
    return false; // two of these are asked for their objects
  const bool Last = Held == SP_KIND_MESSAGE || Held == SP_KIND_INTERRUPT;
  return Last || Held == Taken || Held == SP_KIND_SPIN || Taken == SP_KIND_SPIN;
}

bool MsiLockChecker::mayTouch(const sp_touch &Touch, const CallEvent &Call,
                              CheckerContext &C) const {
  ProgramStateRef State =
      assumeFacts(Touch.facts, Touch.fact_count, Call, C.getState());
  if (!State)
    return false;
  if (Touch.adapter == SP_NO_NODE)
    return hasLocks(State);
  SummaryReader Reader(currentPlan()->Program, Call, State, Facts);
  PathValues Values(State, Current.EntryPoint);
  sp_event Named = {};
  Reader.nameLock(Touch.message, Named);
  if (!sp_kind_has_pointer(Named.kind) && isForbidden(C))
    return true;
  return llvm::any_of(locksOf(State), [&](const sp_lock &Lock) {
    return Lock.phase == SP_HELD &&
           (sp_kind_is_single(Lock.kind) != sp_kind_is_single(Named.kind)
                ? false
            : sp_kind_has_pointer(Lock.kind) && sp_kind_has_pointer(Named.kind)
                ? !Values.surelyOtherObject(valueOf(Lock.context),
                                            valueOf(Named.context))
            : Lock.kind == SP_KIND_MESSAGE && Named.kind == SP_KIND_MESSAGE
                ? !Values.surelyDiffer(valueOf(Lock.message),
                                       valueOf(Named.message))
                : mayClash(Lock.kind, Named.kind));
  });
}

bool isObjectLocal(const CallEvent &Call, CheckerContext &C) {
  SVal Object = UnknownVal();
  if (const auto *Member = dyn_cast<CXXInstanceCall>(&Call))
    Object = Member->getCXXThisVal();
  else if (const auto *Construct = dyn_cast<AnyCXXConstructorCall>(&Call))
    Object = Construct->getCXXThisVal();
  const MemRegion *Region = Object.getAsRegion();
  return Region && compat::stackFrameOf(Region->getBaseRegion(), C.getState());
}

bool MsiLockChecker::tellsCaller(const CallEvent &Call,
                                 CheckerContext &C) const {
  for (unsigned I = 0; I < Call.getNumArgs(); ++I)
    if (const MemRegion *Region = Call.getArgSVal(I).getAsRegion())
      if (compat::stackFrameOf(Region->getBaseRegion(), C.getState()))
        return true;
  if (isObjectLocal(Call, C))
    return true;
  return !isResultIdle(Call, C, Facts);
}

/// Does one of \p Touches take a lock by a routine for DISPATCH_LEVEL?
static bool takesAtDispatch(llvm::ArrayRef<sp_touch> Touches,
                            const sp_program *Program) {
  return llvm::any_of(Touches, [Program](const sp_touch &Each) {
    const sp_node_data *Lock = Each.adapter == SP_NO_NODE
                                   ? nullptr
                                   : sp_program_data(Program, Each.message);
    if (!Lock || Lock->kind != SP_OP || Lock->op != SP_SPIN)
      return false;
    const sp_node_data *Kind = sp_program_data(Program, Lock->a);
    return Kind->kind == SP_INT && Kind->number < 0 &&
           !sp_kind_raises(sp_lock_kind_of(Kind->number));
  });
}

bool MsiLockChecker::skipProved(const CallEvent &Call,
                                CheckerContext &C) const {
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  size_t Function = Callee && Callee->hasBody() ? inPlan(Callee) : SIZE_MAX;
  if (Function == SIZE_MAX || !Call.getOriginExpr())
    return false;
  const Plan &Plan = *currentPlan();
  if (!reachesLocks(Callee))
    return false;
  const sp_proof *Proof = sp_proofs_get(Plan.Proofs, Function);
  const bool Open = Proof->kind == SP_PROOF_OPEN;
  if (tellsCaller(Call, C) || Open || Proof->is_helper ||
      Plan.IsOpen(Function) || Plan.IsUncertain(Function))
    return false;
  if (Facts.writesCalled(Callee))
    return false; // what the path calls later is what is stored here
  size_t Count = 0;
  const sp_touch *Touches = sp_proofs_touches(Plan.Proofs, Function, &Count);
  const size_t Root = inPlan(rootOf(C.getLocationContext()).Function);
  if (Count && Root != SIZE_MAX &&
      sp_proofs_get(Plan.Proofs, Root)->gives_taken)
    return false; // what it takes and gives back is a lock that nobody else has
  if (isBelowDispatch(C.getState()) &&
      takesAtDispatch({Touches, Count}, Plan.Program))
    return false;
  bool Touching = false;
  for (size_t I = 0; mindsTouches(C) && I < Count && !Touching; ++I)
    Touching = mayTouch(Touches[I], Call, C);
  if (Touching && applyWays(Function, Call, C))
    return true;
  if (Touching)
    return false;
  Applying = true;
  ProgramStateRef State = unseen(Call, C);
  Applying = false;
  C.addTransition(State);
  return true;
}

} // namespace spinpair
