//===- Calls.cpp - Calls of functions and routines ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers calls: of code that the program may have, of builtins, and of routines
// of the port driver that take no lock.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../../analyzer/CallModels.h"
#include "../../analyzer/Compat.h"
#include "../../analyzer/reports/Reports.h"

#include "spinpair/limits.h"
#include "spinpair/memory_calls.h"

#include "clang/AST/ASTContext.h"
#include "clang/Basic/Builtins.h"
#include "llvm/Support/SaveAndRestore.h"

#include <functional>

using namespace clang;

namespace spinpair::lowering {

/// Is \p E a variable, so that its class is the one it is declared with?
static bool isOfKnownClass(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->getType()->isRecordType();
}

/// Does the routine return memory that nobody else knows of yet?
static bool allocates(const sp_routine *Row) {
  return Row && sp_memory_made_by(Row->name) == SP_RESULT;
}

/// Does it come back to where setjmp was called, or mark the place?
static bool jumpsAway(const FunctionDecl *Callee) {
  static const char *const Jumps[] = {
      "setjmp",  "_setjmp",  "_setjmpex",        "__builtin_setjmp",
      "longjmp", "_longjmp", "__builtin_longjmp"};
  return Callee && Callee->getIdentifier() &&
         (Callee->hasAttr<ReturnsTwiceAttr>() ||
          llvm::is_contained(Jumps, Callee->getName()));
}

/// Is argument \p I of the call surely this number?
static bool isNumber(const CallExpr *Call, unsigned I, int64_t Number,
                     const ASTContext &Context) {
  Expr::EvalResult Known;
  return I < Call->getNumArgs() && !Call->getArg(I)->isValueDependent() &&
         Call->getArg(I)->EvaluateAsInt(Known, Context) &&
         Known.Val.getInt() == Number;
}

/// Is it an interlocked operation that leaves the number as it is, and is there
/// to read it, of a cell that has the type of the result? What is volatile is
/// another number each time.
static bool readsOnly(const CallExpr *Call, const FunctionDecl *Callee,
                      const ASTContext &Context) {
  const sp_memory_call *Does = memoryCall(Callee);
  if (!Does || Does->by_one || Call->getNumArgs() < 2)
    return false;
  const QualType Cell =
      Call->getArg(0)->IgnoreParenCasts()->getType()->getPointeeType();
  if (Cell.isNull() || Cell.isVolatileQualified() ||
      !Cell->isIntegralOrEnumerationType() ||
      !Context.hasSameUnqualifiedType(Cell, Call->getType()))
    return false;
  auto Is = [&](unsigned I, int64_t Number) {
    return isNumber(Call, I, Number, Context);
  };
  switch (Does->kind) {
  case SP_MEMORY_COMPARE_EXCHANGE: {
    Expr::EvalResult New;
    return !Call->getArg(1)->isValueDependent() &&
           Call->getArg(1)->EvaluateAsInt(New, Context) &&
           Is(2, New.Val.getInt().getExtValue());
  }
  case SP_MEMORY_ADD:
  case SP_MEMORY_SUBTRACT:
  case SP_MEMORY_OR:
  case SP_MEMORY_XOR:
    return Is(1, 0);
  case SP_MEMORY_AND:
    return Is(1, -1);
  default:
    return false;
  }
}

void FunctionExtractor::call(const CallExpr *Call) {
  SourceLocation Where = Call->getBeginLoc();
  if (Call->isTypeDependent() ||
      isa<CXXPseudoDestructorExpr>(Call->getCallee()))
    return;
  const FunctionDecl *Callee = calleeOf(Call);
  bool Virtual = false;
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee))
    if (const auto *Member =
            dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens()))
      Virtual = Method->isVirtual() && !Member->hasQualifier() &&
                !Method->hasAttr<FinalAttr>() &&
                !isOfKnownClass(Member->getBase());

  const sp_routine *Row = routineOf(Callee);
  LockCall Lock = readLockCall(Callee, Call);
  unsigned Builtin = Callee ? Callee->getBuiltinID() : 0;
  bool Extended = !Lock && Row && mayBeLockCall(Callee, Call);
  bool HasBody = Callee && Callee->hasBody();

  bool Seen = Lock || isStated(Callee) || allocates(Row) ||
              (Row && Row->runs != SP_NO_ARGUMENT) ||
              (!Row && !(Builtin && !HasBody));
  sp_node Result = SP_NO_NODE;
  if (const Home *Known = Objects.of(Call))
    Result = placeOf(*Known);
  else if (auto It = Notes.Targets.find(Call); It != Notes.Targets.end())
    Result = variable(It->second);
  else if (Seen && Notes.Used.count(Call) && !Call->getType()->isVoidType())
    Result = temporary(Call);

  if (Extended)
    return callChosen(Call, Row, Result);
  if (Callee && Callee->getIdentifier() &&
      Callee->getName() == "ExTryConvertSharedSpinLockExclusive")
    unsupported("a shared lock that may become an exclusive one", Where);
  if (jumpsAway(Callee))
    unsupported("a jump from one function into another", Where);
  if (Lock)
    return callLock(Lock, Result);
  if (readsOnly(Call, Callee, Context)) {
    if (Result == SP_NO_NODE && Notes.Used.count(Call))
      Result = temporary(Call);
    if (Result != SP_NO_NODE)
      set(Result, load(pointee(value(Call->getArg(0)))), Where);
    return;
  }
  endArgument(Call, Callee);
  if (Row) {
    callRoutine(Call, Row, Result);
    return callKeeping(Call, Callee);
  }
  if (RoutineUse Use = readRoutineUse(Callee, Call)) // one that a user limits
    add(SP_ROUTINE, Where).Data.text =
        sp_program_intern(Program, Use.Row == annotatedLimit(Callee)
                                       ? sp_routine_annotated(Use.Row->max_irql)
                                       : Use.Row->name);
  if (const Expr *Assumed = assumedBy(Callee, Call)) {
    if (!Assumed->HasSideEffects(Context)) // or compilers look at nothing
      assume(value(Assumed), Where);
    return;
  }
  if (Builtin && !HasBody)
    return callBuiltin(Call, Callee, Result);
  callCode(Call, Callee, Virtual, Result);
  callKeeping(Call, Callee);
}

