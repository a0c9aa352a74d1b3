//===- Checker.h - The checker, whose parts are the sources here ----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The class that the Clang Static Analyzer calls back, private to the sources
// beside this header. Roots is about the function that an exploration starts
// in, Events about what is met on a path, Locks about acquires and releases,
// Summaries about calls of functions that are not stepped into, Memory about
// values that are written or die. Findings reports; Doubts and Coverage tell
// what could not be told.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_CHECKER_CHECKER_H
#define SPINPAIR_ANALYZER_CHECKER_CHECKER_H

#include "../AddressValues.h"
#include "../Misleading.h"
#include "../Overlaid.h"
#include "../OwnCode.h"
#include "../PathState.h"
#include "../PathValues.h"
#include "../Plan.h"
#include "../Predicates.h"
#include "../Targets.h"
#include "../facts/UnitFacts.h"
#include "../reports/Reports.h"

#include "clang/StaticAnalyzer/Core/BugReporter/BugType.h"
#include "clang/StaticAnalyzer/Core/Checker.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

#include <map>
#include <memory>
#include <set>
#include <tuple>

namespace spinpair {

class SummaryReader;

class MsiLockChecker
    : public clang::ento::Checker<
          clang::ento::check::ASTDecl<clang::TranslationUnitDecl>,
          clang::ento::check::BeginFunction, clang::ento::check::EndFunction,
          clang::ento::check::PreCall, clang::ento::check::PostCall,
          clang::ento::check::RegionChanges, clang::ento::check::Location,
          clang::ento::check::Bind, clang::ento::check::LiveSymbols,
          clang::ento::check::DeadSymbols, clang::ento::check::EndAnalysis,
          clang::ento::check::PreStmt<clang::CallExpr>,
          clang::ento::check::PostStmt<clang::DeclStmt>,
          clang::ento::check::PostStmt<clang::ArraySubscriptExpr>,
          clang::ento::check::PostStmt<clang::CastExpr>,
          clang::ento::check::PostStmt<clang::AtomicExpr>,
          clang::ento::check::PostStmt<clang::BinaryOperator>,
          clang::ento::check::PostStmt<clang::UnaryOperator>,
          clang::ento::check::BranchCondition, clang::ento::eval::Call,
          clang::ento::eval::Assume> {
public:
  void checkASTDecl(const clang::TranslationUnitDecl *Unit,
                    clang::ento::AnalysisManager &Manager,
                    clang::ento::BugReporter &Reporter) const;

  void checkBeginFunction(clang::ento::CheckerContext &C) const;
  void checkEndFunction(const clang::ReturnStmt *Return,
                        clang::ento::CheckerContext &C) const;
  void checkPreStmt(const clang::CallExpr *Call,
                    clang::ento::CheckerContext &C) const;
  void checkBranchCondition(const clang::Stmt *Condition,
                            clang::ento::CheckerContext &C) const;
  bool evalCall(const clang::ento::CallEvent &Call,
                clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef evalAssume(clang::ento::ProgramStateRef State,
                                          clang::ento::SVal Condition,
                                          bool Truth) const;
  void checkPostStmt(const clang::DeclStmt *Declares,
                     clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::ArraySubscriptExpr *Element,
                     clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::CastExpr *Cast,
                     clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::AtomicExpr *Atomic,
                     clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::BinaryOperator *Operator,
                     clang::ento::CheckerContext &C) const;
  void checkPostStmt(const clang::UnaryOperator *Operator,
                     clang::ento::CheckerContext &C) const;
  void checkPreCall(const clang::ento::CallEvent &Call,
                    clang::ento::CheckerContext &C) const;
  void checkPostCall(const clang::ento::CallEvent &Call,
                     clang::ento::CheckerContext &C) const;
  clang::ento::ProgramStateRef
  checkRegionChanges(clang::ento::ProgramStateRef State,
                     const clang::ento::InvalidatedSymbols *,
                     llvm::ArrayRef<const clang::ento::MemRegion *> Explicit,
                     llvm::ArrayRef<const clang::ento::MemRegion *> Regions,
                     const clang::LocationContext *Frame,
                     const clang::ento::CallEvent *Call) const;
  void checkLocation(clang::ento::SVal Location, bool IsLoad,
                     const clang::Stmt *, clang::ento::CheckerContext &C) const;
  void checkBind(clang::ento::SVal Location, clang::ento::SVal Value,
                 const clang::Stmt *, clang::ento::CheckerContext &C) const;
  void checkBind(clang::ento::SVal Location, clang::ento::SVal Value,
                 const clang::Stmt *At, bool /*AtDeclInit*/,
                 clang::ento::CheckerContext &C) const { // from LLVM 22 on
    checkBind(Location, Value, At, C);
  }
  void checkLiveSymbols(clang::ento::ProgramStateRef State,
                        clang::ento::SymbolReaper &Reaper) const;
  void checkDeadSymbols(clang::ento::SymbolReaper &Reaper,
                        clang::ento::CheckerContext &C) const;
  void checkEndAnalysis(clang::ento::ExplodedGraph &Graph,
                        clang::ento::BugReporter &Reporter,
                        clang::ento::ExprEngine &Engine) const;

  /// Prints the lock set, for whoever dumps the exploded graph.
  void printState(llvm::raw_ostream &Out, clang::ento::ProgramStateRef State,
                  const char *NL, const char *Sep) const override;

  void enableRule(sp_rule Rule, clang::ento::CheckerNameRef Name);

  bool Coverage = false;    ///< Name the functions that were not finished.
  bool Alone = false;       ///< No other checker needs what is cut short.
  bool CoreEnabled = false; ///< Clang's core checkers run too.
  unsigned MostVisits = 0;  ///< Of a block, where no loop asks for more.

private:
  /// The function that the exploration started in, and what is known of it.
  struct Root {
    const clang::Decl *Function = nullptr;
    bool Relevant = false;
    bool EntryPoint = false;
    const sp_callback *Callback = nullptr; ///< If it is an entry point.
    bool HoldsItsMessage = false; ///< The port driver does, while it runs.
    int HeldSpinLock = 0;         ///< The same; 0 is none.
    bool IsAtDeviceIrql = false;  ///< The lock of an interrupt is held.
    bool HoldsCancel = false;     ///< The cancel spin lock, and gives it back.
  };
  const Root &rootOf(const clang::LocationContext *Frame) const;

  /// Does a function on the stack own locks? Outside of these nothing is worth
  /// remembering.
  bool ownsLocks(const clang::LocationContext *Frame) const;

  LockCall lockCall(const clang::ento::CallEvent &Call,
                    clang::ento::CheckerContext &C) const;
  /// Of a release as a writer: is the lock that of a writer from its acquire
  /// on, since the file does not name the routine that makes a reader one?
  /// Functions of other files that do are not followed.
  bool isUnconverted(sp_lock_kind Kind) const;
  void acquire(const LockCall &Lock, const clang::ento::CallEvent &Call,
               clang::ento::CheckerContext &C) const;
  void release(const LockCall &Lock, const clang::ento::CallEvent &Call,
               clang::ento::CheckerContext &C) const;
  /// The same of a lock that a pointer names.
  void acquirePointed(const LockCall &Lock, const clang::ento::CallEvent &Call,
                      clang::ento::CheckerContext &C) const;
  struct Judged {
    sp_verdict Verdict;
    Differences Differ; ///< What it rests on.
  };
  /// Lets the automaton say what \p Event does to the locks of \p State, which
  /// \p Does, and notes which of them it cannot be told apart from.
  Judged judge(decltype(sp_lockset_acquire) *Does, const sp_event &Event,
               const LockSite *Site, clang::ento::ProgramStateRef &State) const;
  bool takeBriefly(const clang::ento::CallEvent &Call,
                   clang::ento::CheckerContext &C) const;
  void releasePointed(const LockCall &Lock, const clang::ento::CallEvent &Call,
                      clang::ento::CheckerContext &C) const;
  /// What both come to, when it is known what is given back.
  void giveBack(const sp_event &Event, const LockSite *Site,
                clang::ento::ProgramStateRef State,
                clang::ento::CheckerContext &C) const;
  /// A call of a routine that may not be called while a lock is held.
  void useRoutine(const RoutineUse &Use, const clang::ento::CallEvent &Call,
                  clang::ento::CheckerContext &C) const;
  bool skipIrrelevant(const clang::ento::CallEvent &Call,
                      clang::ento::CheckerContext &C) const;
  bool applyOwnSummary(const clang::ento::CallEvent &Call,
                       clang::ento::CheckerContext &C) const;
  bool skipStated(const clang::ento::CallEvent &Call,
                  clang::ento::CheckerContext &C) const;

  /// Does a call of it lead to locks, in this unit, by way of others, or by a
  /// pointer?
  bool reachesLocks(const clang::FunctionDecl *Callee) const;
  /// Takes a call of a function that is proved to be right, and cannot do what
  /// the locks of the path rule out, as if it did nothing to locks.
  bool skipProved(const clang::ento::CallEvent &Call,
                  clang::ento::CheckerContext &C) const;
  /// The state where facts of a summary hold; null if they cannot.
  clang::ento::ProgramStateRef
  assumeFacts(const sp_summary_fact *List, size_t Count,
              const clang::ento::CallEvent &Call,
              clang::ento::ProgramStateRef State) const;
  /// Can the call do what a lock of the path rules out?
  bool mayTouch(const sp_touch &Touch, const clang::ento::CallEvent &Call,
                clang::ento::CheckerContext &C) const;

  /// Does what the summary of a function in another file says, in place of the
  /// call. False if there is none, or none is needed.
  bool applySummary(const clang::ento::CallEvent &Call,
                    clang::ento::CheckerContext &C) const;
  /// Does what the ways of a function of the plan say, in place of the call.
  /// False if they do not tell what happens here.
  bool applyWays(size_t Function, const clang::ento::CallEvent &Call,
                 clang::ento::CheckerContext &C) const;
  /// Follows one of them. False if it cannot be taken here.
  bool applyWay(const sp_way &Way, unsigned Number,
                const clang::ento::CallEvent &Call,
                clang::ento::CheckerContext &C) const;
  /// \p State by the outcomes of \p Conditions, of which some may be unknown.
  llvm::SmallVector<clang::ento::ProgramStateRef, 2>
  splitBy(llvm::ArrayRef<sp_node> Conditions,
          const clang::ento::CallEvent &Call,
          clang::ento::ProgramStateRef State) const;
  /// Follows \p Way from the state \p Before the call, that of \p Reader.
  void followWay(const sp_way &Way, unsigned Number,
                 const clang::ento::CallEvent &Call, SummaryReader &Reader,
                 clang::ento::ProgramStateRef Before,
                 clang::ento::CheckerContext &C) const;
  struct AppliedWay;
  LockSite &siteElsewhere(const AppliedWay &Applied, size_t Effect) const;
  const Finding *applyEffect(AppliedWay &Applied, size_t Effect) const;
  void nameAcquire(AppliedWay &Applied, size_t Effect, const LockSite &Site,
                   sp_event &Event) const;
  void storeResults(AppliedWay &Applied) const;

  void reportSurvey(clang::ento::AnalysisManager &Manager,
                    clang::ento::BugReporter &Reporter) const;
  /// Lets a separate run report, and only models the routines from here on.
  void leaveReports(clang::ento::AnalysisManager &Manager) const;
  /// Is \p Function explored for what the proof has nothing to do with?
  bool isForUnchecked(const clang::Decl *Function) const {
    return Types[SP_RULE_UNCHECKED_STATUS] && Facts.isLockRelevant(Function);
  }
  /// Can the caller learn what happened in the call?
  bool tellsCaller(const clang::ento::CallEvent &Call,
                   clang::ento::CheckerContext &C) const;
  /// The function that uses locks or decides about them, and that the call runs
  /// without the path going through it; null if there is none.
  const clang::FunctionDecl *missedBy(const clang::ento::CallEvent &Call,
                                      clang::ento::CheckerContext &C) const;
  void noteUnresolved(const clang::ento::CallEvent &Call,
                      clang::ento::CheckerContext &C) const;
  void lend(clang::ento::CheckerContext &C) const;
  void lendCancel(clang::ento::ProgramStateRef State,
                  clang::ento::CheckerContext &C) const;
  /// Does the function that the path is in destroy what it does not show?
  bool isMisleading(clang::ento::CheckerContext &C) const;
  bool isForbidden(clang::ento::CheckerContext &C, bool Spin = false) const;
  bool mindsTouches(clang::ento::CheckerContext &C) const;
  /// Ends a path that cannot come to an open call any more.
  bool endsIdlePath(clang::ento::CheckerContext &C) const;

  /// The state with what stable fields say (see settleStable); null, and the
  /// path is at its end, when it cannot happen.
  clang::ento::ProgramStateRef settled(clang::ento::CheckerContext &C) const;

  const LockSite *siteOf(const LockCall &Lock,
                         const clang::ento::MemRegion *Slot,
                         clang::ento::CheckerContext &C) const;
  /// Notes which lock of \p Before the event's lock cannot be told apart from;
  /// it is called \p Named.
  void noteDoubts(const sp_verdict &Verdict, const sp_event &Event,
                  const LockSite *Here, const LockVector &Before,
                  clang::ento::ProgramStateRef State) const;
  /// Notes that a lock of the caller was released, or is left to it.
  void noteHandedOver(clang::ento::ProgramStateRef State) const;
  /// What is right or wrong at \p Place could not be told on a path.
  void noteUnclear(const sp_verdict &Verdict, const clang::Stmt *Place,
                   clang::ento::ProgramStateRef State) const;
  bool isToBeReported(const sp_verdict &Verdict,
                      clang::ento::ProgramStateRef State,
                      clang::ento::CheckerContext &C) const;
  void conclude(const sp_verdict &Verdict, const LockSite *Here,
                const Differences &Differ, clang::ento::ProgramStateRef State,
                clang::ento::CheckerContext &C) const;
  /// Reports what is wrong at the call at hand, in the frame of its owner, and
  /// goes on from \p State.
  void reportHere(const Finding &Found, clang::ento::ProgramStateRef State,
                  clang::ento::CheckerContext &C) const;
  /// See Exploration::Elsewhere; \p IsOpen if not all was explored.
  std::set<std::string> wantedElsewhere(bool IsOpen) const;
  /// False if the path cannot happen. What is not to be reported, or was, is as
  /// good as reported.
  bool report(const Finding &Found, clang::ento::ExplodedNode *Node,
              clang::ento::BugReporter &Reporter,
              const PlacedWay *Way = nullptr) const;
  void reportOrWait(const Finding &Found, clang::ento::ExplodedNode *Node,
                    clang::ento::BugReporter &Reporter) const;
  void reportRefuted(clang::ento::BugReporter &Reporter) const;
  void reportLeaks(clang::ento::BugReporter &Reporter) const;
  /// The order of two releases that is not told of the last root, which only
  /// leaks the inner lock, may be told of another, which does not. To be called
  /// when the reports of that root are written: they refer to Reported.
  void forgetOnlyLeaked() const;
  /// Takes note of what is wrong at \p Place. Is it new?
  bool noteMet(const sp_verdict &Verdict, const clang::Stmt *Place) const;
  void noteLedThrough(const LockSite &Here,
                      const clang::StackFrameContext *Owner) const;
  void noteReleases(clang::ento::ProgramStateRef State,
                    const LockSite *Here) const;
  void reportUnchecked(const sp_lock &Lock,
                       clang::ento::CheckerContext &C) const;

  mutable UnitFacts Facts;
  mutable Predicates Looking;
  mutable AddressValues Addresses;
  mutable Root Current;
  mutable std::unique_ptr<clang::ento::BugType>
      Types[SP_RULE_COUNT]; ///< Of enabled rules.
  clang::ento::CheckerNameRef Names[SP_RULE_COUNT];

  // What the sites and findings of one exploration point to.
  mutable std::map<
      std::pair<const clang::CallExpr *, const clang::StackFrameContext *>,
      std::unique_ptr<LockSite>>
      Sites, RoutineSites; ///< A call may be both.
  mutable std::map<
      std::tuple<const clang::Expr *, const clang::StackFrameContext *,
                 unsigned, size_t>,
      std::unique_ptr<LockSite>>
      SitesElsewhere; ///< By call, way and effect.
  mutable std::vector<std::unique_ptr<Finding>> Findings;
  mutable OutrunLocks Outrun;
  struct FoundAt {
    const Finding *Found;
    clang::ento::ExplodedNode *End;
  };
  /// Leaks are reported when all paths to them are known; and so is what the
  /// first path to it could not lead to.
  mutable std::vector<FoundAt> Leaks, Refuted;
  mutable Releases Released;
  mutable Targets Wanted; ///< Of the function that is explored.
  /// The step that the exploration is at, how many are worth the while, and
  /// whether that was too few.
  mutable size_t Step = 0, Steps = SIZE_MAX;
  mutable bool OutOfSteps = false;
  /// Mistakes that the exploration has met, by rule, lock and place, the step
  /// at which the last one was, and whether any can happen.
  mutable std::set<std::tuple<sp_rule, const LockSite *, const clang::Stmt *>>
      Met;
  mutable size_t LastMet = 0;
  mutable bool AnyCanHappen = false;
  /// Calls at which a mistake was found that may be another one on another
  /// path, and the step at which that is given up.
  mutable std::map<const clang::Stmt *, size_t> Awaited;
  /// Calls that mistakes of their callers led through.
  mutable llvm::SmallSetVector<const clang::Stmt *, 8> LedThrough;
  mutable bool EndedOpenLoop = false;
  mutable bool Misled = false; ///< The path met a misleading function.
  mutable llvm::DenseMap<const clang::FunctionDecl *, bool> Misleading;
  mutable const clang::Expr *Evaluated =
      nullptr;                   ///< The last call, by evalCall.
  mutable bool Applying = false; ///< A summary, in place of a call.
  mutable bool Escaping = false; ///< Pointers escape, and nothing is written.
  mutable bool AllWays = false;  ///< It has all ways that the call can go.
  mutable llvm::SmallSetVector<const clang::FunctionDecl *, 4> NotEntered;
  mutable std::set<std::string> Doubts; ///< What could not be told apart.
  mutable std::set<std::string> Leads;  ///< Of calls that were not resolved.
  mutable bool HandsLocks = false;      ///< See Exploration.
  mutable bool MakesLead = false;       ///< See Exploration::MadeUnresolved.
  /// What of other units was called or read.
  mutable std::set<std::string> Lacking;
  /// What of these decides about what was found, and may decide about the rest.
  mutable std::set<std::string> FoundOn, Deciding;
  /// Calls at which it could not be told which lock or saved IRQL it is.
  mutable llvm::SmallSetVector<const clang::Stmt *, 4> Unclear;
  /// Unseen code that was given a saved IRQL; null for a pointer to it.
  mutable llvm::SmallSetVector<const clang::FunctionDecl *, 4> GivenAway;

  /// Mistakes that were reported, from which root, and how: a helper that is
  /// inlined into two functions makes its own mistake once, and one that takes
  /// this lock or that is misused once.
  using ReportKey =
      std::tuple<sp_rule, const clang::Stmt *, const clang::Stmt *>;
  mutable std::map<ReportKey, std::pair<const clang::Decl *, Sentence>>
      Reported;
  /// Those of the last root that are about the order of two releases.
  mutable std::vector<std::pair<const Finding *, ReportKey>> Orders;
  mutable std::set<std::pair<ReportKey, Sentence>> Shown; ///< To be feasible.
  mutable std::map<ReportKey, unsigned> TimesShown;
};

/// The state after a function that cannot be seen returned anything.
clang::ento::ProgramStateRef unseen(const clang::ento::CallEvent &Call,
                                    clang::ento::CheckerContext &C);

/// \p Value is about to be written to \p Cell by \p At, which may be an
/// expression: takes note of what the cell has of it, if it has no room for it
/// all.
clang::ento::ProgramStateRef
noteNarrowed(clang::ento::ProgramStateRef State,
             const clang::ento::TypedValueRegion *Cell, clang::ento::SVal Value,
             const clang::Stmt *At);

/// The state in which \p Condition, a number that was read and that nobody
/// knows, has a symbol; null if it is none. The analyzer would ask whether the
/// address is null that it was read from, and follow one branch only.
clang::ento::ProgramStateRef withBothBranches(const clang::Stmt *Condition,
                                              clang::ento::CheckerContext &C);

/// Is \p Condition such a symbol?
bool restsOnUnknownRead(clang::ento::SVal Condition);

/// The state in which \p Where is about to be written by \p Writer.
clang::ento::ProgramStateRef beforeWrite(clang::ento::ProgramStateRef State,
                                         clang::ento::SVal Where,
                                         const clang::Stmt *Writer,
                                         clang::ento::CheckerContext &C,
                                         const UnitFacts &Facts);

/// Is \p Argument NULL on this path only because a macro, or a function that
/// has returned, guards itself against that? It says nothing of what its caller
/// may have.
bool isNullByGuard(const clang::Expr *Argument, const clang::CallExpr *Call,
                   clang::ento::CheckerContext &C);

/// \p State, where the pointers are not NULL, if they need not be.
clang::ento::ProgramStateRef
notNull(clang::ento::ProgramStateRef State,
        std::initializer_list<clang::ento::SVal> Pointers);

/// The function that a call by \p Callee leads to, of which the path has \p
/// Value, where the analyzer does not say so: of a pointer that was one to void
/// in between, and of a table, or a pointer, that is only read, as it reads
/// numbers from constants, but no functions. Null if it is not known.
const clang::FunctionDecl *calledBy(const clang::Expr *Callee,
                                    clang::ento::SVal Value,
                                    const UnitFacts &Facts);

/// Is the call one of a member function of an object on the stack?
bool isObjectLocal(const clang::ento::CallEvent &Call,
                   clang::ento::CheckerContext &C);

/// How a lock is called where two are told of.
std::string nameOfLock(const LockSite *Site, clang::ASTContext &Context);
/// The same in a sentence: "the lock of 'Queue->Lock'".
std::string phraseOfLock(const LockSite *Site, clang::ASTContext &Context);

// Where an effect of a summary happens, in the words of the source: Trails.cpp.

/// Where the effect happens, and by way of which functions.
std::string whereIs(const sp_summary_effect &Effect);
/// The calls on the way to the effect, each a step for the reader. The lines
/// count from where the function begins, as functions move.
std::string stepsTo(const sp_summary_effect &Effect);
/// What \p Reader calls the message of \p Effect; a number by the name that it
/// has where the lock is taken or given back.
std::string messageOf(const sp_summary_effect &Effect, SummaryReader &Reader);
/// The STOR_SPINLOCK that the routine takes where the trail ends; -1 if none,
/// or if that does not show.
int64_t takenAtEnd(const sp_program *Program, const sp_summary_effect &Effect);

} // namespace spinpair

#endif
