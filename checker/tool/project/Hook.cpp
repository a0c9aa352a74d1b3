//===- Hook.cpp -----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Hook.h"

#include "Config.h"
#include "Exclusions.h"
#include "Project.h"
#include "cache/Cache.h"
#include "model/Options.h"
#include "model/Unit.h"
#include "parse/Parse.h"
#include "support/Archive.h"
#include "support/Paths.h"

#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/Utils.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <map>
#include <set>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

static constexpr const char *DatabaseName = "compile_commands.json";

/// \p Folder as it is called from here: "build", "..", "../build".
static std::string calledFromHere(StringRef Folder) {
  const std::string Current = absolutePath(".", "");
  std::string Ups;
  for (StringRef Here = Current; !Here.empty();
       Here = path::parent_path(Here)) {
    StringRef Below = Folder;
    if (Folder == Here)
      return Ups.empty() ? "." : StringRef(Ups).drop_back().str();
    if (Below.consume_front(Here) && Below.consume_front("/"))
      return Ups + Below.str();
    Ups += "../";
  }
  return Folder.str();
}

std::string nearestBuild(StringRef Folder) {
  for (; !Folder.empty(); Folder = path::parent_path(Folder))
    for (const char *Below : {"", "/build"}) {
      const std::string Build = (Folder + Below).str();
      if (fs::exists(Build + "/" + DatabaseName))
        return calledFromHere(Build);
    }
  return "";
}

bool findBuild(std::string &Build, std::string &Error) {
  if (!Build.empty()) {
    if (fs::exists(Build + "/" + DatabaseName) ||
        !fs::exists(Build + "/compile_flags.txt"))
      return true;
    Error = "the compile_flags.txt in '" + Build +
            "' does not tell which files the program has; a hook wants a " +
            DatabaseName +
            ", which the build can write (cmake "
            "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or bear -- make)";
    return false;
  }
  Build = nearestBuild(absolutePath(".", ""));
  if (!Build.empty())
    return true;
  const std::string Here = projectHere();
  Error =
      std::string("there is no ") + DatabaseName + " and no build/" +
      DatabaseName + " here or in a folder above; " +
      (Here.empty() ? ""
                    : thereIs(Here) + ": spinpair hook -p " + Here + "; or ") +
      "let the build write it (cmake "
      "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or bear -- make), or say where "
      "it is: -p BUILD";
  return false;
}

//===----------------------------------------------------------------------===//
// Which files a unit includes
//===----------------------------------------------------------------------===//

namespace {

/// Notes all files, those of the system too.
class Collector : public clang::DependencyCollector {
public:
  bool sawDependency(StringRef, bool, bool, bool, bool IsMissing) override {
    return !IsMissing;
  }
};

class ListIncludes : public clang::PreprocessOnlyAction {
public:
  explicit ListIncludes(std::vector<std::string> &Names) : Names(Names) {}

protected:
  bool BeginSourceFileAction(clang::CompilerInstance &Compiler) override {
    // What is wrong with it is said when it is parsed.
    Compiler.getDiagnostics().setClient(new clang::IgnoringDiagConsumer());
    Seen.attachToPreprocessor(Compiler.getPreprocessor());
    return true;
  }
  void EndSourceFileAction() override {
    Names.insert(Names.end(), Seen.getDependencies().begin(),
                 Seen.getDependencies().end());
  }

private:
  Collector Seen;
  std::vector<std::string> &Names;
};

/// Files by what they are, whatever they are called.
using FileNumbers = std::map<fs::UniqueID, size_t>;

} // namespace

/// The number of \p File, as it is called in \p Directory; SIZE_MAX for none.
static size_t numberOf(const FileNumbers &Numbers, StringRef File,
                       StringRef Directory) {
  // Not without its dots: a folder in between may be a link.
  llvm::SmallString<256> Path(Directory);
  if (path::is_absolute(File))
    Path.clear();
  path::append(Path, File);
  fs::UniqueID Is;
  if (fs::getUniqueID(Path, Is))
    return SIZE_MAX;
  auto Found = Numbers.find(Is);
  return Found == Numbers.end() ? SIZE_MAX : Found->second;
}

