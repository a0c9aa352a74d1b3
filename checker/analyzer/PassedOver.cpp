//===- PassedOver.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "PassedOver.h"
#include "CallModels.h"
#include "Compat.h"
#include "MadeUp.h"
#include "NullResults.h"
#include "PathValues.h"
#include "SummaryReader.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

#include <map>
#include <optional>
#include <utility>

using namespace clang;
using namespace ento;

namespace spinpair {

namespace {

/// What a function writes to a member or global, or behind pointers to a type.
struct Writes {
  std::vector<llvm::APSInt> Numbers;
  llvm::SmallDenseSet<unsigned> Given; ///< Parameters whose value it writes.
  bool Computes = false;   ///< It writes what is none of these, too.
  bool Always = false;     ///< Not in a branch alone: it may leave nothing.
  bool Ends = false;       ///< A loop runs until it is as the condition says,
  bool EndsAtZero = false; ///< which is that it is 0.
  bool Overlaid = false;   ///< It writes another member of the union, too.
  const VarDecl *Into = nullptr; ///< All that is written is a part of it.
};

/// What a function, with those that it calls, reads and writes: members and
/// globals, by their declarations, and types behind pointers.
class Footprint {
public:
  explicit Footprint(const FunctionDecl *Function)
      : Context(Function->getASTContext()) {
    enter(Function, /*InBranch=*/false);
    for (auto &[Name, Does] : Written) {
      Does.Always = Always.count(Name) != 0;
      Does.EndsAtZero = EmptiedBy.count(Name) != 0;
      Does.Ends = LoopsBy.count(Name) != 0 || Does.EndsAtZero;
    }
  }

  /// May \p Cell be one that the function reads?
  bool reads(const MemRegion *Cell) const {
    return llvm::any_of(namesOf(Cell),
                        [&](const void *Name) { return Reads.count(Name); });
  }
  /// What it writes to \p Cell; null if it does not.
  const Writes *writes(const MemRegion *Cell) const {
    for (const void *Name : namesOf(Cell))
      if (auto Found = Written.find(Name); Found != Written.end())
        return &Found->second;
    auto Anything = Written.find(nullptr);
    return Anything != Written.end() ? &Anything->second : nullptr;
  }
  /// Does it decide by its parameter \p Index, or write its value?
  bool uses(unsigned Index) const {
    return Tested.count(Index) != 0 ||
           llvm::any_of(Written, [&](const auto &Each) {
             return Each.second.Given.count(Index) != 0;
           });
  }
  /// Does it look at numbers that \p Cell has, or is one of?
  bool looksAt(const MemRegion *Cell) const {
    return llvm::any_of(namesOf(Cell),
                        [&](const void *Name) { return Numbers.count(Name); });
  }

  /// Do both look at the same numbers?
  bool sharesNumbers(const Footprint &Other) const {
    return llvm::any_of(
        Numbers, [&](const void *Name) { return Other.Numbers.count(Name); });
  }

  /// Does it set numbers that \p Other looks at to constants?
  bool setsNumbersOf(const Footprint &Other) const {
    return llvm::any_of(Other.Numbers, [&](const void *Name) {
      auto Found = Written.find(Name);
      return Found != Written.end() && Found->second.Always &&
             !Found->second.Computes;
    });
  }

private:
  using Names = llvm::DenseSet<const void *>;

  static constexpr unsigned MostFunctions = 32;

  static const void *nameOf(QualType Type) {
    return Type.getCanonicalType().getUnqualifiedType().getTypePtr();
  }

  /// What the cell may be called in a body: its member or variable; an element,
  /// or what a pointer leads to, by its type, too.
  static llvm::SmallVector<const void *, 2> namesOf(const MemRegion *Cell) {
    llvm::SmallVector<const void *, 2> Names;
    const auto *Typed = dyn_cast_or_null<TypedValueRegion>(Cell);
    if (!Typed)
      return Names;
    const bool IsMember = isa<FieldRegion>(Cell);
    while (const auto *Element = dyn_cast<ElementRegion>(Cell))
      Cell = Element->getSuperRegion();
    if (const auto *Field = dyn_cast<FieldRegion>(Cell))
      Names.push_back(Field->getDecl()->getCanonicalDecl());
    else if (const auto *Variable = dyn_cast<VarRegion>(Cell))
      Names.push_back(Variable->getDecl()->getCanonicalDecl());
    if (!IsMember)
      Names.push_back(nameOf(Typed->getValueType()));
    return Names;
  }

