//===- Search.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Search.h"

#include "Archive.h"
#include "Cache.h"
#include "Files.h"
#include "Movable.h"
#include "Survey.h"
#include "Whole.h"

#include "../analyzer/Compat.h"
#include "../analyzer/MsiLockChecker.h"
#include "../analyzer/Plan.h"
#include "../extract/Damage.h"
#include "../extract/Names.h"

#include "clang/AST/DeclGroup.h"
#include "clang/Analysis/PathDiagnostic.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/StaticAnalyzer/Core/AnalyzerOptions.h"
#include "clang/StaticAnalyzer/Frontend/AnalysisConsumer.h"
#include "llvm/ADT/STLExtras.h"

#include <optional>
#include <tuple>

using namespace clang;

namespace spinpair {

namespace {

using NameFunction = std::function<std::string(const FunctionDecl *)>;

/// Keeps what the analyzer reports, as it must not outlive the syntax tree.
class Collector : public ento::PathDiagnosticConsumer {
public:
  Collector(const Unit *const &Home, const NameFunction &NameOf,
            std::vector<Mistake> &Mistakes)
      : Home(Home), NameOf(NameOf), Mistakes(Mistakes) {}

  StringRef getName() const override { return "spinpair"; }
  bool supportsCrossFileDiagnostics() const override { return true; }

  void FlushDiagnosticsImpl(std::vector<const ento::PathDiagnostic *> &Reports,
                            FilesMade *) override {
    for (const ento::PathDiagnostic *Report : Reports)
      Mistakes.push_back(mistake(*Report));
  }

private:
  /// \p Where is in a file, not in a macro.
  Note place(FullSourceLoc Where, StringRef Message) const {
    PresumedLoc Presumed = Where.getPresumedLoc();
    return {shownFile(Presumed.getFilename(), Home->Directory),
            Presumed.getLine(), Presumed.getColumn(), Message.str(), false};
  }

  Note note(ento::PathDiagnosticLocation Location, StringRef Message) const {
    return place(Location.asLocation().getFileLoc(), Message);
  }

  void addSpelled(FullSourceLoc Where, std::vector<Note> &Spelled) const {
    const SourceManager &Sources = Where.getManager();
    for (SourceLocation At = Where; At.isMacroID();
         At = Sources.getImmediateExpansionRange(At).getBegin())
      Spelled.push_back(
          place(FullSourceLoc(Sources.getSpellingLoc(At), Sources), ""));
  }

  std::string nameOf(const Decl *D) const {
    const auto *Function = dyn_cast_or_null<FunctionDecl>(D);
    return Function ? NameOf(Function) : "";
  }

  void addCallers(const ento::PathPieces &Pieces,
                  std::set<std::string> &Callers) const {
    for (const auto &Piece : Pieces)
      if (const auto *Call =
              dyn_cast<ento::PathDiagnosticCallPiece>(Piece.get())) {
        Callers.insert(nameOf(Call->getCaller()));
        addCallers(Call->path, Callers);
      }
  }

  Mistake mistake(const ento::PathDiagnostic &Report) const {
    Mistake Result;
    Result.Where = note(Report.getLocation(), Report.getShortDescription());
    Result.Checker = Report.getCheckerName().str();
    addSpelled(Report.getLocation().asLocation(), Result.Spelled);
    Result.Origin = note(Report.getUniqueingLoc(), "");
    for (const auto &Piece :
         Report.path.flatten(/*ShouldFlattenMacros=*/true)) {
      Result.Path.push_back(note(Piece->getLocation(), Piece->getString()));
      Result.Path.back().OfLock = Piece->getTag() == LockNoteTag;
    }
    Result.Function = nameOf(Report.getDeclWithIssue());
    if (const auto *Function =
            dyn_cast_or_null<FunctionDecl>(Report.getDeclWithIssue()))
      Result.Shown = Function->getQualifiedNameAsString();
    addCallers(Report.path, Result.Callers);
    return Result;
  }

