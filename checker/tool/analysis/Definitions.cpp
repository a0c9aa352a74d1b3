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
  for (const Offer &Each : Offers) {
    Silence There(Each.From->getDiagnostics());
    Importer Importer(To, *Each.From, Shared);
    for (Decl *Found : Each.Found)
      if (auto Imported = Importer.Import(Found); !Imported)
        llvm::consumeError(Imported.takeError());
    // With a call comes the body of what is called: it is explored by its
    // summary, unless it is wanted, too.
    Names NamesThere(Each.From->getASTContext());
    for (auto [There, Here] : Importer.Bodies) {
      Named[Here->getCanonicalDecl()] = NamesThere.function(There);
      if (!There->isInlined() && !llvm::is_contained(Each.Found, There))
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
