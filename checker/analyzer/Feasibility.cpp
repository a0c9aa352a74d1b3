//===- Feasibility.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Feasibility.h"
#include "CallModels.h"
#include "Elements.h"
#include "MadeUp.h"
#include "MayAlias.h"
#include "PassedOver.h"
#include "PathFormula.h"

#include "clang/AST/APValue.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace ento;

namespace spinpair {

void PathFormula::noteAsked(SVal Asked, const RangeSet &Ranges) {
  SymbolRef Whole = Asked.getAsSymbol();
  if (!Whole)
    return;
  auto Symbols = compat::symbolsIn(Whole);
  for (SymbolRef Each : Symbols) {
    const auto *Data = dyn_cast<SymbolData>(Each);
    if (!Data || Earlier.count(Data) || !isWord(Data->getType()))
      continue;
    // Later states have all that earlier ones say of a value.
    if (llvm::none_of(Questions, [&](const Question &Known) {
          return Known.Of == Data && Known.Whole == Whole;
        }))
      Questions.push_back({Data, Whole, Ranges});
  }
}

/// Is it a comparison that a number may never pass, such as `Count <= 4`?
static bool isBound(SymbolRef Condition) {
  const auto *Compared = dyn_cast<SymIntExpr>(Condition);
  if (!Compared || !BinaryOperator::isRelationalOp(Compared->getOpcode()))
    return false;
  const llvm::APSInt &Number = Compared->getRHS();
  return Number.getActiveBits() > 1;
}

bool PathFormula::restsOnMadeUp() const {
  return llvm::any_of(Questions, [&](const Question &Each) {
    const SymbolData *Value = Each.Of;
    if (!madeUpFor(Value))
      return false;
    if (!possibleResults(Value, widthOf(Value->getType())).empty())
      return false; // the formula has them all
    const bool IsAskedAgain =
        llvm::any_of(Questions, [&](const Question &Other) {
          return &Other != &Each && Other.Of == Value;
        });
    return IsAskedAgain || (Each.Whole == Value ? !isSingleTest(Each.Ranges)
                                                : isBound(Each.Whole));
  });
}

void PathFormula::requireCongruence() {
  constexpr size_t Enough = 64; // pairs are many
  const size_t Count = std::min(Cells.size(), Enough);
  for (size_t I = 0; I < Count; ++I)
    for (size_t J = I + 1; J < Count; ++J) {
      const Cell A = Cells[I], B = Cells[J];
      if (A.Pointer == B.Pointer || A.Time != B.Time || A.Offset != B.Offset ||
          A.Value.Width != B.Value.Width)
        continue;
      FormulaWord Left = symbol(A.Pointer), Right = symbol(B.Pointer);
      if (Left && Right)
        Solver.require(
            implied(equal(Left, Right),
                    Solver.apply(Op::Equal, A.Value.Word, B.Value.Word)));
    }
}

/// Is it behind a pointer, or in a global variable?
static bool isSeenByPointers(const MemRegion *Region) {
  const MemRegion *Base = Region->getBaseRegion();
  const auto *Variable = dyn_cast<VarRegion>(Base);
  return isa<SymbolicRegion>(Base) ||
         (Variable && Variable->getDecl()->hasGlobalStorage());
}

/// The member of such an object that \p Value was read from before
/// the path wrote there; null if it was read from something else.
static const FieldRegion *firstReadFrom(SymbolRef Value) {
  const auto *First = dyn_cast<SymbolRegionValue>(Value);
  const MemRegion *Region = First ? First->getRegion() : nullptr;
  return Region && isSeenByPointers(Region) ? dyn_cast<FieldRegion>(Region)
                                            : nullptr;
}

/// Is something known of \p Value in \p State?
static bool isConstrained(ProgramStateRef State, SymbolRef Value) {
  for (const auto &Constraint : getConstraintMap(State))
    for (SymbolRef Part : compat::symbolsIn(Constraint.first))
      if (Part == Value)
        return true;
  return false;
}

void PathFormula::requireWritten(PathNodes Path) {
  constexpr size_t Enough = 64; // pairs
  struct Write {
    const FieldRegion *Member;
    ProgramStateRef State; ///< Behind it.
  };
  llvm::SmallVector<Write, 8> Writes; // the last one first
  for (const ExplodedNode *Node : Path)
    if (auto Store = Node->getLocationAs<PostStore>()) {
      const auto *Where =
          static_cast<const MemRegion *>(Store->getLocationValue());
      const auto *Member = dyn_cast_or_null<FieldRegion>(Where);
      if (Member && isSeenByPointers(Member))
        Writes.push_back({Member, Node->getState()});
    }
  if (Writes.empty())
    return;
  llvm::SmallVector<SymbolRef, 16> Read;
  for (const auto &Entry : Symbols)
    if (firstReadFrom(Entry.first))
      Read.push_back(Entry.first);
  size_t Count = 0;
  for (SymbolRef Value : Read) {
    const FieldRegion *Cell = firstReadFrom(Value);
    BitSolver::Term Later = nullptr; // written again by that name
    for (const Write &Each : Writes) {
      if (Cell->getBaseRegion() == Each.Member->getBaseRegion() ||
          Cell->getDecl()->getCanonicalDecl() !=
              Each.Member->getDecl()->getCanonicalDecl() ||
          isConstrained(Each.State, Value))
        continue;
      const BitSolver::Term Same =
          areEqual(loc::MemRegionVal(Cell->getSuperRegion()),
                   loc::MemRegionVal(Each.Member->getSuperRegion()));
      if (!Same || ++Count > Enough)
        continue;
      const BitSolver::Term Is =
          areEqual(plain(Value, Last->getStateManager().getSValBuilder()),
                   Each.State->getSVal(Each.Member));
      const BitSolver::Term Holds = Is ? implied(Same, Is) : negated(Same);
      Solver.require(Later ? Solver.apply(Op::Or, Later, Holds) : Holds);
      Later = Later ? Solver.apply(Op::Or, Later, Same) : Same;
    }
  }
}

void PathFormula::requireRings() {
  llvm::SmallVector<std::pair<SymbolRef, const FieldRegion *>, 16> Ways;
  for (const auto &Entry : Symbols)
    if (const FieldRegion *Cell = firstReadFrom(Entry.first))
      if (otherWay(Cell->getDecl()))
        Ways.push_back({Entry.first, Cell});
  constexpr size_t Enough = 16; // pairs are many
  for (size_t I = 0; I < std::min(Ways.size(), Enough); ++I)
    for (size_t J = 0; J < std::min(Ways.size(), Enough); ++J) {
      const FieldRegion *A = Ways[I].second, *B = Ways[J].second;
      if (otherWay(A->getDecl()) != B->getDecl())
        continue;
      const FormulaWord Left = symbol(Ways[I].first),
                        Right = symbol(Ways[J].first),
                        One = address(A->getSuperRegion()),
                        Other = address(B->getSuperRegion());
      if (!Left || !Right || !One || !Other)
        continue;
      // What A leads to, leads back.
      Solver.require(implied(equal(Left, Other), equal(Right, One)));
    }
}

void PathFormula::requireDistinctMembers() {
  constexpr size_t Enough = 24; // pairs are many
  const size_t Count = std::min(Members.size(), Enough);
  for (size_t I = 0; I < Count; ++I)
    for (size_t J = I + 1; J < Count; ++J) {
      const auto [A, One] = Members[I];
      const auto [B, Other] = Members[J];
      if (areOtherMembers(loc::MemRegionVal(A), loc::MemRegionVal(B)))
        Solver.require(negated(Solver.apply(Op::Equal, One.Word, Other.Word)));
    }
}

/// Notes the numbers that a call left as they were and that have bits in common
/// with what was read after it by another name, as by another member of a
/// union.
void PathFormula::noteKeptNumbers() {
  llvm::DenseSet<std::pair<SymbolRef, const MemRegion *>> Read;
  for (const Number &Each : Numbers)
    if (Each.Time)
      Read.insert({Each.Time, Each.Object->getBaseRegion()});
  constexpr size_t Enough = 128;
  llvm::SmallVector<SymbolRef, 16> Kept;
  for (const auto &Entry : Earlier)
    if (const auto *Now = dyn_cast<SymbolDerived>(Entry.first);
        Now && Kept.size() < Enough &&
        Read.contains(
            {Now->getParentSymbol(), Now->getRegion()->getBaseRegion()}))
      Kept.push_back(Now);
  for (SymbolRef Now : Kept)
    (void)symbol(Now);
}

void PathFormula::requireSameBits() {
  noteKeptNumbers();
  constexpr size_t Enough = 128; // pairs are many
  const size_t Count = std::min(Numbers.size(), Enough);
  for (size_t I = 0; I < Count; ++I)
    for (size_t J = I + 1; J < Count; ++J) {
      const Number &A = Numbers[I], &B = Numbers[J];
      const int64_t From = std::max(A.From, B.From),
                    To = std::min(A.From + A.Width, B.From + B.Width);
      if (A.Object != B.Object || A.Time != B.Time || From >= To)
        continue;
      auto Common = [&](const Number &Of) {
        FormulaWord Word = Of.Value;
        Word.Word = Solver.apply(
            Op::LShr, Word.Word,
            Solver.constant(llvm::APInt(Word.Width, uint64_t(From - Of.From))));
        return resized(Word, unsigned(To - From), false).Word;
      };
      Solver.require(Solver.apply(Op::Equal, Common(A), Common(B)));
    }
}

void PathFormula::requireInitialised(const Element &Each) {
  const auto *Table = dyn_cast<VarRegion>(Each.Region->getBaseRegion());
  const APValue *Initial =
      Table && !Each.Time ? initialValue(Last, Table->getDecl()) : nullptr;
  if (!Initial)
    return;
  std::vector<const MemRegion *> Way;
  for (const MemRegion *Part = Each.Region; Part != Table;
       Part = cast<SubRegion>(Part)->getSuperRegion())
    Way.insert(Way.begin(), Part);
  unsigned Budget = 1024; // elements
  if (requireInitialised(Each, *Initial, Way, nullptr, Budget))
    for (const MemRegion *Part : Way) // nobody reads beyond it
      if (const auto *Place = dyn_cast<ElementRegion>(Part))
        requireInside(*Place);
}

void PathFormula::requireInside(const ElementRegion &Place) {
  const auto *Array = cast<TypedValueRegion>(Place.getSuperRegion());
  const auto *Type = Context.getAsConstantArrayType(Array->getValueType());
  const FormulaWord Index = resized(value(Place.getIndex()), 64, false);
  if (Type && Index)
    Solver.require(Solver.apply(
        Op::ULess, Index.Word,
        Solver.constant(llvm::APInt(64, Type->getSize().getZExtValue()))));
}

/// The same of the part \p Whole of the table, if \p Where says that this is
/// it; null if nothing has to be asked. False if a part is not known.
bool PathFormula::requireInitialised(const Element &Each, const APValue &Whole,
                                     llvm::ArrayRef<const MemRegion *> Way,
                                     BitSolver::Term Where, unsigned &Budget) {
  if (Way.empty()) {
    const APValue *Part = &Whole;
    for (const FieldDecl *Member : llvm::reverse(Each.Members))
      if (!(Part = partOf(*Part, {Member, 0})))
        return false;
    const BitSolver::Term Is = equalTo(Each.Value, *Part);
    if (Is)
      Solver.require(Where ? implied(Where, Is) : Is);
    return Is;
  }
  if (const auto *Field = dyn_cast<FieldRegion>(Way.front())) {
    const APValue *Part = partOf(Whole, {Field->getDecl(), 0});
    return Part &&
           requireInitialised(Each, *Part, Way.drop_front(), Where, Budget);
  }
  const auto *Place = dyn_cast<ElementRegion>(Way.front());
  const FormulaWord Given = Place ? value(Place->getIndex()) : FormulaWord();
  if (!Given || !Whole.isArray() || Whole.getArraySize() > Budget)
    return false;
  const FormulaWord Index = resized(Given, 64, Given.Signed);
  Budget -= Whole.getArraySize();
  bool All = true;
  for (unsigned I = 0; I < Whole.getArraySize(); ++I) {
    const APValue *Part = partOf(Whole, {nullptr, I});
    const BitSolver::Term Here = Solver.apply(
        Op::Equal, Index.Word, Solver.constant(llvm::APInt(64, I)));
    All &= Part &&
           requireInitialised(Each, *Part, Way.drop_front(),
                              Where ? Solver.apply(Op::And, Where, Here) : Here,
                              Budget);
  }
  return All;
}

/// Is \p Word what \p Initial says? Null if that is no number, nor a pointer.
BitSolver::Term PathFormula::equalTo(FormulaWord Word, const APValue &Initial) {
  if (Initial.isInt())
    return Solver.apply(
        Op::Equal, Word.Word,
        Solver.constant(Initial.getInt().extOrTrunc(Word.Width)));
  if (!Initial.isLValue())
    return nullptr;
  const BitSolver::Term IsNull = Solver.apply(
      Op::Equal, Word.Word, Solver.constant(llvm::APInt(Word.Width, 0)));
  if (Initial.isNullPointer())
    return IsNull;
  return Initial.getLValueBase() ? negated(IsNull) : nullptr;
}

/// Are all of \p Indices the numbers that they are taken for? Null if nobody
/// can tell.
BitSolver::Term PathFormula::areNumbers(llvm::ArrayRef<NumberedIndex> Indices) {
  BitSolver::Term All = nullptr;
  for (const auto &[Index, Number] : Indices) {
    const FormulaWord Given = value(Index);
    if (!Given)
      return nullptr;
    const BitSolver::Term Is =
        Solver.apply(Op::Equal, resized(Given, 64, Given.Signed).Word,
                     Solver.constant(llvm::APInt(64, Number)));
    All = All ? Solver.apply(Op::And, All, Is) : Is;
  }
  return All;
}

/// \p Value, which was read where \p Read is, is that of one of the elements.
void PathFormula::requireChoice(SymbolRef Value, const ExplodedNode *Read) {
  const ProgramStateRef State = Read->getState();
  const SVal Whole = plain(Value, State->getStateManager().getSValBuilder());
  BitSolver::Term Any = nullptr;
  const std::vector<Question> Asked = Questions;
  for (const auto &Each : indexedCell(State, indexedCellOf(Value)).Choices) {
    const BitSolver::Term Here = areNumbers(Each.Indices);
    if (!Here)
      return;
    Any = Any ? Solver.apply(Op::Or, Any, Here) : Here;
    const SVal Is = valueIn(State, Each.Cell);
    if (Is.isUnknownOrUndef())
      continue;
    if (const BitSolver::Term Same = areEqual(Whole, Is))
      Solver.require(implied(Here, Same));
    // What is asked of the one is asked of the other.
    for (const Question &Of : Asked)
      if (const auto *Data = dyn_cast_or_null<SymbolData>(Is.getAsSymbol());
          Data && Of.Of == Value)
        Questions.push_back({Data, Of.Whole, Of.Ranges});
  }
  if (Any) // nobody reads beyond the array
    Solver.require(Any);
}

void PathFormula::requireIndexed(PathNodes Path) {
  llvm::DenseSet<SymbolRef> Wanted;
  for (const auto &Entry : Symbols)
    if (indexedCellOf(Entry.first))
      Wanted.insert(Entry.first);
  for (const ExplodedNode *Node : Path) {
    if (Wanted.empty())
      return;
    auto Point = Node->getLocationAs<PostStmt>();
    const auto *Cast = Point ? Point->getStmtAs<CastExpr>() : nullptr;
    SymbolRef Value = Cast && Cast->getCastKind() == CK_LValueToRValue
                          ? Node->getSVal(Cast).getAsSymbol()
                          : nullptr;
    if (Value && Wanted.erase(Value))
      requireChoice(Value, Node);
  }
}

/// Elements other than \p Written, for which \p Fresh stands since that was
/// written by an index that is no number, are as they were \p Before.
void PathFormula::requireOthersKept(const TypedValueRegion *Written,
                                    SymbolRef Fresh, ProgramStateRef Before) {
  for (const auto &Each : indexedCell(Before, Written).Choices) {
    const SVal Old = valueIn(Before, Each.Cell);
    const FormulaWord Was = Old.isUnknownOrUndef() ? FormulaWord() : value(Old);
    const BitSolver::Term Here = Was ? areNumbers(Each.Indices) : nullptr;
    if (!Here)
      continue;
    const FormulaWord Kept = converted(Was, Each.Cell->getValueType());
    const FormulaWord Is = {Solver.variable(Kept.Width), Kept.Width,
                            Kept.Signed};
    Solver.require(Solver.apply(Op::Or, Here,
                                Solver.apply(Op::Equal, Is.Word, Kept.Word)));
    noteElement(Each.Cell, Fresh, Is);
  }
}

void PathFormula::requireWrittenElements(PathNodes Path) {
  for (size_t I = 0; I < Path.size(); ++I) {
    const ExplodedNode *Node = Path[I];
    const ExplodedNode *Before = I + 1 < Path.size() ? Path[I + 1] : nullptr;
    auto Store = Node->getLocationAs<PostStore>();
    const auto *Cell =
        Store ? dyn_cast_or_null<TypedValueRegion>(
                    static_cast<const MemRegion *>(Store->getLocationValue()))
              : nullptr;
    const ProgramStateRef State = Node->getState();
    SymbolRef Fresh = Cell ? scatteredBy(State, Cell) : nullptr;
    if (!Fresh || !isScattered(State, Cell))
      continue;
    const SVal Written = State->getSVal(Cell);
    if (const FormulaWord Word = value(Written)) {
      noteElement(Cell, Fresh, converted(Word, Cell->getValueType()));
      noteNumber(Cell, Fresh, converted(Word, Cell->getValueType()));
      if (Before)
        requireOthersKept(Cell, Fresh, Before->getState());
    }
  }
}

/// Do the indices on the way to \p A and \p B say that they are one element?
/// Null if they are in other arrays, or nobody can tell.
BitSolver::Term PathFormula::areSamePart(const MemRegion *A,
                                         const MemRegion *B) {
  BitSolver::Term All = nullptr;
  while (A != B) {
    const auto *One = dyn_cast<ElementRegion>(A),
               *Other = dyn_cast<ElementRegion>(B);
    const auto *Member = dyn_cast<FieldRegion>(A),
               *OtherMember = dyn_cast<FieldRegion>(B);
    if (One && Other && One->getElementType() == Other->getElementType()) {
      const BitSolver::Term Here = areEqual(One->getIndex(), Other->getIndex());
      if (!Here)
        return nullptr;
      All = All ? Solver.apply(Op::And, All, Here) : Here;
    } else if (!Member || !OtherMember ||
               Member->getDecl() != OtherMember->getDecl()) {
      return nullptr;
    }
    A = cast<SubRegion>(A)->getSuperRegion();
    B = cast<SubRegion>(B)->getSuperRegion();
  }
  return All;
}

void PathFormula::requireSameElements() {
  constexpr size_t Enough = 64; // pairs are many
  const size_t Count = std::min(Elements.size(), Enough);
  for (size_t I = 0; I < Count; ++I) {
    const Element A = Elements[I];
    requireInitialised(A);
    for (size_t J = I + 1; J < Count; ++J) {
      const Element B = Elements[J];
      if (A.Region == B.Region || A.Time != B.Time || A.Members != B.Members ||
          A.Value.Width != B.Value.Width)
        continue;
      if (BitSolver::Term Same = areSamePart(A.Region, B.Region))
        Solver.require(
            implied(Same, Solver.apply(Op::Equal, A.Value.Word, B.Value.Word)));
    }
  }
}

/// The call that copied memory and for which the analyzer made up \p Value;
/// null if it was something else.
static const CallExpr *copiedBy(const SymbolDerived *Value) {
  const auto *Made = dyn_cast<SymbolConjured>(Value->getParentSymbol());
  const auto *Call =
      dyn_cast_or_null<CallExpr>(Made ? Made->getStmt() : nullptr);
  return Call && copiesMemory(Call->getDirectCallee()) ? Call : nullptr;
}

bool PathFormula::restsOnCopy(PathNodes Path) const {
  llvm::DenseMap<const Stmt *, std::vector<const MemRegion *>> Asked;
  for (const auto &Entry : Symbols)
    if (const auto *Derived = dyn_cast<SymbolDerived>(Entry.first))
      if (const CallExpr *Call = copiedBy(Derived))
        Asked[Call].push_back(Derived->getRegion());
  if (Asked.empty())
    return false;
  for (const ExplodedNode *Node : Path) {
    auto Point = Node->getLocationAs<PostStmt>();
    auto Copy = Point ? Asked.find(Point->getStmt()) : Asked.end();
    if (Copy == Asked.end())
      continue;
    const MemRegion *Target =
        Node->getSVal(cast<CallExpr>(Copy->first)->getArg(0)).getAsRegion();
    Target = Target ? Target->StripCasts() : nullptr;
    for (const MemRegion *Region : Copy->second)
      if (Target && (Region == Target || Region->isSubRegionOf(Target)))
        return true;
  }
  return false;
}

bool PathFormula::restsOnTables() const {
  return llvm::any_of(Questions, [&](const Question &Each) {
    const MemRegion *Cell = Each.Of->getOriginRegion();
    const auto *Behind = dyn_cast_or_null<SymbolicRegion>(
        Cell ? Cell->getBaseRegion() : nullptr);
    const MemRegion *From =
        Behind ? Behind->getSymbol()->getOriginRegion() : nullptr;
    const auto *Table =
        dyn_cast_or_null<VarRegion>(From ? From->getBaseRegion() : nullptr);
    return Table && initialValue(Last, Table->getDecl());
  });
}

/// Is it a condition that the analyzer does not keep, as it knows no numbers
/// but whole ones?
static bool comparesFloats(const Stmt *Condition) {
  const auto *Value = dyn_cast_or_null<Expr>(Condition);
  return Value && (Value->getType()->isRealFloatingType() ||
                   llvm::any_of(Value->children(), comparesFloats));
}

/// Does the path ask about floating-point numbers more than once?
static bool restsOnFloats(PathNodes Path) {
  unsigned Count = 0;
  for (const ExplodedNode *Node : Path)
    if (auto Edge = Node->getLocationAs<BlockEdge>())
      Count += comparesFloats(Edge->getSrc()->getTerminatorCondition());
  return Count > 1;
}

/// The states of a path that tell all its conditions: the last one, and those
/// before the analyzer forgot something.
static llvm::SmallVector<ProgramStateRef, 0> tellingStates(PathNodes Path) {
  llvm::SmallVector<ProgramStateRef, 0> States;
  const ExplodedNode *Next = nullptr;
  for (const ExplodedNode *Node : Path) {
    const bool Purged =
        Next && (Next->getLocationAs<PreStmtPurgeDeadSymbols>() ||
                 Next->getLocationAs<PostStmtPurgeDeadSymbols>());
    if (!Next || Purged || Node->getLocationAs<BlockEdge>())
      if (States.empty() || States.back() != Node->getState())
        States.push_back(Node->getState());
    Next = Node;
  }
  return States;
}

namespace {

/// The paths to a node. Where the analyzer forgot in what two states differ, it
/// goes on with one node, which has two predecessors: one of the paths may be
/// possible, and the other one not.
class PathsTo {
public:
  explicit PathsTo(const ExplodedNode *End) { extend(End); }

