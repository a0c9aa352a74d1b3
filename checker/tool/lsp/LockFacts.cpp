//===- LockFacts.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "LockFacts.h"

#include "Documents.h"
#include "analysis/LedgerBuilder.h"
#include "analysis/Verdicts.h"
#include "analysis/Whole.h"
#include "model/Ledger.h"
#include "model/Verdict.h"

#include "spinpair/families.h"
#include "spinpair/routines.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <map>
#include <tuple>

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

namespace {

using PlaceKey = std::pair<unsigned, unsigned>; // line and column

/// A lock that is taken, in words.
struct Taken {
  std::string Name;
  std::vector<std::string> Saved; ///< Cells that its IRQL is saved in.
  sp_irql Held;                   ///< The IRQL of its holder.
};

json::Array arrayOf(const std::vector<std::string> &Words) {
  json::Array Result;
  for (const std::string &Each : Words)
    Result.push_back(json::fixUTF8(Each));
  return Result;
}

json::Object objectOf(const Taken &Lock) {
  return json::Object{{"name", json::fixUTF8(Lock.Name)},
                      {"saved", arrayOf(Lock.Saved)},
                      {"irql", Lock.Held == SP_IRQL_DIRQL ? "the device IRQL"
                               : Lock.Held == SP_IRQL_DISPATCH
                                   ? "DISPATCH_LEVEL"
                                   : ""}};
}

/// The facts of one program.
class Teller {
public:
  explicit Teller(const Whole &Units)
      : Units(Units), Program(Units.program()), Proofs(Units.proofs()) {}

  json::Array functions() {
    json::Array Result;
    for (size_t I = 0; I < sp_program_count(Program); ++I)
      if (sp_program_is_relevant(Program, I) &&
          !(sp_program_get(Program, I)->flags & SP_FUNCTION_DECLARED))
        Result.push_back(function(I));
    return Result;
  }

private:
  std::string text(size_t I, const sp_step *Call, sp_node Node) const {
    char Buffer[160]; // more nobody reads
    const size_t Length = sp_program_c_text(Program, sp_program_get(Program, I),
                                            Call, Node, Buffer, sizeof Buffer);
    return Length < sizeof Buffer ? Buffer : std::string(Buffer) + "...";
  }
  /// The cell that a pointer leads to; "" if that has no name.
  std::string cellText(size_t I, sp_node Pointer) const {
    const sp_node_data *Data = sp_program_data(Program, Pointer);
    std::string Text = Data->kind == SP_ADDRESS
                           ? text(I, nullptr, Data->a)
                           : "*" + text(I, nullptr, Pointer);
    return llvm::is_contained(Text, '?') || Text == "*0" ? "" : Text;
  }
  llvm::ArrayRef<uint32_t> callees(const sp_step &Step) const {
    if (Step.kind != SP_CALL)
      return {};
    const sp_callees Found = sp_program_callees(Program, &Step);
    return llvm::ArrayRef<uint32_t>(Found.functions, Found.count);
  }

  //===--------------------------------------------------------------------===//
  // Locks, and what calls do to them
  //===--------------------------------------------------------------------===//

  /// The lock that stands in the place of a message.
  Taken lockOf(size_t I, const sp_step *Call, sp_node Message) const {
    const sp_node_data *Data = sp_program_data(Program, Message);
    if (Data->kind == SP_OP && Data->op == SP_SPIN) {
      const sp_node_data *Which = sp_program_data(Program, Data->a);
      const sp_lock_kind Kind =
          Which->kind == SP_INT ? sp_lock_kind_of(Which->number) : SP_KIND_SPIN;
      // A release may know the lock by its handle alone.
      const sp_node_data *Of = sp_program_data(Program, Data->b);
      const bool IsByHandle =
          Which->kind == SP_INT &&
          (Which->number == 0 || (Which->number < 0 && Of->kind == SP_INT));
      return {IsByHandle ? "the lock of the handle" : text(I, Call, Message),
              {},
              sp_lock_form_of(Kind)->held};
    }
    return {"MSI spin lock for message '" + text(I, Call, Message) + "'",
            {},
            sp_lock_form_of(SP_KIND_MESSAGE)->held};
  }

