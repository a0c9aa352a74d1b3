//===- Definitions.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Definitions.h"

#include "model/Unit.h"
#include "parse/Inputs.h"
#include "parse/Parse.h"

#include "../../extract/Damage.h"
#include "../../extract/Names.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTImporter.h"
#include "clang/AST/ASTImporterSharedState.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Error.h"

#include <memory>

using namespace clang;

namespace spinpair {

namespace {

/// Finds the definitions of those names.
class Finder : public RecursiveASTVisitor<Finder> {
public:
  Finder(ASTContext &Context, const std::set<std::string> &Wanted,
         std::vector<Decl *> &Found)
      : Named(Context), Wanted(Wanted), Found(Found) {}

  bool TraverseStmt(Stmt *) { return true; } // bodies do not matter
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->doesThisDeclarationHaveABody() &&
        !Function->isDependentContext() &&
        Wanted.count(Named.function(Function)))
      Found.push_back(Function);
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) {
    if (Var->isFileVarDecl() && Var->hasInit() && Wanted.count(Named.cell(Var)))
      Found.push_back(Var);
    return true;
  }

private:
  Names Named;
  const std::set<std::string> &Wanted;
  std::vector<Decl *> &Found;
};

/// Gathers the functions with bodies.
class BodyFinder : public RecursiveASTVisitor<BodyFinder> {
public:
  explicit BodyFinder(std::set<const FunctionDecl *> &Found) : Found(Found) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseStmt(Stmt *) { return true; } // those of closures do not matter
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->doesThisDeclarationHaveABody())
      Found.insert(Function->getCanonicalDecl());
    return true;
  }

private:
  std::set<const FunctionDecl *> &Found;
};

/// Silences what the importer says of declarations that do not agree: what is
/// not imported is explored as before.
class Silence {
public:
  explicit Silence(DiagnosticsEngine &Diagnostics)
      : Diagnostics(Diagnostics),
        Before(Diagnostics.getSuppressAllDiagnostics()) {
    Diagnostics.setSuppressAllDiagnostics(true);
  }
  ~Silence() { Diagnostics.setSuppressAllDiagnostics(Before); }

private:
  DiagnosticsEngine &Diagnostics;
  const bool Before;
};

/// Imports declarations, and notes which of the functions have bodies.
class Importer : public ASTImporter {
public:
  Importer(CompilerInstance &To, CompilerInstance &From,
           std::shared_ptr<ASTImporterSharedState> Shared)
      : ASTImporter(To.getASTContext(), To.getFileManager(),
                    From.getASTContext(), From.getFileManager(),
                    /*MinimalImport=*/false, std::move(Shared)) {}

  /// The functions, there and here.
  std::vector<std::pair<const FunctionDecl *, FunctionDecl *>> Bodies;

private:
  void Imported(Decl *From, Decl *To) override {
    const auto *There = dyn_cast<FunctionDecl>(From);
    if (There && There->doesThisDeclarationHaveABody())
      Bodies.push_back({There, cast<FunctionDecl>(To)});
  }
};

/// Are they the same but for where they stand?
bool areAlike(const FunctionDecl *There, const FunctionDecl *Here) {
  const FunctionDecl *Body = nullptr;
  return Here->hasBody(Body) &&
         const_cast<FunctionDecl *>(There)->getODRHash() ==
             const_cast<FunctionDecl *>(Body)->getODRHash();
}

/// Finds out whether what a function does rests on an inline function that is
/// another one here.
class RestsOnOther : public RecursiveASTVisitor<RestsOnOther> {
public:
  RestsOnOther(Importer &Importer, const std::set<const FunctionDecl *> &AtHome)
      : From(Importer), AtHome(AtHome) {}

  bool operator()(const FunctionDecl *There) {
    const FunctionDecl *Body = nullptr;
    return Seen.insert(There->getCanonicalDecl()).second &&
           There->hasBody(Body) &&
           !TraverseDecl(const_cast<FunctionDecl *>(Body));
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) { return goOn(Ref->getDecl()); }
  bool VisitMemberExpr(MemberExpr *Member) {
    return goOn(Member->getMemberDecl());
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    return goOn(Construct->getConstructor());
  }

private:
  /// Goes on if nothing was found.
  bool goOn(ValueDecl *Named) {
    auto *There = dyn_cast<FunctionDecl>(Named);
    const FunctionDecl *Body = nullptr;
    if (!There || !There->isInlined() || !There->hasBody(Body))
      return true; // explored by its summary
    auto Imported = From.Import(There);
    if (!Imported) {
      llvm::consumeError(Imported.takeError());
      return true; // neither is what calls it
    }
    const auto *Here = cast<FunctionDecl>(*Imported);
    return (!AtHome.count(Here->getCanonicalDecl()) || areAlike(Body, Here)) &&
           !(*this)(There);
  }

