//===- UnitFacts.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "UnitFacts.h"
#include "Plan.h"
#include "Stated.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Builtins.h"

using namespace clang;

namespace spinpair {

const sp_routine *routineOf(const FunctionDecl *Function) {
  if (!Function)
    return nullptr;
  if (Function->getIdentifier() &&
      Function->getDeclContext()->getRedeclContext()->isTranslationUnit())
    if (const sp_routine *Row =
            sp_routine_find(Function->getName().str().c_str()))
      return Row;
  return statedRow(Function);
}

bool isStated(const FunctionDecl *Function) {
  const sp_routine *Row = Function ? statedRow(Function) : nullptr;
  return Row && Row == routineOf(Function); // not one of the DDI
}

const Expr *LockCall::oldIrql() const {
  return Routine->old_irql == SP_RESULT ? Call : argument(Routine->old_irql);
}

bool LockCall::pointsToIrql() const {
  return Routine->old_irql != SP_RESULT &&
         oldIrql()->getType()->isAnyPointerType();
}

/// The enumerator that the function code of an extended call names.
static const EnumConstantDecl *functionCode(const Expr *Argument,
                                            const llvm::APSInt *Code) {
  const Expr *Bare = Argument->IgnoreParenCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
    if (const auto *Constant = dyn_cast<EnumConstantDecl>(Ref->getDecl()))
      return Constant;
  const TagDecl *Tag = Bare->getType()->getAsTagDecl();
  if (!Tag)
    Tag = Argument->getType()->getAsTagDecl();
  const auto *Enum = dyn_cast_or_null<EnumDecl>(Tag);
  if (!Enum || !Code)
    return nullptr;
  for (const EnumConstantDecl *Constant : Enum->enumerators())
    if (llvm::APSInt::isSameValue(Constant->getInitVal(), *Code))
      return Constant;
  return nullptr;
}

static bool declaredAs(const FunctionDecl *Function, int Arity) {
  return Arity < 0 || static_cast<int>(Function->getNumParams()) == Arity ||
         !Function->hasPrototype();
}

static const FieldDecl *fieldOf(QualType Type, StringRef Name) {
  const RecordDecl *Record = Type.isNull() ? nullptr : Type->getAsRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (Record)
    for (const FieldDecl *Field : Record->fields())
      if (Field->getName() == Name)
        return Field;
  return nullptr;
}

/// Finds the members of the handle that \p Lock is given. False if it is none
/// that can be looked into.
static bool readHandle(LockCall &Lock) {
  const Expr *Handle = Lock.oldIrql();
  QualType Type = Handle->getType()->getPointeeType();
  if (Type.isNull() || !Type->isRecordType())
    Type = Handle->IgnoreParenCasts()->getType()->getPointeeType();
  if (Lock.hasPointer()) {
    Lock.Irql = fieldOf(Type, "OldIrql");
    return Lock.Irql != nullptr;
  }
  Lock.Which = fieldOf(Type, "Lock");
  Lock.Context = fieldOf(Type, "Context");
  if (Lock.Context)
    Lock.Irql = fieldOf(Lock.Context->getType(), "OldIrql");
  return Lock.Which && Lock.Irql;
}

LockCall readLockCall(const FunctionDecl *Callee, const CallExpr *Call,
                      const llvm::APSInt *Code) {
  const sp_routine *Row = routineOf(Callee);
  if (!Row || !Call)
    return {};
  unsigned First = 0;
  if (sp_routine_is_extended(Row->name)) {
    if (Call->getNumArgs() == 0)
      return {};
    const EnumConstantDecl *Constant = functionCode(Call->getArg(0), Code);
    Row = Constant ? sp_routine_find_extended(Constant->getName().str().c_str())
                   : nullptr;
    First = 1;
  } else if (sp_routine_is_notification(Row->name) && Call->getNumArgs() > 0) {
    const EnumConstantDecl *Constant = functionCode(Call->getArg(0), Code);
    Row = Constant
              ? sp_routine_of_notification(Constant->getName().str().c_str())
              : nullptr;
    First = 1;
  } else if (sp_routine_is_lock(Row) && !declaredAs(Callee, Row->arity)) {
    return {};
  }
  if (!Row || !sp_routine_is_lock(Row) ||
      (Row->arity >= 0 && Call->getNumArgs() != First + Row->arity))
    return {};
  LockCall Lock = {Row, Call, First};
  if (Lock.hasHandle() && !readHandle(Lock))
    return {};
  return Lock;
}

/// The value of an argument, if it is a constant; else -1.
static int64_t constantArgument(const CallExpr *Call, unsigned Index,
                                const ASTContext &Context) {
  Expr::EvalResult Result;
  if (Index >= Call->getNumArgs() || Call->getArg(Index)->isValueDependent() ||
      !Call->getArg(Index)->EvaluateAsInt(Result, Context))
    return -1;
  return Result.Val.getInt().getExtValue();
}

void RoutineUse::setRow(const sp_routine *Called) {
  Row = Called;
  Rule = Row ? sp_routine_under_lock(Row, SpinLock) : SP_RULE_NONE;
  UnderInterrupt = Row ? sp_routine_under_interrupt_lock(Row) : SP_RULE_NONE;
  UnderDispatch = Row ? sp_routine_under_dispatch(Row) : SP_RULE_NONE;
}

RoutineUse readRoutineUse(const FunctionDecl *Callee, const CallExpr *Call) {
  const sp_routine *Row = routineOf(Callee);
  if (Callee && Callee->getIdentifier() &&
      (!Row || ((Row->stated & SP_STATED) && Row->max_irql == SP_IRQL_UNKNOWN)))
    if (const sp_routine *Limit =
            sp_routine_added(Callee->getName().str().c_str()))
      Row = Limit;
  if (!Row || !Call || !Call->getDirectCallee())
    return {};
  RoutineUse Use;
  Use.Row = Row;
  if (sp_routine_is_notification(Row->name) && Call->getNumArgs() > 2) {
    const EnumConstantDecl *Type = functionCode(Call->getArg(0), nullptr);
    Use.Row = Type ? sp_routine_of_notification(Type->getName().str().c_str())
                   : nullptr;
    if (!Use.Row)
      return {};
    Use.SpinLock = constantArgument(Call, 2, Callee->getASTContext());
  } else if (Row->spin_lock != SP_NO_ARGUMENT) {
    Use.SpinLock = constantArgument(Call, static_cast<unsigned>(Row->spin_lock),
                                    Callee->getASTContext());
  }
  Use.setRow(Use.Row);
  return Use;
}

const ValueDecl *targetOf(const Expr *Left) {
  Left = Left->IgnoreParenCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Left))
    return Member->getMemberDecl();
  const auto *Ref = dyn_cast<DeclRefExpr>(Left);
  return Ref ? Ref->getDecl() : nullptr;
}