  void enter(const FunctionDecl *Function, bool InBranch) {
    const FunctionDecl *Body = nullptr;
    if (!Function->hasBody(Body) || Entered.size() >= MostFunctions)
      return;
    if (!First)
      First = Body;
    const FunctionDecl *Caller = std::exchange(In, Body);
    auto [Known, IsNew] = Entered.try_emplace(Body);
    if (IsNew) {
      Names Does = visitWay(Body->getBody(), /*InBranch=*/false);
      Entered[Body] = std::move(Does);
    }
    In = Caller;
    if (!InBranch)
      for (const void *Name : Entered[Body])
        Always.insert(Name);
  }

  /// The name of what \p Place, the left side of an assignment, writes.
  const void *written(const Expr *Place) const {
    Place = Place->IgnoreParens();
    while (const auto *Element = dyn_cast<ArraySubscriptExpr>(Place)) {
      const Expr *Base = Element->getBase()->IgnoreParenImpCasts();
      if (!Base->getType()->isArrayType())
        return nameOf(Place->getType());
      Place = Base;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Place))
      return Member->getMemberDecl()->getCanonicalDecl();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Place)) {
      const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
      return Variable && Variable->hasGlobalStorage()
                 ? Variable->getCanonicalDecl()
                 : nullptr;
    }
    return nameOf(Place->getType());
  }

  /// What a function writes to one or more cells.
  struct Source {
    std::optional<llvm::APSInt> Number;
    const ParmVarDecl *Given = nullptr; ///< Else it is computed.
    const VarDecl *Into = nullptr; ///< The cells are its own, or behind it.

    Source into(const VarDecl *Variable) const {
      Source Same = *this;
      Same.Into = Variable;
      return Same;
    }
  };

  /// The variable that \p Place is a member of, or of what that leads to; null
  /// if it is an element, or another pointer is on the way.
  static const VarDecl *rootOf(const Expr *Place) {
    Place = Place->IgnoreParenImpCasts();
    while (const auto *Member = dyn_cast<MemberExpr>(Place))
      Place = Member->getBase()->IgnoreParenImpCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(Place);
    return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  }

  static Source zero() { return {llvm::APSInt::get(0), nullptr, nullptr}; }

  Source sourceOf(const Expr *Value) const {
    Expr::EvalResult Number;
    if (!Value || Value->isValueDependent())
      return {};
    if (Value->getType()->isIntegralOrEnumerationType() &&
        Value->EvaluateAsInt(Number, Context))
      return {Number.Val.getInt(), nullptr, nullptr};
    const auto *Ref = dyn_cast<DeclRefExpr>(Value->IgnoreParenImpCasts());
    const auto *Parameter =
        Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
    return {std::nullopt,
            Parameter && Parameter->getDeclContext() == First ? Parameter
                                                              : nullptr,
            nullptr};
  }

  void writeTo(const void *Name, const Source &From, bool InBranch) {
    auto [Known, IsNew] = Written.try_emplace(Name);
    Writes &Here = Known->second;
    if (IsNew)
      Here.Into = From.Into;
    else if (Here.Into != From.Into)
      Here.Into = nullptr;
    // Here, and whichever way was taken: what was there before is gone.
    if (Here.Into && Ways == 1 && !InBranch) {
      Writes New;
      New.Into = Here.Into;
      Here = std::move(New);
    }
    if (!InBranch && Name)
      Always.insert(Name);
    if (From.Number)
      Here.Numbers.push_back(*From.Number);
    else if (From.Given)
      Here.Given.insert(From.Given->getFunctionScopeIndex());
    else
      Here.Computes = true;
  }

  void write(const Expr *Place, const Expr *Value, bool InBranch) {
    const QualType Type = Place->getType();
    overlay(Place);
    if (Type->isRecordType())
      writeParts(Type, Source().into(rootOf(Place)), InBranch);
    else if (const void *Name = written(Place))
      writeTo(Name, sourceOf(Value).into(rootOf(Place)), InBranch);
  }

  /// Notes what shares its bits with \p Place, a part of a union.
  void overlay(const Expr *Place) {
    const uint64_t Width = widthOf(Place);
    uint64_t From = 0;
    Place = Place->IgnoreParens();
    while (const auto *Element = dyn_cast<ArraySubscriptExpr>(Place))
      Place = Element->getBase()->IgnoreParenImpCasts(); // any of them
    const void *Own = written(Place);
    for (const auto *Part = dyn_cast<MemberExpr>(Place); Part;
         Part = dyn_cast<MemberExpr>(Part->getBase()->IgnoreParens())) {
      const auto *Field = dyn_cast<FieldDecl>(Part->getMemberDecl());
      if (!Field)
        return;
      From += Context.getFieldOffset(Field);
      if (Field->getParent()->isUnion())
        return eachOverlaid(Field->getParent(), 0, From, From + Width,
                            [&](const void *Name) {
                              if (Name != Own)
                                Written[Name].Overlaid = true;
                            });
      if (Part->isArrow())
        return;
    }
  }

  uint64_t widthOf(const Expr *Place) const {
    const FieldDecl *Bits = Place->getSourceBitField();
    return Bits ? compat::bitWidth(Bits, Context)
                : Context.getTypeSize(Place->getType());
  }

  /// Calls \p Take with the members in \p Record that have bits from \p From up
  /// to \p End.
  void eachOverlaid(const RecordDecl *Record, uint64_t Begin, uint64_t From,
                    uint64_t End,
                    llvm::function_ref<void(const void *)> Take) const {
    Record = Record->getDefinition();
    if (!Record || Record->isInvalidDecl())
      return;
    for (const FieldDecl *Field : Record->fields()) {
      const QualType Type = Field->getType();
      if (Type->isIncompleteType())
        continue;
      const uint64_t First = Begin + Context.getFieldOffset(Field);
      const uint64_t Width = Field->isBitField()
                                 ? compat::bitWidth(Field, Context)
                                 : Context.getTypeSize(Type);
      if (First >= End || First + Width <= From)
        continue;
      Take(Field->getCanonicalDecl());
      if (const RecordDecl *Inner = Type->getAsRecordDecl())
        eachOverlaid(Inner, First, From, End, Take);
    }
  }

  /// Calls \p Take with the names of all that an object of \p Type is made of.
  void eachPart(QualType Type,
                llvm::function_ref<void(const void *, QualType)> Take) const {
    Type = Context.getBaseElementType(Type);
    const RecordDecl *Record = Type->getAsRecordDecl();
    Record = Record ? Record->getDefinition() : nullptr;
    if (!Record)
      return;
    for (const FieldDecl *Field : Record->fields()) {
      const QualType Part = Context.getBaseElementType(Field->getType());
      Take(Field->getCanonicalDecl(), Part);
      Take(nameOf(Part), Part);
      eachPart(Field->getType(), Take);
    }
  }

  void writeParts(QualType Type, const Source &From, bool InBranch) {
    eachPart(Type, [&](const void *Name, QualType) {
      writeTo(Name, From, InBranch);
    });
  }

  /// Notes that all which \p Pointer leads to is written.
  void writeBehind(const Expr *Pointer, Source From, bool InBranch) {
    Pointer = Pointer->IgnoreParenCasts();
    const auto *Address = dyn_cast<UnaryOperator>(Pointer);
    const Expr *Place = Pointer->getType()->isArrayType() ? Pointer
                        : Address && Address->getOpcode() == UO_AddrOf
                            ? Address->getSubExpr()
                            : nullptr;
    QualType Type =
        Place ? Place->getType() : Pointer->getType()->getPointeeType();
    if (Type.isNull())
      return;
    if (Place)
      From = From.into(rootOf(Place));
    if (Place && written(Place))
      writeTo(written(Place), From, InBranch);
    const auto *Ref = dyn_cast<DeclRefExpr>(Pointer);
    const auto *Parameter =
        Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
    if (!Place && Type->isVoidType() && Parameter && In != First) {
      Behind[In].push_back({Parameter->getFunctionScopeIndex(), From});
      return; // the caller knows
    }
    Type = Context.getBaseElementType(Type);
    if (Type->isVoidType() || (!Place && Type->isCharType())) {
      writeTo(nullptr, From, InBranch); // it may be anything
      return;
    }
    writeTo(nameOf(Type), From, InBranch);
    writeParts(Type, From, InBranch);
  }

  /// Notes what \p Call reads and writes, if it clears, fills or copies memory.
  bool writeBy(const CallExpr *Call, bool InBranch) {
    const sp_memory_call *Does = memoryCall(Call->getDirectCallee());
    const unsigned Count = Call->getNumArgs();
    if (Does && Count >= 2 && Does->kind == SP_MEMORY_ZERO) {
      writeBehind(Call->getArg(0), zero(), InBranch);
    } else if (Does && Count >= 3 &&
               (Does->kind == SP_MEMORY_SET || Does->kind == SP_MEMORY_FILL)) {
      const Source Byte =
          sourceOf(Call->getArg(Does->kind == SP_MEMORY_SET ? 1 : 2));
      writeBehind(Call->getArg(0),
                  Byte.Number && *Byte.Number == 0 ? Byte : Source(), InBranch);
    } else if (Does && Count >= 3 && Does->kind == SP_MEMORY_COPY) {
      writeBehind(Call->getArg(0), {}, InBranch);
      readBehind(Call->getArg(1));
    } else {
      return false;
    }
    for (const Expr *Each : Call->arguments()) {
      const auto *Address = dyn_cast<UnaryOperator>(Each->IgnoreParenCasts());
      visit(Address && Address->getOpcode() == UO_AddrOf ? Address->getSubExpr()
                                                         : Each,
            InBranch, /*IsPlace=*/Each == Call->getArg(0));
    }
    return true;
  }

  /// Notes that what \p Callee writes behind pointers to `void` is what \p Call
  /// hands it.
  void writeBehindArguments(const CallExpr &Call, const FunctionDecl *Callee,
                            bool InBranch) {
    const FunctionDecl *Body = nullptr;
    if (!Callee->hasBody(Body) || Body == In)
      return;
    const auto Known = Behind.find(Body);
    if (Known == Behind.end())
      return;
    const auto Written = Known->second; // more may come
    for (const auto &[Index, From] : Written)
      if (Index < Call.getNumArgs())
        writeBehind(Call.getArg(Index), From, InBranch);
  }

  /// Notes that all which \p Pointer leads to is read.
  void readBehind(const Expr *Pointer) {
    const QualType Type = Pointer->IgnoreParenCasts()->getType();
    const QualType To = Type->isArrayType() ? Type : Type->getPointeeType();
    if (To.isNull())
      return;
    read(nameOf(Context.getBaseElementType(To)), To);
    eachPart(To, [this](const void *Name, QualType Part) { read(Name, Part); });
  }

  void read(const void *Name, QualType Type) {
    Reads.insert(Name);
    if (Type->isIntegralOrEnumerationType())
      Numbers.insert(Name);
  }

  /// Takes note of \p Operand being compared, or asked for its truth.
  void test(const Expr *Operand) {
    const auto *Ref =
        Operand ? dyn_cast<DeclRefExpr>(Operand->IgnoreParenCasts()) : nullptr;
    const auto *Parameter =
        Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
    if (Parameter && Parameter->getDeclContext() == First)
      Tested.insert(Parameter->getFunctionScopeIndex());
  }

  /// Notes what \p S decides by.
  void testBy(const Stmt *S) {
    if (const auto *If = dyn_cast<IfStmt>(S))
      test(If->getCond());
    else if (const auto *Loop = dyn_cast<WhileStmt>(S))
      test(Loop->getCond());
    else if (const auto *Loop = dyn_cast<DoStmt>(S))
      test(Loop->getCond());
    else if (const auto *Loop = dyn_cast<ForStmt>(S))
      test(Loop->getCond());
    else if (const auto *Switch = dyn_cast<SwitchStmt>(S))
      test(Switch->getCond());
    else if (const auto *Choice = dyn_cast<ConditionalOperator>(S))
      test(Choice->getCond());
    else if (const auto *Unary = dyn_cast<UnaryOperator>(S))
      test(Unary->getOpcode() == UO_LNot ? Unary->getSubExpr() : nullptr);
    else if (const auto *Binary = dyn_cast<BinaryOperator>(S))
      if (Binary->isComparisonOp() || Binary->isLogicalOp()) {
        test(Binary->getLHS());
        test(Binary->getRHS());
      }
  }

  /// Visits \p S, one of the ways that a branch can take; what is written on
  /// it, whenever that is taken.
  Names visitWay(const Stmt *S, bool InBranch) {
    Names Outside = std::exchange(Always, {});
    ++Ways;
    visit(S, InBranch, false);
    --Ways;
    return std::exchange(Always, std::move(Outside));
  }

  /// What all of \p Ways write is always written, as one of them is taken.
  void joinWays(llvm::ArrayRef<Names> Ways) {
    for (const void *Name : Ways.front())
      if (llvm::all_of(Ways,
                       [&](const Names &Each) { return Each.count(Name); }))
        Always.insert(Name);
  }

  void visitIf(const IfStmt *If, bool InBranch) {
    visit(If->getInit(), InBranch, false);
    visit(If->getCond(), InBranch, false);
    joinWays(
        {visitWay(If->getThen(), InBranch), visitWay(If->getElse(), InBranch)});
  }

  /// Of the cases, each goes on to the next `break`.
  void visitSwitch(const SwitchStmt *Switch, bool InBranch) {
    visit(Switch->getInit(), InBranch, false);
    visit(Switch->getCond(), InBranch, false);
    const auto *Body = dyn_cast<CompoundStmt>(Switch->getBody());
    llvm::SmallVector<Names, 4> Ways;
    Names Way, Outside = std::exchange(Always, {});
    bool Any = false, Default = Switch->isAllEnumCasesCovered();
    ++this->Ways;
    if (Body)
      for (const Stmt *Each : Body->body()) {
        for (const Stmt *At = Each; const auto *Case = dyn_cast<SwitchCase>(At);
             At = Case->getSubStmt()) {
          Any = true;
          Default |= isa<DefaultStmt>(Case);
          // Who comes here has not what was written above.
          Always.clear();
        }
        visit(Each, InBranch, false);
        if (endsCase(Each)) {
          Ways.push_back(std::exchange(Always, {}));
          Any = false;
        }
      }
    else
      visit(Switch->getBody(), /*InBranch=*/true, false);
    --this->Ways;
    if (Any)
      Ways.push_back(Always);
    Always = std::move(Outside);
    if (Default && !Ways.empty())
      joinWays(Ways);
  }

  static bool endsCase(const Stmt *S) {
    while (const auto *Case = dyn_cast<SwitchCase>(S))
      S = Case->getSubStmt();
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      return !Block->body_empty() && endsCase(Block->body_back());
    return isa<BreakStmt>(S) || isa<ReturnStmt>(S);
  }

  /// Takes note of what a loop runs until.
  void loopUntil(const Expr *Condition) {
    const Expr *Place = Condition ? Condition->IgnoreParenImpCasts() : nullptr;
    const void *Name =
        Place && Place->isLValue() && !Place->getType()->isRecordType()
            ? written(Place)
            : nullptr;
    if (Name)
      EmptiedBy.insert(Name);
    else
      loopBy(Condition);
  }

  /// Takes note of all that the condition of a loop reads.
  void loopBy(const Stmt *Condition) {
    if (!Condition)
      return;
    if (const auto *Member = dyn_cast<MemberExpr>(Condition))
      LoopsBy.insert(Member->getMemberDecl()->getCanonicalDecl());
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(Condition))
      LoopsBy.insert(Ref->getDecl()->getCanonicalDecl());
    else if (const auto *Deref = dyn_cast<UnaryOperator>(Condition);
             Deref && Deref->getOpcode() == UO_Deref)
      LoopsBy.insert(nameOf(Deref->getType()));
    for (const Stmt *Child : Condition->children())
      loopBy(Child);
  }

  /// Visits \p S. \p IsPlace: it is written, and not read.
  void visit(const Stmt *S, bool InBranch, bool IsPlace) {
    if (!S)
      return;
    if (const auto *Assign = dyn_cast<BinaryOperator>(S);
        Assign && Assign->isAssignmentOp()) {
      const bool Plain = Assign->getOpcode() == BO_Assign;
      write(Assign->getLHS(), Plain ? Assign->getRHS() : nullptr, InBranch);
      visit(Assign->getLHS(), InBranch, Plain);
      visit(Assign->getRHS(), InBranch, false);
      return;
    }
    testBy(S);
    if (const auto *If = dyn_cast<IfStmt>(S))
      return visitIf(If, InBranch);
    if (const auto *Switch = dyn_cast<SwitchStmt>(S))
      return visitSwitch(Switch, InBranch);
    const auto *Unary = dyn_cast<UnaryOperator>(S);
    if (Unary && Unary->isIncrementDecrementOp())
      write(Unary->getSubExpr(), nullptr, InBranch);
    else if (Unary && Unary->getOpcode() == UO_AddrOf &&
             !Unary->getSubExpr()->getType()->isRecordType())
      write(Unary->getSubExpr(), nullptr, InBranch);
    if (!IsPlace)
      readBy(S);
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      if (writeBy(Call, InBranch))
        return;
      if (const FunctionDecl *Callee = Call->getDirectCallee()) {
        enter(Callee, InBranch);
        writeBehindArguments(*Call, Callee, InBranch);
      }
    }
    if (const auto *Return = dyn_cast<ReturnStmt>(S);
        Return && Return->getRetValue() &&
        Return->getRetValue()->getType()->isRecordType()) {
      // Of a local variable, it is known what was written to it.
      const auto *Ref =
          dyn_cast<DeclRefExpr>(Return->getRetValue()->IgnoreParenImpCasts());
      const auto *Local = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      if (!Local || !Local->isLocalVarDecl())
        writeParts(Return->getRetValue()->getType(), {}, InBranch);
    }
    if (const auto *Declared = dyn_cast<DeclStmt>(S))
      for (const Decl *Each : Declared->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Each))
          initialise(Variable, Variable->getType(), Variable->getInit(),
                     InBranch);
    if (const auto *Loop = dyn_cast<WhileStmt>(S))
      loopUntil(Loop->getCond());
    else if (const auto *Do = dyn_cast<DoStmt>(S))
      loopUntil(Do->getCond());
    else if (const auto *For = dyn_cast<ForStmt>(S))
      loopUntil(For->getCond());
    // Of what is written, only the last part is not read on the way there.
    const bool SameName =
        IsPlace && (isa<ParenExpr>(S) ||
                    (isa<ArraySubscriptExpr>(S) && cast<ArraySubscriptExpr>(S)
                                                       ->getBase()
                                                       ->IgnoreParenImpCasts()
                                                       ->getType()
                                                       ->isArrayType()) ||
                    isa<ImplicitCastExpr>(S));
    for (const Stmt *Child : S->children())
      visit(Child, InBranch || isa<ConditionalOperator>(S),
            SameName && Child == *S->child_begin());
  }

  /// Notes what the members of a local structure are initialised with, which
  /// the function may return.
  void initialise(const VarDecl *Variable, QualType Type, const Expr *Init,
                  bool InBranch) {
    if (!Init || !Type->isRecordType())
      return;
    const auto *List = dyn_cast<InitListExpr>(Init->IgnoreParenImpCasts());
    const RecordDecl *Record = Type->getAsRecordDecl()->getDefinition();
    if (!List || !Record || Record->isUnion())
      return writeParts(Type, Source().into(Variable), InBranch);
    unsigned Index = 0;
    for (const FieldDecl *Field : Record->fields()) {
      if (Field->isBitField() && !Field->getIdentifier())
        continue;
      const Expr *Value =
          Index < List->getNumInits() ? List->getInit(Index) : nullptr;
      ++Index;
      if (Field->getType()->isRecordType())
        initialise(Variable, Field->getType(), Value, InBranch);
      else
        writeTo(Field->getCanonicalDecl(),
                (!Value || isa<ImplicitValueInitExpr>(Value) ? zero()
                                                             : sourceOf(Value))
                    .into(Variable),
                InBranch);
    }
  }

  /// Notes what \p S itself reads.
  void readBy(const Stmt *S) {
    const auto *Cast = dyn_cast<CastExpr>(S);
    if (Cast && Cast->getCastKind() == CK_LValueToRValue &&
        Cast->getType()->isRecordType()) {
      eachPart(Cast->getType(),
               [this](const void *Name, QualType Part) { read(Name, Part); });
    } else if (const auto *Member = dyn_cast<MemberExpr>(S)) {
      read(Member->getMemberDecl()->getCanonicalDecl(), Member->getType());
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
      const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
      if (Variable && Variable->hasGlobalStorage())
        read(Variable->getCanonicalDecl(), Variable->getType());
    } else if (const auto *Deref = dyn_cast<UnaryOperator>(S)) {
      if (Deref->getOpcode() == UO_Deref)
        Reads.insert(nameOf(Deref->getType()));
    } else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(S)) {
      if (!Element->getBase()->IgnoreParenImpCasts()->getType()->isArrayType())
        Reads.insert(nameOf(Element->getType()));
    }
  }

  const ASTContext &Context;
  const FunctionDecl *First = nullptr, *In = nullptr;
  unsigned Ways = 0; ///< Around what is visited; 1 for all of the function.
  llvm::DenseMap<const FunctionDecl *, Names> Entered; ///< All they write.
  Names Reads, Numbers;
  Names Always, LoopsBy, EmptiedBy; ///< Of what is written.
  llvm::DenseSet<unsigned> Tested;
  std::map<const void *, Writes> Written;
  /// What functions write behind parameters that are pointers to `void`.
  std::map<const FunctionDecl *, std::vector<std::pair<unsigned, Source>>>
      Behind;
};

