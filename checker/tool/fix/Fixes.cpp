//===- Fixes.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Fixes.h"

#include "analysis/Analyse.h"
#include "cache/Cache.h"
#include "model/Options.h"
#include "model/Outcome.h"
#include "model/Unit.h"
#include "support/Archive.h"
#include "support/Overlay.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <set>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using llvm::StringRef;

namespace spinpair {

static bool overlap(const Edit &A, const Edit &B) {
  return A.File == B.File && A.Offset <= B.Offset + B.Length &&
         B.Offset <= A.Offset + A.Length;
}

static bool overlap(const std::vector<Edit> &A, const std::vector<Edit> &B) {
  return llvm::any_of(A, [&](const Edit &One) {
    return llvm::any_of(B, [&](const Edit &Two) { return overlap(One, Two); });
  });
}

std::map<std::string, std::string> edited(const std::vector<Edit> &Edits,
                                          CodeTexts &Texts) {
  std::map<std::string, std::string> Result;
  std::vector<Edit> Last = Edits;
  llvm::sort(Last);
  for (const Edit &Each : llvm::reverse(Last)) { // so that offsets hold
    auto [Text, IsNew] = Result.try_emplace(Each.File);
    if (IsNew)
      Text->second = Texts.get(Each.File)->text();
    Text->second.replace(Each.Offset, Each.Length, Each.Text);
  }
  return Result;
}

namespace {

/// What is wrong in which function: not where, as lines move, nor of which
/// lock, since where several are wrong at once the search tells of one.
using Sign = std::pair<std::string, std::string>;

Sign signOf(const Mistake &Found) {
  return {StringRef(Found.Checker).rsplit('.').second.str(), Found.Function};
}

/// What there is of findings and proofs.
struct State {
  std::map<Sign, unsigned> Findings;
  std::set<std::string> Proved; ///< Functions, as the linker calls them.
  size_t Unread = 0;

  explicit State(const Analysis &Of)
      : Unread(Of.Unread.size() + Of.Partly.size()) {
    for (const Mistake &Each : Of.Mistakes)
      ++Findings[signOf(Each)];
    for (const FunctionVerdict &Each : Of.Functions)
      if (Each.Verdict == Verdict::Proved)
        Proved.insert(Each.Linkage);
  }

  unsigned count(const std::string &Function) const {
    unsigned Result = 0;
    for (const auto &[Its, Count] : Findings)
      if (Its.second == Function)
        Result += Count;
    return Result;
  }

  /// Is there nothing that was not there before, and nothing less proved, but
  /// for functions that are none any more?
  bool isNoWorseThan(const State &Before, const Analysis &Now) const {
    if (Unread > Before.Unread)
      return false;
    for (const auto &[Its, Count] : Findings) {
      auto Known = Before.Findings.find(Its);
      if (Known == Before.Findings.end() || Known->second < Count)
        return false;
    }
    return llvm::all_of(Now.Functions, [&](const FunctionVerdict &Each) {
      return Each.Verdict == Verdict::Proved ||
             !Before.Proved.count(Each.Linkage);
    });
  }
};

/// Tries edits on the program.
class Trials {
public:
  /// \p Base are edits that all others come on top of.
  Trials(const Options &Asked, const Config &Settings,
         const std::vector<Unit> &Units, CodeTexts &Texts,
         const std::vector<Edit> &Base = {})
      : Given(Asked), Settings(Settings), Units(Units), Texts(Texts),
        Base(Base), Folder(cacheFolder(Asked)) {
    Given.How.Progress = false;
    Given.Reports.clear();
    llvm::SmallString<128> Own;
    if (Folder.empty() &&
        !llvm::sys::fs::createUniqueDirectory("spinpair-fixes", Own)) {
      Folder = Temporary = Own.str().str();
      // All units once; then a trial parses what it changes.
      run({}, "", /*Keeps=*/true);
    }
  }
  ~Trials() {
    if (!Temporary.empty())
      llvm::sys::fs::remove_directories(Temporary);
  }

  const std::vector<Edit> &base() const { return Base; }
  /// What is found with the edits; nothing if that fails, or if \p MustProve,
  /// which is a function unless it is "", is not proved.
  std::optional<Analysis> run(const std::vector<Edit> &Edits,
                              const std::string &MustProve, bool Keeps = false);

private:
  [[noreturn]] void become(const std::map<std::string, std::string> &Files,
                           const std::string &MustProve, bool Keeps, int To);

