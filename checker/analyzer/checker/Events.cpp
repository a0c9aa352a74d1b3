//===- Events.cpp - What is met on a path ---------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Takes calls, conditions and ends of functions from the analyzer, and hands
// each to the part that knows what to do.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../CallModels.h"
#include "../Compat.h"
#include "../Feasibility.h"
#include "../MadeUp.h"
#include "../PathIrql.h"
#include "../StableFields.h"
#include "../SummaryReader.h"

#include "clang/AST/Attr.h"

using namespace clang;
using namespace ento;

namespace spinpair {

LockCall MsiLockChecker::lockCall(const CallEvent &Call,
                                  CheckerContext &C) const {
  const auto *Expr = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (!Callee && Expr) // what a constant table says came after the event
    Callee = C.getSVal(Expr->getCallee()).getAsFunctionDecl();
  if (!Expr || !Callee || Expr->getNumArgs() == 0)
    return {};
  const llvm::APSInt *Code = C.getSValBuilder().getKnownValue(
      C.getState(), C.getSVal(Expr->getArg(0)));
  return readLockCall(Callee, Expr, Code);
}

/// Did the path come to its basic block from a switch?
static bool cameFromSwitch(const ExplodedNode *Node) {
  for (; Node; Node = Node->getFirstPred()) {
    if (auto Edge = Node->getLocationAs<BlockEdge>())
      return isa_and_nonnull<SwitchStmt>(Edge->getSrc()->getTerminatorStmt());
    if (Node->getLocationAs<CallEnter>() || Node->getLocationAs<CallExitEnd>())
      return false;
  }
  return false;
}

ProgramStateRef MsiLockChecker::settled(CheckerContext &C) const {
  ProgramStateRef State = settleStable(C.getState());
  if (State && Facts.anySwitchedOn() && cameFromSwitch(C.getPredecessor()))
    State = settleAllStable(State);
  if (!State)
    C.generateSink(C.getState(), C.getPredecessor());
  return State;
}

void MsiLockChecker::checkPreStmt(const CallExpr *Call,
                                  CheckerContext &C) const {
  OwnCode Here;
  if (endsIdlePath(C))
    return;
  // Before anybody looks at the arguments of a call: a path that needs a field
  // to have changed by itself ends here.
  if (!ownsLocks(C.getLocationContext()))
    return;
  ProgramStateRef State = settled(C);
  if (!State)
    return;
  if (!Call->getDirectCallee() && !isa<CXXMemberCallExpr>(Call))
    if (const FunctionDecl *Callee =
            calledBy(Call->getCallee(), C.getSVal(Call->getCallee()), Facts))
      State = State->BindExpr(Call->getCallee(), C.getLocationContext(),
                              C.getSValBuilder().getFunctionPointer(Callee));
  if (State != C.getState())
    C.addTransition(State);
}

/// Is it a trivial constructor that only sets its object to 0, as that of the
/// member s is by `s()`? That is done before it is called. It has no body, and
/// the analyzer would forget the whole object that the member is in.
static bool setsToZero(const CallEvent &Call) {
  const auto *Construct =
      dyn_cast_or_null<CXXConstructExpr>(Call.getOriginExpr());
  return Construct && Construct->requiresZeroInitialization() &&
         Construct->getConstructor()->isDefaultConstructor() &&
         Construct->getConstructor()->isTrivial();
}

bool MsiLockChecker::evalCall(const CallEvent &Call, CheckerContext &C) const {
  OwnCode Here;
  if (!rootOf(C.getLocationContext()).Relevant)
    return false;
  if (const Expr *Assumed =
          CoreEnabled
              ? nullptr
              : assumedBy(dyn_cast_or_null<FunctionDecl>(Call.getDecl()),
                          dyn_cast_or_null<CallExpr>(Call.getOriginExpr()))) {
    ProgramStateRef State = C.getState();
    if (auto Condition = C.getSVal(Assumed).getAs<DefinedOrUnknownSVal>())
      State = State->assume(*Condition, true);
    if (State)
      C.addTransition(State);
    else
      C.generateSink(C.getState(), C.getPredecessor());
    return true;
  }
  if (setsToZero(Call)) {
    C.addTransition(C.getState());
    return true;
  }
  if (ownsLocks(C.getLocationContext()))
    if (ProgramStateRef Answered = Looking.answered(Call, C)) {
      Evaluated = Call.getOriginExpr();
      C.addTransition(Answered);
      return true;
    }
  LockCall Lock = lockCall(Call, C);
  if (!Lock) {
    const bool Done =
        skipStated(Call, C) || applySummary(Call, C) || skipProved(Call, C) ||
        (Alone && skipIrrelevant(Call, C)) || applyOwnSummary(Call, C);
    Evaluated = Done ? Call.getOriginExpr() : nullptr;
    return Done;
  }
  if (Lock.isAcquire())
    acquire(Lock, Call, C);
  else
    release(Lock, Call, C);
  return true;
}

bool MsiLockChecker::reachesLocks(const FunctionDecl *Callee) const {
  if (Facts.isLockRelevant(Callee))
    return true;
  const size_t Function = inPlan(Callee);
  return Function != SIZE_MAX &&
         sp_program_is_relevant(currentPlan()->Program, Function);
}

/// Does the function stand for a lambda that became a pointer? Its body is
/// empty in the syntax tree: only generated code calls the lambda.
static bool isInvoker(const FunctionDecl *Callee) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  return Method && Method->isLambdaStaticInvoker();
}

