//===- BodyWalker.cpp - What the body of a function says ------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Notes calls, references, writes, tests and callbacks of one body.
//
//===----------------------------------------------------------------------===//
#include "BodyWalker.h"

#include "../Plan.h"

#include "spinpair/memory_calls.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace spinpair {

void BodyWalker::walk(const Stmt *S) {
  if (!S)
    return;
  visit(S);
  if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    // `p = NULL; p->Field++;` is how a driver stops the machine on purpose:
    // that write never happens.
    const VarDecl *Nulled = nullptr;
    for (const Stmt *Child : Block->body()) {
      if (!Nulled || writtenThrough(Child) != Nulled)
        walk(Child);
      Nulled = setToNull(Child);
    }
    return;
  }
  const auto *Call = dyn_cast<CallExpr>(S);
  const Expr *Callee =
      Call && Call->getDirectCallee() && !isa<CXXMemberCallExpr>(Call)
          ? Call->getCallee()
          : nullptr;
  for (const Stmt *Child : S->children())
    if (Child != Callee)
      walk(Child);
}

void BodyWalker::initializes(const CXXCtorInitializer *Init) {
  if (const FieldDecl *Field = Init->getAnyMember()) {
    self().Writes.Fields.insert(Field->getCanonicalDecl());
    if (Field->getType()->isRecordType())
      writesObject(Field->getType());
    flow(Field, Init->getInit());
  }
  walk(Init->getInit());
}

void BodyWalker::refersToDestructor(QualType Type) {
  if (Type.isNull())
    return;
  if (const CXXRecordDecl *Class =
          Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl())
    if (Class->hasDefinition())
      refer(Class->getDestructor());
}

void BodyWalker::refer(const Decl *Target) {
  if (!Target)
    return;
  self().References.push_back(Target->getCanonicalDecl());
  // Others are calls in the syntax tree.
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Target)) {
    self().CallsLock |= isHelperElsewhere(cast<FunctionDecl>(Target));
    self().CallsRestricted |= isRestrictedElsewhere(cast<FunctionDecl>(Target));
  }
}

void BodyWalker::visit(const Stmt *S) {
  if (const auto *E = dyn_cast<Expr>(S)) {
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
      if (Cast->getCastKind() == CK_LValueToRValue)
        reads(Cast->getSubExpr());
    if (const auto *Size = dyn_cast<UnaryExprOrTypeTraitExpr>(E))
      if (!Size->isArgumentType())
        reads(Size->getArgumentExpr());
    if (!visitNaming(E))
      visitWriting(E);
  } else if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    visitDeclarations(Declaration);
  } else if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
    test(Switch->getCond(), nullptr);
    UnitFacts::readsOf(Switch->getCond(), Facts.SwitchedOn);
  } else if (const auto *If = dyn_cast<IfStmt>(S)) {
    test(If->getCond(), If);
  } else if (isa<WhileStmt, DoStmt, ForStmt>(S)) {
    test(S, S);
  } else if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    test(Return->getRetValue(), nullptr);
  } else if (isa<SEHTryStmt, IndirectGotoStmt, CXXTryStmt, CoroutineBodyStmt>(
                 S)) {
    self().Unsupported = true;
  }
}

bool BodyWalker::visitNaming(const Expr *E) {
  if (const auto *Call = dyn_cast<CallExpr>(E))
    visitCall(Call);
  else if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    visitReference(Ref);
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    refer(dyn_cast<CXXMethodDecl>(Member->getMemberDecl()));
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    refer(Construct->getConstructor());
  else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
    refer(Bind->getTemporary()->getDestructor());
  else if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    refer(Lambda->getCallOperator());
  else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    walk(Default->getExpr());
  else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    walk(Default->getExpr());
  else if (const auto *New = dyn_cast<CXXNewExpr>(E))
    refer(New->getOperatorNew());
  else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(E)) {
    self().CallsRestricted = true; // what it ends may be a lock that is held
    refer(Delete->getOperatorDelete());
    refersToDestructor(Delete->getDestroyedType());
  } else {
    return false;
  }
  return true;
}