/// A call by a function code that is no constant: whichever one it is, by what
/// is known of it on the path.
void FunctionExtractor::callChosen(const CallExpr *Call, const sp_routine *Row,
                                   sp_node Result) {
  const SourceLocation Where = Call->getBeginLoc();
  const Expr *Given = Call->getArg(0);
  auto EnumOf = [](QualType Type) {
    const TagDecl *Tag = Type->getAsTagDecl();
    return dyn_cast_or_null<EnumDecl>(Tag ? Tag->getDefinition() : nullptr);
  };
  const EnumDecl *Codes = EnumOf(Given->IgnoreParenCasts()->getType());
  if (!Codes)
    Codes = EnumOf(Given->getType());
  const sp_node Code = value(Given);
  if (!Codes || is(Code, SP_UNKNOWN_VALUE))
    unsupported("a function code that is unknown", Where);
  if (!Codes) {
    if (Result != SP_NO_NODE)
      forget(Result, Where);
    return;
  }
  // The search takes what it does not know for no lock routine: behind a branch
  // that nobody takes, the step tells a reader why that is not trusted.
  branch(
      number(0), Where,
      [&] { unsupported("a function code that is no constant", Where); },
      [] {});
  llvm::SmallVector<std::pair<int64_t, LockCall>, 2> Locks;
  for (const EnumConstantDecl *Each : Codes->enumerators()) {
    const llvm::APSInt Value = Each->getInitVal();
    if (const LockCall Lock = readLockCall(calleeOf(Call), Call, &Value))
      Locks.push_back({Value.getExtValue(), Lock});
  }
  std::function<void(size_t)> From = [&](size_t I) {
    if (I == Locks.size())
      return callRoutine(Call, Row, Result);
    branch(
        operation(SP_EQ, Code, number(Locks[I].first)), Where,
        [&] { callLock(Locks[I].second, Result); }, [&] { From(I + 1); });
  };
  From(0);
}

