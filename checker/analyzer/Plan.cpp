//===- Plan.cpp -----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Plan.h"
#include "facts/UnitFacts.h"

#include "clang/AST/Decl.h"

namespace spinpair {

static const Plan *Current = nullptr;

void setPlan(const Plan *Plan) { Current = Plan; }

const Plan *currentPlan() { return Current; }

size_t inPlan(const clang::Decl *D) {
  const auto *Function = llvm::dyn_cast_or_null<clang::FunctionDecl>(D);
  if (!Current || !Function || isStated(Function))
    return SIZE_MAX;
  return sp_program_find(Current->Program, Current->NameOf(Function).c_str());
}

size_t elsewhere(const clang::FunctionDecl *Function) {
  return Current && Function && !Function->hasBody() ? inPlan(Function)
                                                     : SIZE_MAX;
}

bool isModeField(const clang::ValueDecl *Field) {
  return Current && sp_program_tells_mode(Current->Program,
                                          Current->CellOf(Field).c_str());
}

bool isRelevantElsewhere(const clang::FunctionDecl *Function) {
  size_t Index = elsewhere(Function);
  return Index != SIZE_MAX && sp_program_is_relevant(Current->Program, Index);
}

bool isRestrictedElsewhere(const clang::FunctionDecl *Function) {
  size_t Index = elsewhere(Function);
  return Index != SIZE_MAX && sp_program_is_restricted(Current->Program, Index);
}

bool isHelperElsewhere(const clang::FunctionDecl *Function) {
  size_t Index = elsewhere(Function);
  return Index != SIZE_MAX && sp_proofs_get(Current->Proofs, Index)->is_helper;
}

bool isUnreadable(const clang::FunctionDecl *Function) {
  const size_t Index = elsewhere(Function);
  constexpr unsigned Both = SP_FUNCTION_DECLARED | SP_FUNCTION_UNFOLLOWED;
  return Index != SIZE_MAX &&
         (sp_program_get(Current->Program, Index)->flags & Both) == Both;
}

} // namespace spinpair
