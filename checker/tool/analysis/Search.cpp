//===- Search.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Search.h"

#include "Movable.h"
#include "Survey.h"
#include "Unchecked.h"
#include "UnitRecord.h"
#include "Whole.h"
#include "cache/Cache.h"
#include "model/Mistake.h"
#include "model/Options.h"
#include "model/Unit.h"
#include "parse/Files.h"
#include "parse/Inputs.h"
#include "parse/Parse.h"
#include "support/Archive.h"
#include "support/Paths.h"

#include "../../analyzer/Compat.h"
#include "../../analyzer/MsiLockChecker.h"
#include "../../analyzer/Plan.h"
#include "../../extract/Damage.h"
#include "../../extract/Names.h"

#include "spinpair/families.h"

#include "clang/AST/DeclGroup.h"
#include "clang/Analysis/PathDiagnostic.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/Lexer.h"
#include "clang/StaticAnalyzer/Core/AnalyzerOptions.h"
#include "clang/StaticAnalyzer/Frontend/AnalysisConsumer.h"
#include "llvm/ADT/STLExtras.h"

#include <optional>
#include <tuple>

using namespace clang;

namespace spinpair {

namespace {

using NameFunction = std::function<std::string(const FunctionDecl *)>;
/// Is there anything to explore in a second round, which begins then?
using BeginSecondRound = std::function<bool()>;

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
    const PresumedLoc Text =
        Where.getManager().getPresumedLoc(Where, /*UseLineDirectives=*/false);
    Note Result;
    Result.File = shownFile(Presumed.getFilename(), Home->Directory);
    Result.Line = Presumed.getLine();
    Result.Column = Presumed.getColumn();
    Result.Message = Message.str();
    const std::string File = shownFile(Text.getFilename(), Home->Directory);
    if (File != Result.File || Text.getLine() != Result.Line) {
      Result.TextFile = File;
      Result.TextLine = Text.getLine();
    }
    return Result;
  }

  Note note(ento::PathDiagnosticLocation Location, StringRef Message) const {
    Note Result = place(Location.asLocation().getFileLoc(), Message);
    addEnd(Location, Result);
    return Result;
  }

  /// Where what \p Location means ends, unless that is a whole body.
  void addEnd(const ento::PathDiagnosticLocation &Location, Note &Where) const {
    const ento::PathDiagnosticRange Range = Location.asRange();
    if (Range.isPoint || Range.isInvalid())
      return;
    const SourceManager &Sources = Location.getManager();
    const FullSourceLoc Begin = Location.asLocation();
    CharSourceRange Written = Lexer::makeFileCharRange(
        CharSourceRange::getTokenRange(Begin, Range.getEnd()), Sources,
        LangOptions());
    if (Written.isInvalid())
      return;
    PresumedLoc End = Sources.getPresumedLoc(Written.getEnd());
    if (End.isInvalid() || std::make_pair(End.getLine(), End.getColumn()) <=
                               std::make_pair(Where.Line, Where.Column))
      return;
    Where.EndLine = End.getLine();
    Where.EndColumn = End.getColumn();
  }

  /// The steps in other files that stand behind the text of \p Step, which
  /// loses them.
  static std::vector<Note> takeSteps(Note &Step) {
    llvm::SmallVector<StringRef, 4> Rows, Parts;
    const std::string Text = std::move(Step.Message);
    StringRef(Text).split(Rows, StepMark);
    Step.Message = Rows[0].str();
    std::vector<Note> Result;
    for (StringRef Row : llvm::drop_begin(Rows)) {
      Parts.clear();
      Row.split(Parts, PartMark);
      int64_t Line = 0;
      Note Next;
      if (Parts.size() != 4 || Parts[1].getAsInteger(10, Line) ||
          Parts[2].getAsInteger(10, Next.Column))
        continue;
      Next.Home = Parts[0].str();
      Next.Line = unsigned(Line);
      Next.Message = Parts[3].str();
      Next.Depth = Step.Depth + 1 + Result.size();
      Result.push_back(std::move(Next));
    }
    return Result;
  }