  /// Does an acquire of the lock save an IRQL that the driver sees?
  bool saves(sp_node Message) const {
    const sp_node_data *Data = sp_program_data(Program, Message);
    if (Data->kind != SP_OP || Data->op != SP_SPIN)
      return true;
    const sp_node_data *Which = sp_program_data(Program, Data->a);
    return Which->kind != SP_INT ||
           sp_lock_form_of(sp_lock_kind_of(Which->number))->carrier !=
               SP_CARRIED_BY_NOTHING;
  }

  llvm::ArrayRef<sp_way> waysOf(size_t Callee, sp_extent &Extent) const {
    size_t Count = 0;
    const sp_way *First = sp_proofs_ways(Proofs, Callee, &Count, &Extent);
    return llvm::ArrayRef<sp_way>(First, Count);
  }

  /// Where a way puts the IRQL that its effect number \p Number, from 1, saved.
  std::vector<std::string> savedIn(size_t I, const sp_step *Call,
                                   const sp_way &Way, size_t Number) const {
    std::vector<std::string> Result;
    for (size_t S = 0; S < Way.store_count; ++S)
      if (Way.stores[S].value.saved_by == Number)
        if (std::string Cell = text(I, Call, Way.stores[S].place);
            !llvm::is_contained(Cell, '?'))
          Result.push_back(std::move(Cell));
    if (Way.result.saved_by == Number && Call && Call->target != SP_NO_NODE) {
      if (std::string Cell = text(I, nullptr, Call->target); Cell != "?")
        Result.push_back(std::move(Cell));
      // A temporary, from which it is converted and stored.
      else
        eachStep(I, [&](const sp_step &Step) {
          if (Step.kind != SP_SET)
            return;
          const sp_node_data *From = sp_program_data(
              Program, sp_program_unconverted(Program, Step.arguments[0]));
          if (From->kind == SP_LOAD && From->a == Call->target)
            Result.push_back(text(I, nullptr, Step.target));
        });
    }
    return Result;
  }

  /// The locks that the steps at a place take and leave to the function.
  std::vector<Taken> takenAt(size_t I, PlaceKey Key) const {
    std::vector<Taken> Result;
    auto Add = [&](Taken New) {
      for (Taken &Each : Result)
        if (Each.Name == New.Name) {
          for (std::string &Cell : New.Saved)
            if (!llvm::is_contained(Each.Saved, Cell))
              Each.Saved.push_back(std::move(Cell));
          return;
        }
      Result.push_back(std::move(New));
    };
    eachStep(I, [&](const sp_step &Step) {
      if (PlaceKey(Step.line, Step.column) != Key)
        return;
      if (Step.kind == SP_ACQUIRE) {
        Taken Lock = lockOf(I, nullptr, Step.arguments[1]);
        if (std::string Cell = cellText(I, Step.arguments[2]);
            !Cell.empty() && saves(Step.arguments[1]))
          Lock.Saved.push_back(std::move(Cell));
        if (sp_program_is_of_message(Program, &Step))
          Lock.Name =
              "MSI spin lock for message '" + std::string(Step.text) + "'";
        Add(std::move(Lock));
      }
      for (uint32_t Callee : callees(Step)) {
        sp_extent Extent = SP_SOME;
        for (const sp_way &Way : waysOf(Callee, Extent))
          for (size_t E = 0; E < Way.effect_count; ++E)
            if (Way.effects[E].kind == SP_TAKES) {
              Taken Lock = lockOf(I, &Step, Way.effects[E].message);
              if (saves(Way.effects[E].message))
                Lock.Saved = savedIn(I, &Step, Way, E + 1);
              Add(std::move(Lock));
            }
      }
    });
    return Result;
  }

  /// A condition as one writes it.
  std::string factText(size_t I, const sp_step *Call,
                       const sp_summary_fact &Fact) const {
    const sp_node_data *Data = sp_program_data(Program, Fact.condition);
    if (Data->kind == SP_OP && (Data->op == SP_EQ || Data->op == SP_LT)) {
      const bool IsTurned = sp_program_data(Program, Data->a)->kind == SP_INT;
      const char *How = Data->op == SP_EQ ? (Fact.holds ? " == " : " != ")
                        : IsTurned        ? (Fact.holds ? " > " : " <= ")
                                          : (Fact.holds ? " < " : " >= ");
      return text(I, Call, IsTurned ? Data->b : Data->a) + How +
             text(I, Call, IsTurned ? Data->a : Data->b);
    }
    return (Fact.holds ? "" : "not ") + text(I, Call, Fact.condition);
  }

