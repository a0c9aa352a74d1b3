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

#include <string>
#include <vector>

namespace spinpair {

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
  if (!Any)
    return fail("the program has no function '" + Name +
                "' that matters to locks" + didYouMean(Name, Names, ""));
  return Complete ? NothingFound : NotAnalysed;
}

} // namespace spinpair