  /// From the end back to the begin.
  PathNodes nodes() const { return Nodes; }

  /// Goes on to the next path. False if there is none.
  bool next() {
    while (!Nodes.empty()) {
      const ExplodedNode *Node = Nodes.pop_back_val();
      const unsigned Taken = Choices.pop_back_val();
      if (Taken + 1 >= Node->pred_size())
        continue;
      Nodes.push_back(Node);
      Choices.push_back(Taken + 1);
      const llvm::DenseSet<const ExplodedNode *> Passed(Nodes.begin(),
                                                        Nodes.end());
      if (extend(*(Node->pred_begin() + Taken + 1), Passed))
        return true;
    }
    return false;
  }

private:
  /// False if the path comes by a node again, as it goes round a loop in which
  /// nothing changes. First predecessors alone never do that.
  bool extend(const ExplodedNode *Node,
              const llvm::DenseSet<const ExplodedNode *> &Passed = {}) {
    for (; Node; Node = Node->getFirstPred()) {
      if (Passed.contains(Node))
        return false;
      Nodes.push_back(Node);
      Choices.push_back(0);
    }
    return true;
  }

  llvm::SmallVector<const ExplodedNode *, 0> Nodes;
  llvm::SmallVector<unsigned, 0> Choices; ///< Which predecessor of each.
};

} // namespace

static Chance chanceOf(PathNodes Path, const Differences &Differ);

/// Is an IRQL, which is not all of the saved ones that it is to differ from,
/// not this one, or not that one? Then it is that of another lock, maybe.
static bool isOfOneOfTwo(PathNodes Path, const Differences &Differ) {
  Differences Irqls, Others;
  for (const auto &Pair : Differ)
    (savedIrqlIn(Pair.second) ? Irqls : Others).push_back(Pair);
  return Irqls.size() > 1 && llvm::any_of(Irqls, [&](const auto &One) {
           Differences Fewer = Others;
           Fewer.push_back(One);
           return chanceOf(Path, Fewer) != Chance::None;
         });
}

static Chance chanceOf(PathNodes Path, const Differences &Differ) {
  std::unique_ptr<BitSolver> Solver = makeBitSolver();
  if (!Solver)
    return Chance::Some;
  PathFormula Formula(*Solver, Path.front());
  const auto States = tellingStates(Path);
  for (const ProgramStateRef &State : States)
    Formula.keep(State);
  for (const ProgramStateRef &State : States)
    Formula.require(State);
  for (const auto &[A, B] : Differ)
    Formula.requireDifferent(A, B);
  const std::vector<Answer> Answers = answersOn(Path);
  Formula.requireComputed(Answers);
  Formula.requireWritten(Path);
  Formula.requireRings();
  Formula.requireDistinctMembers();
  Formula.requireCongruence();
  Formula.requireIndexed(Path);
  Formula.requireWrittenElements(Path);
  Formula.requireSameBits();
  Formula.requireSameElements();
  const sp_answer Satisfiable = Solver->isSatisfiable();
  if (Satisfiable == SP_NO)
    return isOfOneOfTwo(Path, Differ) ? Chance::Apart : Chance::None;
  if (Satisfiable == SP_UNKNOWN || Formula.restsOnMadeUp() ||
      Formula.restsOnComputed(Answers) || Formula.restsOnCopy(Path) ||
      Formula.restsOnTables() || restsOnFloats(Path) ||
      restsOnPassedOver(Formula.questions(), Path))
    return Chance::Untold;
  return Formula.requireSameAnswers(Answers) &&
                 Solver->isSatisfiable() != SP_YES
             ? Chance::Untold
             : Chance::Some;
}

bool hasSeveralPaths(const ExplodedNode *End) {
  for (const ExplodedNode *Node = End; Node; Node = Node->getFirstPred())
    if (Node->pred_size() > 1)
      return true;
  return false;
}

Chance chanceOf(const ExplodedNode *End, const Differences &Differ) {
  constexpr unsigned Most = 24; // paths
  Chance Best = Chance::None;
  PathsTo Paths(End);
  for (unsigned I = 0; I < Most; ++I) {
    const Chance One = chanceOf(Paths.nodes(), Differ);
    if (One == Chance::Some)
      return One;
    if (Best == Chance::None || One == Chance::Apart)
      Best = One;
    if (!Paths.next())
      return Best;
  }
  return Best == Chance::None ? Chance::Untold : Best;
}

/// Is \p Part, a member of an object that is a lock, one of several that the
/// object can be? The names are those of wdm.h.
static bool isOneOfKinds(const FieldRegion *Part) {
  const RecordDecl *Record = Part->getDecl()->getParent();
  if (Record->isUnion() || Part->getDecl()->getType()->isUnionType())
    return true;
  return llvm::any_of(Record->fields(), [](const FieldDecl *Each) {
    const RecordDecl *Other = Each->getType()->getAsRecordDecl();
    return Other && llvm::StringSwitch<bool>(Other->getName())
                        .Cases("_ERESOURCE", "_FAST_MUTEX", true)
                        .Cases("_KGUARDED_MUTEX", "_KMUTANT", true)
                        .Default(false);
  });
}

const FieldDecl *kindAskedFor(const ExplodedNode *End, const MemRegion *Lock) {
  llvm::SmallPtrSet<const MemRegion *, 4> Objects;
  while (const auto *Part = dyn_cast_or_null<FieldRegion>(Lock)) {
    Lock = Part->getSuperRegion();
    if (isOneOfKinds(Part))
      Objects.insert(Lock);
  }
  if (Objects.empty())
    return nullptr;
  for (const ProgramStateRef &State : tellingStates(PathsTo(End).nodes()))
    for (const auto &Constraint : getConstraintMap(State))
      for (SymbolRef Asked : compat::symbolsIn(Constraint.first)) {
        const auto *Data = dyn_cast<SymbolData>(Asked);
        const auto *Member = dyn_cast_or_null<FieldRegion>(
            Data ? Data->getOriginRegion() : nullptr);
        if (Member && Objects.count(Member->getSuperRegion()))
          return Member->getDecl();
      }
  return nullptr;
}

void addOrigins(const ExplodedNode *End, const Differences &Differ,
                std::set<std::string> &Names) {
  for (const auto &[A, B] : Differ) {
    addOrigins(A, Names);
    addOrigins(B, Names);
  }
  for (const ProgramStateRef &State : tellingStates(PathsTo(End).nodes()))
    for (const auto &Constraint : getConstraintMap(State))
      addOrigins(nonloc::SymbolVal(Constraint.first), Names);
}

} // namespace spinpair
