//===- Extract.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Extract.h"

#include "AliasFacts.h"
#include "Constructs.h"
#include "Damage.h"
#include "ResultObjects.h"
#include "VoidPointers.h"

#include "../analyzer/CallModels.h"
#include "../analyzer/Compat.h"
#include "../analyzer/Reports.h"
#include "../analyzer/UnitFacts.h"
#include "Names.h"
#include "Pointers.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/SaveAndRestore.h"

#include <algorithm>
#include <deque>
#include <set>

using namespace clang;

namespace spinpair {

namespace {

/// A range of cases wider than this is not listed.
constexpr unsigned MostCases = 256;
/// A structure with more members than this is forgotten through a pointer only
/// where it is known to be written.
constexpr unsigned FewMembers = 8;

const Expr *bare(const Expr *E) { return E->IgnoreParens(); }

/// An unnamed bit field: holds nothing.
bool isPadding(const FieldDecl *Field) {
  return Field->isBitField() && !Field->getIdentifier();
}

bool hasEffects(const Stmt *S) {
  if (!S)
    return false;
  if (isa<CallExpr, CXXConstructExpr, CXXNewExpr, CXXDeleteExpr, StmtExpr,
          AtomicExpr, CXXThrowExpr>(S))
    return true;
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S))
    return hasEffects(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
    return hasEffects(Default->getExpr());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return llvm::any_of(Lambda->capture_inits(), hasEffects);
  if (const auto *Binary = dyn_cast<BinaryOperator>(S))
    if (Binary->isAssignmentOp())
      return true;
  if (const auto *Unary = dyn_cast<UnaryOperator>(S))
    if (Unary->isIncrementDecrementOp())
      return true;
  return llvm::any_of(S->children(), hasEffects);
}

/// Is a value of the one type the same number as one of the other?
bool keepsValue(QualType From, QualType To, const ASTContext &Context) {
  if (!From->isIntegralOrEnumerationType() || !To->isIntegralOrEnumerationType())
    return true;
  return Context.getTypeSize(From) == Context.getTypeSize(To) &&
         From->isSignedIntegerOrEnumerationType() ==
             To->isSignedIntegerOrEnumerationType();
}

/// Are temporaries destroyed at the end of \p E, or variables of a statement
/// expression?
bool destroysAtEnd(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  return isa<CXXBindTemporaryExpr, DeclStmt>(S) ||
         llvm::any_of(S->children(), destroysAtEnd);
}

/// What has to be known of a body before its first step is written.
struct BodyNotes {
  /// Calls, assignments, `&&` and the like whose value somebody uses.
  llvm::DenseSet<const Expr *> Used;
  /// Operators whose first operand has to be kept: what comes later in the same
  /// expression may change it.
  llvm::DenseSet<const Stmt *> KeepsCondition;
  /// Reads of memory that come before something in the same expression that may
  /// write it.
  llvm::DenseSet<const Expr *> KeepsRead;
  /// Calls whose result goes nowhere but into a local variable.
  llvm::DenseMap<const Expr *, const VarDecl *> Targets;
  /// Variables that are written or have their address taken, beside their
  /// initialiser.
  llvm::DenseSet<const VarDecl *> Touched;
  llvm::SmallVector<const VarDecl *, 16> Locals;
  const char *Unsupported = nullptr;
  bool Throws = false;
};

class NoteTaker {
public:
  NoteTaker(BodyNotes &Notes, const ASTContext &Context)
      : Notes(Notes), Context(Context) {}

  void value(const Expr *E) { expression(E, true, false); }

  void statement(const Stmt *S) {
    if (!S)
      return;
    if (const auto *E = dyn_cast<Expr>(S))
      return expression(E, /*Used=*/false, /*Later=*/false);
    if (const auto *If = dyn_cast<IfStmt>(S)) {
      statement(If->getInit());
      statement(If->getConditionVariableDeclStmt());
      condition(If->getCond());
      statement(If->getThen());
      return statement(If->getElse());
    }
    if (const auto *While = dyn_cast<WhileStmt>(S)) {
      statement(While->getConditionVariableDeclStmt());
      condition(While->getCond());
      return statement(While->getBody());
    }
    if (const auto *Do = dyn_cast<DoStmt>(S)) {
      statement(Do->getBody());
      // The one condition whose operators clang does not turn into branches.
      return expression(Do->getCond(), true, false);
    }
    if (const auto *For = dyn_cast<ForStmt>(S)) {
      statement(For->getInit());
      statement(For->getConditionVariableDeclStmt());
      condition(For->getCond());
      statement(For->getInc());
      return statement(For->getBody());
    }
    if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
      statement(Switch->getInit());
      statement(Switch->getConditionVariableDeclStmt());
      expression(Switch->getCond(), true, false);
      return statement(Switch->getBody());
    }
    if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
      if (Return->getRetValue())
        expression(Return->getRetValue(), true, false);
      return;
    }
    if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          variable(Var);
      return;
    }
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
      statement(Range->getInit());
      statement(Range->getRangeStmt());
      statement(Range->getBeginStmt());
      statement(Range->getEndStmt());
      condition(Range->getCond());
      statement(Range->getInc());
      statement(Range->getLoopVarStmt());
      return statement(Range->getBody());
    }
    if (isa<SEHTryStmt>(S))
      Notes.Unsupported = "__try";
    else if (isa<CoroutineBodyStmt, CoreturnStmt>(S))
      Notes.Unsupported = "a coroutine";
    else if (isa<CXXTryStmt>(S))
      Notes.Unsupported = "try";
    else if (isa<IndirectGotoStmt>(S))
      Notes.Unsupported = "indirect goto";
    else if (const auto *Assembly = dyn_cast<GCCAsmStmt>(S)) {
      if (Assembly->isAsmGoto())
        Notes.Unsupported = "asm goto";
    }
    for (const Stmt *Child : S->children())
      statement(Child);
  }

private:
  void variable(const VarDecl *Var) {
    if (Var->hasLocalStorage())
      Notes.Locals.push_back(Var);
    const Expr *Init = Var->getInit();
    if (!Init)
      return;
    if (Var->hasLocalStorage())
      target(Var, Init);
    expression(Init, true, false);
  }

  void target(const VarDecl *Var, const Expr *Value) {
    if (!Var->getType()->isScalarType() && !Var->getType()->isRecordType())
      return;
    if (Var->getType()->isBooleanType() || Var->getType().isVolatileQualified())
      return;
    const Expr *Call = Value->IgnoreParenCasts();
    if (isa<CallExpr>(Call) && !Call->isGLValue() &&
        keepsValue(Call->getType(), Var->getType(), Context))
      Notes.Targets[Call] = Var;
  }

  void condition(const Expr *E) {
    if (!E)
      return;
    const Expr *Inner = bare(E);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Inner))
      if (Binary->isLogicalOp()) {
        condition(Binary->getLHS());
        return condition(Binary->getRHS());
      }
    expression(E, true, false);
  }

  /// \p Later: a later operand may change a condition; \p Change: it may change
  /// what is read here.
  void expression(const Expr *E, bool Used, bool Later, bool Change = false) {
    const Expr *Inner = bare(E);
    if (const auto *Cast = dyn_cast<CastExpr>(Inner)) {
      if (Cast->getCastKind() == CK_LValueToRValue) {
        if (Change)
          Notes.KeepsRead.insert(Cast);
        if (const auto *Ref = dyn_cast<DeclRefExpr>(bare(Cast->getSubExpr())))
          if (isa<VarDecl>(Ref->getDecl()))
            return;
      }
      return expression(Cast->getSubExpr(),
                        Used && Cast->getCastKind() != CK_ToVoid, Later,
                        Change);
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Inner)) {
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        Notes.Touched.insert(Var);
      if (const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl());
          Part && Part->getBinding())
        expression(Part->getBinding(), Used, Later, Change);
      return;
    }
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Inner)) {
      for (const Expr *Init : Lambda->capture_inits())
        if (Init)
          expression(Init, true, Later, Change);
      return;
    }
    if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Inner)) {
      if (Used)
        Notes.Used.insert(Inner);
      return expression(Default->getExpr(), true, Later, Change);
    }
    if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Inner)) {
      if (Used)
        Notes.Used.insert(Inner);
      return expression(Default->getExpr(), true, Later, Change);
    }
    if (const auto *Full = dyn_cast<ExprWithCleanups>(Inner))
      return expression(Full->getSubExpr(), Used, Later,
                        Change || destroysAtEnd(Full->getSubExpr()));
    if (isa<CoawaitExpr, CoyieldExpr>(Inner))
      Notes.Unsupported = "a coroutine";
    if (isa<CXXThrowExpr>(Inner))
      Notes.Throws = true;
    if (isa<UnaryExprOrTypeTraitExpr>(Inner))
      return;
    if (Used)
      Notes.Used.insert(Inner);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Inner)) {
      if (Binary->isLogicalOp()) {
        bool Rest = Later || Change || hasEffects(Binary->getRHS());
        if (Used && Rest)
          Notes.KeepsCondition.insert(Binary);
        if (Used)
          expression(Binary->getLHS(), true, Rest);
        else
          condition(Binary->getLHS());
        return expression(Binary->getRHS(), Used, Later, Change);
      }
      if (Binary->getOpcode() == BO_Comma) {
        expression(Binary->getLHS(), false, false);
        return expression(Binary->getRHS(), Used, Later, Change);
      }
      if (Binary->getOpcode() == BO_Assign)
        if (const auto *Ref = dyn_cast<DeclRefExpr>(bare(Binary->getLHS())))
          if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
            if (Var->hasLocalStorage() && !Var->getType()->isReferenceType())
              target(Var, Binary->getRHS());
      if (Binary->isAssignmentOp()) { // the right side comes first
        expression(Binary->getRHS(), true, Later,
                   Change || hasEffects(Binary->getLHS()));
        return expression(Binary->getLHS(), true, Later, Change);
      }
    }
    if (const auto *Either = dyn_cast<AbstractConditionalOperator>(Inner)) {
      bool Rest = Later || Change || hasEffects(Either->getTrueExpr()) ||
                  hasEffects(Either->getFalseExpr());
      if (Used && Rest)
        Notes.KeepsCondition.insert(Either);
      if (Used)
        expression(Either->getCond(), true, Rest);
      else
        condition(Either->getCond());
      expression(Either->getTrueExpr(), Used, Later, Change);
      return expression(Either->getFalseExpr(), Used, Later, Change);
    }
    if (const auto *Block = dyn_cast<StmtExpr>(Inner)) {
      const CompoundStmt *Body = Block->getSubStmt();
      for (const Stmt *Child : Body->body())
        if (Child == Body->body_back() && isa<Expr>(Child))
          expression(cast<Expr>(Child), Used, Later,
                     Change || destroysAtEnd(Body));
        else
          statement(Child);
      return;
    }
    // What is read before a later operand changes it.
    llvm::SmallVector<const Stmt *, 8> Children(Inner->child_begin(),
                                                Inner->child_end());
    llvm::SmallVector<bool, 8> Changes(Children.size(), Change);
    for (size_t I = Children.size(); I-- > 1;)
      Changes[I - 1] = Changes[I] || hasEffects(Children[I]);
    for (size_t I = 0; I < Children.size(); ++I)
      if (const auto *Operand = dyn_cast_or_null<Expr>(Children[I]))
        expression(Operand, true, Later, Changes[I]);
      else
        statement(Children[I]);
  }

  BodyNotes &Notes;
  const ASTContext &Context;
};

/// A step whose arguments have no home yet.
struct Step {
  sp_step Data{};
  llvm::SmallVector<sp_node, 4> Arguments;
};

//===----------------------------------------------------------------------===//
// One function
//===----------------------------------------------------------------------===//

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

class FunctionExtractor {
public:
  FunctionExtractor(ASTContext &Context, UnitFacts &Facts, Names &Named,
                    AliasFacts &Aliasing, sp_program *Program, const FunctionDecl *Function,
                    const DamagedFunction *Damage = nullptr)
      : Context(Context), Facts(Facts), Named(Named), Aliasing(Aliasing),
        Program(Program), Function(Function), Damage(Damage),
        Sources(Context.getSourceManager()), Voids(Function, Named) {}

  bool extract();

private:
  //===--- nodes ---===//
  sp_node make(sp_node_kind Kind, sp_node A = SP_NO_NODE,
               sp_node B = SP_NO_NODE, sp_node C = SP_NO_NODE,
               const char *Name = nullptr, int64_t Number = 0) {
    sp_node_data Data{};
    Data.kind = Kind;
    Data.name = Name;
    Data.number = Number;
    Data.a = A;
    Data.b = B;
    Data.c = C;
    return sp_program_node(Program, &Data);
  }
  const sp_node_data &data(sp_node N) const {
    return *sp_program_data(Program, N);
  }
  bool is(sp_node N, sp_node_kind Kind) const { return data(N).kind == Kind; }
  sp_node any() { return make(SP_UNKNOWN_VALUE); }
  sp_node anywhere() { return make(SP_DEREF, any()); }
  sp_node number(int64_t N) { return sp_program_int(Program, N); }
  sp_node load(sp_node Place) { return make(SP_LOAD, Place); }
  sp_node variablePlace(uint32_t Index) {
    return make(SP_VARIABLE, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE, nullptr,
                Index);
  }
  sp_node fieldOf(sp_node Place, const FieldDecl *Field) {
    if (Field->getParent()->isUnion())
      Aliasing.noteUnion(Field->getParent());
    sp_node Whole = make(SP_FIELD, Place, SP_NO_NODE, SP_NO_NODE,
                         Named.field(Field).c_str());
    Fields[data(Whole).name] = Field;
    return Whole;
  }
  sp_node addressOf(sp_node Place) {
    return is(Place, SP_DEREF) ? data(Place).a : make(SP_ADDRESS, Place);
  }
  sp_node pointee(sp_node Pointer) {
    return is(Pointer, SP_ADDRESS) ? data(Pointer).a : make(SP_DEREF, Pointer);
  }
  sp_node operation(sp_op Op, sp_node A, sp_node B = SP_NO_NODE) {
    if (is(A, SP_UNKNOWN_VALUE) || (B != SP_NO_NODE && is(B, SP_UNKNOWN_VALUE)))
      if (Op != SP_AND && Op != SP_OR)
        return any();
    return sp_program_op(Program, Op, A, B);
  }
  /// Element \p Index of the array that starts at \p Pointer.
  sp_node elementAt(sp_node Pointer, sp_node Index) {
    if (is(Index, SP_INT) && data(Index).number == 0)
      return pointee(Pointer);
    if (is(Pointer, SP_ADDRESS) && is(data(Pointer).a, SP_ELEMENT)) {
      sp_node Array = data(data(Pointer).a).a, First = data(data(Pointer).a).b;
      return make(SP_ELEMENT, Array, sum(First, Index));
    }
    if (is(Pointer, SP_ADDRESS)) { // behind a single object
      noteEscapes(Pointer);
      return anywhere();
    }
    return make(SP_ELEMENT, pointee(Pointer), Index);
  }
  /// Element \p Index of an array object.
  sp_node elementOf(sp_node Array, sp_node Index) {
    return is(Array, SP_DEREF) // an array found through a pointer to it
               ? anywhere()
               : make(SP_ELEMENT, Array, Index);
  }
  sp_node sum(sp_node A, sp_node B) {
    if (is(A, SP_INT) && is(B, SP_INT))
      return number(
          static_cast<int64_t>(static_cast<uint64_t>(data(A).number) +
                               static_cast<uint64_t>(data(B).number)));
    return operation(SP_ADD, A, B);
  }
  bool isTruth(sp_node N) const {
    const sp_node_data &D = data(N);
    return D.kind == SP_OP &&
           (D.op == SP_NOT || (D.op >= SP_EQ && D.op <= SP_OR));
  }

