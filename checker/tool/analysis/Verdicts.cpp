//===- Verdicts.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Verdicts.h"

#include "Assumptions.h"
#include "Movable.h"
#include "Search.h"
#include "Whole.h"
#include "model/Mistake.h"
#include "model/Unit.h"
#include "model/Verdict.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <optional>
#include <set>
#include <tuple>
#include <vector>

using llvm::StringRef;

namespace spinpair {

std::string asClause(llvm::StringRef Why) {
  std::string Result = Why.str();
  llvm::StringRef Rest = Why.split(' ').first.drop_front(); // of its first word
  if (Rest == Rest.lower())
    Result[0] = llvm::toLower(Result[0]);
  return Result;
}

namespace {

/// Settles the functions whose proof is open.
class Judge {
public:
  Judge(const Whole &Program, const SearchResult &Searched)
      : Units(Program), Program(Program.program()), Proofs(Program.proofs()),
        Searched(Searched), Callers(sp_program_count(Program.program())) {
    for (const Mistake &Found : Searched.Mistakes) {
      Blamed.insert(Found.Function);
      Blamed.insert(Found.Callers.begin(), Found.Callers.end());
    }
    for (size_t I = 0; I < sp_program_count(this->Program); ++I)
      if (Blamed.count(sp_program_get(this->Program, I)->name))
        BlamedPlaces.insert(placeOf(I));
    findCallers();
    findAbove(AboveUnread, [this](size_t I) { return isUnread(I); });
    findAbove(AboveUnfollowed, [this](size_t I) {
      const sp_function *Function = sp_program_get(this->Program, I);
      return (Function->flags & SP_FUNCTION_UNFOLLOWED) && !isUnread(I);
    });
    findLeftToNobody();
  }

  /// Is a mistake its own? The proof knows nothing of those of a survey.
  bool isOwner(const std::string &Linkage) const {
    return llvm::any_of(Searched.Mistakes, [&](const Mistake &Found) {
      return Found.Function == Linkage;
    });
  }

  /// Why a function that is proved to be right if its callers are may not be
  /// called so, as far as the program shows: it, or a function that it leaves
  /// the locks of to its caller, leaves one held on some paths only, and nobody
  /// is there to give it back. "" if that is not so.
  std::string leftToNobody(size_t Index) const {
    auto Found = LeftToNobody.find(Index);
    if (Found == LeftToNobody.end())
      return "";
    const size_t By = Found->second;
    return (By == Index ? "it" : "'" + std::string(shown(By)) + "'") +
           " leaves a lock held on some paths and gives it back on others, "
           "returns nothing that tells which, and no function here that calls "
           "it gives it back";
  }

  /// Why the function may be a callback, though nothing says which one; "" if
  /// it is none.
  std::string whyCallback(size_t Index) const {
    const unsigned Flags = sp_program_get(Program, Index)->flags;
    if (sp_program_may_be_callback(Program, Index))
      return "it may be a callback: a function that does not parse names it, "
             "and nothing else says which one it is";
    if (sp_proofs_get(Proofs, Index)->is_helper &&
        (Flags & SP_FUNCTION_ADDRESS_TAKEN) && !(Flags & SP_FUNCTION_ENTRY) &&
        Callers[Index].empty())
      return "it may be a callback: its address is taken, and no call leads to "
             "it here; who it leaves a lock to, or takes one of, is not known";
    return "";
  }

