//===- EditorRun.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "EditorRun.h"

#include "LockFacts.h"
#include "analysis/Programs.h"
#include "cache/Cache.h"
#include "findings/Sieve.h"
#include "fix/Fixes.h"
#include "model/Options.h"
#include "model/Outcome.h"
#include "model/Unit.h"
#include "project/Config.h"
#include "project/Hook.h"
#include "project/Target.h"
#include "project/Units.h"
#include "report/Outputs.h"
#include "report/Writers.h"
#include "support/Overlay.h"

#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace json = llvm::json;

namespace spinpair {

namespace {

std::string textOf(json::Value Value) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  Out << Value;
  Out.flush();
  return Text;
}

std::string failed(const std::string &Why) {
  return textOf(json::Object{{"error", json::fixUTF8(Why)}});
}

/// Goes where the command would be started. False, and one sentence in \p
/// Error, if there is no such folder.
bool enter(const EditorProject &Project, const Documents &Open,
           std::string &Error) {
  if (chdir(Project.Folder.c_str())) {
    Error =
        "'" + Project.Folder + "' cannot be entered: " + std::strerror(errno);
    return false;
  }
  for (const auto &[Path, Each] : Open.all())
    overlay().lay(Path, Each.Text->text());
  return true;
}

json::Array namesOf(const Inputs &From) {
  std::set<std::string> Names;
  for (const auto &[Name, Found] : From.Names)
    if (Found.Kind == Input::File)
      Names.insert(Found.Real.empty() ? Name : Found.Real);
  json::Array Result;
  for (const std::string &Name : Names)
    Result.push_back(json::fixUTF8(Name));
  return Result;
}

} // namespace

static std::string analyse(const EditorProject &Project, const Documents &Open,
                           const std::set<std::string> &ToFix) {
  Options Options = Project.Options;
  Config Config;
  std::vector<Unit> Units;
  Outcome Outcome;
  Inputs From;
  std::string Error;
  if (!enter(Project, Open, Error) || !takeProject(Options, Error))
    return failed(Error);
  Cache Cache(cacheFolder(Options));
  if (!canBeWritten(Options, Error) ||
      !outcomeOf(Options, Config, Units, Cache, Outcome, From, Error))
    return failed(Error);
  if (!ToFix.empty()) {
    CodeTexts Texts;
    findFixes(
        Options, Config, Units, Outcome,
        [&](size_t I) { return ToFix.count(Outcome.Mistakes[I].Fingerprint); },
        Texts);
  }
  std::string Report;
  llvm::raw_string_ostream Out(Report);
  writeJson(Outcome, Out);
  Out.flush();
  json::Array Files = namesOf(From);
  for (const Unit &Each : Units)
    Files.push_back(json::fixUTF8(Each.File));
  // What writeJson() wrote is put in as it is.
  return "{\"report\":" + Report +
         ",\"units\":" + std::to_string(Units.size()) +
         ",\"files\":" + textOf(std::move(Files)) + "}";
}

std::string analyseForEditor(const EditorProject &Project,
                             const Documents &Open) {
  return analyse(Project, Open, {});
}

std::string fixForEditor(const EditorProject &Project, const Documents &Open,
                         const std::set<std::string> &Fingerprints) {
  return analyse(Project, Open, Fingerprints);
}

std::string locksForEditor(const EditorProject &Project, const Documents &Open,
                           const json::Object &Report) {
  Options Options = Project.Options;
  Config Config;
  std::vector<Unit> Units;
  std::vector<std::unique_ptr<Whole>> Programs;
  std::string Error;
  if (!enter(Project, Open, Error) || !takeProject(Options, Error) ||
      !loadUnits(Options, Config, Units, Error))
    return "null";
  Options.How.Effort = Config.Effort.Value;
  Cache Cache(cacheFolder(Options));
  if (!readPrograms(std::move(Units), Options, Cache, Programs, Error))
    return "null";
  json::Array Facts;
  for (const auto &Program : Programs)
    if (Program->prove())
      Facts.push_back(lockFactsOf(*Program, Report));
  return textOf(std::move(Facts));
}

/// Runs a command, and returns what it prints; what it says on stderr, too, if
/// \p WithSaid.
static std::string outputOf(const CommandFunctions &Functions,
                            const Options &Options, bool WithSaid = true) {
  // A file that nobody else sees takes it.
  FILE *Kept = std::tmpfile();
  if (!Kept)
    return std::string("no temporary file can be made: ") +
           std::strerror(errno);
  dup2(fileno(Kept), STDOUT_FILENO);
  if (WithSaid)
    dup2(fileno(Kept), STDERR_FILENO);
  Functions.Run(Options);
  llvm::outs().flush();
  llvm::errs().flush();
  std::string Text;
  std::rewind(Kept);
  char Buffer[4096];
  for (size_t Count; (Count = std::fread(Buffer, 1, sizeof Buffer, Kept)) > 0;)
    Text.append(Buffer, Count);
  std::fclose(Kept);
  return Text;
}

std::string updateBaseline(const EditorProject &Project) {
  std::string Error;
  if (!enter(Project, Documents(), Error))
    return Error;
  Options Options = Project.Options;
  Options.UpdateBaseline = true;
  Options.Summary = true;
  Options.Reports = {{Format::Text, ""}};
  return outputOf(Project.Functions, Options);
}

std::string explainForEditor(const EditorProject &Project,
                             const Documents &Open, const std::string &Name) {
  std::string Error;
  if (!enter(Project, Open, Error))
    return Error;
  Options Options = Project.Options;
  Options.What = Command::ExplainFunction;
  Options.Given.insert(Options.Given.begin(), Name);
  if (Options.Build.empty() && Options.Given.size() == 1)
    findBuild(Options.Build, Error);
  return outputOf(Project.Functions, Options);
}

std::string pageForEditor(const EditorProject &Project, const Documents &Open,
                          const std::string &Link) {
  std::string Error;
  if (!enter(Project, Open, Error)) {
    llvm::errs() << Error << '\n';
    return "";
  }
  Options Options = Project.Options;
  Options.Quiet = true;
  Options.Reports = {{Format::Html, ""}};
  if (!Link.empty())
    Options.LinkTemplates = {Link};
  return outputOf(Project.Functions, Options, /*WithSaid=*/false);
}

} // namespace spinpair
