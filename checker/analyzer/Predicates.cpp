//===- Predicates.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Predicates.h"
#include "Compat.h"
#include "PathState.h"
#include "PathValues.h"
#include "StableFields.h"

using namespace clang;
using namespace ento;

/// What a path was told: the answer, or null once it may have changed.
REGISTER_MAP_WITH_PROGRAMSTATE(AnswerTrait, const spinpair::Question *,
                               const SVal *)

namespace spinpair {

static const char AgainTag = 0;

//===----------------------------------------------------------------------===//
// Functions that only look
//===----------------------------------------------------------------------===//

/// Is it a routine that does something to locks, whatever its body says?
static bool isLockRoutine(const FunctionDecl *Function) {
  const sp_routine *Row = routineOf(Function);
  return Row && Row->effect != SP_EFFECT_NONE;
}

namespace {

/// Finds what a function reads, and whether it does anything else.
class Looker {
public:
  explicit Looker(WriteSet &Reads) : Reads(Reads) {}

  bool looksOnly(const FunctionDecl *Function) {
    const FunctionDecl *Body = nullptr;
    if (!Function || !Function->hasBody(Body) || isStated(Function) ||
        isa<CXXMethodDecl>(Function) || isLockRoutine(Function) ||
        !Entered.insert(Body).second)
      return false;
    const bool Result = visit(Body->getBody());
    Entered.erase(Body);
    return Result;
  }

  bool HasLoop = false;

private:
  bool visit(const Stmt *S) {
    if (!S)
      return true;
    if (isa<AsmStmt, AtomicExpr, CXXNewExpr, CXXDeleteExpr, CXXThrowExpr,
            LambdaExpr, CXXConstructExpr, SEHTryStmt, CXXTryStmt>(S))
      return false;
    HasLoop |= isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, GotoStmt>(S);
    if (const auto *Value = dyn_cast<Expr>(S))
      if (Value->getType().isVolatileQualified())
        return false;
    if (const auto *Call = dyn_cast<CallExpr>(S))
      if (!looksOnly(Call->getDirectCallee()))
        return false;
    if (const auto *Unary = dyn_cast<UnaryOperator>(S)) {
      if (Unary->isIncrementDecrementOp() && !isOwn(Unary->getSubExpr()))
        return false;
      if (Unary->getOpcode() == UO_Deref)
        readsPointee(Unary->getType());
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(S))
      if (Binary->isPtrMemOp() ||
          (Binary->isAssignmentOp() && !isOwn(Binary->getLHS())))
        return false;
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(S))
      if (!Element->getBase()->IgnoreParenImpCasts()->getType()->isArrayType())
        readsPointee(Element->getType());
    if (const auto *Member = dyn_cast<MemberExpr>(S))
      if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl()))
        Reads.Fields.insert(Field->getCanonicalDecl());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        if (Var->hasGlobalStorage())
          Reads.Globals.insert(Var->getCanonicalDecl());
    return llvm::all_of(S->children(),
                        [this](const Stmt *Child) { return visit(Child); });
  }

  /// Is it a variable of the function, or a part of one?
  static bool isOwn(const Expr *Target) {
    Target = Target->IgnoreParens();
    if (const auto *Member = dyn_cast<MemberExpr>(Target))
      return !Member->isArrow() && isOwn(Member->getBase());
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Target)) {
      const Expr *Base = Element->getBase()->IgnoreParenImpCasts();
      return Base->getType()->isArrayType() && isOwn(Base);
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(Target);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType();
  }

  void readsPointee(QualType Type) {
    Reads.Pointees.insert(
        Type.getCanonicalType().getUnqualifiedType().getTypePtr());
  }

  WriteSet &Reads;
  llvm::DenseSet<const FunctionDecl *> Entered; ///< A recursion is a loop, too.
};

} // namespace

const WriteSet *Predicates::readsOf(const FunctionDecl *Function) {
  if (!Function || Function->getReturnType()->isVoidType() ||
      !Function->getReturnType()->isScalarType())
    return nullptr;
  auto [Place, IsNew] = Known.try_emplace(Function->getCanonicalDecl());
  if (IsNew) {
    auto Reads = std::make_unique<WriteSet>();
    Looker Look(*Reads);
    if (Look.looksOnly(Function) && Look.HasLoop)
      Place->second = std::move(Reads);
  }
  return Place->second.get();
}

//===----------------------------------------------------------------------===//
// What a path was told
//===----------------------------------------------------------------------===//

const Question *Predicates::questionOf(const CallEvent &Call,
                                       ProgramStateRef State) {
  const auto *Function = dyn_cast_or_null<FunctionDecl>(Call.getDecl());
  const WriteSet *Reads = isa_and_nonnull<CallExpr>(Call.getOriginExpr())
                              ? readsOf(Function)
                              : nullptr;
  if (!Reads)
    return nullptr;
  Function = Function->getCanonicalDecl();
  std::vector<sp_value> Arguments;
  for (unsigned I = 0; I < Call.getNumArgs(); ++I) {
    SVal Given = canonical(State, Call.getArgSVal(I));
    if (Given.isUnknownOrUndef())
      return nullptr;
    Arguments.push_back(handleOf(State, Given));
  }
  auto &Asked = Questions[{Function, Arguments}];
  if (!Asked)
    Asked.reset(new Question{Function, Arguments, Reads});
  return Asked.get();
}