/// The analyzer steps into no function that takes more arguments than it names,
/// and finds nothing in what stands for a lambda.
bool MsiLockChecker::applyOwnSummary(const CallEvent &Call,
                                     CheckerContext &C) const {
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (!Callee ||
      !(isInvoker(Callee) || (Callee->isVariadic() && Callee->hasBody())) ||
      !isa_and_nonnull<CallExpr>(Call.getOriginExpr()))
    return false;
  const size_t Function = inPlan(Callee);
  if (Function == SIZE_MAX || !reachesLocks(Callee) ||
      !applyWays(Function, Call, C))
    return false;
  if (currentPlan()->IsOpen(Function))
    NotEntered.insert(Callee); // its ways may not be all that it does
  return true;
}

const FunctionDecl *MsiLockChecker::missedBy(const CallEvent &Call,
                                             CheckerContext &C) const {
  const Expr *At = Call.getOriginExpr();
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (!At || !Callee || (C.wasInlined && !isInvoker(Callee)) ||
      Evaluated == At || lockCall(Call, C))
    return nullptr;
  const sp_routine *Row = routineOf(Callee);
  const bool Runs = Row && Row->runs != SP_NO_ARGUMENT &&
                    static_cast<unsigned>(Row->runs) < Call.getNumArgs();
  if (Runs)
    Callee = Call.getArgSVal(Row->runs).getAsFunctionDecl();
  if (!Callee || !(Callee->hasBody() || isInvoker(Callee)))
    return nullptr;
  return reachesLocks(Callee) || (Runs && Facts.writesDeciding(Callee))
             ? Callee
             : nullptr;
}

/// A function that the author calls balanced is not stepped into.
bool MsiLockChecker::skipStated(const CallEvent &Call,
                                CheckerContext &C) const {
  if (!isStated(dyn_cast_or_null<FunctionDecl>(Call.getDecl())) ||
      !Call.getOriginExpr())
    return false;
  C.addTransition(unseen(Call, C));
  return true;
}

bool MsiLockChecker::skipIrrelevant(const CallEvent &Call,
                                    CheckerContext &C) const {
  // A function whose result nobody waits for, and that writes nothing that can
  // decide about a lock, need not be stepped into.
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (!Callee || !Call.getOriginExpr() ||
      (hasLocks(C.getState()) && Facts.isRestricted(Callee)) ||
      !Callee->getReturnType()->isVoidType() ||
      seenOf(Call, Facts) != Seen::Body || Facts.writesDeciding(Callee) ||
      reachesLocks(Callee))
    return false;
  for (unsigned I = 0; I < Call.getNumArgs(); ++I)
    if (const MemRegion *Region = Call.getArgSVal(I).getAsRegion())
      if (compat::stackFrameOf(Region->getBaseRegion(), C.getState()))
        return false;
  if (isObjectLocal(Call, C))
    return false;
  C.addTransition(Call.invalidateRegions(C.blockCount(), C.getState()));
  return true;
}

