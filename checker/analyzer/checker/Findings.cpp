//===- Findings.cpp - From verdicts to reports ----------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reports what is wrong, once, in the function that it belongs to.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../Feasibility.h"
#include "../reports/Frames.h"

#include "clang/AST/ParentMap.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

using namespace clang;
using namespace ento;

namespace spinpair {

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
  noteMet(Verdict, Here->Call.Call);
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
    if (ExplodedNode *Node = C.generateNonFatalErrorNode(State, isFound()))
      reportOrWait(Found, Node, C.getBugReporter());
    return;
  }
  assert(Found.Owner->isParentOf(Frame) && "owned by who is on the stack");
  if (ExplodedNode *Node = C.addTransition(State, hasHappened()))
    if (ExplodedNode *Back = returnTo(Found.Owner, Node, C))
      reportOrWait(Found, Back, C.getBugReporter());
}

/// Another path that is not explored yet may lead to the same node.
void MsiLockChecker::reportOrWait(const Finding &Found, ExplodedNode *Node,
                                  BugReporter &Reporter) const {
  if (!report(Found, Node, Reporter))
    Refuted.push_back({&Found, Node});
}

void MsiLockChecker::reportRefuted(BugReporter &Reporter) const {
  for (const FoundAt &Each : Refuted)
    if (hasSeveralPaths(Each.End))
      report(*Each.Found, Each.End, Reporter);
  Refuted.clear();
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
  std::map<Key, std::vector<const FoundAt *>> Groups;
  for (const FoundAt &Each : Leaks) {
    const Key Of = {Each.Found->Owner,
                    LockSite::of(Each.Found->Verdict.lock.acquired_at)};
    auto [Group, IsNew] = Groups.try_emplace(Of);
    if (IsNew)
      Order.push_back(Of);
    Group->second.push_back(&Each);
  }
  for (const Key &Of : Order) {
    std::vector<ExplodedNode *> Ends;
    for (const FoundAt *Each : Groups[Of])
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
        Doubts.insert(
            "whether a path can be taken that ends with " +
            phraseOfLock(Of.second,
                         Of.first->getAnalysisDeclContext()->getASTContext()) +
            " held cannot be told");
    }
  }
  Leaks.clear();
}

bool MsiLockChecker::noteMet(const sp_verdict &Verdict,
                             const Stmt *Place) const {
  const bool IsNew =
      Met.insert({Verdict.rule, LockSite::of(Verdict.lock.acquired_at), Place})
          .second;
  if (IsNew)
    LastMet = Step;
  return IsNew;
}

void MsiLockChecker::noteLedThrough(const LockSite &Here,
                                    const StackFrameContext *Owner) const {
  LedThrough.insert(Here.Call.Call);
  for (const StackFrameContext *Frame = Here.Frame; Frame && Frame != Owner;
       Frame = above(Frame))
    LedThrough.insert(Frame->getCallSite());
}

/// May \p Function, or what it calls, take the lock of a message?
static bool mayTakeMessage(const Decl *Function) {
  const size_t Index = currentPlan() ? inPlan(Function) : SIZE_MAX;
  if (Index == SIZE_MAX)
    return false;
  const Plan &Plan = *currentPlan();
  size_t Count = 0;
  const sp_touch *Touches = sp_proofs_touches(Plan.Proofs, Index, &Count);
  return std::any_of(Touches, Touches + Count, [&](const sp_touch &Touch) {
    if (Touch.adapter == SP_NO_NODE)
      return false;
    const sp_node_data *Named = sp_program_data(Plan.Program, Touch.message);
    return Named->kind != SP_OP || Named->op != SP_SPIN;
  });
}

/// May the mistake, of another lock than that of a message, be one of that,
/// too, on another path? So it is with helpers that take either.
static bool mayBeOfMessage(const Finding &Found, const Decl *Function) {
  auto IsBelow = [&](const LockSite *Site) {
    return Site &&
           (Site->Other || callIn(Found.Owner, *Site) != Site->Call.Call);
  };
  return (IsBelow(Found.Here) ||
          IsBelow(LockSite::of(Found.Verdict.lock.acquired_at))) &&
         mayTakeMessage(Function);
}