  /// All steps, with how deep they are in calls.
  void addPath(const ento::PathPieces &Pieces, unsigned Depth,
               Mistake &Found) const {
    auto Add = [&](const ento::PathDiagnosticPiece &Piece, unsigned Depth) {
      if (Piece.getKind() == ento::PathDiagnosticPiece::Note) {
        Found.Way.push_back(note(Piece.getLocation(), Piece.getString()));
        return;
      }
      Note Step = note(Piece.getLocation(), Piece.getString());
      Step.OfLock = Piece.getTag() == LockNoteTag;
      Step.Depth = Depth;
      if (Piece.getTag() == CauseNoteTag)
        Found.Cause = Step;
      Found.Path.push_back(std::move(Step));
    };
    for (const auto &Piece : Pieces) {
      if (const auto *Call =
              dyn_cast<ento::PathDiagnosticCallPiece>(Piece.get())) {
        if (auto Enter = Call->getCallEnterEvent())
          Add(*Enter, Depth);
        addPath(Call->path, Depth + 1, Found);
        if (auto Exit = Call->getCallExitEvent())
          Add(*Exit, Depth);
      } else if (const auto *Macro =
                     dyn_cast<ento::PathDiagnosticMacroPiece>(Piece.get())) {
        addPath(Macro->subPieces, Depth, Found);
      } else {
        Add(*Piece, Depth);
      }
    }
  }

  /// Puts the steps that stand behind texts in their places: behind the note of
  /// a lock, and before the mistake.
  static void spreadSteps(Mistake &Found) {
    std::vector<Note> Path;
    for (Note &Step : Found.Path) {
      const bool IsLast = &Step == &Found.Path.back();
      std::vector<Note> Below = takeSteps(Step);
      if (IsLast && !Below.empty())
        Found.Cause = Below.back();
      if (!IsLast)
        Path.push_back(std::move(Step));
      llvm::append_range(Path, std::move(Below));
      if (IsLast)
        Path.push_back(std::move(Step));
    }
    Found.Path = std::move(Path);
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
    addPath(Report.path, 0, Result);
    spreadSteps(Result);
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

/// The rules that are on by default.
constexpr const char *Packages[] = {"storport", "windows"};

/// The analyzer with \p Rules, which are names of rules or packages, set up for
/// \p Home, which may be told later. It takes \p Effort times as many steps as
/// by default, and rounds of loops.
std::unique_ptr<ento::AnalysisASTConsumer>
makeAnalyzer(CompilerInstance &Compiler, const Unit *const &Home,
             const NameFunction &NameOf, std::vector<Mistake> &Mistakes,
             unsigned Effort, llvm::ArrayRef<const char *> Rules) {
  AnalyzerOptions &Options = compat::analyzerOptions(Compiler);
  Options.CheckersAndPackages.clear();
  for (const char *Each : Rules)
    Options.CheckersAndPackages.emplace_back(Each, true);
  setUpSearch(Options, Effort);
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

/// Explores what calls something that was not settled by the first exploration
/// of the unit; does nothing if that settled all.
class SecondRound : public ASTConsumer {
public:
  SecondRound(std::unique_ptr<ento::AnalysisASTConsumer> Analyzer,
              const BeginSecondRound &Begin)
      : Analyzer(std::move(Analyzer)), Begin(Begin) {}

  void Initialize(ASTContext &Context) override {
    Analyzer->Initialize(Context);
  }
  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    return Analyzer->HandleTopLevelDecl(Group);
  }
  void HandleTopLevelDeclInObjCContainer(DeclGroupRef Group) override {
    Analyzer->HandleTopLevelDeclInObjCContainer(Group);
  }
  void HandleTranslationUnit(ASTContext &Context) override {
    if (Begin())
      Analyzer->HandleTranslationUnit(Context);
  }

private:
  std::unique_ptr<ento::AnalysisASTConsumer> Analyzer;
  const BeginSecondRound &Begin;
};

/// What it refers to may be told when the unit is to be read. There is a second
/// round where \p Begin says how.
class SearchAction : public ASTFrontendAction {
public:
  SearchAction(const Unit *const &Home, const bool &WithHeaders,
               const NameFunction &NameOf, std::vector<Mistake> &Mistakes,
               unsigned Effort, llvm::ArrayRef<const char *> Rules,
               const BeginSecondRound *Begin)
      : Home(Home), WithHeaders(WithHeaders), NameOf(NameOf),
        Mistakes(Mistakes), Effort(Effort), Rules(Rules), Begin(Begin) {}

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef) override {
    std::vector<std::unique_ptr<ASTConsumer>> All;
    auto Analyzer =
        makeAnalyzer(Compiler, Home, NameOf, Mistakes, Effort, Rules);
    All.push_back(std::make_unique<Mender>(Compiler, WithHeaders));
    All.push_back(std::move(Analyzer));
    if (Begin)
      All.push_back(std::make_unique<SecondRound>(
          makeAnalyzer(Compiler, Home, NameOf, Mistakes, Effort, Rules),
          *Begin));
    return std::make_unique<MultiplexConsumer>(std::move(All));
  }

private:
  const Unit *const &Home;
  const bool &WithHeaders;
  const NameFunction &NameOf;
  std::vector<Mistake> &Mistakes;
  const unsigned Effort;
  const llvm::ArrayRef<const char *> Rules;
  const BeginSecondRound *const Begin;
};

} // namespace

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

