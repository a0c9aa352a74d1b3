//===- PassedOver.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "PassedOver.h"
#include "Compat.h"
#include "MadeUp.h"
#include "PathValues.h"
#include "SummaryReader.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

#include <map>
#include <utility>

using namespace clang;
using namespace ento;

namespace spinpair {

namespace {

/// What a function writes to a member or global, or behind pointers to a type.
struct Writes {
  std::vector<llvm::APSInt> Numbers;
  bool Computes = false; ///< It writes what is no constant, too.
  bool Always = false;   ///< Not in a branch alone: it may leave nothing.
};

/// What a function, with those that it calls, reads and writes: members and
/// globals, by their declarations, and types behind pointers.
class Footprint {
public:
  explicit Footprint(const FunctionDecl *Function)
      : Context(Function->getASTContext()) {
    enter(Function);
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
    return nullptr;
  }
  /// Does it decide by its parameter \p Index?
  bool decidesBy(unsigned Index) const { return Tested.count(Index) != 0; }

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

  void enter(const FunctionDecl *Function) {
    const FunctionDecl *Body = nullptr;
    if (!Function->hasBody(Body) || Entered.size() >= MostFunctions ||
        !Entered.insert(Body).second)
      return;
    if (Entered.size() == 1)
      First = Body;
    visit(Body->getBody(), /*InBranch=*/Entered.size() > 1, false);
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

  void write(const Expr *Place, const Expr *Value, bool InBranch) {
    const void *Name = written(Place);
    if (!Name)
      return;
    Writes &Here = Written[Name];
    Here.Always |= !InBranch;
    Expr::EvalResult Number;
    if (Value && !Value->isValueDependent() &&
        Value->EvaluateAsInt(Number, Context))
      Here.Numbers.push_back(Number.Val.getInt());
    else
      Here.Computes = true;
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
    const auto *Unary = dyn_cast<UnaryOperator>(S);
    if (Unary &&
        (Unary->isIncrementDecrementOp() || Unary->getOpcode() == UO_AddrOf))
      write(Unary->getSubExpr(), nullptr, InBranch);
    testBy(S);
    if (!IsPlace)
      readBy(S);
    if (const auto *Call = dyn_cast<CallExpr>(S))
      if (const FunctionDecl *Callee = Call->getDirectCallee())
        enter(Callee);
    const bool Branches =
        isa<IfStmt>(S) || isa<SwitchStmt>(S) || isa<ConditionalOperator>(S);
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
      visit(Child, InBranch || Branches,
            SameName && Child == *S->child_begin());
  }

  /// Notes what \p S itself reads.
  void readBy(const Stmt *S) {
    if (const auto *Member = dyn_cast<MemberExpr>(S)) {
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
  const FunctionDecl *First = nullptr;
  llvm::DenseSet<const FunctionDecl *> Entered;
  llvm::DenseSet<const void *> Reads, Numbers;
  llvm::DenseSet<unsigned> Tested;
  std::map<const void *, Writes> Written;
};

/// A call that was passed over.
struct PassedCall {
  const CallExpr *Call;
  const FunctionDecl *Function;
  const Footprint *Goes;
  std::vector<const Question *> Of; ///< Its result, and what it wrote.
  bool IsResultAsked = false;
  llvm::SmallVector<SVal, 4> Arguments;
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
          if (Passed.Goes->decidesBy(I))
            Passed.Arguments.push_back(Node->getSVal(Passed.Call->getArg(I)));
      }
    }
  }

  static bool isOneOf(const Question &Asked, const PassedCall &Passed) {
    return llvm::is_contained(Passed.Of, &Asked);
  }

  bool isArgument(const SymbolData *Value, const PassedCall &Passed) const {
    return cellOf(Value) && llvm::any_of(Passed.Arguments, [&](SVal Given) {
             return mentions(Given, Value);
           });
  }

  bool rests(const PassedCall &Passed) const {
    const SymbolData *First = Passed.Of.front()->Of;
    if (llvm::any_of(Passed.Of, [&](const Question *Each) {
          return Each->Of != First || cannotBeMade(*Each, Passed);
        }))
      return true;
    return llvm::any_of(Questions, [&](const Question &Each) {
      return !isOneOf(Each, Passed) && (Passed.Goes->reads(cellOf(Each.Of)) ||
                                        isArgument(Each.Of, Passed));
    });
  }

  /// Is \p Asked of what the function wrote, and not what it is known to write?
  static bool cannotBeMade(const Question &Asked, const PassedCall &Passed) {
    const MemRegion *Cell = cellOf(Asked.Of);
    if (!Cell || isa<VarRegion>(Cell->getBaseRegion()))
      return false;
    const Writes &Does = *Passed.Goes->writes(Cell);
    if (Asked.Whole != Asked.Of)
      return true;
    if (!Does.Always)
      return !isSingleTest(Asked.Ranges);
    const unsigned Width = Asked.Ranges.begin()->From().getBitWidth();
    for (const llvm::APSInt &Number : Does.Numbers)
      for (const Range &Each : Asked.Ranges) {
        llvm::APSInt Here(Number.extOrTrunc(Width), Each.From().isUnsigned());
        if (Each.From() <= Here && Here <= Each.To())
          return false;
      }
    if (!Does.Computes)
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

  /// Does a result rest on numbers that another function, which was passed over
  /// before, has set to constants?
  bool anyPrepared(PathNodes Path) {
    llvm::DenseSet<const Stmt *> Asked, SteppedInto;
    for (const auto &Entry : Calls)
      if (Entry.second.IsResultAsked)
        Asked.insert(Entry.second.Call);
    if (Asked.empty())
      return false;
    llvm::SmallVector<const Footprint *, 4> Later;
    for (const ExplodedNode *Node : Path) {
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
      if (Asked.contains(Call))
        Later.push_back(&Here);
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
