//===- Plugin.cpp - Entry points of the Clang Static Analyzer plugin ------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "../extract/Finally.h"
#include "../extract/UnitPlan.h"
#include "Compat.h"
#include "DeepStack.h"
#include "MsiLockChecker.h"
#include "SeparateRun.h"
#include "facts/UnitFacts.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/DeclGroup.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/AnalysisManager.h"
#include "clang/StaticAnalyzer/Frontend/CheckerRegistry.h"

#include <map>

#define SPINPAIR_EXPORT extern "C" __attribute__((visibility("default")))

using namespace clang;

namespace spinpair {

namespace {

/// What compiles the unit at hand, if that is to be analysed.
CompilerInstance *Compiler = nullptr;

/// Watches over a unit, and does nothing else.
class UnitWatch : public ASTConsumer {
public:
  explicit UnitWatch(bool IsFirst) : IsFirst(IsFirst) {}
  ~UnitWatch() override {
    if (IsFirst)
      Compiler = nullptr;
  }

private:
  bool IsFirst;
};

/// A checker is not told what compiles the unit; an action of a plugin is.
class LearnCompiler : public PluginASTAction {
protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Instance,
                                                 StringRef) override {
    const bool IsFirst =
        !Compiler &&
        Instance.getFrontendOpts().ProgramAction == frontend::RunAnalysis;
    if (IsFirst) {
      Compiler = &Instance;
      deepenStack();
    }
    return std::make_unique<UnitWatch>(IsFirst);
  }
  bool ParseArgs(const CompilerInstance &,
                 const std::vector<std::string> &) override {
    return true;
  }
  ActionType getActionType() override { return AddBeforeMainAction; }
};

/// A report that says the same as \p Report. Newer LLVMs want to know where the
/// analysis began, too.
template <class Report> std::unique_ptr<Report> copyOf(const Report &From) {
  auto Lines =
      std::make_unique<ento::FilesToLineNumsMap>(From.getExecutedLines());
  auto Make = [&](auto... More) {
    return std::make_unique<Report>(
        From.getCheckerName(), From.getDeclWithIssue(), From.getBugType(),
        From.getVerboseDescription(), From.getShortDescription(),
        From.getCategory(), From.getUniqueingLoc(), From.getUniqueingDecl(),
        More..., std::move(Lines));
  };
  std::unique_ptr<Report> Copy;
  if constexpr (std::is_constructible_v<
                    Report, StringRef, const Decl *, StringRef, StringRef,
                    StringRef, StringRef, ento::PathDiagnosticLocation,
                    const Decl *, std::unique_ptr<ento::FilesToLineNumsMap>>)
    Copy = Make();
  else
    Copy = Make(From.getAnalysisEntryPoint());
  Copy->setLocation(From.getLocation());
  Copy->getMutablePieces() = From.path;
  for (auto Each = From.meta_begin(); Each != From.meta_end(); ++Each)
    Copy->addMeta(*Each);
  return Copy;
}

/// Hands reports on to a consumer of another analysis.
class Forwarder : public ento::PathDiagnosticConsumer {
public:
  explicit Forwarder(ento::PathDiagnosticConsumer &To) : To(To) {}

