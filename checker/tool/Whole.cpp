//===- Whole.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Whole.h"

#include "../extract/Extract.h"
#include "../extract/Names.h"

#include "spinpair/routines.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace spinpair {

namespace {

/// Tells which functions a unit defines. The extractor's choice is not known
/// before all units are, so this lists all but those of system headers.
class DefinitionLister : public RecursiveASTVisitor<DefinitionLister> {
public:
  DefinitionLister(ASTContext &Context, Whole &Program, unsigned Unit)
      : Sources(Context.getSourceManager()), Named(Context), Program(Program),
        Unit(Unit) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseStmt(Stmt *) { return true; } // bodies do not matter
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->isThisDeclarationADefinition() &&
        !Function->isDependentContext() &&
        !Sources.isInSystemHeader(Function->getLocation()))
      Program.defines(Named.function(Function), Unit);
    return true;
  }

private:
  const SourceManager &Sources;
  Names Named;
  Whole &Program;
  unsigned Unit;
};

/// Collects from a damaged tree which function names which: no more than that
/// can be trusted.
class UnreadCollector : public RecursiveASTVisitor<UnreadCollector> {
public:
  UnreadCollector(ASTContext &Context, StringRef Directory)
      : Sources(Context.getSourceManager()), Named(Context),
        Directory(Directory) {}

  std::map<std::string, UnreadFunction> Found;

  bool TraverseFunctionDecl(FunctionDecl *Function) {
    if (!Function->isThisDeclarationADefinition() ||
        !Sources.isInMainFile(Sources.getExpansionLoc(Function->getLocation())))
      return true;
    PresumedLoc Where = Sources.getPresumedLoc(Function->getLocation());
    Current = &Found[Named.function(Function)];
    *Current = {Function->getNameAsString(),
                shownFile(Where.getFilename(), Directory),
                Where.getLine(),
                false,
                {}};
    RecursiveASTVisitor::TraverseFunctionDecl(Function);
    Current = nullptr;
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    const auto *D = Reference->getDecl();
    if (!Current || !D->getIdentifier())
      return true;
    std::string Name = D->getName().str();
    const sp_routine *Row = nullptr;
    if (const auto *Function = dyn_cast<FunctionDecl>(D)) {
      Row = sp_routine_find(Name.c_str());
      Current->Refers.insert(Named.function(Function));
    } else if (isa<EnumConstantDecl>(D)) {
      Row = sp_routine_find_extended(Name.c_str());
    }
    Current->Locks |= Row && (Row->effect == SP_EFFECT_MSI_ACQUIRE ||
                              Row->effect == SP_EFFECT_MSI_RELEASE);
    return true;
  }

private:
  const SourceManager &Sources;
  Names Named;
  StringRef Directory;
  UnreadFunction *Current = nullptr;
};

class ExtractConsumer : public ASTConsumer {
public:
  ExtractConsumer(Whole &Program, unsigned Unit)
      : Program(Program), Unit(Unit) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    if (Context.getDiagnostics().hasErrorOccurred()) {
      UnreadCollector Collector(Context, Program.units()[Unit].Directory);
      Collector.TraverseDecl(Context.getTranslationUnitDecl());
      Program.cannotRead(Unit, std::move(Collector.Found));
      return;
    }
    if (!extractUnit(Context, Program.program()))
      Program.clashes(Unit);
    DefinitionLister(Context, Program, Unit)
        .TraverseDecl(Context.getTranslationUnitDecl());
  }

private:
  Whole &Program;
  unsigned Unit;
};

class ExtractAction : public ASTFrontendAction {
public:
  ExtractAction(Whole &Program, unsigned Unit) : Program(Program), Unit(Unit) {}

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 StringRef) override {
    return std::make_unique<ExtractConsumer>(Program, Unit);
  }

private:
  Whole &Program;
  unsigned Unit;
};

} // namespace

void Whole::defines(const std::string &Name, unsigned Unit) {
  auto &Home = Homes[Name];
  if (Home.empty() || Home.back() != Unit)
    Home.push_back(Unit);
}

void Whole::cannotRead(unsigned Unit,
                       std::map<std::string, UnreadFunction> Found) {
  Unread.push_back(Unit);
  if (Units[Unit].Chosen)
    UnreadFunctions.merge(Found);
}

void Whole::clashes(unsigned Unit) {
  Clash = true;
  llvm::errs() << "spinpair: " << oneLine(shownFile(Units[Unit].File, ""))
               << " has a function of the name of another one in another unit, "
                  "and only the first is analysed\n";
}

bool Whole::extract() {
  Program.reset(sp_program_new());
  if (!Program)
    return false;
  for (unsigned I = 0; I < Units.size(); ++I) {
    if (parse(Units[I], std::make_unique<ExtractAction>(*this, I)))
      continue;
    // Without a tree, nobody has said so yet.
    if (Unread.empty() || Unread.back() != I)
      cannotRead(I, {});
    llvm::errs() << "spinpair: " << oneLine(shownFile(Units[I].File, ""))
                 << " does not parse and is not analysed\n";
  }
  return true;
}

bool Whole::prove() {
  if (!sp_program_link(Program.get()))
    return false;
  Proofs.reset(sp_prove(Program.get()));
  return Proofs != nullptr;
}

llvm::ArrayRef<unsigned> Whole::unitsOf(const sp_function *Function) const {
  auto Home = Homes.find(Function->name);
  if (Home == Homes.end())
    return {};
  return Home->second;
}

bool Whole::isChosen(llvm::ArrayRef<unsigned> Indices) const {
  return llvm::any_of(Indices, [&](unsigned I) { return Units[I].Chosen; });
}

std::string Whole::fileOf(const sp_function *Function) const {
  llvm::ArrayRef<unsigned> Home = unitsOf(Function);
  return shownFile(Function->where.file,
                   Home.empty() ? "" : StringRef(Units[Home[0]].Directory));
}

std::vector<const UnreadFunction *> Whole::unreadWithLocks() const {
  std::set<std::string> Reaching;
  for (const auto &[Name, Function] : UnreadFunctions)
    if (Function.Locks)
      Reaching.insert(Name);
  auto Reaches = [&](const std::string &Name) {
    if (Reaching.count(Name))
      return true;
    size_t Index = sp_program_find(Program.get(), Name.c_str());
    return Index != SIZE_MAX && sp_program_is_relevant(Program.get(), Index);
  };
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const auto &[Name, Function] : UnreadFunctions)
      if (!Reaching.count(Name) && llvm::any_of(Function.Refers, Reaches))
        Changed = Reaching.insert(Name).second;
  }
  std::vector<const UnreadFunction *> Result;
  for (const auto &[Name, Function] : UnreadFunctions)
    if (Reaching.count(Name))
      Result.push_back(&Function);
  return Result;
}

} // namespace spinpair
