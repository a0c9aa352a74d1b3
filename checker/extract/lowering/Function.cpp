//===- Function.cpp - The jobs that make a lock program of a function -----===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers one function: notes, variables, graph, and the blocks in their order.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../Damage.h"

#include "clang/AST/ASTLambda.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SetVector.h"

#include <algorithm>

using namespace clang;

namespace spinpair::lowering {

namespace {

/// What a body names.
class NameCollector : public RecursiveASTVisitor<NameCollector> {
public:
  bool Locks = false;                              ///< A lock routine.
  llvm::SetVector<const FunctionDecl *> Functions; ///< Others.

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    const ValueDecl *D = Reference->getDecl();
    if (const auto *Function = dyn_cast<FunctionDecl>(D)) {
      if (const sp_routine *Row = routineOf(Function))
        Locks |= sp_routine_is_lock(Row);
      else
        Functions.insert(Function->getCanonicalDecl());
    } else if (isa<EnumConstantDecl>(D)) {
      Locks |= namesLock(D->getName());
    }
    return true;
  }
};

} // namespace

void FunctionExtractor::takeNotes() {
  noteStatement(Function->getBody(), Context, Notes);
  if (Function->getBody())
    Voids.note(Aliasing);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function);
      Constructor && !Damage)
    for (const CXXCtorInitializer *Init : Constructor->inits())
      noteValue(Init->getInit(), Context, Notes);
}

void FunctionExtractor::declareParameters() {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  const bool IsLambda = Method && isLambdaCallOperator(Method);
  HasThis = Method && !Method->isStatic() && !IsLambda;
  if (Method && !Method->isStatic())
    addVariable("this");
  if (IsLambda)
    declareCaptures(Method);
  for (const ParmVarDecl *Parameter : Function->parameters())
    declare(Parameter);
  ParameterCount = static_cast<uint32_t>(Variables.size());
}

void FunctionExtractor::declareCaptures(const CXXMethodDecl *Operator) {
  auto Field = Operator->getParent()->field_begin();
  for (const LambdaCapture &Capture : Operator->getParent()->captures()) {
    if (Field == Operator->getParent()->field_end())
      break;
    if (Capture.capturesThis())
      CapturedThis = *Field;
    else if (Capture.capturesVariable())
      CaptureFields[Capture.getCapturedVar()] = *Field;
    ++Field;
  }
}

/// Clang's control flow graph of the body, or null where it cannot be followed;
/// Notes.Unsupported says why.
std::unique_ptr<CFG> FunctionExtractor::buildGraph() {
  if (Damage) {
    Notes.Unsupported = "it does not parse";
    return nullptr;
  }
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddImplicitDtors = true;
  Options.AddInitializers = true;
  Options.AddTemporaryDtors = true;
  Options.AddStaticInitBranches = true;
  Options.AddCXXNewAllocator = true;
  Options.AddCXXDefaultInitExprInCtors = true;
  Options.AddCXXDefaultInitExprInAggregates = true;
  Options.AddRichCXXConstructors = true;
  Options.AddEHEdges = false;
  Options.PruneTriviallyFalseEdges = true;
  std::unique_ptr<CFG> Graph =
      CFG::buildCFG(Function, Function->getBody(), &Context, Options);
  if (!Graph && !Notes.Unsupported)
    Notes.Unsupported = "control flow that clang cannot follow";
  return Graph;
}

/// Where a block leads to. The default of a switch counts even if all values
/// are listed: the end of the switch stands there.
static std::vector<const CFGBlock *> successors(const CFGBlock *Block) {
  std::vector<const CFGBlock *> Out;
  bool Switch = isa_and_nonnull<SwitchStmt>(Block->getTerminatorStmt());
  for (const CFGBlock::AdjacentBlock &Edge : Block->succs()) {
    const CFGBlock *Next = Edge.getReachableBlock();
    if (!Next && Switch && &Edge == &*Block->succ_rbegin())
      Next = Edge.getPossiblyUnreachableBlock();
    if (Next)
      Out.push_back(Next);
  }
  return Out;
}

/// The blocks in reverse post-order: the entry is first, whatever clang's
/// numbers.
FunctionExtractor::Order FunctionExtractor::orderBlocks(const CFG &Graph) {
  struct Frame {
    const CFGBlock *Block;
    std::vector<const CFGBlock *> Next;
  };
  Order Out;
  llvm::DenseSet<const CFGBlock *> Seen;
  std::vector<Frame> Stack;
  Seen.insert(&Graph.getEntry());
  Stack.push_back({&Graph.getEntry(), successors(&Graph.getEntry())});
  while (!Stack.empty()) {
    Frame &Top = Stack.back();
    if (Top.Next.empty()) {
      Out.push_back(Top.Block);
      Stack.pop_back();
      continue;
    }
    const CFGBlock *Next = Top.Next.back();
    Top.Next.pop_back();
    if (Seen.insert(Next).second)
      Stack.push_back({Next, successors(Next)});
  }
  std::reverse(Out.begin(), Out.end());
  for (size_t I = 0; I < Out.size(); ++I)
    BlockIndices[Out[I]] = static_cast<uint32_t>(I);
  return Out;
}