  Options Given;
  const Config &Settings;
  const std::vector<Unit> &Units;
  CodeTexts &Texts;
  const std::vector<Edit> Base;
  std::string Folder, Temporary;
};

void Trials::become(const std::map<std::string, std::string> &Files,
                    const std::string &MustProve, bool Keeps, int To) {
  // It may crash, and it has nothing to say: what it tries may not even parse.
  const int Nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  dup2(Nothing, STDOUT_FILENO);
  dup2(Nothing, STDERR_FILENO);
  for (const auto &[File, Text] : Files)
    if (!overlay().lay(File, Text))
      _exit(1);
  Analysis Found;
  std::string Error;
  Cache Cache(Folder, Keeps ? CacheUse::Keeps : CacheUse::Reads);
  if (!analyseOrRecall(Given, Settings, Units, Cache, Found, Error, nullptr,
                       MustProve))
    _exit(1);
  Saver Save;
  Save(Found);
  StringRef Rest = Save.Bytes;
  while (!Rest.empty()) {
    const ssize_t Written = write(To, Rest.data(), Rest.size());
    if (Written < 0 && errno != EINTR)
      _exit(1);
    Rest = Rest.drop_front(Written > 0 ? size_t(Written) : 0);
  }
  _exit(0);
}

std::optional<Analysis> Trials::run(const std::vector<Edit> &Edits,
                                    const std::string &MustProve, bool Keeps) {
  std::vector<Edit> All = Base;
  llvm::append_range(All, Edits);
  const auto Files = edited(All, Texts);
  int Ends[2];
  if (pipe2(Ends, O_CLOEXEC))
    return std::nullopt;
  llvm::outs().flush();
  const pid_t Parent = getpid(), Id = fork();
  if (Id == 0) {
    close(Ends[0]);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != Parent)
      _exit(1);
    become(Files, MustProve, Keeps, Ends[1]);
  }
  close(Ends[1]);
  std::string Bytes;
  char Buffer[1 << 16];
  for (ssize_t Count; Id > 0 && (Count = read(Ends[0], Buffer, sizeof Buffer));)
    if (Count > 0)
      Bytes.append(Buffer, size_t(Count));
    else if (errno != EINTR)
      break;
  close(Ends[0]);
  int Status = 1;
  while (Id > 0 && waitpid(Id, &Status, 0) < 0 && errno == EINTR)
    ;
  Analysis Found;
  Loader Load(Bytes);
  Load(Found);
  if (Id < 0 || Status != 0 || !Load.isWhole())
    return std::nullopt;
  return Found;
}

/// Fixes of the findings of one function.
class Solver {
public:
  /// \p Before is what is found without an edit: reports may leave out some.
  Solver(Outcome &Found, const Analysis &Before, Trials &Try,
         CandidateMaker &Maker)
      : Found(Found), Before(Before), Try(Try), Maker(Maker) {}

  /// \p Its are the places of its new findings. With each edit that helps one
  /// of them is less, until the function is proved.
  /// What is found then comes to \p After.
  std::optional<Fix> solve(const std::vector<size_t> &Its, State &After);

private:
  /// The first candidate for the finding that helps; its edits are added. With
  /// \p Proves one with which the function is proved, else one with which it
  /// has less findings.
  std::optional<State> help(const Mistake &Finding, const State &Now,
                            bool Proves, Fix &Result);

  Outcome &Found;
  const State Before;
  Trials &Try;
  CandidateMaker &Maker;
};

std::optional<State> Solver::help(const Mistake &Finding, const State &Now,
                                  bool Proves, Fix &Result) {
  const std::string &Function = Finding.Function;
  for (Candidate &Each : Maker.of(Finding)) {
    if (overlap(Each.Edits, Result.Edits) || overlap(Each.Edits, Try.base()))
      continue;
    std::vector<Edit> Edits = Result.Edits;
    llvm::append_range(Edits, Each.Edits);
    const auto After = Try.run(Edits, Proves ? Function : "");
    if (!After)
      continue;
    State Then(*After);
    if (!Then.isNoWorseThan(Before, *After) ||
        Then.count(Function) >= Now.count(Function) ||
        (Then.count(Function) == 0 && !Then.Proved.count(Function)))
      continue;
    llvm::sort(Edits);
    Result.Edits = std::move(Edits);
    Result.Title += (Result.Title.empty() ? "" : "; ") + Each.Title;
    return Then;
  }
  return std::nullopt;
}

std::optional<Fix> Solver::solve(const std::vector<size_t> &Its, State &After) {
  Fix Result;
  Result.Findings = Its;
  State &Now = After = Before;
  const std::string &Function = Found.Mistakes[Its[0]].Function;
  // One edit may right all of them; else there are less of them step by step.
  for (bool Helps = true; Helps && !Now.Proved.count(Function);) {
    Helps = false;
    for (bool Proves : {true, false})
      for (size_t I : Its) {
        // An edit for one of them may have helped another one.
        if (Helps || !Now.Findings.count(signOf(Found.Mistakes[I])) ||
            (!Proves && Now.count(Function) == 1))
          continue;
        if (auto Then = help(Found.Mistakes[I], Now, Proves, Result)) {
          Now = std::move(*Then);
          Helps = true;
        }
      }
  }
  if (!Now.Proved.count(Function))
    return std::nullopt;
  Result.Title += " ('" + Found.Mistakes[Its[0]].Shown + "' is proved then)";
  return Result;
}

} // namespace

