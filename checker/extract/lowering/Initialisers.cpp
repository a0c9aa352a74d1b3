//===- Initialisers.cpp - Objects get their first values ------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers initialisers and assignments: of records, arrays, unions and members.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../../analyzer/Compat.h"

#include "clang/AST/ASTContext.h"

using namespace clang;

namespace spinpair::lowering {

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
  if (List && List->isTransparent())
    return initialize(Place, Type, List->getInit(0), Where);
  const RecordDecl *Record = Type->getAsRecordDecl();
  if (List && Record && Record->getDefinition())
    return Record->isUnion()
               ? initializeUnion(Place, List, Where)
               : initializeRecord(Place, Record->getDefinition(), List, Where);
  if (Type->isArrayType())
    return initializeArray(Place, Type, Init, Where);
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

void FunctionExtractor::initializeUnion(sp_node Place, const InitListExpr *List,
                                        SourceLocation Where) {
  forget(Place, Where);
  if (List->getNumInits() && List->getInitializedFieldInUnion())
    initialize(fieldOf(Place, List->getInitializedFieldInUnion()),
               List->getInitializedFieldInUnion()->getType(), List->getInit(0),
               Where);
}

/// Has the bit-field room for what it is initialised with, for certain?
static bool fitsBitField(const Expr *Init, const FieldDecl *Field,
                         const ASTContext &Context) {
  Expr::EvalResult Found;
  if (isa<ImplicitValueInitExpr>(Init))
    return true;
  if (Init->isValueDependent() || !Init->EvaluateAsInt(Found, Context))
    return false;
  const llvm::APSInt &Number = Found.Val.getInt();
  const unsigned Width = compat::bitWidth(Field, Context);
  return Field->getType()->isSignedIntegerOrEnumerationType()
             ? Number.isSigned() && Number.isSignedIntN(Width)
             : !Number.isNegative() && Number.isIntN(Width);
}

void FunctionExtractor::initializeRecord(sp_node Place,
                                         const RecordDecl *Record,
                                         const InitListExpr *List,
                                         SourceLocation Where) {
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
    if (I >= List->getNumInits())
      continue;
    const Expr *Init = List->getInit(I);
    if (Field->isBitField() && !fitsBitField(Init, Field, Context))
      doubtSearch(); // the analyzer keeps more than there is room for
    initialize(fieldOf(Place, Field), Field->getType(), Init, Where);
  }
  ThisObject = Outer;
}

void FunctionExtractor::initializeArray(sp_node Place, QualType Type,
                                        const Expr *Init,
                                        SourceLocation Where) {
  const auto *List = dyn_cast<InitListExpr>(Init);
  const auto *Array = Context.getAsConstantArrayType(Type);
  const auto *Class =
      Array ? Context.getBaseElementType(Type)->getAsCXXRecordDecl() : nullptr;
  auto AllElements = [&] {
    for (unsigned I = 0; I < List->getNumInits(); ++I)
      initialize(make(SP_ELEMENT, Place, number(I)), Array->getElementType(),
                 List->getInit(I), Where);
  };
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
    return AllElements();
  }
  forget(Place, Where);
  if (!List || !Array || List->getNumInits() > 2 * FewMembers ||
      leavesOf(Array->getElementType()->getAsRecordDecl(), FewMembers) <
          FewMembers)
    return;
  if (Array->getElementType()->isScalarType())
    AllElements();
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
  // A number that is atomic, others may change; where a pointer leads counts.
  if (const QualType Inner = Type.getAtomicUnqualifiedType();
      Type->isAtomicType() && Inner->isAnyPointerType()) {
    Type = Inner;
    doubtSearch(); // it does not follow it
  }
  if (!Type->isRecordType()) {
    sp_node Value = Type->isScalarType() ? value(Right) : any();
    if (variableIn(Place) >= 0 && Function->getReturnType()->isAnyPointerType())
      Value = orWhereItLed(Value, Right);
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

void FunctionExtractor::initializer(const CXXCtorInitializer *Initializer) {
  SourceLocation Where = Initializer->getSourceLocation();
  sp_node Object = pointee(load(variablePlace(0)));
  const Expr *Value = Initializer->getInit();
  if (const auto *Default =
          dyn_cast<CXXDefaultInitExpr>(withoutWrappers(Value));
      Default && hasEffects(Default->getExpr()))
    doubtSearch(); // the analyzer does not evaluate it
  if (!Initializer->isAnyMemberInitializer()) { // base or delegate
    if (!isInPlace(Value))
      unsupported("a base that is initialised in a way that is not understood",
                  Where);
    return;
  }
  sp_node Place = Object;
  if (const IndirectFieldDecl *Inner = Initializer->getIndirectMember()) {
    for (const NamedDecl *Each : Inner->chain())
      if (const auto *Field = dyn_cast<FieldDecl>(Each))
        Place = fieldOf(Place, Field);
  } else {
    Place = fieldOf(Place, Initializer->getMember());
  }
  initialize(Place, Initializer->getAnyMember()->getType(), Value, Where);
}

} // namespace spinpair::lowering