  //===--- variables ---===//
  uint32_t addVariable(const std::string &Name) {
    Variables.push_back(sp_program_intern(Program, Name.c_str()));
    return static_cast<uint32_t>(Variables.size() - 1);
  }
  sp_node temporary(const Expr *For) {
    auto It = Temporaries.find(For);
    if (It != Temporaries.end())
      return It->second;
    return Temporaries[For] = variablePlace(addVariable(""));
  }
  void declare(const VarDecl *Var) {
    if (!Indices.count(Var))
      Types[Indices[Var] = addVariable(Var->getNameAsString())] =
          Var->getType();
  }
  /// Does the place only depend on where the function's variables are?
  bool isFixed(sp_node Place) const {
    while (true) {
      const sp_node_data &D = data(Place);
      if (D.kind == SP_VARIABLE || D.kind == SP_GLOBAL)
        return true;
      if (D.kind == SP_ELEMENT && !is(D.b, SP_INT))
        return false;
      if (D.kind != SP_FIELD && D.kind != SP_ELEMENT)
        return false;
      Place = D.a;
    }
  }
  /// The variable that the place is in, or -1.
  int64_t variableIn(sp_node Place) const {
    while (is(Place, SP_FIELD) || is(Place, SP_ELEMENT))
      Place = data(Place).a;
    return is(Place, SP_VARIABLE) ? data(Place).number : -1;
  }
  /// The member that the place is, or is an element of; null if it is none.
  const FieldDecl *memberAt(sp_node Place) const {
    while (is(Place, SP_ELEMENT))
      Place = data(Place).a;
    return is(Place, SP_FIELD) ? Fields.lookup(data(Place).name) : nullptr;
  }
  /// A pointer to the place is kept somewhere as one to \p As; null if as one
  /// to what it is.
  void exposePlace(sp_node Place, QualType As = QualType()) {
    const FieldDecl *Field = memberAt(Place);
    QualType Own = Field ? Field->getType() : QualType();
    while (is(Place, SP_ELEMENT))
      Place = data(Place).a;
    if (is(Place, SP_GLOBAL)) {
      Own = Globals.lookup(data(Place).name);
      if (Own.isNull())
        return;
    } else if (!Field) {
      return;
    }
    const std::string Cell =
        (Field ? "field " : "global ") + std::string(data(Place).name);
    const RecordDecl *Record =
        Own->getBaseElementTypeUnsafe()->getAsRecordDecl();
    if (As.isNull() && Record)
      return; // by its members' names
    const std::string Type = As.isNull()         ? Named.access(Own)
                             : As->isVoidType() ? Void
                                                : Named.access(As);
    Aliasing.expose(Cell, Type);
    if (Record)
      Aliasing.exposeRecord(Record, Type);
  }
  /// The same of what a pointer value points to.
  void exposeValue(sp_node Pointer, QualType As) {
    if (is(Pointer, SP_CHOICE)) {
      exposeValue(data(Pointer).b, As);
      exposeValue(data(Pointer).c, As);
    } else if (is(Pointer, SP_ADDRESS)) {
      exposePlace(data(Pointer).a, As);
    }
  }
  /// Whatever is written through pointers may be written there.
  void exposeBytes(sp_node Pointer) {
    if (is(Pointer, SP_CHOICE)) {
      exposeBytes(data(Pointer).b);
      exposeBytes(data(Pointer).c);
      return;
    }
    if (!is(Pointer, SP_ADDRESS))
      return;
    sp_node Place = data(Pointer).a;
    const FieldDecl *Field = memberAt(Place);
    while (is(Place, SP_ELEMENT))
      Place = data(Place).a;
    if (!Field && !is(Place, SP_GLOBAL))
      return;
    Aliasing.expose((Field ? "field " : "global ") +
                        std::string(data(Place).name),
                    "type byte");
    // Bytes beside it are found from there, too.
    if (Field)
      Aliasing.exposeRecord(Field->getParent(), "type byte");
  }
  /// The type of a place in a variable, null if it is not known.
  QualType typeOf(sp_node Place) const {
    if (is(Place, SP_ELEMENT)) {
      QualType Array = typeOf(data(Place).a);
      return Array.isNull() || !Array->isArrayType()
                 ? QualType()
                 : Context.getAsArrayType(Array)->getElementType();
    }
    if (is(Place, SP_FIELD)) {
      const FieldDecl *Field = Fields.lookup(data(Place).name);
      return Field ? Field->getType() : QualType();
    }
    if (!is(Place, SP_VARIABLE))
      return QualType();
    auto It = Types.find(static_cast<uint32_t>(data(Place).number));
    return It == Types.end() ? QualType() : It->second;
  }
  /// The address of a variable, or a pointer to a member, is kept.
  void noteEscapes(sp_node Value) {
    if (Value == SP_NO_NODE)
      return;
    const sp_node_data &D = data(Value);
    if (D.kind == SP_ADDRESS) {
      int64_t Index = variableIn(D.a);
      if (Index >= 0)
        Escaping.insert(static_cast<uint32_t>(Index));
      return exposePlace(D.a);
    }
    if (D.kind == SP_OP || D.kind == SP_CHOICE) {
      noteEscapes(D.a);
      noteEscapes(D.b);
      noteEscapes(D.c);
    }
  }

  //===--- terms ---===//
  sp_node value(const Expr *E);
  sp_node place(const Expr *E);
  sp_node rawValue(const Expr *E);
  bool fits(sp_node N, QualType Type, unsigned Bits) const;
  sp_node reduced(sp_node N, QualType To);
  sp_node converted(sp_node N, QualType From, QualType To);
  sp_node wrapped(BinaryOperatorKind Opcode, sp_node N, QualType Type);
  sp_node castPointer(sp_node N, QualType From, QualType To);
  sp_node firstMember(sp_node Place, const RecordDecl *Of,
                      const RecordDecl *Wanted);
  sp_node castValue(const CastExpr *Cast);
  sp_node variable(const VarDecl *Var);
  sp_node binaryValue(BinaryOperatorKind Opcode, const Expr *Left,
                      const Expr *Right, sp_node A, sp_node B);
  sp_node arithmetic(BinaryOperatorKind Opcode, sp_node A, sp_node B,
                     QualType Type);
  sp_node constant(const Expr *E);
  sp_node truth(sp_node N) {
    return isTruth(N) ? N : operation(SP_NE, N, number(0));
  }
  const FunctionDecl *constantCallee(const Expr *E);
  const FunctionDecl *calleeOf(const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    return Callee ? Callee : constantCallee(Call->getCallee());
  }
  const Expr *constantInitializer(const Expr *E);
  sp_node argumentFor(const Expr *E, bool ByReference) {
    return ByReference && E->isGLValue() ? addressOf(place(E)) : value(E);
  }

  //===--- steps ---===//
  Step &add(sp_step_kind Kind, SourceLocation Where) {
    Steps.emplace_back();
    Step &S = Steps.back();
    S.Data.kind = Kind;
    S.Data.target = S.Data.callee = SP_NO_NODE;
    setPosition(Where, S.Data.line, S.Data.column);
    return S;
  }
  void setPosition(SourceLocation Where, uint32_t &Line, uint32_t &Column) {
    PresumedLoc Presumed = Sources.getPresumedLoc(Sources.getExpansionLoc(
        Where.isValid() ? Where : Function->getLocation()));
    Line = Presumed.isValid() ? Presumed.getLine() : 1;
    Column = Presumed.isValid() ? Presumed.getColumn() : 1;
  }
  /// The class of a pointer to void.
  std::string voidClass(sp_node Pointer) {
    const ValueDecl *Cell = nullptr;
    if (is(Pointer, SP_LOAD)) {
      const sp_node_data &Place = data(data(Pointer).a);
      if (Place.kind == SP_FIELD)
        Cell = Fields.lookup(Place.name);
      else if (Place.kind == SP_VARIABLE)
        for (const auto &[Var, Index] : Indices)
          if (Index == static_cast<uint32_t>(Place.number))
            Cell = Var;
    }
    const std::string Class = Cell ? Voids.source(Cell) : "";
    return Class.empty() ? "type void" : Class;
  }
  /// What a step says of the type that it writes: that of a record, and what is
  /// found through a pointer and is no member. A null type is not known.
  const char *writtenType(sp_node Place, QualType Type) {
    if (!Type.isNull() && Type->isRecordType())
      return sp_program_intern(Program, Named.access(Type).c_str());
    while (is(Place, SP_ELEMENT))
      Place = data(Place).a;
    if (!is(Place, SP_DEREF))
      return nullptr;
    return sp_program_intern(Program,
                             (Type.isNull()         ? "type byte"
                              : Type->isVoidType() ? voidClass(data(Place).a)
                                                   : Named.access(Type))
                                 .c_str());
  }
  void set(sp_node Place, sp_node Value, SourceLocation Where,
           QualType Type = QualType()) {
    if (is(Value, SP_UNKNOWN_VALUE))
      return forget(Place, Where, Type);
    if (isOneOfTwo(Place))
      return inEither(Place, Where,
                      [&](sp_node Each) { set(Each, Value, Where, Type); });
    noteEscapes(Value);
    if (is(Value, SP_CHOICE) && (holdsLocal(data(Value).b) ||
                                 holdsLocal(data(Value).c))) {
      // Which variable it leads to is told by the path.
      const sp_node_data Choice = data(Value);
      return branch(
          Choice.a, Where, [&] { set(Place, Choice.b, Where); },
          [&] { set(Place, Choice.c, Where); });
    }
    Step &S = add(SP_SET, Where);
    S.Data.target = Place;
    S.Data.text = writtenType(Place, Type);
    S.Arguments.push_back(Value);
  }
  void forget(sp_node Place, SourceLocation Where, QualType Type = QualType()) {
    if (isOneOfTwo(Place))
      return inEither(Place, Where,
                      [&](sp_node Each) { forget(Each, Where, Type); });
    Step &S = add(SP_FORGET, Where);
    S.Data.target = Place;
    S.Data.text = writtenType(Place, Type);
  }
  /// A construct that is not lowered. The function is unproved, and nobody who
  /// explores it may call it clean.
  void unsupported(const std::string &Why, SourceLocation Where) {
    add(SP_UNSUPPORTED, Where).Data.text =
        sp_program_intern(Program, Why.c_str());
    Unfollowed = true;
  }
  /// What is lowered, but not sure to be followed by the analyzer.
  void doubtSearch() { Unfollowed = true; }

  //===--- steps that run under a condition ---===//
  /// Is it the address of a variable of the function, or may be?
  bool holdsLocal(sp_node Value) const {
    if (is(Value, SP_ADDRESS))
      return variableIn(data(Value).a) >= 0;
    return is(Value, SP_CHOICE) &&
           (holdsLocal(data(Value).b) || holdsLocal(data(Value).c));
  }
  /// Is it `*(condition ? &this : &that)`, or a part of it?
  bool isOneOfTwo(sp_node Place) const {
    while (is(Place, SP_FIELD) || is(Place, SP_ELEMENT))
      Place = data(Place).a;
    return is(Place, SP_DEREF) && is(data(Place).a, SP_CHOICE);
  }
  sp_node withRoot(sp_node Place, sp_node Root) {
    if (is(Place, SP_FIELD))
      return make(SP_FIELD, withRoot(data(Place).a, Root), SP_NO_NODE,
                  SP_NO_NODE, data(Place).name);
    if (is(Place, SP_ELEMENT))
      return make(SP_ELEMENT, withRoot(data(Place).a, Root), data(Place).b);
    return Root;
  }
  void inEither(sp_node Place, SourceLocation Where,
                llvm::function_ref<void(sp_node)> Do) {
    sp_node Root = Place;
    while (is(Root, SP_FIELD) || is(Root, SP_ELEMENT))
      Root = data(Root).a;
    const sp_node_data Choice = data(data(Root).a);
    branch(
        Choice.a, Where,
        [&] { Do(withRoot(Place, pointee(Choice.b))); },
        [&] { Do(withRoot(Place, pointee(Choice.c))); });
  }
  /// Ends the block at hand with a branch, and goes on behind both ways.
  void branch(sp_node Condition, SourceLocation Where,
              llvm::function_ref<void()> Then, llvm::function_ref<void()> Else);
  /// Goes on only where \p Condition holds.
  void assume(sp_node Condition, SourceLocation Where);

  //===--- C++ ---===//
  sp_node placeOf(const Home &Of);
  sp_node objectOf(const Expr *E) {
    const Home *Known = Objects.of(E);
    return Known ? placeOf(*Known) : temporary(E);
  }
  /// Is the object of a prvalue where it belongs, as soon as it is evaluated?
  bool isInPlace(const Expr *E) const {
    E = withoutWrappers(E);
    const Home *Known = Objects.of(E);
    return Known && (!isa<InitListExpr>(E) || Known->OwnList);
  }
  const FieldDecl *captured(const ValueDecl *D) const {
    auto Found = CaptureFields.find(D);
    return Found == CaptureFields.end() ? nullptr : Found->second;
  }
  sp_node capturedPlace(const FieldDecl *Field) {
    sp_node Whole = fieldOf(pointee(load(variablePlace(0))), Field);
    return Field->getType()->isReferenceType() ? pointee(load(Whole)) : Whole;
  }
  sp_node thisValue();
  void keepRead(const ImplicitCastExpr *Cast);
  void evaluate(const Expr *E);
  void evaluateDefault(const Expr *E, SourceLocation Where);
  void closure(const LambdaExpr *Lambda);
  void forgetCaptured(const CallExpr *Call);
  void allocate(const CXXNewExpr *New);
  void makeNew(const CXXNewExpr *New);
  void deleteObject(const CXXDeleteExpr *Delete);
  void destroyObject(QualType Type, sp_node Place, SourceLocation Where);
  void keepReturned();
  const Expr *extendedBy(const VarDecl *Var) const;
  void destroyMembers();
  void destroyParameters();
  void invokeLambda();
  sp_node overwriter(const RecordDecl *Record);
  void forgetRecord(sp_node Place, const RecordDecl *Record,
                    SourceLocation Where);
  void forgetObject(sp_node Place, QualType Type, SourceLocation Where);
  void copyObject(sp_node To, sp_node From, QualType Type,
                  SourceLocation Where);
  unsigned leavesOf(const RecordDecl *Record, unsigned Limit) const;
  sp_node narrowed(sp_node Place, sp_node Value);
  void initialize(sp_node Place, QualType Type, const Expr *Init,
                  SourceLocation Where);
  void assign(sp_node Place, QualType Type, const Expr *Right,
              SourceLocation Where);

