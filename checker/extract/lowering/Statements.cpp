//===- Statements.cpp - What is an element of the graph -------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers the statements and expressions that have effects of their own, one
// element of clang's control flow graph after the other.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../Constructs.h"

#include "../../analyzer/CallModels.h"
#include "../../analyzer/Compat.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace spinpair::lowering {

void FunctionExtractor::statement(const Stmt *S) {
  if (NotEvaluated.count(S))
    return;
  SourceLocation Where = S->getBeginLoc();
  switch (handlingOf(S)) {
  case Handling::Value:
    return;
  case Handling::Unknown:
    return unsupported(std::string("a construct that is not understood (") +
                           S->getStmtClassName() + ")",
                       Where);
  case Handling::Effect:
    break;
  }
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S))
    return keepRead(Cast);
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    this->call(Call);
    return forgetCaptured(Call);
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    return binaryStatement(Binary);
  if (const auto *Unary = dyn_cast<UnaryOperator>(S))
    return Unary->isIncrementDecrementOp() ? increment(Unary) : void();
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    return declaration(Declaration);
  if (const auto *Literal = dyn_cast<CompoundLiteralExpr>(S)) {
    if (Literal->getInitializer())
      initialize(temporary(Literal), Literal->getType(),
                 Literal->getInitializer(), Where);
    return;
  }
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(S))
    return materialize(Temporary);
  if (const auto *Assembly = dyn_cast<AsmStmt>(S))
    return assembly(Assembly);
  if (const auto *Atomic = dyn_cast<AtomicExpr>(S))
    return atomic(Atomic);
  if (const auto *Value = dyn_cast<ReturnStmt>(S))
    return returnStatement(Value);
  objectStatement(S);
}

/// What makes or destroys an object, or stands for an expression elsewhere.
void FunctionExtractor::objectStatement(const Stmt *S) {
  SourceLocation Where = S->getBeginLoc();
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
    const Home *Known = Objects.of(Construct);
    const auto *New =
        Known ? dyn_cast_or_null<CXXNewExpr>(Known->Owner) : nullptr;
    if (New && New->shouldNullCheckAllocation() && Known->Parts.empty())
      return; // see makeNew()
    return construct(Construct, objectOf(Construct));
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return closure(Lambda);
  if (const auto *List = dyn_cast<InitListExpr>(S)) {
    const Home *Known = Objects.of(List);
    if (Known && Known->OwnList) {
      OwnList = List;
      initialize(placeOf(*Known), List->getType(), List, Where);
    }
    return;
  }
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(S)) {
    if (auto Flag = Made.find(Bound); Flag != Made.end())
      set(Flag->second, number(1), Where);
    return;
  }
  if (const auto *New = dyn_cast<CXXNewExpr>(S))
    return makeNew(New);
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S))
    return deleteObject(Delete);
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S))
    return evaluateDefault(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
    return evaluateDefault(Default->getExpr());
  if (const auto *Id = dyn_cast<CXXTypeidExpr>(S))
    if (!Id->isTypeOperand() && hasEffects(Id->getExprOperand()))
      unsupported("typeid of an expression", Where);
}

/// The operand of \p S that no build evaluates; null if it has none.
static const Expr *notEvaluatedIn(const Stmt *S) {
  if (const auto *Asked = dyn_cast<CXXNoexceptExpr>(S))
    return Asked->getOperand();
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return nullptr;
  return Callee->getBuiltinID() == Builtin::BI__builtin_constant_p
             ? Call->getArg(0)
             : assumedBy(Callee, Call);
}

/// Looks in \p S for operands that are not evaluated and hold calls that reach
/// a lock. In clang's control flow graph, and on the paths of its analyzer,
/// they run.
void FunctionExtractor::findNotEvaluated(const Stmt *S, bool Inside) {
  if (!S)
    return;
  if (Inside)
    NotEvaluated.insert(S);
  const Expr *Operand = Inside ? nullptr : notEvaluatedIn(S);
  if (Operand && reachesLock(Operand)) {
    doubtSearch();
    return findNotEvaluated(Operand, true);
  }
  for (const Stmt *Part : S->children())
    findNotEvaluated(Part, Inside);
}