void BodyWalker::visitWriting(const Expr *E) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->isAssignmentOp()) {
      writes(Binary->getLHS());
      storesCallback(Binary->getLHS(), Binary->getRHS());
      flow(targetOf(Binary->getLHS()), Binary->getRHS());
      if (isa<ArraySubscriptExpr>(Binary->getLHS()->IgnoreParens()) &&
          Binary->getType()->isFunctionPointerType())
        flow(holderOf(Binary->getLHS()), Binary->getRHS());
    } else if (Binary->isLogicalOp()) {
      test(Binary->getLHS(), Binary->getRHS());
    }
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->isIncrementDecrementOp())
      writes(Unary->getSubExpr());
    else if (Unary->getOpcode() == UO_AddrOf &&
             Unary->getSubExpr()->getType()->isScalarType())
      writes(Unary->getSubExpr()); // whoever gets the address may write it
  } else if (const auto *Atomic = dyn_cast<AtomicExpr>(E)) {
    writesPointee(Atomic->getPtr()->getType());
  } else if (const auto *List = dyn_cast<InitListExpr>(E)) {
    visitInitializer(List);
  } else if (const auto *Either = dyn_cast<ConditionalOperator>(E)) {
    test(Either->getCond(), Either);
  } else if (isa<CXXThrowExpr>(E)) {
    self().Unsupported = true;
  }
}

void BodyWalker::test(const Stmt *Condition, const Stmt *Guarded) {
  if (Condition)
    self().Tests.push_back({Condition, Guarded});
}

void BodyWalker::flow(const Decl *Target, const Stmt *Value) {
  if (Target && Value)
    self().Flows.push_back({Target->getCanonicalDecl(), Value});
}

