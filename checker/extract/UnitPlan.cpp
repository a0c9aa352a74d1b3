//===- UnitPlan.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "UnitPlan.h"

#include "Extract.h"
#include "Names.h"

#include "clang/AST/ASTContext.h"

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
      return sp_proofs_get(Proofs, Function)->kind == SP_PROOF_OPEN;
    };
    IsUncertain = [this](size_t Function) {
      return sp_proofs_get(Proofs, Function)->rest_count != 0;
    };
    MayLead = [this](const CallExpr *Call) {
      const char *Lead =
          sp_program_may_lead(Program, Named.signatureOf(Call).c_str());
      return std::string(Lead ? Lead : "");
    };
    Explored = [](const Exploration &) {};
    Surveys = true;
  }
  ~UnitPlan() override {
    sp_proofs_free(Proofs);
    sp_program_free(Own);
  }

  bool make(ASTContext &Context) {
    Program = Own = sp_program_new();
    if (!Own || !extractUnit(Context, Own, {}) || !sp_program_link(Own))
      return false;
    Proofs = sp_prove(Own);
    return Proofs;
  }

private:
  Names Named;
  sp_program *Own = nullptr;
};

} // namespace

std::unique_ptr<Plan> planUnit(ASTContext &Context) {
  auto Made = std::make_unique<UnitPlan>(Context);
  return Made->make(Context) ? std::move(Made) : nullptr;
}

} // namespace spinpair
