//===- NamedFunction.cpp --------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "NamedFunction.h"

#include "analysis/Programs.h"
#include "analysis/Whole.h"
#include "cache/Cache.h"
#include "model/Unit.h"
#include "project/Config.h"
#include "project/Units.h"
#include "support/Messages.h"
#include "support/Nearest.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <string>
#include <vector>

namespace spinpair {

/// Those that \p Name, which is none of \p Names, leaves open: instances of a
/// template, and members of a class or namespace.
static std::string whichOf(llvm::StringRef Name,
                           const std::vector<llvm::StringRef> &Names) {
  std::vector<std::string> Meant;
  for (llvm::StringRef Each : Names) {
    llvm::StringRef Base = Each;
    Base.consume_front("(anonymous namespace)::");
    Base = Base.take_front(Base.find_first_of("<("));
    const bool Ends = Base.consume_back(Name);
    const std::string Shown = "'" + Each.str() + "'";
    if (Ends && (Base.empty() || Base.take_back(2) == "::") &&
        !llvm::is_contained(Meant, Shown))
      Meant.push_back(Shown);
  }
  constexpr size_t Shown = 4;
  if (Meant.empty())
    return "";
  llvm::sort(Meant);
  Meant.resize(std::min(Meant.size(), Shown));
  return "; did you mean " + llvm::join(Meant, " or ") + "?";
}

ExitStatus eachNamed(Options Options,
                     llvm::function_ref<ExitStatus(const Named &)> Do) {
  Config Config;
  std::vector<Unit> Units;
  std::string Error;
  if (!loadUnits(Options, Config, Units, Error))
    return fail(Error);
  Options.How.Effort = Config.Effort.Value;
  std::vector<std::unique_ptr<Whole>> Programs;
  Cache Cache(cacheFolder(Options));
  if (!readPrograms(std::move(Units), Options, Cache, Programs, Error))
    return fail(Error);
  const std::string &Name = Options.Given[0];
  std::vector<llvm::StringRef> Names;
  bool Any = false, Complete = true;
  for (const auto &Program : Programs) {
    Complete &= Program->isComplete();
    std::vector<size_t> Meant;
    for (size_t I = 0; I < sp_program_count(Program->program()); ++I) {
      const sp_function *Each = sp_program_get(Program->program(), I);
      if (Each->flags & SP_FUNCTION_DECLARED)
        continue;
      Names.push_back(Each->shown);
      if (Name == Each->shown || Name == Each->name)
        Meant.push_back(I);
    }
    if (Meant.empty())
      continue;
    const ExitStatus Status =
        Do({*Program, Meant, Options, Config, Cache, !Any});
    if (Status == WrongUse)
      return Status;
    Complete &= Status == NothingFound;
    Any = true;
  }
  const std::string Which = whichOf(Name, Names);
  if (!Any)
    return fail("the program has no function '" + Name +
                "' that matters to locks" +
                (Which.empty() ? didYouMean(Name, Names, "") : Which));
  return Complete ? NothingFound : NotAnalysed;
}

} // namespace spinpair
