//===- ControlFlow.cpp - Elements of the graph, and ends of blocks --------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers what clang's control flow graph has beside statements, and the ends of
// its blocks: branches and switches.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../../analyzer/Compat.h"

#include "clang/AST/ASTContext.h"

#include <algorithm>

using namespace clang;

namespace spinpair::lowering {

/// A range of cases wider than this is not listed.
constexpr unsigned MostCases = 256;

void FunctionExtractor::element(const CFGElement &Element) {
  if (const compat::Cleanup Cleanup = compat::cleanupIn(Element)) {
    keepReturned();
    doubtSearch();
    sp_node Address = addressOf(variable(Cleanup.Var));
    noteEscapes(Address);
    callFunction(Cleanup.Function, Cleanup.Var->getLocation())
        .Arguments.push_back(Address);
    return;
  }
  switch (Element.getKind()) {
  case CFGElement::Statement:
  case CFGElement::Constructor:
  case CFGElement::CXXRecordTypedCall:
    return statement(Element.castAs<CFGStmt>().getStmt());
  case CFGElement::Initializer:
    return initializer(Element.castAs<CFGInitializer>().getInitializer());
  case CFGElement::NewAllocator:
    return allocate(Element.castAs<CFGNewAllocator>().getAllocatorExpr());
  case CFGElement::ScopeBegin:
  case CFGElement::ScopeEnd:
  case CFGElement::LifetimeEnds:
  case CFGElement::LoopExit:
    return; // says something, and does nothing
  case CFGElement::AutomaticObjectDtor:
    return leaveScope(Element.castAs<CFGAutomaticObjDtor>());
  case CFGElement::TemporaryDtor:
    return endTemporary(Element.castAs<CFGTemporaryDtor>());
  case CFGElement::DeleteDtor:
    return destroyDeleted(Element.castAs<CFGDeleteDtor>());
  case CFGElement::MemberDtor: {
    const FieldDecl *Field = Element.castAs<CFGMemberDtor>().getFieldDecl();
    if (Field->getParent()->isUnion())
      return; // whatever clang's graph says
    keepReturned();
    return destroyObject(Field->getType(),
                         fieldOf(pointee(load(variablePlace(0))), Field),
                         Function->getEndLoc());
  }
  case CFGElement::BaseDtor: {
    const CXXBaseSpecifier *Base =
        Element.castAs<CFGBaseDtor>().getBaseSpecifier();
    keepReturned();
    return destroyObject(Base->getType(), pointee(load(variablePlace(0))),
                         Function->getEndLoc());
  }
  default:
    return unsupported("a step of the control flow that is not understood",
                       Function->getLocation());
  }
}

void FunctionExtractor::leaveScope(const CFGAutomaticObjDtor &Scope) {
  keepReturned();
  const VarDecl *Var = Scope.getVarDecl();
  SourceLocation Where = Scope.getTriggerStmt()
                             ? Scope.getTriggerStmt()->getEndLoc()
                             : Var->getLocation();
  if (!Var->getType()->isReferenceType())
    return destroyObject(Var->getType(), variable(Var), Where);
  const Expr *Object = extendedBy(Var);
  if (!Object)
    return unsupported("a temporary that lives as long as a variable", Where);
  destroyObject(Object->getType(), objectOf(Object), Where);
}

void FunctionExtractor::endTemporary(const CFGTemporaryDtor &Temporary) {
  const CXXBindTemporaryExpr *Bound = Temporary.getBindTemporaryExpr();
  if (auto Flag = Made.find(Bound); Flag != Made.end())
    set(Flag->second, number(0), Bound->getEndLoc());
  if (Objects.outlives(Bound))
    return;
  if (Objects.isArgument(Bound))
    doubtSearch();
  destroyObject(Bound->getType(), place(Bound), Bound->getEndLoc());
}

void FunctionExtractor::destroyDeleted(const CFGDeleteDtor &Delete) {
  const CXXDeleteExpr *E = Delete.getDeleteExpr();
  const CXXRecordDecl *Class = Delete.getCXXRecordDecl();
  const CXXDestructorDecl *Destructor =
      Class ? Class->getDestructor() : nullptr;
  SourceLocation Where = E->getBeginLoc();
  if (!Destructor || Destructor->isTrivial() || E->isArrayForm())
    return; // see deleteObject()
  sp_node Object = value(E->getArgument());
  doubtSearch();
  branch(
      Object, Where,
      [&] {
        if (!Destructor->isVirtual())
          return destroy(Destructor, pointee(Object), Where);
        Step &S = add(SP_CALL, Where);
        S.Data.callee = any();
        S.Data.signature =
            sp_program_intern(Program, Named.signature(Destructor).c_str());
        S.Arguments.push_back(Object);
      },
      [] {});
}

static const CFGBlock *target(const CFGBlock::AdjacentBlock &Edge) {
  return Edge.getReachableBlock();
}

void FunctionExtractor::terminate(const CFGBlock &From, sp_block &To) {
  const Stmt *Terminator = From.getTerminatorStmt();
  setPosition(Terminator ? Terminator->getBeginLoc() : Function->getEndLoc(),
              To.line, To.column);
  To.value = SP_NO_NODE;
  if (const auto *Switch = dyn_cast_or_null<SwitchStmt>(Terminator))
    return endWithSwitch(From, Switch, To);
  llvm::SmallVector<const CFGBlock *, 4> Next;
  for (const CFGBlock::AdjacentBlock &Edge : From.succs())
    if (const CFGBlock *Block = target(Edge))
      Next.push_back(Block);
  if (Next.empty()) {
    To.exit = SP_STOP;
    return;
  }
  if (Next.size() == 1) {
    To.exit = SP_GOTO;
    To.next = blockOf(Next[0]);
    return;
  }
  if (Next.size() > 2) {
    To.exit = SP_SWITCH;
    To.value = any();
    To.next = blockOf(Next[0]);
    To.case_count = Next.size() - 1;
    To.cases = new sp_case[To.case_count];
    for (unsigned I = 1; I < Next.size(); ++I)
      To.cases[I - 1] = {static_cast<int64_t>(I), blockOf(Next[I])};
    return;
  }
  To.exit = SP_BRANCH;
  To.next = blockOf(Next[0]);
  To.otherwise = blockOf(Next[1]);
  endWithBranch(From, Terminator, To);
}

/// Adds the values of one case that leads to \p Block. Returns false if there
/// are too many.
bool FunctionExtractor::listCases(const CaseStmt *Case, uint32_t Block,
                                  std::set<int64_t> &Listed,
                                  std::vector<sp_case> &Cases) {
  llvm::APSInt Low = Case->getLHS()->EvaluateKnownConstInt(Context);
  llvm::APSInt High =
      Case->getRHS() ? Case->getRHS()->EvaluateKnownConstInt(Context) : Low;
  for (unsigned Count = 0; Low <= High; ++Low, ++Count) {
    if (Count == MostCases)
      return false;
    if (Listed.insert(asNumber(Low)).second)
      Cases.push_back({asNumber(Low), Block});
    if (Low == High)
      break;
  }
  return true;
}

void FunctionExtractor::endWithSwitch(const CFGBlock &From,
                                      const SwitchStmt *Switch, sp_block &To) {
  To.exit = SP_SWITCH;
  To.value = value(Switch->getCond());
  // For clang no other value gets there, though it may: (MODE)7, or two flags.
  Unfollowed |= Switch->isAllEnumCasesCovered();
  std::vector<sp_case> Cases;
  bool Default = false, TooWide = false;
  std::set<int64_t> Listed;
  for (const CFGBlock::AdjacentBlock &Edge : From.succs()) {
    const CFGBlock *Next = target(Edge);
    const CFGBlock *Named_ = Next ? Next : Edge.getPossiblyUnreachableBlock();
    if (!Named_)
      continue;
    const auto *Case = dyn_cast_or_null<CaseStmt>(Named_->getLabel());
    if (!Case || &Edge == &*From.succ_rbegin()) {
      To.next = blockOf(Named_);
      Default = true;
      continue;
    }
    if (Next)
      TooWide |= !listCases(Case, blockOf(Next), Listed, Cases);
  }
  if (TooWide) {
    Step &S = add(SP_UNSUPPORTED, Switch->getBeginLoc());
    S.Data.text = sp_program_intern(Program, "a wide range of cases");
  }
  if (!Default && !Cases.empty()) {
    To.next = Cases.back().block;
    Default = true;
  }
  if (!Default || Cases.empty()) {
    To.exit = Default ? SP_GOTO : SP_STOP;
    To.value = SP_NO_NODE;
    return;
  }
  std::sort(Cases.begin(), Cases.end(), [](const sp_case &A, const sp_case &B) {
    return A.value < B.value;
  });
  To.case_count = Cases.size();
  To.cases = new sp_case[Cases.size()];
  std::copy(Cases.begin(), Cases.end(), To.cases);
}

void FunctionExtractor::endWithBranch(const CFGBlock &From,
                                      const Stmt *Terminator, sp_block &To) {
  if (From.getTerminator().isTemporaryDtorsBranch()) {
    auto Flag = Made.find(dyn_cast_or_null<CXXBindTemporaryExpr>(Terminator));
    To.value = Flag == Made.end() ? any() : load(Flag->second);
    if (Flag == Made.end())
      unsupported("a temporary that is made under a condition",
                  Function->getLocation());
    return;
  }
  const Expr *Condition = nullptr;
  if (From.getTerminator().isStmtBranch() &&
      !isa_and_nonnull<DeclStmt>(Terminator) && // has a static local been made?
      !isa_and_nonnull<GCCAsmStmt>(Terminator)) {
    Condition = From.getLastCondition();
    if (!Condition)
      Condition = dyn_cast_or_null<Expr>(From.getTerminatorCondition());
  }
  if (!Condition) {
    To.value = any();
    return;
  }
  setPosition(Condition->getBeginLoc(), To.line, To.column);
  Condition = bare(Condition);
  if (Terminator && Notes.KeepsCondition.count(Terminator)) {
    sp_node Value = value(Condition);
    if (!is(Value, SP_INT)) {
      sp_node Saved = variablePlace(addVariable(""));
      set(Saved, Value, Condition->getBeginLoc());
      Kept[Condition] = Saved;
    }
  }
  To.value = value(Condition);
}

} // namespace spinpair::lowering