std::string pointeeText(const Expr *Pointer,
                        llvm::function_ref<std::string(const Expr *)> Text) {
  if (const auto *Address =
          dyn_cast<UnaryOperator>(Pointer->IgnoreParenCasts()))
    if (Address->getOpcode() == UO_AddrOf)
      return Text(Address->getSubExpr());
  return "*" + Text(Pointer);
}

std::string pointedLock(const LockCall &Lock,
                        llvm::function_ref<std::string(const Expr *)> Text) {
  std::string Name = pointeeText(Lock.lockPointer(), Text);
  if (sp_kind_has_opaque(Lock.kind()) && Name.front() == '*')
    Name.erase(0, 1);
  return Name;
}

std::string spinLockName(const LockCall &Lock,
                         llvm::function_ref<std::string(const Expr *)> Text) {
  if (Lock.hasPointer())
    return "spin lock '" + pointedLock(Lock, Text) + "'";
  // The routine may be called through a pointer.
  ASTContext &Context = Lock.Which->getASTContext();
  int64_t Kind =
      constantArgument(Lock.Call, Lock.First + Lock.Routine->message, Context);
  std::string Name = sp_spin_lock_name(Kind);
  if (Name.empty())
    Name = "spin lock '" + Text(Lock.message()) + "'";
  if (Kind == SP_START_IO_LOCK || Kind == SP_INTERRUPT_LOCK ||
      Lock.lockContext()->isNullPointerConstant(
          Context, Expr::NPC_ValueDependentIsNotNull))
    return Name;
  return Name + " of '" + Text(Lock.lockContext()) + "'";
}

bool isLockWrapper(const FunctionDecl *Function) {
  const sp_routine *Row = routineOf(Function);
  return Row && !(Row->stated & SP_STATED) &&
         (sp_routine_is_lock(Row) || sp_routine_is_extended(Row->name));
}

bool mayBeLockCall(const FunctionDecl *Callee, const CallExpr *Call) {
  if (readLockCall(Callee, Call) || isHelperElsewhere(Callee))
    return true;
  const sp_routine *Row = routineOf(Callee);
  return Row && sp_routine_is_extended(Row->name) && Call->getNumArgs() > 0 &&
         !functionCode(Call->getArg(0), nullptr) &&
         !Call->getArg(0)->isIntegerConstantExpr(Callee->getASTContext());
}

void WriteSet::add(const WriteSet &Other) {
  Fields.insert(Other.Fields.begin(), Other.Fields.end());
  Globals.insert(Other.Globals.begin(), Other.Globals.end());
  Records.insert(Other.Records.begin(), Other.Records.end());
  Pointees.insert(Other.Pointees.begin(), Other.Pointees.end());
}

bool fillsMemory(const FunctionDecl *Function) {
  if (!Function || !Function->getIdentifier())
    return false;
  StringRef Name = Function->getName();
  return Name.contains("memset") || Name.contains("memcpy") ||
         Name.contains("memmove") || Name.contains("Memory");
}

//===----------------------------------------------------------------------===//
// One function body
//===----------------------------------------------------------------------===//

class BodyWalker {
public:
  BodyWalker(UnitFacts &Facts, const Decl *Owner)
      : Facts(Facts), Owner(Owner) {}

  void walk(const Stmt *S) {
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

  /// What \p Value is, the port driver calls.
  void registers(const sp_callback *Callback, const Expr *Value);

  void initializes(const CXXCtorInitializer *Init) {
    if (const FieldDecl *Field = Init->getAnyMember()) {
      self().Writes.Fields.insert(Field->getCanonicalDecl());
      if (Field->getType()->isRecordType())
        writesObject(Field->getType());
      flow(Field, Init->getInit());
    }
    walk(Init->getInit());
  }

  void refersToDestructor(QualType Type) {
    if (Type.isNull())
      return;
    if (const CXXRecordDecl *Class =
            Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl())
      if (Class->hasDefinition())
        refer(Class->getDestructor());
  }

private:
  UnitFacts::Node &self() { return Facts.node(Owner); }

  void refer(const Decl *Target) {
    if (!Target)
      return;
    self().References.push_back(Target->getCanonicalDecl());
    // Others are calls in the syntax tree.
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(Target)) {
      self().CallsLock |= isHelperElsewhere(cast<FunctionDecl>(Target));
      self().CallsRestricted |=
          isRestrictedElsewhere(cast<FunctionDecl>(Target));
    }
  }

