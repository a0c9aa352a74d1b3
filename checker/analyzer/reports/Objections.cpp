//===- Objections.cpp - Reasons to drop a report when all is known --------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Visitors of a report that add no notes, and may drop it.
//
//===----------------------------------------------------------------------===//
#include "Objections.h"

#include "../Feasibility.h"
#include "../OwnCode.h"

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
  Report.addVisitor(std::make_unique<NotOnlyLeaked>(Found, Outrun));
  Report.addVisitor(std::make_unique<ToldOnce>(Said, Told));
  if (!IsFeasible)
    Report.addVisitor(std::make_unique<Feasible>(Found));
}

} // namespace spinpair
