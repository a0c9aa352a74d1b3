//===- Registration.cpp - The checkers and their options ------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registers a checker for each row of the rule table, and sets up searches.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../Links.h"
#include "../MsiLockChecker.h"

#include "clang/StaticAnalyzer/Frontend/CheckerRegistry.h"

using namespace clang;
using namespace ento;

namespace spinpair {

void MsiLockChecker::enableRule(sp_rule Rule, CheckerNameRef Name) {
  Types[Rule] = std::make_unique<BugType>(
      Name, sp_rule_get(Rule)->summary,
      sp_family_get(sp_family_of_rule(Rule))->category);
  Names[Rule] = Name;
}

static constexpr const char *ModelName = "storport.Model";

/// Clang's checker that knows which class an object is of while a constructor
/// or destructor runs: virtual calls there go by it. It reports nothing.
static constexpr const char *DynamicTypes = "core.DynamicTypePropagation";

static void registerModel(CheckerManager &Manager) {
  auto *Model = Manager.registerChecker<MsiLockChecker>();
  const AnalyzerOptions &Options = Manager.getAnalyzerOptions();
  Model->Coverage = Options.getCheckerBooleanOption("storport", "Coverage");
  Model->Alone = Options.getCheckerBooleanOption("storport", "Alone");
  Model->MostVisits = Options.maxBlockVisitOnPath;
  for (const auto &[Name, Enabled] : Options.CheckersAndPackages)
    if (Name == "core" || (Name.rfind("core.", 0) == 0 && Name != DynamicTypes))
      Model->CoreEnabled |= Enabled;
}

template <int Rule> static void registerRule(CheckerManager &Manager) {
  Manager.getChecker<MsiLockChecker>()->enableRule(
      static_cast<sp_rule>(Rule), Manager.getCurrentCheckerName());
}

static bool always(const CheckerManager &) { return true; }

template <int... Rules>
static void registerRules(CheckerRegistry &Registry,
                          std::integer_sequence<int, Rules...>) {
  auto Register = [&Registry](auto Function, int Rule) {
    const sp_rule_row *Row = sp_rule_get(static_cast<sp_rule>(Rule));
    Registry.addChecker(Function, always, Row->checker, Row->summary,
                        addressOf(Row->doc),
                        /*IsHidden=*/false);
    Registry.addDependency(Row->checker, ModelName);
  };
  (Register(&registerRule<Rules>, Rules), ...);
}

void setUpSearch(AnalyzerOptions &Options, unsigned Effort) {
  Options.Config["storport:Alone"] = "true";
  Options.CheckersAndPackages.emplace_back(DynamicTypes, true);
  // Each open function alone, too: its own mistakes need no long way there.
  Options.InliningMode = All;
  // The budget of steps is what ends a search. These would end it sooner, at
  // calls that the steps are there for.
  Options.MaxTimesInlineLarge = std::numeric_limits<unsigned>::max();
  Options.InlineMaxStackDepth = 16;
  // Of what was explored as often, first what lies elsewhere: a loop does not
  // keep the search from the calls behind it.
  Options.Config["exploration_strategy"] = "unexplored_first_location_queue";
  Options.ExplorationStrategy = "unexplored_first_location_queue";
  // What unrolling loops asks of the CFG. Which functions that is done in is
  // decided where their exploration begins.
  Options.ShouldIncludeLoopExitInCFG = true;
  // Options.Config was read when the compiler was set up: only members count.
  constexpr unsigned Rounds = 4, Most = 1u << 31;
  Options.MaxNodesPerTopLevelFunction = std::min<uint64_t>(
      uint64_t(Options.MaxNodesPerTopLevelFunction) * Effort, Most);
  Options.maxBlockVisitOnPath = Rounds * Effort;
  Options.AnalysisDiagOpt = PD_NONE; // who listens is added
}

void registerCheckers(CheckerRegistry &Registry) {
  Registry.addPackage("storport");
  Registry.addPackage("windows");
  Registry.addPackageOption(
      "bool", "storport", "Coverage", "false",
      "Name each function that reaches an MSI spin lock and was not explored "
      "to the end, and why.",
      "released");
  Registry.addPackageOption(
      "bool", "storport", "Alone", "false",
      "Explore only what the storport rules need. Other checkers of the same "
      "run then see less.",
      "released");
  Registry.addChecker(registerModel, always, ModelName,
                      "Models the MSI spin lock routines of StorPort.",
                      addressOf("README.md"), /*IsHidden=*/true);
  registerRules(Registry, std::make_integer_sequence<int, SP_RULE_COUNT>());
}

} // namespace spinpair
