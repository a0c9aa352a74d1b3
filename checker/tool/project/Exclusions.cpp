//===- Exclusions.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Exclusions.h"

#include "Config.h"
#include "model/Options.h"
#include "model/Unit.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

/// Patterns count from there.
static std::string folderOf(const Config &Config) {
  return path::parent_path(absolutePath(Config.File, "")).str();
}

/// Takes \p Folder off the front of \p File; false if it is not in there.
static bool takeFolder(StringRef &File, StringRef Folder) {
  return File.consume_front(Folder) && File.consume_front("/");
}

/// Does a file called \p Name from the folder of the patterns go by this one?
static bool matches(StringRef Pattern, StringRef Name) {
  if (Pattern.consume_back("/")) // all of a folder
    return Name.take_front(Pattern.size()) == Pattern &&
           Name.drop_front(Pattern.size()).take_front() == "/";
  auto Glob = llvm::GlobPattern::create(Pattern);
  if (!Glob) {
    llvm::consumeError(Glob.takeError());
    return false;
  }
  return Glob->match(Name);
}

/// The first of the patterns that \p File, which is absolute, goes by; null if
/// there is none.
static const Setting<std::string> *exclusionOf(const Config &Config,
                                               StringRef File) {
  if (Config.Exclude.empty() || !takeFolder(File, folderOf(Config)))
    return nullptr;
  auto Found =
      llvm::find_if(Config.Exclude, [&](const Setting<std::string> &Each) {
        return matches(Each.Value, File);
      });
  return Found == Config.Exclude.end() ? nullptr : &*Found;
}

bool isExcluded(const Config &Config, const std::string &File) {
  return exclusionOf(Config, File) != nullptr;
}

std::string whyNothingLeft(const Options &Options, const Config &Config,
                           const std::vector<Unit> &Units) {
  size_t Excluded = 0;
  const Unit *First = nullptr;
  for (const Unit &Each : Units) {
    if (Each.Chosen)
      return "";
    Excluded += Each.Excluded;
    if (Each.Excluded && !First)
      First = &Each;
  }
  // A hook is given what changed, and leaves alone what it is told to.
  if (!First || (Options.What == Command::Hook && Excluded < Units.size()))
    return "";
  if (Excluded < Units.size())
    return "what is named is excluded, by 'exclude' in " + Config.File +
           "; nothing is analysed";
  return (Excluded == 1 ? "the only file of the program is"
                        : "all " + std::to_string(Excluded) +
                              " files of the program are") +
         std::string(" excluded, by ") +
         exclusionOf(Config, First->File)->Origin + "; nothing is analysed";
}

/// Is there a file below the folder of the patterns that goes by one? True if
/// that is not known, as there are too many.
static bool isThere(StringRef Folder, StringRef Pattern) {
  constexpr unsigned MostEntries = 20000;
  unsigned Seen = 0;
  std::error_code Wrong;
  for (fs::recursive_directory_iterator I(Folder, Wrong,
                                          /*FollowSymlinks=*/false),
       Last;
       I != Last && !Wrong; I.increment(Wrong)) {
    StringRef Name = I->path();
    if (++Seen > MostEntries ||
        (takeFolder(Name, Folder) && matches(Pattern, Name)))
      return true;
    if (path::filename(Name).take_front() == ".")
      I.no_push();
  }
  return bool(Wrong);
}

void tellIdleExclusions(const Options &Options, const Config &Config,
                        const std::vector<Unit> &Units) {
  if (Options.Quiet || Config.Exclude.empty())
    return;
  const std::string Folder = folderOf(Config);
  for (const Setting<std::string> &Each : Config.Exclude) {
    auto IsOf = [&](const Unit &Unit) {
      StringRef Name = Unit.File;
      return takeFolder(Name, Folder) && matches(Each.Value, Name);
    };
    if (!llvm::any_of(Units, IsOf) && !isThere(Folder, Each.Value))
      llvm::errs() << "spinpair: " << oneLine(Each.Origin) << ": no file is '"
                   << oneLine(Each.Value) << "' or matches it\n";
  }
}

} // namespace spinpair