  void visit(const Stmt *S) {
    if (const auto *Call = dyn_cast<CallExpr>(S))
      visitCall(Call);
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      visitReference(Ref);
    else if (const auto *Member = dyn_cast<MemberExpr>(S))
      refer(dyn_cast<CXXMethodDecl>(Member->getMemberDecl()));
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
      visitConstruct(Construct);
    else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(S))
      refer(Bind->getTemporary()->getDestructor());
    else if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
      refer(Lambda->getCallOperator());
    else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S))
      walk(Default->getExpr());
    else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
      walk(Default->getExpr());
    else if (const auto *New = dyn_cast<CXXNewExpr>(S))
      refer(New->getOperatorNew());
    else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S)) {
      refer(Delete->getOperatorDelete());
      refersToDestructor(Delete->getDestroyedType());
    }
    else if (const auto *Declaration = dyn_cast<DeclStmt>(S))
      visitDeclarations(Declaration);
    else if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
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
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(S)) {
      if (Unary->isIncrementDecrementOp())
        writes(Unary->getSubExpr());
      else if (Unary->getOpcode() == UO_AddrOf &&
               Unary->getSubExpr()->getType()->isScalarType())
        writes(Unary->getSubExpr()); // whoever gets the address may write it
    } else if (const auto *List = dyn_cast<InitListExpr>(S))
      visitInitializer(List);
    else if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
      test(Switch->getCond(), nullptr);
      UnitFacts::readsOf(Switch->getCond(), Facts.SwitchedOn);
    } else if (const auto *If = dyn_cast<IfStmt>(S)) {
      test(If->getCond(), If);
    } else if (isa<WhileStmt, DoStmt, ForStmt>(S)) {
      test(S, S);
    } else if (const auto *Either = dyn_cast<ConditionalOperator>(S)) {
      test(Either->getCond(), Either);
    } else if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
      test(Return->getRetValue(), nullptr);
    } else if (isa<SEHTryStmt, IndirectGotoStmt, CXXTryStmt, CXXThrowExpr,
                   CoroutineBodyStmt>(S))
      self().Unsupported = true;
  }

  void test(const Stmt *Condition, const Stmt *Guarded) {
    if (Condition)
      self().Tests.push_back({Condition, Guarded});
  }

  void flow(const Decl *Target, const Stmt *Value) {
    if (Target && Value)
      self().Flows.push_back({Target->getCanonicalDecl(), Value});
  }

  static const VarDecl *variable(const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
    return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  }

  /// The variable, table or member that \p E is in.
  static const ValueDecl *holderOf(const Expr *E) {
    E = E->IgnoreParenCasts();
    while (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
      E = Element->getBase()->IgnoreParenCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Member->getMemberDecl();
    return variable(E);
  }

  /// The entry of a constant table that \p E names by a constant; null if it
  /// names none.
  const Expr *constantEntry(const Expr *E) const {
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
    if (!List ||
        !Element->getIdx()->EvaluateAsInt(Index, Table->getASTContext()))
      return nullptr;
    const uint64_t N = Index.Val.getInt().getLimitedValue();
    return N < List->getNumInits() ? List->getInit(N) : nullptr;
  }

  /// The pointer that \p S sets to null, if that is all it does.
  const VarDecl *setToNull(const Stmt *S) const {
    const auto *Assign = dyn_cast<BinaryOperator>(S);
    if (!Assign || Assign->getOpcode() != BO_Assign ||
        !Assign->getRHS()->isNullPointerConstant(
            Owner->getASTContext(), Expr::NPC_ValueDependentIsNotNull))
      return nullptr;
    return variable(Assign->getLHS());
  }

  /// The pointer variable through which \p S writes a member, or null.
  static const VarDecl *writtenThrough(const Stmt *S) {
    const Expr *Target = nullptr;
    if (const auto *Unary = dyn_cast<UnaryOperator>(S))
      Target = Unary->isIncrementDecrementOp() ? Unary->getSubExpr() : nullptr;
    else if (const auto *Binary = dyn_cast<BinaryOperator>(S))
      Target = Binary->isAssignmentOp() ? Binary->getLHS() : nullptr;
    const auto *Member =
        Target ? dyn_cast<MemberExpr>(Target->IgnoreParens()) : nullptr;
    return Member && Member->isArrow() ? variable(Member->getBase()) : nullptr;
  }

  void visitCall(const CallExpr *Call) {
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
    if (LockCall Lock = readLockCall(Callee, Call);
        Lock && Lock.hasHandle() && Lock.isAcquire())
      for (const FieldDecl *Field : {Lock.Which, Lock.Irql}) {
        if (!Field)
          continue;
        self().Writes.Fields.insert(Field->getCanonicalDecl());
        Facts.noteDeciding(Field);
      }
    if (readRoutineUse(Callee, Call) || isRestrictedElsewhere(Callee))
      self().CallsRestricted = true;
    if (fillsMemory(Callee) && Call->getNumArgs() > 0) {
      QualType Filled = Call->getArg(0)->IgnoreParenCasts()->getType();
      writesObject(Filled);
      if (Filled->isVoidPointerType())
        self().Writes.Pointees.insert(
            Filled->getPointeeType().getCanonicalType().getTypePtr());
    }
    // What a routine is given to run before it returns is a call like any
    // other. What it keeps for later, the port driver calls.
    if (Row && !(Row->stated & SP_STATED))
      for (unsigned I = 0; I < Call->getNumArgs(); ++I)
        if (static_cast<int>(I) != Row->runs &&
            Call->getArg(I)->getType()->isPointerType())
          registers(givenTo(Row, Call), Call->getArg(I));
  }

  /// The callback that a function is which \p Call, of \p Row, is given.
  static const sp_callback *givenTo(const sp_routine *Row,
                                    const CallExpr *Call) {
    if (!sp_routine_is_notification(Row->name))
      return sp_callback_given_to(Row);
    const EnumConstantDecl *Type = functionCode(Call->getArg(0), nullptr);
    return sp_callback_of_notification(Type ? Type->getName().str().c_str()
                                            : "");
  }

  void visitReference(const DeclRefExpr *Ref) {
    const ValueDecl *Target = Ref->getDecl();
    if (const auto *Function = dyn_cast<FunctionDecl>(Target)) {
      refer(Target);
      Facts.node(Target).AddressTaken = true;
      // Who names a lock function without a call may call it by a pointer.
      if (const sp_routine *Row = routineOf(Function))
        self().CallsLock |= sp_routine_is_lock(Row);
    } else if (const auto *Var = dyn_cast<VarDecl>(Target)) {
      if (Var->hasGlobalStorage())
        refer(Var); // a constant table of functions
    }
  }

  void visitConstruct(const CXXConstructExpr *Construct) {
    refer(Construct->getConstructor());
  }

  void visitDeclarations(const DeclStmt *Declaration) {
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


  /// A structure of callbacks may be filled by an initialiser.
  void visitInitializer(const InitListExpr *List) {
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

  static const FunctionDecl *functionIn(const Expr *E) {
    E = E->IgnoreParenCasts();
    if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      E = Unary->getSubExpr()->IgnoreParenCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    return Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
  }

  static const sp_callback *callbackIn(const FieldDecl *Field) {
    return sp_callback_of_member(Field->getName().str().c_str());
  }

  void asksFor(const FieldDecl *Field, const Expr *Value) {
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

  void storesCallback(const Expr *Target, const Expr *Value) {
    if (const auto *Member = dyn_cast<MemberExpr>(Target->IgnoreParens()))
      if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl())) {
        registers(callbackIn(Field), Value);
        asksFor(Field, Value);
      }
  }

  /// The record that is written as a whole when an object of \p Type is.
  void writesObject(QualType Type) {
    if (Type->isPointerType() || Type->isArrayType())
      Type = QualType(Type->getPointeeOrArrayElementType(), 0);
    if (const RecordDecl *Record = Type->getAsRecordDecl())
      self().Writes.Records.insert(Record->getCanonicalDecl());
  }

  void writes(const Expr *Target) {
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
    bool Indirect = false;
    while (true) {
      if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Target)) {
        Indirect |=
            Element->getBase()->IgnoreImpCasts()->getType()->isPointerType();
        Target = Element->getBase()->IgnoreParenCasts();
        continue;
      }
      if (const auto *Unary = dyn_cast<UnaryOperator>(Target)) {
        if (Unary->getOpcode() == UO_Deref) {
          const Expr *Pointer = Unary->getSubExpr();
          self().Writes.Pointees.insert(Pointer->getType()
                                            ->getPointeeType()
                                            .getCanonicalType()
                                            .getTypePtrOrNull());
          return;
        }
      }
      break;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Target)) {
      if (Indirect && !Member->getType()->isArrayType())
        self().Writes.Pointees.insert(Member->getType()
                                          ->getPointeeType()
                                          .getCanonicalType()
                                          .getTypePtrOrNull());
      else if (const auto *Field =
                   dyn_cast<FieldDecl>(Member->getMemberDecl())) {
        if (Field->getType()->isReferenceType())
          writesPointee(Field->getType());
        self().Writes.Fields.insert(Field->getCanonicalDecl());
      }
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(Target)) {
      if (const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl()))
        return Part->getBinding() ? writes(Part->getBinding()) : void();
      if (Indirect)
        self().Writes.Pointees.insert(Ref->getType()
                                          ->getPointeeType()
                                          .getCanonicalType()
                                          .getTypePtrOrNull());
      else if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl())) {
        if (Var->getType()->isReferenceType())
          writesPointee(Var->getType());
        else if (Var->hasGlobalStorage())
          self().Writes.Globals.insert(Var->getCanonicalDecl());
        else if (Ref->refersToEnclosingVariableOrCapture())
          self().Writes.Pointees.insert(
              Var->getType().getCanonicalType().getTypePtr());
      }
    }
  }

  /// What a reference of that type leads to is written.
  void writesPointee(QualType Reference) {
    self().Writes.Pointees.insert(Reference->getPointeeType()
                                      .getCanonicalType()
                                      .getTypePtrOrNull());
  }

  UnitFacts &Facts;
  const Decl *Owner;
};

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