void MsiLockChecker::checkPreCall(const CallEvent &Call,
                                  CheckerContext &C) const {
  OwnCode Here;
  ProgramStateRef State = C.getState();
  noteUnresolved(Call, C);
  if (!hasLocks(State))
    return;
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  const sp_routine *Row = routineOf(Callee);
  if (Row && Row->effect == SP_EFFECT_BRIEF && takeBriefly(Call, C))
    return;
  if (RoutineUse Use = readRoutineUse(
          Callee, dyn_cast_or_null<CallExpr>(Call.getOriginExpr()))) {
    useRoutine(Use, Call, C);
    return;
  }
  if (Row && Row->effect == SP_EFFECT_FAILS) {
    updateLocks(State, [](sp_lockset &Set) {
      sp_lockset_abandon(&Set);
      return 0;
    });
    C.addTransition(State);
    return;
  }
  // Whoever is given the status has seen to it.
  if (!Types[SP_RULE_UNCHECKED_STATUS])
    return;
  updateLocks(State, [&](sp_lockset &Set) {
    for (size_t I = 0; I < Set.count; ++I)
      if (SymbolRef Status = valueOf(Set.locks[I].status).getAsSymbol())
        for (unsigned A = 0; A < Call.getNumArgs(); ++A)
          if (mentions(Call.getArgSVal(A), Status))
            Set.locks[I].status = 0;
    return 0;
  });
  if (State != C.getState())
    C.addTransition(State);
}

/// Is nothing to be said of what \p Use may not be called under? It releases a
/// lock that was taken under \p Held by a routine that may not be called there,
/// either: that was told at the acquire. Or it leaves the IRQL as it is: the
/// reference limits some of these to DISPATCH_LEVEL (nf-wdm-
/// kereleasespinlockfromdpclevel) whose acquires may be made above it.
static bool isTold(const RoutineUse &Use, const sp_lock &Held,
                   ProgramStateRef State) {
  if (Use.Row->effect != SP_EFFECT_RELEASE)
    return false;
  if (!sp_kind_raises(Use.Row->kind))
    return true;
  const sp_routine *Taker = sp_routine_of_kind(Use.Row->kind, /*takes=*/true);
  RoutineUse Taking;
  if (Taker)
    Taking.setRow(Taker);
  if (!Taking)
    return false;
  bool IsAbove = false;
  for (const sp_lock &Lock : locksOf(State)) {
    if (IsAbove && Lock.phase == SP_HELD && Lock.kind == Use.Row->kind)
      return true;
    IsAbove |= Lock.acquired_at == Held.acquired_at && Lock.kind == Held.kind;
  }
  return false;
}

void MsiLockChecker::useRoutine(const RoutineUse &Use, const CallEvent &Call,
                                CheckerContext &C) const {
  ProgramStateRef State = C.getState();
  const auto *Expr = cast<CallExpr>(Call.getOriginExpr());
  PathValues Values(State, Current.EntryPoint);
  sp_questions Ask = Values.questions();
  sp_verdict Verdict = updateLocks(State, [&](sp_lockset &Set) {
    const sp_ruling Ruling = Use.ruling();
    return sp_lockset_call(&Set, &Ruling, &Ask);
  });
  noteUnclear(Verdict, Expr, State);
  if (Verdict.outcome != SP_WRONG || isTold(Use, Verdict.lock, State))
    return;
  auto &Site = RoutineSites[{Expr, C.getStackFrame()}];
  if (!Site)
    Site.reset(new LockSite{LockCall{Use.Row, Expr, 0}, C.getStackFrame(),
                            nullptr, Use});
  conclude(Verdict, Site.get(), Values.differences(), State, C);
}

