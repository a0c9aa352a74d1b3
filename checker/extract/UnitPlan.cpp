//===- UnitPlan.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "UnitPlan.h"

#include "Extract.h"
#include "Names.h"

#include "clang/AST/ASTContext.h"

#include <vector>

using namespace clang;

namespace spinpair {

namespace {

class UnitPlan : public Plan {
public:
  explicit UnitPlan(ASTContext &Context) : Named(Context) {
    NameOf = [this](const FunctionDecl *Function) {
      return Named.function(Function);
    };
    CellOf = [this](const ValueDecl *Cell) { return Named.cell(Cell); };
    PlaceOf = [](const sp_function *Function, uint32_t Line) {
      return Function->where.file + (":" + std::to_string(Line));
    };
    IsOpen = [this](size_t Function) {
      return Loose[Function] ||
             sp_proofs_get(Proofs, Function)->kind == SP_PROOF_OPEN;
    };
    IsForItself = [this](size_t Function) { return !Loose[Function]; };
    StepsOverOpen = true;
    Explored = [](const std::string &, const std::string &) {};
  }
  ~UnitPlan() override {
    sp_proofs_free(Proofs);
    sp_program_free(Own);
  }

  bool make(ASTContext &Context, UnitFacts &Facts, bool Prove) {
    Program = Own = sp_program_new();
    if (!Own || !extractUnit(Context, Facts, Own) || !sp_program_link(Own))
      return false;
    if (!Prove)
      return true;
    Proofs = sp_prove(Own);
    if (Proofs)
      findLoose();
    return Proofs;
  }

private:
  /// What an open function does to locks may not be known, or be the business
  /// of its callers. It is explored in these then.
  void findLoose() {
    size_t Count = sp_program_count(Own);
    Loose.resize(Count);
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (size_t At = 0; At < Count; ++At) { // callees first
        size_t I = sp_program_order(Own)[At];
        const sp_proof *Proof = sp_proofs_get(Proofs, I);
        if (!Loose[I] && (!Proof->is_followed ||
                          (Proof->kind == SP_PROOF_OPEN && Proof->is_helper) ||
                          callsLoose(I)))
          Changed = Loose[I] = true;
      }
    }
  }

  bool callsLoose(size_t Function) const {
    const sp_function *F = sp_program_get(Own, Function);
    for (size_t B = 0; B < F->block_count; ++B)
      for (size_t S = 0; S < F->blocks[B].step_count; ++S) {
        if (F->blocks[B].steps[S].kind != SP_CALL)
          continue;
        sp_callees Callees = sp_program_callees(Own, &F->blocks[B].steps[S]);
        for (size_t C = 0; C < Callees.count; ++C)
          if (Loose[Callees.functions[C]])
            return true;
      }
    return false;
  }

  Names Named;
  sp_program *Own = nullptr;
  std::vector<bool> Loose; // by function
};

} // namespace

std::unique_ptr<Plan> planUnit(ASTContext &Context, UnitFacts &Facts,
                               bool Prove) {
  auto Made = std::make_unique<UnitPlan>(Context);
  return Made->make(Context, Facts, Prove) ? std::move(Made) : nullptr;
}

} // namespace spinpair
