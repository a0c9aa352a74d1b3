//===- ResultObjects.cpp --------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "ResultObjects.h"

#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace spinpair {

const Expr *withoutWrappers(const Expr *E) {
  while (true) {
    E = E->IgnoreParens();
    if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else if (const auto *Parameter = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
      E = Parameter->getReplacement();
    else if (const auto *Cast = dyn_cast<CastExpr>(E);
             Cast && E->isPRValue() && E->getType()->isRecordType() &&
             (Cast->getCastKind() == CK_NoOp ||
              Cast->getCastKind() == CK_ConstructorConversion ||
              Cast->getCastKind() == CK_UserDefinedConversion))
      E = Cast->getSubExpr();
    else
      return E;
  }
}

/// The temporary in \p E, looked through as by withoutWrappers(), or null.
static const CXXBindTemporaryExpr *boundIn(const Expr *E) {
  while (true) {
    E = E->IgnoreParens();
    if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(E))
      return Temporary;
    if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Made->getSubExpr();
    else if (const auto *Cast = dyn_cast<CastExpr>(E);
             Cast && (Cast->getCastKind() == CK_NoOp ||
                      Cast->getCastKind() == CK_ConstructorConversion ||
                      Cast->getCastKind() == CK_UserDefinedConversion))
      E = Cast->getSubExpr();
    else
      return nullptr;
  }
}

void ResultObjects::bind(const Expr *E, const Home &To) {
  if (!E)
    return;
  E = withoutWrappers(E);
  if (!E->getType()->isRecordType() && !E->getType()->isArrayType())
    return;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    Homes[E] = To;
    if (Construct->isElidable() && Construct->getNumArgs() >= 1 &&
        Context->getLangOpts().ElideConstructors) {
      const Expr *Source = Construct->getArg(0);
      if (const CXXBindTemporaryExpr *Bound = boundIn(Source))
        Elsewhere.insert(Bound);
      const Expr *Inner = Source->IgnoreParens();
      while (const auto *Cast = dyn_cast<ImplicitCastExpr>(Inner))
        Inner = Cast->getSubExpr()->IgnoreParens();
      if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(Inner)) {
        Homes[Made] = To;
        bind(Made->getSubExpr(), To);
      }
    }
    return;
  }
  if (const auto *List = dyn_cast<InitListExpr>(E)) {
    if (List->isTransparent())
      return bind(List->getInit(0), To);
    Homes[E] = To;
    Home Part = To;
    Part.OwnList = false;
    if (E->getType()->isArrayType()) {
      for (unsigned I = 0; I < List->getNumInits(); ++I) {
        Part.Parts.push_back({nullptr, I});
        bind(List->getInit(I), Part);
        Part.Parts.pop_back();
      }
      return;
    }
    const RecordDecl *Record = E->getType()->getAsRecordDecl();
    Record = Record ? Record->getDefinition() : nullptr;
    if (!Record)
      return;
    unsigned I = 0;
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
      for (; I < Class->getNumBases() && I < List->getNumInits(); ++I)
        bind(List->getInit(I), Part);
    if (Record->isUnion()) {
      if (const FieldDecl *Field = List->getInitializedFieldInUnion();
          Field && List->getNumInits()) {
        Part.Parts.push_back({Field, 0});
        bind(List->getInit(0), Part);
      }
      return;
    }
    for (const FieldDecl *Field : Record->fields()) {
      if (Field->isBitField() && !Field->getIdentifier())
        continue;
      if (I >= List->getNumInits())
        break;
      Part.Parts.push_back({Field, 0});
      bind(List->getInit(I++), Part);
      Part.Parts.pop_back();
    }
    return;
  }
  Home Own = To;
  Own.OwnList = true;
  if (const auto *Either = dyn_cast<ConditionalOperator>(E)) {
    Homes[E] = To;
    bind(Either->getTrueExpr(), Own);
    return bind(Either->getFalseExpr(), Own);
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->getOpcode() == BO_Comma) {
      Homes[E] = To;
      bind(Binary->getRHS(), Own);
    }
    return;
  }
  if (const auto *Block = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *Body = Block->getSubStmt();
    if (Body->body_empty() || !isa<Expr>(Body->body_back()))
      return;
    Homes[E] = To;
    return bind(cast<Expr>(Body->body_back()), Own);
  }
  if ((isa<CallExpr>(E) && E->isPRValue()) || isa<LambdaExpr>(E))
    Homes[E] = To;
}

void ResultObjects::bindTemporary(const Expr *E, const Expr *Owner) {
  Home To;
  To.Owner = Owner;
  bind(E, To);
}

