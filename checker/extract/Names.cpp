//===- Names.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace spinpair {

bool Names::isInternal(const FunctionDecl *Function) {
  return Function->isInlined() || !Function->isExternallyVisible();
}

std::string Names::fileOf(const Decl *D) const {
  const SourceManager &Sources = Context.getSourceManager();
  PresumedLoc Where =
      Sources.getPresumedLoc(Sources.getExpansionLoc(D->getLocation()));
  return Where.isValid() ? Where.getFilename() : "";
}

std::string Names::linkage(const NamedDecl *D) {
  bool C = !Context.getLangOpts().CPlusPlus;
  if (const auto *Function = dyn_cast<FunctionDecl>(D))
    C = C || Function->isExternC();
  else if (const auto *Var = dyn_cast<VarDecl>(D))
    C = C || Var->isExternC() || Var->getDeclContext()->isTranslationUnit();
  if (C && D->getIdentifier())
    return D->getName().str();
  std::string Mangled = Generator.getName(D);
  return Mangled.empty() ? D->getQualifiedNameAsString() : Mangled;
}

/// The closure type or type of a function that \p D is in or is, or null.
static const CXXRecordDecl *localClass(const DeclContext *D) {
  for (; D && !D->isFileContext(); D = D->getParent())
    if (const auto *Class = dyn_cast<CXXRecordDecl>(D)) {
      if (Class->isLambda() || Class->getDeclContext()->isFunctionOrMethod())
        return Class;
    } else {
      return nullptr;
    }
  return nullptr;
}

/// Which of the types of its name \p Class is where it is declared: no mangled
/// name tells those of one function apart for certain.
std::string Names::local(const CXXRecordDecl *Class) {
  Class = cast<CXXRecordDecl>(Class->getCanonicalDecl());
  const DeclContext *Home = Class->getDeclContext();
  unsigned Number = 1;
  for (const Decl *Other : Home->decls()) {
    if (Other == Class)
      break;
    const auto *Type = dyn_cast<CXXRecordDecl>(Other);
    Number += Type && Type->isFirstDecl() &&
              Type->isLambda() == Class->isLambda() &&
              Type->getIdentifier() == Class->getIdentifier();
  }
  std::string Own;
  if (const auto *Function = dyn_cast<FunctionDecl>(Home))
    Own = this->function(Function);
  else if (const auto *Outer = dyn_cast<RecordDecl>(Home))
    Own = record(Outer);
  else if (const auto *Space = dyn_cast<NamedDecl>(Home))
    Own = Space->getQualifiedNameAsString();
  Own += "/" + (Class->isLambda()        ? std::string("lambda")
                : Class->getIdentifier() ? Class->getName().str()
                                         : std::string("type"));
  return Own + "#" + std::to_string(Number);
}

/// Adds the classes of functions, and of lambdas, that are in what a template
/// is instantiated with.
static void addLocals(const TemplateArgument &Argument,
                      llvm::SmallVectorImpl<const CXXRecordDecl *> &Out);

static void addLocals(const DeclContext *D,
                      llvm::SmallVectorImpl<const CXXRecordDecl *> &Out) {
  for (; D && !D->isFileContext(); D = D->getParent()) {
    const TemplateArgumentList *List = nullptr;
    if (const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(D))
      List = &Class->getTemplateArgs();
    else if (const auto *Function = dyn_cast<FunctionDecl>(D))
      List = Function->getTemplateSpecializationArgs();
    if (List)
      for (const TemplateArgument &Each : List->asArray())
        addLocals(Each, Out);
  }
}

static void addLocals(QualType Type,
                      llvm::SmallVectorImpl<const CXXRecordDecl *> &Out) {
  Type = Type.getCanonicalType();
  if (const auto *Array = Type->getAsArrayTypeUnsafe())
    return addLocals(Array->getElementType(), Out);
  if (const auto *Prototype = Type->getAs<FunctionProtoType>()) {
    addLocals(Prototype->getReturnType(), Out);
    for (QualType Each : Prototype->getParamTypes())
      addLocals(Each, Out);
    return;
  }
  if (QualType Inner = Type->getPointeeType(); !Inner.isNull())
    return addLocals(Inner, Out);
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class)
    return;
  if (localClass(Class))
    Out.push_back(Class);
  else
    addLocals(static_cast<const DeclContext *>(Class), Out);
}

