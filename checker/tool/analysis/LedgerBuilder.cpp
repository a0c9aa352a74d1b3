//===- LedgerBuilder.cpp --------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "LedgerBuilder.h"

#include "Whole.h"

#include "spinpair/routines.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <iterator>
#include <map>
#include <set>
#include <tuple>

using llvm::StringRef;

namespace spinpair {

namespace {

using PlaceKey = std::pair<unsigned, unsigned>; // line and column

PlaceKey keyOf(const sp_step &Step) { return {Step.line, Step.column}; }

/// A step of a function.
struct Step {
  size_t Function;
  const sp_step *At;
};

/// A way from a step down to a lock operation.
struct Way {
  Step End;
  std::vector<std::string> Through; ///< The functions called on it.
};

unsigned badness(Verdict Verdict) {
  static const unsigned Ranks[VerdictCount] = {0, 1, 3, 2};
  return Ranks[static_cast<unsigned>(Verdict)];
}

class Bookkeeper {
public:
  Bookkeeper(const Whole &Units, const std::vector<FunctionVerdict> &Functions,
             Ledger &To)
      : Units(Units), Program(Units.program()), Proofs(Units.proofs()), To(To),
        Facts(sp_program_count(Program)) {
    for (const FunctionVerdict &Known : Functions)
      Verdicts[Known.Linkage] = &Known;
    for (size_t I = 0; I < Facts.size(); ++I)
      collect(I);
    const uint32_t *Order = sp_program_order(Program);
    for (size_t I = 0; I < Facts.size(); ++I) // callees first
      findHelperSteps(Order[I]);
  }

  void enter() {
    for (size_t I = 0; I < Facts.size(); ++I)
      if (verdictOf(I)) {
        addUses(I);
        addNestings(I);
      }
    for (size_t I = 0; I < Facts.size(); ++I)
      if (verdictOf(I))
        addMissing(I);
    for (auto &[Key, Site] : Sites)
      To.Sites.push_back(std::move(Site));
    ++To.Programs;
  }

private:
  struct FunctionFacts {
    std::vector<const sp_step *> Steps; ///< Calls and lock operations.
    /// The steps that take a lock which the function may have afterwards, and
    /// those of them that leave it to the caller.
    std::vector<const sp_step *> Takes, Leaves;
    /// The steps that give back a lock of the caller.
    std::vector<const sp_step *> GivesBack;
    std::map<PlaceKey, unsigned> Held; ///< Most locks at a place.
    std::vector<size_t> Callers;
  };

  const sp_function &function(size_t I) const {
    return *sp_program_get(Program, I);
  }
  /// Were all ways through the function followed?
  bool isFollowed(size_t I) const {
    return sp_proofs_get(Proofs, I)->is_followed;
  }
  const FunctionVerdict *verdictOf(size_t I) const {
    auto Found = Verdicts.find(function(I).name);
    return Found == Verdicts.end() ? nullptr : Found->second;
  }
  llvm::ArrayRef<sp_pairing> pairings(size_t I) const {
    size_t Count = 0;
    const sp_pairing *First = sp_proofs_pairings(Proofs, I, &Count);
    return llvm::ArrayRef<sp_pairing>(First, Count);
  }
  llvm::ArrayRef<sp_held> held(size_t I) const {
    size_t Count = 0;
    const sp_held *First = sp_proofs_held(Proofs, I, &Count);
    return llvm::ArrayRef<sp_held>(First, Count);
  }
  llvm::ArrayRef<uint32_t> callees(const sp_step &Step) const {
    if (Step.kind != SP_CALL)
      return {};
    sp_callees Found = sp_program_callees(Program, &Step);
    return llvm::ArrayRef<uint32_t>(Found.functions, Found.count);
  }

  LedgerPlace place(size_t I, unsigned Line, unsigned Column) const {
    return {function(I).shown, Units.fileOf(&function(I)), Line, Column};
  }
  LedgerPlace place(const Step &Step) const {
    return place(Step.Function, Step.At->line, Step.At->column);
  }

  std::string text(size_t I, const sp_step *Call, sp_node Node) const {
    char Buffer[160]; // more nobody reads
    size_t Length = sp_program_c_text(Program, &function(I), Call, Node, Buffer,
                                      sizeof Buffer);
    return Length < sizeof Buffer ? Buffer : std::string(Buffer) + "...";
  }

