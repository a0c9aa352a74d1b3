//===- Outputs.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Outputs.h"

#include "model/Options.h"
#include "model/Unit.h"
#include "parse/Inputs.h"
#include "project/Config.h"
#include "project/Hook.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <map>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

bool isFolder(const ReportTarget &Target) {
  return Target.Kind == Format::Html && !Target.Path.empty() &&
         (path::is_separator(Target.Path.back()) ||
          fs::is_directory(Target.Path));
}

std::string fileOf(const ReportTarget &Target) {
  if (!isFolder(Target))
    return Target.Path;
  llvm::SmallString<256> File(Target.Path);
  path::append(File, "index.html");
  return File.str().str();
}

namespace {

struct Output {
  const char *What;
  std::string File;
  /// A folder to be made for the file; "" if none is.
  std::string Folder = "";
};

} // namespace

static std::vector<Output> outputsOf(const Options &Options) {
  std::vector<Output> Result;
  for (const ReportTarget &Each : Options.Reports)
    if (!Each.Path.empty())
      Result.push_back({"report", fileOf(Each),
                        isFolder(Each) && !fs::is_directory(Each.Path)
                            ? StringRef(Each.Path).rtrim('/').str()
                            : ""});
  if (!Options.ExportFixes.empty() && Options.ExportFixes != "-")
    Result.push_back({"file of fixes", Options.ExportFixes});
  if (!Options.Result.empty())
    Result.push_back({"result", Options.Result});
  if (Options.UpdateBaseline)
    Result.push_back({"baseline", Options.Baseline});
  return Result;
}

static bool isDevice(const std::string &File) {
  fs::file_status Status;
  return !fs::status(File, Status) && fs::is_other(Status);
}

/// The same for two names of one file, be it there or not.
static std::string identityOf(const std::string &File) {
  const std::string Target = writtenFile(File);
  fs::UniqueID Is;
  if (!fs::getUniqueID(Target, Is))
    return std::to_string(Is.getDevice()) + ":" + std::to_string(Is.getFile());
  const StringRef Folder = path::parent_path(Target);
  llvm::SmallString<256> Real;
  if (fs::real_path(Folder.empty() ? "." : Folder, Real))
    return absolutePath(Target, "");
  path::append(Real, path::filename(Target));
  return Real.str().str();
}

bool areApart(const Options &Options, std::string &Error) {
  std::map<std::string, const char *> Known;
  for (const Output &Each : outputsOf(Options)) {
    if (isDevice(Each.File))
      continue;
    auto [Other, IsNew] = Known.try_emplace(identityOf(Each.File), Each.What);
    if (IsNew)
      continue;
    const StringRef What = Each.What;
    Error = (Other->second == What ? "two " + What + "s go"
                                   : "the " + StringRef(Other->second) +
                                         " and the " + What + " go")
                .str() +
            " to '" + Each.File + "'; give each a file of its own";
    return false;
  }
  return true;
}

bool canBeWritten(const Options &Options, std::string &Error) {
  for (const Output &Each : outputsOf(Options)) {
    StringRef Name = Each.Folder.empty() ? Each.File : Each.Folder;
    if (!Each.Folder.empty()) // with all above it
      while (path::has_parent_path(Name) &&
             !fs::exists(path::parent_path(Name)))
        Name = path::parent_path(Name);
    std::string Why = whyNotWritable(Name);
    if (Why.empty() && !Each.Folder.empty() && fs::exists(Name))
      Why = std::make_error_code(std::errc::not_a_directory).message();
    if (Why.empty())
      continue;
    Error = "'" + Each.File + "' cannot be written: " + Why;
    return false;
  }
  return true;
}

static std::string refusal(const std::string &File, StringRef What) {
  return "'" + File + "' is " + What.str() +
         "; a report is not written over it, give it another name";
}

/// The outputs that would take the place of a file, but for the baseline: that
/// is read to be written.
static std::vector<std::string> replacedBy(const Options &Options) {
  std::vector<std::string> Result;
  for (const Output &Each : outputsOf(Options))
    if (StringRef(Each.What) != "baseline" && fs::is_regular_file(Each.File))
      Result.push_back(Each.File);
  return Result;
}

bool overwritesInput(const Options &Options, const Config &Config,
                     const std::vector<Unit> &Units, std::string &Error) {
  static const StringRef Headers[] = {".h",   ".hh",  ".hpp",
                                      ".hxx", ".inc", ".inl"};
  for (const std::string &File : replacedBy(Options)) {
    auto Is = [&](const std::string &Other) {
      return !Other.empty() && fs::equivalent(File, Other);
    };
    const char *What = nullptr;
    if (llvm::any_of(Units, [&](const Unit &Each) { return Is(Each.File); }) ||
        (llvm::is_contained(Headers, path::extension(File)) &&
         filesOfNone(Options, Config, Units, {absolutePath(File, "")}).empty()))
      What = "a source that is analysed";
    else if (Is(Options.Baseline))
      What = "the baseline";
    else if (Is(Config.File))
      What = "the configuration";
    else if (Is(Options.Build) || llvm::any_of(Options.Given, Is))
      What = "what is analysed";
    else if (wasRead(File))
      What = "read for this run";
    if (What) {
      Error = refusal(File, What);
      return true;
    }
  }
  return false;
}

bool overwritesInput(const Options &Options, const Inputs &Read,
                     std::string &Error) {
  for (const std::string &File : replacedBy(Options)) {
    fs::UniqueID Is, Other;
    if (fs::getUniqueID(File, Is))
      continue;
    for (const auto &[Name, Found] : Read.Names)
      if (Found.Kind == Input::File && !fs::getUniqueID(Found.Real, Other) &&
          Other == Is) {
        Error = refusal(File, "a source that is analysed");
        return true;
      }
  }
  return false;
}

} // namespace spinpair
