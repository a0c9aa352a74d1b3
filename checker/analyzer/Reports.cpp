//===- Reports.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Reports.h"
#include "CallModels.h"
#include "Compat.h"
#include "Links.h"
#include "MsiLockChecker.h"
#include "Plan.h"
#include "OwnCode.h"
#include "PathValues.h"
#include "StableFields.h"

#include "clang/AST/ParentMap.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Lexer.h"
#include "clang/StaticAnalyzer/Core/BugReporter/BugReporterVisitors.h"

using namespace clang;
using namespace ento;

namespace spinpair {

const char LockNoteTag[] = "spinpair: a note of a lock";
const char CauseNoteTag[] = "spinpair: the call that is wrong";

const ProgramPointTag *hasHappened() {
  static const SimpleProgramPointTag Tag("spinpair", "A mistake has happened");
  return &Tag;
}

//===----------------------------------------------------------------------===//
// Who owns it, and what it is called there
//===----------------------------------------------------------------------===//

static const StackFrameContext *above(const StackFrameContext *Frame) {
  const LocationContext *Parent = Frame->getParent();
  return Parent ? Parent->getStackFrame() : nullptr;
}

static const StackFrameContext *commonFrame(const StackFrameContext *A,
                                            const StackFrameContext *B) {
  while (A != B && !A->isParentOf(B))
    A = above(A);
  return A;
}

static const ParmVarDecl *parameterIn(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  return Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
}

/// The variable that \p E is read from or reached through: `lock` for
/// `lock->Context.OldIrql` and `*old`.
static const Expr *rootOf(const Expr *E) {
  while (true) {
    E = E->IgnoreParenCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      E = Member->getBase();
    else if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      E = Unary->getSubExpr();
    else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
      E = Element->getBase();
    else
      return E;
  }
}

/// What the caller of \p Frame passed for \p Parameter, or null.
static const Expr *passedFor(const ParmVarDecl *Parameter,
                             const StackFrameContext *Frame) {
  unsigned Index = Parameter->getFunctionScopeIndex();
  const Stmt *Site = Frame->getCallSite();
  if (const auto *Call = dyn_cast_or_null<CallExpr>(Site)) {
    if (isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Frame->getDecl()))
      ++Index; // the object comes first
    return Index < Call->getNumArgs() ? Call->getArg(Index) : nullptr;
  }
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Site))
    return Index < Construct->getNumArgs() ? Construct->getArg(Index) : nullptr;
  return nullptr;
}

static bool belongsTo(const ParmVarDecl *Parameter,
                      const StackFrameContext *Frame) {
  const auto *Function = dyn_cast<FunctionDecl>(Frame->getDecl());
  const auto *Home = dyn_cast<FunctionDecl>(Parameter->getDeclContext());
  return Function && Home &&
         Function->getCanonicalDecl() == Home->getCanonicalDecl();
}

const Expr *asWrittenBy(const StackFrameContext *Owner,
                        const StackFrameContext *Frame, const Expr *Argument) {
  while (Frame && Frame != Owner) {
    const ParmVarDecl *Parameter = parameterIn(Argument);
    if (!Parameter || !belongsTo(Parameter, Frame))
      break;
    const Expr *Passed = passedFor(Parameter, Frame);
    if (!Passed)
      break;
    Argument = Passed;
    Frame = above(Frame);
  }
  return Argument;
}

/// The outermost frame that \p Argument of a call in \p Frame came through as a
/// parameter: whoever is not handed the value there is to blame for it.
static const StackFrameContext *originOf(const StackFrameContext *Frame,
                                         const Expr *Argument) {
  while (const StackFrameContext *Caller = above(Frame)) {
    const ParmVarDecl *Parameter = parameterIn(rootOf(Argument));
    if (!Parameter || !belongsTo(Parameter, Frame))
      break;
    Argument = passedFor(Parameter, Frame);
    if (!Argument)
      break;
    Frame = Caller;
  }
  return Frame;
}

