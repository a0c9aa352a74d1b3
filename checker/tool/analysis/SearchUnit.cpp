//===- SearchUnit.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "SearchUnit.h"

#include "Definitions.h"
#include "Movable.h"
#include "Whole.h"
#include "model/Mistake.h"
#include "model/Options.h"
#include "model/Unit.h"
#include "parse/Files.h"
#include "support/Archive.h"

#include "../../analyzer/Compat.h"
#include "../../analyzer/MsiLockChecker.h"
#include "../../analyzer/Plan.h"
#include "../../extract/Damage.h"
#include "../../extract/Names.h"

#include "spinpair/families.h"
#include "spinpair/rules.h"

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
  compat::addDiagnosticConsumer(*Consumer,
                                makeCollector(Home, NameOf, Mistakes));
  return Consumer;
}

/// Explores functions of the file, and, if asked, of its headers.
void chooseRoots(CompilerInstance &Compiler, bool WithHeaders) {
  compat::analyzerOptions(Compiler).AnalyzeAll = WithHeaders;
}

/// Stands before the analyzer, and makes the tree what it was when its lock
/// programs were extracted, with the definitions that \p Others offer, if any.
class Mender : public ASTConsumer {
public:
  Mender(CompilerInstance &Compiler, const bool &WithHeaders,
         Definitions *Others)
      : Compiler(Compiler), WithHeaders(WithHeaders), Others(Others),
        Errors(watchErrors(Compiler, /*Shown=*/false)) {}

  void HandleTranslationUnit(ASTContext &) override {
    mendTree(Compiler, *Errors);
    if (Others)
      Others->importInto(Compiler);
    chooseRoots(Compiler, WithHeaders);
  }

private:
  CompilerInstance &Compiler;
  const bool &WithHeaders;
  Definitions *const Others;
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

class SearchAction : public ASTFrontendAction {
public:
  explicit SearchAction(const SearchSetting &How) : How(How) {}

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef) override {
    std::vector<std::unique_ptr<ASTConsumer>> All;
    auto Analyzer = makeAnalyzer(Compiler, How.Home, How.NameOf, How.Mistakes,
                                 How.Effort, How.Rules);
    All.push_back(
        std::make_unique<Mender>(Compiler, How.WithHeaders, How.Others));
    All.push_back(std::move(Analyzer));
    if (How.Begin)
      All.push_back(std::make_unique<SecondRound>(
          makeAnalyzer(Compiler, How.Home, How.NameOf, How.Mistakes, How.Effort,
                       How.Rules),
          *How.Begin));
    return std::make_unique<MultiplexConsumer>(std::move(All));
  }

private:
  const SearchSetting How;
};

} // namespace

llvm::ArrayRef<const char *> defaultRules() {
  static const char *const Packages[] = {"storport", "windows"};
  return Packages;
}

std::unique_ptr<FrontendAction> makeSearch(const SearchSetting &How) {
  return std::make_unique<SearchAction>(How);
}

void note(SearchResult &Result, const std::string &Name,
          const std::string &Why) {
  auto [Known, IsNew] = Result.Explored.emplace(Name, Why);
  if (!IsNew && Known->second.empty())
    Known->second = Why;
}