  std::string effectText(size_t I, const sp_step *Call, const sp_way &Way,
                         size_t Number) const {
    const sp_summary_effect &Effect = Way.effects[Number - 1];
    const std::string Name = lockOf(I, Call, Effect.message).Name;
    if (Effect.kind == SP_TAKES_AND_GIVES_BACK)
      return "acquires and releases " + Name;
    if (Effect.kind == SP_GIVES_BACK) {
      const std::string Irql = Effect.irql.node == SP_NO_NODE
                                   ? "?"
                                   : text(I, Call, Effect.irql.node);
      return "releases " + Name +
             (llvm::is_contained(Irql, '?') || !saves(Effect.message)
                  ? ""
                  : ", and gives back the IRQL of '" + Irql + "'");
    }
    std::string Result = "acquires " + Name;
    if (!saves(Effect.message))
      return Result;
    const std::vector<std::string> Saved = savedIn(I, Call, Way, Number);
    if (!Saved.empty())
      Result +=
          ", and saves its IRQL in '" + llvm::join(Saved, "' and '") + "'";
    else if (Way.result.saved_by == Number)
      Result += ", and returns its saved IRQL";
    return Result;
  }

  /// What a call of a function does to locks, a sentence for each way that it
  /// can go; by \p Call in function \p I, or, if that is null, in the words of
  /// the function itself.
  std::vector<std::string> summary(size_t I, const sp_step *Call,
                                   size_t Callee) const {
    const std::string Name =
        "'" + std::string(sp_program_get(Program, Callee)->shown) + "'";
    sp_extent Extent = SP_SOME;
    const llvm::ArrayRef<sp_way> Ways = waysOf(Callee, Extent);
    if (!sp_proofs_get(Proofs, Callee)->is_followed)
      return {"What " + Name + " does to locks is not known"};
    std::vector<std::string> Result;
    bool Any = false;
    for (const sp_way &Way : Ways) {
      std::vector<std::string> Facts, Effects;
      for (size_t F = 0; F < Way.fact_count; ++F)
        Facts.push_back(factText(I, Call, Way.facts[F]));
      for (size_t E = 1; E <= Way.effect_count; ++E)
        if (Way.effects[E - 1].kind != SP_CALLS_ROUTINE)
          Effects.push_back(effectText(I, Call, Way, E));
      Any |= !Effects.empty();
      std::string Text =
          (Facts.empty() ? "" : "If " + llvm::join(Facts, " and ") + ": ") +
          Name + " " +
          (Effects.empty() ? "does nothing to locks"
                           : llvm::join(Effects, "; then it "));
      if (Way.result.node != SP_NO_NODE &&
          sp_program_data(Program, Way.result.node)->kind == SP_INT)
        Text += "; it returns " + text(I, Call, Way.result.node);
      if (!llvm::is_contained(Result, Text))
        Result.push_back(std::move(Text));
    }
    if (!Any)
      return {Name + (Extent == SP_ALL
                          ? " leaves all locks as they were"
                          : " leaves no lock held, and releases none of its "
                            "caller")};
    constexpr size_t Most = 8;
    if (Result.size() > Most) {
      const size_t More = Result.size() - Most;
      Result.resize(Most);
      Result.push_back("There are " + std::to_string(More) + " more ways");
    }
    return Result;
  }

  //===--------------------------------------------------------------------===//
  // Functions
  //===--------------------------------------------------------------------===//

  template <typename Visitor> void eachStep(size_t I, Visitor Visit) const {
    const sp_function *Function = sp_program_get(Program, I);
    for (size_t B = 0; B < Function->block_count; ++B)
      for (size_t S = 0; S < Function->blocks[B].step_count; ++S)
        Visit(Function->blocks[B].steps[S]);
  }