  StringRef getName() const override { return To.getName(); }
  PathGenerationScheme getGenerationScheme() const override {
    return To.getGenerationScheme();
  }
  bool supportsLogicalOpControlFlow() const override {
    return To.supportsLogicalOpControlFlow();
  }
  bool supportsCrossFileDiagnostics() const override {
    return To.supportsCrossFileDiagnostics();
  }
  void FlushDiagnosticsImpl(std::vector<const ento::PathDiagnostic *> &Reports,
                            FilesMade *) override {
    for (const ento::PathDiagnostic *Report : Reports)
      To.HandlePathDiagnostic(copyOf(*Report));
  }

private:
  ento::PathDiagnosticConsumer &To;
};

/// The options of the analyzer for as long as it lives; then they are what they
/// were before.
class OptionsOfRun {
public:
  OptionsOfRun(AnalyzerOptions &Options, llvm::ArrayRef<std::string> Rules)
      : Options(Options), Checkers(std::move(Options.CheckersAndPackages)),
        Config(Options.Config), Inlining(Options.InliningMode),
        Output(Options.AnalysisDiagOpt), Headers(Options.AnalyzeAll) {
    Options.CheckersAndPackages.clear();
    for (const std::string &Rule : Rules)
      Options.CheckersAndPackages.emplace_back(Rule, true);
    setUpSearch(Options);
  }
  ~OptionsOfRun() {
    Options.CheckersAndPackages = std::move(Checkers);
    Options.Config = std::move(Config);
    Options.InliningMode = Inlining;
    Options.AnalysisDiagOpt = Output;
    Options.AnalyzeAll = Headers;
  }

private:
  AnalyzerOptions &Options;
  decltype(AnalyzerOptions::CheckersAndPackages) Checkers;
  decltype(AnalyzerOptions::Config) Config;
  const AnalysisInliningMode Inlining;
  const AnalysisDiagClients Output;
  const bool Headers;
};

/// Names the functions of the unit that are neither proved nor explored to the
/// end.
void tellCoverage(ASTContext &Context, const Plan &Plan,
                  const std::map<std::string, std::string> &Explored) {
  UnitFacts Facts;
  Facts.collect(Context.getTranslationUnitDecl(), /*Tell=*/false);
  DiagnosticsEngine &Diagnostics = Context.getDiagnostics();
  const unsigned Id = Diagnostics.getCustomDiagID(
      DiagnosticsEngine::Remark, "spinpair: '%0' is undecided: %1");
  for (const FunctionDecl *Function : Facts.bodies()) {
    const std::string Name = Plan.NameOf(Function);
    const size_t Index = sp_program_find(Plan.Program, Name.c_str());
    if (Index == SIZE_MAX ||
        sp_proofs_get(Plan.Proofs, Index)->kind != SP_PROOF_OPEN)
      continue;
    auto Known = Explored.find(Name);
    const std::string Why =
        Known == Explored.end() ? "it was not explored" : Known->second;
    if (!Why.empty())
      Diagnostics.Report(Function->getLocation(), Id)
          << Function->getNameAsString() << Why;
  }
}

/// Is a function to be explored that stands in a header?
bool anyInHeader(const ASTContext &Context, const Plan &Plan) {
  const SourceManager &Sources = Context.getSourceManager();
  const PresumedLoc Main = Sources.getPresumedLoc(
      Sources.getLocForStartOfFile(Sources.getMainFileID()));
  for (size_t I = 0; I < sp_program_count(Plan.Program); ++I)
    if (Plan.IsOpen(I) && sp_program_is_relevant(Plan.Program, I) &&
        !(sp_program_get(Plan.Program, I)->flags & SP_FUNCTION_DECLARED) &&
        (Main.isInvalid() || StringRef(Main.getFilename()) !=
                                 sp_program_get(Plan.Program, I)->where.file))
      return true;
  return false;
}

void explore(ento::AnalysisManager &Host, llvm::ArrayRef<std::string> Rules) {
  ASTContext &Context = Host.getASTContext();
  AnalyzerOptions &Given = compat::analyzerOptions(*Compiler);
  OptionsOfRun Options(Given, Rules);
  Given.AnalyzeAll = Given.AnalyzeAll || anyInHeader(Context, *currentPlan());
  auto Analysis = ento::CreateAnalysisConsumer(*Compiler);
  for (const auto &Consumer : Host.getPathDiagnosticConsumers())
    compat::addDiagnosticConsumer(*Analysis,
                                  std::make_unique<Forwarder>(*Consumer));
  Analysis->Initialize(Context);
  for (Decl *Each : Context.getTranslationUnitDecl()->decls())
    Analysis->HandleTopLevelDecl(DeclGroupRef(Each));
  Analysis->HandleTranslationUnit(Context);
}

void run(ento::AnalysisManager &Host, llvm::ArrayRef<std::string> Rules,
         bool Coverage) {
  if (!Compiler)
    return;
  ASTContext &Context = Host.getASTContext();
  LoweredFinally Lowered = lowerFinally(Context);
  std::map<std::string, std::string> Explored;
  if (std::unique_ptr<Plan> Plan = planUnit(Context)) {
    Plan->Explored = [&](const Exploration &Of) {
      Explored.emplace(Of.Name, Of.Why);
    };
    // Beside clang's checks nothing is taken for right without a look.
    if (compat::analyzerOptions(*Compiler).Config.lookup("storport:Alone") !=
        "true")
      Plan->IsOpen = [](size_t) { return true; };
    setPlan(Plan.get());
    explore(Host, Rules);
    // Of two graphs the one that somebody asks for is that of spinpair's rules.
    if (compat::analyzerOptions(*Compiler).Config.lookup("storport:Alone") ==
        "true")
      compat::analyzerOptions(*Compiler).DumpExplodedGraphTo.clear();
    setPlan(nullptr);
    if (Coverage)
      tellCoverage(Context, *Plan, Explored);
  }
  Lowered.undo();
}

/// The clang of another version says itself that it does not take the plugin;
/// it must not come to call an action that is laid out in another way.
bool registerAction() {
  const std::string Own =
      "version " + std::to_string(CLANG_VERSION_MAJOR) + ".";
  if (getClangFullVersion().find(Own) == std::string::npos)
    return false;
  static FrontendPluginRegistry::Add<LearnCompiler> Registration(
      "spinpair", "lets the storport rules run separately");
  return true;
}

[[maybe_unused]] const bool IsRegistered = registerAction();

} // namespace

} // namespace spinpair

/// The analyzer compares it with its own version and refuses a plugin that was
/// built for another.
SPINPAIR_EXPORT const char clang_analyzerAPIVersionString[] =
    CLANG_ANALYZER_API_VERSION_STRING;

SPINPAIR_EXPORT void
clang_registerCheckers(clang::ento::CheckerRegistry &Registry) {
  spinpair::setSeparateRun(spinpair::run);
  spinpair::registerCheckers(Registry);
}