  /// The cell that a pointer points to.
  std::string cellText(size_t I, sp_node Pointer) const {
    const sp_node_data *Data = sp_program_data(Program, Pointer);
    if (Data->kind == SP_ADDRESS)
      return text(I, nullptr, Data->a);
    std::string Text = text(I, nullptr, Pointer);
    return Text == "?" || Text == "0" ? Text : "*" + Text;
  }

  //===--------------------------------------------------------------------===//
  // What the functions do
  //===--------------------------------------------------------------------===//

  void collect(size_t I) {
    const sp_function &Function = function(I);
    for (size_t B = 0; B < Function.block_count; ++B)
      for (size_t S = 0; S < Function.blocks[B].step_count; ++S) {
        const sp_step &Step = Function.blocks[B].steps[S];
        if (Step.kind == SP_CALL || Step.kind == SP_ACQUIRE ||
            Step.kind == SP_RELEASE)
          Facts[I].Steps.push_back(&Step);
        for (uint32_t Callee : callees(Step)) {
          std::vector<size_t> &Callers = Facts[Callee].Callers;
          if (Callers.empty() || Callers.back() != I)
            Callers.push_back(I);
        }
      }
    llvm::stable_sort(Facts[I].Steps, [](const sp_step *A, const sp_step *B) {
      return keyOf(*A) < keyOf(*B);
    });
    for (const sp_held &Each : held(I)) {
      unsigned &Most = Facts[I].Held[{Each.line, Each.column}];
      Most = std::max(Most, Each.count);
    }
  }

  void findHelperSteps(size_t I) {
    FunctionFacts &Own = Facts[I];
    std::set<PlaceKey> Left, Paired;
    for (const sp_held &Each : held(I))
      if (Each.leaves)
        Left.insert({Each.acquire_line, Each.acquire_column});
    for (const sp_pairing &Each : pairings(I))
      Paired.insert({Each.release_line, Each.release_column});
    for (const sp_step *Step : Own.Steps) {
      auto Any = [&](std::vector<const sp_step *> FunctionFacts::*Of) {
        return llvm::any_of(callees(*Step), [&](uint32_t Callee) {
          return !(Facts[Callee].*Of).empty();
        });
      };
      if (Step->kind == SP_ACQUIRE || Any(&FunctionFacts::Leaves)) {
        Own.Takes.push_back(Step);
        if (isFollowed(I) && Left.count(keyOf(*Step)))
          Own.Leaves.push_back(Step);
      }
      if (isFollowed(I) && !Paired.count(keyOf(*Step)) &&
          (Step->kind == SP_RELEASE || Any(&FunctionFacts::GivesBack)))
        Own.GivesBack.push_back(Step);
    }
  }

  /// All ways from a step down to the lock operations that it leaves to the
  /// caller, or takes from there.
  void follow(const Step &From, std::vector<const sp_step *> FunctionFacts::*Of,
              std::vector<std::string> Through, std::vector<Way> &Ways) const {
    constexpr size_t Deepest = 16, Most = 64; // for recursion
    if (From.At->kind != SP_CALL) {
      Ways.push_back({From, std::move(Through)});
      return;
    }
    for (uint32_t Callee : callees(*From.At))
      for (const sp_step *Next : Facts[Callee].*Of) {
        if (Through.size() >= Deepest || Ways.size() >= Most)
          return;
        std::vector<std::string> Longer = Through;
        Longer.push_back(function(Callee).shown);
        follow({Callee, Next}, Of, std::move(Longer), Ways);
      }
  }

  //===--------------------------------------------------------------------===//
  // Sites
  //===--------------------------------------------------------------------===//

  /// How many locks callers of the function may hold when they call it.
  unsigned heldAbove(size_t I) {
    auto [Known, IsNew] = Above.try_emplace(I, 0);
    if (!IsNew)
      return Known->second; // of a recursion, what was found so far
    unsigned Most = 0;
    for (size_t Caller : Facts[I].Callers)
      for (const sp_step *Call : Facts[Caller].Steps)
        if (llvm::is_contained(callees(*Call), I) && !touches(*Call, I).empty())
          Most = std::max(Most, heldAt(Caller, *Call) + heldAbove(Caller));
    return Above[I] = Most;
  }

  unsigned heldAt(size_t I, const sp_step &Step) const {
    auto Found = Facts[I].Held.find(keyOf(Step));
    return Found == Facts[I].Held.end() ? 0 : Found->second;
  }