/// A call that was passed over.
struct PassedCall {
  const CallExpr *Call;
  const FunctionDecl *Function;
  const Footprint *Goes;
  std::vector<const Question *> Of; ///< Its result, and what it wrote.
  bool IsResultAsked = false;
  llvm::SmallVector<std::pair<unsigned, SVal>, 4> Arguments;
};

/// The cell that \p Value was read from; null if it is a result.
const MemRegion *cellOf(const SymbolData *Value) {
  if (const auto *First = dyn_cast<SymbolRegionValue>(Value))
    return First->getRegion();
  if (const auto *Later = dyn_cast<SymbolDerived>(Value))
    return Later->getRegion();
  return nullptr;
}

/// The calls that a path rests on.
class PassedCalls {
public:
  PassedCalls(llvm::ArrayRef<Question> Questions, PathNodes Path)
      : Questions(Questions) {
    for (const Question &Each : Questions)
      take(Each);
    if (!Calls.empty())
      findArguments(Path);
  }

  bool mayContradict(PathNodes Path) {
    for (const auto &Entry : Calls)
      if (rests(Entry.second))
        return true;
    return anyTwoRelated() || anyPrepared(Path);
  }

private:
  using Key = std::pair<const Stmt *, unsigned>; // and how often it was met

  static Key keyOf(const SymbolConjured *Made) {
    return {Made->getStmt(), Made->getCount()};
  }