/// The frame above \p Owner that chose the code which \p Site is part of, where
/// \p Owner only called what it was given: a lambda or a function pointer.
static const StackFrameContext *chooserOf(const StackFrameContext *Owner,
                                          const StackFrameContext *Site) {
  while (Site != Owner && above(Owner)) {
    const StackFrameContext *Called = Site;
    while (above(Called) != Owner)
      Called = above(Called);
    const auto *Call = dyn_cast_or_null<CallExpr>(Called->getCallSite());
    if (!Call)
      break;
    const Expr *Callee = isa<CXXOperatorCallExpr>(Call) && Call->getNumArgs()
                             ? Call->getArg(0)
                             : Call->getCallee();
    const ParmVarDecl *Given = parameterIn(rootOf(Callee));
    if (!Given || !belongsTo(Given, Owner) ||
        isa<MemberExpr>(Callee->IgnoreParenCasts()))
      break;
    Owner = above(Owner);
  }
  return Owner;
}

namespace {

/// The message of a lock, as a function names it.
struct NamedMessage {
  const ParmVarDecl *Given = nullptr; ///< If it is a parameter.
  bool IsLocal = false;               ///< Is it read from a variable there?

  NamedMessage() = default;

  NamedMessage(const Expr *Written, const StackFrameContext *Owner) {
    const ParmVarDecl *Parameter = parameterIn(Written);
    if (Parameter && belongsTo(Parameter, Owner))
      Given = Parameter;
    const auto *Ref = dyn_cast<DeclRefExpr>(rootOf(Written));
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    IsLocal = Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var);
  }

  NamedMessage(const LockSite &Site, const StackFrameContext *Owner) {
    if (!Site.Other) {
      *this = NamedMessage(
          asWrittenBy(Owner, Site.Frame, Site.Call.message()), Owner);
      return;
    }
    IsLocal = Site.Frame != Owner; // its name means something elsewhere
    if (const auto *Function = dyn_cast<FunctionDecl>(Owner->getDecl()))
      for (const ParmVarDecl *Parameter : Function->parameters())
        if (!IsLocal && Parameter->getName() == Site.Other->Message)
          Given = Parameter;
  }
};

} // namespace

/// The innermost frame that says that two locks, which \p Owner takes for two,
/// are one: it passes one message for both.
static const StackFrameContext *whoMadeThemOne(const StackFrameContext *Owner,
                                               const LockSite &First,
                                               const LockSite &Second) {
  NamedMessage A(First, Owner), B(Second, Owner);
  while (A.Given != B.Given && !A.IsLocal && !B.IsLocal && above(Owner)) {
    const StackFrameContext *Caller = above(Owner);
    for (NamedMessage *Each : {&A, &B})
      if (const ParmVarDecl *Parameter = Each->Given) {
        const Expr *Passed = passedFor(Parameter, Owner);
        if (!Passed)
          return Owner;
        *Each = NamedMessage(Passed, Caller);
      }
    Owner = Caller;
  }
  return Owner;
}

/// What a release is told that its caller chose: the IRQL or the handle, or
/// else the lock.
static const Expr *whatReleases(const LockCall &Call) {
  return Call.saves() ? Call.oldIrql() : Call.lockPointer();
}

const StackFrameContext *ownerOf(const sp_verdict &Verdict,
                                 const LockSite *Here) {
  const StackFrameContext *Owner = Here->Frame;
  if (Verdict.rule == SP_RULE_FORBIDDEN_CALLBACK ||
      (Verdict.lock.flags & SP_LOCK_LENT)) {
    while (above(Owner))
      Owner = above(Owner);
    return Owner;
  }
  auto Include = [&Owner](sp_value Handle) {
    if (const LockSite *Site = LockSite::of(Handle))
      Owner = commonFrame(Owner, Site->Frame);
  };
  Include(Verdict.lock.acquired_at);
  Include(Verdict.lock.released_at);
  Include(Verdict.other.acquired_at);
  if (const LockSite *Held = LockSite::of(Verdict.lock.acquired_at);
      Held && Verdict.rule == SP_RULE_DOUBLE_ACQUIRE)
    Owner = whoMadeThemOne(Owner, *Held, *Here);
  if (Here->Other)
    return chooserOf(Owner, Here->Frame);
  if (Verdict.rule == SP_RULE_RELEASE_NOT_HELD ||
      Verdict.rule == SP_RULE_SPIN_RELEASE_NOT_HELD ||
      Verdict.rule == SP_RULE_KERNEL_RELEASE_NOT_HELD)
    Owner = originOf(Here->Frame, whatReleases(Here->Call));
  else if (Verdict.rule == SP_RULE_OLD_IRQL_MISMATCH ||
           Verdict.rule == SP_RULE_SPIN_HANDLE_MISMATCH ||
           Verdict.rule == SP_RULE_KERNEL_OLD_IRQL_MISMATCH ||
           Verdict.rule == SP_RULE_KERNEL_HANDLE_MISMATCH)
    Owner = commonFrame(Owner, originOf(Here->Frame, whatReleases(Here->Call)));
  else if (Verdict.rule == SP_RULE_KERNEL_LOCK_MISMATCH)
    Owner = commonFrame(Owner, originOf(Here->Frame, Here->Call.lockPointer()));
  else if (Verdict.rule == SP_RULE_MESSAGE_ID_MISMATCH)
    Owner = commonFrame(Owner, originOf(Here->Frame, Here->Call.message()));
  else if (Verdict.rule == SP_RULE_NULL_ARGUMENT)
    Owner = originOf(Here->Frame, Here->Call.adapter());
  return chooserOf(Owner, Here->Frame);
}

