//===- Objects.cpp - Constructors, destructors, new and delete ------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers the objects of C++: where they are, how they are made, and when they
// end.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "clang/AST/ASTContext.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace spinpair::lowering {

sp_node FunctionExtractor::placeOf(const Home &Of) {
  sp_node Place = SP_NO_NODE;
  switch (Of.Of) {
  case Home::Root::Variable:
    Place = variable(Of.Var);
    break;
  case Home::Root::This:
    Place = pointee(load(variablePlace(0)));
    break;
  case Home::Root::Temporary:
    Place = temporary(Of.Owner);
    if (isa<CXXNewExpr>(Of.Owner))
      Place = pointee(load(Place));
    break;
  }
  for (const Home::Part &Part : Of.Parts)
    Place = Part.Field ? fieldOf(Place, Part.Field)
                       : make(SP_ELEMENT, Place, number(Part.Index));
  return Place;
}

/// Is the object of a prvalue where it belongs, as soon as it is evaluated?
bool FunctionExtractor::isInPlace(const Expr *E) const {
  E = withoutWrappers(E);
  const Home *Known = Objects.of(E);
  return Known && (!isa<InitListExpr>(E) || Known->OwnList);
}

/// Has \p Class a base more than once, or one that is virtual? The names of
/// members do not tell such bases apart.
static bool hasOddBases(const CXXRecordDecl *Class) {
  if (!Class->hasDefinition() || !Class->getNumBases())
    return false;
  if (Class->getNumVBases())
    return true;
  llvm::DenseSet<const CXXRecordDecl *> Seen;
  llvm::SmallVector<const CXXRecordDecl *, 8> Work{Class};
  while (!Work.empty())
    for (const CXXBaseSpecifier &Base :
         Work.pop_back_val()->getDefinition()->bases()) {
      const CXXRecordDecl *Parent = Base.getType()->getAsCXXRecordDecl();
      if (!Parent || !Parent->hasDefinition())
        return true;
      if (!Parent->isEmpty() && !Seen.insert(Parent->getCanonicalDecl()).second)
        return true;
      Work.push_back(Parent);
    }
  return false;
}

void FunctionExtractor::construct(const CXXConstructExpr *Construct,
                                  sp_node Object) {
  construct(Construct, Construct->getType(), Object);
}

void FunctionExtractor::construct(const CXXConstructExpr *Construct,
                                  QualType Type, sp_node Object) {
  const CXXConstructorDecl *Constructor = Construct->getConstructor();
  SourceLocation Where = Construct->getBeginLoc();
  if (const auto *Array = Context.getAsArrayType(Type)) {
    if (Constructor->isTrivial())
      return forget(Object, Where);
    const auto *Constant = dyn_cast<ConstantArrayType>(Array);
    if (!Constant || Constant->getSize().getZExtValue() > MostObjects)
      return unsupported("an array of many objects", Where);
    doubtSearch();
    for (unsigned I = 0; I < Constant->getSize().getZExtValue(); ++I)
      construct(Construct, Array->getElementType(),
                make(SP_ELEMENT, Object, number(I)));
    return;
  }
  if (Construct->isElidable() && Construct->getNumArgs() == 1 &&
      Context.getLangOpts().ElideConstructors && isInPlace(Construct)) {
    // What it would copy was built here.
    const Expr *Source = bare(Construct->getArg(0));
    while (const auto *Cast = dyn_cast<ImplicitCastExpr>(Source))
      Source = bare(Cast->getSubExpr());
    if (isa<MaterializeTemporaryExpr>(Source))
      return;
  }
  if (hasOddBases(Constructor->getParent()))
    return unsupported("an object with virtual or repeated bases", Where);
  if (Constructor->isTrivial()) {
    if (Constructor->isCopyOrMoveConstructor() && Construct->getNumArgs() >= 1)
      return copyObject(Object, place(Construct->getArg(0)), Type, Where);
    return forgetObject(Object, Type, Where);
  }
  llvm::SmallVector<sp_node, 4> Arguments{addressOf(Object)};
  for (unsigned I = 0; I < Construct->getNumArgs(); ++I)
    Arguments.push_back(argumentFor(
        Construct->getArg(I),
        I < Constructor->getNumParams() &&
            Constructor->getParamDecl(I)->getType()->isReferenceType()));
  for (sp_node Argument : Arguments)
    exposeValue(Argument, QualType());
  const Home *Known = Objects.of(Construct);
  if (Known && !Known->Parts.empty() && Known->Of != Home::Root::This)
    doubtSearch(); // the analyzer loses an object within a braced list
  if (Constructor->isVariadic())
    unsupported("a constructor with a variable number of arguments", Where);
  if (Constructor->isInheritingConstructor())
    unsupported("an inherited constructor", Where);
  if (Constructor->isDefaulted() && Constructor->isCopyOrMoveConstructor() &&
      Constructor->getParent()->isUnion())
    return forgetObject(Object, Type, Where);
  Step &S = callFunction(Constructor, Where);
  S.Arguments.assign(Arguments.begin(), Arguments.end());
}

