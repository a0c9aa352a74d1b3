//===- MsiLockChecker.cpp -------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "MsiLockChecker.h"
#include "CallModels.h"
#include "Compat.h"
#include "Elements.h"
#include "Links.h"
#include "Misleading.h"
#include "Overlaid.h"
#include "OwnCode.h"
#include "PathState.h"
#include "PathValues.h"
#include "Plan.h"
#include "Predicates.h"
#include "Reports.h"
#include "SamePointers.h"
#include "SeparateRun.h"
#include "StableFields.h"
#include "SummaryReader.h"
#include "Targets.h"
#include "UnitFacts.h"

#include "clang/AST/Attr.h"
#include "clang/AST/ParentMap.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugType.h"
#include "clang/StaticAnalyzer/Core/Checker.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"
#include "clang/StaticAnalyzer/Frontend/CheckerRegistry.h"

#include "llvm/ADT/StringMap.h"

#include <map>
#include <memory>
#include <set>
#include <tuple>

using namespace clang;
using namespace ento;

namespace spinpair {

namespace {

class MsiLockChecker
    : public Checker<check::ASTDecl<TranslationUnitDecl>, check::BeginFunction,
                     check::EndFunction, check::PreCall, check::PostCall,
                     check::RegionChanges, check::Location, check::LiveSymbols,
                     check::DeadSymbols, check::EndAnalysis,
                     check::PreStmt<CallExpr>, check::PostStmt<CastExpr>,
                     check::PostStmt<AtomicExpr>,
                     check::PostStmt<BinaryOperator>, check::BranchCondition,
                     eval::Call, eval::Assume> {
public:
  void checkASTDecl(const TranslationUnitDecl *Unit, AnalysisManager &Manager,
                    BugReporter &Reporter) const {
    OwnCode Here;
    if (!currentPlan())
      leaveReports(Manager);
    // Clang leaves out edges of a switch on a constant that are taken.
    if (currentPlan())
      Manager.getAnalysisDeclContextManager()
          .getCFGBuildOptions()
          .PruneTriviallyFalseEdges = false;
    Facts.collect(Unit, /*Tell=*/false); // that was said when the plan was made
    if (currentPlan() && currentPlan()->Surveys)
      reportSurvey(Manager, Reporter);
  }

  void checkBeginFunction(CheckerContext &C) const;
  void checkEndFunction(const ReturnStmt *Return, CheckerContext &C) const;
  void checkPreStmt(const CallExpr *Call, CheckerContext &C) const;
  void checkBranchCondition(const Stmt *Condition, CheckerContext &C) const;
  bool evalCall(const CallEvent &Call, CheckerContext &C) const;
  ProgramStateRef evalAssume(ProgramStateRef State, SVal Condition,
                             bool Truth) const {
    if (!Current.Relevant)
      return State;
    OwnCode Here;
    if (isRuledOutByBits(Condition, Truth))
      return nullptr;
    // Both ways of the branch may go with one outcome of the call only.
    if (restsOnUntold(State, Condition) || restsOnAnswer(Condition))
      State = doubtPath(State);
    return noteBranch(State, Condition, Truth, Facts);
  }
  void checkPostStmt(const CastExpr *Cast, CheckerContext &C) const;
  void checkPostStmt(const AtomicExpr *Atomic, CheckerContext &C) const;
  void checkPostStmt(const BinaryOperator *Operator, CheckerContext &C) const;
  void checkPreCall(const CallEvent &Call, CheckerContext &C) const;
  void checkPostCall(const CallEvent &Call, CheckerContext &C) const;
  ProgramStateRef checkRegionChanges(ProgramStateRef State,
                                     const InvalidatedSymbols *,
                                     ArrayRef<const MemRegion *> Explicit,
                                     ArrayRef<const MemRegion *> Regions,
                                     const LocationContext *Frame,
                                     const CallEvent *Call) const;
  void checkLocation(SVal Location, bool IsLoad, const Stmt *,
                     CheckerContext &C) const;
  void checkLiveSymbols(ProgramStateRef State, SymbolReaper &Reaper) const;
  void checkDeadSymbols(SymbolReaper &Reaper, CheckerContext &C) const;
  void checkEndAnalysis(ExplodedGraph &Graph, BugReporter &Reporter,
                        ExprEngine &Engine) const;

  void enableRule(sp_rule Rule, CheckerNameRef Name) {
    Types[Rule] = std::make_unique<BugType>(
        Name, sp_rule_get(Rule)->summary,
        sp_family_get(sp_family_of_rule(Rule))->category);
    Names[Rule] = Name;
  }

  bool Coverage = false;    ///< Name the functions that were not finished.
  bool Alone = false;       ///< No other checker needs what is cut short.
  bool CoreEnabled = false; ///< Clang's core checkers run too.

private:
  /// The function that the exploration started in, and what is known of it.
  struct Root {
    const Decl *Function = nullptr;
    bool Relevant = false;
    bool EntryPoint = false;
    const sp_callback *Callback = nullptr; ///< If it is an entry point.
    bool HoldsItsMessage = false; ///< The port driver does, while it runs.
    int HeldSpinLock = 0;         ///< The same; 0 is none.
  };
  const Root &rootOf(const LocationContext *Frame) const;

  /// Does a function on the stack own locks? Outside of these nothing is worth
  /// remembering.
  bool ownsLocks(const LocationContext *Frame) const;

  LockCall lockCall(const CallEvent &Call, CheckerContext &C) const;
  void acquire(const LockCall &Lock, const CallEvent &Call,
               CheckerContext &C) const;
  void release(const LockCall &Lock, const CallEvent &Call,
               CheckerContext &C) const;
  /// The same of a lock that a pointer names.
  void acquirePointed(const LockCall &Lock, const CallEvent &Call,
                      CheckerContext &C) const;
  void releasePointed(const LockCall &Lock, const CallEvent &Call,
                      CheckerContext &C) const;
  /// What both come to, when it is known what is given back.
  void giveBack(const sp_event &Event, const LockSite *Site,
                ProgramStateRef State, CheckerContext &C) const;
  /// A call of a routine that may not be called while a lock is held.
  void useRoutine(const RoutineUse &Use, const CallEvent &Call,
                  CheckerContext &C) const;
  bool skipIrrelevant(const CallEvent &Call, CheckerContext &C) const;
  bool skipStated(const CallEvent &Call, CheckerContext &C) const;

  /// Takes a call of a function that is proved to be right, and cannot do what
  /// the locks of the path rule out, as if it did nothing to locks.
  bool skipProved(const CallEvent &Call, CheckerContext &C) const;
  /// The state where facts of a summary hold; null if they cannot.
  ProgramStateRef assumeFacts(const sp_summary_fact *List, size_t Count,
                              const CallEvent &Call,
                              ProgramStateRef State) const;
  /// Can the call do what a lock of the path rules out?
  bool mayTouch(const sp_touch &Touch, const CallEvent &Call,
                CheckerContext &C) const;

  /// Does what the summary of a function in another file says, in place of the
  /// call. False if there is none, or none is needed.
  bool applySummary(const CallEvent &Call, CheckerContext &C) const;
  /// Does what the ways of a function of the plan say, in place of the call.
  /// False if they do not tell what happens here.
  bool applyWays(size_t Function, const CallEvent &Call,
                 CheckerContext &C) const;
  /// Follows one of them. False if it cannot be taken here.
  bool applyWay(const sp_way &Way, unsigned Number, const CallEvent &Call,
                CheckerContext &C) const;

  void reportSurvey(AnalysisManager &Manager, BugReporter &Reporter) const;
  /// Lets a separate run report, and only models the routines from here on.
  void leaveReports(AnalysisManager &Manager) const;
  /// Is \p Function explored for what the proof has nothing to do with?
  bool isForUnchecked(const Decl *Function) const {
    return Types[SP_RULE_UNCHECKED_STATUS] && Facts.isLockRelevant(Function);
  }
  /// Can the caller learn what happened in the call?
  bool tellsCaller(const CallEvent &Call, CheckerContext &C) const;
  void noteUnresolved(const CallEvent &Call, CheckerContext &C) const;
  void lend(CheckerContext &C) const;
  /// Does the function that the path is in destroy what it does not show?
  bool isMisleading(CheckerContext &C) const;
  bool isForbidden(CheckerContext &C, bool Spin = false) const;
  bool mindsTouches(CheckerContext &C) const;
  /// Ends a path that cannot come to an open call any more.
  bool endsIdlePath(CheckerContext &C) const;

  /// The state with what stable fields say (see settleStable); null, and the
  /// path is at its end, when it cannot happen.
  ProgramStateRef settled(CheckerContext &C) const;

  const LockSite *siteOf(const LockCall &Lock, const MemRegion *Slot,
                         CheckerContext &C) const;
  /// Notes which lock of \p Before the event's lock cannot be told apart from;
  /// it is called \p Named.
  void noteDoubts(const sp_verdict &Verdict, const sp_event &Event,
                  const LockSite *Here, const LockVector &Before,
                  ProgramStateRef State) const;
  /// Notes that a lock of the caller was released, or is left to it.
  void noteHandedOver(ProgramStateRef State) const;
  /// What is right or wrong at \p Place could not be told on a path.
  void noteUnclear(const sp_verdict &Verdict, const Stmt *Place,
                   ProgramStateRef State) const;
  bool isToBeReported(const sp_verdict &Verdict, ProgramStateRef State,
                      CheckerContext &C) const;
  void conclude(const sp_verdict &Verdict, const LockSite *Here,
                const Differences &Differ, ProgramStateRef State,
                CheckerContext &C) const;
  /// Reports what is wrong at the call at hand, in the frame of its owner, and
  /// goes on from \p State.
  void reportHere(const Finding &Found, ProgramStateRef State,
                  CheckerContext &C) const;
  /// False if the path cannot happen. What is not to be reported, or was, is as
  /// good as reported.
  bool report(const Finding &Found, ExplodedNode *Node, BugReporter &Reporter,
              const PlacedWay *Way = nullptr) const;
  void reportLeaks(BugReporter &Reporter) const;
  void noteReleases(ProgramStateRef State, const LockSite *Here) const;
  void reportUnchecked(const sp_lock &Lock, CheckerContext &C) const;

  mutable UnitFacts Facts;
  mutable Predicates Looking;
  mutable SamePointers Compared;
  mutable Root Current;
  mutable std::unique_ptr<BugType> Types[SP_RULE_COUNT]; ///< Of enabled rules.
  CheckerNameRef Names[SP_RULE_COUNT];

  // What the sites and findings of one exploration point to.
  mutable std::map<std::pair<const CallExpr *, const StackFrameContext *>,
                   std::unique_ptr<LockSite>>
      Sites, RoutineSites; ///< A call may be both.
  mutable std::map<
      std::tuple<const Expr *, const StackFrameContext *, unsigned, size_t>,
      std::unique_ptr<LockSite>>
      SitesElsewhere; ///< By call, way and effect.
  mutable std::vector<std::unique_ptr<Finding>> Findings;
  mutable OutrunLocks Outrun;
  /// Leaks are reported when all paths to them are known.
  struct Leak {
    const Finding *Found;
    ExplodedNode *End;
  };
  mutable std::vector<Leak> Leaks;
  mutable Releases Released;
  mutable Targets Wanted;            ///< Of the function that is explored.
  mutable bool EndedOpenLoop = false;
  mutable bool Misled = false; ///< The path met a misleading function.
  mutable llvm::DenseMap<const FunctionDecl *, bool> Misleading;
  mutable bool Applying = false; ///< A summary, in place of a call.
  mutable bool Escaping = false; ///< Pointers escape, and nothing is written.
  mutable bool AllWays = false;  ///< It has all ways that the call can go.
  mutable llvm::SmallSetVector<const FunctionDecl *, 4> NotEntered;
  mutable std::set<std::string> Doubts; ///< What could not be told apart.
  mutable std::set<std::string> Leads;  ///< Of calls that were not resolved.
  mutable bool HandsLocks = false;      ///< See Plan::Explored.
  /// Calls at which it could not be told which lock or saved IRQL it is.
  mutable llvm::SmallSetVector<const Stmt *, 4> Unclear;
  /// Unseen code that was given a saved IRQL; null for a pointer to it.
  mutable llvm::SmallSetVector<const FunctionDecl *, 4> GivenAway;

  /// Mistakes that were reported, from which root, and how: a helper that is
  /// inlined into two functions makes its own mistake once, and one that takes
  /// this lock or that is misused once.
  using ReportKey = std::tuple<sp_rule, const Stmt *, const Stmt *>;
  mutable std::map<ReportKey, std::pair<const Decl *, Sentence>> Reported;
  mutable std::set<std::pair<ReportKey, Sentence>> Shown; ///< To be feasible.
  mutable std::map<ReportKey, unsigned> TimesShown;
};

/// Pairs of locks that are named where they cannot be told apart.
constexpr size_t MostDoubts = 2;

} // namespace

//===----------------------------------------------------------------------===//
// Roots
//===----------------------------------------------------------------------===//

const MsiLockChecker::Root &
MsiLockChecker::rootOf(const LocationContext *Frame) const {
  while (const LocationContext *Parent = Frame->getParent())
    Frame = Parent;
  const Decl *Function = Frame->getDecl();
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
  Sites.clear();
  RoutineSites.clear();
  SitesElsewhere.clear();
  Looking.begin();
  Compared.begin();
  Findings.clear();
  Leaks.clear();
  Released.clear();
  Outrun = OutrunLocks();
  EndedOpenLoop = Misled = false;
  NotEntered.clear();
  GivenAway.clear();
  Doubts.clear();
  Leads.clear();
  HandsLocks = false;
  Unclear.clear();
  Wanted = Targets();
  Current = Root();
  rootOf(C.getLocationContext());
  if (currentPlan()) {
    size_t Function = inPlan(Current.Function);
    const bool IsOpen =
        Function != SIZE_MAX && currentPlan()->IsOpen(Function);
    Current.Relevant =
        IsOpen || (Function != SIZE_MAX && isForUnchecked(Current.Function));
    if (IsOpen && !isForUnchecked(Current.Function))
      Wanted = Targets(*sp_proofs_get(currentPlan()->Proofs, Function),
                       *C.getLocationContext()->getCFG(), C.getSourceManager());
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
  if (!Current.HoldsItsMessage && !Current.HeldSpinLock) {
    if (State != C.getState())
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

//===----------------------------------------------------------------------===//
// Events
//===----------------------------------------------------------------------===//

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

/// The initialiser of a cell of a constant global variable, or null.
static const Expr *constantInitializer(const MemRegion *Cell) {
  if (const auto *Variable = dyn_cast<VarRegion>(Cell)) {
    const VarDecl *Decl = Variable->getDecl();
    QualType Element =
        Decl->getASTContext().getBaseElementType(Decl->getType());
    return Decl->hasGlobalStorage() && Element.isConstQualified()
               ? Decl->getAnyInitializer()
               : nullptr;
  }
  const auto *Part = dyn_cast<SubRegion>(Cell);
  const Expr *Whole =
      Part ? constantInitializer(Part->getSuperRegion()) : nullptr;
  const auto *List =
      Whole ? dyn_cast<InitListExpr>(Whole->IgnoreParenImpCasts()) : nullptr;
  if (!List)
    return nullptr;
  unsigned Index = ~0u;
  if (const auto *Field = dyn_cast<FieldRegion>(Cell)) {
    Index = 0; // unnamed bit-fields have no initialiser
    for (const FieldDecl *Each : Field->getDecl()->getParent()->fields()) {
      if (Each == Field->getDecl())
        break;
      Index += !(Each->isBitField() && !Each->getIdentifier());
    }
  } else if (const auto *Element = dyn_cast<ElementRegion>(Cell))
    if (auto Number = Element->getIndex().getAs<nonloc::ConcreteInt>()) {
      const llvm::APSInt &Value = Number->getValue();
      Index = Value.getLimitedValue(~0u);
    }
  return Index < List->getNumInits() ? List->getInit(Index) : nullptr;
}

/// The function that an initialiser gives; null if it is none.
static const FunctionDecl *functionIn(const Expr *Value) {
  if (!Value)
    return nullptr;
  Value = Value->IgnoreParenCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(Value))
    Value = Address->getSubExpr()->IgnoreParenCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Value);
  return Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
}

/// The function that a constant table, or a constant pointer, says \p Callee
/// is, of which the path has \p Value; or null. The analyzer reads numbers from
/// these, but no functions.
static const FunctionDecl *inConstantTable(const Expr *Callee, SVal Value) {
  SymbolRef Symbol = Value.getAsSymbol(/*IncludeBaseRegions=*/true);
  if (const auto *Cell = dyn_cast_or_null<SymbolRegionValue>(Symbol))
    return functionIn(constantInitializer(Cell->getRegion()));
  Callee = Callee->IgnoreParenImpCasts();
  while (const auto *Followed = dyn_cast<UnaryOperator>(Callee))
    Callee = Followed->getSubExpr()->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Callee);
  const auto *Pointer = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Pointer && Pointer->hasGlobalStorage() &&
                 Pointer->getType().isConstQualified()
             ? functionIn(Pointer->getAnyInitializer())
             : nullptr;
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
  if (Wanted.canReach(blockInRoot(C)))
    return false;
  C.generateSink(C.getState(), C.getPredecessor());
  return true;
}

/// Does it matter which locks a callee takes and gives back?
bool MsiLockChecker::mindsTouches(CheckerContext &C) const {
  return hasLocks(C.getState()) || isForbidden(C);
}

void MsiLockChecker::checkPostStmt(const CastExpr *Cast,
                                   CheckerContext &C) const {
  OwnCode Here;
  if (Cast->getCastKind() == CK_LValueToRValue && Current.Relevant &&
      C.getSVal(Cast).isUnknownOrUndef()) {
    const SVal Place = C.getSVal(Cast->getSubExpr());
    SVal Value = assembled(C.getState(), Place);
    if (Value.isUnknown() && C.getSVal(Cast).isUnknown())
      if (const auto *Cell =
              dyn_cast_or_null<TypedValueRegion>(Place.getAsRegion()))
        Value = valueIn(C.getState(), Cell);
    if (!Value.isUnknown())
      C.addTransition(
          C.getState()->BindExpr(Cast, C.getLocationContext(), Value));
    return;
  }
  if ((Cast->getCastKind() != CK_IntegralCast &&
       Cast->getCastKind() != CK_PointerToIntegral) ||
      !Current.Relevant || !Cast->getType()->isIntegralOrEnumerationType() ||
      Cast->getType()->isBooleanType())
    return;
  SVal Value = C.getSVal(Cast), Exact = Value;
  if (losesMask(Value, C.getASTContext().getIntWidth(Cast->getType())))
    Exact = C.getSValBuilder().makeZeroVal(Cast->getType());
  else
    Exact = converted(C.getState(), Value, Cast->getType());
  if (Exact != Value)
    C.addTransition(
        C.getState()->BindExpr(Cast, C.getLocationContext(), Exact));
}

void MsiLockChecker::checkPostStmt(const AtomicExpr *Atomic,
                                   CheckerContext &C) const {
  OwnCode Here;
  if (!Current.Relevant)
    return;
  ProgramStateRef State = modelled(Atomic, C);
  if (State != C.getState())
    C.addTransition(State);
}

/// Does `X += Y` and the like lose bits that the analyzer keeps? It stores the
/// number as it was computed, and not as the type of X has it.
static bool mayWrap(const BinaryOperator *Operator, const ASTContext &Context) {
  const auto *Assignment = dyn_cast<CompoundAssignOperator>(Operator);
  if (!Assignment || Assignment->getOpcode() == BO_AndAssign ||
      Assignment->getOpcode() == BO_OrAssign ||
      Assignment->getOpcode() == BO_XorAssign)
    return false;
  const QualType To = Assignment->getLHS()->getType(),
                 From = Assignment->getComputationResultType();
  return To->isIntegralOrEnumerationType() &&
         From->isIntegralOrEnumerationType() &&
         Context.getIntWidth(To) < Context.getIntWidth(From);
}

void MsiLockChecker::checkPostStmt(const BinaryOperator *Operator,
                                   CheckerContext &C) const {
  OwnCode Here;
  if (!Current.Relevant || !ownsLocks(C.getLocationContext()))
    return;
  const ValueDecl *Written = targetOf(Operator->getLHS());
  if (Written && mayWrap(Operator, C.getASTContext()) &&
      Facts.isDeciding(Written))
    Doubts.insert("whether the number '" + Written->getNameAsString() +
                  "' wraps cannot be told");
  ProgramStateRef State = Compared.answered(Operator, C);
  if (State != C.getState())
    C.addTransition(State);
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
            inConstantTable(Call->getCallee(), C.getSVal(Call->getCallee())))
      State = State->BindExpr(Call->getCallee(), C.getLocationContext(),
                              C.getSValBuilder().getFunctionPointer(Callee));
  if (State != C.getState())
    C.addTransition(State);
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
  if (ownsLocks(C.getLocationContext()))
    if (ProgramStateRef Answered = Looking.answered(Call, C)) {
      C.addTransition(Answered);
      return true;
    }
  LockCall Lock = lockCall(Call, C);
  if (!Lock)
    return skipStated(Call, C) || applySummary(Call, C) ||
           skipProved(Call, C) || (Alone && skipIrrelevant(Call, C));
  if (Lock.isAcquire())
    acquire(Lock, Call, C);
  else
    release(Lock, Call, C);
  return true;
}