static std::string lockFor(const char *Message) {
  return std::string("MSI spin lock for message '") + Message + "'";
}

std::string describe(const sp_breach &Breach, const sp_program *Program) {
  std::string There;
  if (Breach.note_count)
    There =
        std::string("'") +
        sp_program_get(Program, Breach.notes[Breach.note_count - 1].function)
            ->shown +
        "'";
  const std::string Lock = lockFor(Breach.message);
  const bool Alike = Breach.other && StringRef(Breach.other) == Breach.message;
  const auto Others =
      llvm::count_if(llvm::ArrayRef(Breach.notes, Breach.note_count),
                     [](const sp_breach_note &Note) {
                       return Note.reason == SP_OTHER_INNER;
                     });
  if (Breach.rule == SP_RULE_LOCK_ORDER && Others > 1)
    return Lock + " is acquired while the one for " +
           (Alike ? "another value of '" : "message '") + Breach.other +
           "' is held, which closes a ring of " + std::to_string(Others + 1) +
           " locks that ends in " + There;
  if (Breach.rule == SP_RULE_LOCK_ORDER)
    return Lock + " is acquired while the one for " +
           (Alike ? "another value of '" : "message '") + Breach.other +
           "' is held, and in " + There + " the other way round";
  if (Breach.rule == SP_RULE_SHARED_OLD_IRQL)
    return Lock + " saves its IRQL in '" + Breach.slot + "', where " +
           (Breach.other && !Alike
                ? "that for message '" + std::string(Breach.other) +
                      "' saves its own, too"
                : std::string("those for other messages save theirs, too"));
  return Lock + " is acquired, but the driver " +
         (Breach.note_count
              ? "asks for another mode than InterruptSynchronizePerMessage, "
                "in " +
                    There
              : "never asks for InterruptSynchronizePerMessage");
}

std::string describeNote(const sp_breach_note &Note) {
  switch (Note.reason) {
  case SP_OTHER_MODE:
    return "Another mode is asked for here";
  case SP_SAME_SLOT:
    return lockFor(Note.message) + " saves its IRQL in the same place";
  case SP_ONE_MESSAGE:
    return std::string("Here it is message '") + Note.message + "'";
  case SP_OUTER:
    return lockFor(Note.message) + " is acquired here";
  case SP_OTHER_OUTER:
    return "Elsewhere, " + lockFor(Note.message) + " is acquired first";
  case SP_OTHER_INNER:
    return lockFor(Note.message) + " is acquired while the other one is held";
  }
  return "";
}

const Stmt *callIn(const StackFrameContext *Owner, const LockSite &Site) {
  const StackFrameContext *Frame = Site.Frame;
  const Stmt *Call = Site.Call.Call;
  while (Frame && Frame != Owner) {
    if (Frame->getCallSite())
      Call = Frame->getCallSite();
    Frame = above(Frame);
  }
  return Call;
}

namespace {

/// Follows a value through the variables and members of function bodies.
class ValueFlow {
public:
  void addSource(const Stmt *Source) { Sources.insert(Source); }

  /// Finds out in \p Body where the value is kept.
  void follow(const Stmt *Body) {
    size_t Before;
    do {
      Before = Holders.size();
      visit(Body);
    } while (Holders.size() != Before);
  }