void FunctionExtractor::callBuiltin(const CallExpr *Call,
                                    const FunctionDecl *Callee,
                                    sp_node Result) {
  SourceLocation Where = Call->getBeginLoc();
  if (Callee->getBuiltinID() == Builtin::BI__builtin_expect) {
    if (Result != SP_NO_NODE)
      set(Result, value(Call->getArg(0)), Where);
    return;
  }
  // Whoever tests an interlocked word may have made a lock of it.
  if (Notes.Used.count(Call) && Callee->getIdentifier() &&
      Callee->getName().contains("nterlocked"))
    callNamed("an interlocked operation", Where);
  sp_node Known = Result == SP_NO_NODE ? SP_NO_NODE : constant(Call);
  forgetArguments(Call, SP_NO_ARGUMENT);
  putPointer(Call, Callee);
  if (Result != SP_NO_NODE)
    set(Result, Known == SP_NO_NODE ? any() : Known, Where);
}

/// Code that is not seen may write numbers where \p Given leads, of value
/// \p Pointer: what it leads to may have been of another type before a
/// conversion.
void FunctionExtractor::forgetNumbersAt(const Expr *Given, sp_node Pointer) {
  if (!Given->getType()->isAnyPointerType())
    return;
  const QualType To = Given->getType()->getPointeeType();
  if (To->isScalarType() && !To->isVoidType() && !To.isConstQualified() &&
      !is(Pointer, SP_ADDRESS) && !is(Pointer, SP_INT))
    forget(pointee(Pointer), Given->getBeginLoc(), To);
}

/// A call of code that is in the program, or may be.
void FunctionExtractor::callCode(const CallExpr *Call,
                                 const FunctionDecl *Callee, bool Virtual,
                                 sp_node Result) {
  SourceLocation Where = Call->getBeginLoc();
  llvm::SmallVector<sp_node, 6> Arguments;
  argumentsOf(Call, Callee, Arguments);
  for (sp_node Argument : Arguments)
    exposeValue(Argument, QualType());
  // Of what va_arg finds, nobody knows which argument it was.
  for (unsigned I = Callee ? Callee->getNumParams() : Call->getNumArgs();
       I < Call->getNumArgs(); ++I)
    if (const QualType To = Call->getArg(I)->getType()->getPointeeType();
        Call->getArg(I)->getType()->isAnyPointerType()) {
      noteEscapes(value(Call->getArg(I)));
      if (const RecordDecl *Record = To->getAsRecordDecl())
        Aliasing.exposeRecord(Record, VoidPointers::Variadic);
    }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
      Operator && Operator->isAssignmentOp() && Call->getNumArgs() == 2 &&
      hasEffects(Call->getArg(0)) && hasEffects(Call->getArg(1)))
    unsupported("an assignment whose operands both have effects", Where);
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
      Method && Method->isTrivial() && Arguments.size() == 2 &&
      (Method->isCopyAssignmentOperator() ||
       Method->isMoveAssignmentOperator())) {
    endMemory(Arguments[0], compat::typeOf(Context, Method->getParent()),
              std::nullopt, Where);
    copyObject(pointee(Arguments[0]), pointee(Arguments[1]),
               compat::typeOf(Context, Method->getParent()), Where);
    if (Result != SP_NO_NODE)
      set(Result, Arguments[0], Where);
    return;
  }
  // A function of a header must be lowered alike in each unit, whatever bodies
  // that has.
  const bool IsOwn = Context.getSourceManager().isInMainFile(
      Context.getSourceManager().getExpansionLoc(Function->getLocation()));
  const size_t First = Arguments.size() - Call->getNumArgs(); // its object
  if (!IsOwn || !Callee || !Callee->hasBody())
    for (unsigned I = 0; I < Call->getNumArgs(); ++I)
      forgetNumbersAt(Call->getArg(I), Arguments[First + I]);
  callCallee(Call, Callee, Virtual, Result, Arguments);
  if (fillsMemory(Callee) && Callee->hasBody() && Call->getNumArgs())
    forgetArguments(Call, SP_NO_ARGUMENT);
  forgetBeyondArguments(Call);
}