/// Chooses the units that include a file of \p Numbers and tells for each
/// number whether there are any.
static std::vector<bool> chooseIncluding(const FileNumbers &Numbers,
                                         size_t Count, const Options &Options,
                                         std::vector<Unit> &Units) {
  // One of its own: what is said here is no part of what the run says.
  Cache Cache(cacheFolder(Options));
  std::vector<Entry> Results =
      Cache.run(Units.size(), Options.How,
                {[&](size_t I) { return IncludesKey.str() + keyOf(Units[I]); },
                 [&](llvm::ArrayRef<size_t> One, Inputs &From) {
                   std::vector<std::string> Names;
                   const Unit &Unit = Units[One[0]];
                   if (Unit.Trouble.empty())
                     parse(Unit, std::make_unique<ListIncludes>(Names), From);
                   Saver Save;
                   Save(Names);
                   return std::move(Save.Bytes);
                 },
                 [&](size_t I) { return shownFile(Units[I].File, ""); }});
  std::vector<bool> Included(Count);
  for (size_t I = 0; I < Units.size(); ++I) {
    std::vector<std::string> Names;
    Loader(Results[I].Value)(Names);
    // Where it could not be told, a finding too many is better than one missed.
    Units[I].Chosen |= !Results[I].Trouble.empty();
    for (const std::string &Name : Names) {
      size_t Number = numberOf(Numbers, Name, Units[I].Directory);
      if (Number != SIZE_MAX)
        Included[Number] = Units[I].Chosen = true;
    }
  }
  return Included;
}

static Unit unitOfNone(const std::string &File, const std::string &Build) {
  Unit Unit;
  Unit.File = absolutePath(File, "");
  Unit.Directory = absolutePath(".", "");
  Unit.Trouble = fs::exists(File)
                     ? "no unit of " + shownProgram(Build) +
                           " is or includes it; " +
                           (isOfWindows(Build) ? "add it there"
                                               : "make the database anew") +
                           ", or exclude the file from the hook ('exclude' in "
                           ".spinpair.yaml)"
                     : "there is no such file";
  return Unit;
}

std::vector<std::string> filesOfNone(const Options &Options,
                                     const Config &Config,
                                     std::vector<Unit> Units,
                                     const std::vector<std::string> &Files) {
  std::set<fs::UniqueID> Known;
  for (const Unit &Unit : Units)
    if (fs::UniqueID Is; !fs::getUniqueID(Unit.File, Is))
      Known.insert(Is);
  FileNumbers Numbers;
  std::vector<std::string> Others;
  for (const std::string &File : Files) {
    fs::UniqueID Is;
    if (isExcluded(Config, absolutePath(File, "")) ||
        fs::getUniqueID(File, Is) || Known.count(Is))
      continue;
    if (Numbers.try_emplace(Is, Others.size()).second)
      Others.push_back(File);
  }
  if (Others.empty())
    return Others;
  const std::vector<bool> Included =
      chooseIncluding(Numbers, Others.size(), Options, Units);
  std::vector<std::string> Result;
  for (size_t I = 0; I < Others.size(); ++I)
    if (!Included[I])
      Result.push_back(Others[I]);
  return Result;
}

void chooseChanged(const Options &Options, const Config &Config,
                   std::vector<Unit> &Units) {
  const std::vector<std::string> &Files = Options.Given;
  if (Files.empty())
    return;
  std::vector<std::string> Others; // than units
  std::map<fs::UniqueID, Unit *> Known;
  for (Unit &Unit : Units) {
    Unit.Chosen = false;
    fs::UniqueID Is;
    if (!fs::getUniqueID(Unit.File, Is))
      Known[Is] = &Unit;
  }
  FileNumbers Numbers;
  for (const std::string &File : Files) {
    fs::UniqueID Is;
    if (fs::getUniqueID(File, Is)) {
      Others.push_back(File);
    } else if (auto Unit = Known.find(Is); Unit != Known.end()) {
      Unit->second->Chosen = true;
    } else if (Numbers.try_emplace(Is, Others.size()).second) {
      Others.push_back(File);
    }
  }
  if (Others.empty())
    return;
  std::vector<bool> Included(Others.size());
  if (!Numbers.empty())
    Included = chooseIncluding(Numbers, Others.size(), Options, Units);
  for (size_t I = 0; I < Others.size(); ++I) {
    std::string Path = absolutePath(Others[I], "");
    auto IsFile = [&](const Unit &Unit) { return Unit.File == Path; };
    if (!Included[I] && !isExcluded(Config, Path) &&
        llvm::none_of(Units, IsFile)) // not one that is missing
      Units.push_back(unitOfNone(Others[I], Options.Build));
  }
  llvm::sort(Units,
             [](const Unit &A, const Unit &B) { return A.File < B.File; });
}

} // namespace spinpair