  void element(const CFGElement &Element);
  void statement(const Stmt *S);
  void call(const CallExpr *Call);
  void callBalanced(const CallExpr *Call, sp_node Result);
  void callRoutine(const CallExpr *Call, const sp_routine *Row, sp_node Result);
  void callLock(const LockCall &Lock, sp_node Result);
  sp_node irqlSlot(const Expr *E);
  void callSpinLock(const LockCall &Lock, sp_node Result);
  void callPointerLock(const LockCall &Lock, sp_node Result);
  void releasePointerLock(const LockCall &Lock, sp_node Kind);
  sp_node spinLock(sp_node Kind, sp_node Context);
  void fill(const CallExpr *Call, sp_node Pointer, QualType To,
            SourceLocation Where);
  void forgetArguments(const CallExpr *Call, int Except);
  bool readsVariable(sp_node Node) const;
  void construct(const CXXConstructExpr *Construct, sp_node Object);
  void construct(const CXXConstructExpr *Construct, QualType Type,
                 sp_node Object);
  void destroy(const CXXDestructorDecl *Destructor, sp_node Object,
               SourceLocation Where);
  void initializer(const CXXCtorInitializer *Initializer);
  Step &callFunction(const FunctionDecl *Callee, SourceLocation Where);
  Step &callNamed(const char *Name, SourceLocation Where);
  sp_node resultOf(const CallExpr *Call);

  void terminate(const CFGBlock &From, sp_block &To);
  uint32_t blockOf(const CFGBlock *Block) { return BlockIndices.lookup(Block); }
  /// Whatever a function names whose control flow is not known, it may call.
  void callAll(llvm::ArrayRef<const FunctionDecl *> Named);
  void addWrites(std::set<std::string> &Out);
  void addRecordWrites(const RecordDecl *Record, std::set<std::string> &Out);

  ASTContext &Context;
  UnitFacts &Facts;
  Names &Named;
  AliasFacts &Aliasing;
  sp_program *Program;
  const FunctionDecl *Function;
  const DamagedFunction *Damage; ///< Null if it has a body.
  const SourceManager &Sources;

  BodyNotes Notes;
  std::vector<const char *> Variables;
  llvm::DenseMap<const VarDecl *, uint32_t> Indices;
  /// Pointers and references that stand for one place for good.
  llvm::DenseMap<const VarDecl *, sp_node> Aliases;
  std::set<uint32_t> Escaping;
  /// By name, interned.
  llvm::DenseMap<const char *, const FieldDecl *> Fields;
  llvm::DenseMap<const char *, QualType> Globals;
  llvm::DenseMap<uint32_t, QualType> Types; ///< Of variables, by index.
  /// What is read is an argument of a routine that is not in the program.
  bool InRoutine = false;
  VoidPointers Voids;
  std::string Void = "type void"; ///< The class of what is converted to one.
  llvm::DenseMap<const Expr *, sp_node> Temporaries;
  /// Values that were kept in a variable when they were evaluated.
  llvm::DenseMap<const Expr *, sp_node> Kept;
  llvm::DenseMap<const CFGBlock *, uint32_t> BlockIndices;
  std::vector<Step> Steps; ///< Of the block at hand.
  /// The blocks of clang's graph, then those that branch() adds.
  std::vector<sp_block> Blocks;
  std::vector<std::vector<Step>> AllSteps;
  size_t Current = 0; ///< The block at hand.
  ResultObjects Objects;
  /// All expressions that are elements of the graph.
  llvm::DenseSet<const Stmt *> Elements;
  /// Whether a temporary was made, where a branch asks that.
  llvm::DenseMap<const CXXBindTemporaryExpr *, sp_node> Made;
  llvm::DenseMap<const ValueDecl *, const FieldDecl *> CaptureFields;
  const FieldDecl *CapturedThis = nullptr;
  const Expr *OwnList = nullptr; ///< That is initialised just now.
  sp_node ThisObject = SP_NO_NODE; ///< In a default member initialiser.
  bool IsLambda = false;
  bool Unfollowed = false; ///< See SP_FUNCTION_UNFOLLOWED.
  const ReturnStmt *Return = nullptr;
  sp_node Returned = SP_NO_NODE;
  bool HasThis = false;
  bool LocksUnread = false; ///< See SP_FUNCTION_LOCKS_UNREAD.
};

#include "CxxLowering.inc"

//===----------------------------------------------------------------------===//
// Terms
//===----------------------------------------------------------------------===//

int64_t asNumber(const llvm::APSInt &Value) {
  llvm::APSInt Wide = Value.extOrTrunc(64);
  return static_cast<int64_t>(Wide.getZExtValue());
}

/// What \p E is if it is constant, else SP_NO_NODE.
sp_node FunctionExtractor::constant(const Expr *E) {
  Expr::EvalResult Result;
  if (E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType() ||
      !E->EvaluateAsInt(Result, Context))
    return SP_NO_NODE;
  return number(asNumber(Result.Val.getInt()));
}

sp_node FunctionExtractor::variable(const VarDecl *Var) {
  if (Var->hasGlobalStorage()) {
    sp_node Place = make(SP_GLOBAL, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE,
                         Named.global(Var).c_str());
    Globals[data(Place).name] = Var->getType();
    return Place;
  }
  auto It = Indices.find(Var);
  return It == Indices.end() ? anywhere() : variablePlace(It->second);
}

sp_node FunctionExtractor::place(const Expr *E) {
  E = bare(E);
  auto Keep = Kept.find(E);
  if (Keep != Kept.end())
    return Keep->second;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const FieldDecl *Field = captured(Ref->getDecl()))
      return capturedPlace(Field);
    if (const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl()))
      return Part->getBinding() && !Part->getHoldingVar()
                 ? place(Part->getBinding())
                 : anywhere();
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var)
      return anywhere();
    if (Var->getType()->isReferenceType()) {
      auto It = Aliases.find(Var);
      return It != Aliases.end() ? pointee(It->second)
                                 : pointee(load(variable(Var)));
    }
    return variable(Var);
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const ValueDecl *D = Member->getMemberDecl();
    if (const auto *Var = dyn_cast<VarDecl>(D))
      return variable(Var);
    const auto *Field = dyn_cast<FieldDecl>(D);
    if (!Field)
      return anywhere();
    sp_node Base = Member->isArrow() ? pointee(value(Member->getBase()))
                                     : place(Member->getBase());
    sp_node Whole = fieldOf(Base, Field);
    return Field->getType()->isReferenceType() ? pointee(load(Whole)) : Whole;
  }
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
    const Expr *Base = bare(Element->getBase());
    sp_node Index = value(Element->getIdx());
    if (const auto *Decay = dyn_cast<ImplicitCastExpr>(Base))
      if (Decay->getCastKind() == CK_ArrayToPointerDecay)
        return elementOf(place(Decay->getSubExpr()), Index);
    return elementAt(value(Base), Index);
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref) {
      if (const auto *Decay =
              dyn_cast<ImplicitCastExpr>(bare(Unary->getSubExpr())))
        if (Decay->getCastKind() == CK_ArrayToPointerDecay)
          return elementOf(place(Decay->getSubExpr()), number(0));
      sp_node Pointer = value(Unary->getSubExpr());
      if (is(Pointer, SP_CHOICE))
        noteEscapes(Pointer);
      return pointee(Pointer);
    }
    if (Unary->isPrefix() && Unary->isIncrementDecrementOp())
      return place(Unary->getSubExpr());
    return anywhere();
  }
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    if (Cast->getCastKind() == CK_LValueToRValue)
      return place(Cast->getSubExpr()); // a structure by value
    if (Cast->getCastKind() == CK_Dynamic)
      return anywhere();
    return place(Cast->getSubExpr());
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->isAssignmentOp())
      return place(Binary->getLHS());
    if (Binary->getOpcode() == BO_Comma)
      return place(Binary->getRHS());
    return anywhere();
  }
  if (const auto *Either = dyn_cast<ConditionalOperator>(E);
      Either && !(Objects.of(E) && E->isPRValue())) {
    sp_node True = addressOf(place(Either->getTrueExpr())),
            False = addressOf(place(Either->getFalseExpr()));
    noteEscapes(True);
    noteEscapes(False);
    return pointee(make(SP_CHOICE, value(Either->getCond()), True, False));
  }
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    sp_node Result = resultOf(Call);
    if (Result == SP_NO_NODE)
      return anywhere();
    return Call->isGLValue() ? pointee(load(Result)) : Result;
  }
  if (isa<CompoundLiteralExpr, MaterializeTemporaryExpr, CXXConstructExpr,
          LambdaExpr>(E) ||
      (Objects.of(E) && E->isPRValue()))
    return objectOf(E);
  if (const auto *Substituted = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return place(Substituted->getReplacement());
  if (const auto *Full = dyn_cast<ConstantExpr>(E))
    return place(Full->getSubExpr());
  if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(E))
    return Opaque->getSourceExpr() ? place(Opaque->getSourceExpr()) : anywhere();
  if (const auto *Block = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *Body = Block->getSubStmt();
    if (!Body->body_empty())
      if (const auto *Last = dyn_cast<Expr>(Body->body_back()))
        return place(Last);
    return anywhere();
  }
  if (const auto *Choose = dyn_cast<ChooseExpr>(E))
    return place(Choose->getChosenSubExpr());
  if (const auto *Generic = dyn_cast<GenericSelectionExpr>(E))
    return place(Generic->getResultExpr());
  if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
    return place(Bind->getSubExpr());
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    return place(Cleanups->getSubExpr());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return place(Default->getExpr());
  return anywhere();
}

sp_node FunctionExtractor::value(const Expr *E) {
  E = bare(E);
  auto Keep = Kept.find(E);
  if (Keep != Kept.end())
    return load(Keep->second);
  if (E->isValueDependent() || E->getType()->isRealFloatingType() ||
      E->getType()->isAnyComplexType() || E->getType()->isVectorType())
    return any();
  return rawValue(E);
}

/// Is the value, of that type, known to be 0 or more and below 2 to the power of
/// \p Bits?
bool FunctionExtractor::fits(sp_node N, QualType Type, unsigned Bits) const {
  const sp_node_data &D = data(N);
  auto Below = [Bits](int64_t Number) {
    return Number >= 0 && (Bits >= 63 || Number >> Bits == 0);
  };
  if (D.kind == SP_INT)
    return Below(D.number);
  if (isTruth(N))
    return Bits >= 1;
  if (D.kind == SP_CHOICE)
    return fits(D.b, Type, Bits) && fits(D.c, Type, Bits);
  if (D.kind == SP_OP && D.op == SP_BITAND)
    for (sp_node Mask : {D.a, D.b})
      if (is(Mask, SP_INT) && Below(data(Mask).number))
        return true;
  if (D.kind == SP_OP && D.op >= SP_U8 && D.op <= SP_U32)
    return Bits >= 8u << (D.op - SP_U8);
  if (D.kind == SP_OP) // of a sum, the type does not tell
    return false;
  return !Type.isNull() && Type->isUnsignedIntegerOrEnumerationType() &&
         Context.getIntWidth(Type) <= Bits;
}

/// \p N reduced to the width and sign of an integer type.
sp_node FunctionExtractor::reduced(sp_node N, QualType To) {
  if (!To->isIntegralOrEnumerationType() || To->isBooleanType())
    return N;
  const unsigned Width = Context.getIntWidth(To);
  const bool Signed = To->isSignedIntegerOrEnumerationType();
  if (Width == 64)
    return N;
  if (Width != 8 && Width != 16 && Width != 32)
    return any();
  if (is(N, SP_CHOICE)) {
    sp_node Condition = data(N).a, No = data(N).c;
    sp_node Yes = reduced(data(N).b, To);
    return make(SP_CHOICE, Condition, Yes, reduced(No, To));
  }
  const unsigned Size = Width == 8 ? 0 : Width == 16 ? 1 : 2;
  if (is(N, SP_INT)) {
    const uint64_t Sign = Signed ? uint64_t(1) << (Width - 1) : 0;
    const uint64_t Low = static_cast<uint64_t>(data(N).number) &
                         ((uint64_t(1) << Width) - 1);
    return number(static_cast<int64_t>((Low ^ Sign) - Sign));
  }
  return operation(static_cast<sp_op>((Signed ? SP_S8 : SP_U8) + Size), N);
}

/// \p N, a value of one integer type, converted to another one.
sp_node FunctionExtractor::converted(sp_node N, QualType From, QualType To) {
  if (is(N, SP_UNKNOWN_VALUE) || !To->isIntegralOrEnumerationType() ||
      To->isBooleanType() || !From->isIntegralOrEnumerationType())
    return N;
  const unsigned Width = Context.getIntWidth(To);
  const bool Signed = To->isSignedIntegerOrEnumerationType();
  const bool WasSigned = From->isSignedIntegerOrEnumerationType();
  if (keepsValue(From, To, Context) ||
      (Width > Context.getIntWidth(From) && (Signed || !WasSigned)) ||
      fits(N, From, Width - Signed))
    return N;
  return reduced(N, To);
}

/// The result of arithmetic on an unsigned type wraps; that of a signed one is
/// taken not to overflow.
sp_node FunctionExtractor::wrapped(BinaryOperatorKind Opcode, sp_node N,
                                   QualType Type) {
  const bool Wraps = Opcode == BO_Add || Opcode == BO_Sub || Opcode == BO_Mul ||
                     Opcode == BO_Shl;
  if (!Wraps || is(N, SP_UNKNOWN_VALUE) || Type.isNull() ||
      !Type->isUnsignedIntegerOrEnumerationType())
    return N;
  return reduced(N, Type);
}