  const Unit *const &Home; ///< Known when there is something to collect.
  const NameFunction &NameOf;
  std::vector<Mistake> &Mistakes;
};

/// The analyzer, set up for \p Home, which may be told later.
std::unique_ptr<ento::AnalysisASTConsumer>
makeAnalyzer(CompilerInstance &Compiler, const Unit *const &Home,
             const NameFunction &NameOf, std::vector<Mistake> &Mistakes) {
  AnalyzerOptions &Options = compat::analyzerOptions(Compiler);
  Options.CheckersAndPackages = {{"storport", true}};
  Options.Config["storport:Alone"] = "true";
  // Each open function alone, too: its own mistakes need no long way there.
  Options.InliningMode = All;
  Options.Config["max-nodes"] = "75000";
  Options.AnalysisDiagOpt = PD_NONE; // only the collector listens
  // Else a file Name.model in the current folder says what Name() does.
  Options.ModelPath = SourceFiles::Nowhere;
  auto Consumer = ento::CreateAnalysisConsumer(Compiler);
  Consumer->AddCheckerRegistrationFn(registerCheckers);
  compat::addDiagnosticConsumer(
      *Consumer, std::make_unique<Collector>(Home, NameOf, Mistakes));
  return Consumer;
}

/// Explores functions of the file, and, if asked, of its headers.
void chooseRoots(CompilerInstance &Compiler, bool WithHeaders) {
  compat::analyzerOptions(Compiler).AnalyzeAll = WithHeaders;
}

/// Stands before the analyzer, and makes the tree what it was when its lock
/// programs were extracted.
class Mender : public ASTConsumer {
public:
  Mender(CompilerInstance &Compiler, const bool &WithHeaders)
      : Compiler(Compiler), WithHeaders(WithHeaders),
        Errors(watchErrors(Compiler, /*Shown=*/false)) {}

  void HandleTranslationUnit(ASTContext &) override {
    mendTree(Compiler, *Errors);
    chooseRoots(Compiler, WithHeaders);
  }

private:
  CompilerInstance &Compiler;
  const bool &WithHeaders;
  std::shared_ptr<ParseErrors> Errors;
};

/// What it refers to may be told when the unit is to be read.
class SearchAction : public ASTFrontendAction {
public:
  SearchAction(const Unit *const &Home, const bool &WithHeaders,
               const NameFunction &NameOf, std::vector<Mistake> &Mistakes)
      : Home(Home), WithHeaders(WithHeaders), NameOf(NameOf),
        Mistakes(Mistakes) {}

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef) override {
    auto Analyzer = makeAnalyzer(Compiler, Home, NameOf, Mistakes);
    std::vector<std::unique_ptr<ASTConsumer>> Both;
    Both.push_back(std::make_unique<Mender>(Compiler, WithHeaders));
    Both.push_back(std::move(Analyzer));
    return std::make_unique<MultiplexConsumer>(std::move(Both));
  }

private:
  const Unit *const &Home;
  const bool &WithHeaders;
  const NameFunction &NameOf;
  std::vector<Mistake> &Mistakes;
};

auto placeOf(const Mistake &Found) {
  const Note &Where = Found.Where;
  return std::tie(Where.File, Where.Line, Where.Column, Found.Checker,
                  Where.Message);
}

} // namespace

void sortUnique(std::vector<Mistake> &Mistakes) {
  llvm::stable_sort(Mistakes, [](const Mistake &A, const Mistake &B) {
    return placeOf(A) < placeOf(B);
  });
  auto IsSame = [](const Mistake &A, const Mistake &B) {
    return placeOf(A) == placeOf(B);
  };
  Mistakes.erase(std::unique(Mistakes.begin(), Mistakes.end(), IsSame),
                 Mistakes.end());
}

/// Units may see a header's function with different macros: all count.
static void note(SearchResult &Result, const std::string &Name,
                 const std::string &Why) {
  auto [Known, IsNew] = Result.Explored.emplace(Name, Why);
  if (!IsNew && Known->second.empty())
    Known->second = Why;
}

/// The callee whose effect under a lock is all that is open of a function, and
/// cannot be told in \p Home; null if there is none.
static const sp_function *unknownCallee(const Whole &Program,
                                        const sp_proof &Proof, unsigned Home) {
  if (Proof.callee == SIZE_MAX)
    return nullptr;
  const sp_function *Callee = sp_program_get(Program.program(), Proof.callee);
  if (llvm::is_contained(Program.unitsOf(Callee), Home))
    return nullptr;
  size_t Count = 0;
  sp_extent Extent = SP_SOME;
  sp_proofs_ways(Program.proofs(), Proof.callee, &Count, &Extent);
  return Extent == SP_ALL || Count ? nullptr : Callee;
}