//===----------------------------------------------------------------------===//
// The unit
//===----------------------------------------------------------------------===//

namespace {

/// Finds functions and global variables; bodies are walked by BodyWalker.
class UnitVisitor : public RecursiveASTVisitor<UnitVisitor> {
public:
  using Base = RecursiveASTVisitor<UnitVisitor>;
  std::vector<const FunctionDecl *> Functions;
  std::vector<const FunctionDecl *> Bodies;
  std::vector<const VarDecl *> Tables;

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }

  // Bodies hold functions only as local classes and lambdas.
  bool TraverseStmt(Stmt *S) {
    if (S && Context->getLangOpts().CPlusPlus)
      return Base::TraverseStmt(S);
    return true;
  }

  bool VisitFunctionDecl(FunctionDecl *Function) {
    Functions.push_back(Function);
    if (Function->doesThisDeclarationHaveABody() &&
        !Function->isDependentContext())
      Bodies.push_back(Function);
    return true;
  }

  bool VisitVarDecl(VarDecl *Var) {
    if (Var->hasGlobalStorage() && Var->hasInit() &&
        !Var->getType()->isDependentType())
      Tables.push_back(Var);
    return true;
  }

  ASTContext *Context = nullptr;
};

} // namespace

/// The name of the typedef that a function is declared with, as in
/// `HW_STARTIO MyStartIo;`.
static std::string roleOf(const FunctionDecl *Function) {
  const TypeSourceInfo *Info = Function->getTypeSourceInfo();
  if (!Info)
    return {};
  const auto *Alias = Info->getType()->getAs<TypedefType>();
  return Alias ? Alias->getDecl()->getName().str() : std::string();
}

