//===- Coverage.cpp - Which functions were not explored to the end --------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tells of each function whose exploration was not complete why it was not.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../Compat.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/ExprEngine.h"

using namespace clang;
using namespace ento;

namespace spinpair {

void MsiLockChecker::checkBranchCondition(const Stmt *Condition,
                                          CheckerContext &C) const {
  OwnCode Here;
  if (endsIdlePath(C))
    return;
  if (Current.Relevant)
    if (ProgramStateRef Split = withBothBranches(Condition, C))
      C.addTransition(Split);
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
  reportRefuted(Reporter);
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
  const bool IsTooLarge = !Engine.hasEmptyWorkList() || OutOfSteps;
  if (IsTooLarge)
    Because("the budget of steps ran out (-analyzer-config max-nodes)");
  const bool EndedLoop = Engine.wasBlocksExhausted() || EndedOpenLoop ||
                         compat::losesKnownRounds(Graph);
  if (EndedLoop)
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
    Because(
        "at line " +
        std::to_string(Sources.getExpansionLineNumber(Place->getBeginLoc())) +
        " it cannot be told which lock or which saved IRQL it is");
  }
  const auto *Function = dyn_cast<FunctionDecl>(Start.Function);
  if (!Function)
    return;
  const auto &NameOf = currentPlan()->NameOf;
  Exploration Of = {NameOf(Function), Why, HandsLocks, !Leads.empty(),
                    MakesLead};
  for (const auto &Found : Findings)
    if (const auto *Owner = dyn_cast<FunctionDecl>(Found->Owner->getDecl()))
      Of.Owners.insert(NameOf(Owner));
  Of.IsTooLarge = IsTooLarge;
  Of.LacksDefinitions = !Lacking.empty();
  // No definition makes a loop end.
  if (!IsTooLarge && !(EndedLoop && !AnyCanHappen))
    Of.Elsewhere = wantedElsewhere(!Why.empty());
  currentPlan()->Explored(Of);
}

std::set<std::string> MsiLockChecker::wantedElsewhere(bool IsOpen) const {
  if (AnyCanHappen)
    return FoundOn;
  if (!Deciding.empty())
    return Deciding;
  const size_t Function = inPlan(Current.Function);
  if (Function != SIZE_MAX)
    IsOpen |= sp_proofs_get(currentPlan()->Proofs, Function)->unseen != nullptr;
  return IsOpen ? Lacking : std::set<std::string>();
}

} // namespace spinpair