  std::string heldOnEntry(const sp_function &Function, size_t I) const {
    const char *Callback = sp_program_callback(Program, I);
    if (Callback && StringRef(Callback) == SP_CANCEL_CALLBACK)
      return "The system calls this callback with the cancel spin lock held, "
             "which it is to give back.";
    const sp_callback *Row = Callback ? sp_callback_named(Callback) : nullptr;
    if (Row && Row->irql == SP_IRQL_DIRQL)
      return "The system holds the lock of the interrupt while it runs this "
             "callback, at the device IRQL.";
    if (Function.flags & SP_FUNCTION_OF_MESSAGE)
      return std::string(
                 "The port driver holds the MSI spin lock for message '") +
             (Function.parameter_count > 1 ? Function.variables[1] : "?") +
             "' while it runs this callback, at the device IRQL.";
    if (Function.flags & SP_FUNCTION_HOLDS_INTERRUPT)
      return "The port driver holds InterruptLock while it runs this callback, "
             "at the device IRQL.";
    if (Function.flags & SP_FUNCTION_HOLDS_START_IO)
      return "The port driver holds StartIoLock while it runs this callback.";
    return "";
  }

  using SeenKey = std::tuple<unsigned, unsigned, sp_held_at>;

  /// The order in which a function does what it does, as far as it has one.
  std::map<SeenKey, int64_t> ordersOf(const sp_function &Function) const {
    constexpr int64_t Span = 1 << 20; // more than a block has steps
    std::map<SeenKey, int64_t> Result;
    for (size_t B = 0; B < Function.block_count; ++B) {
      const sp_block &Block = Function.blocks[B];
      const auto First = static_cast<int64_t>(B) * Span;
      for (size_t S = 0; S < Block.step_count; ++S)
        Result.try_emplace(
            {Block.steps[S].line, Block.steps[S].column, SP_HELD_BEFORE},
            First + static_cast<int64_t>(S));
      if (Block.exit == SP_BRANCH || Block.exit == SP_SWITCH ||
          Block.exit == SP_RETURN)
        Result.try_emplace(
            {Block.line, Block.column,
             Block.exit == SP_RETURN ? SP_HELD_AT_RETURN : SP_HELD_AT_BRANCH},
            First + Span - 1);
    }
    return Result;
  }

  void addPlaces(size_t I, json::Object &To) const {
    static const char *const Kinds[] = {"before", "behind", "branch", "return"};
    const std::map<SeenKey, int64_t> Orders =
        ordersOf(*sp_program_get(Program, I));
    size_t Count = 0;
    const sp_held *First = sp_proofs_seen(Proofs, I, &Count);
    json::Array Places, Takes;
    std::map<PlaceKey, int64_t> Numbers; // of takes
    for (const sp_held &Each : llvm::ArrayRef(First, Count)) {
      if (!Each.acquire_line) {
        auto Order =
            Orders.find({Each.line, Each.column,
                         Each.at == SP_HELD_BEHIND ? SP_HELD_BEFORE : Each.at});
        Places.push_back(
            json::Object{{"line", Each.line},
                         {"column", Each.column},
                         {"kind", Kinds[Each.at]},
                         {"order", Order == Orders.end() ? 0 : Order->second},
                         {"held", Each.count ? json::Value(nullptr)
                                             : json::Value(json::Array())}});
        continue;
      }
      auto [Number, IsNew] =
          Numbers.try_emplace({Each.acquire_line, Each.acquire_column},
                              static_cast<int64_t>(Numbers.size()));
      if (IsNew) {
        json::Array Locks;
        for (const Taken &Lock : takenAt(I, Number->first))
          Locks.push_back(objectOf(Lock));
        Takes.push_back(json::Object{{"line", Each.acquire_line},
                                     {"column", Each.acquire_column},
                                     {"locks", std::move(Locks)}});
      }
      json::Value &Held = *Places.back().getAsObject()->get("held");
      if (!Held.getAsArray())
        Held = json::Array();
      Held.getAsArray()->push_back(
          json::Object{{"take", Number->second}, {"always", Each.always}});
    }
    To["places"] = std::move(Places);
    To["takes"] = std::move(Takes);
  }