void FunctionExtractor::destroy(const CXXDestructorDecl *Destructor,
                                sp_node Object, SourceLocation Where) {
  if (!Destructor || Destructor->isTrivial())
    return;
  if (hasOddBases(Destructor->getParent()))
    return unsupported("an object with virtual or repeated bases", Where);
  sp_node Address = addressOf(Object);
  callFunction(Destructor, Where).Arguments.push_back(Address);
}

void FunctionExtractor::destroyObject(QualType Type, sp_node Place,
                                      SourceLocation Where) {
  if (Type.isDestructedType() != QualType::DK_cxx_destructor)
    return;
  if (const auto *Array = Context.getAsArrayType(Type)) {
    const auto *Constant = dyn_cast<ConstantArrayType>(Array);
    if (!Constant || Constant->getSize().getZExtValue() > MostObjects)
      return unsupported("an array of many objects", Where);
    doubtSearch();
    for (uint64_t I = Constant->getSize().getZExtValue(); I-- > 0;)
      destroyObject(Array->getElementType(),
                    make(SP_ELEMENT, Place, number(static_cast<int64_t>(I))),
                    Where);
    return;
  }
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  const CXXDestructorDecl *Destructor =
      Class ? Class->getDestructor() : nullptr;
  if (!Destructor)
    return unsupported("an object whose destructor is not known", Where);
  destroy(Destructor, Place, Where);
}

/// What a destructor destroys when its body is left.
void FunctionExtractor::destroyMembers() {
  const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function);
  if (!Destructor || Destructor->getParent()->isUnion())
    return;
  const CXXRecordDecl *Class = Destructor->getParent();
  sp_node Object = pointee(load(variablePlace(0)));
  SourceLocation Where = Function->getEndLoc();
  llvm::SmallVector<const FieldDecl *, 8> Fields(Class->field_begin(),
                                                 Class->field_end());
  const size_t Before = Steps.size();
  for (const FieldDecl *Field : llvm::reverse(Fields))
    destroyObject(Field->getType(), fieldOf(Object, Field), Where);
  for (const CXXBaseSpecifier &Base : llvm::reverse(Class->bases()))
    destroyObject(Base.getType(), Object, Where);
  if (Steps.size() > Before)
    doubtSearch();
}

/// Some ABIs let the callee destroy what it is given by value.
void FunctionExtractor::destroyParameters() {
  for (const ParmVarDecl *Parameter : Function->parameters())
    if (Parameter->isDestroyedInCallee()) {
      keepReturned();
      doubtSearch();
      destroyObject(Parameter->getType(), variable(Parameter),
                    Function->getEndLoc());
    }
}

/// A returned value was computed before what the function destroys.
void FunctionExtractor::keepReturned() {
  if (!Return || Returned == SP_NO_NODE || is(Returned, SP_INT))
    return;
  if (Function->getReturnType()->isRecordType() &&
      Return->getRetValue()->isPRValue()) {
    Return = nullptr; // it is an object that nobody here destroys
    return;
  }
  sp_node Saved = variablePlace(addVariable(""));
  set(Saved, Returned, Return->getBeginLoc());
  Returned = load(Saved);
  Return = nullptr;
}

/// The temporary that lives as long as the reference \p Var, or null.
const Expr *FunctionExtractor::extendedBy(const VarDecl *Var) const {
  if (!Var->getType()->isReferenceType() || !Var->getInit())
    return nullptr;
  const Expr *Init = Var->getInit();
  if (const auto *Full = dyn_cast<FullExpr>(Init))
    Init = Full->getSubExpr();
  Init = Init->skipRValueSubobjectAdjustments();
  return dyn_cast<MaterializeTemporaryExpr>(Init->IgnoreParens());
}

