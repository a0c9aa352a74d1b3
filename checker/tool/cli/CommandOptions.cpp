//===- CommandOptions.cpp -------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "CommandOptions.h"

#include "model/CommandTable.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using llvm::StringRef;

namespace spinpair {

namespace {

/// Groups of options that go together, as bits.
enum Group : unsigned {
  Units = 1 << 0,    ///< Which units there are, and how they are read.
  Settings = 1 << 1, ///< What lies over .spinpair.yaml.
  Programs = 1 << 2, ///< What is one driver, and is kept of it.
  Jobs = 1 << 3,     ///< How the work is done.
  Reports = 1 << 4,  ///< What is reported, and how.
  Paths = 1 << 5,    ///< Names of Windows.
  Sieves = 1 << 6,   ///< Which findings count.
  Shards = 1 << 7,
  Fixes = 1 << 8,
};

struct GroupRow {
  unsigned In;
  StringRef Names; ///< With blanks in between.
};

struct CommandOptionsRow {
  Command What;
  unsigned Groups;
  StringRef Others; ///< Beside those of the groups.
};

} // namespace

static const GroupRow GroupRows[] = {
    {Units, "-p --wdk --configuration --path-map --extra-arg "
            "--extra-arg-before --quiet"},
    {Settings, "--rules --config --effort"},
    {Programs, "--program --cache --no-cache"},
    {Jobs, "-j --timeout --memory-limit"},
    {Reports, "--report --link-template --color --summary --quiet"},
    {Paths, "--path-map --windows-paths"},
    {Sieves, "--baseline --update-baseline --changed-since "
             "--fail-on-undecided"},
    {Shards, "--shard --result"},
    {Fixes, "--fix --fix-dry-run --export-fixes"},
};

static const CommandOptionsRow Rows[] = {
    {Command::Check,
     Units | Settings | Programs | Jobs | Reports | Paths | Sieves | Shards |
         Fixes,
     "--times"},
    {Command::Init, 0, "--config --wdk --path-map"},
    {Command::Hook,
     Units | Settings | Programs | Jobs | Reports | Paths | Sieves, "--times"},
    {Command::Merge,
     Settings | Programs | Jobs | Reports | Paths | Sieves | Shards, "--times"},
    {Command::Diff, Reports | Paths, ""},
    {Command::ScanBuild, Reports | Paths,
     "--rules --config --baseline --update-baseline --changed-since"},
    {Command::Lsp, Units | Settings | Programs | Jobs,
     "--baseline --changed-since"},
    {Command::ExplainFunction, Units | Settings | Programs | Jobs,
     "--lock-program"},
    {Command::Debug, Units | Settings | Programs | Jobs, ""},
    {Command::Extract, Units | Settings | Programs | Jobs, ""},
    {Command::Config, Units | Settings, ""},
    {Command::Rules, 0, "--format"},
    {Command::Help, 0, "--help-all"},
};

static void addNames(StringRef Text, std::vector<StringRef> &To) {
  llvm::SmallVector<StringRef, 16> Names;
  Text.split(Names, ' ', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (StringRef Name : Names)
    if (!llvm::is_contained(To, Name))
      To.push_back(Name);
}

std::vector<StringRef> optionsOf(Command What) {
  std::vector<StringRef> Result;
  for (const CommandOptionsRow &Row : Rows) {
    if (Row.What != What)
      continue;
    for (const GroupRow &Group : GroupRows)
      if (Row.Groups & Group.In)
        addNames(Group.Names, Result);
    addNames(Row.Others, Result);
  }
  return Result;
}

bool takesOption(Command What, StringRef Name) {
  return llvm::is_contained(optionsOf(What), Name);
}

StringRef nameOf(Command What) {
  for (const CommandRow &Row : commandTable())
    if (Row.What == What)
      return Row.Name;
  return "";
}

} // namespace spinpair