static void addLocals(const TemplateArgument &Argument,
                      llvm::SmallVectorImpl<const CXXRecordDecl *> &Out) {
  if (Argument.getKind() == TemplateArgument::Type)
    addLocals(Argument.getAsType(), Out);
  else if (Argument.getKind() == TemplateArgument::Pack)
    for (const TemplateArgument &Each : Argument.pack_elements())
      addLocals(Each, Out);
}

const std::string &Names::function(const FunctionDecl *Function) {
  {
    std::string &Name = Known[Function->getCanonicalDecl()];
    if (!Name.empty())
      return Name;
  }
  const FunctionDecl *Definition = Function->getDefinition();
  std::string Linkage;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
      Method && localClass(Method->getParent())) {
    Linkage = record(Method->getParent()) + "::";
    llvm::raw_string_ostream Out(Linkage);
    // With the arguments of a template.
    Method->getNameForDiagnostic(Out, Context.getPrintingPolicy(),
                                 /*Qualified=*/false);
    Out << signature(Method->getType());
  } else {
    // Mangled names number lambdas as they are asked for.
    llvm::SmallVector<const CXXRecordDecl *, 4> Locals;
    addLocals(static_cast<const DeclContext *>(Function), Locals);
    if (Locals.empty()) {
      Linkage = linkage(Function);
    } else {
      PrintingPolicy Policy = Context.getPrintingPolicy();
      Policy.AnonymousTagLocations = false; // what follows tells them apart
      llvm::raw_string_ostream Out(Linkage);
      Function->getNameForDiagnostic(Out, Policy, /*Qualified=*/true);
      Out << signature(Function->getType());
      for (const CXXRecordDecl *Each : Locals)
        Out << " of " << record(Each);
    }
  }
  if (Definition && isInternal(Definition))
    Linkage += "@" + fileOf(Definition);
  return Known[Function->getCanonicalDecl()] = Linkage;
}

const std::string &Names::global(const VarDecl *Var) {
  std::string &Name = Known[Var->getCanonicalDecl()];
  if (!Name.empty())
    return Name;
  std::string Own;
  if (Var->isStaticLocal()) {
    const auto *Home = dyn_cast<FunctionDecl>(Var->getDeclContext());
    Own = (Home ? Home->getQualifiedNameAsString() + "." : "") +
          Var->getNameAsString() + "@" + fileOf(Var);
  } else {
    Own = linkage(Var);
    if (!Var->isExternallyVisible())
      Own += "@" + fileOf(Var->getCanonicalDecl());
  }
  return Known[Var->getCanonicalDecl()] = Own;
}

const std::string &Names::record(const RecordDecl *Record) {
  Record = cast<RecordDecl>(Record->getCanonicalDecl());
  {
    std::string &Name = Known[Record];
    if (!Name.empty())
      return Name;
  }
  std::string Own;
  const auto *Class = dyn_cast<CXXRecordDecl>(Record);
  if (Class && localClass(Class) == Class) {
    Own = local(Class);
    if (Class->getDeclContext()->isFileContext())
      Own += "@" + fileOf(Class);
  } else if (Class && localClass(Class)) {
    Own = record(cast<RecordDecl>(Class->getDeclContext())) +
          "::" + Class->getNameAsString();
  } else if (Record->getIdentifier()) {
    llvm::raw_string_ostream Out(Own);
    Record->getNameForDiagnostic(Out, Context.getPrintingPolicy(),
                                 Context.getLangOpts().CPlusPlus);
    Out.flush();
  } else if (const TypedefNameDecl *Alias =
                 Record->getTypedefNameForAnonDecl()) {
    Own = Alias->getName().str();
  } else if (const auto *Outer =
                 dyn_cast<RecordDecl>(Record->getDeclContext())) {
    Own = record(Outer);
    for (const FieldDecl *Field : Outer->fields())
      if (Field->getType()->getBaseElementTypeUnsafe()->getAsRecordDecl() ==
          Record) {
        Own += Field->getIdentifier()
                   ? "." + Field->getName().str()
                   : "." + std::to_string(Field->getFieldIndex());
        break;
      }
  }
  if (Own.empty()) {
    PresumedLoc Where = Context.getSourceManager().getPresumedLoc(
        Context.getSourceManager().getExpansionLoc(Record->getLocation()));
    Own = "record@" + fileOf(Record) + ":" +
          std::to_string(Where.isValid() ? Where.getLine() : 0);
  }
  return Known[Record] = Own;
}