/// Are the two one value, as far as the path knows? It may have learnt since
/// that a value is a number.
static bool isSame(sp_value A, sp_value B, ProgramStateRef State) {
  if (A == B)
    return true;
  SValBuilder &Builder = State->getStateManager().getSValBuilder();
  const llvm::APSInt *Left = Builder.getKnownValue(State, valueOf(A));
  const llvm::APSInt *Right = Builder.getKnownValue(State, valueOf(B));
  return Left && Right && llvm::APSInt::isSameValue(*Left, *Right);
}

/// What the path was told when it asked that; null if it was not, or if the
/// answer may be another one by now.
static const SVal *answerTo(const Question &Asked, ProgramStateRef State) {
  for (const auto &Entry : State->get<AnswerTrait>())
    if (Entry.second && Entry.first->Function == Asked.Function &&
        std::equal(Asked.Arguments.begin(), Asked.Arguments.end(),
                   Entry.first->Arguments.begin(), Entry.first->Arguments.end(),
                   [&](sp_value A, sp_value B) { return isSame(A, B, State); }))
      return Entry.second;
  return nullptr;
}

ProgramStateRef Predicates::answered(const CallEvent &Call, CheckerContext &C) {
  ProgramStateRef State = C.getState();
  const Question *Asked = questionOf(Call, State);
  const SVal *Answer = Asked ? answerTo(*Asked, State) : nullptr;
  return Answer ? State->BindExpr(Call.getOriginExpr(), C.getLocationContext(),
                                  *Answer)
                : nullptr;
}

/// Has the path asked \p Asked before, or what may be the same?
static bool isAskedAgain(const Question *Asked, ProgramStateRef State) {
  PathValues Values(State, /*IsEntryPoint=*/false);
  for (const auto &Entry : State->get<AnswerTrait>()) {
    if (Entry.first->Function != Asked->Function)
      continue;
    bool Differ = false;
    for (size_t I = 0; I < Asked->Arguments.size() && !Differ; ++I)
      Differ = Values.surelyDiffer(valueOf(Asked->Arguments[I]),
                                   valueOf(Entry.first->Arguments[I]));
    if (!Differ)
      return true;
  }
  return false;
}

ProgramStateRef Predicates::noteAnswer(const CallEvent &Call,
                                       CheckerContext &C) {
  ProgramStateRef State = C.getState();
  const Question *Asked = questionOf(Call, State);
  if (!Asked)
    return State;
  if (answerTo(*Asked, State))
    return State; // it was told again just now
  SVal Answer = Call.getReturnValue();
  if (!C.wasInlined && isAskedAgain(Asked, State)) {
    Answer = compat::conjure(C, Call, Call.getResultType(), &AgainTag);
    State =
        State->BindExpr(Call.getOriginExpr(), C.getLocationContext(), Answer);
  }
  if (Answer.isUnknownOrUndef())
    return State;
  BasicValueFactory &Values = State->getStateManager().getBasicVals();
  return State->set<AnswerTrait>(Asked, Values.getPersistentSVal(Answer));
}

bool restsOnAnswer(SVal Condition) {
  SymbolRef Whole = Condition.getAsSymbol();
  if (!Whole)
    return false;
  for (SymbolRef Part : compat::symbolsIn(Whole))
    if (const auto *Answer = dyn_cast<SymbolConjured>(Part))
      if (Answer->getTag() == &AgainTag)
        return true;
  return false;
}

//===----------------------------------------------------------------------===//
// What may have changed
//===----------------------------------------------------------------------===//

static ProgramStateRef
forgetWhere(ProgramStateRef State,
            llvm::function_ref<bool(const Question &)> MayChange) {
  for (const auto &Entry : State->get<AnswerTrait>())
    if (Entry.second && MayChange(*Entry.first))
      State = State->set<AnswerTrait>(Entry.first, nullptr);
  return State;
}

/// Is \p Cell a number or pointer on the stack that the function asked is given
/// no pointer to?
static bool isHidden(const MemRegion *Cell, const Question &Asked,
                     ProgramStateRef State) {
  const auto *Local = dyn_cast<VarRegion>(Cell);
  return Local && Local->getValueType()->isScalarType() &&
         compat::stackFrameOf(Local, State) &&
         llvm::none_of(Asked.Arguments, [&](sp_value Argument) {
           const MemRegion *Given = valueOf(Argument).getAsRegion();
           return Given && Given->getBaseRegion() == Local;
         });
}

ProgramStateRef forgetAnswers(ProgramStateRef State,
                              llvm::ArrayRef<const MemRegion *> Cells) {
  if (State->get<AnswerTrait>().isEmpty())
    return State;
  return forgetWhere(State, [&](const Question &Asked) {
    return llvm::any_of(Cells, [&](const MemRegion *Cell) {
      return !isHidden(Cell, Asked, State) && mayBeOneOf(Cell, *Asked.Reads);
    });
  });
}

ProgramStateRef forgetAnswers(ProgramStateRef State, const CallEvent &Call,
                              llvm::ArrayRef<const MemRegion *> Explicit,
                              UnitFacts &Facts) {
  if (State->get<AnswerTrait>().isEmpty())
    return State;
  return forgetWhere(State, [&](const Question &Asked) {
    return mayWriteAny(Call, Explicit, *Asked.Reads, Facts);
  });
}

ProgramStateRef forgetAnswers(ProgramStateRef State) {
  return State->get<AnswerTrait>().isEmpty() ? State
                                             : State->remove<AnswerTrait>();
}

void keepAnswersAlive(ProgramStateRef State, SymbolReaper &Reaper) {
  for (const auto &Entry : State->get<AnswerTrait>()) {
    for (sp_value Argument : Entry.first->Arguments)
      markLive(valueOf(Argument), Reaper);
    if (Entry.second)
      markLive(*Entry.second, Reaper);
  }
}

} // namespace spinpair
