//===- ExtractUnits.cpp ---------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "ExtractUnits.h"

#include "SearchUnit.h"
#include "UnitRecord.h"
#include "cache/Cache.h"
#include "jobs/Workers.h"
#include "model/Running.h"
#include "model/Unit.h"
#include "parse/Inputs.h"
#include "parse/Parse.h"
#include "support/Archive.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "../../analyzer/OwnCode.h"
#include "../../analyzer/Stated.h"
#include "../../extract/Damage.h"
#include "../../extract/Extract.h"
#include "../../extract/Names.h"

#include "spinpair/memory.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace spinpair {

namespace {

/// Tells which functions a unit defines, and which constants. The extractor's
/// choice is not known before all units are, so this lists all but those of
/// system headers.
class DefinitionLister : public RecursiveASTVisitor<DefinitionLister> {
public:
  DefinitionLister(ASTContext &Context, std::vector<std::string> &Defines,
                   std::vector<std::string> &Constants)
      : Sources(Context.getSourceManager()), Named(Context), Defines(Defines),
        Constants(Constants) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseStmt(Stmt *) { return true; } // bodies do not matter
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->isThisDeclarationADefinition() &&
        !Function->isDependentContext() &&
        !Sources.isInSystemHeader(Function->getLocation()))
      Defines.push_back(Named.function(Function));
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) {
    if (Var->isFileVarDecl() && Var->isExternallyVisible() && Var->hasInit() &&
        Var->getASTContext()
            .getBaseElementType(Var->getType())
            .isConstQualified() &&
        !Sources.isInSystemHeader(Var->getLocation()))
      Constants.push_back(Named.cell(Var));
    return true;
  }

private:
  const SourceManager &Sources;
  Names Named;
  std::vector<std::string> &Defines, &Constants;
};

/// The bytes of a record whose lock programs are \p Program; "" if memory ran
/// out.
std::string bytesOf(UnitRecord &Record, const sp_program *Program) {
  char *Text = sp_program_write(Program);
  char *Movable = sp_program_write_movable(Program);
  const bool Ok = Text && Movable;
  if (Ok) {
    Record.Programs = Text;
    Record.Movable = digestOf(Movable);
  }
  sp_memory_free(Text);
  sp_memory_free(Movable);
  if (!Ok)
    return "";
  Saver Save;
  Save(Record);
  return std::move(Save.Bytes);
}

class ExtractConsumer : public ASTConsumer {
public:
  ExtractConsumer(CompilerInstance &Compiler, const Unit *const &Home,
                  sp_program *Program, UnitRecord &Record, const Inputs &From)
      : Compiler(Compiler), Home(Home), Program(Program), Record(Record),
        From(From), Errors(watchErrors(Compiler, /*Shown=*/true)) {}

  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    // Also of a beginning that several units share: whether a copy of this
    // process may wait is not known yet, and who explores the unit from what
    // stands here is to be told of all that who parses it again is told.
    Groups.push_back(Group);
    return true;
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    if (extract(Context) && mayWait() && !Record.Partly)
      stay(Context);
  }

private:
  /// False if the unit is of no use.
  bool extract(ASTContext &Context) {
    OwnCode Here;
    // Before some are defined nowhere.
    std::vector<std::string> Defines, Constants;
    DefinitionLister(Context, Defines, Constants)
        .TraverseDecl(Context.getTranslationUnitDecl());
    Record.Stated = statedFunctions(Context);
    auto Damaged = mendTree(Compiler, *Errors);
    Record.LacksHeader = Errors->Missing.has_value();
    for (const ParseError &Each : Errors->All)
      if (!Each.Lacks.empty())
        Record.Lacks.insert(Each.Lacks);
    if (!Damaged)
      return false;
    Record.Partly = !Errors->All.empty();
    Record.Defines = std::move(Defines);
    Record.Constants = std::move(Constants);
    Record.Clash = !extractUnit(Context, Program, *Damaged);
    keep(Context, *Damaged);
    return true;
  }

  void keep(ASTContext &Context, llvm::ArrayRef<DamagedFunction> Damaged) {
    const SourceManager &Sources = Context.getSourceManager();
    Names Named(Context);
    for (const DamagedFunction &Each : Damaged) {
      PresumedLoc Where =
          Sources.getPresumedLoc(Sources.getExpansionLoc(Each.Error.Where));
      Record.Unread[Named.function(Each.Function)] =
          "it does not parse: " +
          shownFile(Where.getFilename(), Home->Directory) + ":" +
          std::to_string(Where.getLine()) + ": " + Each.Error.Message;
    }
  }

  /// Hands over what was found, and explores the unit if that is asked for.
  void stay(ASTContext &Context) {
    Record.Read = true;
    const std::string Bytes = bytesOf(Record, Program);
    if (Bytes.empty())
      return;
    const std::string Request = waitForRequest(Cache::pack(Bytes, From));
    finishJob(Cache::pack(searchParsed(Request, Compiler, Context, Groups),
                          Inputs()));
  }

  CompilerInstance &Compiler;
  const Unit *const &Home; ///< Null while it is not told.
  sp_program *Program;
  UnitRecord &Record;
  const Inputs &From;
  std::shared_ptr<ParseErrors> Errors;
  std::vector<DeclGroupRef> Groups;
};