  using SiteKey = std::tuple<std::string, unsigned, unsigned, std::string>;

  SiteKey siteKey(const Step &At) const {
    LedgerPlace Where = place(At);
    return {Where.File, Where.Line, Where.Column, Where.Function};
  }

  LedgerSite &siteAt(const Step &At) {
    auto [Found, IsNew] = Sites.try_emplace(siteKey(At));
    LedgerSite &Site = Found->second;
    if (IsNew) {
      Site.Where = place(At);
      Site.Message = At.At->text;
      Site.IsOfMessage = sp_program_is_of_message(Program, At.At);
      Site.Irql = cellText(At.Function, At.At->arguments[2]);
      Site.Depth = heldAt(At.Function, *At.At) + 1 + heldAbove(At.Function);
    }
    return Site;
  }

  void addUses(size_t I) {
    std::set<PlaceKey> Paired, Had;
    for (const sp_pairing &Each : pairings(I))
      Paired.insert({Each.acquire_line, Each.acquire_column});
    for (const sp_held &Each : held(I))
      Had.insert({Each.acquire_line, Each.acquire_column});
    for (const sp_step *Take : Facts[I].Takes) {
      // A helper may take none for what it is given.
      if (Take->kind == SP_CALL && isFollowed(I) && !Had.count(keyOf(*Take)))
        continue;
      bool Leaves = llvm::is_contained(Facts[I].Leaves, Take);
      // Of a helper its callers tell more.
      if (Leaves && !Paired.count(keyOf(*Take)) && hasOwner(I))
        continue;
      std::vector<Way> Ways;
      follow({I, Take}, &FunctionFacts::Leaves, {}, Ways);
      for (const Way &Each : Ways)
        addUse({I, Take}, Each, Leaves);
    }
  }

  /// Adds the acquires that no caller was seen to have the lock of.
  void addMissing(size_t I) {
    for (const sp_step *Step : Facts[I].Steps)
      if (Step->kind == SP_ACQUIRE && !Sites.count(siteKey({I, Step})))
        addUse({I, Step}, {{I, Step}, {}},
               llvm::is_contained(Facts[I].Leaves, Step));
  }

  /// Does anybody call the function who is reported on?
  bool hasOwner(size_t I) const {
    return llvm::any_of(Facts[I].Callers,
                        [&](size_t Caller) { return verdictOf(Caller); });
  }

  void addUse(const Step &Take, const Way &Down, bool Leaves) {
    const FunctionVerdict &Known = *verdictOf(Take.Function);
    LedgerUse Use;
    Use.Call = place(Take);
    Use.Linkage = function(Take.Function).name;
    Use.Through = Down.Through;
    Use.Leaves = Leaves;
    Use.Verdict = Known.Verdict;
    if (Known.Verdict != Verdict::Proved)
      Use.Why = "not proved at line " + std::to_string(Known.Open.Line) + ": " +
                Known.Open.Why;
    if (Known.Verdict == Verdict::Undecided)
      Use.Why = Known.Why;
    const bool OfMessage = sp_program_is_of_message(Program, Down.End.At);
    Use.Message = Take.At->kind == SP_ACQUIRE
                      ? Take.At->text
                      : messagesOf(Take.Function, *Take.At, OfMessage);
    for (const sp_pairing &Pair : pairings(Take.Function))
      if (PlaceKey(Pair.acquire_line, Pair.acquire_column) == keyOf(*Take.At))
        addReleases(Take.Function, {Pair.release_line, Pair.release_column},
                    OfMessage, Use.Releases);
    LedgerSite &Site = siteAt(Down.End);
    if (badness(Use.Verdict) > badness(Site.Verdict))
      Site.Verdict = Use.Verdict;
    Site.Uses.push_back(std::move(Use));
  }

  void addReleases(size_t I, PlaceKey Key, bool OfMessage,
                   std::vector<LedgerRelease> &Out) {
    LedgerPlace Call = place(I, Key.first, Key.second);
    size_t Before = Out.size();
    for (const sp_step *Each : Facts[I].Steps) {
      if (keyOf(*Each) != Key || Each->kind == SP_ACQUIRE)
        continue;
      std::vector<Way> Ways;
      follow({I, Each}, &FunctionFacts::GivesBack, {}, Ways);
      for (Way &Down : Ways)
        if (sp_program_is_of_message(Program, Down.End.At) == OfMessage)
          Out.push_back(
              {place(Down.End),
               text(Down.End.Function, nullptr, Down.End.At->arguments[2]),
               std::move(Down.Through), Call});
    }
    if (Out.size() == Before) // a recursion, whose end is not found
      Out.push_back({Call, "?", {}, Call});
  }