  Verdict judge(size_t Index, std::string &Why) {
    const sp_function *Function = sp_program_get(Program, Index);
    const sp_proof *Proof = sp_proofs_get(Proofs, Index);
    // Nobody knows which locks are held when it runs, nor who gives back what
    // it leaves.
    Why = whyCallback(Index);
    if (!Why.empty() && !Blamed.count(Function->name))
      return Verdict::Undecided;
    Why.clear();
    // What is found below a function that is proved is not its mistake.
    if (Proof->kind == SP_PROOF_PROVED && unbounded(Index).empty()) {
      // But where a callee's call leads is, if it is what says so.
      if (isOwner(Function->name) || Searched.Misled.count(Function->name))
        return Verdict::Reported;
      if (!Searched.Untold.count(Function->name))
        return Verdict::Proved;
      Why = withAdvice(Function, Searched.Explored.at(Function->name));
      return Verdict::Undecided;
    }
    if (Blamed.count(Function->name))
      return Verdict::Reported;
    std::set<size_t> Above{Index};
    if (std::optional<std::string> Explored = explored(Index)) {
      Why = *Explored;
      if (Why.empty())
        Why = unseenCallee(Index);
      else
        Why = withAdvice(Function, Why);
      if (Why.empty())
        Why = unseenHere(Index);
      else if (onlyBelowExplored(Index, Above))
        Why = unseenWrite(Function, *Proof);
      return cleanUnless(Index, Why);
    }
    if (Proof->kind == SP_PROOF_PROVED) {
      Why = unbounded(Index);
      return Verdict::Undecided;
    }
    if (auto Known = Searched.Hopeless.find(Function->name);
        Known != Searched.Hopeless.end()) {
      Why = Known->second;
      return Verdict::Undecided;
    }
    for (const auto &[Unit, Trouble] : Searched.Lost)
      if (llvm::is_contained(Units.unitsOf(Function), Unit)) {
        Why = "not explored: " + Trouble;
        return Verdict::Undecided;
      }
    if (onlyBelowExplored(Index, Above)) {
      Why = unseenWrite(Function, *Proof);
      return cleanUnless(Index, Why);
    }
    Why = "not explored; not proved at line " +
          movableLine(Function, Proof->line) + ": " + asClause(Proof->why);
    return Verdict::Undecided;
  }

  std::tuple<std::string, uint32_t, uint32_t> placeOf(size_t Index) const {
    const sp_place_in_source &At = sp_program_get(Program, Index)->where;
    return {At.file, At.line, At.column};
  }

  /// Clean, unless there is a reason. Of two findings with one sentence at one
  /// place, as in two instances of a template, or two functions of a macro's,
  /// clang keeps one, and nobody tells whether the other was there.
  Verdict cleanUnless(size_t Index, std::string &Why) const {
    if (Why.empty() && BlamedPlaces.count(placeOf(Index)))
      Why = "what was found in another function of this place may be of this "
            "one, too";
    return Why.empty() ? Verdict::Clean : Verdict::Undecided;
  }

  /// The construct of \p Function that neither its lock program nor the search
  /// can be trusted with; "" if there is none.
  std::string unfollowed(const sp_function *Function) const {
    if (!(Function->flags & SP_FUNCTION_UNFOLLOWED))
      return "";
    for (size_t B = 0; B < Function->block_count; ++B)
      for (size_t S = 0; S < Function->blocks[B].step_count; ++S) {
        const sp_step &Step = Function->blocks[B].steps[S];
        if (Step.kind == SP_UNSUPPORTED)
          return "line " + movableLine(Function, Step.line) +
                 " is not followed: " + Step.text;
      }
    return "it makes or destroys objects, writes past a member, has a routine "
           "run a function, calls something in an operand that is not "
           "evaluated, or leaves a switch by a value that is no enumerator, in "
           "a way that the search is not sure to follow";
  }

  /// What exploration says of why it came to no end, with what was to be shown,
  /// and what helps.
  std::string withAdvice(const sp_function *Function, StringRef Why) const {
    std::string Result = Why.str();
    bool LacksEffort = false;
    for (StringRef Budget :
         {" (-analyzer-config max-nodes)", " (-analyzer-max-loop)"})
      if (size_t At = Result.find(Budget.str()); At != std::string::npos) {
        Result.erase(At, Budget.size()); // what the plugin is told
        LacksEffort = true;
      }
    const sp_proof *Proof =
        sp_proofs_get(Proofs, sp_program_find(Program, Function->name));
    if (Proof->kind == SP_PROOF_OPEN && *Proof->why)
      Result += "; to be shown at line " + movableLine(Function, Proof->line) +
                ": " + asClause(Proof->why);
    if (LacksEffort)
      Result += "; --effort " + std::to_string(Units.running().Effort * 4) +
                " explores longer";
    return Result;
  }

