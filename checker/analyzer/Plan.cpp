//===- Plan.cpp -----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Plan.h"

#include "clang/AST/Decl.h"

namespace spinpair {

static const Plan *Current = nullptr;

void setPlan(const Plan *Plan) { Current = Plan; }

const Plan *currentPlan() { return Current; }

size_t inPlan(const clang::Decl *D) {
  const auto *Function = llvm::dyn_cast_or_null<clang::FunctionDecl>(D);
  if (!Current || !Function)
    return SIZE_MAX;
  return sp_program_find(Current->Program, Current->NameOf(Function).c_str());
}

bool isHelperElsewhere(const clang::FunctionDecl *Function) {
  if (!Current || !Function || Function->hasBody())
    return false;
  size_t Index = inPlan(Function), Count = 0;
  return Index != SIZE_MAX &&
         sp_proofs_ways(Current->Proofs, Index, &Count) != nullptr;
}

} // namespace spinpair