void findFixes(const Options &Options, const Config &Config,
               const std::vector<Unit> &Units, Outcome &Found,
               const std::function<bool(size_t)> &IsAsked, CodeTexts &Texts,
               const std::vector<Edit> &Base) {
  std::map<std::string, std::vector<size_t>> Functions;
  std::set<std::string> Asked;
  for (size_t I = 0; I < Found.Mistakes.size(); ++I) {
    Functions[Found.Mistakes[I].Function].push_back(I);
    if (Found.Mistakes[I].isNew() && IsAsked(I))
      Asked.insert(Found.Mistakes[I].Function);
  }
  for (const Fix &Each : Found.Fixes)
    for (size_t I : Each.Findings)
      Asked.erase(Found.Mistakes[I].Function);
  CandidateMaker Maker(Found, Texts);
  // To set up trials takes a while.
  if (llvm::none_of(Asked, [&](const std::string &Function) {
        return llvm::any_of(Functions[Function], [&](size_t I) {
          return !Maker.of(Found.Mistakes[I]).empty();
        });
      }))
    return;
  Trials Try(Options, Config, Units, Texts, Base);
  const auto Before = Try.run({}, "");
  if (!Before)
    return;
  Solver Solve(Found, *Before, Try, Maker);
  std::set<std::string> Done;
  for (const std::string &Function : Asked) {
    if (Done.count(Function))
      continue;
    State After = State(*Before);
    auto Fix = Solve.solve(Functions[Function], After);
    if (!Fix)
      continue;
    Fix->NeedsOthers = !Base.empty();
    // What rights a helper rights what calls it, too, and the other way round.
    for (const std::string &Other : Asked)
      if (Other != Function && !Done.count(Other) && !After.count(Other) &&
          After.Proved.count(Other)) {
        llvm::append_range(Fix->Findings, Functions[Other]);
        Done.insert(Other);
      }
    Done.insert(Function);
    Found.Fixes.push_back(std::move(*Fix));
  }
  llvm::stable_sort(Found.Fixes, [](const Fix &A, const Fix &B) {
    return std::tie(A.NeedsOthers, A.Findings) <
           std::tie(B.NeedsOthers, B.Findings);
  });
}

std::vector<Edit> editsOf(const Outcome &Found,
                          const std::vector<size_t> &Some) {
  std::vector<Edit> Result;
  for (size_t I : Some)
    llvm::append_range(Result, Found.Fixes[I].Edits);
  return Result;
}

std::vector<size_t> findAllFixes(const Options &Options, const Config &Config,
                                 const std::vector<Unit> &Units, Outcome &Found,
                                 CodeTexts &Texts) {
  auto All = [](size_t) { return true; };
  findFixes(Options, Config, Units, Found, All, Texts);
  std::vector<size_t> Together =
      fixesTogether(Options, Config, Units, Found, Texts);
  // What calls a function that is wrong is not proved before that is right.
  for (size_t Before = 0; !Together.empty() && Before != Together.size();) {
    Before = Together.size();
    const size_t First = Found.Fixes.size();
    findFixes(Options, Config, Units, Found, All, Texts,
              editsOf(Found, Together));
    if (Found.Fixes.size() > First)
      Together = fixesTogether(Options, Config, Units, Found, Texts);
  }
  return Together;
}

std::vector<size_t> fixesTogether(const Options &Options, const Config &Config,
                                  const std::vector<Unit> &Units,
                                  const Outcome &Found, CodeTexts &Texts) {
  if (Found.Fixes.empty())
    return {};
  Trials Try(Options, Config, Units, Texts);
  const auto WithoutEdits = Try.run({}, "");
  if (!WithoutEdits)
    return {};
  const State Before(*WithoutEdits);
  auto Holds = [&](const std::vector<size_t> &Some) {
    std::vector<Edit> Edits;
    for (size_t I : Some)
      llvm::append_range(Edits, Found.Fixes[I].Edits);
    const auto After = Try.run(Edits, "");
    if (!After)
      return false;
    const State Then(*After);
    return Then.isNoWorseThan(Before, *After) &&
           llvm::all_of(Some, [&](size_t I) {
             return Then.Proved.count(
                 Found.Mistakes[Found.Fixes[I].Findings[0]].Function);
           });
  };
  std::vector<size_t> Apart;
  std::vector<Edit> Edits;
  for (size_t I = 0; I < Found.Fixes.size(); ++I)
    if (!overlap(Found.Fixes[I].Edits, Edits)) {
      llvm::append_range(Edits, Found.Fixes[I].Edits);
      Apart.push_back(I);
    }
  // Each is proved by itself; mostly they have nothing to do with one another.
  if (Apart.size() < 2 || Holds(Apart))
    return Apart;
  std::vector<size_t> Result;
  for (size_t I : Apart) {
    Result.push_back(I);
    if (Result.size() > 1 && !Holds(Result))
      Result.pop_back();
  }
  return Result;
}

} // namespace spinpair
