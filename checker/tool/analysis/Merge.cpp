//===- Merge.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Merge.h"

#include "Shard.h"
#include "project/Config.h"
#include "project/Units.h"

namespace spinpair {

/// Do both list the same units, whatever trouble each had?
static bool haveSameUnits(const Result &A, const Result &B) {
  auto Same = [](const Unit &A, const Unit &B) {
    return A.File == B.File && A.Directory == B.Directory &&
           A.CommandLine == B.CommandLine && A.Chosen == B.Chosen;
  };
  return std::equal(A.Units.begin(), A.Units.end(), B.Units.begin(),
                    B.Units.end(), Same);
}

/// Was \p Given made where this process is? Else the files that it names are
/// others, or are called otherwise.
static bool isFromHere(const std::string &Path, const Result &Given,
                       std::string &Error) {
  const std::vector<std::string> Here = surroundings();
  if (Given.Around == Here)
    return true;
  Error = "'" + Path + "' was made ";
  Error += Given.Around.empty() || Given.Around[0] != Here[0]
               ? "in the folder '" +
                     (Given.Around.empty() ? "" : Given.Around[0]) +
                     "'; merge there, with the same sources"
               : "with other environment variables that clang heeds, such as "
                 "CPATH or INCLUDE; merge with the same ones";
  return false;
}

bool loadResults(const Options &Options, Config &Config, Cache &Cache,
                 std::vector<Unit> &Units, std::string &Error) {
  Result First;
  for (const std::string &Path : Options.Given) {
    Result Next;
    if (!loadResult(Path, Next, Error) || !isFromHere(Path, Next, Error))
      return false;
    Cache.give(entriesOf(UnitKey, Next.Found));
    Cache.give(entriesOf(SearchKey, Next.Found));
    if (&Path == &Options.Given.front())
      First = std::move(Next);
    else if (!haveSameUnits(First, Next)) {
      Error = "'" + Options.Given.front() + "' and '" + Path +
              "' are results of different databases or commands; merge the "
              "shards of one";
      return false;
    }
  }
  Units = std::move(First.Units);
  if (!takeUnits(Options, Config, Units, Error))
    return false;
  for (Unit &Unit : Units)
    if (Unit.Trouble.empty())
      Unit.Trouble = Cache.objection(keyOf(Unit));
  return true;
}

} // namespace spinpair