/// A pointer of the one type, converted to another one.
sp_node FunctionExtractor::castPointer(sp_node N, QualType From, QualType To) {
  if (is(N, SP_INT) || is(N, SP_UNKNOWN_VALUE) || is(N, SP_FUNCTION) ||
      To->isFunctionType() || From->isFunctionType()) {
    Voids.noteConversion(From, To, Aliasing);
    return N;
  }
  if (From->isVoidType() && is(N, SP_ADDRESS)) {
    if (const FieldDecl *Field = memberAt(data(N).a))
      From = QualType(Field->getType()->getBaseElementTypeUnsafe(), 0);
    else if (int64_t Index = variableIn(data(N).a); Index >= 0)
      From = typeOf(data(N).a);
    if (From.isNull())
      From = Context.VoidTy;
  }
  const bool Known = is(N, SP_ADDRESS) || is(N, SP_CHOICE);
  const RecordDecl *FromRecord = From->getAsRecordDecl(),
                   *ToRecord = To->getAsRecordDecl();
  if (To->isVoidType()) { // whoever is given it may write bytes
    if (InRoutine || Void.empty())
      return N;
    if (FromRecord)
      Aliasing.exposeRecord(FromRecord, Void);
    else if (Known)
      exposeValue(N, To);
    return N;
  }
  if (From->isVoidType() || From->isIncompleteType() || To->isIncompleteType())
    return N;
  if (Context.hasSameUnqualifiedType(From.getCanonicalType(),
                                     To.getCanonicalType()) ||
      (!FromRecord && !ToRecord && Named.access(From) == Named.access(To)))
    return N;
  if (!FromRecord && !ToRecord) {
    if (Known) {
      noteEscapes(N);
      exposeValue(N, To);
    }
    Aliasing.noteCast(From, To);
    return any();
  }
  if (FromRecord && ToRecord) {
    if (is(N, SP_ADDRESS))
      if (sp_node First = firstMember(data(N).a, FromRecord, ToRecord);
          First != SP_NO_NODE)
        return addressOf(First);
    Aliasing.noteCast(From, To);
    if (!Known)
      return N;
    noteEscapes(N);
    return any();
  }
  noteEscapes(N);
  if (FromRecord && Context.getTypeSize(To) == 8)
    Aliasing.exposeRecord(FromRecord, "type byte");
  else
    Aliasing.noteCast(From, To);
  if (Known && ToRecord)
    exposeBytes(N);
  return any();
}

/// The member at the begin of a record, or of that one, that is of a record's
/// type; SP_NO_NODE if there is none.
sp_node FunctionExtractor::firstMember(sp_node Place, const RecordDecl *Of,
                                       const RecordDecl *Wanted) {
  for (Of = Of->getDefinition(); Of; Of = Of->getDefinition()) {
    if (Of->isUnion() || Of->field_empty())
      return SP_NO_NODE;
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Of);
        Class && (Class->getNumBases() || Class->isPolymorphic()))
      return SP_NO_NODE;
    const FieldDecl *First = *Of->field_begin();
    const RecordDecl *Inner = First->getType()->getAsRecordDecl();
    if (!Inner)
      return SP_NO_NODE;
    Place = fieldOf(Place, First);
    if (Inner->getCanonicalDecl() == Wanted->getCanonicalDecl())
      return Place;
    Of = Inner;
  }
  return SP_NO_NODE;
}

sp_node FunctionExtractor::castValue(const CastExpr *Cast) {
  const Expr *Sub = Cast->getSubExpr();
  if (auto Read = Kept.find(Cast); Read != Kept.end())
    return load(Read->second);
  switch (Cast->getCastKind()) {
  case CK_LValueToRValue: {
    const Expr *Source = bare(Sub);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Source))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl())) {
        auto It = Aliases.find(Var);
        if (It != Aliases.end() && !Var->getType()->isReferenceType() &&
            !captured(Var))
          return It->second;
        if (Var->getType().isConstQualified() && Var->getAnyInitializer() &&
            Var->hasGlobalStorage())
          if (sp_node N = constant(Var->getAnyInitializer()); N != SP_NO_NODE)
            return N;
      }
    if (Sub->getType().isVolatileQualified())
      return any();
    return load(place(Source));
  }
  case CK_ArrayToPointerDecay:
    return addressOf(elementOf(place(Sub), number(0)));
  case CK_FunctionToPointerDecay:
  case CK_BuiltinFnToFnPtr:
    return value(Sub);
  case CK_NullToPointer:
  case CK_NullToMemberPointer:
    return number(0);
  case CK_ToVoid:
  case CK_IntegralToFloating:
  case CK_FloatingToIntegral:
  case CK_FloatingToBoolean:
  case CK_FloatingCast:
  case CK_Dynamic:
    return any();
  case CK_IntegralToBoolean:
  case CK_PointerToBoolean: {
    sp_node N = value(Sub);
    if (is(N, SP_INT))
      return number(data(N).number != 0);
    return truth(N);
  }
  case CK_PointerToIntegral: {
    sp_node N = value(Sub);
    if (is(N, SP_INT) || is(N, SP_UNKNOWN_VALUE))
      return N;
    if (const RecordDecl *Record =
            Sub->getType()->getPointeeType()->getAsRecordDecl())
      Aliasing.exposeRecord(Record, "type byte");
    noteEscapes(N);
    exposeBytes(N);
    if (is(N, SP_ADDRESS) || is(N, SP_CHOICE))
      return any();
    return converted(N, Context.getUIntPtrType(), Cast->getType());
  }
  default: {
    if (Sub->isGLValue() && Cast->isGLValue())
      return load(place(Sub));
    sp_node N = value(Sub);
    if (is(N, SP_INT))
      if (sp_node Folded = constant(Cast); Folded != SP_NO_NODE)
        return Folded;
    QualType From = Sub->getType(), To = Cast->getType();
    for (const Expr *Origin = Sub->IgnoreParens();
         From->isVoidPointerType() && isa<CastExpr>(Origin);) {
      Origin = cast<CastExpr>(Origin)->getSubExpr()->IgnoreParens();
      if (Origin->getType()->isAnyPointerType())
        From = Origin->getType(); // by way of void *
    }
    const bool IsToVoid = To->isVoidPointerType() && !From->isVoidPointerType();
    llvm::SaveAndRestore<std::string> Into(
        Void, IsToVoid && !InRoutine ? Voids.destination(Cast) : Void);
    if (From->isAnyPointerType() && To->isAnyPointerType())
      return Cast->getCastKind() == CK_BitCast ||
                     Cast->getCastKind() == CK_AddressSpaceConversion
                 ? castPointer(N, From->getPointeeType(), To->getPointeeType())
                 : N;
    return converted(N, From, To);
  }
  }
}

sp_node FunctionExtractor::arithmetic(BinaryOperatorKind Opcode, sp_node A,
                                      sp_node B, QualType Type) {
  // The numbers of 64 bits are signed here, and shifts to the right are not.
  const bool Wide = Type->isUnsignedIntegerOrEnumerationType() &&
                    Context.getTypeSize(Type) == 64;
  if (Wide && (BinaryOperator::isRelationalOp(Opcode) || Opcode == BO_Div ||
               Opcode == BO_Rem) &&
      !(fits(A, QualType(), 63) && fits(B, QualType(), 63)))
    return any();
  if (Opcode == BO_Shr && Type->isSignedIntegerOrEnumerationType() &&
      !fits(A, Type, 63))
    return any();
  switch (Opcode) {
  case BO_Mul:
    return operation(SP_MUL, A, B);
  case BO_Div:
    return operation(SP_DIV, A, B);
  case BO_Rem:
    return operation(SP_REM, A, B);
  case BO_Add:
    return operation(SP_ADD, A, B);
  case BO_Sub:
    return operation(SP_SUB, A, B);
  case BO_Shl:
    return operation(SP_SHL, A, B);
  case BO_Shr:
    return operation(SP_SHR, A, B);
  case BO_And:
    return operation(SP_BITAND, A, B);
  case BO_Or:
    return operation(SP_BITOR, A, B);
  case BO_Xor:
    return operation(SP_BITXOR, A, B);
  case BO_LT:
    return operation(SP_LT, A, B);
  case BO_GT:
    return operation(SP_LT, B, A);
  case BO_LE:
    return operation(SP_LE, A, B);
  case BO_GE:
    return operation(SP_LE, B, A);
  case BO_EQ:
    return operation(SP_EQ, A, B);
  case BO_NE:
    return operation(SP_NE, A, B);
  default:
    return any();
  }
}

/// Is the pointer counted in what it is declared to point to? A cast in between
/// means bytes, as in CONTAINING_RECORD.
bool countsItsOwn(const Expr *Pointer) {
  const Expr *Origin = Pointer->IgnoreParenCasts();
  QualType Left = Pointer->getType(), Right = Origin->getType();
  QualType To = Left->getPointeeType();
  QualType From = Right->isArrayType()
                      ? QualType(Right->getPointeeOrArrayElementType(), 0)
                      : Right->getPointeeType();
  return !To.isNull() && !From.isNull() &&
         To.getCanonicalType().getUnqualifiedType() ==
             From.getCanonicalType().getUnqualifiedType();
}

sp_node FunctionExtractor::binaryValue(BinaryOperatorKind Opcode,
                                       const Expr *Left, const Expr *Right,
                                       sp_node A, sp_node B) {
  bool LeftPointer = Left->getType()->isAnyPointerType(),
       RightPointer = Right->getType()->isAnyPointerType();
  if ((LeftPointer || RightPointer) && (Opcode == BO_Add || Opcode == BO_Sub)) {
    if ((LeftPointer && RightPointer) ||
        !countsItsOwn(LeftPointer ? Left : Right)) {
      noteEscapes(A);
      noteEscapes(B);
      return any();
    }
    if (Opcode == BO_Sub)
      B = is(B, SP_INT) ? number(-data(B).number) : operation(SP_NEGATE, B);
    return LeftPointer ? addressOf(elementAt(A, B))
                       : addressOf(elementAt(B, A));
  }
  if (LeftPointer || RightPointer)
    return arithmetic(Opcode, A, B, Context.VoidPtrTy);
  // Bits that the other operand does not have need no conversion.
  if (Opcode == BO_And && Left->getType()->isUnsignedIntegerOrEnumerationType()) {
    const unsigned Width = Context.getIntWidth(Left->getType());
    for (sp_node *Operand : {&A, &B}) {
      const sp_node_data &D = data(*Operand);
      if (D.kind == SP_OP && sp_op_converts(D.op) &&
          8u << ((D.op - SP_U8) % 3) >= Width &&
          fits(Operand == &A ? B : A,
               (Operand == &A ? Right : Left)->getType(), Width))
        *Operand = D.a;
    }
  }
  return wrapped(Opcode, arithmetic(Opcode, A, B, Left->getType()),
                 Left->getType());
}

sp_node FunctionExtractor::rawValue(const Expr *E) {
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return castValue(Cast);
  if (isa<IntegerLiteral, CharacterLiteral, CXXBoolLiteralExpr,
          UnaryExprOrTypeTraitExpr, OffsetOfExpr, TypeTraitExpr>(E)) {
    sp_node N = constant(E);
    return N == SP_NO_NODE ? any() : N;
  }
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr, ImplicitValueInitExpr,
          CXXScalarValueInitExpr>(E))
    return number(0);
  if (isa<CXXThisExpr>(E))
    return thisValue();
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return value(Rewritten->getSemanticForm());
  if (const auto *Choose = dyn_cast<ChooseExpr>(E))
    return value(Choose->getChosenSubExpr());
  if (const auto *Generic = dyn_cast<GenericSelectionExpr>(E))
    return value(Generic->getResultExpr());
  if (const auto *Full = dyn_cast<ConstantExpr>(E)) {
    sp_node N = constant(E);
    return N == SP_NO_NODE ? value(Full->getSubExpr()) : N;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Target = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return make(SP_FUNCTION, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE,
                  Named.function(Target).c_str());
    if (isa<EnumConstantDecl>(Ref->getDecl())) {
      sp_node N = constant(E);
      return N == SP_NO_NODE ? any() : N;
    }
    return load(place(E));
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
      return make(SP_FUNCTION, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE,
                  Named.function(Method).c_str());
    return load(place(E));
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    const Expr *Sub = Unary->getSubExpr();
    switch (Unary->getOpcode()) {
    case UO_AddrOf:
      if (const auto *Ref = dyn_cast<DeclRefExpr>(bare(Sub)))
        if (isa<FieldDecl>(Ref->getDecl()))
          return any(); // a pointer to a data member
      if (Sub->getType()->isFunctionType())
        return value(Sub);
      return Sub->isGLValue() ? addressOf(place(Sub)) : any();
    case UO_Deref:
      if (E->getType()->isFunctionType())
        return value(Sub);
      return load(place(E));
    case UO_Plus:
    case UO_Extension:
      return value(Sub);
    case UO_Minus:
    case UO_Not:
    case UO_LNot: {
      sp_node N = value(Sub);
      if (is(N, SP_INT))
        if (sp_node Folded = constant(E); Folded != SP_NO_NODE)
          return Folded;
      if (Unary->getOpcode() == UO_LNot)
        return operation(SP_NOT, N);
      N = operation(Unary->getOpcode() == UO_Minus ? SP_NEGATE : SP_COMPLEMENT,
                    N);
      return is(N, SP_UNKNOWN_VALUE) ||
                     !E->getType()->isUnsignedIntegerOrEnumerationType()
                 ? N
                 : reduced(N, E->getType());
    }
    case UO_PreInc:
    case UO_PreDec:
      return load(place(Sub));
    case UO_PostInc:
    case UO_PostDec: {
      auto It = Temporaries.find(E);
      return It == Temporaries.end() ? any() : load(It->second);
    }
    default:
      return any();
    }
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->isAssignmentOp())
      return load(place(Binary->getLHS()));
    if (Binary->getOpcode() == BO_Comma)
      return value(Binary->getRHS());
    sp_node A = value(Binary->getLHS()), B = value(Binary->getRHS());
    if (is(A, SP_INT) && is(B, SP_INT))
      if (sp_node Folded = constant(E); Folded != SP_NO_NODE)
        return Folded;
    if (Binary->isLogicalOp())
      return operation(Binary->getOpcode() == BO_LAnd ? SP_AND : SP_OR, A, B);
    return binaryValue(Binary->getOpcode(), Binary->getLHS(), Binary->getRHS(),
                       A, B);
  }
  if (Objects.of(E) && E->isPRValue() && !isa<CallExpr>(E))
    return load(place(E));
  if (const auto *Either = dyn_cast<ConditionalOperator>(E)) {
    sp_node C = value(Either->getCond());
    if (is(C, SP_INT))
      return value(data(C).number ? Either->getTrueExpr()
                                  : Either->getFalseExpr());
    if (E->getType()->isVoidType())
      return any();
    return make(SP_CHOICE, C, value(Either->getTrueExpr()),
                value(Either->getFalseExpr()));
  }
  if (const auto *Either = dyn_cast<BinaryConditionalOperator>(E)) {
    sp_node C = value(Either->getCommon());
    return make(SP_CHOICE, C, C, value(Either->getFalseExpr()));
  }
  if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(E))
    return Opaque->getSourceExpr() ? value(Opaque->getSourceExpr()) : any();
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (Callee && Callee->getBuiltinID() == Builtin::BI__builtin_expect)
      return value(Call->getArg(0));
    if (Callee && Callee->getBuiltinID())
      if (sp_node N = constant(E); N != SP_NO_NODE)
        return N;
    // A lambda without captures, as a pointer.
    if (const auto *Conversion = dyn_cast_or_null<CXXConversionDecl>(Callee))
      if (Conversion->getParent()->isLambda() &&
          !Conversion->getParent()->isGenericLambda())
        if (const CXXMethodDecl *Invoker =
                Conversion->getParent()->getLambdaStaticInvoker())
          return make(SP_FUNCTION, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE,
                      Named.function(Invoker).c_str());
    sp_node Result = resultOf(Call);
    if (Result == SP_NO_NODE)
      return any();
    return Call->isGLValue() ? load(pointee(load(Result))) : load(Result);
  }
  if (isa<ArraySubscriptExpr, CompoundLiteralExpr, MaterializeTemporaryExpr,
          CXXConstructExpr, LambdaExpr>(E))
    return load(place(E));
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    return New->isArray() ? any() : load(temporary(New));
  if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
    return value(Bind->getSubExpr());
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    return value(Cleanups->getSubExpr());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return value(Default->getExpr());
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return value(Default->getExpr());
  if (const auto *Substituted = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return value(Substituted->getReplacement());
  if (const auto *Block = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *Body = Block->getSubStmt();
    if (!Body->body_empty())
      if (const auto *Last = dyn_cast<Expr>(Body->body_back()))
        return value(Last);
    return any();
  }
  if (const auto *List = dyn_cast<InitListExpr>(E))
    if (List->getNumInits() == 1 && E->getType()->isScalarType())
      return value(List->getInit(0));
  return any();
}