  /// Why \p Index cannot be trusted to be right: it calls, maybe by others, a
  /// function with locks whose control flow is not known, which proof and
  /// search take to leave locks as they were. "" if it can.
  std::string unreadCallee(size_t Index) const {
    auto Found = AboveUnread.find(Index);
    if (Found == AboveUnread.end())
      return "";
    size_t Callee = Found->second;
    std::string Way;
    while (!isUnread(Callee)) {
      if (Way.empty())
        Way = " (by '" + std::string(shown(Callee)) + "')";
      Callee = AboveUnread.lookup(Callee);
    }
    const bool Parses = !Units.whyUnread(sp_program_get(Program, Callee));
    return "it calls '" + std::string(shown(Callee)) +
           (Parses ? "', which is not followed" : "', which does not parse") +
           Way;
  }

private:
  /// Why exploring it was not enough, "" if it was; nothing if it was not
  /// explored.
  std::optional<std::string> explored(size_t Index) const {
    const sp_function *Function = sp_program_get(Program, Index);
    auto Found = Searched.Explored.find(Function->name);
    if (Found == Searched.Explored.end())
      return std::nullopt;
    if (!Found->second.empty())
      return Found->second;
    if (auto Callee = AboveUnfollowed.find(Index);
        Callee != AboveUnfollowed.end())
      return "it calls '" + std::string(shown(Callee->second)) +
             "', which the search is not sure to follow";
    return unfollowed(Function);
  }

  /// Did exploring \p Index show that it leaves all locks as they were?
  bool isBounded(size_t Index) {
    auto [Known, IsNew] = Bounded.try_emplace(Index, true);
    if (!IsNew)
      return Known->second; // in a circle, if the others are
    std::string Why;
    // What was found in it is its own business, if that leaves no lock.
    const bool Is = judge(Index, Why) != Verdict::Undecided &&
                    !Searched.HandsLocks.count(name(Index)) &&
                    explored(Index) == std::string();
    return Bounded[Index] = Is;
  }

  /// Why what a proof rests on does not hold; "" if it does.
  std::string unbounded(size_t Index) {
    const sp_proof *Proof = sp_proofs_get(Proofs, Index);
    for (size_t Callee : llvm::ArrayRef(Proof->rests, Proof->rest_count))
      if (!isBounded(Callee))
        return whyUnbounded(Callee);
    return "";
  }

  /// A function with locks that is given to code that is not in the program,
  /// where it may run at once; "" if there is none.
  std::string givenAway(const sp_function *Function) const {
    for (size_t B = 0; B < Function->block_count; ++B)
      for (size_t S = 0; S < Function->blocks[B].step_count; ++S) {
        const sp_step &Step = Function->blocks[B].steps[S];
        if (Step.kind != SP_CALL || sp_program_callees(Program, &Step).count)
          continue;
        for (size_t A = 0; A < Step.argument_count; ++A)
          if (size_t Given = sp_program_given(Program, &Step, A);
              Given != SIZE_MAX && sp_program_is_relevant(Program, Given))
            return "'" + std::string(shown(Given)) +
                   "', which is given away at "
                   "line " +
                   movableLine(Function, Step.line) + ", may run there";
      }
    return "";
  }

  /// The same for what the exploration of a function did not step into, as it
  /// stands in other units; or did, but what is wrong there was told of there.
  std::string unseenCallee(size_t Index) {
    const bool IsComplete = Searched.Complete.count(name(Index)) != 0;
    const sp_function *Here = sp_program_get(Program, Index);
    std::set<size_t> Seen{Index};
    std::vector<size_t> Next{Index};
    while (!Next.empty()) {
      const sp_function *Function = sp_program_get(Program, Next.back());
      Next.pop_back();
      if (std::string Given = givenAway(Function); !Given.empty())
        return Given;
      for (size_t Callee : Units.calleesOf(Function)) {
        if (!Seen.insert(Callee).second)
          continue;
        const sp_proof *Proof = sp_proofs_get(Proofs, Callee);
        if (Units.shareUnit(Here, sp_program_get(Program, Callee))) {
          Next.push_back(Callee);
        } else if (IsComplete && !Blamed.count(name(Callee))) {
          continue;
        } else if (!Proof->is_unsettled) {
          if (std::string Open = unbounded(Callee); !Open.empty())
            return Open;
        } else if (!isBounded(Callee)) {
          return whyUnbounded(Callee);
        }
      }
    }
    return "";
  }