  void take(const Question &Asked) {
    const SymbolConjured *Made = conjuredFor(Asked.Of);
    const auto *Call =
        dyn_cast_or_null<CallExpr>(Made ? Made->getStmt() : nullptr);
    const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
    if (!Function || !Function->hasBody() || isOfAcquire(Made))
      return;
    const Footprint &Goes = footprintOf(Function);
    const MemRegion *Cell = cellOf(Asked.Of);
    if (Cell && !Goes.writes(Cell))
      return; // as it was
    PassedCall &Passed = Calls[keyOf(Made)];
    Passed.Call = Call;
    Passed.Function = Function;
    Passed.Goes = &Goes;
    Passed.Of.push_back(&Asked);
    Passed.IsResultAsked |= !Cell;
  }

  /// The values of the arguments that decide.
  void findArguments(PathNodes Path) {
    for (const ExplodedNode *Node : Path) {
      auto Point = Node->getLocationAs<PostStmt>();
      if (!Point || !isa<CallExpr>(Point->getStmt()))
        continue;
      for (auto &Entry : Calls) {
        PassedCall &Passed = Entry.second;
        if (Passed.Call != Point->getStmt() || !Passed.Arguments.empty())
          continue;
        for (unsigned I = 0; I < Passed.Call->getNumArgs(); ++I)
          if (Passed.Goes->uses(I))
            Passed.Arguments.push_back(
                {I, Node->getSVal(Passed.Call->getArg(I))});
      }
    }
  }

