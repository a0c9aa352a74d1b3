//===- PathNotes.cpp - Notes along the path of a finding ------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks the path of a report, and says where its locks are acquired and
// released and where their saved IRQLs go.
//
//===----------------------------------------------------------------------===//
#include "PathNotes.h"

#include "../MsiLockChecker.h"
#include "../OwnCode.h"
#include "../PathValues.h"
#include "Wording.h"

#include "clang/StaticAnalyzer/Core/BugReporter/BugReporterVisitors.h"

using namespace clang;
using namespace ento;

namespace spinpair {

namespace {

/// Adds the notes of a path: acquires and releases of the locks concerned, and
/// where their saved IRQLs went.
class LockStory : public BugReporterVisitor {
public:
  explicit LockStory(const Finding &Found) : Found(Found), Words(Found) {}

  void Profile(llvm::FoldingSetNodeID &ID) const override {
    static const int Tag = 0;
    ID.AddPointer(&Tag);
    ID.AddPointer(&Found);
  }

  PathDiagnosticPieceRef VisitNode(const ExplodedNode *Node,
                                   BugReporterContext &BRC,
                                   PathSensitiveBugReport &) override {
    OwnCode Here;
    const ExplodedNode *Previous = Node->getFirstPred();
    if (!Previous)
      return nullptr;
    ProgramStateRef Before = Previous->getState(), After = Node->getState();
    if ((Found.Verdict.lock.flags & SP_LOCK_LENT) && !hasLocks(Before) &&
        hasLocks(After))
      return whoHolds(*Node, BRC);
    for (const sp_lock *Lock : {&Found.Verdict.lock, &Found.Verdict.other}) {
      std::string Note;
      const LockSite *Site = nullptr;
      if (acquiredHere(*Lock, Before, After)) {
        Site = LockSite::of(Lock->acquired_at);
        Note = Words.theLockOf(Site) + " is acquired here" + savedTo(*Site);
      } else if (releasedHere(*Lock, Before, After)) {
        Site = LockSite::of(Lock->released_at);
        Note = (Site->isOfMessage() ? Words.theLockOf(Site)
                                    : Words.theLock(*Lock)) +
               " is released here";
      }
      if (Site && Site->isBefore())
        return whoCalls(*Site, BRC);
      if (Site && Site->Other)
        Note += ", " + Site->Other->Where + Site->Other->Steps;
      if (Site)
        return piece(Site->Call.Call, Site->Frame, Note, BRC);
      if (PathDiagnosticPieceRef Moved = irqlMoved(*Lock, Node, Before, BRC))
        return Moved;
    }
    if (Found.Here && !Found.Here->Other &&
        Node->getLocation().getTag() == hasHappened() &&
        Previous->getLocation().getTag() != hasHappened())
      return piece(Found.Here->Call.Call, Found.Here->Frame,
                   calledAt(*Found.Here) + " is called here", BRC,
                   CauseNoteTag);
    return nullptr;
  }

private:
  /// The routine whose call is wrong.
  static std::string calledAt(const LockSite &Here) {
    if (const sp_routine *Routine = Here.Call.Routine)
      return Routine->name;
    const FunctionDecl *Callee = Here.Call.Call->getDirectCallee();
    return Callee ? Callee->getNameAsString() : "It";
  }

  /// The note at the head of an interrupt routine.
  PathDiagnosticPieceRef whoHolds(const ExplodedNode &Node,
                                  BugReporterContext &BRC) const {
    const auto *Routine = dyn_cast<FunctionDecl>(
        Node.getLocationContext()->getStackFrame()->getDecl());
    const bool Spin = Found.Verdict.lock.kind != SP_KIND_MESSAGE;
    if (!Routine || (!Spin && Routine->getNumParams() < 2))
      return nullptr;
    const bool OfSystem = Found.Verdict.lock.kind == SP_KIND_DEVICE;
    const std::string Lock =
        OfSystem ? "the lock of the interrupt"
        : Spin   ? Words.theLock(Found.Verdict.lock)
                 : "the MSI spin lock for message '" +
                     Routine->getParamDecl(1)->getNameAsString() + "'";
    auto Piece = std::make_shared<PathDiagnosticEventPiece>(
        PathDiagnosticLocation::createBegin(Routine, BRC.getSourceManager()),
        (OfSystem ? "The system holds " : "The port driver holds ") + Lock +
            " while it runs '" + Routine->getNameAsString() + "'");
    Piece->setTag(LockNoteTag);
    return Piece;
  }

  /// The note at the head of a function that is called with a lock which it is
  /// to give back.
  PathDiagnosticPieceRef whoCalls(const LockSite &Site,
                                  BugReporterContext &BRC) const {
    const auto *Routine = dyn_cast<FunctionDecl>(Site.Frame->getDecl());
    if (!Routine)
      return nullptr;
    auto Piece = std::make_shared<PathDiagnosticEventPiece>(
        PathDiagnosticLocation::createBegin(Routine, BRC.getSourceManager()),
        "The system calls '" + Routine->getNameAsString() + "' with " +
            Words.forWhat(&Site) + " held, the IRQL saved in '" +
            Site.Other->Irql + "'");
    Piece->setTag(LockNoteTag);
    return Piece;
  }

