//===- Misleading.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Misleading.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace spinpair {

static bool isDestroyed(QualType Type) {
  return Type.isDestructedType() == QualType::DK_cxx_destructor;
}

/// Is \p Made kept alive by something else than the reference it is bound to?
static bool livesInPart(const MaterializeTemporaryExpr *Made) {
  if (Made->getStorageDuration() != SD_Automatic ||
      !isDestroyed(Made->getType()))
    return false;
  const auto *Var = dyn_cast_or_null<VarDecl>(Made->getExtendingDecl());
  if (!Var || !Var->getType()->isReferenceType() || !Var->getInit())
    return true;
  if (isa<AbstractConditionalOperator>(
          Made->getSubExpr()->IgnoreImplicit()->IgnoreParens()))
    return true;
  const Expr *Init = Var->getInit();
  if (const auto *Full = dyn_cast<FullExpr>(Init))
    Init = Full->getSubExpr();
  return Init->skipRValueSubobjectAdjustments()->IgnoreParens() != Made;
}

/// Does a return within leave out the members and bases that are destroyed?
static bool skipsMembers(const FunctionDecl *Function) {
  const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function);
  if (!Destructor)
    return false;
  const CXXRecordDecl *Class = Destructor->getParent();
  if (Class->isUnion())
    return false;
  return llvm::any_of(Class->fields(),
                      [](const FieldDecl *Field) {
                        return isDestroyed(Field->getType());
                      }) ||
         llvm::any_of(Class->bases(), [](const CXXBaseSpecifier &Base) {
           return isDestroyed(Base.getType());
         });
}

static bool hasVirtualBase(QualType Type) {
  const CXXRecordDecl *Class =
      Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && Class->getNumVBases() &&
         isDestroyed(Type);
}

static bool misleads(const Stmt *S, bool Returns) {
  if (!S)
    return false;
  if (isa<LambdaExpr>(S))
    return false; // its body is a function of its own
  if (isa<ReturnStmt>(S) && Returns)
    return true;
  if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(S))
    if (livesInPart(Made))
      return true;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    if (hasVirtualBase(Construct->getType()))
      return true;
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S))
    if (const CXXRecordDecl *Class =
            Delete->getDestroyedType().isNull()
                ? nullptr
                : Delete->getDestroyedType()->getAsCXXRecordDecl())
      if (Class->hasDefinition() && Class->isPolymorphic())
        return true;
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declaration->decls())
      if (D->hasAttr<CleanupAttr>())
        return true;
  return llvm::any_of(S->children(), [Returns](const Stmt *Child) {
    return misleads(Child, Returns);
  });
}

bool misleads(const FunctionDecl *Function) {
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function))
    if (Destructor->getParent()->isUnion())
      return true; // its members are said to be destroyed, and are not
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function))
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(Method) &&
        Method->getParent()->getNumVBases())
      return true;
  return Function->hasBody() &&
         misleads(Function->getBody(), skipsMembers(Function));
}

} // namespace spinpair