  static bool isOneOf(const Question &Asked, const PassedCall &Passed) {
    return llvm::is_contained(Passed.Of, &Asked);
  }

  bool isArgument(const SymbolData *Value, const PassedCall &Passed) const {
    return cellOf(Value) &&
           llvm::any_of(Passed.Arguments, [&](const auto &Given) {
             return mentions(Given.second, Value);
           });
  }

  bool rests(const PassedCall &Passed) const {
    const SymbolData *First = Passed.Of.front()->Of;
    if (llvm::any_of(Passed.Of, [&](const Question *Each) {
          return !cellOf(Each->Of) && isNull(*Each) &&
                 makesNoNull(Passed.Function);
        }))
      return true;
    if (llvm::any_of(Passed.Of, [&](const Question *Each) {
          return Each->Of != First || cannotBeMade(*Each, Passed);
        }))
      return true;
    return llvm::any_of(Questions, [&](const Question &Each) {
      return !isOneOf(Each, Passed) && (Passed.Goes->reads(cellOf(Each.Of)) ||
                                        isArgument(Each.Of, Passed));
    });
  }

  /// Is the path one on which it is null?
  static bool isNull(const Question &Asked) {
    return Asked.Whole == Asked.Of && Asked.Of->getType()->isPointerType() &&
           llvm::all_of(Asked.Ranges, [](const Range &Each) {
             return Each.From() == 0 && Each.To() == 0;
           });
  }