/// Calls \p Explore with the plan for unit \p Index, which it may tell, and
/// with how functions are named then; it adds the mistakes.
static SearchResult
searchUnit(const Whole &Program, const unsigned &Index,
           llvm::function_ref<void(const NameFunction &,
                                   std::vector<Mistake> &Mistakes)>
               Explore) {
  SearchResult Result;
  std::optional<Names> Named;
  Plan Plan;
  Plan.Program = Program.program();
  Plan.Proofs = Program.proofs();
  Plan.NameOf = [&](const FunctionDecl *Function) {
    if (!Named)
      Named.emplace(Function->getASTContext());
    return Named->function(Function);
  };
  Plan.CellOf = [&](const ValueDecl *Cell) {
    if (!Named)
      Named.emplace(Cell->getASTContext());
    return Named->cell(Cell);
  };
  Plan.PlaceOf = movablePlace;
  Plan.IsOpen = [&](size_t Function) {
    const sp_proof &Proof = *sp_proofs_get(Program.proofs(), Function);
    return Proof.kind == SP_PROOF_OPEN && !unknownCallee(Program, Proof, Index);
  };
  Plan.IsForItself = [](size_t) { return true; };
  Plan.Explored = [&](const std::string &Name, const std::string &Why) {
    note(Result, Name, Why);
  };
  setPlan(&Plan);
  Explore(Plan.NameOf, Result.Mistakes);
  setPlan(nullptr);
  return Result;
}

static std::string bytesOf(const SearchResult &Found) {
  Saver Save;
  Save(Found.Mistakes, Found.Explored);
  return std::move(Save.Bytes);
}

std::string searchParsed(llvm::StringRef Request, CompilerInstance &Compiler,
                         ASTContext &Context,
                         const std::vector<DeclGroupRef> &Groups) {
  std::string Handle;
  unsigned Index = 0;
  bool WithHeaders = false;
  Loader Load(Request);
  Load(Handle, Index, WithHeaders);
  // Its program and proofs are of another process.
  const Whole &Program = *Whole::fromHandle(Handle).release();
  return bytesOf(searchUnit(
      Program, Index,
      [&](const NameFunction &NameOf, std::vector<Mistake> &Mistakes) {
        const Unit *Home = &Program.units()[Index];
        auto Analyzer = makeAnalyzer(Compiler, Home, NameOf, Mistakes);
        chooseRoots(Compiler, WithHeaders);
        Analyzer->Initialize(Context);
        for (const DeclGroupRef &Group : Groups)
          Analyzer->HandleTopLevelDecl(Group);
        Analyzer->HandleTranslationUnit(Context);
      }));
}

namespace {

/// Remembers what unknownCallee() said: to tell what a callee does takes long.
class UnknownCallees {
public:
  UnknownCallees(const Whole &Program, Cache &Known)
      : Program(Program), Known(Known),
        Key(CalleesKey.str() + Program.movableDigest()) {
    Entry Found;
    if (!Known.find(Key, Found))
      return;
    Loader Load(Found.Value);
    Load(Told);
    IsNew = false;
  }
  ~UnknownCallees() {
    if (!IsNew || Told.empty())
      return;
    Saver Save;
    Save(Told);
    Known.keep(Key, {std::move(Save.Bytes), "", "", {}});
  }

  const sp_function *of(const sp_proof &Proof, unsigned Home) {
    if (Proof.callee == SIZE_MAX)
      return nullptr;
    const sp_function *Callee = sp_program_get(Program.program(), Proof.callee);
    auto [Place, Added] = Told.try_emplace({Callee->name, Home}, false);
    if (Added) {
      IsNew = true;
      Place->second = unknownCallee(Program, Proof, Home);
    }
    return Place->second ? Callee : nullptr;
  }

private:
  const Whole &Program;
  Cache &Known;
  const std::string Key;
  std::map<std::pair<std::string, unsigned>, bool> Told;
  bool IsNew = true;
};

} // namespace