  /// The messages of the locks that a call leaves, or what the others are
  /// called.
  std::string messagesOf(size_t I, const sp_step &Call, bool OfMessage) {
    std::vector<std::string> Texts;
    forEachLeft(Call, [&](sp_node Message) {
      const sp_node_data *Data = sp_program_data(Program, Message);
      if (OfMessage == (Data->kind == SP_OP && Data->op == SP_SPIN))
        return;
      std::string Text = text(I, &Call, Message);
      if (!llvm::is_contained(Texts, Text))
        Texts.push_back(Text);
    });
    return Texts.empty() ? "?" : llvm::join(Texts, " or ");
  }

  void forEachLeft(const sp_step &Call, llvm::function_ref<void(sp_node)> Do) {
    for (uint32_t Callee : callees(Call)) {
      size_t Count = 0;
      sp_extent Extent = SP_SOME;
      const sp_way *Ways = sp_proofs_ways(Proofs, Callee, &Count, &Extent);
      for (size_t W = 0; W < Count; ++W)
        for (size_t E = 0; E < Ways[W].effect_count; ++E)
          if (Ways[W].effects[E].kind == SP_TAKES)
            Do(Ways[W].effects[E].message);
    }
  }

  //===--------------------------------------------------------------------===//
  // Nesting
  //===--------------------------------------------------------------------===//

  /// What a message is, whichever of its kind: see LedgerNesting.
  std::string kindOf(size_t I, const sp_step *Call, sp_node Message) const {
    const sp_node_data *Data = sp_program_data(Program, Message);
    if (Data->kind == SP_INT)
      return "message " + std::to_string(Data->number);
    if (Data->kind == SP_LOAD) {
      const sp_node_data *Cell = sp_program_data(Program, Data->a);
      if (Cell->kind == SP_FIELD)
        return Cell->name;
      if (Cell->kind == SP_VARIABLE && Call &&
          static_cast<size_t>(Cell->number) < Call->argument_count)
        return kindOf(I, nullptr, Call->arguments[Cell->number]);
    }
    if (Data->kind == SP_OP && Data->op == SP_SPIN)
      if (std::string Name = spinKind(*Data); !Name.empty())
        return Name;
    std::string Text = text(I, Call, Message);
    return Text == "?" ? "any message of " + std::string(function(I).shown)
                       : Text + " of " + function(I).shown;
  }

  /// A lock of STOR_SPINLOCK is one of the adapter's, whatever function takes
  /// it; of a DpcLock there is one for each DPC, known by its field. "" if that
  /// does not show.
  std::string spinKind(const sp_node_data &Lock) const {
    const sp_node_data *Which = sp_program_data(Program, Lock.a);
    if (Which->kind != SP_INT)
      return "";
    const std::string Name = sp_spin_lock_name(Which->number);
    if (Which->number != SP_DPC_LOCK)
      return Name;
    const sp_node_data *Dpc = sp_program_data(Program, Lock.b);
    if (Dpc->kind != SP_ADDRESS && Dpc->kind != SP_LOAD)
      return "";
    const sp_node_data *Cell = sp_program_data(Program, Dpc->a);
    return Cell->kind == SP_FIELD ? Name + " of " + Cell->name : "";
  }

  /// The kinds of the locks that a step takes and leaves to the function.
  std::set<std::string> kindsTaken(size_t I, const sp_step &Step) {
    std::set<std::string> Kinds;
    if (Step.kind == SP_ACQUIRE)
      Kinds.insert(kindOf(I, nullptr, Step.arguments[1]));
    else
      forEachLeft(Step, [&](sp_node Message) {
        Kinds.insert(kindOf(I, &Step, Message));
      });
    return Kinds;
  }