/// Adds the step of a call, by name or through a pointer.
void FunctionExtractor::callCallee(const CallExpr *Call,
                                   const FunctionDecl *Callee, bool Virtual,
                                   sp_node Result,
                                   llvm::ArrayRef<sp_node> Arguments) {
  SourceLocation Where = Call->getBeginLoc();
  // Through a pointer to a member function.
  const MemberPointerType *ToMember = nullptr;
  if (const auto *Of =
          dyn_cast<BinaryOperator>(Call->getCallee()->IgnoreParens());
      !Callee && Of && Of->isPtrMemOp())
    ToMember = Of->getRHS()->getType()->getAs<MemberPointerType>();
  if (ToMember)
    if (const CXXRecordDecl *Class = ToMember->getMostRecentCXXRecordDecl();
        !Class || !Class->hasDefinition() || Class->isPolymorphic())
      unsupported("a pointer to a member of a class with virtual functions",
                  Where);
  sp_node Pointer = SP_NO_NODE;
  if (!Callee || Virtual)
    Pointer =
        Virtual || (isa<CXXMemberCallExpr>(Call) && !ToMember) ? any()
        : ToMember
            ? value(cast<BinaryOperator>(Call->getCallee()->IgnoreParens())
                        ->getRHS())
            : value(Call->getCallee());
  // A structure that is returned may be known by its members only.
  if (Result != SP_NO_NODE && Call->getType()->isRecordType())
    forget(Result, Where);
  Step &S =
      Pointer == SP_NO_NODE ? callFunction(Callee, Where) : add(SP_CALL, Where);
  if (Pointer != SP_NO_NODE) {
    if (is(Pointer, SP_INT))
      Pointer = any();
    S.Data.callee = Pointer;
    if (!is(Pointer, SP_FUNCTION))
      S.Data.signature = sp_program_intern(
          Program, (Virtual    ? Named.signature(Callee)
                    : ToMember ? Named.signature(ToMember)
                               : Named.signature(Call->getCallee()->getType()))
                       .c_str());
  }
  S.Data.target = Result;
  S.Arguments.assign(Arguments.begin(), Arguments.end());
}

/// The arguments as the callee's parameters have them, its object first.
void FunctionExtractor::argumentsOf(const CallExpr *Call,
                                    const FunctionDecl *Callee,
                                    llvm::SmallVectorImpl<sp_node> &Arguments) {
  // The function type that the arguments were converted to.
  QualType Type = Callee ? Callee->getType() : Call->getCallee()->getType();
  if (Type->isPointerType() || Type->isReferenceType())
    Type = Type->getPointeeType();
  const auto *Prototype = Type->getAs<FunctionProtoType>();
  unsigned First = 0;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    if (Object)
      Arguments.push_back(Object->getType()->isAnyPointerType()
                              ? value(Object)
                              : addressOf(place(Object)));
  } else if (isa<CXXOperatorCallExpr>(Call) &&
             isa_and_nonnull<CXXMethodDecl>(Callee) &&
             !cast<CXXMethodDecl>(Callee)->isStatic()) {
    Arguments.push_back(addressOf(place(Call->getArg(0))));
    First = 1;
  }
  for (unsigned I = First; I < Call->getNumArgs(); ++I)
    Arguments.push_back(
        argumentFor(Call->getArg(I),
                    Prototype && I - First < Prototype->getNumParams() &&
                        Prototype->getParamType(I - First)->isReferenceType()));
}

/// A call of code that is not in the program and does nothing to locks.
void FunctionExtractor::callBalanced(const CallExpr *Call, sp_node Result) {
  llvm::SmallVector<sp_node, 6> Arguments;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    if (const Expr *Object = Member->getImplicitObjectArgument())
      Arguments.push_back(argumentFor(
          Object, /*ByReference=*/!Object->getType()->isAnyPointerType()));
  const FunctionDecl *Callee = Call->getDirectCallee();
  for (unsigned I = 0; I < Call->getNumArgs(); ++I)
    Arguments.push_back(
        argumentFor(Call->getArg(I),
                    Callee && I < Callee->getNumParams() &&
                        Callee->getParamDecl(I)->getType()->isReferenceType()));
  Step &S = add(SP_CALL, Call->getBeginLoc());
  // Under a name that no function has, whoever has a body for it.
  S.Data.callee = make(SP_FUNCTION, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE,
                       "a balanced function");
  S.Data.target = Result;
  S.Arguments.assign(Arguments.begin(), Arguments.end());
}