  std::string whyUnbounded(size_t Callee) const {
    const sp_function *Function = sp_program_get(Program, Callee);
    const sp_proof *Proof = sp_proofs_get(Proofs, Callee);
    std::string Known = "which is not proved";
    if (Blamed.count(Function->name))
      Known = "in which something was found";
    else if (Searched.HandsLocks.count(Function->name))
      Known = "which is not proved, and takes a lock for its caller or gives "
              "one back";
    return "what '" + std::string(Function->shown) + "' does to locks, " +
           Known + ", cannot be told (line " +
           movableLine(Function, Proof->line) + ": " + asClause(Proof->why) +
           ")";
  }

  const char *name(size_t Index) const {
    return sp_program_get(Program, Index)->name;
  }

  /// What exploring paths does not show of a function that is not proved: the
  /// analyzer tells memory apart by regions, and does not see that two of them
  /// may be one. "" if that is nothing.
  std::string unseenWrite(const sp_function *Function,
                          const sp_proof &Proof) const {
    if (Proof.kind != SP_PROOF_OPEN || !Proof.unseen ||
        (Proof.unseen_elsewhere && Searched.Complete.count(Function->name)))
      return "";
    return std::string(Proof.unseen) + "; not proved at line " +
           movableLine(Function, Proof.line) + ": " + asClause(Proof.why);
  }

  /// The same, or of what it calls.
  std::string unseenHere(size_t Index) const {
    std::string Why = unseenWrite(sp_program_get(Program, Index),
                                  *sp_proofs_get(Proofs, Index));
    return Why.empty() ? unseenBelow(Index) : Why;
  }

  /// The same of a callee that its calls may be on a path of which failed, and
  /// where paths do not show what it leaves to its callers.
  std::string unseenBelow(size_t Index) const {
    const sp_proof *Proof = sp_proofs_get(Proofs, Index);
    for (size_t Callee : llvm::ArrayRef(Proof->rests, Proof->rest_count)) {
      const sp_proof *Below = sp_proofs_get(Proofs, Callee);
      if (Callee != Index && Below->kind == SP_PROOF_OPEN && Below->unseen &&
          Below->is_unsettled)
        return whyUnbounded(Callee);
    }
    return "";
  }

  const char *shown(size_t Index) const {
    return sp_program_get(Program, Index)->shown;
  }

  /// A lock that a call of a function takes.
  using TakenLock = std::pair<sp_node, sp_node>;

  static std::set<TakenLock> locksOf(const sp_way &Way,
                                     sp_effect_on_lock Kind) {
    std::set<TakenLock> Found;
    for (const sp_summary_effect &Each :
         llvm::ArrayRef(Way.effects, Way.effect_count))
      if (Each.kind == Kind)
        Found.insert({Each.adapter, Each.message});
    return Found;
  }

  /// Are these two different numbers?
  bool differ(const sp_summary_value &A, const sp_summary_value &B) const {
    if (A.node == SP_NO_NODE || B.node == SP_NO_NODE || A.saved_by ||
        B.saved_by || A.status_of || B.status_of)
      return false;
    const sp_node_data *DataA = sp_program_data(Program, A.node),
                       *DataB = sp_program_data(Program, B.node);
    return DataA->kind == SP_INT && DataB->kind == SP_INT &&
           DataA->number != DataB->number;
  }

