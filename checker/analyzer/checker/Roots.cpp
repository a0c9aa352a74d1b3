//===- Roots.cpp - The function that an exploration starts in -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of the function that a path began in, and where a path is of no
// more use.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../PathIrql.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

using namespace clang;
using namespace ento;

namespace spinpair {

const MsiLockChecker::Root &
MsiLockChecker::rootOf(const LocationContext *Frame) const {
  const Decl *Function = firstFrame(Frame)->getDecl();
  if (Current.Function != Function) {
    Current.Function = Function;
    Current.Relevant = Facts.isLockRelevant(Function);
    Current.EntryPoint = Facts.isEntryPoint(Function);
    Current.Callback = Facts.callback(Function);
    const auto *Callback = dyn_cast<FunctionDecl>(Function);
    Current.HoldsItsMessage = Callback && Facts.holdsItsMessage(Callback);
    Current.HeldSpinLock = Callback ? Facts.heldSpinLock(Callback) : 0;
    if (size_t Index = inPlan(Function); Index != SIZE_MAX) {
      // The program knows more: other files register it, or call it.
      const sp_program *Program = currentPlan()->Program;
      const char *Name = sp_program_callback(Program, Index);
      Current.EntryPoint = Name != nullptr;
      Current.Callback = Name ? sp_callback_named(Name) : nullptr;
      if (Name && !Current.Callback)
        Current.Callback = sp_callback_unknown();
      const unsigned Flags = sp_program_get(Program, Index)->flags;
      Current.HoldsItsMessage = (Flags & SP_FUNCTION_OF_MESSAGE) != 0;
      Current.HeldSpinLock =
          Flags & SP_FUNCTION_HOLDS_START_IO    ? SP_START_IO_LOCK
          : Flags & SP_FUNCTION_HOLDS_INTERRUPT ? SP_INTERRUPT_LOCK
                                                : 0;
    }
    Current.IsAtDeviceIrql =
        Current.Callback && Current.Callback->irql == SP_IRQL_DIRQL;
    Current.HoldsCancel =
        Current.Callback && sp_callback_gives_cancel(Current.Callback);
  }
  return Current;
}

bool MsiLockChecker::ownsLocks(const LocationContext *Frame) const {
  if (!rootOf(Frame).Relevant)
    return false;
  for (; Frame; Frame = Frame->getParent())
    if (isa<StackFrameContext>(Frame) && Facts.ownsLocks(Frame->getDecl()))
      return true;
  return false;
}

bool MsiLockChecker::isMisleading(CheckerContext &C) const {
  const auto *Function = dyn_cast<FunctionDecl>(C.getStackFrame()->getDecl());
  if (!Function)
    return false;
  auto [Known, IsNew] = Misleading.try_emplace(Function, false);
  if (IsNew)
    Known->second = misleads(Function);
  return Known->second;
}

void MsiLockChecker::checkBeginFunction(CheckerContext &C) const {
  OwnCode Here;
  if (!C.inTopFrame()) {
    if (Current.Relevant && isMisleading(C)) {
      Misled = true;
      C.addTransition(doubtPath(C.getState()));
    }
    return;
  }
  forgetOnlyLeaked();
  Sites.clear();
  RoutineSites.clear();
  SitesElsewhere.clear();
  Looking.begin();
  Addresses.begin();
  Findings.clear();
  Leaks.clear();
  Refuted.clear();
  Released.clear();
  Outrun = OutrunLocks();
  EndedOpenLoop = Misled = false;
  NotEntered.clear();
  GivenAway.clear();
  Doubts.clear();
  Leads.clear();
  HandsLocks = MakesLead = false;
  Lacking.clear();
  Deciding.clear();
  FoundOn.clear();
  Unclear.clear();
  Wanted = Targets();
  Step = 0;
  Steps = SIZE_MAX;
  OutOfSteps = false;
  Awaited.clear();
  Met.clear();
  LastMet = 0;
  AnyCanHappen = false;
  Current = Root();
  rootOf(C.getLocationContext());
  if (currentPlan()) {
    size_t Function = inPlan(Current.Function);
    const bool IsOpen = Function != SIZE_MAX && currentPlan()->IsOpen(Function);
    Current.Relevant =
        IsOpen || (Function != SIZE_MAX && isForUnchecked(Current.Function));
    if (IsOpen && !isForUnchecked(Current.Function))
      Wanted = Targets(*sp_proofs_get(currentPlan()->Proofs, Function),
                       *C.getLocationContext()->getCFG(), C.getSourceManager());
    // What a caller does wrong by way of the function is told of already.
    // Whether the function itself does it, too, is worth a look.
    constexpr size_t Look = 16384;
    if (Wanted.areAmong(LedThrough.getArrayRef()))
      Steps = Look;
    if (IsOpen && currentPlan()->MostSteps)
      Steps = std::min(Steps, currentPlan()->MostSteps(Function));
  }
  if (AnalyzerOptions &Options = C.getAnalysisManager().options;
      Options.ShouldIncludeLoopExitInCFG) { // as setUpSearch() asks
    unsigned Rounds = 0;
    Options.ShouldUnrollLoops =
        Current.Relevant && Facts.hasCountedLoops(Current.Function, Rounds);
    // The analyzer unrolls a loop up to a number that is written as such, and
    // not as the size of an array.
    Options.maxBlockVisitOnPath = Options.ShouldUnrollLoops
                                      ? std::max(MostVisits, Rounds + 2)
                                      : MostVisits;
  }
  if (Alone && !(currentPlan() && Current.Relevant))
    C.generateSink(C.getState(), C.getPredecessor());
  else if (Current.Relevant)
    lend(C);
}

/// The port driver may hold a lock when it calls the function.
void MsiLockChecker::lend(CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  if (isMisleading(C)) {
    Misled = true;
    State = doubtPath(State);
  }
  if (Current.HoldsCancel)
    return lendCancel(State, C);
  if (Current.Callback && Current.Callback->irql == SP_IRQL_PASSIVE)
    State = atPassiveLevel(State);
  if (!Current.HoldsItsMessage && !Current.HeldSpinLock &&
      !Current.IsAtDeviceIrql) {
    if (State != C.getState())
      C.addTransition(State);
    return;
  }
  if (Current.IsAtDeviceIrql) {
    updateLocks(State, [&](sp_lockset &Set) {
      sp_lockset_lend(&Set, SP_KIND_DEVICE, 0, 0);
      return 0;
    });
    C.addTransition(State);
    return;
  }
  const auto *Function = cast<FunctionDecl>(Current.Function);
  auto Given = [&](unsigned Index) {
    return handleOf(
        State, State->getSVal(State->getLValue(Function->getParamDecl(Index),
                                               C.getLocationContext())));
  };
  const sp_lock_kind Kind = Current.HoldsItsMessage
                                ? SP_KIND_MESSAGE
                                : sp_lock_kind_of(Current.HeldSpinLock);
  const sp_value Adapter = Given(0);
  const sp_value Named =
      Kind == SP_KIND_MESSAGE
          ? Given(1)
          : handleOf(State, C.getSValBuilder().makeIntVal(
                                Current.HeldSpinLock, /*isUnsigned=*/false));
  updateLocks(State, [&](sp_lockset &Set) {
    sp_lockset_lend(&Set, Kind, Adapter, Named);
    return 0;
  });
  C.addTransition(State);
}

/// Does the condition depend on a flag or number of a structure?
static bool asksForField(const Stmt *Condition) {
  if (!Condition)
    return false;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(Condition))
    if (Cast->getCastKind() == CK_LValueToRValue &&
        Cast->getType()->isIntegralOrEnumerationType() &&
        isa<MemberExpr>(Cast->getSubExpr()->IgnoreParens()))
      return true;
  return llvm::any_of(Condition->children(), asksForField);
}