class ExtractAction : public ASTFrontendAction {
public:
  ExtractAction(const Unit *const &Home, sp_program *Program,
                UnitRecord &Record, const Inputs &From)
      : Home(Home), Program(Program), Record(Record), From(From) {}

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef) override {
    return std::make_unique<ExtractConsumer>(Compiler, Home, Program, Record,
                                             From);
  }

private:
  const Unit *const &Home;
  sp_program *Program;
  UnitRecord &Record;
  const Inputs &From;
};

void sayUnread(const Unit &Unit) {
  llvm::errs() << "spinpair: " << oneLine(shownFile(Unit.File, ""))
               << " is not analysed\n";
}

void sayWhatIsWrong(const Unit &Unit, const UnitRecord &Record) {
  if (!Record.Read && !Record.Partly)
    sayUnread(Unit);
  else if (Record.Partly)
    llvm::errs() << "spinpair: " << oneLine(shownFile(Unit.File, ""))
                 << " has errors, and what has one is not analysed"
                 << (Record.LacksHeader ? "; --wdk DIR or --extra-arg=-IDIR "
                                          "says where a missing header is"
                                        : "")
                 << "\n";
}

/// The record of one of \p Units, see parse(); "" if there is none.
std::string recordOf(llvm::ArrayRef<const Unit *> Units, Inputs &From) {
  const Unit *Home = nullptr;
  UnitRecord Record;
  sp_program *Program = sp_program_new();
  if (!Program)
    return "";
  Record.Read = parse(
      Units, [&](size_t Place) { Home = Units[Place]; },
      std::make_unique<ExtractAction>(Home, Program, Record, From), From);
  // What clang says of errors tells by which includes it came to them.
  if (Home && Units.size() > 1 && (!Record.Read || Record.Partly))
    goAlone();
  std::string Bytes;
  if (Home) {
    Record.Partly |= Home->IsProject;
    sayWhatIsWrong(*Home, Record);
    Record.Read |= Record.Partly;
    Bytes = bytesOf(Record, Program);
  }
  sp_program_free(Program);
  return Bytes;
}

} // namespace

void extractUnits(const std::vector<Unit> &Units, const Running &How,
                  Cache &Cache, std::vector<UnitRecord> &Records) {
  std::vector<std::string> Keys;
  for (const Unit &Unit : Units)
    Keys.push_back(keyOf(Unit));
  auto Job = [&](llvm::ArrayRef<size_t> Some, Inputs &From) {
    std::vector<const Unit *> Its;
    for (size_t I : Some)
      Its.push_back(&Units[I]);
    return recordOf(Its, From);
  };
  std::vector<Entry> Results =
      Cache.run(Units.size(), How,
                {[&](size_t I) { return Keys[I]; }, Job,
                 [&](size_t I) { return shownFile(Units[I].File, ""); },
                 /*MayWait=*/true, /*Request=*/nullptr,
                 [&](size_t I) { return commandOf(Units[I]); }});
  Records.resize(Units.size());
  for (size_t I = 0; I < Units.size(); ++I) {
    Loader Load(Results[I].Value);
    if (Results[I].Trouble.empty())
      Load(Records[I]);
    if (!Load.isWhole())
      Records[I] = UnitRecord();
    Records[I].Digest = digestOf(Keys[I] + Results[I].Value);
    Records[I].From = sourceOf(Units[I], Results[I].From);
    if (!Results[I].Trouble.empty()) {
      llvm::errs() << "spinpair: " << oneLine(shownFile(Units[I].File, ""))
                   << ": " << Results[I].Trouble << "\n";
      sayUnread(Units[I]);
    }
  }
}

} // namespace spinpair