  /// Can a caller tell that a call went one way, and not the other, by what it
  /// returns or stores? What is not known may tell.
  bool areToldApart(const sp_way &A, const sp_way &B) const {
    auto MayTell = [this](const sp_summary_value &Here,
                          const sp_summary_value &There) {
      return Here.node != SP_NO_NODE && There.node != SP_NO_NODE &&
             !Here.saved_by && !There.saved_by &&
             (Here.node != There.node ||
              sp_program_data(Program, Here.node)->kind == SP_UNKNOWN_VALUE);
    };
    if (MayTell(A.result, B.result))
      return true;
    for (const sp_summary_store &Here : llvm::ArrayRef(A.stores, A.store_count))
      for (const sp_summary_store &There :
           llvm::ArrayRef(B.stores, B.store_count))
        if (Here.place == There.place && differ(Here.value, There.value))
          return true;
    return false;
  }

  bool mentionsUnknown(sp_node Node) const {
    if (Node == SP_NO_NODE)
      return false;
    const sp_node_data *Data = sp_program_data(Program, Node);
    if (Data->kind == SP_UNKNOWN_VALUE)
      return true;
    switch (Data->kind) {
    case SP_FIELD:
    case SP_LOAD:
    case SP_ADDRESS:
    case SP_DEREF:
      return mentionsUnknown(Data->a);
    case SP_ELEMENT:
    case SP_OP:
      return mentionsUnknown(Data->a) || mentionsUnknown(Data->b);
    case SP_CHOICE:
      return mentionsUnknown(Data->a) || mentionsUnknown(Data->b) ||
             mentionsUnknown(Data->c);
    default:
      return false;
    }
  }

  /// Is it a lock that the function came upon, such as in a list, and that it
  /// keeps to itself? Of these, no way says which were given back.
  bool isUnnamed(const TakenLock &Lock, const sp_way &Leaves) const {
    return (mentionsUnknown(Lock.first) || mentionsUnknown(Lock.second)) &&
           !mentionsUnknown(Leaves.result.node) &&
           llvm::none_of(llvm::ArrayRef(Leaves.stores, Leaves.store_count),
                         [this](const sp_summary_store &Each) {
                           return mentionsUnknown(Each.value.node);
                         });
  }

  /// Does the function take a lock that it leaves held on some of its paths,
  /// and gives back on others, with nothing returned that tells whether it is
  /// held?
  bool leavesSometimes(size_t Index) const {
    size_t Count = 0;
    sp_extent Extent;
    const sp_way *First =
        sp_proofs_ways(Units.proofs(), Index, &Count, &Extent);
    const llvm::ArrayRef<sp_way> Ways(First, Count);
    std::set<TakenLock> GivenBack;
    for (const sp_way &Each : Ways)
      for (const TakenLock &Lock : locksOf(Each, SP_TAKES_AND_GIVES_BACK))
        GivenBack.insert(Lock);
    return llvm::any_of(Ways, [&](const sp_way &Leaves) {
      const std::set<TakenLock> Before = locksOf(Leaves, SP_GIVES_BACK);
      for (const TakenLock &Lock : locksOf(Leaves, SP_TAKES)) {
        if (Before.count(Lock) || // its caller has it again
            (!GivenBack.count(Lock) && !isUnnamed(Lock, Leaves)))
          continue;
        for (const sp_way &Other : Ways)
          if (!locksOf(Other, SP_TAKES).count(Lock) &&
              !areToldApart(Leaves, Other))
            return true;
      }
      return false;
    });
  }