/// Does an expression call what reaches a lock, as far as the unit shows?
bool FunctionExtractor::reachesLock(const Stmt *S) const {
  if (!S)
    return false;
  const FunctionDecl *Callee = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    Callee = Call->getDirectCallee();
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    Callee = Construct->getConstructor();
  if (Callee) {
    const sp_routine *Row = routineOf(Callee);
    if ((Row && sp_routine_is_lock(Row)) || Facts.isLockRelevant(Callee))
      return true;
  }
  return llvm::any_of(S->children(),
                      [this](const Stmt *Part) { return reachesLock(Part); });
}

void FunctionExtractor::binaryStatement(const BinaryOperator *Binary) {
  SourceLocation Where = Binary->getBeginLoc();
  if (Binary->isPtrMemOp() && Binary->isGLValue())
    return unsupported("a pointer to a member variable", Where);
  if (Binary->getOpcode() == BO_Assign) {
    const sp_node To = place(Binary->getLHS());
    endWritten(To, Binary->getLHS());
    return assign(To, Binary->getLHS()->getType(), Binary->getRHS(), Where);
  }
  if (const auto *Compound = dyn_cast<CompoundAssignOperator>(Binary))
    compoundAssignment(Compound);
}

void FunctionExtractor::compoundAssignment(
    const CompoundAssignOperator *Compound) {
  SourceLocation Where = Compound->getBeginLoc();
  sp_node Place = place(Compound->getLHS());
  endWritten(Place, Compound->getLHS());
  BinaryOperatorKind Opcode =
      BinaryOperator::getOpForCompoundAssignment(Compound->getOpcode());
  sp_node Old =
      Compound->getLHS()->getType().isVolatileQualified() ? any() : load(Place);
  QualType Type = Compound->getLHS()->getType();
  bool Integral = Type->isScalarType() && !Type->isRealFloatingType();
  if (!Integral)
    return set(Place, any(), Where, Type);
  sp_node Result = binaryValue(Opcode, Compound->getLHS(), Compound->getRHS(),
                               Old, value(Compound->getRHS()));
  Result = converted(Result, Compound->getComputationResultType(), Type);
  set(Place, narrowed(Place, Result), Where, Type);
}

void FunctionExtractor::increment(const UnaryOperator *Unary) {
  SourceLocation Where = Unary->getBeginLoc();
  const Expr *Sub = Unary->getSubExpr();
  sp_node Place = place(Sub);
  endWritten(Place, Sub);
  sp_node Old = Sub->getType().isVolatileQualified() ? any() : load(Place);
  if (Unary->isPostfix() && Notes.Used.count(Unary))
    set(temporary(Unary), Old, Where);
  int64_t By = Unary->isIncrementOp() ? 1 : -1;
  if (Sub->getType()->isAnyPointerType())
    return set(Place,
               is(Old, SP_UNKNOWN_VALUE)
                   ? any()
                   : addressOf(elementAt(Old, number(By))),
               Where, Sub->getType());
  if (!Sub->getType()->isIntegralOrEnumerationType() ||
      Sub->getType()->isBooleanType())
    return forget(Place, Where, Sub->getType());
  sp_node Stepped = operation(SP_ADD, Old, number(By));
  if (!is(Stepped, SP_UNKNOWN_VALUE) &&
      (Sub->getType()->isUnsignedIntegerOrEnumerationType() ||
       Context.getTypeSize(Sub->getType()) < 32))
    Stepped = reduced(Stepped, Sub->getType());
  set(Place, narrowed(Place, Stepped), Where, Sub->getType());
}

void FunctionExtractor::declaration(const DeclStmt *Declaration) {
  for (const Decl *D : Declaration->decls()) {
    const auto *Var = dyn_cast<VarDecl>(D);
    if (Var && !compat::CleanupIsElement && Var->hasAttr<CleanupAttr>())
      unsupported("a variable with a cleanup function", Var->getLocation());
    if (const auto *Parts = dyn_cast_or_null<DecompositionDecl>(Var)) {
      if (!compat::FollowsBindings)
        doubtSearch();
      for (const BindingDecl *Part : Parts->bindings())
        if (Part->getHoldingVar())
          unsupported("a structured binding by get()", Var->getLocation());
    }
    if (Var && Var->isStaticLocal() && reachesLock(Var->getInit()))
      unsupported("a static object that is made once, with a lock, and never "
                  "destroyed",
                  Var->getLocation());
    if (!Var || !Var->hasLocalStorage() || !Var->getInit() ||
        Aliases.count(Var))
      continue;
    if (Var->getType()->isReferenceType())
      assign(variable(Var), Var->getType(), Var->getInit(), Var->getLocation());
    else
      initialize(variable(Var), Var->getType(), Var->getInit(),
                 Var->getLocation());
  }
}