const LockSite *MsiLockChecker::siteOf(const LockCall &Lock,
                                       const MemRegion *Slot,
                                       CheckerContext &C) const {
  auto &Site = Sites[{Lock.Call, C.getStackFrame()}];
  if (!Site)
    Site.reset(new LockSite{Lock, C.getStackFrame(), Slot});
  return Site.get();
}

namespace {

/// Marks all memory that is in the store as preserved.
class PreserveAll : public StoreManager::BindingsHandler {
public:
  explicit PreserveAll(RegionAndSymbolInvalidationTraits &Traits)
      : Traits(Traits) {}
  bool HandleBinding(StoreManager &, Store, const MemRegion *Region,
                     SVal) override {
    preserve(Region);
    return true;
  }
  void preserve(const MemRegion *Region) {
    Traits.setTrait(Region->getBaseRegion(),
                    RegionAndSymbolInvalidationTraits::TK_PreserveContents);
  }

private:
  RegionAndSymbolInvalidationTraits &Traits;
};

} // namespace

/// The state after a function that cannot be seen returned anything.
static ProgramStateRef unseen(const CallEvent &Call, CheckerContext &C) {
  ProgramStateRef State = Call.invalidateRegions(C.blockCount(), C.getState());
  if (Call.getResultType()->isVoidType())
    return State;
  return State->BindExpr(
      Call.getOriginExpr(), C.getLocationContext(),
      compat::conjure(C, Call, Call.getResultType(), &StatusTag));
}