  /// Notes the functions that leave a lock sometimes, and the helpers that lead
  /// to one of them, as far as nobody else is above them.
  void findLeftToNobody() {
    std::vector<size_t> Below; // a helper that nobody here calls; helpers all
    std::set<size_t> Reached;
    auto Reach = [&](size_t Index) {
      if (sp_proofs_get(Proofs, Index)->is_helper &&
          Reached.insert(Index).second)
        Below.push_back(Index);
    };
    for (size_t Root = 0; Root < Callers.size(); ++Root)
      if (Callers[Root].empty() &&
          !(sp_program_get(Program, Root)->flags & SP_FUNCTION_ENTRY))
        Reach(Root);
    for (size_t I = 0; I < Below.size(); ++I)
      for (size_t Callee : Units.calleesOf(sp_program_get(Program, Below[I])))
        Reach(Callee);

    std::vector<size_t> Next;
    auto Note = [&](size_t Index, size_t By) {
      if (LeftToNobody.try_emplace(Index, By).second)
        Next.push_back(Index);
    };
    for (size_t Index : Below)
      if (leavesSometimes(Index))
        Note(Index, Index);
    for (size_t I = 0; I < Next.size(); ++I) {
      const size_t By = LeftToNobody.find(Next[I])->second;
      for (size_t Caller : Callers[Next[I]])
        if (Reached.count(Caller))
          Note(Caller, By);
    }
  }

  /// Is nothing but its calls known of it?
  bool isUnread(size_t Index) const {
    const sp_function *Function = sp_program_get(Program, Index);
    return (Function->flags & SP_FUNCTION_LOCKS_UNREAD) ||
           ((Function->flags & SP_FUNCTION_UNFOLLOWED) &&
            sp_proofs_get(Proofs, Index)->kind == SP_PROOF_OPEN) ||
           Units.whyUnread(Function);
  }

  void findAbove(llvm::DenseMap<size_t, size_t> &Above,
                 llvm::function_ref<bool(size_t)> IsSource) {
    std::vector<size_t> Next;
    for (size_t I = 0; I < Callers.size(); ++I)
      if (sp_program_is_relevant(Program, I) && IsSource(I))
        Next.push_back(I);
    for (size_t I = 0; I < Next.size(); ++I)
      for (size_t Caller : Callers[Next[I]])
        if (!IsSource(Caller) && Above.try_emplace(Caller, Next[I]).second)
          Next.push_back(Caller);
  }

  void findCallers() {
    for (size_t I = 0; I < Callers.size(); ++I) {
      const sp_function *Caller = sp_program_get(Program, I);
      for (size_t B = 0; B < Caller->block_count; ++B)
        for (size_t S = 0; S < Caller->blocks[B].step_count; ++S) {
          const sp_step &Step = Caller->blocks[B].steps[S];
          if (Step.kind != SP_CALL)
            continue;
          sp_callees Callees = sp_program_callees(Program, &Step);
          for (size_t C = 0; C < Callees.count; ++C)
            Callers[Callees.functions[C]].insert(I);
        }
    }
  }

  /// The analyzer steps into a function instead of exploring it alone if it met
  /// it in a caller. That settles it if nobody else can call it, and all who
  /// can were explored to their end.
  bool onlyBelowExplored(size_t Index, std::set<size_t> &Above) const {
    const sp_function *Function = sp_program_get(Program, Index);
    if (!(Function->flags & SP_FUNCTION_INTERNAL) ||
        (Function->flags & (SP_FUNCTION_ENTRY | SP_FUNCTION_ADDRESS_TAKEN)) ||
        Callers[Index].empty())
      return false;
    return llvm::all_of(Callers[Index], [&](size_t Caller) {
      if (std::optional<std::string> Why = explored(Caller))
        return Why->empty();
      return Above.insert(Caller).second && onlyBelowExplored(Caller, Above);
    });
  }