  bool carries(const Stmt *S) const {
    if (!S)
      return false;
    if (Sources.count(S))
      return true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      return Holders.count(Ref->getDecl()) != 0;
    if (const auto *Member = dyn_cast<MemberExpr>(S))
      if (Holders.count(Member->getMemberDecl()))
        return true;
    for (const Stmt *Child : S->children())
      if (carries(Child))
        return true;
    return false;
  }

private:
  void visit(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          if (carries(Var->getInit()))
            Holders.insert(Var);
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
      if (Binary->isAssignmentOp() && carries(Binary->getRHS())) {
        const Expr *Target = Binary->getLHS()->IgnoreParens();
        if (const auto *Ref = dyn_cast<DeclRefExpr>(Target))
          Holders.insert(Ref->getDecl());
        else if (const auto *Member = dyn_cast<MemberExpr>(Target))
          Holders.insert(Member->getMemberDecl());
      }
    }
    for (const Stmt *Child : S->children())
      visit(Child);
  }

  llvm::SmallPtrSet<const Stmt *, 4> Sources;
  llvm::DenseSet<const Decl *> Holders;
};

} // namespace

/// Is the acquire in the lock set, held or failed?
static bool knows(ProgramStateRef State, const LockSite &Acquire) {
  for (const sp_lock &Lock : locksOf(State))
    if (LockSite::of(Lock.acquired_at) == &Acquire)
      return true;
  return false;
}

bool isStatusTested(const LockSite &Acquire, const ExplodedNode *Node) {
  // The status itself, and what functions return that may return it.
  ValueFlow Flow;
  Flow.addSource(Acquire.Call.Call);
  for (const StackFrameContext *Frame = Acquire.Frame; Frame;
       Frame = above(Frame))
    if (Frame->getCallSite())
      Flow.addSource(Frame->getCallSite());
  for (const StackFrameContext *Frame = Acquire.Frame; Frame;
       Frame = above(Frame))
    Flow.follow(Frame->getDecl()->getBody());

  for (; Node && knows(Node->getState(), Acquire); Node = Node->getFirstPred())
    if (auto Edge = Node->getLocationAs<BlockEdge>())
      if (Flow.carries(Edge->getSrc()->getTerminatorCondition()))
        return true;
  return false;
}

std::string sourceText(const Expr *E, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  // A macro is named as it was written, with all that it expands to; but what a
  // macro was given is named without the parentheses that it adds.
  E = E->IgnoreImpCasts();
  while (const auto *Paren = dyn_cast<ParenExpr>(E)) {
    const Expr *Inner = Paren->getSubExpr()->IgnoreImpCasts();
    if (Paren->getBeginLoc().isMacroID() &&
        !(Sources.isMacroBodyExpansion(Paren->getBeginLoc()) &&
          !Sources.isMacroBodyExpansion(Inner->getBeginLoc())))
      break;
    E = Inner;
  }
  const LangOptions &Options = Context.getLangOpts();
  CharSourceRange Range = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(E->getSourceRange()), Sources, Options);
  std::string Text = Lexer::getSourceText(Range, Sources, Options).str();
  if (Text.empty() || Text.find('\n') != std::string::npos) {
    Text.clear();
    llvm::raw_string_ostream Out(Text);
    E->printPretty(Out, nullptr, PrintingPolicy(Options));
    Out.flush();
  }
  return Text;
}

//===----------------------------------------------------------------------===//
// Sentences
//===----------------------------------------------------------------------===//

namespace {

class Wording {
public:
  Wording(const Finding &Found)
      : Found(Found), Verdict(Found.Verdict),
        Context(Found.Owner->getDecl()->getASTContext()) {}