void FunctionExtractor::materialize(const MaterializeTemporaryExpr *Temporary) {
  SourceLocation Where = Temporary->getBeginLoc();
  if (Temporary->getStorageDuration() == SD_Automatic &&
      Temporary->getType().isDestructedType() == QualType::DK_cxx_destructor) {
    const auto *Var = dyn_cast_or_null<VarDecl>(Temporary->getExtendingDecl());
    if (!Var || extendedBy(Var) != Temporary)
      unsupported("a temporary that lives on in a part of a variable", Where);
  }
  if (!isInPlace(Temporary->getSubExpr()))
    initialize(objectOf(Temporary), Temporary->getType(),
               Temporary->getSubExpr(), Where);
}

/// May the statement write memory that is none of its outputs? It says so; but
/// of a barrier that is only what compilers are not to do.
static bool writesMemory(const AsmStmt *Assembly, const ASTContext &Context) {
  static const char *const Barriers[] = {
      "",    "mfence",  "lfence", "sfence", "pause", "nop",
      "hlt", "dmb ish", "dmb sy", "dsb sy", "isb",   "yield"};
  const std::string Text = Assembly->generateAsmString(Context);
  if (llvm::is_contained(Barriers, StringRef(Text).trim(" ;\t\n")))
    return false;
  for (unsigned I = 0; I < Assembly->getNumClobbers(); ++I)
    if (std::string(Assembly->getClobber(I)) == "memory")
      return true;
  return false;
}

void FunctionExtractor::assembly(const AsmStmt *Assembly) {
  SourceLocation Where = Assembly->getBeginLoc();
  if (writesMemory(Assembly, Context))
    return unsupported("assembly that writes memory", Where);
  if (Assembly->getNumOutputs())
    doubtSearch();
  if (const auto *Gcc = dyn_cast<GCCAsmStmt>(Assembly))
    for (unsigned I = 0; I < Gcc->getNumOutputs(); ++I)
      forget(place(Gcc->getOutputExpr(I)), Where);
  if (const auto *Ms = dyn_cast<MSAsmStmt>(Assembly))
    for (unsigned I = 0; I < Ms->getNumOutputs(); ++I)
      forget(place(Ms->getOutputExpr(I)), Where);
}

/// The pointer that the operation puts where its first argument leads; null if
/// it puts none.
static const Expr *putBy(const AtomicExpr *Atomic) {
  const auto Does = atomicCall(Atomic->getOp());
  const Expr *Put = comparesAndExchanges(Atomic->getOp()) ? Atomic->getVal2()
                    : Does && Does->kind == SP_MEMORY_EXCHANGE
                        ? Atomic->getVal1()
                        : nullptr;
  return Put && Put->getType()->isAnyPointerType() ? Put : nullptr;
}

/// Stores a pointer that the operation puts; else forgets what each pointer
/// leads to, and where what was there goes.
void FunctionExtractor::atomic(const AtomicExpr *Atomic) {
  const SourceLocation Where = Atomic->getBeginLoc();
  const Expr *Put = putBy(Atomic);
  if (Put) {
    const sp_node Place = pointee(value(Atomic->getPtr()));
    sp_node New = value(Put);
    if (comparesAndExchanges(Atomic->getOp()))
      New = make(SP_CHOICE,
                 operation(SP_EQ, load(Place),
                           load(pointee(value(Atomic->getVal1())))),
                 New, load(Place));
    set(Place, New, Where, Put->getType());
  }
  for (const Stmt *Child : Atomic->children()) {
    const auto *Given = dyn_cast_or_null<Expr>(Child);
    const bool IsPlace = Given == Atomic->getPtr();
    if (Given && !Given->getType()->isAnyPointerType())
      value(Given); // tells of a number that was made from an address
    if (!Given || !Given->getType()->isAnyPointerType() || Given == Put ||
        (Put && IsPlace))
      continue;
    sp_node Pointer = value(Given);
    if (!IsPlace)
      noteEscapes(Pointer); // where the first leads, others may find it
    if (!is(Pointer, SP_INT))
      forget(pointee(Pointer), Where, Given->getType()->getPointeeType());
  }
}

