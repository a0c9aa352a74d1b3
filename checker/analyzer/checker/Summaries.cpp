//===- Summaries.cpp - Calls of functions that are not stepped into -------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does what the summary of a function says, in place of a call: of one in
// another file, and of one that is proved.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../Compat.h"
#include "../StableFields.h"
#include "../SummaryReader.h"

#include "spinpair/limits.h"

#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace ento;

namespace spinpair {

bool MsiLockChecker::applySummary(const CallEvent &Call,
                                  CheckerContext &C) const {
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  if (isUnreadable(Callee) && Call.getOriginExpr()) {
    Doubts.insert("what '" + Callee->getNameAsString() +
                  "' does to a lock cannot be read from its annotations");
    C.addTransition(doubtPath(unseen(Call, C)));
    return true;
  }
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
  // The path may know where a call leads that the summary guesses.
  const auto *Callee = cast<FunctionDecl>(Call.getDecl());
  if (Callee->hasBody() && !Callee->isVariadic() &&
      std::any_of(Ways, Ways + Count,
                  [](const sp_way &Way) { return Way.is_guess; }))
    return false;
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

/// \p After with those locals of the caller as they were \p Before that \p Way
/// does not write: what it stores is yet to come.
static ProgramStateRef withLocals(ProgramStateRef After, ProgramStateRef Before,
                                  const sp_way &Way, const CallEvent &Call) {
  llvm::SmallSetVector<const TypedValueRegion *, 8> Cells;
  if (!Way.changes_members)
    for (const TypedValueRegion *Cell : boundLocals(Before))
      if (isa<FieldRegion>(Cell))
        Cells.insert(Cell);
  for (unsigned I = 0; I < Call.getNumArgs() && !Way.changes_cells; ++I) {
    const MemRegion *Given = Call.getArgSVal(I).getAsRegion();
    const auto *Cell =
        dyn_cast_or_null<TypedValueRegion>(Given ? Given->StripCasts() : Given);
    if (Cell && isa<VarRegion, ElementRegion>(Cell) &&
        Cell->getValueType()->isScalarType() &&
        compat::stackFrameOf(Cell->getBaseRegion(), Before))
      Cells.insert(Cell);
  }
  for (const TypedValueRegion *Cell : Cells) {
    SVal Old = Before->getSVal(Cell);
    if (!Old.isUnknown() && Old != After->getSVal(Cell))
      After = After->bindLoc(loc::MemRegionVal(Cell), Old,
                             Call.getLocationContext(),
                             /*notifyChanges=*/false);
  }
  return After;
}

/// The conditions that are all true, or all false, if that one is: the operands
/// of `&&`, or of `||`.
static void conjuncts(sp_node Condition, bool Holds,
                      llvm::SmallVectorImpl<sp_node> &List) {
  const sp_node_data *Data =
      Condition == SP_NO_NODE
          ? nullptr
          : sp_program_data(currentPlan()->Program, Condition);
  if (!Data || Data->kind != SP_OP || Data->op != (Holds ? SP_AND : SP_OR)) {
    List.push_back(Condition);
    return;
  }
  conjuncts(Data->a, Holds, List);
  conjuncts(Data->b, Holds, List);
}

ProgramStateRef MsiLockChecker::assumeFacts(const sp_summary_fact *List,
                                            size_t Count, const CallEvent &Call,
                                            ProgramStateRef State) const {
  for (size_t I = 0; State && I < Count; ++I) {
    llvm::SmallVector<sp_node, 4> Conditions;
    conjuncts(List[I].condition, List[I].holds, Conditions);
    for (sp_node Each : Conditions) {
      SummaryReader Reader(currentPlan()->Program, Call, State, Facts);
      auto Condition =
          canonical(State, Reader.value(Each)).getAs<DefinedSVal>();
      if (Condition)
        State = State->assume(*Condition, List[I].holds);
      if (!State)
        return nullptr;
    }
  }
  // An earlier call may have left the memory that they are about as it was.
  return State ? settleStable(State) : nullptr;
}

/// Conditions of `?:` in one way by which it is split; what the others choose
/// is unknown.
constexpr size_t MostChoices = 3;

/// Adds to \p List the conditions of `?:` in \p Node, the inner ones first.
static void choicesIn(sp_node Node, llvm::SmallSetVector<sp_node, 4> &List) {
  if (Node == SP_NO_NODE)
    return;
  const sp_node_data &Data = *sp_program_data(currentPlan()->Program, Node);
  for (sp_node Operand : {Data.a, Data.b, Data.c})
    choicesIn(Operand, List);
  if (Data.kind == SP_CHOICE)
    List.insert(Data.a);
}

/// The conditions of `?:` in the names of the locks of \p Way.
static llvm::SmallSetVector<sp_node, 4> choicesOf(const sp_way &Way) {
  llvm::SmallSetVector<sp_node, 4> Conditions;
  for (size_t I = 0; I < Way.effect_count; ++I)
    for (sp_node Node : {Way.effects[I].adapter, Way.effects[I].message,
                         Way.effects[I].irql.node})
      choicesIn(Node, Conditions);
  return Conditions;
}

llvm::SmallVector<ProgramStateRef, 2>
MsiLockChecker::splitBy(ArrayRef<sp_node> Conditions, const CallEvent &Call,
                        ProgramStateRef State) const {
  llvm::SmallVector<ProgramStateRef, 2> Split = {State};
  size_t Splits = 0;
  for (sp_node Condition : Conditions) {
    SummaryReader Reader(currentPlan()->Program, Call, State, Facts);
    if (Splits == MostChoices || Reader.value(Condition).isUnknownOrUndef())
      continue;
    ++Splits;
    llvm::SmallVector<ProgramStateRef, 2> Before;
    std::swap(Before, Split);
    for (const ProgramStateRef &Each : Before)
      for (bool Holds : {true, false}) {
        const sp_summary_fact Fact = {Condition, Holds};
        if (ProgramStateRef Assumed = assumeFacts(&Fact, 1, Call, Each))
          Split.push_back(Assumed);
      }
  }
  return Split;
}

/// A way that is followed, as far as that has come.
struct MsiLockChecker::AppliedWay {
  AppliedWay(const sp_way &Way, unsigned Number, const CallEvent &Call,
             SummaryReader &Reader, CheckerContext &C)
      : Way(Way), Number(Number), Call(Call), Reader(Reader), C(C),
        Saved(Way.effect_count + 1, UnknownVal()), Status(Saved) {}

  const sp_way &Way;
  unsigned Number; ///< Of the way in the summary, and of its choices.
  const CallEvent &Call;
  SummaryReader &Reader;
  CheckerContext &C;
  ProgramStateRef State;
  /// What the acquires of the way saved and returned, by number from 1.
  llvm::SmallVector<SVal, 4> Saved, Status;
};

bool MsiLockChecker::applyWay(const sp_way &Way, unsigned Number,
                              const CallEvent &Call, CheckerContext &C) const {
  ProgramStateRef Before =
      assumeFacts(Way.facts, Way.fact_count, Call, C.getState());
  if (!Before)
    return false;
  const auto Choices = choicesOf(Way);
  Number <<= MostChoices;
  for (const ProgramStateRef &Each :
       splitBy(Choices.getArrayRef(), Call, Before)) {
    SummaryReader Reader(currentPlan()->Program, Call, Each, Facts);
    if (!Choices.empty())
      Reader.noteSplit();
    followWay(Way, Number++, Call, Reader, Each, C);
  }
  return true;
}

/// Does it hold of \p Way only if a callee that is not proved leaves all locks
/// as they were (see sp_proof), that a function of another file takes a lock
/// for its caller, or gives one back?
static bool restsOnUnproved(const sp_way &Way, const CallEvent &Call) {
  if (std::none_of(Way.effects, Way.effects + Way.effect_count,
                   [](const sp_summary_effect &Each) {
                     return Each.kind == SP_TAKES || Each.kind == SP_GIVES_BACK;
                   }))
    return false;
  const size_t Function =
      elsewhere(dyn_cast_or_null<FunctionDecl>(Call.getDecl()));
  return Function != SIZE_MAX &&
         sp_proofs_get(currentPlan()->Proofs, Function)->rest_count;
}

void MsiLockChecker::followWay(const sp_way &Way, unsigned Number,
                               const CallEvent &Call, SummaryReader &Reader,
                               ProgramStateRef Before,
                               CheckerContext &C) const {
  if (restsOnUnproved(Way, Call)) {
    Doubts.insert("what '" +
                  cast<FunctionDecl>(Call.getDecl())->getNameAsString() +
                  "' does to locks rests on a callee that is not proved");
    Before = doubtPath(Before);
  }
  if (Way.is_guess) {
    Doubts.insert("where a call through a pointer leads, which uses locks, "
                  "cannot be told");
    Before = doubtPath(Before);
  }
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
  AppliedWay Applied(Way, Number, Call, Reader, C);
  Applying = true;
  Applied.State =
      Call.cloneWithState(Before)->invalidateRegions(C.blockCount(), Before);
  Applying = false;
  Applied.State = withLocals(Applied.State, Before, Way, Call);
  const Finding *Wrong = nullptr;
  // What is given back again comes first: nobody tells when it was taken.
  llvm::SmallVector<size_t, 4> Order;
  for (bool GivenBack : {true, false})
    for (size_t I = 0; I < Way.effect_count; ++I)
      if ((Way.effects[I].kind == SP_TAKES_AND_GIVES_BACK) == GivenBack)
        Order.push_back(I);
  for (size_t I : Order)
    if (!Wrong)
      Wrong = applyEffect(Applied, I);
  storeResults(Applied);
  if (Wrong)
    reportHere(*Wrong, Applied.State, C);
  else
    C.addTransition(Applied.State);
}

/// The site of an effect: the call at hand, and what is said of the place in
/// the function of another file.
LockSite &MsiLockChecker::siteElsewhere(const AppliedWay &Applied,
                                        size_t I) const {
  const CallEvent &Call = Applied.Call;
  const sp_summary_effect &Effect = Applied.Way.effects[I];
  auto &Slot = SitesElsewhere[{Call.getOriginExpr(), Applied.C.getStackFrame(),
                               Applied.Number, I}];
  if (Slot)
    return *Slot;
  Slot = std::make_unique<LockSite>();
  Slot->Call.Call = cast<CallExpr>(Call.getOriginExpr());
  Slot->Frame = Applied.C.getStackFrame();
  Slot->Slot = nullptr;
  Slot->Other = std::make_unique<Elsewhere>();
  Slot->Other->Acquires = Effect.kind != SP_GIVES_BACK;
  sp_event Named = {};
  if (Effect.kind != SP_CALLS_ROUTINE)
    Applied.Reader.nameLock(Effect.message, Named);
  Slot->Other->Kind = Named.kind;
  Slot->Other->Adapter = Applied.Reader.text(Effect.adapter);
  Slot->Other->Message = messageOf(Effect, Applied.Reader);
  Slot->Other->Irql = Applied.Reader.text(Effect.irql.node);
  Slot->Other->Where = whereIs(Effect);
  if (currentPlan()->TellsSteps)
    Slot->Other->Steps = stepsTo(Effect);
  return *Slot;
}

/// The call of a routine where the trail of \p Effect ends.
static void readUseElsewhere(const sp_summary_effect &Effect, RoutineUse &Use) {
  const sp_program *Program = currentPlan()->Program;
  const char *Name = sp_program_data(Program, Effect.adapter)->name;
  const sp_routine *Row = sp_routine_find(Name);
  Use.SpinLock = SP_INTERRUPT_LOCK;
  Use.setRow(Row ? Row : sp_routine_added(Name));
  Use.SpinLock = takenAtEnd(Program, Effect);
}

/// Does to the locks of the path what one effect says. Returns what is to be
/// reported of it, or null.
const Finding *MsiLockChecker::applyEffect(AppliedWay &Applied,
                                           size_t I) const {
  const sp_summary_effect &Effect = Applied.Way.effects[I];
  ProgramStateRef &State = Applied.State;
  LockSite &Site = siteElsewhere(Applied, I);
  PathValues Values(State, Current.EntryPoint);
  sp_questions Ask = Values.questions();
  sp_event Event = {};
  Event.adapter = handleOf(State, Applied.Reader.value(Effect.adapter));
  Event.site = reinterpret_cast<sp_value>(&Site);
  Applied.Reader.nameLock(Effect.message, Event);
  sp_verdict Verdict = {};
  const LockVector Old = locksOf(State);
  if (Effect.kind == SP_CALLS_ROUTINE) {
    readUseElsewhere(Effect, Site.Use);
    if (Site.Use)
      Verdict = updateLocks(State, [&](sp_lockset &Set) {
        const sp_ruling Ruling = Site.Use.ruling();
        return sp_lockset_call(&Set, &Ruling, &Ask);
      });
    // To which IRQL is not followed here, and it may be that of the lock.
    if (Verdict.outcome == SP_WRONG && sp_limit_lowers(Site.Use.Row->name)) {
      Verdict = {};
      Doubts.insert("whether the IRQL is lowered below that of a lock which is "
                    "held cannot be told");
    }
  } else if (Effect.kind == SP_GIVES_BACK) {
    Event.irql = handleOf(State, Applied.Reader.value(Effect.irql.node));
    Event.unconverted = isUnconverted(Event.kind);
    Verdict = updateLocks(State, [&](sp_lockset &Set) {
      return sp_lockset_release(&Set, &Event, &Ask);
    });
    noteReleases(State, &Site);
  } else {
    nameAcquire(Applied, I, Site, Event);
    Verdict = updateLocks(State, [&](sp_lockset &Set) {
      return sp_lockset_acquire(&Set, &Event, &Ask);
    });
    if (Effect.kind == SP_TAKES_AND_GIVES_BACK && Verdict.outcome != SP_WRONG)
      State = setLocks(State, Old);
    if (Verdict.rule != SP_RULE_NULL_ARGUMENT)
      State = notNull(State, {valueOf(Event.adapter), valueOf(Event.context)});
  }
  if (Effect.kind != SP_CALLS_ROUTINE)
    noteDoubts(Verdict, Event, &Site, Old, State);
  noteUnclear(Verdict, Applied.Call.getOriginExpr(), State);
  if (!isToBeReported(Verdict, State, Applied.C))
    return nullptr;
  Findings.push_back(std::make_unique<Finding>(
      Finding{Verdict, &Site, ownerOf(Verdict, &Site), Values.differences(),
              Current.Callback}));
  return Findings.back().get();
}

/// The values of an acquire that happens in the callee: it saves an IRQL and
/// returns a status that nobody has seen before.
void MsiLockChecker::nameAcquire(AppliedWay &Applied, size_t I,
                                 const LockSite &Site, sp_event &Event) const {
  CheckerContext &C = Applied.C;
  const sp_summary_effect &Effect = Applied.Way.effects[I];
  Applied.Saved[I + 1] =
      compat::conjure(C, Applied.Call, C.getASTContext().UnsignedIntTy,
                      &SavedIrqlTag, static_cast<unsigned>(I));
  Applied.Status[I + 1] =
      compat::conjure(C, Applied.Call, C.getASTContext().UnsignedIntTy,
                      &StatusTag, static_cast<unsigned>(I + 1));
  Applied.Reader.noteAcquire(static_cast<unsigned>(I + 1), Applied.Saved[I + 1],
                             Applied.Status[I + 1]);
  Event.irql = handleOf(Applied.State, Applied.Saved[I + 1]);
  if (Effect.kind == SP_TAKES)
    Event.status = handleOf(Applied.State, Applied.Status[I + 1]);
  Event.forbidden = Applied.Way.fact_count == 0 &&
                    !sp_kind_has_pointer(Event.kind) &&
                    isForbidden(C, Site.isSpin());
  // Where it is put is the callee's business.
  Event.slot = handleOf(Applied.State, SVal(UnknownVal()));
}

/// Binds what the way stores and returns.
void MsiLockChecker::storeResults(AppliedWay &Applied) const {
  const CallEvent &Call = Applied.Call;
  CheckerContext &C = Applied.C;
  ProgramStateRef &State = Applied.State;
  auto Result = [&](const sp_summary_value &Value, QualType Type) {
    if (Value.saved_by && Value.saved_by < Applied.Saved.size())
      return Applied.Saved[Value.saved_by];
    if (Value.status_of && Value.status_of < Applied.Status.size())
      return Applied.Status[Value.status_of];
    return Type.isNull() ? Applied.Reader.value(Value.node)
                         : Applied.Reader.valueAs(Value.node, Type);
  };
  for (size_t I = 0; I < Applied.Way.store_count; ++I)
    if (auto Where =
            Applied.Reader.location(Applied.Way.stores[I].place).getAs<Loc>()) {
      const auto *Cell =
          dyn_cast_or_null<TypedValueRegion>(Where->getAsRegion());
      SVal Value = Result(Applied.Way.stores[I].value,
                          Cell ? Cell->getValueType() : QualType());
      if (!Value.isUnknownOrUndef())
        State = State->bindLoc(*Where, Value, C.getLocationContext());
    }
  if (!Call.getResultType()->isVoidType()) {
    SVal Value = Result(Applied.Way.result, Call.getResultType());
    if (Value.isUnknownOrUndef())
      Value = compat::conjure(C, Call, Call.getResultType(), &UntoldTag);
    State =
        State->BindExpr(Call.getOriginExpr(), C.getLocationContext(), Value);
  }
}

} // namespace spinpair