  std::string message() const {
    const std::string Lock = theLock(Verdict.lock);
    switch (Verdict.rule) {
    case SP_RULE_LEAK:
    case SP_RULE_SPIN_LEAK:
    case SP_RULE_KERNEL_LEAK:
      return Lock + " is still held on return";
    case SP_RULE_DOUBLE_ACQUIRE:
    case SP_RULE_SPIN_DOUBLE_ACQUIRE:
    case SP_RULE_KERNEL_DOUBLE_ACQUIRE:
      if ((Verdict.lock.flags & SP_LOCK_LENT) && Found.Here->isSpin())
        return Lock + " is acquired in " + Found.Callback->name +
               ", which runs with it held";
      if (Verdict.lock.flags & SP_LOCK_LENT)
        return Lock + " is acquired in the interrupt routine of the message, "
                      "which runs with it held";
      return Lock + " is acquired again while it is held";
    case SP_RULE_DOUBLE_RELEASE:
    case SP_RULE_SPIN_DOUBLE_RELEASE:
    case SP_RULE_KERNEL_DOUBLE_RELEASE:
      return Lock + " is released again, but was released before";
    case SP_RULE_RELEASE_NOT_HELD:
      if (Verdict.lock.flags & SP_LOCK_LENT)
        return Lock + " is released in the interrupt routine of the message, "
                      "for which the port driver holds it";
      return Lock + " is released, but was never acquired";
    case SP_RULE_SPIN_RELEASE_NOT_HELD:
      if (Verdict.lock.phase != SP_FAILED)
        return Lock + " is released, but no acquire filled the handle";
      return Lock + " is released, but its acquire failed";
    case SP_RULE_KERNEL_RELEASE_NOT_HELD:
      return Lock + (Found.Here->hasPointer() && namesNoLock(Found.Here)
                         ? " is released, but no acquire filled the handle"
                         : " is released, but was never acquired");
    case SP_RULE_KERNEL_LOCK_MISMATCH:
      return theLockOf(Found.Here) + " is released, but the one held is " +
             forWhat(siteOf(Verdict.lock));
    case SP_RULE_KERNEL_HANDLE_MISMATCH:
      return wrongQueueHandle(Lock);
    case SP_RULE_KERNEL_WRONG_FORM:
      return Lock + " is acquired by " + routineAt(siteOf(Verdict.lock)) +
             ", and released by " + routineAt(Found.Here);
    case SP_RULE_FAILED_ACQUIRE:
      return Lock + " is released, but its acquire failed";
    case SP_RULE_MESSAGE_ID_MISMATCH:
      return otherMessage();
    case SP_RULE_EXTENSION_MISMATCH:
      return otherAdapter();
    case SP_RULE_OLD_IRQL_MISMATCH:
    case SP_RULE_KERNEL_OLD_IRQL_MISMATCH:
      return Lock + " is released with " + givenIrql();
    case SP_RULE_RELEASE_ORDER:
      return Lock +
             " is released with its own saved IRQL while the inner one " +
             forOther(siteOf(Verdict.other)) + " is held";
    case SP_RULE_SPIN_RELEASE_ORDER:
      return Lock + " is released while the inner " + theLock(Verdict.other) +
             " is held";
    case SP_RULE_KERNEL_RELEASE_ORDER:
      return Lock + " is released while the inner " +
             forWhat(siteOf(Verdict.other)) + " is held";
    case SP_RULE_SPIN_HANDLE_MISMATCH:
      return wrongHandle(Lock);
    case SP_RULE_SPIN_LOCK_ORDER:
      if (Found.Here->Use)
        return std::string(Found.Here->Use.Row->name) + " is called while " +
               Lock + " is held";
      return theLockOf(Found.Here) + " is acquired while " + Lock +
             (Found.Here->isSpin() ? " is held, which is to be taken last"
                                   : " is held, which includes it");
    case SP_RULE_NULL_ARGUMENT:
      return Lock +
             (Found.Here->isAcquire() ? " is acquired with "
                                      : " is released with ") +
             (adapterIsNull() ? "HwDeviceExtension" : "OldIrql") + " NULL";
    case SP_RULE_LOCK_ORDER:
      return std::string(Found.Here->Use.Row->name) + taken() + " while the " +
             Lock + " is held";
    case SP_RULE_IRQL_TOO_HIGH:
    case SP_RULE_KERNEL_IRQL_TOO_HIGH:
      return std::string(Found.Here->Use.Row->name) + " is limited to " +
             sp_irql_name(Found.Here->Use.Row->max_irql) +
             ", and is called while " + inSentence(Verdict.lock) + " is held";
    case SP_RULE_FORBIDDEN_CALLBACK:
      return Lock + " is acquired in " + Found.Callback->name +
             ", which may take no lock";
    case SP_RULE_SYNC_MODE: // nor these: see reportSurvey
    case SP_RULE_SHARED_OLD_IRQL:
    case SP_RULE_UNCHECKED_STATUS:
      break; // not a path: see reportUnchecked
    case SP_RULE_COUNT:
      break;
    }
    return Lock;
  }