/// The state after a lock function returned, and the status. It writes nothing
/// but *OldIrql; for other checkers, what it was given escapes as to any
/// function.
static ProgramStateRef returned(const LockCall &Lock, const CallEvent &Call,
                                CheckerContext &C, SVal &Status) {
  ProgramStateRef State = C.getState();
  if (Lock.Routine->stated & SP_STATED) {
    State = unseen(Call, C);
    if (Lock.returnsStatus())
      Status = State->getSVal(Call.getOriginExpr(), C.getLocationContext());
    return State;
  }
  RegionAndSymbolInvalidationTraits Traits;
  PreserveAll Preserve(Traits);
  State->getStateManager().iterBindings(State, Preserve);
  llvm::SmallVector<SVal, 4> Given;
  for (unsigned I = 0; I < Call.getNumArgs(); ++I)
    if (const MemRegion *Region = Call.getArgSVal(I).getAsRegion()) {
      Preserve.preserve(Region);
      Given.push_back(Call.getArgSVal(I));
    }
  State = compat::letEscape(State, Call, Given, Traits, C);
  if (Call.getResultType()->isVoidType())
    return State;
  Status = compat::conjure(C, Call, Call.getResultType(), &StatusTag);
  return State->BindExpr(Call.getOriginExpr(), C.getLocationContext(), Status);
}