void FunctionExtractor::declareLocals(const Order &Ordered) {
  for (const VarDecl *Local : Notes.Locals)
    declare(Local);
  Objects.find(Context, Ordered);
  for (const CFGBlock *Block :
       Ordered) // what clang adds, as in range-based for
    for (const CFGElement &Element : *Block)
      if (auto S = Element.getAs<CFGStmt>()) {
        Elements.insert(S->getStmt());
        if (const auto *Declaration = dyn_cast<DeclStmt>(S->getStmt()))
          for (const Decl *D : Declaration->decls())
            if (const auto *Var = dyn_cast<VarDecl>(D))
              if (Var->hasLocalStorage())
                declare(Var);
      }
  for (const CFGBlock *Block : Ordered)
    if (Block->getTerminator().isTemporaryDtorsBranch())
      if (const auto *Bound = dyn_cast_or_null<CXXBindTemporaryExpr>(
              Block->getTerminatorStmt()))
        Made.try_emplace(Bound, variablePlace(addVariable("")));
}

/// Pointers that never change, to a place that never moves, are that place.
void FunctionExtractor::findAliases() {
  for (const VarDecl *Local : Notes.Locals) {
    if (!Local->getInit() ||
        Notes.Targets.count(Local->getInit()->IgnoreParenCasts()))
      continue;
    bool Reference = Local->getType()->isReferenceType();
    if (!Reference &&
        (!Local->getType()->isPointerType() || Notes.Touched.count(Local)))
      continue;
    if (hasEffects(Local->getInit()) ||
        (Reference && !Local->getInit()->isGLValue()) ||
        isa<MaterializeTemporaryExpr>(bare(Local->getInit())))
      continue;
    sp_node Value = Reference ? addressOf(place(Local->getInit()))
                              : value(Local->getInit());
    if (is(Value, SP_ADDRESS) && isFixed(data(Value).a))
      Aliases[Local] = Value;
  }
}

/// One block that may call whatever the function names.
void FunctionExtractor::lowerWithoutGraph() {
  unsupported(Notes.Unsupported, Function->getLocation());
  if (Damage) {
    LocksUnread = Damage->Locks;
    callAll(Damage->Functions);
  } else {
    NameCollector All;
    All.TraverseStmt(Function->getBody());
    LocksUnread = All.Locks;
    callAll(All.Functions.getArrayRef());
  }
  sp_block Only{};
  Only.exit = SP_RETURN;
  Only.value = Function->getReturnType()->isVoidType() ? SP_NO_NODE : any();
  setPosition(Function->getEndLoc(), Only.line, Only.column);
  Blocks.push_back(Only);
  AllSteps.push_back(std::move(Steps));
}

void FunctionExtractor::lowerBlocks(const CFG &Graph, const Order &Ordered) {
  findNotEvaluated(Function->getBody(), /*Inside=*/false);
  Blocks.resize(Ordered.size());
  AllSteps.resize(Ordered.size());
  for (size_t Number = 0; Number < Ordered.size(); ++Number) {
    Current = Number;
    Steps.clear();
    if (Number == 0) {
      if (Notes.Unsupported)
        unsupported(Notes.Unsupported, Function->getLocation());
      for (const auto &Flag : Made)
        set(Flag.second, number(0), Function->getLocation());
    }
    SourceLocation ReturnsAt;
    const bool Returns = lowerElements(*Ordered[Number], ReturnsAt);
    sp_block Out = endBlock(Graph, *Ordered[Number], Returns, ReturnsAt);
    Blocks[Current] = Out;
    AllSteps[Current] = std::move(Steps);
    Steps.clear();
  }
}

/// The steps of a block. Returns whether it ends with a return, at \p
/// ReturnsAt.
bool FunctionExtractor::lowerElements(const CFGBlock &Block,
                                      SourceLocation &ReturnsAt) {
  Return = nullptr;
  Returned = SP_NO_NODE;
  bool Returns = false;
  for (const CFGElement &Element : Block) {
    element(Element);
    if (Return) {
      Returns = true;
      ReturnsAt = Return->getBeginLoc();
    }
  }
  return Returns;
}

sp_block FunctionExtractor::endBlock(const CFG &Graph, const CFGBlock &Block,
                                     bool Returns, SourceLocation ReturnsAt) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  const bool Last = &Block == &Graph.getExit();
  sp_block Out{};
  Out.value = SP_NO_NODE;
  if (Last && Method && Method->isLambdaStaticInvoker())
    invokeLambda();
  if ((Returns || Last) && !Block.hasNoReturnElement()) {
    if (Returns)
      destroyMembers(); // clang's graph forgets them behind a return
    destroyParameters();
  }
  if (Block.hasNoReturnElement()) {
    Out.exit = SP_STOP;
    setPosition(Function->getEndLoc(), Out.line, Out.column);
  } else if (Returns || Last) {
    Out.exit = SP_RETURN;
    Out.value = Returned;
    setPosition(Returns ? ReturnsAt : Function->getEndLoc(), Out.line,
                Out.column);
  } else {
    terminate(Block, Out);
  }
  return Out;
}

bool FunctionExtractor::extract() {
  takeNotes();
  declareParameters();
  std::unique_ptr<CFG> Graph = buildGraph();
  Order Ordered;
  if (Graph)
    Ordered = orderBlocks(*Graph);
  declareLocals(Ordered);
  findAliases();
  if (Graph)
    lowerBlocks(*Graph, Ordered);
  else
    lowerWithoutGraph();
  return addToProgram();
}

} // namespace spinpair::lowering