  /// A release of another message than the one held, which may be written as
  /// that one was.
  std::string otherMessage() const {
    const LockSite *Held = siteOf(Verdict.lock);
    const std::string Written = messageOf(Held);
    std::string Result = theLockOf(Found.Here) + " is released, but ";
    if (Written != messageOf(Found.Here))
      return Result + "the one held is for message '" + Written + "'";
    if (Held->isAcquire() && isOneName(Held, &LockCall::message))
      return Result + "'" + Written +
             "' has changed since the one held was acquired";
    return Result + "the one held is for another value of '" + Written + "'";
  }

  /// The same of the adapter.
  std::string otherAdapter() const {
    const LockSite *Held = siteOf(Verdict.lock);
    const std::string Written = adapterOf(Held);
    std::string Result = theLockOf(Found.Here) + " is released on adapter '" +
                         adapterOf(Found.Here) + "', but ";
    if (Written != adapterOf(Found.Here))
      return Result + "was acquired on '" + Written + "'";
    if (isOneName(Held, &LockCall::adapter))
      return Result + "'" + Written + "' has changed since it was acquired";
    return Result + "was acquired on another value of '" + Written + "'";
  }

  /// Is the argument of the acquire at \p Held and that of the release at hand,
  /// which are written alike, read from the same variable?
  bool isOneName(const LockSite *Held,
                 const Expr *(LockCall::*Argument)() const) const {
    if (Held->Other || Found.Here->Other)
      return false;
    auto NameIn = [&](const LockSite *Site) {
      const auto *Ref = dyn_cast<DeclRefExpr>(rootOf(
          asWrittenBy(Found.Owner, Site->Frame, (Site->Call.*Argument)())));
      return Ref ? Ref->getDecl() : nullptr;
    };
    return NameIn(Held) && NameIn(Held) == NameIn(Found.Here);
  }

  /// A release by a handle that is not the lock's, or by the wrong function.
  std::string wrongHandle(const std::string &Lock) const {
    const LockSite *Here = Found.Here, *Held = siteOf(Verdict.lock);
    if (!Here->isSpin())
      return Lock + " is released as the " + theLockOf(Here);
    if (!Held->isSpin())
      return Lock + " is released by StorPortReleaseSpinLock, with handle '" +
             handleOf(Here) + "'";
    const std::string Filled = handleOf(Held);
    if (!Held->Other && Filled == handleOf(Here) &&
        isOneName(Held, &LockCall::oldIrql))
      return theLockOf(Here) + " is released, but '" + Filled +
             "' has changed since the acquire of " + Lock + " filled it";
    return theLockOf(Here) + " is released, but the acquire of " + Lock +
           " filled " +
           (Held->Other || Filled == handleOf(Here) ? "another one"
                                                    : "'" + Filled + "'");
  }

  /// theLock(), in the middle of a sentence.
  std::string inSentence(const sp_lock &Lock) const {
    if (Lock.kind == SP_KIND_MESSAGE)
      return "the " + theLock(Lock);
    return sp_kind_has_pointer(Lock.kind) ? forWhat(siteOf(Lock))
                                          : theLock(Lock);
  }

  /// A release by the handle of a queued lock that its acquire did not fill.
  std::string wrongQueueHandle(const std::string &Lock) const {
    const LockSite *Here = Found.Here, *Held = siteOf(Verdict.lock);
    if (!sp_kind_has_handle(Held->kind()) || !namesNoLock(Here))
      return Lock + " is acquired by " + routineAt(Held) +
             ", and released by " + routineAt(Here);
    const std::string Filled = handleOf(Held);
    if (!Held->Other && Filled == handleOf(Here) &&
        isOneName(Held, &LockCall::oldIrql))
      return theLockOf(Here) + " is released, but '" + Filled +
             "' has changed since the acquire of " + forWhat(Held) +
             " filled it";
    return theLockOf(Here) + " is released, but the acquire of " +
           forWhat(Held) + " filled " +
           (Held->Other || Filled == handleOf(Here) ? "another one"
                                                    : "'" + Filled + "'");
  }