  Importer &From;
  const std::set<const FunctionDecl *> &AtHome;
  std::set<const FunctionDecl *> Seen;
};

class OfferConsumer : public ASTConsumer {
public:
  OfferConsumer(CompilerInstance &Compiler, Definitions &Offered,
                llvm::function_ref<void()> Then)
      : Compiler(Compiler), Offered(Offered), Then(Then),
        Errors(watchErrors(Compiler, /*Shown=*/false)) {}

  void HandleTranslationUnit(ASTContext &) override {
    if (mendTree(Compiler, *Errors))
      Offered.offer(Compiler);
    Then();
  }

private:
  CompilerInstance &Compiler;
  Definitions &Offered;
  llvm::function_ref<void()> Then;
  std::shared_ptr<ParseErrors> Errors;
};

class OfferAction : public ASTFrontendAction {
public:
  OfferAction(Definitions &Offered, llvm::function_ref<void()> Then)
      : Offered(Offered), Then(Then) {}

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef) override {
    return std::make_unique<OfferConsumer>(Compiler, Offered, Then);
  }

private:
  Definitions &Offered;
  llvm::function_ref<void()> Then;
};

} // namespace

void Definitions::offer(CompilerInstance &From) {
  Offer Its = {&From, {}};
  Finder(From.getASTContext(), Wanted, Its.Found)
      .TraverseDecl(From.getASTContext().getTranslationUnitDecl());
  if (!Its.Found.empty())
    Offers.push_back(std::move(Its));
}

void Definitions::importInto(CompilerInstance &To) {
  auto Shared = std::make_shared<ASTImporterSharedState>(
      *To.getASTContext().getTranslationUnitDecl());
  Silence Here(To.getDiagnostics());
  std::set<const FunctionDecl *> AtHome;
  BodyFinder(AtHome).TraverseDecl(To.getASTContext().getTranslationUnitDecl());
  for (const Offer &Each : Offers) {
    Silence There(Each.From->getDiagnostics());
    Importer Importer(To, *Each.From, Shared);
    for (Decl *Found : Each.Found)
      if (auto Imported = Importer.Import(Found); !Imported)
        llvm::consumeError(Imported.takeError());
    // With a call comes the body of what is called: it is explored by its
    // summary, unless it is wanted, too. An inline function that has a body
    // here keeps it; where that is another one, what calls it there does
    // something else, and is explored by its summary as well.
    Names NamesThere(Each.From->getASTContext());
    for (size_t I = 0; I < Importer.Bodies.size(); ++I) { // more may come
      const auto [There, Here] = Importer.Bodies[I];
      if (AtHome.count(Here->getCanonicalDecl()))
        continue;
      Named[Here->getCanonicalDecl()] = NamesThere.function(There);
      if ((!There->isInlined() && !llvm::is_contained(Each.Found, There)) ||
          RestsOnOther(Importer, AtHome)(There))
        Here->setBody(nullptr);
    }
  }
}

const std::string *Definitions::nameOf(const FunctionDecl *Imported) const {
  auto Known = Named.find(Imported->getCanonicalDecl());
  return Known == Named.end() ? nullptr : &Known->second;
}

void parseWith(Definitions &Offered, llvm::ArrayRef<const Unit *> Units,
               llvm::function_ref<void()> Then, Inputs &From) {
  bool IsDone = false;
  auto GoOn = [&] {
    IsDone = true;
    if (Units.empty())
      Then();
    else
      parseWith(Offered, Units.drop_front(), Then, From);
  };
  if (!Units.empty())
    parse(*Units.front(), std::make_unique<OfferAction>(Offered, GoOn), From);
  if (!IsDone)
    GoOn();
}

} // namespace spinpair