/// Where the handle of a lock keeps the IRQL.
static SVal irqlInHandle(const LockCall &Lock, ProgramStateRef State,
                         CheckerContext &C) {
  if (!Lock.Context)
    return compat::fieldOf(State, Lock.Irql, C.getSVal(Lock.oldIrql()));
  SVal Context =
      compat::fieldOf(State, Lock.Context, C.getSVal(Lock.oldIrql()));
  return compat::fieldOf(State, Lock.Irql, Context);
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

/// Is \p Argument NULL on this path only because a macro, or a function that
/// has returned, guards itself against that? It says nothing of what its caller
/// may have.
static bool isNullByGuard(const Expr *Argument, const CallExpr *Call,
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

/// \p State, where the pointers are not NULL, if they need not be.
static ProgramStateRef notNull(ProgramStateRef State,
                               std::initializer_list<SVal> Pointers) {
  for (SVal Pointer : Pointers)
    if (auto Known = Pointer.getAs<DefinedSVal>();
        Known && Pointer.getAs<Loc>())
      if (ProgramStateRef Assumed = State->assume(*Known, true))
        State = Assumed;
  return State;
}

/// The object that names the lock of an event; 0 if none does.
static sp_value namingObject(const LockCall &Lock, ProgramStateRef State,
                             CheckerContext &C) {
  return Lock.hasPointer() && Lock.Routine->message != SP_NO_ARGUMENT
             ? handleOf(State, C.getSVal(Lock.lockPointer()))
             : 0;
}

/// The state in which \p Where is about to be written by \p Writer.
static ProgramStateRef beforeWrite(ProgramStateRef State, SVal Where,
                                   const Stmt *Writer, CheckerContext &C) {
  static const int Tag = 0;
  const MemRegion *Cell = Where.getAsRegion();
  if (!Cell || !isScattered(State, Cell))
    return State;
  SymbolRef Fresh =
      compat::conjureAt(C, Writer, C.getASTContext().IntTy, &Tag);
  return noteScattered(State, Cell, Fresh, cellsInUse(State));
}

/// The state in which \p Writer has put \p Value in \p Where.
static ProgramStateRef afterWrite(ProgramStateRef State, Loc Where, SVal Value,
                                  const Stmt *Writer, CheckerContext &C) {
  return beforeWrite(State, Where, Writer, C)
      ->bindLoc(Where, Value, C.getLocationContext());
}

void MsiLockChecker::acquirePointed(const LockCall &Lock, const CallEvent &Call,
                                    CheckerContext &C) const {
  const bool HasPlace = Lock.saves() && !Lock.returnsIrql();
  if (HasPlace && isNullByGuard(Lock.oldIrql(), Lock.Call, C)) {
    C.addTransition(doubtPath(unseen(Call, C)));
    return;
  }
  SVal Slot = Lock.hasHandle() ? irqlInHandle(Lock, C.getState(), C)
              : HasPlace       ? C.getSVal(Lock.oldIrql())
                               : SVal(UnknownVal());
  SVal Status = UnknownVal();
  Escaping = true;
  ProgramStateRef State = returned(Lock, Call, C, Status);
  Escaping = false;
  QualType Type = Lock.hasHandle()     ? Lock.Irql->getType()
                  : Lock.returnsIrql() ? Call.getResultType()
                  : HasPlace ? Lock.oldIrql()->getType()->getPointeeType()
                             : QualType();
  if (Type.isNull() || !Type->isIntegerType())
    Type = C.getASTContext().UnsignedCharTy;
  const LockSite *Site = siteOf(Lock, Slot.getAsRegion(), C);
  sp_event Event = {};
  Event.kind = Lock.kind();
  Event.context = namingObject(Lock, State, C);
  Event.site = reinterpret_cast<sp_value>(Site);
  if (Lock.tries() && !Status.isUnknownOrUndef()) {
    Event.status = handleOf(State, Status); // not 0 if it failed
    SValBuilder &Builder = C.getSValBuilder();
    const SVal Taken = Builder.evalBinOp(State, BO_EQ, Status,
                                         Builder.makeZeroVal(Call.getResultType()),
                                         Call.getResultType());
    State = State->BindExpr(Lock.Call, C.getLocationContext(), Taken);
  }
  SVal Saved = UnknownVal();
  if (Lock.saves()) {
    Saved = compat::conjure(C, Call, Type, &SavedIrqlTag);
    Event.irql = handleOf(State, Saved);
  }
  PathValues Values(State, Current.EntryPoint);
  sp_questions Ask = Values.questions();
  const LockVector Before = locksOf(State);
  sp_verdict Verdict = updateLocks(State, [&](sp_lockset &Set) {
    return sp_lockset_acquire(&Set, &Event, &Ask);
  });
  noteDoubts(Verdict, Event, Site, Before, State);
  if (Lock.returnsIrql())
    State = State->BindExpr(Lock.Call, C.getLocationContext(), Saved);
  else if (auto Where = Slot.getAs<Loc>())
    State = afterWrite(State, *Where, Saved, Lock.Call, C);
  State = notNull(State, {C.getSVal(Lock.lockPointer()), Slot});
  conclude(Verdict, Site, Values.differences(), State, C);
}

/// What the handle of a release holds.
static SVal irqlOfHandle(const LockCall &Lock, CheckerContext &C) {
  auto Where = irqlInHandle(Lock, C.getState(), C).getAs<Loc>();
  return Where ? C.getState()->getSVal(*Where, Lock.Irql->getType())
               : SVal(UnknownVal());
}

/// What a release gives back. DISPATCH_LEVEL is right for whoever took the lock
/// there.
static SVal givenBack(const LockCall &Lock, CheckerContext &C) {
  if (!Lock.saves())
    return UnknownVal();
  if (Lock.hasHandle())
    return irqlOfHandle(Lock, C);
  constexpr unsigned DispatchLevel = 2;
  SVal Irql = C.getSVal(Lock.oldIrql());
  const llvm::APSInt *Number =
      Irql.isUnknownOrUndef()
          ? nullptr
          : C.getSValBuilder().getKnownValue(C.getState(), Irql);
  return Number && *Number == DispatchLevel ? SVal(UnknownVal()) : Irql;
}

void MsiLockChecker::giveBack(const sp_event &Event, const LockSite *Site,
                              ProgramStateRef State, CheckerContext &C) const {
  PathValues Values(State, Current.EntryPoint);
  sp_questions Ask = Values.questions();
  const LockVector Before = locksOf(State);
  sp_verdict Verdict = updateLocks(State, [&](sp_lockset &Set) {
    return sp_lockset_release(&Set, &Event, &Ask);
  });
  noteDoubts(Verdict, Event, Site, Before, State);
  noteReleases(State, Site);
  if (Verdict.lock.flags & SP_LOCK_OUTRUN)
    Outrun.Released.insert(LockSite::of(Verdict.lock.acquired_at));
  conclude(Verdict, Site, Values.differences(), State, C);
}

void MsiLockChecker::releasePointed(const LockCall &Lock, const CallEvent &Call,
                                    CheckerContext &C) const {
  const SVal Irql = givenBack(Lock, C);
  SVal Status = UnknownVal();
  Escaping = true;
  ProgramStateRef State = returned(Lock, Call, C, Status);
  Escaping = false;
  const LockSite *Site = siteOf(Lock, nullptr, C);
  sp_event Event = {};
  Event.kind = Lock.kind();
  Event.context = namingObject(Lock, State, C);
  Event.site = reinterpret_cast<sp_value>(Site);
  if (Lock.saves())
    Event.irql = handleOf(State, Irql);
  giveBack(Event, Site, State, C);
}

void MsiLockChecker::acquire(const LockCall &Lock, const CallEvent &Call,
                             CheckerContext &C) const {
  if (Lock.hasPointer())
    return acquirePointed(Lock, Call, C);
  SVal Slot = Lock.isSpin()         ? irqlInHandle(Lock, C.getState(), C)
              : Lock.pointsToIrql() ? C.getSVal(Lock.oldIrql())
                                    : SVal(UnknownVal());
  const SVal Adapter = C.getSVal(Lock.adapter());
  if (isNullByGuard(Lock.adapter(), Lock.Call, C) ||
      isNullByGuard(Lock.oldIrql(), Lock.Call, C)) {
    C.addTransition(doubtPath(unseen(Call, C)));
    return;
  }
  SVal Status = UnknownVal();
  Escaping = true;
  ProgramStateRef State = returned(Lock, Call, C, Status);
  Escaping = false;

  const bool Returned = !Lock.isSpin() && !Lock.pointsToIrql();
  QualType Type = Lock.isSpin() ? Lock.Irql->getType()
                  : Returned    ? Call.getResultType()
                                : Lock.oldIrql()->getType()->getPointeeType();
  if (Type.isNull() || !Type->isIntegerType())
    Type = C.getASTContext().UnsignedIntTy;
  SVal Saved = compat::conjure(C, Call, Type, &SavedIrqlTag);
  const LockSite *Site = siteOf(Lock, Slot.getAsRegion(), C);
  SVal Message = C.getSVal(Lock.message());
  sp_event Event = {handleOf(State, C.getSVal(Lock.adapter())),
                    handleOf(State, Message),
                    handleOf(State, Saved),
                    handleOf(State, Slot),
                    Status.isUnknown() ? 0 : handleOf(State, Status),
                    reinterpret_cast<sp_value>(Site),
                    isForbidden(C, Lock.isSpin()),
                    SP_KIND_MESSAGE,
                    0};
  if (Lock.isSpin()) {
    Event.kind = kindOf(State, Message);
    Event.context = handleOf(State, C.getSVal(Lock.lockContext()));
    SVal Which = compat::fieldOf(State, Lock.Which, C.getSVal(Lock.oldIrql()));
    if (auto Where = Which.getAs<Loc>())
      State = afterWrite(State, *Where, Message, Lock.Call, C);
  }
  PathValues Values(State, Current.EntryPoint);
  sp_questions Ask = Values.questions();
  const LockVector Before = locksOf(State);
  sp_verdict Verdict = updateLocks(State, [&](sp_lockset &Set) {
    return sp_lockset_acquire(&Set, &Event, &Ask);
  });
  noteDoubts(Verdict, Event, Site, Before, State);
  if (Returned)
    State = State->BindExpr(Lock.Call, C.getLocationContext(), Saved);
  else if (Verdict.rule != SP_RULE_NULL_ARGUMENT) {
    if (auto Where = Slot.getAs<Loc>())
      State = afterWrite(State, *Where, Saved, Lock.Call, C);
    State = notNull(State, {Adapter, C.getSVal(Lock.oldIrql())});
  }
  conclude(Verdict, Site, Values.differences(), State, C);
}

void MsiLockChecker::release(const LockCall &Lock, const CallEvent &Call,
                             CheckerContext &C) const {
  if (Lock.hasPointer())
    return releasePointed(Lock, Call, C);
  if (isNullByGuard(Lock.adapter(), Lock.Call, C)) {
    C.addTransition(doubtPath(unseen(Call, C)));
    return;
  }
  SVal Status = UnknownVal(), Irql = C.getSVal(Lock.oldIrql());
  if (Lock.isSpin()) {
    Irql = irqlOfHandle(Lock, C);
  } else if (auto Where = Irql.getAs<Loc>(); Where && Lock.pointsToIrql()) {
    Irql = C.getState()->getSVal(*Where,
                                 Lock.oldIrql()->getType()->getPointeeType());
  }
  Escaping = true;
  ProgramStateRef State = returned(Lock, Call, C, Status);
  Escaping = false;
  const LockSite *Site = siteOf(Lock, nullptr, C);
  sp_event Event = {};
  Event.adapter = handleOf(State, C.getSVal(Lock.adapter()));
  Event.site = reinterpret_cast<sp_value>(Site);
  Event.irql = handleOf(State, Irql);
  if (Lock.isSpin())
    Event.kind = SP_KIND_SPIN;
  else
    Event.message = handleOf(State, C.getSVal(Lock.message()));
  giveBack(Event, Site, State, C);
}

/// \p E as the function would write it that exploring began with.
static std::string asRootWrites(const LockSite *Site, const Expr *E,
                                ASTContext &Context) {
  const LocationContext *Owner = Site->Frame;
  while (Owner->getParent())
    Owner = Owner->getParent();
  return sourceText(asWrittenBy(Owner->getStackFrame(), Site->Frame, E),
                    Context);
}

/// How a lock is called where two are told of.
static std::string nameOfLock(const LockSite *Site, ASTContext &Context) {
  if (!Site)
    return "the lock that the port driver holds";
  if (Site->Other && llvm::StringRef(Site->Other->Message).contains('?'))
    return "the lock taken " + Site->Other->Where;
  if (Site->Other)
    return "'" + Site->Other->Message + "'";
  if (Site->Call.hasPointer()) {
    auto Text = [&](const Expr *E) { return asRootWrites(Site, E, Context); };
    return "'" +
           (Site->Call.Routine->message == SP_NO_ARGUMENT
                ? pointeeText(Site->Call.oldIrql(), Text)
                : pointedLock(Site->Call, Text)) +
           "'";
  }
  if (!Site->Call.isSpin())
    return "'" + asRootWrites(Site, Site->Call.message(), Context) + "'";
  return "'" +
         spinLockName(Site->Call,
                      [&](const Expr *E) { return sourceText(E, Context); }) +
         "'";
}

/// " of 'adapter'", for locks that are called alike; "" where none is known.
static std::string adapterOfLock(const LockSite *Site, ASTContext &Context) {
  if (!Site || (!Site->Other && Site->Call.hasPointer()))
    return "";
  std::string Adapter = Site->Other ? Site->Other->Adapter
                                    : asRootWrites(Site, Site->Call.adapter(),
                                                   Context);
  return Adapter.empty() ? "" : " of '" + Adapter + "'";
}

void MsiLockChecker::noteDoubts(const sp_verdict &Verdict,
                                const sp_event &Event, const LockSite *Here,
                                const LockVector &Before,
                                ProgramStateRef State) const {
  const bool IsPointed = sp_kind_has_pointer(Event.kind);
  if ((Event.kind != SP_KIND_MESSAGE && !(IsPointed && Event.context)) ||
      Verdict.outcome == SP_WRONG || Doubts.size() >= MostDoubts)
    return;
  const bool Acquires =
      Here->Other ? Here->Other->Acquires : Here->Call.isAcquire();
  if (!Acquires && Verdict.outcome == SP_FINE)
    return;
  ASTContext &Context = State->getStateManager().getContext();
  PathValues Values(State, Current.EntryPoint);
  bool Any = false, IsSilent = false;
  for (const sp_lock &Lock : Before) {
    if (Lock.phase != SP_HELD ||
        sp_family_of(Lock.kind) != sp_family_of(Event.kind))
      continue;
    if (Lock.flags & (SP_LOCK_UNCERTAIN | SP_LOCK_SETTLED | SP_LOCK_OUTRUN)) {
      IsSilent = true;
      continue;
    }
    if (IsPointed ? Values.surelyOtherObject(valueOf(Lock.context),
                                             valueOf(Event.context))
                  : Values.surelyDiffer(valueOf(Lock.message),
                                        valueOf(Event.message)) ||
                        Values.surelyDiffer(valueOf(Lock.adapter),
                                            valueOf(Event.adapter)))
      continue;
    const LockSite *Held = LockSite::of(Lock.acquired_at);
    std::string First = nameOfLock(Here, Context),
                Second = nameOfLock(Held, Context);
    if (First == Second) {
      if (!Acquires)
        continue; // said below
      First += adapterOfLock(Here, Context);
      Second += adapterOfLock(Held, Context);
    }
    const std::string Pair = First + " and " + Second;
    Any = true;
    const bool Same =
        IsPointed ? Values.sameAdapter(valueOf(Lock.context),
                                       valueOf(Event.context)) == SP_YES
                  : Values.sameMessage(valueOf(Lock.message),
                                       valueOf(Event.message)) == SP_YES &&
                        Values.sameAdapter(valueOf(Lock.adapter),
                                           valueOf(Event.adapter)) == SP_YES;
    Doubts.insert("whether " + Pair +
                  (Same ? " have the same saved IRQL cannot be told"
                        : " name the same lock cannot be told"));
  }
  if (!Any && !Acquires && !IsSilent)
    Doubts.insert("whether the lock of " + nameOfLock(Here, Context) +
                  " is held, and with this saved IRQL, cannot be told");
}

void MsiLockChecker::noteHandedOver(ProgramStateRef State) const {
  for (const sp_lock &Lock : locksOf(State))
    HandsLocks |= Lock.phase == SP_HELD ? !(Lock.flags & SP_LOCK_LENT)
                                        : Lock.acquired_at == 0;
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
  if (Verdict.outcome != SP_WRONG)
    return;
  auto &Site = RoutineSites[{Expr, C.getStackFrame()}];
  if (!Site)
    Site.reset(new LockSite{LockCall{Use.Row, Expr, 0}, C.getStackFrame(),
                            nullptr, Use});
  conclude(Verdict, Site.get(), Values.differences(), State, C);
}

//===----------------------------------------------------------------------===//
// Functions of other files
//===----------------------------------------------------------------------===//

/// Where the effect happens, and by way of which functions.
static std::string whereIs(const sp_summary_effect &Effect) {
  const Plan &Plan = *currentPlan();
  auto place = [&](const sp_trail_call &Call) {
    const sp_function *Function = sp_program_get(Plan.Program, Call.function);
    return std::string("'") + Function->shown + "' (" +
           Plan.PlaceOf(Function, Call.line) + ")";
  };
  llvm::ArrayRef<sp_trail_call> Trail(Effect.trail, Effect.trail_count);
  std::string Where = "in " + place(Trail.back());
  const char *Before = ", by way of ";
  for (const sp_trail_call &Call : Trail.drop_back()) {
    Where += Before + place(Call);
    Before = ", ";
  }
  return Where;
}

/// The step of \p Function at \p Line that a trail comes by; null if it is not
/// there any more.
static const sp_step *stepAt(const sp_function *Function, uint32_t Line,
                             llvm::function_ref<bool(const sp_step &)> Fits) {
  for (const sp_block &Block :
       llvm::ArrayRef<sp_block>(Function->blocks, Function->block_count))
    for (const sp_step &Step :
         llvm::ArrayRef<sp_step>(Block.steps, Block.step_count))
      if (Step.line == Line && Fits(Step))
        return &Step;
  return nullptr;
}

/// The lock or routine step where the trail ends.
static const sp_step *stepAtEnd(const sp_summary_effect &Effect) {
  const sp_trail_call &End = Effect.trail[Effect.trail_count - 1];
  return stepAt(sp_program_get(currentPlan()->Program, End.function), End.line,
                [&](const sp_step &Step) {
                  if (Effect.kind == SP_CALLS_ROUTINE)
                    return Step.kind == SP_ROUTINE;
                  return Step.kind == (Effect.kind == SP_GIVES_BACK
                                           ? SP_RELEASE
                                           : SP_ACQUIRE);
                });
}

/// The calls on the way to the effect, each a step for the reader. The lines
/// count from where the function begins, as functions move.
static std::string stepsTo(const sp_summary_effect &Effect) {
  const Plan &Plan = *currentPlan();
  llvm::ArrayRef<sp_trail_call> Trail(Effect.trail, Effect.trail_count);
  std::string Result;
  for (size_t I = 0; I < Trail.size(); ++I) {
    const sp_function *Function =
        sp_program_get(Plan.Program, Trail[I].function);
    const bool IsLast = I + 1 == Trail.size();
    const sp_step *Step =
        IsLast ? stepAtEnd(Effect)
               : stepAt(Function, Trail[I].line, [](const sp_step &Step) {
                   return Step.kind == SP_CALL;
                 });
    std::string Text;
    if (!IsLast)
      Text = std::string("Calling '") +
             sp_program_get(Plan.Program, Trail[I + 1].function)->shown + "'";
    else if (Effect.kind == SP_CALLS_ROUTINE)
      Text = std::string(sp_program_data(Plan.Program, Effect.adapter)->name) +
             " is called here";
    else
      Text = Effect.kind == SP_GIVES_BACK ? "The lock is given back here"
                                          : "The lock is taken here";
    Result += StepMark + std::string(Function->name) + PartMark +
              std::to_string(int64_t(Trail[I].line) - Function->where.line) +
              PartMark + std::to_string(Step ? Step->column : 0) + PartMark +
              Text;
  }
  return Result;
}

/// What \p Reader calls the message of \p Effect; a number by the name that it
/// has where the lock is taken or given back.
static std::string messageOf(const sp_summary_effect &Effect,
                             const SummaryReader &Reader) {
  const sp_program *Program = currentPlan()->Program;
  const sp_node_data *Data = Effect.message == SP_NO_NODE
                                 ? nullptr
                                 : sp_program_data(Program, Effect.message);
  const sp_step *Step =
      Data && Data->kind == SP_INT ? stepAtEnd(Effect) : nullptr;
  if (Step && Step->text && *Step->text &&
      Step->arguments[1] == Effect.message)
    return Step->text;
  return Reader.text(Effect.message);
}

/// The STOR_SPINLOCK that the routine takes where the trail ends; -1 if none,
/// or if that does not show.
static int64_t takenAtEnd(const sp_program *Program,
                          const sp_summary_effect &Effect) {
  const sp_trail_call &End = Effect.trail[Effect.trail_count - 1];
  const sp_function *Function = sp_program_get(Program, End.function);
  std::set<int64_t> Taken;
  for (const sp_block &Block :
       llvm::ArrayRef<sp_block>(Function->blocks, Function->block_count)) {
    const sp_step *Routine = nullptr;
    for (const sp_step &Step :
         llvm::ArrayRef<sp_step>(Block.steps, Block.step_count)) {
      if (Step.kind == SP_ROUTINE && Step.line == End.line)
        Routine = &Step;
      if (Step.kind != SP_ACQUIRE || !Routine || Step.line != Routine->line ||
          Step.column != Routine->column)
        continue;
      const sp_node_data *Lock = sp_program_data(Program, Step.arguments[1]);
      if (Lock->kind != SP_OP || Lock->op != SP_SPIN)
        continue;
      const sp_node_data *Which = sp_program_data(Program, Lock->a);
      Taken.insert(Which->kind == SP_INT ? Which->number : -1);
    }
  }
  return Taken.size() == 1 ? *Taken.begin() : -1;
}

bool MsiLockChecker::applySummary(const CallEvent &Call,
                                  CheckerContext &C) const {
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (!(isRelevantElsewhere(Callee) || isRestrictedElsewhere(Callee)) ||
      !isa_and_nonnull<CallExpr>(Call.getOriginExpr()) ||
      (!mindsTouches(C) && !isHelperElsewhere(Callee)))
    return false;
  return applyWays(elsewhere(Callee), Call, C);
}

bool MsiLockChecker::applyWays(size_t Function, const CallEvent &Call,
                               CheckerContext &C) const {
  size_t Count = 0;
  sp_extent Extent = SP_SOME;
  const sp_way *Ways =
      sp_proofs_ways(currentPlan()->Proofs, Function, &Count, &Extent);
  if (Extent == SP_SOME && !mindsTouches(C))
    return false; // all that it does is its own business
  bool Applied = false;
  AllWays = Extent == SP_ALL;
  for (size_t I = 0; I < Count; ++I)
    Applied |= applyWay(Ways[I], I, Call, C);
  AllWays = false;
  if (Extent == SP_SOME && Applied)
    applyWay(sp_way(), Count, Call, C);
  if (Extent != SP_ALL && Applied && mindsTouches(C))
    NotEntered.insert(cast<FunctionDecl>(Call.getDecl()));
  return Applied || (Extent != SP_SOME && Count);
}

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

/// \p After with those variables of the caller as they were \p Before that the
/// call is given pointers to, and that are no structures.
static ProgramStateRef withLocals(ProgramStateRef After, ProgramStateRef Before,
                                  const CallEvent &Call) {
  for (unsigned I = 0; I < Call.getNumArgs(); ++I) {
    const MemRegion *Given = Call.getArgSVal(I).getAsRegion();
    const auto *Cell =
        dyn_cast_or_null<TypedValueRegion>(Given ? Given->StripCasts() : Given);
    if (!Cell || !isa<VarRegion, ElementRegion>(Cell) ||
        !Cell->getValueType()->isScalarType() ||
        !compat::stackFrameOf(Cell->getBaseRegion(), Before))
      continue;
    SVal Old = Before->getSVal(Cell);
    if (!Old.isUnknown())
      After = After->bindLoc(loc::MemRegionVal(Cell), Old,
                             Call.getLocationContext(),
                             /*notifyChanges=*/false);
  }
  return After;
}

ProgramStateRef MsiLockChecker::assumeFacts(const sp_summary_fact *List,
                                            size_t Count, const CallEvent &Call,
                                            ProgramStateRef State) const {
  for (size_t I = 0; State && I < Count; ++I) {
    SummaryReader Reader(currentPlan()->Program, Call, State, Facts);
    auto Condition =
        canonical(State, Reader.value(List[I].condition)).getAs<DefinedSVal>();
    if (Condition)
      State = State->assume(*Condition, List[I].holds);
  }
  // An earlier call may have left the memory that they are about as it was.
  return State ? settleStable(State) : nullptr;
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
           (sp_kind_has_pointer(Lock.kind) && sp_kind_has_pointer(Named.kind)
                ? !Values.surelyOtherObject(valueOf(Lock.context),
                                            valueOf(Named.context))
            : Lock.kind == SP_KIND_MESSAGE && Named.kind == SP_KIND_MESSAGE
                ? !Values.surelyDiffer(valueOf(Lock.message),
                                       valueOf(Named.message))
                : mayClash(Lock.kind, Named.kind));
  });
}