  json::Array stepsOf(size_t I) const {
    json::Array Result;
    eachStep(I, [&](const sp_step &Step) {
      json::Object Told{{"line", Step.line}, {"column", Step.column}};
      if (Step.kind == SP_ACQUIRE || Step.kind == SP_RELEASE) {
        Told["kind"] = Step.kind == SP_ACQUIRE ? "acquire" : "release";
        Told["changes"] = true;
        Result.push_back(std::move(Told));
        return;
      }
      std::vector<uint32_t> Relevant;
      for (uint32_t Callee : callees(Step))
        if (sp_program_is_relevant(Program, Callee))
          Relevant.push_back(Callee);
      if (Relevant.empty())
        return;
      std::vector<std::string> Words;
      bool Changes = false;
      json::Array Numbers;
      for (uint32_t Callee : Relevant) {
        Numbers.push_back(int64_t(Callee));
        Changes |= sp_proofs_get(Proofs, Callee)->is_helper;
        llvm::append_range(Words, summary(I, &Step, Callee));
      }
      Told["kind"] = "call";
      Told["callees"] = std::move(Numbers);
      Told["changes"] = Changes;
      Told["summary"] = arrayOf(Words);
      Result.push_back(std::move(Told));
    });
    return Result;
  }

  json::Object function(size_t I) const {
    const sp_function &Function = *sp_program_get(Program, I);
    const sp_proof &Proof = *sp_proofs_get(Proofs, I);
    json::Object Result{{"number", int64_t(I)},
                        {"linkage", json::fixUTF8(Function.name)},
                        {"name", json::fixUTF8(Function.shown)},
                        {"file", json::fixUTF8(Units.fileOf(&Function))},
                        {"line", Function.where.line},
                        {"column", Function.where.column},
                        {"followed", Proof.is_followed},
                        {"helper", Proof.is_helper},
                        {"entry", json::fixUTF8(heldOnEntry(Function, I))}};
    if (Proof.kind == SP_PROOF_OPEN)
      Result["open"] = json::Object{
          {"line", Proof.line}, {"why", json::fixUTF8(asClause(Proof.why))}};
    if (!(Function.flags & SP_FUNCTION_ENTRY))
      Result["summary"] = arrayOf(summary(I, nullptr, I));
    addPlaces(I, Result);
    Result["steps"] = stepsOf(I);
    return Result;
  }

  const Whole &Units;
  sp_program *Program;
  sp_proofs *Proofs;
};

json::Object objectOf(const LedgerPlace &Where) {
  return json::Object{{"file", json::fixUTF8(Where.File)},
                      {"line", Where.Line},
                      {"column", Where.Column}};
}

json::Array sitesOf(const Whole &Program, const json::Object &Report) {
  std::vector<FunctionVerdict> Functions;
  if (const json::Array *All = Report.getArray("functions"))
    for (const json::Value &Each : *All)
      if (const json::Object *Known = Each.getAsObject()) {
        FunctionVerdict New{};
        New.Linkage = stringIn(Known, "linkage");
        Functions.push_back(std::move(New));
      }
  Ledger Ledger;
  addToLedger(Program, Functions, Ledger);
  json::Array Result;
  for (const LedgerSite &Site : Ledger.Sites) {
    json::Array Uses;
    for (const LedgerUse &Use : Site.Uses) {
      json::Array Releases;
      for (const LedgerRelease &Each : Use.Releases)
        Releases.push_back(json::Object{{"where", objectOf(Each.Where)},
                                        {"call", objectOf(Each.Call)},
                                        {"through", arrayOf(Each.Through)}});
      Uses.push_back(json::Object{{"call", objectOf(Use.Call)},
                                  {"leaves", Use.Leaves},
                                  {"releases", std::move(Releases)}});
    }
    Result.push_back(json::Object{{"where", objectOf(Site.Where)},
                                  {"uses", std::move(Uses)}});
  }
  return Result;
}

} // namespace

json::Object lockFactsOf(const Whole &Program, const json::Object &Report) {
  return json::Object{{"functions", Teller(Program).functions()},
                      {"sites", sitesOf(Program, Report)}};
}

} // namespace spinpair