/// Is \p E a call of a routine that says which IRQL the processor is at?
static bool findsIrql(const Expr *E) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(E ? E->IgnoreParenImpCasts() : nullptr);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->getIdentifier() &&
         sp_routine_finds_irql(Callee->getName().str().c_str());
}

/// What the expression is the address of, `x` of `&x`; null if it is none.
static const Expr *addressed(const Expr *E) {
  const auto *Address =
      dyn_cast_or_null<UnaryOperator>(E ? E->IgnoreParenImpCasts() : nullptr);
  return Address && Address->getOpcode() == UO_AddrOf
             ? Address->getSubExpr()->IgnoreParens()
             : nullptr;
}

/// Counts the uses of a variable, and those that put an IRQL there at which the
/// processor is found, or only read it.
static void countIrqlUses(const Stmt *S, const VarDecl *Var, unsigned &All,
                          unsigned &Good) {
  if (!S)
    return;
  auto Names = [Var](const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
    return Ref && Ref->getDecl() == Var;
  };
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    All += Ref->getDecl() == Var;
  else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S))
    Good +=
        Cast->getCastKind() == CK_LValueToRValue && Names(Cast->getSubExpr());
  else if (const auto *Assign = dyn_cast<BinaryOperator>(S)) {
    const Expr *To = Assign->getLHS()->IgnoreParens();
    if (const auto *Deref = dyn_cast<UnaryOperator>(To)) // as macros write it
      if (Deref->getOpcode() == UO_Deref)
        if (const Expr *Cell = addressed(Deref->getSubExpr()))
          To = Cell;
    Good += Assign->getOpcode() == BO_Assign && Names(To) &&
            findsIrql(Assign->getRHS());
  } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const StringRef Name =
        Callee && Callee->getIdentifier() ? Callee->getName() : "";
    const Expr *Cell = Name == "KeRaiseIrql" && Call->getNumArgs() > 1
                           ? addressed(Call->getArg(1))
                           : nullptr;
    Good += Cell && Names(Cell);
  }
  for (const Stmt *Part : S->children())
    countIrqlUses(Part, Var, All, Good);
}

/// Is \p E a local variable that only ever has an IRQL at which this run of the
/// function found the processor?
bool FunctionExtractor::isFoundIrql(const Expr *E) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || !Var->hasLocalStorage() || isa<ParmVarDecl>(Var) ||
      Var->getDeclContext() != Function)
    return false;
  unsigned All = 0, Good = 0;
  countIrqlUses(Function->getBody(), Var, All, Good);
  return All == Good && (!Var->getInit() || findsIrql(Var->getInit()));
}

/// Does code that \p S calls, or the caller, come to know what is in a variable
/// with an IRQL? Routines do not keep it, and a condition only looks.
static bool tellsOthers(const Stmt *S, const VarDecl *Var) {
  auto Names = [Var](const Stmt *Part) {
    const auto *E = dyn_cast_or_null<Expr>(Part);
    const auto *Ref =
        E ? dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()) : nullptr;
    return Ref && Ref->getDecl() == Var;
  };
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() == Var;
  const auto *Call = dyn_cast<CallExpr>(S);
  const auto *Of = dyn_cast<BinaryOperator>(S);
  const bool IsRoutine = Call && routineOf(Call->getDirectCallee()),
             Looks = Of && (Of->isComparisonOp() || Of->isLogicalOp());
  for (const Stmt *Part : S->children()) {
    const bool IsSlot = Names(addressed(dyn_cast_or_null<Expr>(Part)));
    if ((IsRoutine && (IsSlot || Names(Part))) || (Looks && Names(Part)) ||
        (isa<IfStmt>(S) && Names(Part)) ||
        (Of && Of->isAssignmentOp() && Part == Of->getLHS() && Names(Part)))
      continue;
    if (tellsOthers(Part, Var))
      return true;
  }
  return false;
}

