//===- LockCalls.cpp - Calls of routines that the tables know -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads calls of lock routines, and of routines that a lock rules out, by the
// rows of the routine table.
//
//===----------------------------------------------------------------------===//
#include "LockCalls.h"

#include "Annotations.h"

#include "../Plan.h"
#include "../Stated.h"

#include "spinpair/limits.h"
#include "spinpair/memory_calls.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

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

const EnumConstantDecl *functionCode(const Expr *Argument,
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

bool declaredAs(const FunctionDecl *Function, int Arity) {
  return Arity < 0 || static_cast<int>(Function->getNumParams()) == Arity ||
         !Function->hasPrototype();
}

const FieldDecl *fieldOf(QualType Type, StringRef Name) {
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
  if (const char *Member = sp_kind_lock_member(Lock.kind()))
    Lock.Inner =
        fieldOf(Callee->getParamDecl(0)->getType()->getPointeeType(), Member);
  return Lock;
}

LockCall readBriefLock(const FunctionDecl *Callee, const CallExpr *Call) {
  const sp_routine *Row = routineOf(Callee);
  if (!Row || !Call || Row->effect != SP_EFFECT_BRIEF ||
      !declaredAs(Callee, Row->arity) ||
      static_cast<int>(Call->getNumArgs()) != Row->arity)
    return {};
  return {Row, Call, 0};
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
  if (!Row)
    Row = annotatedLimit(Callee);
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
  // One that an argument limits more: where it is known to.
  const sp_limit *Limit = sp_limit_by_value(Use.Row->name);
  if (!Limit || Limit->argument < 0 ||
      Limit->argument >= static_cast<int>(Call->getNumArgs()))
    return Use;
  const unsigned Index = static_cast<unsigned>(Limit->argument);
  const Expr *Given = Call->getArg(Index);
  const ASTContext &Context = Callee->getASTContext();
  const int64_t Known = constantArgument(Call, Index, Context);
  if (Given->getType()->isAnyPointerType()
          ? Given->isNullPointerConstant(const_cast<ASTContext &>(Context),
                                         Expr::NPC_ValueDependentIsNotNull) !=
                Expr::NPCK_NotNull
          : Known > 0 && (!Limit->mask || (Known & Limit->mask)))
    Use.setRow(&Limit->row);
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
  if (Lock.isSingle())
    return sp_kind_name(Lock.kind());
  std::string Name = pointeeText(Lock.lockPointer(), Text);
  if (sp_kind_has_opaque(Lock.kind()) && Name.front() == '*')
    Name.erase(0, 1);
  return Name;
}

std::string spinLockName(const LockCall &Lock,
                         llvm::function_ref<std::string(const Expr *)> Text) {
  if (Lock.isSingle())
    return sp_kind_name(Lock.kind());
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
  return Row &&
         (sp_routine_is_extended(Row->name) ||
          sp_routine_is_notification(Row->name)) &&
         Call->getNumArgs() > 0 && !functionCode(Call->getArg(0), nullptr) &&
         !Call->getArg(0)->isIntegerConstantExpr(Callee->getASTContext());
}

bool fillsMemory(const FunctionDecl *Function) {
  if (!Function || !Function->getIdentifier())
    return false;
  const StringRef Name = Function->getName();
  if (const sp_memory_call *Does = sp_memory_call_named(Name.str().c_str()))
    return Does->kind == SP_MEMORY_SET || Does->kind == SP_MEMORY_FILL ||
           Does->kind == SP_MEMORY_ZERO || Does->kind == SP_MEMORY_COPY;
  // A driver's own: what else its body does is seen there.
  return Name.contains("Memory") && Function->hasBody();
}

bool namesSize(const Stmt *S) {
  return S && (isa<UnaryExprOrTypeTraitExpr>(S) ||
               llvm::any_of(S->children(), namesSize));
}

static bool isLength(const ParmVarDecl *Parameter) {
  const StringRef Name = Parameter->getName();
  return Parameter->getType()->isIntegerType() &&
         (Name.contains_insensitive("length") ||
          Name.contains_insensitive("size"));
}

bool isContextArgument(const FunctionDecl *Callee,
                       llvm::ArrayRef<const Expr *> Arguments, unsigned I) {
  if (!Callee || isStated(Callee) || fillsMemory(Callee) ||
      !Callee->getIdentifier() ||
      sp_routine_is_extended(Callee->getName().str().c_str()))
    return false;
  if (I < Callee->getNumParams() &&
      !Callee->getParamDecl(I)->getType()->isVoidPointerType())
    return false;
  const QualType Given = Arguments[I]->IgnoreParenCasts()->getType();
  const RecordDecl *Record = Given->isPointerType()
                                 ? Given->getPointeeType()->getAsRecordDecl()
                                 : nullptr;
  // What the headers declare may be what the routine is there to fill.
  if (!Record || Callee->getASTContext().getSourceManager().isInSystemHeader(
                     Record->getLocation()))
    return false;
  return llvm::none_of(Arguments, namesSize) &&
         llvm::none_of(Callee->parameters(), isLength);
}

} // namespace spinpair