/// Is \p Value what was left in a variable that the path made, or in what one
/// leads to, and not what came with the call of its first function, \p Top, or
/// from code that is not seen? \p Written is where it stands.
static bool isMadeHere(SVal Value, const Expr *Written,
                       const StackFrameContext *Top, ProgramStateRef State) {
  if (Value.isUnknown()) {
    const Expr *Base = Written->IgnoreParenCasts();
    while (const auto *Member = dyn_cast<MemberExpr>(Base)) {
      if (Member->isArrow())
        return false;
      Base = Member->getBase()->IgnoreParenCasts();
    }
    const auto *Named = dyn_cast<DeclRefExpr>(Base);
    const auto *Variable =
        Named ? dyn_cast<VarDecl>(Named->getDecl()) : nullptr;
    return Variable && Variable->hasLocalStorage() &&
           Variable->getParentFunctionOrMethod() !=
               dyn_cast<DeclContext>(Top->getDecl());
  }
  constexpr unsigned MostSteps = 16;
  for (unsigned Steps = 0; Steps < MostSteps; ++Steps) {
    const MemRegion *Region = Value.getAsRegion();
    if (!Region) {
      const auto *Data = dyn_cast_or_null<SymbolData>(Value.getAsSymbol());
      Region = Data ? Data->getOriginRegion() : nullptr;
    }
    if (!Region)
      return false;
    Region = Region->getBaseRegion();
    if (const auto *Pointee = dyn_cast<SymbolicRegion>(Region)) {
      Value = nonloc::SymbolVal(Pointee->getSymbol());
      continue;
    }
    const auto *Variable = dyn_cast<VarRegion>(Region);
    return compat::stackFrameOf(Region, State) &&
           !(Variable && isa<ParmVarDecl>(Variable->getDecl()) &&
             Variable->getStackFrame() == Top);
  }
  return false;
}

/// A call through a pointer, or of a virtual function, of which the path does
/// not say where it leads.
void MsiLockChecker::noteUnresolved(const CallEvent &Call,
                                    CheckerContext &C) const {
  if (!Current.Relevant || !currentPlan())
    return;
  const auto *Expr = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  if (!Expr)
    return;
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDecl())) {
    const auto *Member =
        dyn_cast<MemberExpr>(Expr->getCallee()->IgnoreParens());
    if (!Method->isVirtual() || !Member || Member->hasQualifier() ||
        (Call.getRuntimeDefinition().getDecl() &&
         !Call.getRuntimeDefinition().mayHaveOtherDefinitions()))
      return;
  } else if (Call.getDecl()) {
    return;
  }
  const std::string Lead = currentPlan()->MayLead(Expr);
  if (Lead.empty())
    return;
  const auto *Member = dyn_cast<CXXInstanceCall>(&Call);
  MakesLead |= isMadeHere(
      Member && Call.getDecl() ? Member->getCXXThisVal()
                               : C.getSVal(Expr->getCallee()),
      Expr->getCallee(), firstFrame(C.getLocationContext()), C.getState());
  Leads.insert("the call of '" +
               sourceText(Expr->getCallee(), C.getASTContext()) +
               "' may lead to '" + Lead + "', which uses locks");
}

/// Is it known by its declaration, or by the type of the pointer, that the call
/// does not return?
static bool neverReturns(const CallEvent &Call) {
  if (const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl()))
    if (Callee->isNoReturn() || Callee->hasAttr<AnalyzerNoReturnAttr>())
      return true;
  const auto *Expr = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  return Expr &&
         getFunctionExtInfo(*Expr->getCallee()->getType()).getNoReturn();
}