/// The initialiser of the part of a constant global that \p E names, or null.
const Expr *FunctionExtractor::constantInitializer(const Expr *E) {
  E = bare(E);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) &&
        Var->getType()->isPointerType() && !Notes.Touched.count(Var))
      return Var->getInit(); // it is never written again
    if (!Var || !Var->hasGlobalStorage() ||
        !Context.getBaseElementType(Var->getType()).isConstQualified())
      return nullptr;
    return Var->getAnyInitializer();
  }
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
    if (Cast->getCastKind() == CK_ArrayToPointerDecay ||
        Cast->getCastKind() == CK_NoOp)
      return constantInitializer(Cast->getSubExpr());
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || Field->getParent()->isUnion())
      return nullptr;
    const Expr *Base = Member->getBase();
    if (Member->isArrow()) { // by a pointer that leads there for good
      const Expr *Pointer = constantInitializer(Base->IgnoreParenImpCasts());
      const auto *Address =
          Pointer ? dyn_cast<UnaryOperator>(Pointer->IgnoreParenImpCasts())
                  : nullptr;
      if (!Address || Address->getOpcode() != UO_AddrOf)
        return nullptr;
      Base = Address->getSubExpr();
    }
    const Expr *Whole = constantInitializer(Base);
    const auto *List = Whole ? dyn_cast<InitListExpr>(bare(Whole)) : nullptr;
    if (!List || List->getType()->getAsCXXRecordDecl())
      return nullptr;
    unsigned Index = 0; // unnamed bit-fields have no initialiser
    for (const FieldDecl *Each : Field->getParent()->fields()) {
      if (Each == Field)
        break;
      Index += !isPadding(Each);
    }
    return Index < List->getNumInits() ? List->getInit(Index) : nullptr;
  }
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
    if (!isa<ImplicitCastExpr>(bare(Element->getBase())) ||
        cast<ImplicitCastExpr>(bare(Element->getBase()))->getCastKind() !=
            CK_ArrayToPointerDecay)
      return nullptr;
    const Expr *Whole = constantInitializer(Element->getBase());
    const auto *List = Whole ? dyn_cast<InitListExpr>(bare(Whole)) : nullptr;
    Expr::EvalResult Index;
    if (!List || !Element->getIdx()->EvaluateAsInt(Index, Context))
      return nullptr;
    uint64_t N = Index.Val.getInt().getExtValue();
    return N < List->getNumInits() ? List->getInit(N) : nullptr;
  }
  return nullptr;
}

const FunctionDecl *FunctionExtractor::constantCallee(const Expr *E) {
  E = E->IgnoreParenCasts();
  while (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() != UO_Deref && Unary->getOpcode() != UO_AddrOf)
      return nullptr;
    E = Unary->getSubExpr()->IgnoreParenCasts();
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const auto *Target = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return Target;
  const Expr *Init = constantInitializer(E);
  return Init ? constantCallee(Init) : nullptr;
}

//===----------------------------------------------------------------------===//
// Steps
//===----------------------------------------------------------------------===//

/// Scalars in a structure, up to \p Limit.
unsigned FunctionExtractor::leavesOf(const RecordDecl *Record,
                                     unsigned Limit) const {
  if (!Record || !Record->getDefinition())
    return Limit;
  unsigned Count = 0;
  for (const FieldDecl *Field : Record->getDefinition()->fields()) {
    const RecordDecl *Part = Field->getType()->getAsRecordDecl();
    Count += Part ? leavesOf(Part, Limit) : 1;
    if (Count >= Limit)
      return Limit;
  }
  return Count;
}

/// A function that stands for overwriting a large structure: it does nothing,
/// and is said to write the structure and all that is in it.
sp_node FunctionExtractor::overwriter(const RecordDecl *Record) {
  PresumedLoc Where =
      Sources.getPresumedLoc(Sources.getExpansionLoc(Record->getLocation()));
  std::set<std::string> WriteNames;
  addRecordWrites(Record, WriteNames);
  std::vector<const char *> Writes;
  for (const std::string &Name : WriteNames)
    Writes.push_back(Name.c_str());
  const std::string File = Where.isValid() ? Where.getFilename() : "";
  const std::string Shown = "overwriting " + Named.record(Record);
  const std::string Name = Shown + "@" + File;
  if (sp_program_find(Program, Name.c_str()) == SIZE_MAX) {
    const char *Parameters[] = {""};
    bool Escapes[] = {false};
    sp_block Only{};
    Only.exit = SP_RETURN;
    Only.value = SP_NO_NODE;
    Only.line = Where.isValid() ? Where.getLine() : 1;
    Only.column = Where.isValid() ? Where.getColumn() : 1;
    sp_function Out{};
    Out.name = Name.c_str();
    Out.shown = Shown.c_str();
    Out.signature = "(void *)";
    Out.where = {File.c_str(), Only.line, Only.column};
    Out.flags = SP_FUNCTION_INTERNAL;
    Out.parameter_count = Out.variable_count = 1;
    Out.variables = Parameters;
    Out.escapes = Escapes;
    Out.writes = Writes.data();
    Out.write_count = Writes.size();
    Out.blocks = &Only;
    Out.block_count = 1;
    sp_program_add(Program, &Out);
  }
  return make(SP_FUNCTION, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE, Name.c_str());
}

/// Memory that is found through a pointer is told apart by its members' names:
/// each of them is forgotten.
void FunctionExtractor::forgetRecord(sp_node Place, const RecordDecl *Record,
                                     SourceLocation Where) {
  const QualType Type = compat::typeOf(Context, Record);
  Record = Record->getDefinition();
  forget(Place, Where, Type);
  if (!Record || variableIn(Place) >= 0)
    return;
  if (leavesOf(Record, FewMembers) >= FewMembers) {
    sp_node Callee = overwriter(Record), Address = addressOf(Place);
    Step &S = add(SP_CALL, Where);
    S.Data.callee = Callee;
    S.Arguments.push_back(Address);
    return;
  }
  std::set<sp_node> Seen;
  for (const FieldDecl *Field : Record->fields()) {
    if (isPadding(Field))
      continue;
    sp_node Part = fieldOf(Place, Field);
    QualType Type = Field->getType();
    if (Type->isArrayType()) {
      forget(Part, Where);
      Part = elementOf(Part, any());
      Type = QualType(Type->getBaseElementTypeUnsafe(), 0);
    }
    if (const RecordDecl *Inner = Type->getAsRecordDecl())
      forgetRecord(Part, Inner, Where);
    else if (Seen.insert(Part).second)
      forget(Part, Where);
  }
}

void FunctionExtractor::forgetObject(sp_node Place, QualType Type,
                                     SourceLocation Where) {
  if (const RecordDecl *Record = Type->getAsRecordDecl())
    forgetRecord(Place, Record, Where);
  else
    forget(Place, Where, Type);
}

void FunctionExtractor::copyObject(sp_node To, sp_node From, QualType Type,
                                   SourceLocation Where) {
  const RecordDecl *Record = Type->getAsRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return forget(To, Where, Type);
  if (variableIn(To) < 0)
    forgetRecord(To, Record, Where);
  set(To, load(From), Where, Type);
  // Its members may be known one by one.
  if (Record->isUnion() ||
      leavesOf(Record, 4 * FewMembers) >= 4 * FewMembers)
    return;
  for (const FieldDecl *Field : Record->fields()) {
    sp_node Part = fieldOf(To, Field), Source = fieldOf(From, Field);
    if (isPadding(Field) || Field->getType()->isArrayType())
      continue;
    if (Field->getType()->isRecordType())
      copyObject(Part, Source, Field->getType(), Where);
    else
      set(Part, load(Source), Where, Field->getType());
  }
}

void FunctionExtractor::initialize(sp_node Place, QualType Type,
                                   const Expr *Init, SourceLocation Where) {
  Init = bare(Init);
  if (const auto *Full = dyn_cast<FullExpr>(Init))
    return initialize(Place, Type, Full->getSubExpr(), Where);
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Init))
    return initialize(Place, Type, Default->getExpr(), Where);
  if (isInPlace(Init) && withoutWrappers(Init) != OwnList)
    return;
  if (Type->isRecordType())
    Init = withoutWrappers(Init);
  const auto *List = dyn_cast<InitListExpr>(Init);
  if (List && List->isTransparent()) {
    return initialize(Place, Type, List->getInit(0), Where);
  }
  const RecordDecl *Record = Type->getAsRecordDecl();
  if (List && Record && Record->getDefinition()) {
    Record = Record->getDefinition();
    if (Record->isUnion()) {
      forget(Place, Where);
      if (List->getNumInits() && List->getInitializedFieldInUnion())
        initialize(fieldOf(Place, List->getInitializedFieldInUnion()),
                   List->getInitializedFieldInUnion()->getType(),
                   List->getInit(0), Where);
      return;
    }
    unsigned Bases = 0;
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
      for (const CXXBaseSpecifier &Base : Class->bases())
        if (Bases < List->getNumInits())
          initialize(Place, Base.getType(), List->getInit(Bases++), Where);
    const sp_node Outer = ThisObject;
    if (Context.getLangOpts().CPlusPlus)
      ThisObject = addressOf(Place);
    for (const FieldDecl *Field : Record->fields()) {
      if (isPadding(Field))
        continue;
      unsigned I = Bases + Field->getFieldIndex();
      // Unnamed bit fields have no initialiser.
      for (const FieldDecl *Earlier : Record->fields())
        if (isPadding(Earlier) &&
            Earlier->getFieldIndex() < Field->getFieldIndex())
          --I;
      if (I < List->getNumInits())
        initialize(fieldOf(Place, Field), Field->getType(), List->getInit(I),
                   Where);
    }
    ThisObject = Outer;
    return;
  }
  if (Type->isArrayType()) {
    const auto *Array = Context.getAsConstantArrayType(Type);
    const auto *Class =
        Array ? Context.getBaseElementType(Type)->getAsCXXRecordDecl() : nullptr;
    if (Class && Class->hasDefinition() && !Class->isTrivial()) {
      // Constructors have run: forget nothing of theirs.
      if (!List)
        return isa<CXXConstructExpr>(withoutWrappers(Init))
                   ? void()
                   : unsupported("an array of objects that is copied", Where);
      if (List->getNumInits() > MostObjects ||
          (List->hasArrayFiller() &&
           !isa<ImplicitValueInitExpr>(List->getArrayFiller())))
        return unsupported("an array of many objects", Where);
      for (unsigned I = 0; I < List->getNumInits(); ++I)
        initialize(make(SP_ELEMENT, Place, number(I)), Array->getElementType(),
                   List->getInit(I), Where);
      return;
    }
    forget(Place, Where);
    if (!List || !Array || List->getNumInits() > 2 * FewMembers ||
        leavesOf(Array->getElementType()->getAsRecordDecl(), FewMembers) <
            FewMembers)
      return;
    if (!Array->getElementType()->isScalarType())
      return;
    for (unsigned I = 0; I < List->getNumInits(); ++I)
      initialize(make(SP_ELEMENT, Place, number(I)), Array->getElementType(),
                 List->getInit(I), Where);
    return;
  }
  if (isa<ImplicitValueInitExpr>(Init) && Record) {
    forget(Place, Where);
    if (Record->isUnion() || leavesOf(Record, FewMembers) >= FewMembers)
      return;
    for (const FieldDecl *Field : Record->getDefinition()->fields())
      if (Field->getType()->isScalarType())
        set(fieldOf(Place, Field), number(0), Where);
    return;
  }
  assign(Place, Type, Init, Where);
}

/// What is left of a value in the place, which may be a bit-field.
sp_node FunctionExtractor::narrowed(sp_node Place, sp_node Value) {
  const FieldDecl *Field =
      is(Place, SP_FIELD) ? Fields.lookup(data(Place).name) : nullptr;
  if (!Field || !Field->isBitField() || is(Value, SP_UNKNOWN_VALUE))
    return Value;
  const unsigned Width = compat::bitWidth(Field, Context);
  const bool Signed = Field->getType()->isSignedIntegerOrEnumerationType();
  if (Width >= 63 || fits(Value, QualType(), Width - Signed))
    return Value;
  return Signed ? any()
                : operation(SP_BITAND, Value,
                            number((int64_t(1) << Width) - 1));
}

void FunctionExtractor::assign(sp_node Place, QualType Type, const Expr *Right,
                               SourceLocation Where) {
  const Expr *Origin = Right->IgnoreParenCasts();
  if (auto It = Notes.Targets.find(Origin); It != Notes.Targets.end())
    return; // the call has stored it
  if (Type->isRecordType() && isInPlace(Right))
    return; // it was built there
  if (Type->isReferenceType())
    return set(Place, Right->isGLValue() ? addressOf(place(Right)) : any(),
               Where);
  if (!Type->isRecordType()) {
    sp_node Value = Type->isScalarType() ? value(Right) : any();
    return set(Place, narrowed(Place, Value), Where, Type);
  }
  if (const auto *List = dyn_cast<InitListExpr>(bare(Right));
      List && !Objects.of(List))
    return initialize(Place, Type, List, Where);
  sp_node Value = value(Right);
  if (is(Value, SP_LOAD))
    copyObject(Place, data(Value).a, Type, Where);
  else
    forgetObject(Place, Type, Where);
}

