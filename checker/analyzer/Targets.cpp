//===- Targets.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Targets.h"

#include "clang/AST/Expr.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace spinpair {

Targets::Targets(const sp_proof &Proof, const CFG &Graph,
                 const SourceManager &Sources)
    : Sources(&Sources) {
  if (Proof.kind != SP_PROOF_OPEN || !Proof.is_followed)
    return;
  for (size_t I = 0; I < Proof.site_count; ++I)
    Open.emplace(Proof.sites[I].line, Proof.sites[I].column);
  std::set<Site> Missing = Open;
  for (const CFGBlock *Block : Graph)
    for (const CFGElement &Element : *Block)
      if (auto Part = Element.getAs<CFGStmt>())
        Missing.erase(siteOf(Part->getStmt()));
  if (!Missing.empty())
    return; // such as what a destructor calls
  this->Graph = &Graph;
  trace();
}

bool Targets::canReach(const CFGBlock *Block) const {
  return !Graph || !Block || Reaching[Block->getBlockID()];
}

void Targets::found(const Stmt *Call) {
  if (Graph && Open.erase(siteOf(Call)))
    trace();
}

bool Targets::areAmong(llvm::ArrayRef<const Stmt *> Calls) const {
  if (!Graph || Open.empty())
    return false;
  std::set<Site> Missing = Open;
  for (const Stmt *Call : Calls)
    Missing.erase(siteOf(Call));
  return Missing.empty();
}

/// Where the extraction says that the call is; nowhere if it is none.
Targets::Site Targets::siteOf(const Stmt *Call) const {
  if (!isa_and_nonnull<CallExpr>(Call))
    return {};
  PresumedLoc Where =
      Sources->getPresumedLoc(Sources->getExpansionLoc(Call->getBeginLoc()));
  return Where.isValid() ? Site(Where.getLine(), Where.getColumn()) : Site();
}

void Targets::trace() {
  Reaching.clear();
  Reaching.resize(Graph->getNumBlockIDs());
  llvm::SmallVector<const CFGBlock *, 16> Next;
  auto reach = [&](const CFGBlock *Block) {
    if (!Block || Reaching[Block->getBlockID()])
      return;
    Reaching.set(Block->getBlockID());
    Next.push_back(Block);
  };
  for (const CFGBlock *Block : *Graph)
    for (const CFGElement &Element : *Block)
      if (auto Part = Element.getAs<CFGStmt>())
        if (Open.count(siteOf(Part->getStmt())))
          reach(Block);
  while (!Next.empty())
    for (const CFGBlock::AdjacentBlock &Before : Next.pop_back_val()->preds())
      reach(Before.getReachableBlock());
}

} // namespace spinpair