const VarDecl *BodyWalker::variable(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

const ValueDecl *BodyWalker::holderOf(const Expr *E) {
  E = E->IgnoreParenCasts();
  while (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
    E = Element->getBase()->IgnoreParenCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return Member->getMemberDecl();
  return variable(E);
}

const Expr *BodyWalker::constantEntry(const Expr *E) const {
  const auto *Element = dyn_cast<ArraySubscriptExpr>(E->IgnoreParenCasts());
  const VarDecl *Table = Element ? variable(Element->getBase()) : nullptr;
  if (!Table || !Table->getAnyInitializer() ||
      !Table->getASTContext()
           .getBaseElementType(Table->getType())
           .isConstQualified())
    return nullptr;
  const auto *List =
      dyn_cast<InitListExpr>(Table->getAnyInitializer()->IgnoreParens());
  Expr::EvalResult Index;
  if (!List || !Element->getIdx()->EvaluateAsInt(Index, Table->getASTContext()))
    return nullptr;
  const uint64_t N = Index.Val.getInt().getLimitedValue();
  return N < List->getNumInits() ? List->getInit(N) : nullptr;
}

const VarDecl *BodyWalker::setToNull(const Stmt *S) const {
  const auto *Assign = dyn_cast<BinaryOperator>(S);
  if (!Assign || Assign->getOpcode() != BO_Assign ||
      !Assign->getRHS()->isNullPointerConstant(
          Owner->getASTContext(), Expr::NPC_ValueDependentIsNotNull))
    return nullptr;
  return variable(Assign->getLHS());
}

const VarDecl *BodyWalker::writtenThrough(const Stmt *S) {
  const Expr *Target = nullptr;
  if (const auto *Unary = dyn_cast<UnaryOperator>(S))
    Target = Unary->isIncrementDecrementOp() ? Unary->getSubExpr() : nullptr;
  else if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    Target = Binary->isAssignmentOp() ? Binary->getLHS() : nullptr;
  const auto *Member =
      Target ? dyn_cast<MemberExpr>(Target->IgnoreParens()) : nullptr;
  return Member && Member->isArrow() ? variable(Member->getBase()) : nullptr;
}

/// Is argument \p I a function that takes a lock for whoever calls it, or gives
/// that back (nf-wdm-iocsqinitialize: CsqAcquireLock, CsqReleaseLock)?
static bool isForLock(const sp_routine *Row, unsigned I) {
  return (I == 4 || I == 5) &&
         StringRef(Row->name).take_front(15) == "IoCsqInitialize";
}

void BodyWalker::visitCall(const CallExpr *Call) {
  self().Calls.push_back(Call);
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee) {
    if (!isa<CXXMemberCallExpr>(Call))
      self().IndirectCalls.push_back(Call->getCallee()->getType());
    return;
  }
  refer(Callee);
  Facts.node(Callee).HasDirectCaller = true;
  const sp_routine *Row = routineOf(Callee);
  if (mayBeLockCall(Callee, Call))
    self().CallsLock = true;
  exchangesCallback(Callee, Call);
  if (LockCall Lock = readLockCall(Callee, Call);
      Lock && Lock.hasHandle() && Lock.isAcquire())
    for (const FieldDecl *Field : {Lock.Which, Lock.Irql}) {
      if (!Field)
        continue;
      self().Writes.Fields.insert(Field->getCanonicalDecl());
      Facts.noteDeciding(Field);
    }
  if (readRoutineUse(Callee, Call) || readBriefLock(Callee, Call) ||
      isRestrictedElsewhere(Callee))
    self().CallsRestricted = true;
  if (fillsMemory(Callee) && Call->getNumArgs() > 0) {
    QualType Filled = Call->getArg(0)->IgnoreParenCasts()->getType();
    writesObject(Filled);
    if (Filled->isVoidPointerType())
      self().Writes.Pointees.insert(
          Filled->getPointeeType().getCanonicalType().getTypePtr());
  }
  // An intrinsic writes what its pointer leads to (_InterlockedOr).
  if (const sp_memory_call *Does =
          Callee->hasBody()
              ? nullptr
              : sp_memory_call_named(Callee->getNameAsString().c_str());
      Does && Does->kind >= SP_MEMORY_EXCHANGE && Call->getNumArgs() > 0)
    writesPointee(Call->getArg(0)->getType());
  // What a routine is given to run before it returns is a call like any
  // other. What it keeps for later, the port driver calls.
  if (Row && !(Row->stated & SP_STATED))
    for (unsigned I = 0; I < Call->getNumArgs(); ++I)
      if (static_cast<int>(I) != Row->runs && !isForLock(Row, I) &&
          Call->getArg(I)->getType()->isPointerType())
        registers(givenTo(Row, Call), Call->getArg(I));
}

const sp_callback *BodyWalker::givenTo(const sp_routine *Row,
                                       const CallExpr *Call) {
  if (!sp_routine_is_notification(Row->name))
    return sp_callback_given_to(Row);
  const EnumConstantDecl *Type = functionCode(Call->getArg(0), nullptr);
  return sp_callback_of_notification(Type ? Type->getName().str().c_str() : "");
}

void BodyWalker::visitReference(const DeclRefExpr *Ref) {
  const ValueDecl *Target = Ref->getDecl();
  if (const auto *Function = dyn_cast<FunctionDecl>(Target)) {
    refer(Target);
    Facts.node(Target).AddressTaken = true;
    // Who names a lock function without a call may call it by a pointer.
    if (const sp_routine *Row = routineOf(Function))
      self().CallsLock |= sp_routine_is_lock(Row);
  } else if (const auto *Var = dyn_cast<VarDecl>(Target)) {
    if (Var->hasGlobalStorage()) {
      refer(Var); // a constant table of functions
      ++Facts.Uses[Var->getCanonicalDecl()].Named;
    }
  }
}

void BodyWalker::reads(const Expr *E) {
  while (true) {
    E = E->IgnoreParens();
    const auto *Cast = dyn_cast<ImplicitCastExpr>(E);
    if (Cast && (Cast->getCastKind() == CK_ArrayToPointerDecay ||
                 Cast->getCastKind() == CK_NoOp))
      E = Cast->getSubExpr();
    else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
      E = Element->getBase();
    else if (const auto *Member = dyn_cast<MemberExpr>(E);
             Member && !Member->isArrow())
      E = Member->getBase();
    else
      break;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      if (Var->hasGlobalStorage())
        ++Facts.Uses[Var->getCanonicalDecl()].Read;
}

void BodyWalker::visitDeclarations(const DeclStmt *Declaration) {
  for (const Decl *D : Declaration->decls()) {
    const auto *Var = dyn_cast<VarDecl>(D);
    if (!Var)
      continue;
    flow(Var, Var->getInit());
    refersToDestructor(Var->getType());
    if (const auto *Leave = Var->getAttr<CleanupAttr>()) {
      refer(Leave->getFunctionDecl());
      self().Unsupported = true; // the analyzer passes over it
    }
  }
}

void BodyWalker::visitInitializer(const InitListExpr *List) {
  const RecordDecl *Record = List->getType()->getAsRecordDecl();
  if (!Record || Record->isUnion())
    return;
  unsigned Index = 0;
  for (const FieldDecl *Field : Record->fields()) {
    if (Field->isBitField() && !Field->getIdentifier())
      continue; // padding has no initialiser
    if (Index >= List->getNumInits())
      break;
    const Expr *Value = List->getInit(Index++);
    registers(callbackIn(Field), Value);
    if (Field->getType()->getBaseElementTypeUnsafe()->isFunctionPointerType())
      flow(Field, Value);
  }
}

const FunctionDecl *BodyWalker::functionIn(const Expr *E) {
  E = E->IgnoreParenCasts();
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    E = Unary->getSubExpr()->IgnoreParenCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
}

const sp_callback *BodyWalker::callbackIn(const FieldDecl *Field) {
  // That of an IRP; other structures have members of that name, too.
  if (Field->getName() == "CancelRoutine")
    for (const FieldDecl *Beside : Field->getParent()->fields())
      if (Beside->getName() == SP_CANCEL_IRQL)
        return sp_callback_named(SP_CANCEL_CALLBACK);
  return sp_callback_of_member(Field->getName().str().c_str());
}

void BodyWalker::exchangesCallback(const FunctionDecl *Callee,
                                   const CallExpr *Call) {
  if (!Callee->getIdentifier() || Call->getNumArgs() != 2 ||
      !Callee->getName().contains("InterlockedExchangePointer"))
    return;
  const auto *Address =
      dyn_cast<UnaryOperator>(Call->getArg(0)->IgnoreParenCasts());
  if (Address && Address->getOpcode() == UO_AddrOf)
    storesCallback(Address->getSubExpr(), Call->getArg(1));
}

void BodyWalker::asksFor(const FieldDecl *Field, const Expr *Value) {
  Value = Value->IgnoreParenCasts();
  if (const auto *Either = dyn_cast<ConditionalOperator>(Value)) {
    asksFor(Field, Either->getTrueExpr());
    asksFor(Field, Either->getFalseExpr());
    return;
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Value);
  Facts.Modes.insert(
      sp_mode_asked(Field->getName().str().c_str(),
                    Ref ? Ref->getDecl()->getName().str().c_str() : ""));
}

void BodyWalker::storesCallback(const Expr *Target, const Expr *Value) {
  Target = Target->IgnoreParens();
  while (const auto *Element = dyn_cast<ArraySubscriptExpr>(Target))
    Target = Element->getBase()->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Target))
    if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl())) {
      registers(callbackIn(Field), Value);
      asksFor(Field, Value);
    }
}