/// The state in which \p Call has returned a union of which nothing is known,
/// but that it is one: of a union the analyzer knows not even that it has the
/// same value twice.
static ProgramStateRef unionReturned(const CallEvent &Call, CheckerContext &C) {
  ProgramStateRef State = C.getState();
  const Expr *Origin = Call.getOriginExpr();
  const auto *Record = Origin && !Origin->isGLValue()
                           ? Origin->getType()->getAsRecordDecl()
                           : nullptr;
  const LocationContext *Frame = C.getLocationContext();
  if (!Record || !Record->isUnion() || isa<CXXConstructExpr>(Origin) ||
      !State->getSVal(Origin, Frame).isUnknown())
    return State;
  ASTContext &Context = C.getASTContext();
  SValBuilder &Builder = C.getSValBuilder();
  const MemRegion *Result =
      Builder.getRegionManager().getCXXTempObjectRegion(Origin, Frame);
  SymbolRef Any = compat::conjureAt(C, Origin, Context.IntTy, /*Tag=*/nullptr);
  State = State->bindDefaultInitial(loc::MemRegionVal(Result),
                                    nonloc::SymbolVal(Any), Frame);
  return State->BindExpr(Origin, Frame, State->getSVal(Result));
}

void MsiLockChecker::checkPostCall(const CallEvent &Call,
                                   CheckerContext &C) const {
  OwnCode Here;
  ProgramStateRef State = C.getState();
  if (Current.Relevant)
    if (const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
        isDefinedElsewhere(Callee))
      Lacking.insert(currentPlan()->NameOf(Callee));
  // In the control flow graph the exit of the function comes next, as if it
  // returned. It is core.builtin.NoReturnFunctions that ends the path there, if
  // it runs.
  if (Current.Relevant && neverReturns(Call)) {
    C.generateSink(State, C.getPredecessor());
    return;
  }
  if (const FunctionDecl *Missed =
          Current.Relevant ? missedBy(Call, C) : nullptr) {
    NotEntered.insert(Missed);
    C.addTransition(doubtPath(State));
    return;
  }
  States After = {State};
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (Current.Relevant && asksForIrql(Callee))
    After = {irqlAsked(State, Call.getReturnValue(), C)};
  else if (Current.Relevant)
    After = modelled(Call, C);
  if (Current.Relevant && After.front() == State)
    After = {unionReturned(Call, C)};
  if (After.front() == State && ownsLocks(C.getLocationContext()))
    After = {Looking.noteAnswer(Call, C)};
  for (const ProgramStateRef &Each : After)
    if (ProgramStateRef Next = irqlSet(Each, Call, C); Next != State)
      C.addTransition(Next);
}

/// Does the condition ask for a member of the object that the exploration began
/// with?
static bool asksOwnObject(SVal Condition) {
  SymbolRef Whole = Condition.getAsSymbol(/*IncludeBaseRegions=*/true);
  if (!Whole)
    return false;
  for (SymbolRef Part : compat::symbolsIn(Whole)) {
    const MemRegion *Origin = Part->getOriginRegion();
    const auto *Object =
        Origin ? dyn_cast<SymbolicRegion>(Origin->getBaseRegion()) : nullptr;
    const MemRegion *Pointer =
        Object ? Object->getSymbol()->getOriginRegion() : nullptr;
    if (Pointer && isa<CXXThisRegion>(Pointer))
      return true;
  }
  return false;
}

ProgramStateRef MsiLockChecker::evalAssume(ProgramStateRef State,
                                           SVal Condition, bool Truth) const {
  if (!Current.Relevant)
    return State;
  OwnCode Here;
  if (isRuledOutByBits(Condition, Truth))
    return nullptr;
  if (SymbolRef Whole = compat::notZeroEither(Condition, Truth))
    if (!(State = State->assume(nonloc::SymbolVal(Whole), true)))
      return nullptr;
  // Both ways of the branch may go with one outcome of the call only.
  if (restsOnUntold(State, Condition) || restsOnAnswer(Condition) ||
      (!Truth && restsOnUnknownRead(Condition)))
    State = doubtPath(State);
  // What its constructors leave in the object shows where it is made.
  if (isa<CXXDestructorDecl>(Current.Function) && asksOwnObject(Condition))
    State = doubtPath(State);
  return noteBranch(State, Condition, Truth, Facts);
}