/// Does a call that raises the IRQL put what it found into a local variable
/// alone, of which nobody else is told?
bool FunctionExtractor::keepsFoundIrql(const CallExpr *Call) const {
  const Expr *Slot = Call->getNumArgs() == 2
                         ? Call->getArg(1)->IgnoreParenImpCasts()
                         : nullptr;
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(addressed(Slot));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (auto It = Notes.Targets.find(Call); !Slot && It != Notes.Targets.end())
    Var = It->second;
  else if (!Slot && !Notes.Used.count(Call))
    return true; // nobody knows
  return Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) &&
         Var->getDeclContext() == Function &&
         !tellsOthers(Function->getBody(), Var);
}

/// A routine that an argument limits more than others: where it may.
void FunctionExtractor::limitByValue(const CallExpr *Call, const char *Name) {
  const SourceLocation Where = Call->getBeginLoc();
  const sp_limit *By = sp_limit_by_value(Name);
  if (!By || By->argument >= static_cast<int>(Call->getNumArgs()))
    return;
  const char *Limited = By->row.name;
  auto Limit = [&] {
    add(SP_ROUTINE, Where).Data.text = sp_program_intern(Program, Limited);
  };
  if (By->argument < 0) { // it brings the IRQL down
    if (Call->getNumArgs() && isFoundIrql(Call->getArg(0)))
      Limited = SP_RESTORES_IRQL;
    return Limit();
  }
  const Expr *Given = Call->getArg(static_cast<unsigned>(By->argument));
  sp_node Asks = value(Given);
  if (is(Asks, SP_INT))
    return; // the use of the routine tells, see readRoutineUse()
  if (Given->getType()->isAnyPointerType()) {
    const QualType To = Given->getType()->getPointeeType();
    const FieldDecl *Whole = spinpair::fieldOf(To, "QuadPart");
    const sp_node Time = Whole                 ? fieldOf(pointee(Asks), Whole)
                         : To->isIntegerType() ? pointee(Asks)
                                               : SP_NO_NODE;
    Asks = Time == SP_NO_NODE
               ? any()
               : operation(SP_OR, operation(SP_NOT, Asks), load(Time));
  } else if (By->mask) {
    Asks = operation(SP_BITAND, Asks, number(By->mask));
  }
  branch(Asks, Where, Limit, [] {});
}

/// The member by which a counted string or a bitmap, of type \p Header, leads
/// to its buffer; null of others.
static const FieldDecl *bufferOf(QualType Header) {
  const RecordDecl *Record = Header->getAsRecordDecl();
  const StringRef Name = Record ? Record->getName() : "";
  return Name == "_RTL_BITMAP" || Name == "_UNICODE_STRING" || Name == "_STRING"
             ? spinpair::fieldOf(Header, "Buffer")
             : nullptr;
}

/// The text of a counted string, and the bits of a bitmap, are in memory that a
/// header leads to: some routines say where, and the others that may write what
/// they are given write there.
void FunctionExtractor::writeBuffers(const CallExpr *Call,
                                     const FunctionDecl *Callee) {
  const std::string Name = Callee->getName().str();
  if (sp_routine_only_looks(Name.c_str()))
    return;
  const SourceLocation Where = Call->getBeginLoc();
  for (unsigned I = 0; I < Callee->getNumParams() && I < Call->getNumArgs();
       ++I) {
    const QualType Header =
        Callee->getParamDecl(I)->getType()->getPointeeType();
    const FieldDecl *Buffer = Header.isNull() || Header.isConstQualified()
                                  ? nullptr
                                  : bufferOf(Header);
    if (!Buffer)
      continue;
    const sp_node Place = fieldOf(pointee(value(Call->getArg(I))), Buffer);
    if (I == 0 && Call->getNumArgs() > 1 && sp_buffer_kept_by(Name.c_str()))
      return set(Place, value(Call->getArg(1)), Where);
    forget(pointee(load(Place)), Where, Buffer->getType()->getPointeeType());
  }
}

/// A function that is not seen keeps pointers that it is given, or writes where
/// one leads that was kept.
void FunctionExtractor::callKeeping(const CallExpr *Call,
                                    const FunctionDecl *Callee) {
  if (!Callee || !Callee->getIdentifier() || Callee->hasBody())
    return;
  const uint32_t Kept = sp_memory_kept_by(Callee->getName().str().c_str());
  for (unsigned I = 0; I < Call->getNumArgs() && I < 32; ++I)
    if (Kept >> I & 1)
      noteEscapes(value(Call->getArg(I)));
  writeBuffers(Call, Callee);
}

