//===- Reports.cpp - Reports, and where they stand ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes the report of a finding: its place, its notes, and what may still speak
// against it.
//
//===----------------------------------------------------------------------===//
#include "Reports.h"

#include "../Links.h"
#include "../MsiLockChecker.h"
#include "../Plan.h"
#include "Frames.h"
#include "Objections.h"
#include "PathNotes.h"

using namespace clang;
using namespace ento;

namespace spinpair {

const char LockNoteTag[] = "spinpair: a note of a lock";
const char CauseNoteTag[] = "spinpair: the call that is wrong";

const ProgramPointTag *isFound() {
  static const SimpleProgramPointTag Tag("spinpair", "A mistake is found");
  return &Tag;
}

const ProgramPointTag *hasHappened() {
  static const SimpleProgramPointTag Tag("spinpair", "A mistake has happened");
  return &Tag;
}

namespace {

/// A report that stands at a place of its own: that of a mistake in a
/// destructor that nobody wrote a call of is where the object goes out of scope
/// (clang's own place for it differs between versions), that of a leak is its
/// way out. Each way out is a mistake of its own.
class PlacedReport : public PathSensitiveBugReport {
public:
  PlacedReport(PathDiagnosticLocation Place, const PlacedWay *Way,
               const BugType &Type, StringRef Message, StringRef WithDocs,
               const ExplodedNode *Node, PathDiagnosticLocation Unique,
               const Decl *Function)
      : PathSensitiveBugReport(Type, Message, WithDocs, Node, Unique, Function),
        Place(Place), Way(Way ? Way->Way : WayOut()) {}
  PathDiagnosticLocation getLocation() const override { return Place; }
  void Profile(llvm::FoldingSetNodeID &ID) const override {
    PathSensitiveBugReport::Profile(ID);
    for (const Stmt *Each : {Way.Return, Way.Jump, Way.Branch})
      ID.AddPointer(Each);
    ID.AddPointer(Way.Target);
  }

private:
  PathDiagnosticLocation Place;
  const WayOut Way;
};

/// Where a way out is told of.
PathDiagnosticLocation placeOfWay(const PlacedWay &Way,
                                  const StackFrameContext *Owner,
                                  const SourceManager &Sources) {
  const Stmt *Place = Way.IsOnly ? Way.Way.Return : placeOf(Way.Way);
  if (Place)
    return PathDiagnosticLocation(Place, Sources, Owner);
  return PathDiagnosticLocation(Owner->getDecl()->getBody()->getEndLoc(),
                                Sources);
}

/// Says by notes which way out it is.
void addWay(const WayOut &Way, const StackFrameContext *Owner,
            const SourceManager &Sources, PathSensitiveBugReport &Report) {
  const Stmt *Body = Owner->getDecl()->getBody();
  auto Add = [&](StringRef Text, SourceLocation Where) {
    Report.addNote(Text, PathDiagnosticLocation(Where, Sources));
  };
  Add("exit", Way.Return ? Way.Return->getBeginLoc() : Body->getEndLoc());
  if (Way.Jump)
    Add("jump", Way.Jump->getBeginLoc());
  if (Way.Branch)
    Add(Way.Holds ? "branch" : "other branch", Way.Branch->getBeginLoc());
}

/// Where the scope ends whose destructor, called from \p Owner, made the
/// mistake at \p Here; invalid if it was not an implicit one.
SourceLocation scopeEnd(const StackFrameContext *Owner, const LockSite *Here) {
  const StackFrameContext *Called = Here ? Here->Frame : Owner;
  if (Called == Owner)
    return {};
  while (above(Called) != Owner)
    Called = above(Called);
  if (Called->getCallSiteBlock())
    if (auto Implicit =
            Called->getCallSiteCFGElement().getAs<CFGAutomaticObjDtor>())
      return Implicit->getTriggerStmt()->getEndLoc();
  return {};
}

/// The steps in other files to the mistake. What a path does twice is not said
/// twice in the same words.
std::string stepsOf(const Finding &Found) {
  std::string Steps = Found.Here->Other->Steps;
  const sp_rule Rule = sp_rule_of_message(Found.Verdict.rule);
  const size_t End = Steps.rfind(" here");
  if ((Rule == SP_RULE_DOUBLE_ACQUIRE || Rule == SP_RULE_DOUBLE_RELEASE) &&
      End != std::string::npos)
    Steps.insert(End, " again");
  return Steps;
}

} // namespace

std::unique_ptr<PathSensitiveBugReport>
makeReport(const BugType &Type, const Finding &Found, const OutrunLocks &Outrun,
           const Sentence &Said, const Sentence &Told, const ExplodedNode *Node,
           bool IsFeasible, const SourceManager &Sources,
           const PlacedWay *Way) {
  // Each way out with a lock is a mistake; any other one belongs to the call
  // that made it.
  const LockSite *Site =
      Found.Here ? Found.Here : LockSite::of(Found.Verdict.lock.acquired_at);
  PathDiagnosticLocation Unique = PathDiagnosticLocation::createBegin(
      callIn(Found.Owner, *Site), Sources, Found.Owner);
  const Decl *Function = Found.Owner->getDecl();
  const std::string &Message = Said.Text;
  std::string Elsewhere;
  if (Found.Here && Found.Here->Other)
    Elsewhere = ", " + Found.Here->Other->Where;
  std::string WithDocs =
      Message + Elsewhere + SeeAlso + aboutRule(Found.Verdict.rule);
  if (Found.Here && Found.Here->Other)
    WithDocs += stepsOf(Found);
  PathDiagnosticLocation Place;
  if (SourceLocation End = scopeEnd(Found.Owner, Found.Here); End.isValid())
    Place = PathDiagnosticLocation(End, Sources);
  else if (Way)
    Place = placeOfWay(*Way, Found.Owner, Sources);
  std::unique_ptr<PathSensitiveBugReport> Report;
  if (Place.isValid())
    Report = std::make_unique<PlacedReport>(Place, Way, Type, Message, WithDocs,
                                            Node, Unique, Function);
  else
    Report = std::make_unique<PathSensitiveBugReport>(Type, Message, WithDocs,
                                                      Node, Unique, Function);
  if (Way && currentPlan() && currentPlan()->TellsWays)
    addWay(Way->Way, Found.Owner, Sources, *Report);
  Report->addVisitor(makePathNotes(Found));
  addObjections(*Report, Found, Outrun, Said, Told, IsFeasible);
  if (Found.Here)
    if (Found.Owner == Found.Here->Frame)
      Report->addRange(Found.Here->Call.Call->getSourceRange());
  return Report;
}

} // namespace spinpair