  /// Is it a release that is told a handle in place of the lock?
  static bool namesNoLock(const LockSite *Site) {
    return !Site->isAcquire() && sp_kind_has_handle(Site->kind());
  }

  /// The routine that takes or gives back the lock.
  static std::string routineAt(const LockSite *Site) {
    return sp_routine_of_kind(Site->kind(), Site->isAcquire())->name;
  }

  /// The handle that a lock of STOR_SPINLOCK is taken or given back by.
  std::string handleOf(const LockSite *Site) const {
    if (Site->Other) {
      StringRef Cell = Site->Other->Irql;
      if (Site->hasPointer()) {
        if (Cell.consume_back("->OldIrql"))
          return ("*" + Cell).str();
        Cell.consume_back(".OldIrql");
        return Cell.str();
      }
      if (Cell.consume_back("->Context.OldIrql"))
        return ("*" + Cell).str();
      Cell.consume_back(".Context.OldIrql");
      return Cell.str();
    }
    const Expr *Handle =
        asWrittenBy(Found.Owner, Site->Frame, Site->Call.oldIrql());
    if (const auto *Address =
            dyn_cast<UnaryOperator>(Handle->IgnoreParenCasts()))
      if (Address->getOpcode() == UO_AddrOf)
        return sourceText(Address->getSubExpr(), Context);
    return "*" + sourceText(Handle, Context);
  }

  /// What the routine takes that may not be taken any more.
  std::string taken() const {
    std::string Lock = sp_spin_lock_name(Found.Here->Use.SpinLock);
    return Lock.empty() ? " is called" : " takes " + Lock;
  }

  std::string theLock(const sp_lock &Lock) const {
    if ((Lock.flags & SP_LOCK_LENT) && Lock.kind != SP_KIND_MESSAGE)
      return sp_spin_lock_name(Lock.kind);
    // The one of a routine's call is named by nothing in the call.
    const auto *Routine = dyn_cast<FunctionDecl>(Found.Owner->getDecl());
    if ((Lock.flags & SP_LOCK_LENT) && Found.Here->Use && Routine &&
        Routine->getNumParams() >= 2)
      return "MSI spin lock for message '" +
             Routine->getParamDecl(1)->getNameAsString() + "'";
    return theLockOf(siteOf(Lock));
  }

  std::string theLockOf(const LockSite *Site) const {
    if (Site->hasPointer()) {
      if (namesNoLock(Site))
        return "Lock of handle '" + handleOf(Site) + "'";
      std::string Name = forWhat(Site);
      Name[0] = toUppercase(Name[0]);
      return Name;
    }
    if (!Site->isSpin())
      return "MSI spin lock " + forWhat(Site);
    return Site->isAcquire() ? forWhat(Site)
                             : "Lock of handle '" + handleOf(Site) + "'";
  }

  /// "for message 'm'", or what a lock of STOR_SPINLOCK is called.
  std::string forWhat(const LockSite *Site) const {
    if (Site->hasPointer() && !Site->Other && namesNoLock(Site))
      return "lock of handle '" + handleOf(Site) + "'";
    if (Site->isOfMessage())
      return "for message '" + messageOf(Site) + "'";
    if (Site->Other)
      return Site->Other->Message;
    return spinLockName(Site->Call,
                        [&](const Expr *E) { return text(Site->Frame, E); });
  }

  std::string messageOf(const LockSite *Site) const {
    return Site->Other ? Site->Other->Message
                       : text(Site->Frame, Site->Call.message());
  }

  std::string adapterOf(const LockSite *Site) const {
    return Site->Other ? Site->Other->Adapter
                       : text(Site->Frame, Site->Call.adapter());
  }

  std::string text(const StackFrameContext *Frame, const Expr *E) const {
    return sourceText(asWrittenBy(Found.Owner, Frame, E), Context);
  }

private:
  /// Where the lock was acquired, or else released, or else the call at hand.
  const LockSite *siteOf(const sp_lock &Lock) const {
    if (const LockSite *Site = LockSite::of(Lock.acquired_at))
      return Site;
    if (const LockSite *Site = LockSite::of(Lock.released_at))
      return Site;
    return Found.Here;
  }