void BodyWalker::writesObject(QualType Type) {
  if (Type->isPointerType() || Type->isArrayType())
    Type = QualType(Type->getPointeeOrArrayElementType(), 0);
  if (const RecordDecl *Record = Type->getAsRecordDecl())
    self().Writes.Records.insert(Record->getCanonicalDecl());
}

void BodyWalker::writes(const Expr *Target) {
  Target = Target->IgnoreParenCasts();
  if (const auto *Either = dyn_cast<AbstractConditionalOperator>(Target)) {
    writes(Either->getTrueExpr());
    return writes(Either->getFalseExpr());
  }
  if (const auto *Member = dyn_cast<BinaryOperator>(Target);
      Member && Member->isPtrMemOp())
    return writesObject(Member->getLHS()->getType()); // any of its members
  if (const auto *Comma = dyn_cast<BinaryOperator>(Target))
    if (Comma->getOpcode() == BO_Comma || Comma->isAssignmentOp())
      return writes(Comma->getOpcode() == BO_Comma ? Comma->getRHS()
                                                   : Comma->getLHS());
  if (Target->getType()->isRecordType())
    writesObject(Target->getType());
  QualType Through; // a pointer that is subscripted
  while (const auto *Element = dyn_cast<ArraySubscriptExpr>(Target)) {
    const QualType Base = Element->getBase()->IgnoreImpCasts()->getType();
    if (Base->isPointerType())
      Through = Base;
    Target = Element->getBase()->IgnoreParenCasts();
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(Target);
      Unary && Unary->getOpcode() == UO_Deref)
    return writesPointee(Unary->getSubExpr()->getType());
  if (const auto *Member = dyn_cast<MemberExpr>(Target)) {
    if (!Through.isNull() && !Member->getType()->isArrayType())
      writesPointee(Through);
    else if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl()))
      writesField(Field);
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(Target)) {
    writesReferred(Ref, Through);
  }
}