/// What a callee destroys is not destroyed at the call.
void ResultObjects::bindArguments(const Expr *E) {
  auto Each = [this](const Expr *Argument) {
    const RecordDecl *Record = Argument->getType()->getAsRecordDecl();
    if (!Argument->isPRValue() || !Record || !Record->getDefinition())
      return;
    const CXXBindTemporaryExpr *Bound = boundIn(Argument);
    if (!Bound)
      return;
    Arguments.insert(Bound);
    if (Record->getDefinition()->isParamDestroyedInCallee())
      Elsewhere.insert(Bound);
  };
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    // The object of an operator that is a member is no parameter.
    for (unsigned I = 0; I < Call->getNumArgs(); ++I)
      Each(Call->getArg(I));
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    for (const Expr *Argument : Construct->arguments())
      Each(Argument);
  }
}

void ResultObjects::visit(const Stmt *S) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D);
          Var && Var->getInit() && !Var->getType()->isReferenceType()) {
        Home To;
        To.Of = Home::Root::Variable;
        To.Var = Var;
        bind(Var->getInit(), To);
        if (const CXXBindTemporaryExpr *Bound = boundIn(Var->getInit()))
          Elsewhere.insert(Bound);
      }
    return;
  }
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    const Expr *Value = Return->getRetValue();
    if (Value && Value->isPRValue() && Value->getType()->isRecordType()) {
      bindTemporary(Value, Value);
      if (const CXXBindTemporaryExpr *Bound = boundIn(Value))
        Elsewhere.insert(Bound);
    }
    return;
  }
  if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(S)) {
    if (!Homes.count(Made))
      bindTemporary(Made->getSubExpr(), Made);
    if (Made->getStorageDuration() != SD_FullExpression)
      if (const CXXBindTemporaryExpr *Bound = boundIn(Made->getSubExpr()))
        Elsewhere.insert(Bound);
    return;
  }
  if (const auto *Literal = dyn_cast<CompoundLiteralExpr>(S))
    return bindTemporary(Literal->getInitializer(), Literal);
  if (const auto *New = dyn_cast<CXXNewExpr>(S)) {
    if (!New->isArray())
      bindTemporary(New->getInitializer(), New);
    return;
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    Home To;
    if (const Home *Known = of(Lambda))
      To = *Known;
    else
      To.Owner = Lambda;
    const CXXRecordDecl *Class = Lambda->getLambdaClass();
    auto Field = Class->field_begin();
    for (const Expr *Init : Lambda->capture_inits()) {
      if (Init && Field != Class->field_end() &&
          !Field->getType()->isReferenceType()) {
        Home Part = To;
        Part.OwnList = false;
        Part.Parts.push_back({*Field, 0});
        bind(Init, Part);
        if (const CXXBindTemporaryExpr *Bound = boundIn(Init))
          Elsewhere.insert(Bound);
      }
      if (Field != Class->field_end())
        ++Field;
    }
    return;
  }
  if (isa<CallExpr, CXXConstructExpr>(S))
    bindArguments(cast<Expr>(S));
  // A copy that is elided into a temporary.
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
    if (Construct->isElidable() && !Homes.count(Construct))
      bindTemporary(Construct, Construct);
    return;
  }
  if (const auto *List = dyn_cast<InitListExpr>(S)) {
    if (List->isPRValue() && !Homes.count(List) &&
        (List->getType()->isRecordType() || List->getType()->isArrayType())) {
      Home To;
      To.Owner = List;
      To.OwnList = true;
      bind(List, To);
    }
    return;
  }
  if (const auto *Either = dyn_cast<ConditionalOperator>(S))
    if (Either->isPRValue() && Either->getType()->isRecordType() &&
        !Homes.count(Either))
      bindTemporary(Either, Either);
}

void ResultObjects::find(ASTContext &Unit, ArrayRef<const CFGBlock *> Blocks) {
  Context = &Unit;
  for (const CFGBlock *Block : Blocks)
    for (const CFGElement &Element : *Block)
      if (auto Init = Element.getAs<CFGInitializer>()) {
        const CXXCtorInitializer *Initializer = Init->getInitializer();
        const Expr *Value = withoutWrappers(Initializer->getInit());
        if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Value))
          Value = Default->getExpr();
        Home To;
        To.Of = Home::Root::This;
        if (const FieldDecl *Field = Initializer->getMember()) {
          To.Parts.push_back({Field, 0});
        } else if (const IndirectFieldDecl *Inner =
                       Initializer->getIndirectMember()) {
          for (const NamedDecl *Each : Inner->chain())
            if (const auto *Field = dyn_cast<FieldDecl>(Each))
              To.Parts.push_back({Field, 0});
        }
        bind(Value, To);
        if (const CXXBindTemporaryExpr *Bound = boundIn(Value))
          Elsewhere.insert(Bound);
      }
  // Whoever holds an expression comes behind it.
  for (const CFGBlock *Block : llvm::reverse(Blocks))
    for (const CFGElement &Element : llvm::reverse(*Block))
      if (auto S = Element.getAs<CFGStmt>())
        visit(S->getStmt());
}

} // namespace spinpair
