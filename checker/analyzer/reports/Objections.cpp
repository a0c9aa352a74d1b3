//===- Objections.cpp - Reasons to drop a report when all is known --------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Visitors of a report that add no notes, and may drop it.
//
//===----------------------------------------------------------------------===//
#include "Objections.h"

#include "../CallModels.h"
#include "../Feasibility.h"
#include "../OwnCode.h"
#include "../PathValues.h"
#include "../StableFields.h"

#include "clang/StaticAnalyzer/Core/BugReporter/BugReporterVisitors.h"

using namespace clang;
using namespace ento;

namespace spinpair {

namespace {

/// A visitor that adds no notes, and may drop the report when all is known.
/// Each \p Kind visits a report once.
template <typename Kind> class Reconsider : public BugReporterVisitor {
public:
  void Profile(llvm::FoldingSetNodeID &ID) const override {
    static const int Tag = 0;
    ID.AddPointer(&Tag);
  }
  PathDiagnosticPieceRef VisitNode(const ExplodedNode *, BugReporterContext &,
                                   PathSensitiveBugReport &) override {
    return nullptr;
  }
};

/// Drops a report whose path needs two calls of one unseen function with the
/// same arguments to answer differently: whether they can is unknown, and a
/// driver that asks twice relies on their being the same.
class SameAnswer : public Reconsider<SameAnswer> {
public:
  void finalizeVisitor(BugReporterContext &, const ExplodedNode *End,
                       PathSensitiveBugReport &Report) override {
    OwnCode Here;
    llvm::SmallVector<const ExplodedNode *, 0> Path;
    for (const ExplodedNode *Node = End; Node; Node = Node->getFirstPred())
      Path.push_back(Node);
    std::vector<Question> Asked;
    for (auto It = Path.rbegin(); It != Path.rend(); ++It) {
      for (Question &Each : Asked)
        Each.learn((*It)->getState());
      ask(**It, Asked);
    }
    for (size_t I = 0; I < Asked.size(); ++I)
      for (size_t J = I + 1; J < Asked.size(); ++J)
        if (Asked[I].contradicts(Asked[J]))
          Report.markInvalid("spinpair: unseen function", nullptr);
  }

private:
  struct Question {
    SVal Callee = UnknownVal();
    llvm::SmallVector<SVal, 4> Arguments;
    SVal Result = UnknownVal();
    sp_answer True = SP_UNKNOWN;

    void learn(ProgramStateRef State) {
      if (True == SP_UNKNOWN)
        if (auto Defined = Result.getAs<DefinedSVal>()) {
          auto [Yes, No] = State->assume(*Defined);
          True = Yes && !No ? SP_YES : No && !Yes ? SP_NO : SP_UNKNOWN;
        }
    }
    bool contradicts(const Question &Other) const {
      return True != SP_UNKNOWN && Other.True != SP_UNKNOWN &&
             True != Other.True && Callee == Other.Callee &&
             Arguments == Other.Arguments;
    }
  };

  static void ask(const ExplodedNode &Node, std::vector<Question> &Asked) {
    auto Point = Node.getLocationAs<PostStmt>();
    if (!Point)
      return;
    const auto *Call = dyn_cast<CallExpr>(Point->getStmt());
    if (!Call || !Call->getType()->isScalarType())
      return;
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (Callee && !comparesMemory(Callee) &&
        (Callee->getBuiltinID() != 0 || routineOf(Callee)))
      return;
    ProgramStateRef State = Node.getState();
    const LocationContext *Frame = Node.getLocationContext();
    Question New;
    New.Result = State->getSVal(Call, Frame);
    SymbolRef Symbol = New.Result.getAsSymbol();
    if (!Symbol || !isa<SymbolConjured>(Symbol))
      return;
    New.Callee = canonical(State, State->getSVal(Call->getCallee(), Frame));
    if (New.Callee.isUnknownOrUndef())
      return;
    for (const Expr *Argument : Call->arguments())
      New.Arguments.push_back(
          canonical(State, State->getSVal(Argument, Frame)));
    for (const Question &Old : Asked)
      if (Old.Result == New.Result)
        return;
    Asked.push_back(std::move(New));
  }
};

/// Drops a report on the order of two releases if the second one never comes.
/// That shows only when the exploration is at its end.
class NotOnlyLeaked : public Reconsider<NotOnlyLeaked> {
public:
  NotOnlyLeaked(const Finding &Found, const OutrunLocks &Outrun)
      : Found(Found), Outrun(Outrun) {}

  void finalizeVisitor(BugReporterContext &, const ExplodedNode *,
                       PathSensitiveBugReport &Report) override {
    OwnCode Here;
    if (Outrun.onlyLeaked(Found))
      Report.markInvalid("spinpair: the inner lock is leaked", nullptr);
  }

private:
  const Finding &Found;
  const OutrunLocks &Outrun;
};

/// Drops a report on one of the locks that a helper chooses from if there is
/// one on another, too.
class ToldOnce : public Reconsider<ToldOnce> {
public:
  ToldOnce(Sentence Said, const Sentence &Told)
      : Said(std::move(Said)), Told(Told) {}

  void finalizeVisitor(BugReporterContext &, const ExplodedNode *,
                       PathSensitiveBugReport &Report) override {
    OwnCode Here;
    if (Told < Said)
      Report.markInvalid("spinpair: told of another lock", nullptr);
  }

private:
  const Sentence Said;
  const Sentence &Told;
};

/// Drops a report whose path cannot happen.
class Feasible : public Reconsider<Feasible> {
public:
  explicit Feasible(const Finding &Found) : Found(Found) {}

  void finalizeVisitor(BugReporterContext &, const ExplodedNode *End,
                       PathSensitiveBugReport &Report) override {
    OwnCode Here;
    if (chanceOf(End, Found.Differ) != Chance::Some)
      Report.markInvalid("spinpair: the path cannot happen", nullptr);
  }

private:
  const Finding &Found;
};

} // namespace

void addObjections(PathSensitiveBugReport &Report, const Finding &Found,
                   const OutrunLocks &Outrun, const Sentence &Said,
                   const Sentence &Told, bool IsFeasible) {
  Report.addVisitor(std::make_unique<SameAnswer>());
  Report.addVisitor(std::make_unique<NotOnlyLeaked>(Found, Outrun));
  Report.addVisitor(std::make_unique<ToldOnce>(Said, Told));
  if (!IsFeasible)
    Report.addVisitor(std::make_unique<Feasible>(Found));
}

} // namespace spinpair
