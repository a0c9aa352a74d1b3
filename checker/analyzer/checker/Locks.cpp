//===- Locks.cpp - Acquires and releases ----------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes events of the calls of lock routines, and does what these calls do to
// the memory of the path.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../CallModels.h"
#include "../Compat.h"
#include "../Elements.h"
#include "../MayAlias.h"
#include "../PathIrql.h"
#include "../SameCell.h"
#include "../StableFields.h"
#include "../SummaryReader.h"

using namespace clang;
using namespace ento;

namespace spinpair {

const LockSite *MsiLockChecker::siteOf(const LockCall &Lock,
                                       const MemRegion *Slot,
                                       CheckerContext &C) const {
  auto &Site = Sites[{Lock.Call, C.getStackFrame()}];
  if (!Site)
    Site.reset(new LockSite{Lock, C.getStackFrame(), Slot});
  return Site.get();
}

namespace {

/// Marks all memory that is in the store as preserved, and what pointers in it
/// lead to: what escapes is followed to there.
class PreserveAll : public StoreManager::BindingsHandler {
public:
  explicit PreserveAll(RegionAndSymbolInvalidationTraits &Traits)
      : Traits(Traits) {}
  bool HandleBinding(StoreManager &Stores, Store, const MemRegion *Region,
                     SVal Value) override {
    preserve(Region);
    if (const MemRegion *Pointee = Value.getAsRegion())
      preserve(Pointee);
    if (auto Copy = Value.getAs<nonloc::LazyCompoundVal>();
        Copy && Copied.insert(Copy->getStore()).second)
      Stores.iterBindings(Copy->getStore(), *this);
    return true;
  }
  void preserve(const MemRegion *Region) {
    Traits.setTrait(Region->getBaseRegion(),
                    RegionAndSymbolInvalidationTraits::TK_PreserveContents);
  }

private:
  RegionAndSymbolInvalidationTraits &Traits;
  llvm::SmallPtrSet<Store, 4> Copied;
};

} // namespace

ProgramStateRef unseen(const CallEvent &Call, CheckerContext &C) {
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
  if (Lock.isStated()) {
    State = unseen(Call, C);
    if (Lock.returnsStatus() || Lock.tries())
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

ProgramStateRef notNull(ProgramStateRef State,
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
  if (Lock.isSingle())
    return oneLock(State);
  if (!Lock.namesObject())
    return 0;
  const SVal Object = C.getSVal(Lock.lockPointer());
  return handleOf(State, Lock.Inner ? compat::fieldOf(State, Lock.Inner, Object)
                                    : Object);
}

ProgramStateRef beforeWrite(ProgramStateRef State, SVal Where,
                            const Stmt *Writer, CheckerContext &C,
                            const UnitFacts &Facts) {
  static const int Tag = 0;
  const MemRegion *Cell = Where.getAsRegion();
  if (!Cell)
    return State;
  auto Fresh = [&] {
    return compat::conjureAt(C, Writer, C.getASTContext().IntTy, &Tag);
  };
  const auto Aliases = aliasesOf(State, Cell, Facts);
  if (!Aliases.empty())
    State = noteAliases(State, Aliases, Fresh(), C.getLocationContext());
  return isScattered(State, Cell)
             ? noteScattered(State, Cell, Fresh(), cellsInUse(State))
             : State;
}

/// The state in which \p Writer has put \p Value in \p Where.
static ProgramStateRef afterWrite(ProgramStateRef State, Loc Where, SVal Value,
                                  const Stmt *Writer, CheckerContext &C,
                                  const UnitFacts &Facts) {
  return beforeWrite(State, Where, Writer, C, Facts)
      ->bindLoc(Where, Value, C.getLocationContext());
}

/// The state in which an acquire has put \p Saved, a ULONG, in \p Where: if
/// that is a narrower number, what lies behind it has the higher bytes, which
/// are 0, as a KIRQL is a byte.
static ProgramStateRef afterSaving(ProgramStateRef State, Loc Where, SVal Saved,
                                   const Stmt *Writer, CheckerContext &C,
                                   const UnitFacts &Facts) {
  constexpr unsigned Width = 32;
  const auto *Wide = dyn_cast_or_null<ElementRegion>(Where.getAsRegion());
  const auto *Slot = dyn_cast_or_null<TypedValueRegion>(
      Wide && Wide->getIndex().isZeroConstant() ? Wide->getSuperRegion()
                                                : nullptr);
  const unsigned Room = Slot ? numberWidth(Slot, C.getASTContext()) : 0;
  if (Room == 0 || Room >= Width ||
      numberWidth(Wide, C.getASTContext()) != Width)
    return afterWrite(State, Where, Saved, Writer, C, Facts);
  const auto Behind = numbersBehind(State, Slot, Width);
  State = afterWrite(State, loc::MemRegionVal(Slot), Saved, Writer, C, Facts);
  if (!Behind) // behind a variable, or a pointer, there is nothing that is
               // known
    return isa<FieldRegion>(Slot) ? doubtPath(State) : State;
  for (const TypedValueRegion *Each : *Behind)
    State = afterWrite(State, loc::MemRegionVal(Each),
                       C.getSValBuilder().makeZeroVal(Each->getValueType()),
                       Writer, C, Facts);
  return State;
}

/// What the handle of a release holds. No acquire filled what NULL leads to.
static SVal irqlOfHandle(const LockCall &Lock, CheckerContext &C) {
  if (C.getSVal(Lock.oldIrql()).isZeroConstant())
    return UndefinedVal();
  auto Where = irqlInHandle(Lock, C.getState(), C).getAs<Loc>();
  return Where ? readByDeclaredName(C.getState(), *Where, Lock.Irql->getType())
               : SVal(UnknownVal());
}

/// The IRQL that a lock routine is given, by its value or a pointer.
static SVal givenIrql(const LockCall &Lock, CheckerContext &C) {
  const SVal Given = C.getSVal(Lock.oldIrql());
  auto Where = Given.getAs<Loc>();
  return Where && Lock.pointsToIrql()
             ? readByDeclaredName(C.getState(), *Where,
                                  Lock.oldIrql()->getType()->getPointeeType())
             : Given;
}

/// What a release gives back. DISPATCH_LEVEL is right for whoever took the lock
/// there.
static SVal givenBack(const LockCall &Lock, CheckerContext &C) {
  if (!Lock.saves())
    return UnknownVal();
  if (Lock.hasHandle())
    return irqlOfHandle(Lock, C);
  constexpr unsigned DispatchLevel = 2;
  const SVal Irql = givenIrql(Lock, C);
  const llvm::APSInt *Number =
      Irql.isUnknownOrUndef()
          ? nullptr
          : C.getSValBuilder().getKnownValue(C.getState(), Irql);
  return Number && *Number == DispatchLevel ? SVal(UnknownVal()) : Irql;
}

MsiLockChecker::Judged MsiLockChecker::judge(decltype(sp_lockset_acquire) *Does,
                                             const sp_event &Event,
                                             const LockSite *Site,
                                             ProgramStateRef &State) const {
  PathValues Values(State, Current.EntryPoint);
  sp_questions Ask = Values.questions();
  const LockVector Before = locksOf(State);
  sp_verdict Verdict = updateLocks(
      State, [&](sp_lockset &Set) { return Does(&Set, &Event, &Ask); });
  noteDoubts(Verdict, Event, Site, Before, State);
  return {Verdict, Values.differences()};
}

void MsiLockChecker::giveBack(const sp_event &Event, const LockSite *Site,
                              ProgramStateRef State, CheckerContext &C) const {
  const auto [Verdict, Differ] = judge(sp_lockset_release, Event, Site, State);
  noteReleases(State, Site);
  if (Verdict.lock.flags & SP_LOCK_OUTRUN)
    Outrun.Released.insert(LockSite::of(Verdict.lock.acquired_at));
  conclude(Verdict, Site, Differ, State, C);
}

void MsiLockChecker::acquirePointed(const LockCall &Lock, const CallEvent &Call,
                                    CheckerContext &C) const {
  const bool HasPlace = Lock.saves() && !Lock.returnsIrql();
  if (Lock.namesObject() && C.getSVal(Lock.lockPointer()).isZeroConstant()) {
    Doubts.insert("which lock is taken by NULL cannot be told");
    C.addTransition(doubtPath(unseen(Call, C)));
    return;
  }
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
  if (Lock.returnsStatus() || Lock.tries())
    Event.status = Status.isUnknown() ? 0 : handleOf(State, Status);
  if (Lock.tries() && !Status.isUnknownOrUndef()) { // not 0 if it failed
    SValBuilder &Builder = C.getSValBuilder();
    const SVal Taken = Builder.evalBinOp(
        State, BO_EQ, Status, Builder.makeZeroVal(Call.getResultType()),
        Call.getResultType());
    State = State->BindExpr(Lock.Call, C.getLocationContext(), Taken);
  }
  Event.below = isBelowDispatch(State);
  SVal Saved = UnknownVal();
  if (Lock.saves()) {
    Saved = compat::conjure(C, Call, Type, &SavedIrqlTag);
    State = irqlSaved(State, Saved, C);
    Event.irql = handleOf(State, Saved);
  }
  const auto [Verdict, Differ] = judge(sp_lockset_acquire, Event, Site, State);
  if (Lock.returnsIrql())
    State = State->BindExpr(Lock.Call, C.getLocationContext(), Saved);
  else if (auto Where = Slot.getAs<Loc>())
    State = afterWrite(State, *Where, Saved, Lock.Call, C, Facts);
  State = notNull(State, {valueOf(Event.context), Slot});
  conclude(Verdict, Site, Differ, State, C);
}

void MsiLockChecker::releasePointed(const LockCall &Lock, const CallEvent &Call,
                                    CheckerContext &C) const {
  if (Lock.namesObject() && C.getSVal(Lock.lockPointer()).isZeroConstant()) {
    Doubts.insert("which lock is given back by NULL cannot be told");
    C.addTransition(doubtPath(unseen(Call, C)));
    return;
  }
  // A callback of which no more is known may be a cancel routine.
  if (Lock.isSingle() && Current.EntryPoint &&
      !(Current.Callback && *Current.Callback->name)) {
    Doubts.insert("whether a callback begins with the cancel spin lock cannot "
                  "be told");
    C.addTransition(doubtPath(unseen(Call, C)));
    return;
  }
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
  Event.unconverted = isUnconverted(Event.kind);
  if (Lock.saves())
    Event.irql = handleOf(State, Irql);
  giveBack(Event, Site, State, C);
}

/// The system calls a cancel routine with the lock held, and the IRQL that it
/// found in the IRP.
void MsiLockChecker::lendCancel(ProgramStateRef State,
                                CheckerContext &C) const {
  const auto *Function = cast<FunctionDecl>(Current.Function);
  const ParmVarDecl *Irp =
      Function->getNumParams() > 1 ? Function->getParamDecl(1) : nullptr;
  const FieldDecl *Cell =
      Irp ? fieldOf(Irp->getType()->getPointeeType(), SP_CANCEL_IRQL) : nullptr;
  SVal Slot = UnknownVal();
  if (Cell)
    Slot = compat::fieldOf(
        State, Cell,
        State->getSVal(State->getLValue(Irp, C.getLocationContext())));
  const auto Where = Slot.getAs<Loc>();
  if (!Where) {
    Doubts.insert("with which IRQL the cancel spin lock is to be given back "
                  "cannot be told");
    C.addTransition(doubtPath(State));
    return;
  }
  Facts.noteOwner(Function);
  auto &Site = Sites[{nullptr, C.getStackFrame()}];
  Site.reset(new LockSite{LockCall(), C.getStackFrame(), Slot.getAsRegion()});
  Site->Other = std::make_unique<Elsewhere>(
      Elsewhere{true, SP_KIND_CANCEL, "", sp_kind_name(SP_KIND_CANCEL),
                Irp->getNameAsString() + "->" SP_CANCEL_IRQL, "", ""});
  const Stmt *Body = Function->getBody();
  const SVal Saved = nonloc::SymbolVal(
      compat::conjureAt(C, Body, Cell->getType(), &SavedIrqlTag));
  State = irqlSaved(State, Saved, C);
  sp_event Event = {};
  Event.kind = SP_KIND_CANCEL;
  Event.context = oneLock(State);
  Event.irql = handleOf(State, Saved);
  Event.site = reinterpret_cast<sp_value>(Site.get());
  judge(sp_lockset_acquire, Event, Site.get(), State);
  C.addTransition(afterWrite(State, *Where, Saved, Body, C, Facts));
}

/// A routine that takes a lock and gives it back before it returns: the locks
/// are as they were then, unless it was wrong to take it.
bool MsiLockChecker::takeBriefly(const CallEvent &Call,
                                 CheckerContext &C) const {
  const LockCall Lock =
      readBriefLock(dyn_cast_or_null<FunctionDecl>(Call.getDecl()),
                    dyn_cast_or_null<CallExpr>(Call.getOriginExpr()));
  if (!Lock)
    return false;
  ProgramStateRef State = C.getState();
  bool IsCertain = true;
  if (Lock.onlyIf())
    if (auto Asked = C.getSVal(Lock.onlyIf()).getAs<DefinedOrUnknownSVal>()) {
      auto [Takes, Not] = State->assume(*Asked);
      if (!Takes)
        return false;
      IsCertain = !Not;
    }
  const LockSite *Site = siteOf(Lock, nullptr, C);
  sp_event Event = {};
  Event.kind = Lock.kind();
  Event.context = namingObject(Lock, State, C);
  Event.site = reinterpret_cast<sp_value>(Site);
  const auto [Verdict, Differ] = judge(sp_lockset_acquire, Event, Site, State);
  if (Verdict.outcome != SP_WRONG)
    return false;
  if (IsCertain) {
    conclude(Verdict, Site, Differ, State, C);
    return true;
  }
  Doubts.insert("whether " + std::string(Lock.Routine->name) +
                " takes a lock that is held cannot be told");
  return false;
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
  State = irqlSaved(State, Saved, C);
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
                    0,
                    /*below=*/false,
                    /*unconverted=*/false};
  if (Lock.isSpin()) {
    Event.kind = kindOf(State, Message);
    Event.context = handleOf(State, C.getSVal(Lock.lockContext()));
    SVal Which = compat::fieldOf(State, Lock.Which, C.getSVal(Lock.oldIrql()));
    if (auto Where = Which.getAs<Loc>())
      State = afterWrite(State, *Where, Message, Lock.Call, C, Facts);
  }
  const auto [Verdict, Differ] = judge(sp_lockset_acquire, Event, Site, State);
  if (Returned)
    State = State->BindExpr(Lock.Call, C.getLocationContext(), Saved);
  else if (Verdict.rule != SP_RULE_NULL_ARGUMENT) {
    if (auto Where = Slot.getAs<Loc>())
      State = afterSaving(State, *Where, Saved, Lock.Call, C, Facts);
    State = notNull(State, {Adapter, C.getSVal(Lock.oldIrql())});
  }
  conclude(Verdict, Site, Differ, State, C);
}

bool MsiLockChecker::isUnconverted(sp_lock_kind Kind) const {
  if (Kind != SP_KIND_EXCLUSIVE && Kind != SP_KIND_EXCLUSIVE_DPC)
    return false; // nobody asks
  const ASTContext &Context = Current.Function->getASTContext();
  return llvm::none_of(
      Context.getTranslationUnitDecl()->lookup(
          &Context.Idents.get("ExTryConvertSharedSpinLockExclusive")),
      [](const NamedDecl *D) { return D->isReferenced(); });
}

void MsiLockChecker::release(const LockCall &Lock, const CallEvent &Call,
                             CheckerContext &C) const {
  if (Lock.hasPointer())
    return releasePointed(Lock, Call, C);
  if (isNullByGuard(Lock.adapter(), Lock.Call, C)) {
    C.addTransition(doubtPath(unseen(Call, C)));
    return;
  }
  SVal Status = UnknownVal();
  const SVal Irql = Lock.isSpin() ? irqlOfHandle(Lock, C) : givenIrql(Lock, C);
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

void MsiLockChecker::printState(llvm::raw_ostream &Out, ProgramStateRef State,
                                const char *NL, const char *) const {
  static const char *const Phases[] = {"held", "released", "never acquired"};
  ASTContext &Context = State->getStateManager().getContext();
  for (const sp_lock &Lock : locksOf(State)) {
    Out << Phases[Lock.phase] << ": ";
    if (Lock.flags & SP_LOCK_LENT)
      Out << "of the port driver";
    else if (const LockSite *Site = LockSite::of(Lock.acquired_at)) {
      Out << StringRef(nameOfLock(Site, Context)).trim('\'');
      if (Site->Call.Call)
        Out << ", line "
            << Context.getSourceManager().getPresumedLineNumber(
                   Site->Call.Call->getExprLoc());
    }
    Out << NL;
  }
}

} // namespace spinpair