  std::string savedFor(const LockSite *Site) const {
    return Site->isOfMessage() ? forOther(Site) : "for " + forWhat(Site);
  }

  /// "for message 'm'", of a second lock of a message: it must not read as the
  /// first one does.
  std::string forOther(const LockSite *Site) const {
    const LockSite *First = siteOf(Verdict.lock);
    if (!Site->isOfMessage() || !First->isOfMessage() ||
        messageOf(Site) != messageOf(First))
      return forWhat(Site);
    if (adapterOf(Site) != adapterOf(First))
      return forWhat(Site) + " of adapter '" + adapterOf(Site) + "'";
    return "for another value of '" + messageOf(Site) + "'";
  }

  bool adapterIsNull() const {
    const sp_value Adapter = Verdict.lock.adapter;
    return valueOf(Adapter).isZeroConstant() || !Found.Here->isAcquire() ||
           NullAdapter;
  }

  std::string givenIrql() const {
    const LockSite *Here = Found.Here;
    std::string Written =
        "'" +
        (Here->Other ? Here->Other->Irql
                     : text(Here->Frame, Here->Call.oldIrql())) +
        "'";
    switch (Verdict.origin) {
    case SP_IRQL_OTHER_LOCK:
      return "the IRQL saved " + savedFor(siteOf(Verdict.other)) +
             ", not with its own";
    case SP_IRQL_STALE:
      return Written + ", which holds the IRQL of another acquire";
    case SP_IRQL_ELSEWHERE:
      break;
    }
    return Written + " instead of the IRQL that its acquire saved";
  }

public:
  bool NullAdapter = false;

private:
  const Finding &Found;
  const sp_verdict &Verdict;
  const ASTContext &Context;
};

//===----------------------------------------------------------------------===//
// The story of a lock along the path
//===----------------------------------------------------------------------===//

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
    const std::string Lock =
        Spin ? Words.theLock(Found.Verdict.lock)
             : "the MSI spin lock for message '" +
                   Routine->getParamDecl(1)->getNameAsString() + "'";
    auto Piece = std::make_shared<PathDiagnosticEventPiece>(
        PathDiagnosticLocation::createBegin(Routine, BRC.getSourceManager()),
        "The port driver holds " + Lock + " while it runs '" +
            Routine->getNameAsString() + "'");
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
    if (!isFeasible(End, Found.Differ))
      Report.markInvalid("spinpair: the path cannot happen", nullptr);
  }

private:
  const Finding &Found;
};

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

} // namespace

Sentence sentenceOf(const Finding &Found, const ExplodedNode *Node) {
  Wording Words(Found);
  if (Found.Here)
    Words.NullAdapter = Node->getState()
                            ->isNull(valueOf(Found.Verdict.lock.adapter))
                            .isConstrainedTrue();
  const bool IsUse = Found.Here && Found.Here->Use;
  return {IsUse ? Found.Verdict.lock.kind != SP_KIND_MESSAGE
                : sp_rule_of_message(Found.Verdict.rule) != Found.Verdict.rule,
          Words.message()};
}

std::unique_ptr<PathSensitiveBugReport>
makeReport(const BugType &Type, const Finding &Found, const OutrunLocks &Outrun,
           const Sentence &Said, const Sentence &Told, const ExplodedNode *Node,
           bool IsFeasible, const SourceManager &Sources, const PlacedWay *Way) {
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
  std::string WithDocs = Message + Elsewhere + SeeAlso + aboutRule(Found.Verdict.rule);
  if (Found.Here && Found.Here->Other)
    WithDocs += Found.Here->Other->Steps;
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
  Report->addVisitor(std::make_unique<LockStory>(Found));
  Report->addVisitor(std::make_unique<SameAnswer>());
  Report->addVisitor(std::make_unique<NotOnlyLeaked>(Found, Outrun));
  Report->addVisitor(std::make_unique<ToldOnce>(Said, Told));
  if (!IsFeasible)
    Report->addVisitor(std::make_unique<Feasible>(Found));
  if (Found.Here)
    if (Found.Owner == Found.Here->Frame)
      Report->addRange(Found.Here->Call.Call->getSourceRange());
  return Report;
}

} // namespace spinpair