  /// Does an argument that is a number rule out the fact?
  bool isRuledOut(const sp_step &Call, const sp_summary_fact &Fact) const {
    const sp_node_data *Data = sp_program_data(Program, Fact.condition);
    if (Data->kind != SP_OP || Data->op != SP_EQ)
      return false;
    auto Number = [&](sp_node Node, int64_t &Value) {
      const sp_node_data *D = sp_program_data(Program, Node);
      if (D->kind == SP_LOAD) {
        const sp_node_data *Cell = sp_program_data(Program, D->a);
        if (Cell->kind != SP_VARIABLE ||
            static_cast<size_t>(Cell->number) >= Call.argument_count)
          return false;
        D = sp_program_data(Program, Call.arguments[Cell->number]);
      }
      Value = D->number;
      return D->kind == SP_INT;
    };
    int64_t A = 0, B = 0;
    return Number(Data->a, A) && Number(Data->b, B) && (A == B) != Fact.holds;
  }

  /// The kinds of all locks that a step may take.
  std::set<std::string> kindsTouched(size_t I, const sp_step &Step) {
    if (Step.kind == SP_ACQUIRE)
      return kindsTaken(I, Step);
    std::set<std::string> Kinds;
    for (uint32_t Callee : callees(Step))
      for (const sp_touch *Touch : touches(Step, Callee))
        Kinds.insert(kindOf(I, &Step, Touch->message));
    return Kinds;
  }

  /// The locks that a call of a callee may take.
  std::vector<const sp_touch *> touches(const sp_step &Call, size_t Callee) {
    std::vector<const sp_touch *> Result;
    size_t Count = 0;
    const sp_touch *Touches = sp_proofs_touches(Proofs, Callee, &Count);
    for (size_t T = 0; T < Count; ++T)
      if (Touches[T].adapter != SP_NO_NODE &&
          llvm::none_of(llvm::ArrayRef<sp_summary_fact>(Touches[T].facts,
                                                        Touches[T].fact_count),
                        [&](const sp_summary_fact &Fact) {
                          return isRuledOut(Call, Fact);
                        }))
        Result.push_back(&Touches[T]);
    return Result;
  }

  void addNestings(size_t I) {
    std::map<PlaceKey, std::vector<const sp_step *>> Takes;
    for (const sp_step *Step : Facts[I].Takes)
      Takes[keyOf(*Step)].push_back(Step);
    for (const sp_held &Held : held(I)) {
      if (Held.leaves)
        continue;
      std::set<std::pair<std::string, std::string>> Nested;
      for (const sp_step *Outer :
           Takes[{Held.acquire_line, Held.acquire_column}])
        for (const sp_step *Inner : Facts[I].Steps)
          if (keyOf(*Inner) == PlaceKey(Held.line, Held.column) &&
              Inner->kind != SP_RELEASE && mayNest(I, *Outer, *Inner))
            for (const std::string &One : kindsTaken(I, *Outer))
              for (const std::string &Other : kindsTouched(I, *Inner))
                Nested.emplace(One, Other);
      for (const auto &[One, Other] : Nested)
        To.Nestings.push_back({To.Programs, One, Other,
                               place(I, Held.line, Held.column),
                               verdictOf(I)->Verdict});
    }
  }

  /// May what one step takes be held at the other one, if that is so of their
  /// places? Of several steps that a macro makes at one place, the later ones
  /// are under the earlier ones. One alone is so in a loop.
  bool mayNest(size_t I, const sp_step &Outer, const sp_step &Inner) const {
    if (keyOf(Outer) != keyOf(Inner))
      return true;
    const std::vector<const sp_step *> &Steps = Facts[I].Steps;
    auto Position = [&](const sp_step &Step) {
      return llvm::find(Steps, &Step) - Steps.begin();
    };
    if (&Outer != &Inner)
      return Position(Outer) < Position(Inner);
    return llvm::count_if(Steps, [&](const sp_step *Each) {
             return keyOf(*Each) == keyOf(Outer) && Each->kind != SP_RELEASE;
           }) == 1;
  }

  const Whole &Units;
  sp_program *Program;
  sp_proofs *Proofs;
  Ledger &To;
  std::vector<FunctionFacts> Facts;
  std::map<std::string, const FunctionVerdict *> Verdicts; // by linkage name
  std::map<size_t, unsigned> Above;
  std::map<SiteKey, LedgerSite> Sites;
};

} // namespace

void addToLedger(const Whole &Program,
                 const std::vector<FunctionVerdict> &Functions, Ledger &To) {
  Bookkeeper(Program, Functions, To).enter();
  To.sortByPlace();
}

} // namespace spinpair