/// Did the path itself say how the condition turns out, so that nothing had to
/// be assumed?
static bool isKnown(const ExplodedNode *Node, const Stmt *Condition) {
  const auto *Value = dyn_cast<Expr>(Condition);
  return Value && Node->getSVal(Value).getAs<nonloc::ConcreteInt>();
}

/// Is the path in a callback that may take no lock of a message, or of
/// STOR_SPINLOCK, for certain? A flag of the driver that was asked may say that
/// it never gets here.
bool MsiLockChecker::isForbidden(CheckerContext &C, bool Spin) const {
  if (!Current.Callback || !sp_callback_forbids(Current.Callback, Spin))
    return false;
  for (const ExplodedNode *Node = C.getPredecessor(); Node;
       Node = Node->getFirstPred())
    if (auto Edge = Node->getLocationAs<BlockEdge>()) {
      const Stmt *Condition = Edge->getSrc()->getTerminatorCondition();
      if (asksForField(Condition) && !isKnown(Node, Condition))
        return false;
    }
  return true;
}

/// Where the path is in the function that the exploration started in.
static const CFGBlock *blockInRoot(CheckerContext &C) {
  const CFGBlock *Block = C.getPredecessor()->getCFGBlock();
  for (const StackFrameContext *Frame = C.getStackFrame(); !Frame->inTopFrame();
       Frame = Frame->getParent()->getStackFrame())
    Block = Frame->getCallSiteBlock();
  return Block;
}

bool MsiLockChecker::endsIdlePath(CheckerContext &C) const {
  Step = C.getStateManager().getOwningEngine().getGraph().size();
  for (auto &[Call, Last] : Awaited)
    if (Step > Last) {
      Wanted.found(Call);
      Last = SIZE_MAX;
    }
  // Where something is wrong already, the last steps of many show nothing new.
  constexpr size_t Many = 65536, Rest = 4;
  if (Step > Steps || (AnyCanHappen && Step > Many && Step > Rest * LastMet))
    OutOfSteps = true;
  else if (Wanted.canReach(blockInRoot(C)))
    return false;
  C.generateSink(C.getState(), C.getPredecessor());
  return true;
}

/// Does it matter which locks a callee takes and gives back?
bool MsiLockChecker::mindsTouches(CheckerContext &C) const {
  return hasLocks(C.getState()) || isForbidden(C);
}

} // namespace spinpair