/// Do unsettled functions that it rests on stand in the unit, so that to
/// explore the function there may settle it?
static bool restsOn(const Whole &Program, size_t Function, unsigned Unit) {
  const sp_proof &Proof = *sp_proofs_get(Program.proofs(), Function);
  return Proof.kind == SP_PROOF_PROVED &&
         llvm::any_of(
             llvm::ArrayRef(Proof.rests, Proof.rest_count), [&](size_t Callee) {
               return llvm::is_contained(
                   Program.unitsOf(sp_program_get(Program.program(), Callee)),
                   Unit);
             });
}

/// Did the first round in a unit show that \p Function leaves all locks as they
/// were?
static bool isSettled(const Whole &Program, const SearchResult &Found,
                      size_t Function, std::set<size_t> &Asked) {
  if (!Asked.insert(Function).second)
    return true; // if the others in the circle are
  const std::string Name = sp_program_get(Program.program(), Function)->name;
  auto Explored = Found.Explored.find(Name);
  if (Explored == Found.Explored.end() || !Explored->second.empty() ||
      Found.HandsLocks.count(Name))
    return false;
  const sp_proof &Proof = *sp_proofs_get(Program.proofs(), Function);
  return llvm::all_of(
      llvm::ArrayRef(Proof.rests, Proof.rest_count),
      [&](size_t Callee) { return isSettled(Program, Found, Callee, Asked); });
}

/// The proved functions of a unit that call one of \p Of, by up to a few
/// others. Where a call of these leads, a caller may be the one that says it.
static std::set<size_t> provedCallers(const Whole &Program, std::set<size_t> Of,
                                      unsigned Unit) {
  constexpr unsigned MostSteps = 3;
  std::set<size_t> Callers;
  for (unsigned Step = 0; Step < MostSteps && !Of.empty(); ++Step) {
    std::set<size_t> Next;
    for (size_t I = 0; I < sp_program_count(Program.program()); ++I) {
      const sp_function *Function = sp_program_get(Program.program(), I);
      if (llvm::is_contained(Program.unitsOf(Function), Unit) &&
          !Callers.count(I) &&
          llvm::any_of(Program.calleesOf(Function),
                       [&Of](size_t Each) { return Of.count(Each) != 0; }))
        Next.insert(I);
    }
    for (size_t I : Next)
      if (sp_proofs_get(Program.proofs(), I)->kind == SP_PROOF_PROVED)
        Callers.insert(I);
    Of = std::move(Next);
  }
  return Callers;
}