void FunctionExtractor::statement(const Stmt *S) {
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
    return evaluateDefault(Default->getExpr(), Where);
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
    return evaluateDefault(Default->getExpr(), Where);
  if (const auto *Id = dyn_cast<CXXTypeidExpr>(S)) {
    if (!Id->isTypeOperand() && hasEffects(Id->getExprOperand()))
      unsupported("typeid of an expression", Where);
    return;
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
    if (Binary->isPtrMemOp() && Binary->isGLValue())
      return unsupported("a pointer to a member variable", Where);
    if (Binary->getOpcode() == BO_Assign)
      return assign(place(Binary->getLHS()), Binary->getLHS()->getType(),
                    Binary->getRHS(), Where);
    if (const auto *Compound = dyn_cast<CompoundAssignOperator>(S)) {
      sp_node Place = place(Compound->getLHS());
      BinaryOperatorKind Opcode =
          BinaryOperator::getOpForCompoundAssignment(Compound->getOpcode());
      sp_node Old = Compound->getLHS()->getType().isVolatileQualified()
                        ? any()
                        : load(Place);
      QualType Type = Compound->getLHS()->getType();
      bool Integral = Type->isScalarType() && !Type->isRealFloatingType();
      if (!Integral)
        return set(Place, any(), Where, Type);
      sp_node Result = binaryValue(Opcode, Compound->getLHS(),
                                   Compound->getRHS(), Old,
                                   value(Compound->getRHS()));
      Result = converted(Result, Compound->getComputationResultType(), Type);
      return set(Place, narrowed(Place, Result), Where, Type);
    }
    return;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(S)) {
    if (!Unary->isIncrementDecrementOp())
      return;
    const Expr *Sub = Unary->getSubExpr();
    sp_node Place = place(Sub);
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
    return set(Place, narrowed(Place, Stepped), Where, Sub->getType());
  }
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
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
      if (!Var || !Var->hasLocalStorage() || !Var->getInit() ||
          Aliases.count(Var))
        continue;
      if (Var->getType()->isReferenceType()) {
        assign(variable(Var), Var->getType(), Var->getInit(),
               Var->getLocation());
        continue;
      }
      initialize(variable(Var), Var->getType(), Var->getInit(),
                 Var->getLocation());
    }
    return;
  }
  if (const auto *Literal = dyn_cast<CompoundLiteralExpr>(S)) {
    if (Literal->getInitializer())
      initialize(temporary(Literal), Literal->getType(),
                 Literal->getInitializer(), Where);
    return;
  }
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(S)) {
    if (Temporary->getStorageDuration() == SD_Automatic &&
        Temporary->getType().isDestructedType() == QualType::DK_cxx_destructor) {
      const auto *Var =
          dyn_cast_or_null<VarDecl>(Temporary->getExtendingDecl());
      if (!Var || extendedBy(Var) != Temporary)
        unsupported("a temporary that lives on in a part of a variable", Where);
    }
    if (!isInPlace(Temporary->getSubExpr()))
      initialize(objectOf(Temporary), Temporary->getType(),
                 Temporary->getSubExpr(), Where);
    return;
  }
  if (const auto *Assembly = dyn_cast<AsmStmt>(S)) {
    if (Assembly->getNumOutputs())
      doubtSearch();
    if (const auto *Gcc = dyn_cast<GCCAsmStmt>(Assembly))
      for (unsigned I = 0; I < Gcc->getNumOutputs(); ++I)
        forget(place(Gcc->getOutputExpr(I)), Where);
    if (const auto *Ms = dyn_cast<MSAsmStmt>(Assembly))
      for (unsigned I = 0; I < Ms->getNumOutputs(); ++I)
        forget(place(Ms->getOutputExpr(I)), Where);
    return;
  }
  if (const auto *Atomic = dyn_cast<AtomicExpr>(S)) {
    // Each pointer: the object, and where what was there goes.
    for (const Stmt *Child : Atomic->children()) {
      const auto *Given = dyn_cast_or_null<Expr>(Child);
      if (!Given || !Given->getType()->isAnyPointerType())
        continue;
      sp_node Pointer = value(Given);
      if (!is(Pointer, SP_INT))
        forget(pointee(Pointer), Where, Given->getType()->getPointeeType());
    }
    return;
  }
  if (const auto *Value = dyn_cast<ReturnStmt>(S)) {
    Return = Value;
    const Expr *E = Value->getRetValue();
    if (!E || E->getType()->isVoidType()) {
      Returned = SP_NO_NODE;
      return;
    }
    bool ByReference = Function->getReturnType()->isReferenceType();
    if (E->isPRValue() && E->getType()->isRecordType()) {
      if (!isInPlace(E))
        initialize(temporary(E), E->getType(), E, Where);
      Returned = load(temporary(E));
    } else {
      Returned = argumentFor(E, ByReference);
    }
    noteEscapes(Returned);
  }
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

Step &FunctionExtractor::callFunction(const FunctionDecl *Callee,
                                      SourceLocation Where) {
  return callNamed(Named.function(Callee).c_str(), Where);
}

Step &FunctionExtractor::callNamed(const char *Name, SourceLocation Where) {
  Step &S = add(SP_CALL, Where);
  S.Data.callee = make(SP_FUNCTION, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE, Name);
  return S;
}

void FunctionExtractor::callSpinLock(const LockCall &Lock, sp_node Result) {
  SourceLocation Where = Lock.Call->getBeginLoc();
  auto Text = [&](const Expr *E) { return sourceText(E, Context); };
  auto Intern = [&](const std::string &S) {
    return sp_program_intern(Program, S.c_str());
  };
  sp_node Adapter = value(Lock.adapter());
  sp_node Handle = pointee(value(Lock.oldIrql()));
  sp_node Irql = fieldOf(fieldOf(Handle, Lock.Context), Lock.Irql);
  if (!Lock.isAcquire()) {
    sp_node Saved = load(Irql);
    Step &Added = add(SP_RELEASE, Where);
    Added.Data.target = Result;
    Added.Data.text = Intern("*" + Text(Lock.oldIrql()));
    if (const auto *Address =
            dyn_cast<UnaryOperator>(Lock.oldIrql()->IgnoreParenCasts()))
      if (Address->getOpcode() == UO_AddrOf)
        Added.Data.text = Intern(Text(Address->getSubExpr()));
    Added.Arguments = {Adapter, spinLock(number(0), number(0)), Saved};
    return;
  }
  if (RoutineUse Use = readRoutineUse(calleeOf(Lock.Call), Lock.Call))
    add(SP_ROUTINE, Where).Data.text = Intern(Use.Row->name);
  sp_node Kind = value(Lock.message()), Of = value(Lock.lockContext());
  if (is(Kind, SP_INT)) {
    int64_t Number = sp_program_data(Program, Kind)->number;
    if (Number == SP_START_IO_LOCK || Number == SP_INTERRUPT_LOCK)
      Of = number(0); // there is one
  }
  set(fieldOf(Handle, Lock.Which), Kind, Where);
  sp_node Slot = addressOf(Irql);
  Step &Added = add(SP_ACQUIRE, Where);
  Added.Data.target = Result;
  Added.Data.text = Intern(spinLockName(Lock, Text));
  Added.Arguments = {Adapter, spinLock(Kind, Of), Slot};
}

/// A lock that a pointer names. The acquire saves its IRQL in a variable of its
/// own, from where it is stored: *OldIrql is no ULONG, as the step has it.
void FunctionExtractor::callPointerLock(const LockCall &Lock, sp_node Result) {
  const SourceLocation Where = Lock.Call->getBeginLoc();
  sp_node Kind = number(sp_number_of_kind(Lock.kind()));
  if (!Lock.isAcquire())
    return releasePointerLock(Lock, Kind);
  if (RoutineUse Use = readRoutineUse(calleeOf(Lock.Call), Lock.Call))
    add(SP_ROUTINE, Where).Data.text =
        sp_program_intern(Program, Use.Row->name);
  auto Text = [&](const Expr *E) { return sourceText(E, Context); };
  sp_node Object = value(Lock.lockPointer()), Cell = SP_NO_NODE;
  std::string Shown;
  QualType Type;
  if (Lock.hasHandle()) {
    Cell = fieldOf(pointee(value(Lock.oldIrql())), Lock.Irql);
    Type = Lock.Irql->getType();
    Shown = pointeeText(Lock.oldIrql(), Text);
  } else if (Lock.returnsIrql()) {
    Cell = Result;
  } else if (Lock.saves()) {
    Cell = pointee(value(Lock.oldIrql()));
    Type = Lock.oldIrql()->getType()->getPointeeType();
    Shown = pointeeText(Lock.oldIrql(), Text);
  }
  sp_node Saved = variablePlace(addVariable(Shown));
  sp_node Slot = addressOf(Saved);
  Step &Added = add(SP_ACQUIRE, Where);
  Added.Data.text =
      sp_program_intern(Program, spinLockName(Lock, Text).c_str());
  Added.Arguments = {number(0), spinLock(Kind, Object), Slot};
  if (Lock.tries()) {
    sp_node Failed = variablePlace(addVariable(""));
    Added.Data.target = Failed;
    if (Result != SP_NO_NODE)
      set(Result, operation(SP_NOT, load(Failed)), Where, QualType());
  }
  if (Cell != SP_NO_NODE)
    set(Cell, load(Saved), Where, Type);
}

void FunctionExtractor::releasePointerLock(const LockCall &Lock, sp_node Kind) {
  const SourceLocation Where = Lock.Call->getBeginLoc();
  auto Text = [&](const Expr *E) { return sourceText(E, Context); };
  sp_node Object = number(0), Irql = number(0);
  std::string Named;
  if (Lock.hasHandle()) {
    Irql = load(fieldOf(pointee(value(Lock.oldIrql())), Lock.Irql));
    Named = pointeeText(Lock.oldIrql(), Text);
  } else {
    Object = value(Lock.lockPointer());
    Named = spinLockName(Lock, Text);
    if (Lock.saves())
      Irql = value(Lock.oldIrql());
  }
  Step &Added = add(SP_RELEASE, Where);
  Added.Data.text = sp_program_intern(Program, Named.c_str());
  Added.Arguments = {number(0), spinLock(Kind, Object), Irql};
}

sp_node FunctionExtractor::spinLock(sp_node Kind, sp_node Context) {
  sp_node Lock = sp_program_op(Program, SP_SPIN, Kind, Context);
  return Lock == SP_NO_NODE ? any() : Lock;
}

/// Where an acquire puts the saved IRQL: a ULONG. If it is put where there is
/// less room, it is there, and what lies behind it is overwritten.
sp_node FunctionExtractor::irqlSlot(const Expr *E) {
  const Expr *Origin = E->IgnoreParens();
  while (const auto *Cast = dyn_cast<CastExpr>(Origin)) {
    if (Cast->getCastKind() != CK_BitCast && Cast->getCastKind() != CK_NoOp)
      break;
    Origin = Cast->getSubExpr()->IgnoreParens();
  }
  QualType To = Origin->getType()->isAnyPointerType()
                    ? Origin->getType()->getPointeeType()
                    : QualType();
  if (To.isNull() || !To->isIntegralOrEnumerationType() ||
      Context.getTypeSize(To) >= 32)
    return value(E);
  sp_node Slot = value(Origin);
  if (is(Slot, SP_ADDRESS) && is(data(Slot).a, SP_FIELD)) {
    const FieldDecl *Field = memberAt(data(Slot).a);
    llvm::SmallVector<const FieldDecl *, 4> Behind;
    if (Field)
      Aliasing.overlapping(Field, 32, Behind);
    if (Behind.empty()) // there is room
      return Slot;
  }
  unsupported("the saved IRQL of 4 bytes is stored where there is less room",
              E->getBeginLoc());
  return Slot;
}

void FunctionExtractor::callLock(const LockCall &Lock, sp_node Result) {
  llvm::SaveAndRestore<bool> Outside(InRoutine, true);
  if (Lock.isSpin())
    return callSpinLock(Lock, Result);
  if (Lock.hasPointer())
    return callPointerLock(Lock, Result);
  const SourceLocation Where = Lock.Call->getBeginLoc();
  const bool Returned = Lock.Routine->old_irql == SP_RESULT;
  const bool Stated = (Lock.Routine->stated & SP_STATED) != 0;
  if (Returned && Result == SP_NO_NODE) // nobody wants it
    Result = variablePlace(addVariable(""));
  sp_node Adapter = value(Lock.adapter()), Message = value(Lock.message()),
          Irql = Returned ? addressOf(Result)
                 : Lock.isAcquire() ? irqlSlot(Lock.oldIrql())
                                    : value(Lock.oldIrql());
  if (!Lock.isAcquire() && Lock.pointsToIrql())
    Irql = load(pointee(Irql));
  // What else it is handed to fill.
  if (Stated && Lock.isAcquire())
    forgetArguments(Lock.Call, Lock.Routine->adapter);
  Step &Added = add(Lock.isAcquire() ? SP_ACQUIRE : SP_RELEASE, Where);
  Added.Data.target = Lock.returnsStatus() ? Result : SP_NO_NODE;
  Added.Data.text =
      sp_program_intern(Program, sourceText(Lock.message(), Context).c_str());
  Added.Arguments = {Adapter, Message, Irql};
  if (Stated && !Lock.isAcquire())
    forgetArguments(Lock.Call, Lock.Routine->adapter);
  if (!Lock.returnsStatus() && !Returned && Result != SP_NO_NODE)
    forget(Result, Where);
}

bool FunctionExtractor::readsVariable(sp_node Node) const {
  if (Node == SP_NO_NODE)
    return false;
  const sp_node_data &Data = *sp_program_data(Program, Node);
  return Data.kind == SP_VARIABLE || readsVariable(Data.a) ||
         readsVariable(Data.b) || readsVariable(Data.c);
}

/// Memory from a pointer on is overwritten, as many bytes as the call says.
void FunctionExtractor::fill(const CallExpr *Call, sp_node Pointer, QualType To,
                             SourceLocation Where) {
  sp_node Place = pointee(Pointer);
  Expr::EvalResult Size;
  const Expr *Last = Call->getArg(Call->getNumArgs() - 1);
  const bool Within = Call->getNumArgs() > 1 && !To->isIncompleteType() &&
                      Last->getType()->isIntegerType() &&
                      Last->EvaluateAsInt(Size, Context) &&
                      Size.Val.getInt().getZExtValue() * 8 <=
                          Context.getTypeSize(To);
  if (is(Pointer, SP_CHOICE))
    noteEscapes(Pointer);
  if (Within && !is(Place, SP_ELEMENT))
    return forgetObject(Place, To, Where);
  while (is(Place, SP_ELEMENT))
    Place = data(Place).a;
  // An array as a whole; else what lies behind the object, too.
  QualType Whole = typeOf(Place);
  if (!Whole.isNull() && Whole->isArrayType())
    return forget(Place, Where);
  forgetObject(Place, To, Where);
  if (To->isVoidType() || !is(Place, SP_FIELD))
    return;
  exposeBytes(addressOf(Place));
  noteEscapes(addressOf(Place));
  forget(anywhere(), Where);
}