static void sayWrongArity(const FunctionDecl *Function, const sp_routine *Row) {
  DiagnosticsEngine &Diagnostics = Function->getASTContext().getDiagnostics();
  unsigned Id = Diagnostics.getCustomDiagID(
      DiagnosticsEngine::Warning,
      "'%0' is declared here with %1 parameters; spinpair knows it with %2 and "
      "does not check its calls");
  Diagnostics.Report(Function->getLocation(), Id)
      << Function->getName() << Function->getNumParams() << Row->arity;
}

/// Says so if the locks of \p Function are kept in a structure whose members are
/// not known: which of them has the IRQL, nobody can tell.
static void sayUnknownHandle(const FunctionDecl *Function,
                             const sp_routine *Row) {
  if (!sp_routine_is_lock(Row) || !sp_kind_has_handle(Row->kind) ||
      Row->old_irql < 0 ||
      static_cast<int>(Function->getNumParams()) <= Row->old_irql)
    return;
  QualType Handle =
      Function->getParamDecl(Row->old_irql)->getType()->getPointeeType();
  const RecordDecl *Record =
      Handle.isNull() ? nullptr : Handle->getAsRecordDecl();
  if (!Record || !Record->getDefinition())
    return;
  const bool Queued = sp_kind_has_pointer(Row->kind);
  const FieldDecl *Context = fieldOf(Handle, "Context");
  if (Queued ? fieldOf(Handle, "OldIrql") != nullptr
             : fieldOf(Handle, "Lock") && Context &&
                   fieldOf(Context->getType(), "OldIrql"))
    return;
  DiagnosticsEngine &Diagnostics = Function->getASTContext().getDiagnostics();
  unsigned Id = Diagnostics.getCustomDiagID(
      DiagnosticsEngine::Warning,
      "the '%1' of '%0' has no %select{members Lock and "
      "Context.OldIrql|member OldIrql}2; spinpair does not check its calls");
  Diagnostics.Report(Function->getLocation(), Id)
      << Function->getName() << Record->getName() << Queued;
}

const UnitFacts::Node *UnitFacts::find(const Decl *D) const {
  auto It = Nodes.find(D->getCanonicalDecl());
  return It == Nodes.end() ? nullptr : &It->second;
}

void UnitFacts::noteCallback(const Decl *Function,
                             const sp_callback *Callback) {
  if (!Callback)
    return;
  const sp_callback *&Known = node(Function).Callback;
  // Of one that is called for several reasons, only what holds for all.
  Known = !Known || Known->kind == Callback->kind ? Callback
                                                  : sp_callback_unknown();
}

/// Of variables that callbacks are registered by, the functions that they may
/// hold: what is assigned to them anywhere, and given for a parameter.
void UnitFacts::followRegistered() {
  llvm::DenseMap<const Decl *, llvm::SmallVector<const Expr *, 2>> Given;
  for (const auto &[Owner, N] : Nodes) {
    for (const auto &[Target, Value] : N.Flows)
      if (const auto *E = dyn_cast<Expr>(Value))
        Given[Target].push_back(E);
    for (const CallExpr *Call : N.Calls) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      const FunctionDecl *Body = Callee ? Callee->getDefinition() : nullptr;
      for (unsigned I = 0; Body && !isa<CXXOperatorCallExpr>(Call) &&
                           I < Call->getNumArgs() && I < Body->getNumParams();
           ++I)
        Given[Body->getParamDecl(I)->getCanonicalDecl()].push_back(
            Call->getArg(I));
    }
  }
  std::set<std::pair<const sp_callback *, const Decl *>> Seen;
  while (!Registered.empty()) {
    auto [Callback, From] = Registered.pop_back_val();
    if (!Seen.insert({Callback, From->getCanonicalDecl()}).second)
      continue;
    BodyWalker Walker(*this, From);
    for (const Expr *Value : Given.lookup(From->getCanonicalDecl()))
      Walker.registers(Callback, Value);
    const auto *Var = dyn_cast<VarDecl>(From);
    if (Var && Var->hasGlobalStorage())
      Walker.registers(Callback, Var->getAnyInitializer());
  }
}