/// The rule that \p Found breaks, whatever lock it is.
static sp_rule brokenBy(const Mistake &Found) {
  return sp_rule_of_message(sp_rule_find(Found.Checker.c_str()));
}

/// A mistake that the second round found is one that the first found, too, if
/// it is of the same function and lock: the places where it shows may be
/// several. Where a call takes one lock or another, that of a message is told.
static void mergeRounds(std::vector<Mistake> &Mistakes, size_t First) {
  std::vector<Mistake> Kept(Mistakes.begin(), Mistakes.begin() + First);
  for (size_t I = First; I < Mistakes.size(); ++I) {
    Mistake &Found = Mistakes[I];
    auto Known = std::find_if(
        Kept.begin(), Kept.begin() + First, [&](const Mistake &Each) {
          return brokenBy(Each) == brokenBy(Found) &&
                 Each.Function == Found.Function &&
                 std::tie(Each.Origin.File, Each.Origin.Line,
                          Each.Origin.Column) == std::tie(Found.Origin.File,
                                                          Found.Origin.Line,
                                                          Found.Origin.Column);
        });
    if (Known == Kept.begin() + First) {
      Kept.push_back(std::move(Found));
      continue;
    }
    if (Found.Checker != Known->Checker &&
        Found.Checker == sp_rule_get(brokenBy(Found))->checker)
      std::swap(*Known, Found);
    Known->Callers.insert(Found.Callers.begin(), Found.Callers.end());
  }
  Mistakes = std::move(Kept);
}

/// Calls \p Explore with the plan for unit \p Index, which it may tell, and
/// with how functions are named then; it adds the mistakes.
static SearchResult
searchUnit(const Whole &Program, const unsigned &Index,
           llvm::function_ref<void(const NameFunction &,
                                   std::vector<Mistake> &Mistakes,
                                   const BeginSecondRound &Begin)>
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
  Plan.TellsSteps = true;
  std::optional<std::set<size_t>> Second; // what the second round explores
  std::set<size_t> Unresolved; // what has calls that the first did not resolve
  std::map<std::string, Exploration> Resolving; // callers that may
  Plan.TellsWays = true;
  Plan.IsOpen = [&](size_t Function) {
    if (Second)
      return Second->count(Function) != 0;
    const sp_proof &Proof = *sp_proofs_get(Program.proofs(), Function);
    return Proof.kind == SP_PROOF_OPEN && !unknownCallee(Program, Proof, Index);
  };
  Plan.OnlyLooks = [&](size_t Function) {
    return Resolving.count(sp_program_get(Program.program(), Function)->name) &&
           !restsOn(Program, Function, Index);
  };
  Plan.IsUncertain = [&](size_t Function) {
    return restsOn(Program, Function, Index);
  };
  Plan.MayLead = [&](const CallExpr *Call) {
    const char *Lead = sp_program_may_lead(Program.program(),
                                           Named->signatureOf(Call).c_str());
    return std::string(Lead ? Lead : "");
  };
  Plan.Explored = [&](const Exploration &Of) {
    note(Result, Of.Name, Of.Why);
    if (Of.HandsLocks)
      Result.HandsLocks.insert(Of.Name);
    if (!Second && Of.HasUnresolved)
      Unresolved.insert(sp_program_find(Program.program(), Of.Name.c_str()));
    if (Second && Resolving.count(Of.Name))
      Resolving[Of.Name] = Of;
  };
  std::optional<size_t> OfFirst; // mistakes
  auto BeginSecond = [&] {
    OfFirst = Result.Mistakes.size();
    std::set<size_t> Wanted = provedCallers(Program, Unresolved, Index);
    for (size_t I : Wanted)
      Resolving.try_emplace(sp_program_get(Program.program(), I)->name);
    for (size_t I = 0; I < sp_program_count(Program.program()); ++I) {
      const sp_proof &Proof = *sp_proofs_get(Program.proofs(), I);
      if (!restsOn(Program, I, Index))
        continue;
      if (!llvm::all_of(llvm::ArrayRef(Proof.rests, Proof.rest_count),
                        [&](size_t Callee) {
                          std::set<size_t> Asked;
                          return isSettled(Program, Result, Callee, Asked);
                        }))
        Wanted.insert(I);
    }
    Second = std::move(Wanted);
    return !Second->empty();
  };
  setPlan(&Plan);
  Explore(Plan.NameOf, Result.Mistakes, BeginSecond);
  setPlan(nullptr);
  if (OfFirst)
    mergeRounds(Result.Mistakes, *OfFirst);
  for (const auto &[Name, Of] : Resolving)
    if (std::any_of(Result.Mistakes.begin() + OfFirst.value_or(0),
                    Result.Mistakes.end(), [&Of = Of](const Mistake &Found) {
                      return Of.Owners.count(Found.Function) != 0;
                    }))
      Result.Misled.insert(Name);
    else if (Of.MadeUnresolved)
      Result.Untold.insert(Name);
  return Result;
}