  /// Is \p Asked of what the function wrote, and not what it is known to write?
  static bool cannotBeMade(const Question &Asked, const PassedCall &Passed) {
    const MemRegion *Cell = cellOf(Asked.Of);
    if (!Cell)
      return false;
    const Writes &Does = *Passed.Goes->writes(Cell);
    std::vector<llvm::APSInt> Numbers = Does.Numbers;
    bool Computes = Does.Computes;
    for (const auto &[Index, Given] : Passed.Arguments)
      if (Does.Given.count(Index)) {
        if (auto Number = Given.getAs<nonloc::ConcreteInt>())
          Numbers.push_back(Number->getValue());
        else
          Computes = true;
      }
    // Of locals that were made up there are other rules; see MadeUp.h.
    if (isOfCall(Cell) && (Computes || Asked.Whole != Asked.Of ||
                           !(Does.Always || Does.Overlaid)))
      return false;
    if (Does.Overlaid || Asked.Whole != Asked.Of)
      return true;
    const unsigned Width = Asked.Ranges.begin()->From().getBitWidth();
    auto Asks = [&](const llvm::APSInt &Number) {
      return llvm::any_of(Asked.Ranges, [&](const Range &Each) {
        const llvm::APSInt Here(Number.extOrTrunc(Width),
                                Each.From().isUnsigned());
        return Each.From() <= Here && Here <= Each.To();
      });
    };
    if (Does.Ends)
      return !Does.EndsAtZero || !Asks(llvm::APSInt::get(0));
    if (!Does.Always)
      return !isSingleTest(Asked.Ranges);
    if (llvm::any_of(Numbers, Asks))
      return false;
    if (!Computes)
      return true;
    return !isSingleTest(Asked.Ranges) || !asksForZero(Asked.Ranges);
  }