/// The member that says of which kind the lock is that \p Found is about, and
/// for which a helper asked that took it: whose lock that is knows its kind. Of
/// another kind, it would not raise the IRQL. Null if there is none.
static const FieldDecl *kindLeftOpen(const Finding &Found,
                                     const ExplodedNode *Node) {
  const LockSite *First = LockSite::of(Found.Verdict.lock.acquired_at);
  if (Found.Verdict.rule != SP_RULE_KERNEL_IRQL_TOO_HIGH || !First ||
      (!First->Other && callIn(Found.Owner, *First) == First->Call.Call))
    return nullptr;
  return kindAskedFor(Node, valueOf(Found.Verdict.lock.context).getAsRegion());
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
  if (Earlier != Reported.end() && Earlier->second.first != Current.Function) {
    // Who begins here may be the one that should hold the lock.
    if (Rule == SP_RULE_RELEASE_NOT_HELD)
      Doubts.insert("it leads to what was found below another function, the "
                    "release of a lock that is not held");
    return true;
  }
  // The first path that can happen is enough; that of others is looked at only
  // where it is to be shown.
  const bool IsShown = Shown.count({Key, Said}) != 0;
  if (!IsShown) {
    const Chance Chance = chanceOf(Node, Found.Differ);
    if (Chance != Chance::None && !Lacking.empty())
      addOrigins(Node, Found.Differ,
                 Chance == Chance::Some ? FoundOn : Deciding);
    if (Chance == Chance::Untold)
      Doubts.insert("whether a path can happen that rests on what a function "
                    "returns or writes which was not stepped into cannot be "
                    "told");
    if (Chance == Chance::Apart)
      Doubts.insert("which of the locks that are held is given back, and with "
                    "whose saved IRQL, cannot be told");
    if (Chance != Chance::Some)
      return false;
    if (const FieldDecl *Kind = kindLeftOpen(Found, Node)) {
      Doubts.insert("whether a lock raises the IRQL is up to '" +
                    Kind->getNameAsString() + "', and whether " +
                    Found.Here->Use.Row->name +
                    " is called under one that does cannot be told");
      return false;
    }
  }
  AnyCanHappen = true;
  Shown.insert({Key, Said});
  if (sp_rule_of_message(Verdict.rule) == SP_RULE_LEAK)
    Outrun.Leaked.insert(First);
  if (Rule == SP_RULE_RELEASE_ORDER)
    Orders.push_back({&Found, Key});
  auto Entry =
      Reported.try_emplace(Key, std::make_pair(Current.Function, Said)).first;
  if (Said < Entry->second.second)
    Entry->second.second = Said;
  Reporter.emitReport(makeReport(
      *Types[Verdict.rule], Found, Outrun, Said, Entry->second.second, Node,
      /*IsFeasible=*/!IsShown, Reporter.getSourceManager(), Way));
  // Another path may have the lock of a message there, which is told of first;
  // but not every way to the call is worth following for that.
  constexpr unsigned Enough = 8;
  const bool MayBeOther = Said.IsSpin &&
                          (IsUse || mayBeOfMessage(Found, Current.Function)) &&
                          ++TimesShown[Key] < Enough;
  if (Found.Here && Found.Owner->inTopFrame()) {
    const Stmt *Call = callIn(Found.Owner, *Found.Here);
    // A quarter of the way again.
    if (MayBeOther)
      Awaited.try_emplace(Call, Step + Step / 4 + 1024);
    else
      Wanted.found(Call);
  }
  if (Found.Here)
    noteLedThrough(*Found.Here, Found.Owner);
  return true;
}

void MsiLockChecker::forgetOnlyLeaked() const {
  for (const auto &[Found, Key] : Orders)
    if (Outrun.onlyLeaked(*Found))
      Reported.erase(Key);
  Orders.clear();
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

} // namespace spinpair