void UnitFacts::collect(const TranslationUnitDecl *Unit, bool Tell) {
  UnitVisitor Visitor;
  Visitor.Context = &Unit->getASTContext();
  Visitor.TraverseDecl(const_cast<TranslationUnitDecl *>(Unit));

  for (const FunctionDecl *Function : Visitor.Functions) {
    const sp_routine *Row = routineOf(Function);
    if (Tell) {
      sayWrongStatement(Function);
      if (Row && sp_routine_is_lock(Row) && Function->isFirstDecl() &&
          !declaredAs(Function, Row->arity))
        sayWrongArity(Function, Row);
      else if (Row && Function->isFirstDecl())
        sayUnknownHandle(Function, Row);
    }
    noteCallback(Function, sp_callback_of_role(roleOf(Function).c_str()));
  }

  Bodies = Visitor.Bodies;
  for (const FunctionDecl *Function : Bodies) {
    if (isLockWrapper(Function))
      continue; // a wrapper of the header: modelled, never entered
    BodyWalker Walker(*this, Function);
    Walker.walk(Function->getBody());
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        Walker.initializes(Init);
    for (const ParmVarDecl *Parameter : Function->parameters())
      if (Parameter->isDestroyedInCallee())
        Walker.refersToDestructor(Parameter->getType());
    if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function)) {
      // Members and bases are destroyed without a word in the body.
      UnitFacts::Node &Self = node(Destructor);
      auto Destroys = [&Self](QualType Type) {
        if (const CXXRecordDecl *Class =
                Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl())
          if (Class->hasDefinition() && Class->getDestructor())
            Self.References.push_back(
                Class->getDestructor()->getCanonicalDecl());
      };
      for (const FieldDecl *Field : Destructor->getParent()->fields())
        Destroys(Field->getType());
      for (const CXXBaseSpecifier &Parent : Destructor->getParent()->bases())
        Destroys(Parent.getType());
    }
  }
  for (const VarDecl *Table : Visitor.Tables)
    BodyWalker(*this, Table).walk(Table->getInit());
  if (!Registered.empty())
    followRegistered();
  // Of what the author says something, the body says nothing more of locks.
  for (const FunctionDecl *Function : Bodies)
    if (isStated(Function)) {
      node(Function).CallsLock = node(Function).CallsRestricted = false;
      Stated.insert(Function->getCanonicalDecl());
    }

  // Backwards from the lock functions, and from the routines that a lock rules
  // out, to everything that reaches them.
  llvm::DenseMap<const Decl *, llvm::SmallVector<const Decl *, 4>> Users;
  for (const auto &Entry : Nodes) {
    for (const Decl *Target : Entry.second.References)
      Users[Target].push_back(Entry.first);
    if (Entry.second.CallsLock)
      Relevant.insert(Entry.first);
    if (Entry.second.CallsRestricted)
      Restricted.insert(Entry.first);
  }
  for (auto *Reaching : {&Relevant, &Restricted}) {
    llvm::SmallVector<const Decl *, 32> Work(Reaching->begin(),
                                             Reaching->end());
    while (!Work.empty())
      for (const Decl *User : Users.lookup(Work.pop_back_val()))
        if (!Stated.count(User) && Reaching->insert(User).second)
          Work.push_back(User);
  }
  findDeciding();
  findOwners();
}

void UnitFacts::readsOf(const Stmt *S, llvm::DenseSet<const Decl *> &Out) {
  if (!S)
    return;
  if (const auto *Member = dyn_cast<MemberExpr>(S))
    Out.insert(Member->getMemberDecl()->getCanonicalDecl());
  else if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      Out.insert(Var->getCanonicalDecl());
  for (const Stmt *Child : S->children())
    readsOf(Child, Out);
}

bool UnitFacts::locks(const Stmt *S, bool OrLeaves) const {
  if (!S)
    return false;
  if (isa<GotoStmt, BreakStmt, ContinueStmt>(S) ||
      (OrLeaves && isa<ReturnStmt>(S)))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      if (isLockRelevant(Callee) || mayBeLockCall(Callee, Call))
        return true;
  for (const Stmt *Child : S->children())
    if (locks(Child, OrLeaves))
      return true;
  return false;
}

void UnitFacts::findDeciding() {
  llvm::DenseSet<const Decl *> Seen;
  llvm::SmallVector<const Decl *, 16> Answering;
  llvm::SmallVector<std::pair<const Decl *, const Stmt *>, 32> Flows;
  for (const Decl *Function : Relevant) {
    const Node &N = Nodes[Function];
    for (const auto &[Condition, Guarded] : N.Tests)
      if (!Guarded || locks(Guarded, /*OrLeaves=*/N.CallsLock))
        readsOf(Condition, Deciding);
    for (const CallExpr *Call : N.Calls)
      if (locks(Call, /*OrLeaves=*/false))
        readsOf(Call, Deciding);
    Flows.append(N.Flows.begin(), N.Flows.end());
    Answering.append(N.References.begin(), N.References.end());
  }
  // Functions that are asked, and may answer by what they read.
  while (!Answering.empty()) {
    const Decl *D = Answering.pop_back_val();
    const auto *Function = dyn_cast<FunctionDecl>(D);
    const Node *N = find(D);
    if (!N || !Seen.insert(D).second || isLockRelevant(D) ||
        (Function && Function->getReturnType()->isVoidType()))
      continue;
    for (const auto &[Condition, Guarded] : N->Tests)
      readsOf(Condition, Deciding);
    Flows.append(N->Flows.begin(), N->Flows.end());
    Answering.append(N->References.begin(), N->References.end());
  }
  // And whatever flows into these.
  size_t Before;
  do {
    Before = Deciding.size();
    for (const auto &[Target, Value] : Flows)
      if (Deciding.count(Target))
        readsOf(Value, Deciding);
  } while (Deciding.size() != Before);
}