  /// Is it 0, and no other number, that the path was asked about?
  static bool asksForZero(const RangeSet &Ranges) {
    auto IsLow = [](llvm::APSInt Number) { return Number == 0 || Number == 1; };
    return llvm::all_of(Ranges, [&](const Range &Each) {
      llvm::APSInt Behind = Each.To();
      return (Each.From().isMinValue() || IsLow(Each.From())) &&
             (Each.To().isMaxValue() || IsLow(++Behind));
    });
  }

  /// Two functions that look at the same, and are asked both.
  bool anyTwoRelated() const {
    for (auto A = Calls.begin(); A != Calls.end(); ++A)
      for (auto B = std::next(A); B != Calls.end(); ++B)
        if (A->second.Function != B->second.Function &&
            A->second.IsResultAsked && B->second.IsResultAsked &&
            A->second.Goes->sharesNumbers(*B->second.Goes))
          return true;
    return false;
  }

  /// The local variable that \p Argument leads to; null if it is none.
  static const MemRegion *localOf(SVal Argument) {
    const MemRegion *Region = Argument.getAsRegion();
    const auto *Variable =
        dyn_cast_or_null<VarRegion>(Region ? Region->getBaseRegion() : nullptr);
    return Variable && !Variable->getDecl()->hasGlobalStorage() ? Variable
                                                                : nullptr;
  }