void BodyWalker::writesField(const FieldDecl *Field) {
  if (Field->getType()->isReferenceType())
    writesPointee(Field->getType());
  self().Writes.Fields.insert(Field->getCanonicalDecl());
}

void BodyWalker::writesReferred(const DeclRefExpr *Ref, QualType Through) {
  if (const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl()))
    return Part->getBinding() ? writes(Part->getBinding()) : void();
  if (!Through.isNull())
    writesPointee(Through);
  if (!Through.isNull() && !Ref->getType()->isArrayType())
    return;
  const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
  if (!Var)
    return;
  if (Var->getType()->isReferenceType())
    writesPointee(Var->getType());
  else if (Var->hasGlobalStorage())
    self().Writes.Globals.insert(Var->getCanonicalDecl());
  else if (Ref->refersToEnclosingVariableOrCapture())
    self().Writes.Pointees.insert(
        Var->getType().getCanonicalType().getTypePtr());
}

void BodyWalker::writesPointee(QualType Pointer) {
  self().Writes.Pointees.insert(
      Pointer->getPointeeType().getCanonicalType().getTypePtrOrNull());
}

void BodyWalker::registers(const sp_callback *Callback, const Expr *Value) {
  if (!Callback || !Value)
    return;
  Value = Value->IgnoreParenCasts();
  if (const auto *Either = dyn_cast<ConditionalOperator>(Value)) {
    registers(Callback, Either->getTrueExpr());
    registers(Callback, Either->getFalseExpr());
  } else if (const FunctionDecl *Function = functionIn(Value)) {
    Facts.noteCallback(Function, Callback);
  } else if (const auto *List = dyn_cast<InitListExpr>(Value)) {
    for (const Expr *Each : List->inits()) // of a table
      registers(Callback, Each);
  } else if (const Expr *Entry = constantEntry(Value)) {
    registers(Callback, Entry);
  } else if (const ValueDecl *From = holderOf(Value)) {
    if (From->getType()->getBaseElementTypeUnsafe()->isFunctionPointerType() ||
        isa<FieldDecl>(From))
      Facts.Registered.push_back({Callback, From});
  }
}

} // namespace spinpair