SearchResult search(const Whole &Program, Cache &Cache, Share Part) {
  SearchResult Result;
  // Which units to parse again, and whether for a function of a header.
  std::map<unsigned, bool> Wanted;
  UnknownCallees Unknown(Program, Cache);
  size_t Count = sp_program_count(Program.program());
  for (size_t I = 0; I < Count; ++I) {
    const sp_proof *Proof = sp_proofs_get(Program.proofs(), I);
    if (Proof->kind != SP_PROOF_OPEN)
      continue;
    const sp_function *Function = sp_program_get(Program.program(), I);
    if (Program.whyUnread(Function))
      continue;
    for (unsigned Home : Program.unitsOf(Function)) {
      const Unit &Unit = Program.units()[Home];
      if (!Unit.Chosen)
        continue;
      if (const sp_function *Callee = Unknown.of(*Proof, Home)) {
        Result.Hopeless[Function->name] =
            "what '" + std::string(Callee->shown) +
            "', called under a lock at line " +
            movableLine(Function, Proof->line) + ", does there cannot be told";
        break;
      }
      Wanted[Home] |= shownFile(Function->where.file, Unit.Directory) !=
                      shownFile(Unit.File, Unit.Directory);
      break; // a header's function needs one of its units only
    }
  }
  std::vector<std::pair<unsigned, bool>> Units;
  size_t Number = 0;
  for (const auto &Each : Wanted)
    if (Part.has(Number++))
      Units.push_back(Each);
  // Somebody may as well make the survey meanwhile: the first job.
  const bool Surveys = Part.Of == 1 && Program.isComplete();
  auto IsSurvey = [&](size_t I) { return Surveys && I == 0; };
  auto At = [&](size_t I) { return Units[I - Surveys]; };
  const std::string ProgramDigest = Program.movableDigest();
  auto Key = [&](size_t I) {
    Saver Save;
    if (IsSurvey(I)) {
      Save(Program.digest());
      for (const Unit &Each : Program.units())
        Save(Each.Chosen);
      return SurveyKey.str() + digestOf(Save.Bytes);
    }
    auto [Unit, WithHeaders] = At(I);
    Save(ProgramDigest, Unit, WithHeaders, keyOf(Program.units()[Unit]),
         Program.source(Unit));
    return SearchKey.str() + digestOf(Save.Bytes);
  };
  auto Job = [&](llvm::ArrayRef<size_t> Members, Inputs &From) {
    if (IsSurvey(Members[0])) {
      SearchResult Found;
      return addSurvey(Program, Found.Mistakes) ? bytesOf(Found) : "";
    }
    std::vector<const Unit *> Homes;
    for (size_t I : Members)
      Homes.push_back(&Program.units()[At(I).first]);
    // Which one this is turns out when they are read.
    unsigned Number = 0;
    const Unit *Home = nullptr;
    bool WithHeaders = false;
    auto GoOn = [&](size_t Place) {
      std::tie(Number, WithHeaders) = At(Members[Place]);
      Home = Homes[Place];
    };
    SearchResult Found = searchUnit(
        Program, Number,
        [&](const NameFunction &NameOf, std::vector<Mistake> &Mistakes) {
          parse(Homes, GoOn,
                std::make_unique<SearchAction>(Home, WithHeaders, NameOf,
                                               Mistakes),
                From);
        });
    // The key tells what it was made from, unless that is another text by now.
    const bool IsSame =
        sourceOf(Program.units()[Number], From) == Program.source(Number);
    From = Inputs();
    From.Unsteady = !IsSame;
    return bytesOf(Found);
  };
  std::string Handle;
  auto Request = [&](size_t I) {
    if (Handle.empty())
      Handle = Program.handle();
    Saver Save;
    Save(Handle, At(I).first, At(I).second);
    return std::move(Save.Bytes);
  };
  auto Name = [&](size_t I) {
    return IsSurvey(I) ? "(survey)" // no file is called so
                       : shownFile(Program.units()[At(I).first].File, "");
  };
  auto Kind = [&](size_t I) {
    return IsSurvey(I) ? "" : commandOf(Program.units()[At(I).first]);
  };
  std::vector<Entry> Results =
      Cache.run(Units.size() + Surveys, Program.running(),
                {Key, Job, Name, /*MayWait=*/false, Request, Kind});

  for (size_t I = 0; I < Results.size(); ++I) {
    SearchResult Found;
    Loader Load(Results[I].Value);
    if (Results[I].Trouble.empty())
      Load(Found.Mistakes, Found.Explored);
    if (IsSurvey(I)) {
      if (Results[I].Trouble.empty() && Load.isWhole())
        Result.Survey = std::move(Found.Mistakes);
      continue;
    }
    Result.Units.insert(At(I).first);
    if (!Results[I].Trouble.empty() || !Load.isWhole()) {
      Result.Lost[At(I).first] = Results[I].Trouble;
      continue;
    }
    std::move(Found.Mistakes.begin(), Found.Mistakes.end(),
              std::back_inserter(Result.Mistakes));
    for (const auto &[Name, Why] : Found.Explored)
      note(Result, Name, Why);
  }
  sortUnique(Result.Mistakes);
  return Result;
}

} // namespace spinpair