constexpr int64_t DispatchLevel = 2;

void FunctionExtractor::callRoutine(const CallExpr *Call, const sp_routine *Row,
                                    sp_node Result) {
  llvm::SaveAndRestore<bool> Outside(InRoutine, true);
  SourceLocation Where = Call->getBeginLoc();
  if (Row->effect == SP_EFFECT_FAILS) {
    add(SP_ABANDON, Where);
    return;
  }
  auto Text = [&](const Expr *E) { return sourceText(E, Context); };
  const char *Name = Row->name;
  if (RoutineUse Use = readRoutineUse(calleeOf(Call), Call)) {
    if (!sp_limit_is_named(Use.Row->name))
      Name = Use.Row->name;
    add(SP_ROUTINE, Where).Data.text =
        sp_program_intern(Program, Use.Row->name);
  }
  limitByValue(Call, Name);
  if (Row->stated & SP_STATED)
    return callBalanced(Call, Result);
  // The survey wants to know of locks of other kinds.
  const int Excludes = sp_routine_excludes(Name);
  if (Excludes)
    callNamed(Name, Where);
  if (Row->runs != SP_NO_ARGUMENT &&
      static_cast<unsigned>(Row->runs) < Call->getNumArgs()) {
    if (Row->message != SP_NO_ARGUMENT &&
        static_cast<unsigned>(Row->message) < Call->getNumArgs()) {
      const Expr *Of = Call->getArg(static_cast<unsigned>(Row->message));
      withLock(Row->kind, value(Of), "spin lock '" + Text(Of) + "'", Where,
               [&] { runCallback(Call, Row, Result); });
    } else {
      runCallback(Call, Row, Result);
    }
    if (Excludes)
      callNamed("KeReleaseInterruptSpinLock", Where);
    return;
  }
  if (const LockCall Brief = readBriefLock(calleeOf(Call), Call)) {
    auto Take = [&] {
      withLock(Brief.kind(), lockObject(Brief), spinLockName(Brief, Text),
               Where, [] {});
    };
    if (Brief.onlyIf())
      branch(value(Brief.onlyIf()), Where, Take, [] {});
    else
      Take();
  }
  const int Handle = sp_handle_made_by(Row->name);
  const bool MakesHandle =
      Handle >= 0 && static_cast<unsigned>(Handle) < Call->getNumArgs();
  const char *Member = sp_routine_writes_member(Row->name);
  forgetArguments(Call, MakesHandle ? Handle : Member ? 0 : Row->adapter);
  if (Member && Call->getNumArgs())
    if (const FieldDecl *Field = spinpair::fieldOf(
            Call->getArg(0)->getType()->getPointeeType(), Member))
      forget(fieldOf(pointee(value(Call->getArg(0))), Field), Where);
  if (MakesHandle)
    callNamed(SP_FRESH_MEMORY, Where).Data.target =
        pointee(value(Call->getArg(static_cast<unsigned>(Handle))));
  putPointer(Call, calleeOf(Call));
  const bool ToDispatch = sp_routine_sets_dispatch(Name);
  if (ToDispatch || (sp_routine_sets_irql(Name) && Call->getNumArgs())) {
    sp_node To = ToDispatch ? number(DispatchLevel) : value(Call->getArg(0));
    Step &Set = add(SP_ROUTINE, Where);
    const bool Resets = !ToDispatch && isFoundIrql(Call->getArg(0)),
               Raises = sp_routine_raises_irql(Name);
    Set.Data.text = sp_program_intern(Program, Resets ? SP_RESETS_IRQL
                                               : Raises && keepsFoundIrql(Call)
                                                   ? SP_RAISES_IRQL
                                                   : SP_SETS_IRQL);
    Set.Arguments = {To};
  }
  if (const int Made = sp_memory_made_by(Row->name);
      Made >= 0 && static_cast<unsigned>(Made) < Call->getNumArgs())
    if (sp_node Given =
            pointee(value(Call->getArg(static_cast<unsigned>(Made))));
        variableIn(Given) >= 0)
      callNamed(SP_FRESH_MEMORY, Where).Data.target = Given;
  if (Result != SP_NO_NODE && allocates(Row))
    callNamed(SP_FRESH_MEMORY, Where).Data.target = Result;
  else if (Result != SP_NO_NODE)
    forget(Result, Where);
}