  /// Does \p Node write what a later call, one of \p Later, looks at: a local
  /// that it is given, or a number that is known?
  static bool prepares(const ExplodedNode *Node,
                       llvm::ArrayRef<const Footprint *> Later,
                       const llvm::DenseSet<const MemRegion *> &Locals) {
    auto Store = Node->getLocationAs<PostStore>();
    const auto *Where = static_cast<const MemRegion *>(
        Store ? Store->getLocationValue() : nullptr);
    if (!Where)
      return false;
    if (Locals.contains(Where->getBaseRegion()))
      return true;
    return Node->getState()->getSVal(Where).isConstant() &&
           llvm::any_of(Later, [&](const Footprint *Each) {
             return Each->looksAt(Where);
           });
  }

  /// Does a result rest on numbers that the path has written before, or another
  /// function, which was passed over before, has set to constants?
  bool anyPrepared(PathNodes Path) {
    llvm::DenseSet<const Stmt *> Asked, SteppedInto;
    for (const auto &Entry : Calls)
      if (Entry.second.IsResultAsked)
        Asked.insert(Entry.second.Call);
    if (Asked.empty())
      return false;
    llvm::SmallVector<const Footprint *, 4> Later;
    llvm::DenseSet<const MemRegion *> Locals;
    for (const ExplodedNode *Node : Path) {
      if (prepares(Node, Later, Locals))
        return true;
      if (auto Exit = Node->getLocationAs<CallExitEnd>()) {
        SteppedInto.insert(Exit->getCalleeContext()->getCallSite());
        continue;
      }
      auto Point = Node->getLocationAs<PostStmt>();
      const auto *Call = Point ? dyn_cast<CallExpr>(Point->getStmt()) : nullptr;
      const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
      if (!Function || !Function->hasBody() || SteppedInto.contains(Call))
        continue;
      const Footprint &Here = footprintOf(Function);
      if (llvm::any_of(Later, [&](const Footprint *Each) {
            return Here.setsNumbersOf(*Each);
          }))
        return true;
      if (!Asked.contains(Call))
        continue;
      Later.push_back(&Here);
      for (const Expr *Each : Call->arguments())
        if (const MemRegion *Local = localOf(Node->getSVal(Each)))
          Locals.insert(Local);
    }
    return false;
  }

  const Footprint &footprintOf(const FunctionDecl *Function) {
    auto Known = Footprints.find(Function);
    if (Known == Footprints.end())
      Known = Footprints.emplace(Function, Footprint(Function)).first;
    return Known->second;
  }

  llvm::ArrayRef<Question> Questions;
  std::map<const FunctionDecl *, Footprint> Footprints;
  std::map<Key, PassedCall> Calls;
};

} // namespace

bool restsOnPassedOver(llvm::ArrayRef<Question> Questions, PathNodes Path) {
  return PassedCalls(Questions, Path).mayContradict(Path);
}

} // namespace spinpair