/// Forgets what a routine may write through its arguments.
void FunctionExtractor::forgetArguments(const CallExpr *Call, int Except) {
  llvm::SaveAndRestore<bool> Outside(InRoutine, true);
  SourceLocation Where = Call->getBeginLoc();
  const FunctionDecl *Callee = Call->getDirectCallee();
  bool Fills = fillsMemory(Callee);
  for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
    const Expr *Argument = Call->getArg(I);
    if (static_cast<int>(I) == Except)
      continue;
    const Expr *Origin = bare(Argument);
    // What is pointed to, before a conversion to void * or const.
    while (const auto *Cast = dyn_cast<CastExpr>(Origin)) {
      if (Cast->getCastKind() == CK_LValueToRValue ||
          Cast->getCastKind() == CK_ArrayToPointerDecay ||
          Cast->getCastKind() == CK_FunctionToPointerDecay ||
          !(Cast->getSubExpr()->getType()->isAnyPointerType() ||
            Cast->getSubExpr()->getType()->isArrayType()))
        break;
      Origin = bare(Cast->getSubExpr());
    }
    QualType To, Written;
    sp_node Pointer;
    if (Callee && I < Callee->getNumParams() &&
        Callee->getParamDecl(I)->getType()->isReferenceType()) {
      To = Written = Callee->getParamDecl(I)->getType()->getPointeeType();
      Pointer = argumentFor(Argument, true);
    } else {
      if (!Argument->getType()->isAnyPointerType())
        continue;
      Written = Argument->getType()->getPointeeType();
      To = Origin->getType()->isAnyPointerType()
               ? Origin->getType()->getPointeeType()
               : Written;
      Pointer = value(Argument);
    }
    if (Written.isConstQualified() || To->isFunctionType() ||
        is(Pointer, SP_INT) || is(Pointer, SP_FUNCTION))
      continue;
    sp_node Place = pointee(Pointer);
    if (Fills) {
      if (I == 0)
        fill(Call, Pointer, To, Where);
      continue;
    }
    while (is(Place, SP_ELEMENT)) // as many as it likes
      Place = data(Place).a;
    bool Given = is(Pointer, SP_ADDRESS), Local = variableIn(Place) >= 0;
    const RecordDecl *Record = To->getAsRecordDecl();
    if (Local || (To->isScalarType() && !To->isVoidType()) || Given ||
        (Record && leavesOf(Record, FewMembers) < FewMembers))
      forgetObject(Place, To, Where);
  }
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

void FunctionExtractor::callRoutine(const CallExpr *Call, const sp_routine *Row,
                                    sp_node Result) {
  llvm::SaveAndRestore<bool> Outside(InRoutine, true);
  SourceLocation Where = Call->getBeginLoc();
  if (Row->effect == SP_EFFECT_FAILS) {
    add(SP_ABANDON, Where);
    return;
  }
  const char *Name = Row->name;
  if (RoutineUse Use = readRoutineUse(calleeOf(Call), Call)) {
    Name = Use.Row->name;
    add(SP_ROUTINE, Where).Data.text = sp_program_intern(Program, Name);
  }
  if (Row->stated & SP_STATED)
    return callBalanced(Call, Result);
  // The survey wants to know of locks of other kinds.
  const int Excludes = sp_routine_excludes(Name);
  if (Excludes)
    callNamed(Name, Where);
  unsigned Runs = static_cast<unsigned>(Row->runs);
  if (Row->runs != SP_NO_ARGUMENT && Runs < Call->getNumArgs()) {
    const Expr *Callback = Call->getArg(Runs);
    QualType Type = Callback->IgnoreParenCasts()->getType();
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    const auto *Prototype = Type->getAs<FunctionProtoType>();
    sp_node Context_ =
        Runs + 1 < Call->getNumArgs() ? value(Call->getArg(Runs + 1)) : any();
    llvm::SmallVector<sp_node, 2> Arguments;
    if (!Prototype || Prototype->getNumParams() != 1)
      Arguments.push_back(Row->adapter != SP_NO_ARGUMENT &&
                                  static_cast<unsigned>(Row->adapter) <
                                      Call->getNumArgs()
                              ? value(Call->getArg(Row->adapter))
                              : any());
    Arguments.push_back(Context_);
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
    if (Excludes)
      callNamed("KeReleaseInterruptSpinLock", Where);
    return;
  }
  forgetArguments(Call, Row->adapter);
  if (Result != SP_NO_NODE)
    forget(Result, Where);
}

/// Is \p E a variable, so that its class is the one it is declared with?
bool isOfKnownClass(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->getType()->isRecordType();
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
  bool Extended = !Lock && Callee && mayBeLockCall(Callee, Call);
  bool HasBody = Callee && Callee->hasBody();

  bool Seen = Lock || isStated(Callee) ||
              (Row && Row->runs != SP_NO_ARGUMENT) ||
              (!Row && !(Builtin && !HasBody));
  sp_node Result = SP_NO_NODE;
  if (const Home *Known = Objects.of(Call))
    Result = placeOf(*Known);
  else if (auto It = Notes.Targets.find(Call); It != Notes.Targets.end())
    Result = variable(It->second);
  else if (Seen && Notes.Used.count(Call) && !Call->getType()->isVoidType())
    Result = temporary(Call);

  if (Extended) {
    Step &S = add(SP_UNSUPPORTED, Where);
    S.Data.text = sp_program_intern(Program, "a function code that is unknown");
    if (Result != SP_NO_NODE)
      forget(Result, Where);
    return;
  }
  if (Lock)
    return callLock(Lock, Result);
  if (Row)
    return callRoutine(Call, Row, Result);
  if (RoutineUse Use = readRoutineUse(Callee, Call)) // one that a user limits
    add(SP_ROUTINE, Where).Data.text =
        sp_program_intern(Program, Use.Row->name);
  if (const Expr *Assumed = assumedBy(Callee, Call)) {
    if (!Assumed->HasSideEffects(Context)) // or compilers look at nothing
      assume(value(Assumed), Where);
    return;
  }
  if (Builtin && !HasBody) {
    if (Builtin == Builtin::BI__builtin_expect) {
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
    if (Result != SP_NO_NODE)
      set(Result, Known == SP_NO_NODE ? any() : Known, Where);
    return;
  }

  // The function type that the arguments were converted to.
  const FunctionProtoType *Prototype = nullptr;
  QualType Type = Callee ? Callee->getType() : Call->getCallee()->getType();
  if (Type->isPointerType() || Type->isReferenceType())
    Type = Type->getPointeeType();
  Prototype = Type->getAs<FunctionProtoType>();
  llvm::SmallVector<sp_node, 6> Arguments;
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

  for (sp_node Argument : Arguments)
    exposeValue(Argument, QualType());
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
      Operator && Operator->isAssignmentOp() && Call->getNumArgs() == 2 &&
      hasEffects(Call->getArg(0)) && hasEffects(Call->getArg(1)))
    unsupported("an assignment whose operands both have effects", Where);
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
      Method && Method->isTrivial() && Arguments.size() == 2 &&
      (Method->isCopyAssignmentOperator() ||
       Method->isMoveAssignmentOperator())) {
    copyObject(pointee(Arguments[0]), pointee(Arguments[1]),
               compat::typeOf(Context, Method->getParent()), Where);
    if (Result != SP_NO_NODE)
      set(Result, Arguments[0], Where);
    return;
  }

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
    Pointer = Virtual || (isa<CXXMemberCallExpr>(Call) && !ToMember)
                  ? any()
              : ToMember ? value(cast<BinaryOperator>(
                                     Call->getCallee()->IgnoreParens())
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
          Program,
          (Virtual    ? Named.signature(Callee)
           : ToMember ? Named.signature(ToMember)
                      : Named.signature(Call->getCallee()->getType()))
              .c_str());
  }
  S.Data.target = Result;
  S.Arguments.assign(Arguments.begin(), Arguments.end());
  if (fillsMemory(Callee) && HasBody && Call->getNumArgs())
    forgetArguments(Call, SP_NO_ARGUMENT);
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

const CFGBlock *target(const CFGBlock::AdjacentBlock &Edge) {
  return Edge.getReachableBlock();
}

void FunctionExtractor::terminate(const CFGBlock &From, sp_block &To) {
  const Stmt *Terminator = From.getTerminatorStmt();
  setPosition(Terminator ? Terminator->getBeginLoc() : Function->getEndLoc(),
              To.line, To.column);
  To.value = SP_NO_NODE;
  if (const auto *Switch = dyn_cast_or_null<SwitchStmt>(Terminator)) {
    To.exit = SP_SWITCH;
    To.value = value(Switch->getCond());
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
      if (!Next)
        continue;
      llvm::APSInt Low = Case->getLHS()->EvaluateKnownConstInt(Context);
      llvm::APSInt High =
          Case->getRHS() ? Case->getRHS()->EvaluateKnownConstInt(Context) : Low;
      for (unsigned Count = 0; Low <= High; ++Low, ++Count) {
        if (Count == MostCases) {
          TooWide = true;
          break;
        }
        if (Listed.insert(asNumber(Low)).second)
          Cases.push_back({asNumber(Low), blockOf(Next)});
        if (Low == High)
          break;
      }
    }
    if (TooWide) {
      Step &S = add(SP_UNSUPPORTED, Switch->getBeginLoc());
      S.Data.text = sp_program_intern(Program, "a wide range of cases");
    }
    if (!Default && !Cases.empty()) {
      To.next = Cases.back().block;
      Default = true;
    }
    if (!Default) {
      To.exit = SP_STOP;
      To.value = SP_NO_NODE;
      return;
    }
    std::sort(
        Cases.begin(), Cases.end(),
        [](const sp_case &A, const sp_case &B) { return A.value < B.value; });
    if (Cases.empty()) {
      To.exit = SP_GOTO;
      To.value = SP_NO_NODE;
      return;
    }
    To.case_count = Cases.size();
    To.cases = new sp_case[Cases.size()];
    std::copy(Cases.begin(), Cases.end(), To.cases);
    return;
  }

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

//===----------------------------------------------------------------------===//
// The function
//===----------------------------------------------------------------------===//

void FunctionExtractor::addRecordWrites(const RecordDecl *Record,
                                        std::set<std::string> &Out) {
  if (!Record || !(Record = Record->getDefinition()) ||
      !Out.insert("record " + Named.record(Record)).second)
    return;
  for (const FieldDecl *Field : Record->fields())
    addRecordWrites(
        Field->getType()->getBaseElementTypeUnsafe()->getAsRecordDecl(), Out);
}

void FunctionExtractor::callAll(llvm::ArrayRef<const FunctionDecl *> Named) {
  for (const FunctionDecl *Callee : Named)
    callFunction(Callee, Function->getLocation())
        .Arguments.assign(Callee->getNumParams(), any());
}

void FunctionExtractor::addWrites(std::set<std::string> &Out) {
  if (Damage) {
    for (const FieldDecl *Field : Damage->Fields)
      Out.insert("field " + Named.field(Field));
    for (const VarDecl *Var : Damage->Globals)
      Out.insert("global " + Named.global(Var));
  }
  const WriteSet &Own = Facts.ownWrites(Function);
  for (const FieldDecl *Field : Own.Fields)
    Out.insert("field " + Named.field(Field));
  for (const VarDecl *Var : Own.Globals)
    Out.insert("global " + Named.global(Var));
  for (const TagDecl *Tag : Own.Records)
    addRecordWrites(dyn_cast<RecordDecl>(Tag), Out);
  for (const Type *Pointee : Own.Pointees)
    if (Pointee) {
      if (Pointee->isVoidType() && !Notes.Unsupported)
        continue; // its step says what it is
      if (!Pointee->isRecordType())
        Out.insert(Named.access(QualType(Pointee, 0)));
      addRecordWrites(Pointee->getAsRecordDecl(), Out);
    }
}