/// What is put where the first argument leads, or comes back from a builtin, as
/// from __builtin_assume_aligned, is found again without the call.
void FunctionExtractor::putPointer(const CallExpr *Call,
                                   const FunctionDecl *Callee) {
  const std::string Name = Callee->getNameAsString();
  const unsigned Count = Call->getNumArgs();
  const bool Exchanges = sp_routine_exchanges_pointer(Name.c_str());
  if (Name.find("nterlocked") != std::string::npos)
    for (const Expr *Given : Call->arguments())
      value(Given); // tells of a number that was made from an address
  if (!Exchanges && !(Callee->getBuiltinID() && Notes.Used.count(Call) &&
                      Call->getType()->isAnyPointerType()))
    return;
  for (unsigned I = Exchanges ? 1 : 0; I < Count; ++I)
    noteEscapes(value(Call->getArg(I)));
  const bool IsSync = Name.rfind("__sync_", 0) == 0;
  if (!Exchanges || Count != 2 ||
      (IsSync && Name.rfind("__sync_lock_test_and_set", 0) != 0))
    return;
  // What others can reach, they may exchange again.
  const sp_node Place = pointee(value(Call->getArg(0)));
  if (variableIn(Place) >= 0)
    set(Place, value(Call->getArg(1)), Call->getBeginLoc());
}

/// A call of a routine that runs a function that it is given.
void FunctionExtractor::runCallback(const CallExpr *Call, const sp_routine *Row,
                                    sp_node Result) {
  SourceLocation Where = Call->getBeginLoc();
  doubtSearch(); // it does not step into what it does not see called
  const unsigned Runs = static_cast<unsigned>(Row->runs);
  const Expr *Callback = Call->getArg(Runs);
  QualType Type = Callback->IgnoreParenCasts()->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const auto *Prototype = Type->getAs<FunctionProtoType>();
  sp_node Given =
      Runs + 1 < Call->getNumArgs() ? value(Call->getArg(Runs + 1)) : any();
  llvm::SmallVector<sp_node, 2> Arguments;
  if (!Prototype || Prototype->getNumParams() != 1)
    Arguments.push_back(Row->adapter != SP_NO_ARGUMENT &&
                                static_cast<unsigned>(Row->adapter) <
                                    Call->getNumArgs()
                            ? value(Call->getArg(Row->adapter))
                            : any());
  Arguments.push_back(Given);
  const FunctionDecl *Known = constantCallee(Callback);
  sp_node Target = Known ? SP_NO_NODE : value(Callback);
  Step &S = Known ? callFunction(Known, Where) : add(SP_CALL, Where);
  if (!Known) {
    S.Data.callee = Target;
    S.Data.signature =
        sp_program_intern(Program, Named.signature(Type).c_str());
  }
  S.Data.target = Result;
  S.Arguments.assign(Arguments.begin(), Arguments.end());
}

void FunctionExtractor::callAll(llvm::ArrayRef<const FunctionDecl *> Named) {
  for (const FunctionDecl *Callee : Named)
    callFunction(Callee, Function->getLocation())
        .Arguments.assign(Callee->getNumParams(), any());
}

Step &FunctionExtractor::callFunction(const FunctionDecl *Callee,
                                      SourceLocation Where) {
  return callNamed(Named.function(Callee).c_str(), Where);
}

Step &FunctionExtractor::callNamed(const char *Name, SourceLocation Where) {
  Step &S = add(SP_CALL, Where);
  S.Data.callee = make(SP_FUNCTION, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE, Name);
  return S;
}

/// Where the value of a call is, or SP_NO_NODE if nobody knows it.
sp_node FunctionExtractor::resultOf(const CallExpr *Call) {
  if (const Home *Known = Objects.of(Call))
    return placeOf(*Known);
  if (auto It = Notes.Targets.find(Call); It != Notes.Targets.end())
    return variable(It->second);
  auto It = Temporaries.find(Call);
  return It == Temporaries.end() ? SP_NO_NODE : It->second;
}

} // namespace spinpair::lowering