  const Whole &Units;
  const sp_program *Program;
  const sp_proofs *Proofs;
  const SearchResult &Searched;
  std::vector<std::set<size_t>> Callers;
  /// Functions above those that do not parse, each with the callee by which.
  llvm::DenseMap<size_t, size_t> AboveUnread;
  /// The same of those that the search is not sure to follow.
  llvm::DenseMap<size_t, size_t> AboveUnfollowed;
  /// See leftToNobody(): by which function.
  llvm::DenseMap<size_t, size_t> LeftToNobody;
  std::set<std::string> Blamed;
  std::set<std::tuple<std::string, uint32_t, uint32_t>> BlamedPlaces;
  llvm::DenseMap<size_t, bool> Bounded;
};

} // namespace

static void addSteps(const sp_program *Program, const sp_function &Function,
                     FunctionVerdict &Known) {
  for (size_t B = 0; B < Function.block_count; ++B)
    for (size_t S = 0; S < Function.blocks[B].step_count; ++S) {
      const sp_step &Step = Function.blocks[B].steps[S];
      Known.LastLine = std::max<unsigned>(Known.LastLine, Step.line);
      if (Step.kind == SP_ACQUIRE || Step.kind == SP_RELEASE)
        Known.Locks.push_back({Step.kind == SP_ACQUIRE,
                               sp_program_is_of_message(Program, &Step),
                               Step.line, Step.column, Step.text});
    }
  llvm::stable_sort(Known.Locks, [](const LockStep &A, const LockStep &B) {
    return std::tie(A.Line, A.Column) < std::tie(B.Line, B.Column);
  });
}

/// What the proof says of a function.
static FunctionVerdict proved(const Whole &Program, size_t Index) {
  const sp_function *Function = sp_program_get(Program.program(), Index);
  const sp_proof *Proof = sp_proofs_get(Program.proofs(), Index);
  FunctionVerdict Known;
  Known.Shown = Function->shown;
  Known.File = Program.fileOf(Function);
  Known.Line = Known.LastLine = Function->where.line;
  Known.Verdict = Verdict::Proved;
  Known.Linkage = Function->name;
  Known.IsHelper = Proof->is_helper;
  Known.Nesting = Proof->nesting;
  if (Proof->kind == SP_PROOF_OPEN)
    Known.Open = {Proof->line, Proof->column, Proof->why};
  addSteps(Program.program(), *Function, Known);
  size_t Pairings = 0;
  const sp_pairing *First =
      sp_proofs_pairings(Program.proofs(), Index, &Pairings);
  for (const sp_pairing &Each : llvm::ArrayRef(First, Pairings))
    Known.Pairings.push_back({Each.acquire_line, Each.acquire_column,
                              Each.release_line, Each.release_column});
  return Known;
}

std::vector<FunctionVerdict> verdicts(const Whole &Program,
                                      const SearchResult &Searched) {
  Judge Judge(Program, Searched);
  std::vector<FunctionVerdict> Result;
  size_t Count = sp_program_count(Program.program());
  for (size_t I = 0; I < Count; ++I) {
    const sp_function *Function = sp_program_get(Program.program(), I);
    const sp_proof *Proof = sp_proofs_get(Program.proofs(), I);
    llvm::ArrayRef<unsigned> Homes = Program.unitsOf(Function);
    if (Proof->kind == SP_PROOF_IRRELEVANT ||
        (Function->flags & SP_FUNCTION_DECLARED) ||
        (!Homes.empty() && !Program.isChosen(Homes)))
      continue;
    FunctionVerdict Known = proved(Program, I);
    if (const std::string *Error = Program.whyUnread(Function)) {
      Known.Verdict = Verdict::Undecided;
      Known.Why = *Error;
    } else {
      Known.Verdict = Judge.judge(I, Known.Why);
    }
    if (Known.Verdict != Verdict::Reported && !Program.whyUnread(Function))
      if (std::string Why = Judge.unreadCallee(I); !Why.empty()) {
        Known.Verdict = Verdict::Undecided;
        Known.Why = std::move(Why);
      }
    if (Known.Verdict == Verdict::Proved)
      if (std::string Why = Judge.leftToNobody(I); !Why.empty()) {
        Known.Verdict = Verdict::Undecided;
        Known.Why = std::move(Why);
      }
    if (Known.Verdict == Verdict::Proved)
      Known.Assumes = assumptionsOf(Program, I);
    Result.push_back(std::move(Known));
  }
  llvm::stable_sort(Result,
                    [](const FunctionVerdict &A, const FunctionVerdict &B) {
                      return std::tie(A.File, A.Line, A.Shown) <
                             std::tie(B.File, B.Line, B.Shown);
                    });
  return Result;
}

} // namespace spinpair