bool FunctionExtractor::extract() {
  NoteTaker Taker(Notes, Context);
  Taker.statement(Function->getBody());
  if (Function->getBody())
    Voids.note(Aliasing);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function);
      Constructor && !Damage)
    for (const CXXCtorInitializer *Init : Constructor->inits())
      Taker.value(Init->getInit());

  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  HasThis = Method && !Method->isStatic() && !isLambdaCallOperator(Method);
  if (Method && !Method->isStatic())
    addVariable("this");
  IsLambda = Method && isLambdaCallOperator(Method);
  if (IsLambda) {
    auto Field = Method->getParent()->field_begin();
    for (const LambdaCapture &Capture : Method->getParent()->captures()) {
      if (Field == Method->getParent()->field_end())
        break;
      if (Capture.capturesThis())
        CapturedThis = *Field;
      else if (Capture.capturesVariable())
        CaptureFields[Capture.getCapturedVar()] = *Field;
      ++Field;
    }
  }
  for (const ParmVarDecl *Parameter : Function->parameters())
    declare(Parameter);
  uint32_t ParameterCount = static_cast<uint32_t>(Variables.size());

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
  std::unique_ptr<CFG> Graph;
  if (Damage)
    Notes.Unsupported = "it does not parse";
  else
    Graph = CFG::buildCFG(Function, Function->getBody(), &Context, Options);

  // Blocks in reverse post-order: the entry is first, whatever clang's numbers.
  std::vector<const CFGBlock *> Order;
  if (Graph) {
    llvm::DenseSet<const CFGBlock *> Seen;
    struct Frame {
      const CFGBlock *Block;
      std::vector<const CFGBlock *> Next;
    };
    auto Successors = [](const CFGBlock *Block) {
      std::vector<const CFGBlock *> Out;
      bool Switch = isa_and_nonnull<SwitchStmt>(Block->getTerminatorStmt());
      for (const CFGBlock::AdjacentBlock &Edge : Block->succs()) {
        const CFGBlock *Next = target(Edge);
        if (!Next && Switch && &Edge == &*Block->succ_rbegin())
          Next = Edge.getPossiblyUnreachableBlock();
        if (Next)
          Out.push_back(Next);
      }
      return Out;
    };
    std::vector<Frame> Stack;
    Seen.insert(&Graph->getEntry());
    Stack.push_back({&Graph->getEntry(), Successors(&Graph->getEntry())});
    while (!Stack.empty()) {
      Frame &Top = Stack.back();
      if (Top.Next.empty()) {
        Order.push_back(Top.Block);
        Stack.pop_back();
        continue;
      }
      const CFGBlock *Next = Top.Next.back();
      Top.Next.pop_back();
      if (Seen.insert(Next).second)
        Stack.push_back({Next, Successors(Next)});
    }
    std::reverse(Order.begin(), Order.end());
    for (size_t I = 0; I < Order.size(); ++I)
      BlockIndices[Order[I]] = static_cast<uint32_t>(I);
  }

  for (const VarDecl *Local : Notes.Locals)
    declare(Local);
  Objects.find(Context, Order);
  for (const CFGBlock *Block : Order) // what clang adds, as in range-based for
    for (const CFGElement &Element : *Block)
      if (auto S = Element.getAs<CFGStmt>()) {
        Elements.insert(S->getStmt());
        if (const auto *Declaration = dyn_cast<DeclStmt>(S->getStmt()))
          for (const Decl *D : Declaration->decls())
            if (const auto *Var = dyn_cast<VarDecl>(D))
              if (Var->hasLocalStorage())
                declare(Var);
      }
  for (const CFGBlock *Block : Order)
    if (Block->getTerminator().isTemporaryDtorsBranch())
      if (const auto *Bound = dyn_cast_or_null<CXXBindTemporaryExpr>(
              Block->getTerminatorStmt()))
        Made.try_emplace(Bound, variablePlace(addVariable("")));

  // Pointers that never change, to a place that never moves, are that place.
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

  if (!Graph && !Notes.Unsupported)
    Notes.Unsupported = "control flow that clang cannot follow";
  const bool Invokes = Method && Method->isLambdaStaticInvoker();
  auto Unsupported = [this](const char *Why) {
    unsupported(Why, Function->getLocation());
  };
  if (!Graph) {
    Unsupported(Notes.Unsupported);
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
  const size_t Own = Order.size();
  Blocks.resize(Blocks.size() + Own);
  AllSteps.resize(Blocks.size());
  for (size_t Number = 0; Number < Own; ++Number) {
    const CFGBlock *Block = Order[Number];
    Current = Number;
    Steps.clear();
    Return = nullptr;
    Returned = SP_NO_NODE;
    bool Returns = false;
    if (Number == 0) {
      if (Notes.Unsupported)
        Unsupported(Notes.Unsupported);
      for (const auto &Flag : Made)
        set(Flag.second, number(0), Function->getLocation());
    }
    SourceLocation ReturnsAt;
    for (const CFGElement &Element : *Block) {
      element(Element);
      if (Return) {
        Returns = true;
        ReturnsAt = Return->getBeginLoc();
      }
    }
    sp_block Out{};
    Out.value = SP_NO_NODE;
    if (Invokes && Block == &Graph->getExit())
      invokeLambda();
    if ((Returns || Block == &Graph->getExit()) &&
        !Block->hasNoReturnElement()) {
      if (Returns)
        destroyMembers(); // clang's graph forgets them behind a return
      destroyParameters();
    }
    if (Block->hasNoReturnElement()) {
      Out.exit = SP_STOP;
      setPosition(Function->getEndLoc(), Out.line, Out.column);
    } else if (Returns) {
      Out.exit = SP_RETURN;
      Out.value = Returned;
      setPosition(ReturnsAt, Out.line, Out.column);
    } else if (Block == &Graph->getExit()) {
      Out.exit = SP_RETURN;
      Out.value = Returned;
      setPosition(Function->getEndLoc(), Out.line, Out.column);
    } else {
      terminate(*Block, Out);
    }
    Blocks[Current] = Out;
    AllSteps[Current] = std::move(Steps);
    Steps.clear();
  }

  // The exit is only reached where there is no return statement: leave it out
  // where nothing leads to it.
  std::vector<std::vector<sp_step>> StepData(Blocks.size());
  for (size_t I = 0; I < Blocks.size(); ++I) {
    for (Step &S : AllSteps[I]) {
      S.Data.arguments = S.Arguments.data();
      S.Data.argument_count = S.Arguments.size();
      StepData[I].push_back(S.Data);
    }
    Blocks[I].steps = StepData[I].data();
    Blocks[I].step_count = StepData[I].size();
  }
  std::vector<uint32_t> Moved(Blocks.size(), 0);
  std::vector<char> Reached(Blocks.size(), 0);
  std::vector<uint32_t> Work;
  auto Reach = [&](uint32_t To) {
    if (!Reached[To]) {
      Reached[To] = 1;
      Work.push_back(To);
    }
  };
  // Empty blocks that only lead on are passed by.
  auto Through = [&](uint32_t To) {
    for (unsigned Steps = 0; Steps < Blocks.size(); ++Steps) {
      if (Blocks[To].exit != SP_GOTO || Blocks[To].step_count ||
          Blocks[To].next == To)
        break;
      To = Blocks[To].next;
    }
    return To;
  };
  Reach(Through(0));
  while (!Work.empty()) {
    sp_block &B = Blocks[Work.back()];
    Work.pop_back();
    if (B.exit == SP_GOTO) {
      const sp_block &Last = Blocks[Through(B.next)];
      if (Last.exit == SP_RETURN && Last.step_count == 0 &&
          Last.value == SP_NO_NODE) {
        B.exit = SP_RETURN;
        B.line = Last.line;
        B.column = Last.column;
      }
    }
    if (B.exit == SP_GOTO || B.exit == SP_BRANCH || B.exit == SP_SWITCH)
      Reach(B.next = Through(B.next));
    if (B.exit == SP_BRANCH)
      Reach(B.otherwise = Through(B.otherwise));
    // A test that leads nowhere still tells a path on which an acquire has
    // failed from one on which it has not.
    if (B.exit == SP_BRANCH && B.otherwise == B.next &&
        !readsVariable(B.value)) {
      B.exit = SP_GOTO;
      B.value = SP_NO_NODE;
    }
    for (size_t I = 0; I < B.case_count; ++I)
      Reach(B.cases[I].block = Through(B.cases[I].block));
  }
  std::vector<sp_block> Final;
  for (size_t I = 0; I < Blocks.size(); ++I)
    if (Reached[I]) {
      Moved[I] = static_cast<uint32_t>(Final.size());
      Final.push_back(Blocks[I]);
    }
  for (sp_block &B : Final) {
    B.next = B.exit == SP_RETURN || B.exit == SP_STOP ? 0 : Moved[B.next];
    B.otherwise = B.exit == SP_BRANCH ? Moved[B.otherwise] : 0;
    for (size_t I = 0; I < B.case_count; ++I)
      B.cases[I].block = Moved[B.cases[I].block];
  }

  std::vector<char> Escapes(Variables.size() + 1, 0);
  for (uint32_t Index : Escaping)
    Escapes[Index] = 1;
  static_assert(sizeof(bool) == sizeof(char), "");

  std::set<std::string> WriteNames;
  addWrites(WriteNames);
  // What the steps write beside: members that a constructor initialises, and
  // what routines fill.
  for (const sp_block &B : Final)
    for (size_t I = 0; I < B.step_count; ++I) {
      bool Last = true;
      const char *Type = B.steps[I].text;
      if ((B.steps[I].kind == SP_SET || B.steps[I].kind == SP_FORGET) && Type &&
          llvm::StringRef(Type).substr(0, 5) == "type ")
        WriteNames.insert(Type);
      for (sp_node At = B.steps[I].target;
           At != SP_NO_NODE && (is(At, SP_FIELD) || is(At, SP_ELEMENT));
           At = data(At).a)
        if (is(At, SP_FIELD)) {
          if (Last && variableIn(At) < 0)
            WriteNames.insert(std::string("field ") + data(At).name);
          Last = false;
        }
    }
  std::vector<const char *> Writes;
  for (const std::string &Name : WriteNames)
    Writes.push_back(Name.c_str());

  const std::string Name = Named.function(Function);
  std::string Shown;
  {
    llvm::raw_string_ostream Out(Shown);
    Function->getNameForDiagnostic(Out, Context.getPrintingPolicy(), true);
  }
  const std::string Signature = Named.signature(Function);
  PresumedLoc Where =
      Sources.getPresumedLoc(Sources.getExpansionLoc(Function->getLocation()));

  sp_function Out{};
  Out.name = Name.c_str();
  Out.shown = Shown.c_str();
  Out.signature = Signature.c_str();
  Out.where.file = Where.isValid() ? Where.getFilename() : "";
  Out.where.line = Where.isValid() ? Where.getLine() : 1;
  Out.where.column = Where.isValid() ? Where.getColumn() : 1;
  if (Names::isInternal(Function))
    Out.flags |= SP_FUNCTION_INTERNAL;
  if (Facts.isEntryPoint(Function))
    Out.flags |= SP_FUNCTION_ENTRY;
  if (const sp_callback *Callback = Facts.callback(Function)) {
    if (Callback->kind == SP_CALLBACK_FIND_ADAPTER)
      Out.flags |= SP_FUNCTION_LOCKLESS | SP_FUNCTION_FINDS_ADAPTER;
    else if (Callback->kind == SP_CALLBACK_LOCKLESS)
      Out.flags |= SP_FUNCTION_LOCKLESS;
  }
  switch (Facts.beside(Function)) {
  case SP_BESIDE_ALL:
    Out.flags |= SP_FUNCTION_CONCURRENT;
    break;
  case SP_BESIDE_QUEUED:
    Out.flags |= SP_FUNCTION_QUEUED;
    break;
  case SP_BESIDE_OTHERS:
    Out.flags |= SP_FUNCTION_START_IO;
    break;
  case SP_BESIDE_NOBODY:
  case SP_BESIDE_UNKNOWN:
    break;
  }
  if (Facts.holdsItsMessage(Function))
    Out.flags |= SP_FUNCTION_OF_MESSAGE;
  const int Held = Facts.heldSpinLock(Function);
  if (Held == SP_START_IO_LOCK)
    Out.flags |= SP_FUNCTION_HOLDS_START_IO;
  else if (Held == SP_INTERRUPT_LOCK)
    Out.flags |= SP_FUNCTION_HOLDS_INTERRUPT;
  if (Facts.isAddressTaken(Function) || (Method && Method->isVirtual()))
    Out.flags |= SP_FUNCTION_ADDRESS_TAKEN;
  if (Function->isVariadic())
    Out.flags |= SP_FUNCTION_VARIADIC;
  if (LocksUnread || Notes.Throws)
    Out.flags |= SP_FUNCTION_LOCKS_UNREAD;
  if (Unfollowed)
    Out.flags |= SP_FUNCTION_UNFOLLOWED;
  Out.parameter_count = ParameterCount;
  Out.variable_count = static_cast<uint32_t>(Variables.size());
  Out.variables = Variables.data();
  Out.escapes = reinterpret_cast<bool *>(Escapes.data());
  Out.writes = Writes.data();
  Out.write_count = Writes.size();
  Out.blocks = Final.data();
  Out.block_count = Final.size();
  bool Added = sp_program_add(Program, &Out);
  for (sp_block &B : Blocks)
    delete[] B.cases;
  return Added;
}

//===----------------------------------------------------------------------===//
// Which functions
//===----------------------------------------------------------------------===//

class Selection {
public:
  Selection(ASTContext &Context, UnitFacts &Facts)
      : Context(Context), Facts(Facts) {
    for (const FunctionDecl *Function : Facts.bodies())
      if (!isLockWrapper(Function) && !routineOf(Function) &&
          !Function->isDependentContext() && !Function->isInvalidDecl())
        Candidates.insert(Function->getCanonicalDecl());
    select();
  }

  bool has(const FunctionDecl *Function) const {
    return Chosen.count(Function->getCanonicalDecl()) != 0;
  }

private:
  /// Does something of its own that the unit alone cannot tell all about?
  bool reachesOut(const FunctionDecl *Function) const {
    if (Facts.isEntryPoint(Function) || Facts.isAddressTaken(Function) ||
        Facts.isLockRelevant(Function))
      return true;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function))
      if (Method->isVirtual())
        return true;
    for (const CallExpr *Call : Facts.ownCalls(Function)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (!Callee)
        return true;
      const sp_routine *Row = routineOf(Callee);
      if (readRoutineUse(Callee, Call) ||
          (Row ? Row->runs != SP_NO_ARGUMENT || Row->effect != SP_EFFECT_NONE ||
                     Row->stated || sp_routine_excludes(Row->name)
               : !Callee->getBuiltinID() && !Callee->hasBody()))
        return true;
    }
    return false;
  }

  static bool hasOutcome(const FunctionDecl *Function, bool Writes) {
    return Writes || isa<CXXConstructorDecl>(Function) ||
           !Function->getReturnType()->isVoidType();
  }

  bool writes(const FunctionDecl *Function) const {
    const WriteSet &Set = Facts.writes(Function);
    return !Set.Fields.empty() || !Set.Globals.empty() ||
           !Set.Records.empty() || !Set.Pointees.empty();
  }

  void choose(const Decl *D) {
    if (Candidates.count(D) && Chosen.insert(D).second)
      Work.push_back(D);
  }

  void select() {
    // Backwards from what reaches out. Header functions that nobody here calls
    // are left out for now.
    const SourceManager &Sources = Context.getSourceManager();
    llvm::DenseMap<const Decl *, llvm::SmallVector<const Decl *, 4>> Callers;
    for (const Decl *D : Candidates)
      for (const Decl *Target : Facts.ownReferences(D))
        Callers[Target].push_back(D);
    llvm::SmallVector<const Decl *, 32> Back;
    for (const Decl *D : Candidates)
      if (reachesOut(cast<FunctionDecl>(D)) && Reaching.insert(D).second)
        Back.push_back(D);
    while (!Back.empty())
      for (const Decl *Caller : Callers.lookup(Back.pop_back_val()))
        if (Candidates.count(Caller) && Reaching.insert(Caller).second)
          Back.push_back(Caller);
    // Roots: all that other units can call or that this file itself holds.
    for (const Decl *D : Candidates) {
      const auto *Function = cast<FunctionDecl>(D);
      const FunctionDecl *Definition = Function->getDefinition();
      bool Header = !Sources.isInMainFile(Sources.getExpansionLoc(
          (Definition ? Definition : Function)->getLocation()));
      if (Names::isInternal(Definition ? Definition : Function) && Header) {
        if (Facts.isLockRelevant(D))
          choose(D);
        continue;
      }
      // Of what other units can call, they need to know that it does nothing.
      if (Reaching.count(D) ||
          !Names::isInternal(Definition ? Definition : Function))
        choose(D);
    }
    // And forward to what they call, if that can be seen from outside.
    while (!Work.empty())
      for (const Decl *Target : Facts.ownReferences(Work.pop_back_val())) {
        const auto *Function = dyn_cast<FunctionDecl>(Target);
        if (Function &&
            (Reaching.count(Target) || hasOutcome(Function, writes(Function))))
          choose(Target);
        else if (const auto *Table = dyn_cast<VarDecl>(Target))
          for (const Decl *Entry : Facts.ownReferences(Table))
            choose(Entry);
      }
  }

  ASTContext &Context;
  UnitFacts &Facts;
  llvm::DenseSet<const Decl *> Candidates, Reaching, Chosen;
  llvm::SmallVector<const Decl *, 32> Work;
};

} // namespace

static bool extractUnit(ASTContext &Context, UnitFacts &Facts,
                        sp_program *Program) {
  Names Named(Context);
  AliasFacts Aliasing(Context, Named, Program);
  Selection Chosen(Context, Facts);
  bool All = true;
  for (const FunctionDecl *Function : Facts.bodies())
    if (Chosen.has(Function))
      All &=
          FunctionExtractor(Context, Facts, Named, Aliasing, Program, Function)
              .extract();
  Facts.eachCallback(
      [&](const FunctionDecl *Function, const sp_callback *Callback) {
        All &= sp_program_register(Program, Named.function(Function).c_str(),
                                   Callback->name);
      });
  return addPointers(Context, Facts, Named, Program) && All;
}

bool extractUnit(ASTContext &Context, sp_program *Program,
                 llvm::ArrayRef<DamagedFunction> Damaged) {
  UnitFacts Facts;
  Facts.collect(Context.getTranslationUnitDecl(), /*Tell=*/true);
  bool All = extractUnit(Context, Facts, Program);
  Names Named(Context);
  AliasFacts Aliasing(Context, Named, Program);
  for (const DamagedFunction &Each : Damaged)
    if (!Each.Function->isDependentContext())
      All &= FunctionExtractor(Context, Facts, Named, Aliasing, Program,
                               Each.Function, &Each)
                 .extract();
  return All;
}

} // namespace spinpair