static const FunctionProtoType *prototypeOf(QualType Type) {
  if (const auto *Pointer = Type->getAs<PointerType>())
    Type = Pointer->getPointeeType();
  return Type->getAs<FunctionProtoType>();
}

static bool takesSameParameters(const FunctionProtoType *A,
                                const FunctionDecl *B) {
  if (A->getNumParams() != B->getNumParams())
    return false;
  ASTContext &Context = B->getASTContext();
  for (unsigned I = 0; I < A->getNumParams(); ++I)
    if (!Context.hasSameUnqualifiedType(A->getParamType(I),
                                        B->getParamDecl(I)->getType()))
      return false;
  return true;
}

bool UnitFacts::touchesSharedLocks(const CallExpr *Call) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (Callee)
    return Sharing.count(Callee->getCanonicalDecl()) != 0 ||
           mayBeLockCall(Callee, Call);
  const FunctionProtoType *Prototype =
      prototypeOf(Call->getCallee()->getType());
  return Prototype && llvm::any_of(Sharing, [&](const Decl *D) {
           const auto *Function = dyn_cast<FunctionDecl>(D);
           return Function && takesSameParameters(Prototype, Function);
         });
}

/// The local variable of \p Function that \p E is, or is a part or the address
/// of; null if it is something else.
static const VarDecl *localIn(const Expr *E, const Decl *Function) {
  while (true) {
    E = E->IgnoreParenCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (Member->isArrow())
        return nullptr;
      E = Member->getBase();
    } else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Element->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      if (Unary->getOpcode() != UO_AddrOf)
        return nullptr;
      E = Unary->getSubExpr();
    } else {
      break;
    }
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || isa<ParmVarDecl>(Var) || !Var->hasLocalStorage() ||
      Var->getType()->isAnyPointerType() || Var->getType()->isReferenceType())
    return nullptr;
  const auto *Home = dyn_cast<Decl>(Var->getDeclContext());
  return Home && Home->getCanonicalDecl() == Function ? Var : nullptr;
}

static bool isAddress(const Expr *E) {
  return E->getType()->isAnyPointerType();
}

/// Is one of \p Slots read in \p S, but for the calls in \p Except and calls
/// of routines?
static bool readsAny(const Stmt *S,
                     const llvm::DenseSet<const VarDecl *> &Slots,
                     const llvm::DenseSet<const CallExpr *> &Except) {
  if (!S || isa<UnaryExprOrTypeTraitExpr>(S))
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      return Slots.count(Var) != 0;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (Except.count(Call) ||
        (Call->getDirectCallee() && routineOf(Call->getDirectCallee())))
      return false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    if (Binary->getOpcode() == BO_Assign && !isa<CallExpr>(Binary->getLHS()))
      return readsAny(Binary->getRHS(), Slots, Except);
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    return readsAny(Child, Slots, Except);
  });
}

bool UnitFacts::sharesLocks(const Decl *Function, const Node &N) const {
  llvm::DenseSet<const CallExpr *> Locking;
  llvm::DenseSet<const VarDecl *> Slots;
  size_t Called = 0;
  for (const CallExpr *Call : N.Calls) {
    if (!touchesSharedLocks(Call))
      continue;
    Locking.insert(Call);
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      Called += Sharing.count(Callee->getCanonicalDecl());
    for (const Expr *Argument : Call->arguments())
      if (isAddress(Argument))
        if (const VarDecl *Slot = localIn(Argument, Function))
          Slots.insert(Slot);
  }
  // Constructors, destructors, tables and functions that are passed on.
  size_t Named = llvm::count_if(N.References, [this](const Decl *Target) {
    return Sharing.count(Target) != 0;
  });
  if (Named > Called)
    return true;
  for (const CallExpr *Call : Locking)
    if (llvm::none_of(Call->arguments(), [&](const Expr *Argument) {
          return Slots.count(localIn(Argument, Function)) != 0;
        }))
      return true;
  return !Slots.empty() && readsAny(Function->getBody(), Slots, Locking);
}

void UnitFacts::findOwners() {
  size_t Before;
  do {
    Before = Sharing.size();
    for (const Decl *Function : Relevant)
      if (!Sharing.count(Function) && sharesLocks(Function, Nodes[Function]))
        Sharing.insert(Function);
  } while (Sharing.size() != Before);
  for (const Decl *Function : Relevant) {
    const Node &N = Nodes[Function];
    if (N.CallsLock || Sharing.count(Function) ||
        llvm::any_of(N.References,
                     [this](const Decl *Named) {
                       const Node *Table = find(Named); // of functions
                       return isa<VarDecl>(Named) && Table && Table->CallsLock;
                     }) ||
        llvm::any_of(N.Calls, [this](const CallExpr *Call) {
          return touchesSharedLocks(Call);
        }))
      Owners.insert(Function);
  }
}