/// Does it return the pointer that it is given? Nobody may replace it, but
/// without a standard library each driver has its own.
static bool returnsItsPlace(const FunctionDecl *New) {
  return New->isReservedGlobalPlacementOperator();
}

void FunctionExtractor::allocate(const CXXNewExpr *New) {
  SourceLocation Where = New->getBeginLoc();
  const FunctionDecl *Operator = New->getOperatorNew();
  if (New->isArray() || !Operator)
    return;
  sp_node Result = temporary(New);
  if (New->getAllocatedType()->getAsCXXRecordDecl())
    doubtSearch();
  if (returnsItsPlace(Operator) && New->getNumPlacementArgs() == 1)
    return set(Result, value(New->getPlacementArg(0)), Where);
  if (New->passAlignment())
    return unsupported("new of an overaligned object", Where);
  llvm::SmallVector<sp_node, 4> Arguments{any()};
  for (unsigned I = 0; I < New->getNumPlacementArgs(); ++I)
    Arguments.push_back(argumentFor(
        New->getPlacementArg(I),
        I + 1 < Operator->getNumParams() &&
            Operator->getParamDecl(I + 1)->getType()->isReferenceType()));
  Step &S = callFunction(Operator, Where);
  S.Data.target = Result;
  S.Arguments.assign(Arguments.begin(), Arguments.end());
}

void FunctionExtractor::makeNew(const CXXNewExpr *New) {
  SourceLocation Where = New->getBeginLoc();
  const Expr *Init = New->getInitializer();
  const Expr *Made = Init ? withoutWrappers(Init) : nullptr;
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Made);
  if (New->isArray()) {
    const CXXRecordDecl *Class = New->getAllocatedType()
                                     ->getBaseElementTypeUnsafe()
                                     ->getAsCXXRecordDecl();
    if ((Init && hasEffects(Init) &&
         !(Construct && Construct->getConstructor()->isTrivial())) ||
        (Class && Facts.isLockRelevant(New->getOperatorNew())))
      unsupported("new of an array of objects", Where);
    return;
  }
  // What is not had is not initialised.
  if (New->shouldNullCheckAllocation() && Init && hasEffects(Init)) {
    bool Plain = Construct != nullptr;
    if (Construct)
      for (const Expr *Argument : Construct->arguments())
        Plain &= !hasEffects(Argument);
    if (!Plain)
      return unsupported("an initialiser that runs only if there is memory",
                         Where);
    return branch(
        load(temporary(New)), Where,
        [&] { construct(Construct, objectOf(Construct)); }, [] {});
  }
  if (Init && !isInPlace(Init))
    initialize(pointee(load(temporary(New))), New->getAllocatedType(), Init,
               Where);
}

void FunctionExtractor::deleteObject(const CXXDeleteExpr *Delete) {
  SourceLocation Where = Delete->getBeginLoc();
  const FunctionDecl *Operator = Delete->getOperatorDelete();
  QualType Type = Delete->getDestroyedType();
  if (llvm::SaveAndRestore<bool> Outside(InRoutine, true); !Type.isNull())
    endMemory(value(Delete->getArgument()), Type, std::nullopt, Where,
              /*IsFreed=*/true);
  if (Delete->isArrayForm()) {
    if (Type.isNull() ||
        Type.isDestructedType() == QualType::DK_cxx_destructor ||
        (Operator && Facts.isLockRelevant(Operator)))
      unsupported("delete of an array of objects", Where);
    return;
  }
  if (!Operator || Operator->isDestroyingOperatorDelete())
    return unsupported("a destroying operator delete", Where);
  if (!Facts.isLockRelevant(Operator) && Operator->hasBody())
    return; // what it does to memory, the set of writes says
  sp_node Object = value(Delete->getArgument());
  branch(
      Object, Where,
      [&] {
        Step &S = callFunction(Operator, Where);
        S.Arguments.push_back(Object);
        for (unsigned I = 1; I < Operator->getNumParams(); ++I)
          S.Arguments.push_back(any());
      },
      [] {});
}

} // namespace spinpair::lowering