/// Is an expression an object made of what a constructor or a function is
/// given, and no copy of another?
static bool isMadeObject(const Expr *E) {
  E = E->IgnoreImplicit()->IgnoreParens();
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return isMadeObject(Cast->getSubExpr());
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E))
    return isMadeObject(Choice->getTrueExpr()) ||
           isMadeObject(Choice->getFalseExpr());
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return Call->getNumArgs() > 0;
  const auto *Construct = dyn_cast<CXXConstructExpr>(E);
  if (!Construct || Construct->getNumArgs() == 0)
    return false;
  // Before C++17 a move, which is left out, stands around what is made.
  return !Construct->getConstructor()->isCopyOrMoveConstructor() ||
         (Construct->isElidable() && isMadeObject(Construct->getArg(0)));
}

/// Is the object that the function returns made there? Where it is made, the
/// caller knows.
static bool makesObject(const Expr *Returned) {
  return Returned && Returned->getType()->getAsCXXRecordDecl() &&
         !Returned->isGLValue() && isMadeObject(Returned);
}

void MsiLockChecker::checkEndFunction(const ReturnStmt *Return,
                                      CheckerContext &C) const {
  OwnCode Here;
  const StackFrameContext *Frame = C.getStackFrame();
  if (C.inTopFrame())
    noteHandedOver(C.getState());
  const bool LastOwner = !C.inTopFrame() && Facts.ownsLocks(Frame->getDecl()) &&
                         !ownsLocks(Frame->getParent());
  if (!hasLocks(C.getState())) {
    if (LastOwner)
      C.addTransition(forgetAnswers(forgetLocks(C.getState())));
    return;
  }
  ProgramStateRef State = settled(C);
  if (!State)
    return;
  SVal Result = UnknownVal();
  if (Return && Return->getRetValue())
    Result = C.getSVal(Return->getRetValue());
  Ending End = {Frame, Result, C.inTopFrame() && rootOf(Frame).EntryPoint,
                C.inTopFrame() && Return && makesObject(Return->getRetValue())};

  llvm::SmallVector<sp_verdict, 2> Wrongs;
  updateLocks(State, [&](sp_lockset &Set) {
    PathValues Values(State, End.IsEntryPoint, &End);
    sp_questions Ask = Values.questions();
    for (size_t I = 0; I < Set.count; ++I) {
      const LockSite *Site = LockSite::of(Set.locks[I].acquired_at);
      if (!Site || (Site->Frame != Frame && !Frame->isParentOf(Site->Frame)))
        continue; // the caller's lock
      sp_verdict Verdict = sp_lockset_leave(&Set, I, &Ask);
      noteUnclear(Verdict,
                  Site->isBefore() ? Frame->getDecl()->getBody()
                                   : static_cast<const Stmt *>(Site->Call.Call),
                  State);
      if (Verdict.outcome == SP_WRONG && !isDoubted(State))
        Wrongs.push_back(Verdict);
      else if (Verdict.outcome == SP_WRONG)
        Doubts.insert("whether a path can be taken that ends with " +
                      phraseOfLock(Site, C.getASTContext()) +
                      " held cannot be told");
    }
    return 0;
  });
  if (LastOwner)
    State = forgetAnswers(forgetLocks(State));
  if (Wrongs.empty()) {
    if (State != C.getState())
      C.addTransition(State);
    return;
  }
  ExplodedNode *Node = C.generateNonFatalErrorNode(State, isFound());
  if (!Node)
    return;
  for (const sp_verdict &Wrong : Wrongs) {
    // It is reported when all paths to it are known.
    if (noteMet(Wrong, Return) && !AnyCanHappen)
      AnyCanHappen = chanceOf(Node, {}) == Chance::Some;
    Findings.push_back(std::make_unique<Finding>(
        Finding{Wrong, nullptr, Frame, {}, Current.Callback}));
    Leaks.push_back({Findings.back().get(), Node});
  }
}

} // namespace spinpair
