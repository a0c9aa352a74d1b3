//===- Assumptions.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Assumptions.h"

#include "Movable.h"
#include "Whole.h"

#include "spinpair/assumptions.h"
#include "spinpair/routines.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace spinpair {

namespace {

/// Of more names than this, the others are counted.
constexpr size_t MostNames = 6;

class Finder {
public:
  explicit Finder(const Whole &Units)
      : Program(Units.program()), Proofs(Units.proofs()) {}

  std::vector<std::string> find(size_t Index) {
    visit(Index);
    while (!Next.empty()) {
      const size_t Function = Next.back();
      Next.pop_back();
      if (sp_program_rests_on_mode(Program, Function))
        Normal.insert(shown(Function));
      const sp_function *F = sp_program_get(Program, Function);
      for (size_t B = 0; B < F->block_count; ++B) {
        const sp_block &Block = F->blocks[B];
        for (size_t S = 0; S < Block.step_count; ++S)
          look(F, B, S);
        if (Block.exit != SP_BRANCH)
          continue;
        const sp_block &Else = F->blocks[Block.otherwise];
        if (Else.exit == SP_STOP && Else.line == Block.line &&
            Else.column == Block.column)
          Assumed.insert(movablePlace(F, Block.line));
      }
    }
    const sp_proof *Proof = sp_proofs_get(Proofs, Index);
    for (size_t Callee : llvm::ArrayRef(Proof->rests, Proof->rest_count))
      Explored.insert(shown(Callee));
    std::vector<std::string> Result;
    add(Result, "functions outside of the program leave locks as they are",
        Outside);
    add(Result,
        "code behind a pointer that is outside of the program leaves locks as "
        "they are",
        Pointers);
    add(Result, "an acquire succeeds whose status is not looked at", Ignored);
    add(Result, "what the compiler is told to assume holds", Assumed);
    add(Result, "the driver does not run in dump mode", Normal);
    add(Result, "what annotations and the configuration say of functions holds",
        Stated);
    add(Result,
        "functions leave locks as they were that are not proved, but "
        "explored to the end",
        Explored);
    return Result;
  }

private:
  using Names = std::set<std::string>;

  static void add(std::vector<std::string> &Result, std::string Clause,
                  const Names &Of) {
    if (Of.empty())
      return;
    size_t Count = 0;
    for (const std::string &Name : Of) {
      if (Count == MostNames) {
        Clause += " and " + std::to_string(Of.size() - Count) + " more";
        break;
      }
      Clause += (Count++ ? ", " : ": ") + Name;
    }
    Result.push_back(std::move(Clause));
  }

  const char *shown(size_t Index) const {
    return sp_program_get(Program, Index)->shown;
  }

  void visit(size_t Index) {
    if (sp_program_is_relevant(Program, Index) && Seen.insert(Index).second)
      Next.push_back(Index);
  }

  /// Does it take or give back a lock that a routine of the author's takes?
  bool isOfStatedLock(const sp_step &Step) const {
    if ((Step.kind != SP_ACQUIRE && Step.kind != SP_RELEASE) ||
        sp_program_is_of_message(Program, &Step))
      return false;
    const sp_node_data *Named = sp_program_data(Program, Step.arguments[1]),
                       *Kind = sp_program_data(Program, Named->a);
    return Kind->kind == SP_INT &&
           sp_lock_form_of(sp_lock_kind_of(Kind->number))->object ==
               SP_KIND_STATED;
  }

  /// Is it an acquire with a status, of a message's lock or with a target?
  bool hasStatus(const sp_step &Step) const {
    return Step.kind == SP_ACQUIRE &&
           (sp_program_is_of_message(Program, &Step) ||
            Step.target != SP_NO_NODE);
  }

  sp_status_use useOf(const sp_function *In, size_t Block,
                      size_t Number) const {
    return sp_program_status_use(Program, In, Block, Number);
  }

  /// Does the function give the lock back that the step takes?
  bool givesBack(const sp_function *In, const sp_step &Step) const {
    size_t Count = 0;
    const sp_pairing *First =
        sp_proofs_pairings(Proofs, sp_program_find(Program, In->name), &Count);
    return llvm::any_of(llvm::ArrayRef(First, Count),
                        [&](const sp_pairing &Each) {
                          return Each.acquire_line == Step.line &&
                                 Each.acquire_column == Step.column;
                        });
  }

  /// Does the function leave it to its callers to look at a status?
  bool returnsStatus(size_t Index) const {
    const sp_function *F = sp_program_get(Program, Index);
    for (size_t B = 0; B < F->block_count; ++B)
      for (size_t S = 0; S < F->blocks[B].step_count; ++S)
        if (hasStatus(F->blocks[B].steps[S]) &&
            useOf(F, B, S) == SP_STATUS_RETURNED)
          return true;
    return false;
  }

  /// Does nobody look at the status of an acquire, here or in what is called,
  /// before the lock is given back?
  bool ignoresStatus(const sp_function *In, size_t Block, size_t Number) const {
    const sp_step &Step = In->blocks[Block].steps[Number];
    if (!hasStatus(Step) && Step.kind != SP_CALL)
      return false;
    const sp_status_use Use = useOf(In, Block, Number);
    if (Use == SP_STATUS_ASKED ||
        (Use == SP_STATUS_RETURNED && !givesBack(In, Step)))
      return false;
    if (Step.kind == SP_ACQUIRE)
      return true;
    sp_callees Callees = sp_program_callees(Program, &Step);
    return llvm::any_of(llvm::ArrayRef(Callees.functions, Callees.count),
                        [&](size_t Callee) { return returnsStatus(Callee); });
  }

  void look(const sp_function *In, size_t Block, size_t Number) {
    const sp_step &Step = In->blocks[Block].steps[Number];
    const std::string Where = movablePlace(In, Step.line);
    if (ignoresStatus(In, Block, Number))
      Ignored.insert(Where);
    if (isOfStatedLock(Step))
      Stated.insert(In->flags & SP_FUNCTION_DECLARED
                        ? "'" + std::string(In->shown) + "'"
                        : Where);
    if (Step.kind != SP_CALL)
      return;
    sp_callees Callees = sp_program_callees(Program, &Step);
    for (size_t C = 0; C < Callees.count; ++C)
      visit(Callees.functions[C]);
    if (Callees.count)
      return;
    if (Step.signature) {
      Pointers.insert(Where);
      return;
    }
    const llvm::StringRef Name = sp_program_data(Program, Step.callee)->name;
    if (Name == "a balanced function")
      Stated.insert(Where);
    else if (!Name.contains(' ') && !sp_routine_find(Name.str().c_str()))
      Outside.insert("'" + Name.str() + "'");
  }

  const sp_program *Program;
  const sp_proofs *Proofs;
  std::set<size_t> Seen;
  std::vector<size_t> Next;
  Names Outside, Pointers, Ignored, Assumed, Normal, Stated, Explored;
};

} // namespace

std::vector<std::string> assumptionsOf(const Whole &Program, size_t Index) {
  return Finder(Program).find(Index);
}

} // namespace spinpair