const std::string &Names::field(const FieldDecl *Field) {
  Field = Field->getCanonicalDecl();
  {
    std::string &Name = Known[Field];
    if (!Name.empty())
      return Name;
  }
  const RecordDecl *Parent = Field->getParent();
  std::string Own = record(Parent) + ".";
  if (Field->getIdentifier())
    Own += Field->getName().str();
  else
    Own += std::to_string(Field->getFieldIndex());
  return Known[Field] = Own;
}

std::string Names::type(const Type *Type) {
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.SuppressTagKeyword = true; // C and C++ have the same names
  Policy.Bool = true;
  return QualType(Type, 0).getCanonicalType().getUnqualifiedType().getAsString(
      Policy);
}

std::string Names::access(QualType Type) {
  Type = QualType(Type->getBaseElementTypeUnsafe(), 0)
             .getAtomicUnqualifiedType()
             .getCanonicalType();
  if (const RecordDecl *Record = Type->getAsRecordDecl())
    return "record " + record(Record);
  if (Type->isVoidType() || Type->isFunctionType() || Type->isIncompleteType())
    return "type void";
  if (Type->isAnyPointerType() || Type->isReferenceType())
    return "type pointer";
  return "type u" + std::to_string(Context.getTypeSize(Type));
}

std::string Names::signature(QualType Type) {
  if (Type->isPointerType() || Type->isReferenceType() ||
      Type->isBlockPointerType())
    Type = Type->getPointeeType();
  const auto *Prototype = Type->getAs<FunctionProtoType>();
  if (!Prototype)
    return "(...)";
  std::string Own = "(";
  for (unsigned I = 0; I < Prototype->getNumParams(); ++I)
    Own += (I ? ", " : "") + type(Prototype->getParamType(I).getTypePtr());
  if (Prototype->isVariadic())
    Own += Prototype->getNumParams() ? ", ..." : "...";
  return Own + ")";
}

std::string Names::signature(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  std::string Own = signature(Function->getType());
  if (!Method || Method->isStatic())
    return Own;
  if (Method->isVirtual()) // overriders have the same, whatever their class
    return "virtual " +
           (isa<CXXDestructorDecl>(Method)
                ? std::string("~")
                : Method->getDeclName().getAsString()) +
           Own;
  return "member " + Own; // its class may be a base of the pointer's
}

std::string Names::signature(const MemberPointerType *Pointer) {
  return "member " + signature(Pointer->getPointeeType());
}

std::string Names::signatureOf(const CallExpr *Call) {
  if (const auto *Of =
          dyn_cast<BinaryOperator>(Call->getCallee()->IgnoreParens());
      Of && Of->isPtrMemOp())
    return signature(Of->getRHS()->getType()->getAs<MemberPointerType>());
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getCalleeDecl());
  return Method && Method->isVirtual()
             ? signature(Method)
             : signature(Call->getCallee()->getType());
}

std::string Names::cell(const ValueDecl *Cell) {
  if (const auto *Field = dyn_cast<FieldDecl>(Cell))
    return "field " + field(Field);
  const auto *Var = dyn_cast<VarDecl>(Cell);
  return Var && Var->hasGlobalStorage() ? "global " + global(Var) : "";
}

} // namespace spinpair