  static bool isHeld(ProgramStateRef State, sp_value AcquiredAt) {
    for (const sp_lock &Lock : locksOf(State))
      if (Lock.phase == SP_HELD && Lock.acquired_at == AcquiredAt)
        return true;
    return false;
  }

  static bool isReleased(ProgramStateRef State, sp_value ReleasedAt) {
    for (const sp_lock &Lock : locksOf(State))
      if (Lock.phase == SP_RELEASED && Lock.released_at == ReleasedAt)
        return true;
    return false;
  }

  static bool acquiredHere(const sp_lock &Lock, ProgramStateRef Before,
                           ProgramStateRef After) {
    return Lock.acquired_at && isHeld(After, Lock.acquired_at) &&
           !isHeld(Before, Lock.acquired_at);
  }

  static bool releasedHere(const sp_lock &Lock, ProgramStateRef Before,
                           ProgramStateRef After) {
    return Lock.released_at && isReleased(After, Lock.released_at) &&
           !isReleased(Before, Lock.released_at);
  }

  std::string savedTo(const LockSite &Site) const {
    if (Site.Other)
      return "";
    if (sp_kind_has_handle(Site.kind()))
      return ", with handle '" + Words.handleOf(&Site) + "'";
    if (!Site.Call.saves())
      return "";
    const Expr *Slot =
        asWrittenBy(Found.Owner, Site.Frame, Site.Call.oldIrql());
    if (const auto *Address = dyn_cast<UnaryOperator>(Slot->IgnoreParenCasts()))
      if (Address->getOpcode() == UO_AddrOf)
        return ", the IRQL saved in '" +
               sourceText(Address->getSubExpr(), context()) + "'";
    return "";
  }

  const ASTContext &context() const {
    return Found.Owner->getDecl()->getASTContext();
  }

  /// A note when the saved IRQL is copied, or lost to another value.
  PathDiagnosticPieceRef irqlMoved(const sp_lock &Lock,
                                   const ExplodedNode *Node,
                                   ProgramStateRef Before,
                                   BugReporterContext &BRC) const {
    SymbolRef Irql = savedIrqlIn(valueOf(Lock.saved));
    const LockSite *Site = LockSite::of(Lock.acquired_at);
    if (!Irql || !Site)
      return nullptr;

    if (auto Store = Node->getLocationAs<PostStore>()) {
      const auto *Cell =
          static_cast<const MemRegion *>(Store->getLocationValue());
      const auto *Typed = dyn_cast_or_null<TypedValueRegion>(Cell);
      if (!Typed)
        return nullptr;
      bool Had = savedIrqlIn(Before->getSVal(Typed)) == Irql;
      bool Has = savedIrqlIn(Node->getState()->getSVal(Typed)) == Irql;
      if (Had == Has || (Has && Cell == Site->Slot)) // the note of the acquire
        return nullptr;
      std::string Name =
          Typed->canPrintPretty() ? Typed->getDescriptiveName() : "memory";
      return piece(Store->getStmt(), Node->getLocationContext(),
                   Has ? "The saved IRQL is copied to " + Name
                       : "The saved IRQL in " + Name + " is overwritten",
                   BRC);
    }

    // Another acquire may store over it.
    const auto *Slot = dyn_cast_or_null<TypedValueRegion>(Site->Slot);
    auto Point = Node->getLocationAs<StmtPoint>();
    if (!Slot || !Point ||
        sp_rule_of_message(Found.Verdict.rule) != SP_RULE_OLD_IRQL_MISMATCH ||
        !isa<CallExpr>(Point->getStmt()) ||
        savedIrqlIn(Before->getSVal(Slot)) != Irql)
      return nullptr;
    SymbolRef Now = savedIrqlIn(Node->getState()->getSVal(Slot));
    if (!Now || Now == Irql)
      return nullptr;
    return piece(Point->getStmt(), Node->getLocationContext(),
                 "The saved IRQL in '" +
                     (Slot->canPrintPretty() ? Slot->getString()
                                             : std::string("memory")) +
                     "' is overwritten by this acquire",
                 BRC);
  }

  static PathDiagnosticPieceRef piece(const Stmt *Where,
                                      const LocationContext *Frame,
                                      const std::string &Text,
                                      BugReporterContext &BRC,
                                      const char *Tag = LockNoteTag) {
    if (!Where)
      return nullptr;
    PathDiagnosticLocation Location(Where, BRC.getSourceManager(), Frame);
    if (!Location.isValid())
      return nullptr;
    auto Piece = std::make_shared<PathDiagnosticEventPiece>(Location, Text);
    Piece->setTag(Tag);
    return Piece;
  }

  const Finding &Found;
  Wording Words;
};

} // namespace

std::unique_ptr<BugReporterVisitor> makePathNotes(const Finding &Found) {
  return std::make_unique<LockStory>(Found);
}

} // namespace spinpair