const sp_function *unknownCallee(const Whole &Program, const sp_proof &Proof,
                                 unsigned Home) {
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

bool restsOn(const Whole &Program, size_t Function, unsigned Unit) {
  const sp_proof &Proof = *sp_proofs_get(Program.proofs(), Function);
  return Proof.kind == SP_PROOF_PROVED &&
         llvm::any_of(
             llvm::ArrayRef(Proof.rests, Proof.rest_count), [&](size_t Callee) {
               return llvm::is_contained(
                   Program.unitsOf(sp_program_get(Program.program(), Callee)),
                   Unit);
             });
}

/// Whatever its callees do that are not settled.
static bool isProved(const Whole &Program, size_t Function) {
  const sp_proof &Proof = *sp_proofs_get(Program.proofs(), Function);
  return Proof.kind == SP_PROOF_PROVED && !Proof.rest_count;
}

static bool isSettledAmong(const Whole &Program, const SearchResult &Found,
                           size_t Function, std::set<size_t> &Asked) {
  if (!Asked.insert(Function).second)
    return true; // if the others in the circle are
  const std::string Name = sp_program_get(Program.program(), Function)->name;
  auto Explored = Found.Explored.find(Name);
  if (Explored == Found.Explored.end() || !Explored->second.empty() ||
      Found.HandsLocks.count(Name))
    return false;
  const sp_proof &Proof = *sp_proofs_get(Program.proofs(), Function);
  // What its own paths do not tell, those of a caller may: it knows more of
  // what it hands over, such as whether two pointers are one.
  if (Proof.kind == SP_PROOF_OPEN && Proof.unseen)
    return false;
  return llvm::all_of(llvm::ArrayRef(Proof.rests, Proof.rest_count),
                      [&](size_t Callee) {
                        return isSettledAmong(Program, Found, Callee, Asked);
                      });
}

bool isSettled(const Whole &Program, const SearchResult &Found,
               size_t Function) {
  std::set<size_t> Asked;
  return isSettledAmong(Program, Found, Function, Asked);
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

SearchResult searchUnit(const Whole &Program, const unsigned &Index,
                        llvm::function_ref<void(const NameFunction &,
                                                std::vector<Mistake> &Mistakes,
                                                const BeginSecondRound &Begin)>
                            Explore,
                        const std::set<size_t> *Only,
                        const Definitions *Others) {
  SearchResult Result;
  std::optional<Names> Named;
  auto NamesOf = [&Named](const Decl *Any) -> Names & {
    if (!Named)
      Named.emplace(Any->getASTContext());
    return *Named;
  };
  Plan Plan;
  Plan.Program = Program.program();
  Plan.Proofs = Program.proofs();
  Plan.NameOf = [&](const FunctionDecl *Function) {
    if (const std::string *Name = Others ? Others->nameOf(Function) : nullptr)
      return *Name;
    return NamesOf(Function).function(Function);
  };
  Plan.CellOf = [&](const ValueDecl *Cell) { return NamesOf(Cell).cell(Cell); };
  Plan.PlaceOf = movablePlace;
  Plan.TellsSteps = true;
  std::optional<std::set<size_t>> Second; // what the second round explores
  std::map<std::string, Exploration> Resolving; // callers that may
  Plan.TellsWays = true;
  Plan.IsOpen = [&](size_t Function) {
    if (Only)
      return Only->count(Function) != 0;
    if (Second)
      return Second->count(Function) != 0;
    const sp_proof &Proof = *sp_proofs_get(Program.proofs(), Function);
    return Proof.kind == SP_PROOF_OPEN && !unknownCallee(Program, Proof, Index);
  };
  Plan.MostSteps = [&](size_t Function) -> size_t {
    // With definitions of other units there is more to explore than was meant
    // for one function; and to see where a call of a callee leads does not take
    // long.
    constexpr size_t Across = 32768, Look = 2048;
    if (Only && !isProved(Program, Function))
      return Across * Program.running().Effort;
    return Resolving.count(sp_program_get(Program.program(), Function)->name) &&
                   !restsOn(Program, Function, Index)
               ? Look
               : SIZE_MAX;
  };
  Plan.IsUncertain = [&](size_t Function) {
    return restsOn(Program, Function, Index) ||
           (Others && Others->Entered.count(
                          sp_program_get(Program.program(), Function)->name));
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
    if (!Of.Elsewhere.empty())
      Result.Elsewhere[Of.Name].insert(Of.Elsewhere.begin(),
                                       Of.Elsewhere.end());
    if (Of.IsTooLarge)
      Result.TooLarge.insert(Of.Name);
    if (!Of.LacksDefinitions)
      Result.Complete.insert(Of.Name);
    if (!Second && Of.HasUnresolved)
      Result.Unresolved.insert(Of.Name);
    if ((Second || Only) && Resolving.count(Of.Name))
      Resolving[Of.Name] = Of;
  };
  if (Only)
    for (size_t I : *Only)
      if (isProved(Program, I))
        Resolving.try_emplace(sp_program_get(Program.program(), I)->name);
  std::optional<size_t> OfFirst; // mistakes
  auto BeginSecond = [&] {
    OfFirst = Result.Mistakes.size();
    std::set<size_t> Unresolved;
    for (const std::string &Name : Result.Unresolved)
      Unresolved.insert(sp_program_find(Program.program(), Name.c_str()));
    std::set<size_t> Wanted = provedCallers(Program, Unresolved, Index);
    for (size_t I : Wanted)
      Resolving.try_emplace(sp_program_get(Program.program(), I)->name);
    for (size_t I = 0; I < sp_program_count(Program.program()); ++I) {
      const sp_proof &Proof = *sp_proofs_get(Program.proofs(), I);
      if (!restsOn(Program, I, Index))
        continue;
      if (!llvm::all_of(llvm::ArrayRef(Proof.rests, Proof.rest_count),
                        [&](size_t Callee) {
                          return isSettled(Program, Result, Callee);
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

std::string bytesOf(const SearchResult &Found) {
  Saver Save;
  Save(Found);
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
  return bytesOf(searchUnit(
      Program, Index,
      [&](const NameFunction &NameOf, std::vector<Mistake> &Mistakes,
          const BeginSecondRound &Begin) {
        const Unit *Home = &Program.units()[Index];
        for (bool First : {true, false}) {
          if (!First && !Begin())
            break;
          auto Analyzer = makeAnalyzer(Compiler, Home, NameOf, Mistakes, Effort,
                                       defaultRules());
          chooseRoots(Compiler, WithHeaders);
          Analyzer->Initialize(Context);
          for (const DeclGroupRef &Group : Groups)
            Analyzer->HandleTopLevelDecl(Group);
          Analyzer->HandleTranslationUnit(Context);
        }
      }));
}

} // namespace spinpair