bool UnitFacts::isLockRelevant(const Decl *Function) const {
  return Function && Relevant.count(Function->getCanonicalDecl()) != 0;
}

ArrayRef<const CallExpr *> UnitFacts::ownCalls(const Decl *Function) const {
  const Node *N = find(Function);
  return N ? ArrayRef<const CallExpr *>(N->Calls)
           : ArrayRef<const CallExpr *>();
}

ArrayRef<const Decl *> UnitFacts::ownReferences(const Decl *Function) const {
  const Node *N = find(Function);
  return N ? ArrayRef<const Decl *>(N->References) : ArrayRef<const Decl *>();
}

const WriteSet &UnitFacts::ownWrites(const Decl *Function) const {
  static const WriteSet None;
  const Node *N = find(Function);
  return N ? N->Writes : None;
}

bool UnitFacts::isAddressTaken(const Decl *Function) const {
  const Node *N = find(Function);
  return N && N->AddressTaken;
}

bool UnitFacts::isEntryPoint(const Decl *Function) const {
  const Node *N = Function ? find(Function) : nullptr;
  return N && N->Callback && !N->HasDirectCaller;
}

void UnitFacts::eachCallback(
    llvm::function_ref<void(const FunctionDecl *, const sp_callback *)> Take)
    const {
  for (const auto &[D, N] : Nodes)
    if (const auto *Function = dyn_cast<FunctionDecl>(D))
      // What a shared header declares with a role is the business of the unit
      // that has the body, or names the function.
      if (N.Callback && !N.HasDirectCaller &&
          (N.AddressTaken || Function->getDefinition()))
        Take(Function, N.Callback);
}

bool UnitFacts::asksForOtherMode() const {
  return Modes.count(SP_MODE_OTHER) && !Modes.count(SP_MODE_PER_MESSAGE) &&
         !Modes.count(SP_MODE_UNKNOWN);
}

bool UnitFacts::holdsItsMessage(const FunctionDecl *Function) const {
  const sp_callback *Callback = callback(Function);
  return Callback && Callback->kind == SP_CALLBACK_OF_MESSAGE &&
         Function->getNumParams() >= 2 && !asksForOtherMode();
}

int UnitFacts::heldSpinLock(const FunctionDecl *Function) const {
  const sp_callback *Callback = callback(Function);
  if (!Callback || Function->getNumParams() < 1)
    return 0;
  return Callback->kind == SP_CALLBACK_OF_MESSAGE && asksForOtherMode()
             ? SP_INTERRUPT_LOCK
             : sp_callback_holds(Callback);
}

sp_beside UnitFacts::beside(const Decl *Function) const {
  const Node *N = find(Function);
  return N && N->Callback ? sp_callback_beside(N->Callback) : SP_BESIDE_UNKNOWN;
}

const sp_callback *UnitFacts::callback(const Decl *Function) const {
  return isEntryPoint(Function) ? find(Function)->Callback : nullptr;
}

bool UnitFacts::usesUnsupported(const Decl *Function) const {
  const Node *N = find(Function);
  return N && N->Unsupported;
}

void UnitFacts::gather(const Decl *D, llvm::DenseSet<const Decl *> &Seen,
                       WriteSet &Out) {
  llvm::SmallVector<const Decl *, 16> Work{D->getCanonicalDecl()};
  while (!Work.empty()) {
    const Decl *Next = Work.pop_back_val();
    if (!Seen.insert(Next).second)
      continue;
    const Node *N = find(Next);
    if (!N)
      continue;
    Out.add(N->Writes);
    Work.append(N->References.begin(), N->References.end());
    for (QualType Type : N->IndirectCalls)
      Out.add(writesThroughPointer(Type));
  }
}

const WriteSet &UnitFacts::writes(const FunctionDecl *Function) {
  auto [It, New] = Closed.try_emplace(Function->getCanonicalDecl());
  if (New) {
    WriteSet Out;
    llvm::DenseSet<const Decl *> Seen;
    gather(Function, Seen, Out);
    Closed[Function->getCanonicalDecl()] = std::move(Out);
  }
  return Closed[Function->getCanonicalDecl()];
}

bool UnitFacts::writesDeciding(const FunctionDecl *Function) {
  const WriteSet &Out = writes(Function);
  auto Decides = [this](const Decl *D) { return isDeciding(D); };
  return !Out.Records.empty() || !Out.Pointees.empty() ||
         llvm::any_of(Out.Fields, Decides) ||
         llvm::any_of(Out.Globals, Decides);
}

const WriteSet &UnitFacts::writesThroughPointer(QualType FunctionType) {
  const FunctionProtoType *Prototype = prototypeOf(FunctionType);
  const Type *Key = Prototype;
  auto [It, New] = ClosedPointers.try_emplace(Key);
  if (!New || !Prototype)
    return It->second;
  WriteSet Out;
  llvm::DenseSet<const Decl *> Seen;
  llvm::SmallVector<const FunctionDecl *, 8> Targets;
  for (const auto &Entry : Nodes)
    if (Entry.second.AddressTaken)
      if (const auto *Function = dyn_cast<FunctionDecl>(Entry.first))
        if (takesSameParameters(Prototype, Function))
          Targets.push_back(Function);
  for (const FunctionDecl *Function : Targets)
    gather(Function, Seen, Out);
  return ClosedPointers[Key] = std::move(Out);
}

} // namespace spinpair