/// A pointer that became one to another type is not known, but where it may
/// lead counts for who keeps it, as a caller does that is returned it.
sp_node FunctionExtractor::orWhereItLed(sp_node Value, const Expr *E) {
  const Expr *Origin = E->IgnoreParenCasts();
  if (!is(Value, SP_UNKNOWN_VALUE) || !E->getType()->isAnyPointerType() ||
      Origin == E || !Origin->getType()->isAnyPointerType())
    return Value;
  const sp_node Given = value(Origin);
  return is(Given, SP_UNKNOWN_VALUE) ? Value
                                     : make(SP_CHOICE, any(), Given, any());
}

void FunctionExtractor::returnStatement(const ReturnStmt *Value) {
  Return = Value;
  const Expr *E = Value->getRetValue();
  if (!E || E->getType()->isVoidType()) {
    Returned = SP_NO_NODE;
    return;
  }
  bool ByReference = Function->getReturnType()->isReferenceType();
  if (E->isPRValue() && E->getType()->isRecordType()) {
    if (!isInPlace(E))
      initialize(temporary(E), E->getType(), E, Value->getBeginLoc());
    Returned = load(temporary(E));
  } else {
    Returned = argumentFor(E, ByReference);
    Returned = orWhereItLed(Returned, E);
  }
  noteEscapes(Returned);
}

/// Keeps what is read now and may be written before it is used.
void FunctionExtractor::keepRead(const ImplicitCastExpr *Cast) {
  if (Cast->getCastKind() != CK_LValueToRValue || !Notes.KeepsRead.count(Cast))
    return;
  Kept.erase(Cast);
  const Expr *Source = bare(Cast->getSubExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Source))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      if (Var->hasLocalStorage() && !captured(Var) &&
          !Var->getType()->isReferenceType() && !Notes.Touched.count(Var))
        return; // nobody writes it
  if (Cast->getType()->isRecordType()) {
    sp_node Saved = temporary(Cast);
    copyObject(Saved, place(Source), Cast->getType(), Cast->getBeginLoc());
    Kept[Cast] = Saved;
    return;
  }
  if (!Cast->getType()->isScalarType())
    return;
  sp_node Value = value(Cast);
  if (is(Value, SP_INT) || is(Value, SP_FUNCTION) ||
      is(Value, SP_UNKNOWN_VALUE) || is(Value, SP_ADDRESS))
    return;
  sp_node Saved = temporary(Cast);
  set(Saved, Value, Cast->getBeginLoc());
  Kept[Cast] = Saved;
}

/// Lowers what is no element of the graph: it stands in a declaration, or is
/// shared by several expressions.
void FunctionExtractor::evaluate(const Expr *E) {
  E = bare(E);
  if (!hasEffects(E))
    return;
  if (isa<AbstractConditionalOperator, StmtExpr, CXXNewExpr, CXXDeleteExpr,
          CXXBindTemporaryExpr>(E) ||
      (isa<BinaryOperator>(E) && cast<BinaryOperator>(E)->isLogicalOp()))
    return unsupported("a default argument or member initialiser with control "
                       "flow or temporaries of its own",
                       E->getBeginLoc());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return evaluate(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return evaluate(Default->getExpr());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
    for (const Expr *Init : Lambda->capture_inits())
      if (Init)
        evaluate(Init);
  } else {
    for (const Stmt *Child : E->children())
      if (const auto *Operand = dyn_cast_or_null<Expr>(Child))
        evaluate(Operand);
  }
  statement(E);
}

void FunctionExtractor::evaluateDefault(const Expr *E) {
  if (hasEffects(E))
    doubtSearch();
  const Expr *Inner = withoutWrappers(E);
  if (Elements.count(E) || Elements.count(Inner) ||
      Elements.count(E->IgnoreParenCasts()))
    return; // some versions of clang put it into the graph
  evaluate(E);
}

} // namespace spinpair::lowering