static std::string bytesOf(const SearchResult &Found) {
  Saver Save;
  Save(Found.Mistakes, Found.Explored, Found.HandsLocks, Found.Untold,
       Found.Misled);
  return std::move(Save.Bytes);
}

std::string searchParsed(llvm::StringRef Request, CompilerInstance &Compiler,
                         ASTContext &Context,
                         const std::vector<DeclGroupRef> &Groups) {
  std::string Handle;
  unsigned Index = 0, Effort = 1;
  bool WithHeaders = false;
  Loader Load(Request);
  Load(Handle, Index, WithHeaders, Effort);
  // Its program and proofs are of another process.
  const Whole &Program = *Whole::fromHandle(Handle).release();
  return bytesOf(
      searchUnit(Program, Index,
                 [&](const NameFunction &NameOf, std::vector<Mistake> &Mistakes,
                     const BeginSecondRound &Begin) {
                   const Unit *Home = &Program.units()[Index];
                   for (bool First : {true, false}) {
                     if (!First && !Begin())
                       break;
                     auto Analyzer = makeAnalyzer(Compiler, Home, NameOf,
                                                  Mistakes, Effort, Packages);
                     chooseRoots(Compiler, WithHeaders);
                     Analyzer->Initialize(Context);
                     for (const DeclGroupRef &Group : Groups)
                       Analyzer->HandleTopLevelDecl(Group);
                     Analyzer->HandleTranslationUnit(Context);
                   }
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
    if (Proof->kind != SP_PROOF_OPEN && !Proof->rest_count)
      continue;
    const sp_function *Function = sp_program_get(Program.program(), I);
    if (Program.whyUnread(Function) || (Function->flags & SP_FUNCTION_DECLARED))
      continue;
    for (unsigned Home : Program.unitsOf(Function)) {
      const Unit &Unit = Program.units()[Home];
      if (!Unit.Chosen ||
          (Proof->kind != SP_PROOF_OPEN && !restsOn(Program, I, Home)))
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
  const unsigned Effort = Program.running().Effort;
  auto Key = [&](size_t I) {
    Saver Save;
    if (IsSurvey(I)) {
      Save(Program.digest());
      for (const Unit &Each : Program.units())
        Save(Each.Chosen);
      return SurveyKey.str() + digestOf(Save.Bytes);
    }
    auto [Unit, WithHeaders] = At(I);
    Save(ProgramDigest, Unit, WithHeaders, Effort, keyOf(Program.units()[Unit]),
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
        [&](const NameFunction &NameOf, std::vector<Mistake> &Mistakes,
            const BeginSecondRound &Begin) {
          parse(Homes, GoOn,
                std::make_unique<SearchAction>(Home, WithHeaders, NameOf,
                                               Mistakes, Effort, Packages,
                                               &Begin),
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
    Save(Handle, At(I).first, At(I).second, Effort);
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
      Load(Found.Mistakes, Found.Explored, Found.HandsLocks, Found.Untold,
           Found.Misled);
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
    Result.HandsLocks.insert(Found.HandsLocks.begin(), Found.HandsLocks.end());
    Result.Untold.insert(Found.Untold.begin(), Found.Untold.end());
    Result.Misled.insert(Found.Misled.begin(), Found.Misled.end());
  }
  sortUnique(Result.Mistakes);
  return Result;
}

/// The units with functions that use locks, each function in one of them, and
/// whether it is one of a header.
static std::map<unsigned, bool> unitsWithLocks(const Whole &Program) {
  std::map<unsigned, bool> Result;
  for (size_t I = 0, Count = sp_program_count(Program.program()); I < Count;
       ++I) {
    const sp_function *Function = sp_program_get(Program.program(), I);
    if (sp_proofs_get(Program.proofs(), I)->kind == SP_PROOF_IRRELEVANT ||
        Program.whyUnread(Function) || (Function->flags & SP_FUNCTION_DECLARED))
      continue;
    for (unsigned Home : Program.unitsOf(Function)) {
      const Unit &Unit = Program.units()[Home];
      if (!Unit.Chosen)
        continue;
      Result[Home] |= shownFile(Function->where.file, Unit.Directory) !=
                      shownFile(Unit.File, Unit.Directory);
      break;
    }
  }
  return Result;
}

UncheckedResult searchUnchecked(const Whole &Program, Cache &Cache) {
  const std::map<unsigned, bool> Wanted = unitsWithLocks(Program);
  const std::vector<std::pair<unsigned, bool>> Units(Wanted.begin(),
                                                     Wanted.end());
  const unsigned Effort = Program.running().Effort;
  const char *const Rules[] = {sp_rule_get(SP_RULE_UNCHECKED_STATUS)->checker};
  const std::string ProgramDigest = Program.digest();
  auto Key = [&](size_t I) {
    Saver Save;
    Save(ProgramDigest, Units[I].first, Units[I].second, Effort,
         keyOf(Program.units()[Units[I].first]),
         Program.source(Units[I].first));
    return "unchecked-" + digestOf(Save.Bytes);
  };
  auto Job = [&](llvm::ArrayRef<size_t> Members, Inputs &From) {
    std::vector<const Unit *> Homes;
    for (size_t I : Members)
      Homes.push_back(&Program.units()[Units[I].first]);
    unsigned Number = 0;
    const Unit *Home = nullptr;
    bool WithHeaders = false;
    auto GoOn = [&](size_t Place) {
      std::tie(Number, WithHeaders) = Units[Members[Place]];
      Home = Homes[Place];
    };
    SearchResult Found = searchUnit(
        Program, Number,
        [&](const NameFunction &NameOf, std::vector<Mistake> &Mistakes,
            const BeginSecondRound &) {
          parse(Homes, GoOn,
                std::make_unique<SearchAction>(Home, WithHeaders, NameOf,
                                               Mistakes, Effort, Rules,
                                               /*Begin=*/nullptr),
                From);
        });
    const bool IsSame =
        sourceOf(Program.units()[Number], From) == Program.source(Number);
    From = Inputs();
    From.Unsteady = !IsSame;
    return bytesOf(Found);
  };
  auto Name = [&](size_t I) {
    return shownFile(Program.units()[Units[I].first].File, "");
  };
  auto Kind = [&](size_t I) {
    return commandOf(Program.units()[Units[I].first]);
  };
  std::vector<Entry> Results =
      Cache.run(Units.size(), Program.running(),
                {Key, Job, Name, /*MayWait=*/false, /*Request=*/nullptr, Kind});
  UncheckedResult Result;
  for (size_t I = 0; I < Results.size(); ++I) {
    SearchResult Found;
    Loader Load(Results[I].Value);
    if (Results[I].Trouble.empty())
      Load(Found.Mistakes, Found.Explored, Found.HandsLocks, Found.Untold,
           Found.Misled);
    Result.Units.insert(Units[I].first);
    Result.IsComplete &= Results[I].Trouble.empty() && Load.isWhole();
    llvm::append_range(Result.Mistakes, Found.Mistakes);
  }
  sortUnique(Result.Mistakes);
  return Result;
}

} // namespace spinpair