/// Is the call one of a member function of an object on the stack?
static bool isObjectLocal(const CallEvent &Call, CheckerContext &C) {
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

bool MsiLockChecker::skipProved(const CallEvent &Call,
                                CheckerContext &C) const {
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  size_t Function = Callee && Callee->hasBody() ? inPlan(Callee) : SIZE_MAX;
  if (Function == SIZE_MAX || !Call.getOriginExpr())
    return false;
  const Plan &Plan = *currentPlan();
  // In this unit, or by way of others.
  if (!Facts.isLockRelevant(Callee) &&
      !sp_program_is_relevant(Plan.Program, Function))
    return false;
  const sp_proof *Proof = sp_proofs_get(Plan.Proofs, Function);
  const bool Open = Proof->kind == SP_PROOF_OPEN;
  if (tellsCaller(Call, C) || Open || Proof->is_helper ||
      Plan.IsOpen(Function) || Plan.IsUncertain(Function))
    return false;
  size_t Count = 0;
  const sp_touch *Touches = sp_proofs_touches(Plan.Proofs, Function, &Count);
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

bool MsiLockChecker::applyWay(const sp_way &Way, unsigned Number,
                              const CallEvent &Call, CheckerContext &C) const {
  ProgramStateRef Before =
      assumeFacts(Way.facts, Way.fact_count, Call, C.getState());
  if (!Before)
    return false;

  SummaryReader Reader(currentPlan()->Program, Call, Before, Facts);
  // Nobody knows whether the path can go this way.
  for (size_t I = 0; I < Way.fact_count; ++I)
    if (Reader.value(Way.facts[I].condition).isUnknown())
      Before = doubtPath(Before);
  // What says which lock it is must be known again after the call.
  for (size_t I = 0; I < Way.effect_count; ++I)
    for (sp_node Node : {Way.effects[I].adapter, Way.effects[I].message})
      Reader.value(Node);
  for (const MemRegion *Cell : Reader.cells())
    Before = noteUse(Before, Cell);
  Applying = true;
  ProgramStateRef State =
      Call.cloneWithState(Before)->invalidateRegions(C.blockCount(), Before);
  Applying = false;
  if (!Way.changes_cells)
    State = withLocals(State, Before, Call);
  // What the acquires of the way saved and returned, by number from 1.
  llvm::SmallVector<SVal, 4> Saved(Way.effect_count + 1, UnknownVal()),
      Status(Saved);
  const Finding *Wrong = nullptr;
  // What is given back again comes first: nobody tells when it was taken.
  llvm::SmallVector<size_t, 4> Order;
  for (bool GivenBack : {true, false})
    for (size_t I = 0; I < Way.effect_count; ++I)
      if ((Way.effects[I].kind == SP_TAKES_AND_GIVES_BACK) == GivenBack)
        Order.push_back(I);
  for (size_t I : Order) {
    if (Wrong)
      break;
    const sp_summary_effect &Effect = Way.effects[I];
    auto &Slot =
        SitesElsewhere[{Call.getOriginExpr(), C.getStackFrame(), Number, I}];
    if (!Slot) {
      Slot = std::make_unique<LockSite>();
      Slot->Call.Call = cast<CallExpr>(Call.getOriginExpr());
      Slot->Frame = C.getStackFrame();
      Slot->Slot = nullptr;
      Slot->Other = std::make_unique<Elsewhere>();
      Slot->Other->Acquires = Effect.kind != SP_GIVES_BACK;
      sp_event Named = {};
      if (Effect.kind != SP_CALLS_ROUTINE)
        Reader.nameLock(Effect.message, Named);
      Slot->Other->Kind = Named.kind;
      Slot->Other->Adapter = Reader.text(Effect.adapter);
      Slot->Other->Message = messageOf(Effect, Reader);
      Slot->Other->Irql = Reader.text(Effect.irql.node);
      Slot->Other->Where = whereIs(Effect);
      if (currentPlan()->TellsSteps)
        Slot->Other->Steps = stepsTo(Effect);
    }
    const LockSite *Site = Slot.get();
    PathValues Values(State, Current.EntryPoint);
    sp_questions Ask = Values.questions();
    sp_event Event = {};
    Event.adapter = handleOf(State, Reader.value(Effect.adapter));
    Event.site = reinterpret_cast<sp_value>(Site);
    Reader.nameLock(Effect.message, Event);
    sp_verdict Verdict = {};
    const LockVector Old = locksOf(State);
    if (Effect.kind == SP_CALLS_ROUTINE) {
      const char *Name =
          sp_program_data(currentPlan()->Program, Effect.adapter)->name;
      const sp_routine *Row = sp_routine_find(Name);
      Slot->Use.SpinLock = SP_INTERRUPT_LOCK;
      Slot->Use.setRow(Row ? Row : sp_routine_added(Name));
      Slot->Use.SpinLock = takenAtEnd(currentPlan()->Program, Effect);
      if (Slot->Use)
        Verdict = updateLocks(State, [&](sp_lockset &Set) {
          const sp_ruling Ruling = Slot->Use.ruling();
          return sp_lockset_call(&Set, &Ruling, &Ask);
        });
    } else if (Effect.kind == SP_GIVES_BACK) {
      Event.irql = handleOf(State, Reader.value(Effect.irql.node));
      Verdict = updateLocks(State, [&](sp_lockset &Set) {
        return sp_lockset_release(&Set, &Event, &Ask);
      });
      noteReleases(State, Site);
    } else {
      Saved[I + 1] = compat::conjure(C, Call, C.getASTContext().UnsignedIntTy,
                                     &SavedIrqlTag, static_cast<unsigned>(I));
      Status[I + 1] = compat::conjure(C, Call, C.getASTContext().UnsignedIntTy,
                                      &StatusTag, static_cast<unsigned>(I + 1));
      Event.irql = handleOf(State, Saved[I + 1]);
      if (Effect.kind == SP_TAKES)
        Event.status = handleOf(State, Status[I + 1]);
      Event.forbidden = Way.fact_count == 0 &&
                        !sp_kind_has_pointer(Event.kind) &&
                        isForbidden(C, Site->isSpin());
      // Where it is put is the callee's business.
      Event.slot = handleOf(State, SVal(UnknownVal()));
      Verdict = updateLocks(State, [&](sp_lockset &Set) {
        return sp_lockset_acquire(&Set, &Event, &Ask);
      });
      if (Effect.kind == SP_TAKES_AND_GIVES_BACK && Verdict.outcome != SP_WRONG)
        State = setLocks(State, Old);
    }
    if (Effect.kind != SP_CALLS_ROUTINE)
      noteDoubts(Verdict, Event, Site, Old, State);
    noteUnclear(Verdict, Call.getOriginExpr(), State);
    if (isToBeReported(Verdict, State, C)) {
      Findings.push_back(std::make_unique<Finding>(
          Finding{Verdict, Site, ownerOf(Verdict, Site), Values.differences(),
                  Current.Callback}));
      Wrong = Findings.back().get();
    }
  }

  auto Result = [&](const sp_summary_value &Value) {
    if (Value.saved_by && Value.saved_by < Saved.size())
      return Saved[Value.saved_by];
    if (Value.status_of && Value.status_of < Status.size())
      return Status[Value.status_of];
    return Reader.value(Value.node);
  };
  for (size_t I = 0; I < Way.store_count; ++I)
    if (auto Where = Reader.location(Way.stores[I].place).getAs<Loc>()) {
      SVal Value = Result(Way.stores[I].value);
      if (!Value.isUnknownOrUndef())
        State = State->bindLoc(*Where, Value, C.getLocationContext());
    }
  if (!Call.getResultType()->isVoidType()) {
    SVal Value = Result(Way.result);
    if (Value.isUnknownOrUndef())
      Value = compat::conjure(C, Call, Call.getResultType(), &UntoldTag);
    State =
        State->BindExpr(Call.getOriginExpr(), C.getLocationContext(), Value);
  }
  if (Wrong)
    reportHere(*Wrong, State, C);
  else
    C.addTransition(State);
  return true;
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
  Ending End = {Frame, Result, C.inTopFrame() && rootOf(Frame).EntryPoint};

  llvm::SmallVector<sp_verdict, 2> Wrongs;
  updateLocks(State, [&](sp_lockset &Set) {
    PathValues Values(State, End.IsEntryPoint, &End);
    sp_questions Ask = Values.questions();
    for (size_t I = 0; I < Set.count; ++I) {
      const LockSite *Site = LockSite::of(Set.locks[I].acquired_at);
      if (!Site || (Site->Frame != Frame && !Frame->isParentOf(Site->Frame)))
        continue; // the caller's lock
      sp_verdict Verdict = sp_lockset_leave(&Set, I, &Ask);
      noteUnclear(Verdict, Site->Call.Call, State);
      if (Verdict.outcome == SP_WRONG && !isDoubted(State))
        Wrongs.push_back(Verdict);
      else if (Verdict.outcome == SP_WRONG)
        Doubts.insert(
            "whether a path can be taken that ends with the lock of " +
            nameOfLock(Site, C.getASTContext()) + " held cannot be told");
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
  ExplodedNode *Node = C.generateNonFatalErrorNode(State);
  if (!Node)
    return;
  for (const sp_verdict &Wrong : Wrongs) {
    Findings.push_back(std::make_unique<Finding>(
        Finding{Wrong, nullptr, Frame, {}, Current.Callback}));
    Leaks.push_back({Findings.back().get(), Node});
  }
}

//===----------------------------------------------------------------------===//
// Reports
//===----------------------------------------------------------------------===//

void MsiLockChecker::noteUnclear(const sp_verdict &Verdict, const Stmt *Place,
                                 ProgramStateRef State) const {
  if (Verdict.outcome == SP_UNCLEAR ||
      (Verdict.outcome == SP_WRONG && isDoubted(State)))
    Unclear.insert(Place);
}

bool MsiLockChecker::isToBeReported(const sp_verdict &Verdict,
                                    ProgramStateRef State,
                                    CheckerContext &C) const {
  if (Verdict.outcome != SP_WRONG || !Types[Verdict.rule])
    return false;
  if (isDoubted(State)) {
    Doubts.insert("whether a path can be taken on which a lock is used wrongly "
                  "cannot be told");
    return false;
  }
  return Verdict.lock.phase != SP_FAILED ||
         isStatusTested(*LockSite::of(Verdict.lock.acquired_at),
                        C.getPredecessor());
}

void MsiLockChecker::conclude(const sp_verdict &Verdict, const LockSite *Here,
                              const Differences &Differ, ProgramStateRef State,
                              CheckerContext &C) const {
  noteUnclear(Verdict, Here->Call.Call, State);
  if (!isToBeReported(Verdict, State, C)) {
    C.addTransition(State);
    return;
  }
  Findings.push_back(std::make_unique<Finding>(Finding{
      Verdict, Here, ownerOf(Verdict, Here), Differ, Current.Callback}));
  reportHere(*Findings.back(), State, C);
}

/// As if each function between \p Node and the frame of \p Owner returned at
/// once. What is wrong has happened, whatever they do next; and to follow them
/// back may cost more steps than there are.
static ExplodedNode *returnTo(const StackFrameContext *Owner,
                              ExplodedNode *Node, CheckerContext &C) {
  ExplodedGraph &Graph = C.getStateManager().getOwningEngine().getGraph();
  ProgramStateRef State = Node->getState();
  auto Follow = [&](const ProgramPoint &Point, bool IsSink) {
    bool IsNew = false;
    ExplodedNode *Next =
        Graph.getNode(Point.withTag(hasHappened()), State, IsSink, &IsNew);
    if (IsNew)
      Next->addPredecessor(Node, Graph);
    Node = Next;
    return IsNew;
  };
  const StackFrameContext *Frame = C.getStackFrame();
  while (Frame != Owner) {
    CallEventRef<> Call =
        C.getStateManager().getCallEventManager().getCaller(Frame, State);
    if (!Follow(CallExitBegin(Frame, nullptr), false) ||
        !Follow(CallExitEnd(Frame, Frame->getParent()), false))
      return nullptr;
    Frame = Frame->getParent()->getStackFrame();
    if (Frame == Owner &&
        !Follow(Call->getProgramPoint(/*IsPreVisit=*/false), true))
      return nullptr;
  }
  return Node;
}

void MsiLockChecker::reportHere(const Finding &Found, ProgramStateRef State,
                                CheckerContext &C) const {
  const StackFrameContext *Frame = C.getStackFrame();
  if (Found.Owner == Frame) {
    if (ExplodedNode *Node = C.generateNonFatalErrorNode(State))
      report(Found, Node, C.getBugReporter());
    return;
  }
  assert(Found.Owner->isParentOf(Frame) && "owned by who is on the stack");
  if (ExplodedNode *Node = C.addTransition(State, hasHappened()))
    if (ExplodedNode *Back = returnTo(Found.Owner, Node, C))
      report(Found, Back, C.getBugReporter());
}

/// Notes what the call at \p Here has just released.
void MsiLockChecker::noteReleases(ProgramStateRef State,
                                  const LockSite *Here) const {
  for (const sp_lock &Lock : locksOf(State))
    if (Lock.phase == SP_RELEASED && LockSite::of(Lock.released_at) == Here)
      Released[LockSite::of(Lock.acquired_at)].insert(Here);
}

/// Reports each way out of a function with a lock that should be released.
void MsiLockChecker::reportLeaks(BugReporter &Reporter) const {
  using Key = std::pair<const StackFrameContext *, const LockSite *>;
  std::vector<Key> Order;
  std::map<Key, std::vector<const Leak *>> Groups;
  for (const Leak &Each : Leaks) {
    const Key Of = {Each.Found->Owner,
                    LockSite::of(Each.Found->Verdict.lock.acquired_at)};
    auto [Group, IsNew] = Groups.try_emplace(Of);
    if (IsNew)
      Order.push_back(Of);
    Group->second.push_back(&Each);
  }
  for (const Key &Of : Order) {
    std::vector<ExplodedNode *> Ends;
    for (const Leak *Each : Groups[Of])
      Ends.push_back(Each->End);
    const std::vector<WayAndNodes> Ways =
        waysOut(Ends, Of.first, Of.second, Released);
    for (const WayAndNodes &Each : Ways) {
      const bool IsOnly = llvm::count_if(Ways, [&](const WayAndNodes &Other) {
                            return Other.Way.Return == Each.Way.Return;
                          }) == 1;
      const PlacedWay Way = {Each.Way, IsOnly};
      bool AnyCanHappen = false;
      for (ExplodedNode *Node : IsOnly ? Each.Exits : Each.Nodes)
        AnyCanHappen |= report(*Groups[Of][0]->Found, Node, Reporter, &Way);
      if (!AnyCanHappen && Each.AnyLeftOut)
        Doubts.insert("whether a path can be taken that ends with the lock of " +
                      nameOfLock(Of.second, Of.first->getAnalysisDeclContext()
                                                ->getASTContext()) +
                      " held cannot be told");
    }
  }
  Leaks.clear();
}

bool MsiLockChecker::report(const Finding &Found, ExplodedNode *Node,
                            BugReporter &Reporter, const PlacedWay *Way) const {
  const sp_verdict &Verdict = Found.Verdict;
  if (!Types[Verdict.rule])
    return true;
  const LockSite *First = LockSite::of(Verdict.lock.acquired_at);
  const bool IsUse = Found.Here && Found.Here->Use;
  const sp_rule Rule = IsUse && Verdict.rule == SP_RULE_SPIN_LOCK_ORDER
                           ? SP_RULE_LOCK_ORDER
                           : sp_rule_of_message(Verdict.rule);
  auto Key =
      std::make_tuple(Rule,
                      // A routine may be called under none of them.
                      First && !IsUse ? callIn(Found.Owner, *First) : nullptr,
                      Found.Here ? callIn(Found.Owner, *Found.Here) : nullptr);
  const Sentence Said = sentenceOf(Found, Node);
  auto Earlier = Reported.find(Key);
  if (Earlier != Reported.end() && Earlier->second.first != Current.Function)
    return true;
  // The first path that can happen is enough; that of others is looked at only
  // where it is to be shown.
  const bool IsShown = Shown.count({Key, Said}) != 0;
  if (!IsShown && !isFeasible(Node, Found.Differ))
    return false;
  Shown.insert({Key, Said});
  if (sp_rule_of_message(Verdict.rule) == SP_RULE_LEAK)
    Outrun.Leaked.insert(First);
  auto Entry =
      Reported.try_emplace(Key, std::make_pair(Current.Function, Said)).first;
  if (Said < Entry->second.second)
    Entry->second.second = Said;
  Reporter.emitReport(makeReport(*Types[Verdict.rule], Found, Outrun, Said,
                                 Entry->second.second, Node,
                                 /*IsFeasible=*/!IsShown,
                                 Reporter.getSourceManager(), Way));
  // Another path may have the lock of a message there, which is told of first;
  // but not every way to the call is worth following for that.
  constexpr unsigned Enough = 8;
  const bool MayBeOther = IsUse && Said.IsSpin && ++TimesShown[Key] < Enough;
  if (Found.Here && Found.Owner->inTopFrame() && !MayBeOther)
    Wanted.found(callIn(Found.Owner, *Found.Here));
  return true;
}

/// Is it known by its declaration, or by the type of the pointer, that the call
/// does not return?
static bool neverReturns(const CallEvent &Call) {
  if (const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl()))
    if (Callee->isNoReturn() || Callee->hasAttr<AnalyzerNoReturnAttr>())
      return true;
  const auto *Expr = dyn_cast_or_null<CallExpr>(Call.getOriginExpr());
  return Expr && getFunctionExtInfo(*Expr->getCallee()->getType()).getNoReturn();
}

void MsiLockChecker::checkPostCall(const CallEvent &Call,
                                   CheckerContext &C) const {
  OwnCode Here;
  ProgramStateRef State = C.getState();
  // In the control flow graph the exit of the function comes next, as if it
  // returned. It is core.builtin.NoReturnFunctions that ends the path there, if
  // it runs.
  if (Current.Relevant && neverReturns(Call)) {
    C.generateSink(State, C.getPredecessor());
    return;
  }
  if (Current.Relevant)
    State = modelled(Call, C);
  if (State == C.getState() && ownsLocks(C.getLocationContext()))
    State = Looking.noteAnswer(Call, C);
  if (State != C.getState())
    C.addTransition(State);
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

/// The path wrote \p Cell. Whole variables on the stack are not followed, but
/// for structures with a saved IRQL: only who has their address can write them.
static ProgramStateRef written(ProgramStateRef State, const MemRegion *Cell) {
  if (const auto *Pointee = dyn_cast<SymbolicRegion>(Cell)) {
    QualType Type = Pointee->getSymbol()->getType()->getPointeeType();
    if (!Type.isNull() && !Type->isIncompleteType() && Type->isObjectType())
      Cell = State->getStateManager().getStoreManager().GetElementZeroRegion(
          Pointee, Type);
  }
  const auto *Typed = dyn_cast<TypedValueRegion>(Cell);
  bool OnStack = compat::stackFrameOf(Cell->getBaseRegion(), State) != nullptr;
  const bool Record = Typed && Typed->getValueType()->isRecordType();
  if (!Typed || (OnStack && isa<VarRegion>(Cell) && !Record))
    return State;
  if (Typed->getValueType()->isScalarType())
    State = noteUse(State, Cell);
  if ((OnStack && !Record) || !hasLocks(State))
    return State;
  State = forgetPutOut(State, Cell);
  for (const sp_lock &Lock : locksOf(State))
    for (SymbolRef Symbol :
         {savedIrqlIn(valueOf(Lock.saved)), valueOf(Lock.status).getAsSymbol()})
      if (Symbol && Lock.phase == SP_HELD &&
          (!OnStack || savedIrqlIn(nonloc::SymbolVal(Symbol))) &&
          holds(State, Cell, Symbol))
        State = notePutOut(State, Cell, Symbol);
  return State;
}

ProgramStateRef MsiLockChecker::checkRegionChanges(
    ProgramStateRef State, const InvalidatedSymbols *,
    ArrayRef<const MemRegion *> Explicit, ArrayRef<const MemRegion *> Regions,
    const LocationContext *Frame, const CallEvent *Call) const {
  OwnCode Here;
  if (!Frame || !ownsLocks(Frame))
    return State;

  if (!Call) {
    if (!Escaping)
      State = forgetAnswers(State, Explicit);
    for (const MemRegion *Cell : Explicit) {
      State = written(State, Cell);
      if (const auto *Local = dyn_cast<VarRegion>(Cell))
        State = noteCopy(State, Local->getDecl(), State->getSVal(Local), Facts);
    }
    return State;
  }

  State = forgetAnswers(State, *Call, Explicit, Facts);
  Seen Kind = seenOf(*Call, Facts);
  // Of a function in another file that is right by itself, only who holds a
  // lock must know more.
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call->getDecl());
  bool Matters = (Kind == Seen::Locking &&
                  (hasLocks(State) || Facts.isLockRelevant(Callee) ||
                   isHelperElsewhere(Callee))) ||
                 (hasLocks(State) && Callee &&
                  (isRestrictedElsewhere(Callee) ||
                   (Callee->hasBody() && !routineOf(Callee) &&
                    Facts.isRestricted(Callee))));
  if (Matters && !Applying)
    NotEntered.insert(Callee);
  if ((Kind == Seen::Nothing || Kind == Seen::Locking) && !Applying &&
      hasLocks(State)) {
    ProgramStateRef Doubted = doubtReachable(State, Regions, *Call);
    if (Doubted != State && Kind == Seen::Nothing)
      GivenAway.insert(Callee);
    State = Doubted;
  }
  return keepStable(State, Explicit, *Call, Facts, Applying && AllWays);
}

/// The state where a field that tells of dump mode says that there is none.
static ProgramStateRef inNormalMode(ProgramStateRef State, SVal Location) {
  const auto *Field = dyn_cast_or_null<FieldRegion>(Location.getAsRegion());
  if (!Field || !Field->getValueType()->isIntegralOrEnumerationType() ||
      !isModeField(Field->getDecl()))
    return State;
  auto Value = State->getSVal(Field).getAs<DefinedOrUnknownSVal>();
  ProgramStateRef Normal = Value ? State->assume(*Value, false) : nullptr;
  return Normal ? Normal : State;
}

void MsiLockChecker::checkLocation(SVal Location, bool IsLoad, const Stmt *At,
                                   CheckerContext &C) const {
  OwnCode Here;
  ProgramStateRef State = C.getState();
  if (!CoreEnabled && Current.Relevant)
    // Nobody else says that a pointer which was followed is not null.
    if (auto Pointer = Location.getAs<Loc>()) { // LLVM 22 has structures here, too
      State = State->assume(*Pointer, true);
      if (!State) { // it is null for certain: nobody comes any further
        C.generateSink(C.getState(), C.getPredecessor());
        return;
      }
    }
  if (IsLoad && Current.Relevant && currentPlan())
    State = inNormalMode(State, Location);
  if (!IsLoad && Current.Relevant)
    State = beforeWrite(State, Location, At, C);
  if (IsLoad && Facts.anySwitchedOn() && ownsLocks(C.getLocationContext())) {
    const auto *Cell = dyn_cast_or_null<DeclRegion>(Location.getAsRegion());
    if (Cell && Facts.isSwitchedOn(Cell->getDecl()))
      State = noteUse(State, Cell);
  }
  if (State != C.getState())
    C.addTransition(State);
}

bool MsiLockChecker::skipIrrelevant(const CallEvent &Call,
                                    CheckerContext &C) const {
  // A function whose result nobody waits for, and that writes nothing that can
  // decide about a lock, need not be stepped into.
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (!Callee || !Call.getOriginExpr() ||
      (hasLocks(C.getState()) && Facts.isRestricted(Callee)) ||
      !Callee->getReturnType()->isVoidType() ||
      seenOf(Call, Facts) != Seen::Body || Facts.writesDeciding(Callee))
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

//===----------------------------------------------------------------------===//
// Symbols
//===----------------------------------------------------------------------===//

void MsiLockChecker::checkLiveSymbols(ProgramStateRef State,
                                      SymbolReaper &Reaper) const {
  OwnCode Here;
  keepBeforeAlive(State, Reaper);
  keepScatteredAlive(State, Reaper);
  keepAnswersAlive(State, Reaper);
  keepComparisonsAlive(State, Reaper);
  for (const sp_lock &Lock : locksOf(State))
    for (sp_value Handle : {Lock.adapter, Lock.message, Lock.context})
      markLive(valueOf(Handle), Reaper);
}

static bool isConstrained(ProgramStateRef State, SymbolRef Symbol) {
  for (const auto &Constraint : getConstraintMap(State))
    if (mentions(nonloc::SymbolVal(Constraint.first), Symbol))
      return true;
  return false;
}

void MsiLockChecker::checkDeadSymbols(SymbolReaper &Reaper,
                                      CheckerContext &C) const {
  OwnCode Here;
  // A change of the state costs the path a step, so little is done for little.
  constexpr unsigned WorthAStep = 16;
  ProgramStateRef State = C.getState();
  unsigned Dead = countDead(State, Reaper);
  if (Dead > 0 && anyAssumed(State)) {
    // What a dying symbol said of an old value must not die with it.
    State = settled(C);
    if (!State)
      return;
  }
  if (Dead >= WorthAStep)
    State = forgetDead(State, Reaper);
  if (hasLocks(State)) {
    PathValues Values(State, Current.EntryPoint);
    sp_questions Ask = Values.questions();
    updateLocks(State, [&](sp_lockset &Set) {
      sp_lockset_settle_status(&Set, &Ask);
      for (size_t I = 0; I < Set.count; ++I) {
        sp_lock &Lock = Set.locks[I];
        SymbolRef Status = valueOf(Lock.status).getAsSymbol();
        if (!Status || !Reaper.isDead(Status))
          continue;
        if (Types[SP_RULE_UNCHECKED_STATUS] &&
            !isConstrained(C.getState(), Status) &&
            !wasPutOut(C.getState(), Status, [](const MemRegion *) {
              return true; // stored where somebody else may look at it
            }))
          reportUnchecked(Lock, C);
        Lock.status = 0; // nobody can test it any more
      }
      return 0;
    });
  }
  if (State != C.getState())
    C.addTransition(State);
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
  if (!Lead.empty())
    Leads.insert("the call of '" +
                 sourceText(Expr->getCallee(), C.getASTContext()) +
                 "' may lead to '" + Lead + "', which uses locks");
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

void MsiLockChecker::reportUnchecked(const sp_lock &Lock,
                                     CheckerContext &C) const {
  const LockSite *Site = LockSite::of(Lock.acquired_at);
  if (!Site || Site->Other || !sp_kind_is_of_message(Site->kind()))
    return;
  const ParentMap &Parents = Site->Frame->getParentMap();
  if (const auto *Cast = dyn_cast_or_null<CStyleCastExpr>(
          Parents.getParentIgnoreParens(Site->Call.Call)))
    if (Cast->getCastKind() == CK_ToVoid)
      return; // said in so many words
  auto Key = std::make_tuple(SP_RULE_UNCHECKED_STATUS,
                             static_cast<const Stmt *>(Site->Call.Call),
                             static_cast<const Stmt *>(nullptr));
  const auto Once = std::make_pair(Current.Function, Sentence());
  if (!Reported.try_emplace(Key, Once).second)
    return;
  PathDiagnosticLocation Location = PathDiagnosticLocation::createBegin(
      Site->Call.Call, C.getSourceManager(), Site->Frame);
  const sp_rule_row *Row = sp_rule_get(SP_RULE_UNCHECKED_STATUS);
  C.getBugReporter().EmitBasicReport(
      Site->Frame->getDecl(), Names[SP_RULE_UNCHECKED_STATUS], Row->summary,
      "StorPort MSI spin lock",
      "The status of acquiring the MSI spin lock for message '" +
          sourceText(Site->Call.message(), C.getASTContext()) + "' is ignored",
      Location, Site->Call.Call->getSourceRange());
}

void MsiLockChecker::leaveReports(AnalysisManager &Manager) const {
  std::vector<std::string> Rules;
  for (int I = 0; I < SP_RULE_COUNT; ++I)
    if (Types[I])
      Rules.push_back(sp_rule_get(static_cast<sp_rule>(I))->checker);
  if (!Rules.empty())
    runSeparately(Manager, Rules, Coverage);
  for (std::unique_ptr<BugType> &Type : Types)
    Type.reset();
}

/// Reports what the unit does wrong whatever the path, as far as it tells.
void MsiLockChecker::reportSurvey(AnalysisManager &Manager,
                                  BugReporter &Reporter) const {
  size_t Count = 0;
  std::unique_ptr<sp_breach, decltype(&std::free)> Breaches(
      sp_survey(currentPlan()->Program, &Count), &std::free);
  if (!Breaches)
    return;
  llvm::StringMap<const FunctionDecl *> Named;
  for (const FunctionDecl *Function : Facts.bodies())
    Named[currentPlan()->NameOf(Function)] = Function;
  const SourceManager &Sources = Manager.getSourceManager();
  const auto functionAt = [&](size_t Index) {
    return Named.lookup(sp_program_get(currentPlan()->Program, Index)->name);
  };
  const auto isAt = [&](const Stmt *S, unsigned Line, unsigned Column) {
    PresumedLoc Where =
        Sources.getPresumedLoc(Sources.getExpansionLoc(S->getBeginLoc()));
    return Where.isValid() && Where.getLine() == Line &&
           Where.getColumn() == Column;
  };
  const auto findAt = [&](const FunctionDecl *Function, unsigned Line,
                          unsigned Column) {
    std::vector<const Stmt *> Work{Function->getBody()};
    while (!Work.empty()) {
      const Stmt *S = Work.back();
      Work.pop_back();
      if (!S)
        continue;
      if (isa<Expr>(S) && isAt(S, Line, Column))
        return S;
      Work.insert(Work.end(), S->child_begin(), S->child_end());
    }
    return static_cast<const Stmt *>(nullptr);
  };
  for (size_t I = 0; I < Count; ++I) {
    const sp_breach &Breach = Breaches.get()[I];
    const FunctionDecl *Function = functionAt(Breach.function);
    const Stmt *At = Function && Types[Breach.rule]
                         ? findAt(Function, Breach.line, Breach.column)
                         : nullptr;
    if (!At)
      continue;
    auto Report = std::make_unique<BasicBugReport>(
        *Types[Breach.rule], describe(Breach, currentPlan()->Program),
        PathDiagnosticLocation::createBegin(
            At, Sources, Manager.getAnalysisDeclContext(Function)));
    Report->addRange(At->getSourceRange());
    Report->setDeclWithIssue(Function);
    for (size_t N = 0; N < Breach.note_count; ++N) {
      const sp_breach_note &Note = Breach.notes[N];
      const FunctionDecl *There = functionAt(Note.function);
      const Stmt *Place =
          There ? findAt(There, Note.line, Note.column) : nullptr;
      if (Place)
        Report->addNote(
            describeNote(Note),
            PathDiagnosticLocation::createBegin(
                Place, Sources, Manager.getAnalysisDeclContext(There)));
    }
    Reporter.emitReport(std::move(Report));
  }
}

//===----------------------------------------------------------------------===//
// Coverage
//===----------------------------------------------------------------------===//

void MsiLockChecker::checkBranchCondition(const Stmt *Condition,
                                          CheckerContext &C) const {
  OwnCode Here;
  if (endsIdlePath(C))
    return;
  if (!compat::EndsOpenLoops || !currentPlan() || EndedOpenLoop ||
      !Current.Relevant)
    return;
  const CFGBlock *Block = C.getPredecessor()->getCFGBlock();
  const Stmt *Loop = Block ? Block->getTerminatorStmt() : nullptr;
  unsigned Rounds = C.blockCount();
  if (isa_and_nonnull<ForStmt, WhileStmt, CXXForRangeStmt>(Loop))
    --Rounds; // the condition comes first
  else if (!isa_and_nonnull<DoStmt>(Loop))
    return;
  if (Rounds < 2)
    return;
  // The path may have been split when the condition was evaluated.
  const ExplodedNode *Node = C.getPredecessor();
  for (unsigned Steps = 0; Node && Steps < 4; ++Steps) {
    auto Value = Node->getSVal(Condition).getAs<DefinedSVal>();
    if (!Value)
      return;
    auto [Again, Done] = Node->getState()->assume(*Value);
    EndedOpenLoop |= Again && Done;
    Node = Node->getFirstPred();
  }
}

void MsiLockChecker::checkEndAnalysis(ExplodedGraph &Graph,
                                      BugReporter &Reporter,
                                      ExprEngine &Engine) const {
  OwnCode Here;
  reportLeaks(Reporter);
  if (!currentPlan())
    return;
  const ExplodedNode *First = compat::firstNode(Graph);
  const Root &Start = rootOf(First->getLocationContext());
  if (!Start.Relevant)
    return;
  std::string Why;
  auto Because = [&Why](const std::string &Reason) {
    Why += (Why.empty() ? "" : "; ") + Reason;
  };
  if (Facts.usesUnsupported(Start.Function))
    Because("it uses a construct that the analyzer does not follow");
  if (Misled)
    Because("it destroys what the analyzer does not see destroyed");
  if (!Engine.hasEmptyWorkList())
    Because("the budget of steps ran out (-analyzer-config max-nodes)");
  if (Engine.wasBlocksExhausted() || EndedOpenLoop)
    Because("a loop was followed a few times only (-analyzer-max-loop)");
  for (const std::string &Doubt : Doubts)
    Because(Doubt);
  for (const std::string &Lead : Leads)
    Because(Lead);
  for (const FunctionDecl *Callee : NotEntered)
    Because("the call of '" + Callee->getNameAsString() +
            "' was not stepped into");
  for (const FunctionDecl *Callee : GivenAway)
    Because("the saved IRQL is given to " +
            (Callee ? "'" + Callee->getNameAsString() + "'"
                    : std::string("code behind a pointer")) +
            ", which is not seen");
  if (!Doubts.empty())
    Unclear.clear(); // they say more
  for (const Stmt *Place : Unclear) {
    const SourceManager &Sources = Engine.getContext().getSourceManager();
    Because("at line " +
            std::to_string(Sources.getExpansionLineNumber(Place->getBeginLoc())) +
            " it cannot be told which lock or which saved IRQL it is");
  }
  if (const auto *Function = dyn_cast<FunctionDecl>(Start.Function))
    currentPlan()->Explored(currentPlan()->NameOf(Function), Why,
                            HandsLocks);
}

//===----------------------------------------------------------------------===//
// Registration
//===----------------------------------------------------------------------===//

static constexpr const char *ModelName = "storport.Model";

static void registerModel(CheckerManager &Manager) {
  auto *Model = Manager.registerChecker<MsiLockChecker>();
  const AnalyzerOptions &Options = Manager.getAnalyzerOptions();
  Model->Coverage = Options.getCheckerBooleanOption("storport", "Coverage");
  Model->Alone = Options.getCheckerBooleanOption("storport", "Alone");
  for (const auto &[Name, Enabled] : Options.CheckersAndPackages)
    if (Name == "core" || Name.rfind("core.", 0) == 0)
      Model->CoreEnabled |= Enabled;
}

template <int Rule> static void registerRule(CheckerManager &Manager) {
  Manager.getChecker<MsiLockChecker>()->enableRule(
      static_cast<sp_rule>(Rule), Manager.getCurrentCheckerName());
}

static bool always(const CheckerManager &) { return true; }

template <int... Rules>
static void registerRules(CheckerRegistry &Registry,
                          std::integer_sequence<int, Rules...>) {
  auto Register = [&Registry](auto Function, int Rule) {
    const sp_rule_row *Row = sp_rule_get(static_cast<sp_rule>(Rule));
    Registry.addChecker(Function, always, Row->checker, Row->summary,
                        addressOf(Row->doc),
                        /*IsHidden=*/false);
    Registry.addDependency(Row->checker, ModelName);
  };
  (Register(&registerRule<Rules>, Rules), ...);
}

void setUpSearch(AnalyzerOptions &Options, unsigned Effort) {
  Options.Config["storport:Alone"] = "true";
  // Each open function alone, too: its own mistakes need no long way there.
  Options.InliningMode = All;
  // The budget of steps is what ends a search. These would end it sooner, at
  // calls that the steps are there for.
  Options.MaxTimesInlineLarge = std::numeric_limits<unsigned>::max();
  Options.InlineMaxStackDepth = 16;
  // Options.Config was read when the compiler was set up: only members count.
  constexpr unsigned Rounds = 4, Most = 1u << 31;
  Options.MaxNodesPerTopLevelFunction =
      std::min<uint64_t>(uint64_t(Options.MaxNodesPerTopLevelFunction) * Effort,
                         Most);
  if (Effort != 1)
    Options.maxBlockVisitOnPath = Rounds * Effort;
  Options.AnalysisDiagOpt = PD_NONE; // who listens is added
}

void registerCheckers(CheckerRegistry &Registry) {
  Registry.addPackage("storport");
  Registry.addPackage("windows");
  Registry.addPackageOption(
      "bool", "storport", "Coverage", "false",
      "Name each function that reaches an MSI spin lock and was not explored "
      "to the end, and why.",
      "released");
  Registry.addPackageOption(
      "bool", "storport", "Alone", "false",
      "Explore only what the storport rules need. Other checkers of the same "
      "run then see less.",
      "released");
  Registry.addChecker(registerModel, always, ModelName,
                      "Models the MSI spin lock routines of StorPort.",
                      addressOf("README.md"), /*IsHidden=*/true);
  registerRules(Registry, std::make_integer_sequence<int, SP_RULE_COUNT>());
}

} // namespace spinpair
