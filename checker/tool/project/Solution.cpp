//===- Solution.cpp - Solutions of Visual Studio --------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Solution.h"

#include "MsBuild.h"
#include "Xml.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

static bool isProject(StringRef Name) {
  return Name.take_back(8).equals_insensitive(".vcxproj");
}

//===----------------------------------------------------------------------===//
// .sln
//===----------------------------------------------------------------------===//

namespace {

class SlnReader {
public:
  SlnReader(StringRef Folder, Solution &Result)
      : Folder(Folder), Result(Result) {}

  void read(StringRef Text) {
    while (!Text.empty()) {
      auto [Line, Rest] = Text.split('\n');
      take(Line.trim());
      Text = Rest;
    }
  }

private:
  void take(StringRef Line);
  void takeProject(StringRef Line);
  void takeMapping(StringRef Key, StringRef Value);

  StringRef Folder;
  Solution &Result;
  std::string Section;
  std::map<std::string, size_t> Numbers; ///< Of projects, by GUID.
};

} // namespace

void SlnReader::take(StringRef Line) {
  if (Line.take_front(8) == "Project(")
    return takeProject(Line);
  if (Line.consume_front("GlobalSection(")) {
    Section = Line.split(')').first.lower();
    return;
  }
  if (Line == "EndGlobalSection")
    Section.clear();
  auto [Left, Right] = Line.split('=');
  Left = Left.trim();
  Right = Right.trim();
  if (Left.size() == Line.size())
    return;
  if (Section == "solutionconfigurationplatforms") {
    if (Left.contains('|') && !llvm::is_contained(Result.Configurations, Left))
      Result.Configurations.push_back(Left.str());
  } else if (Section == "projectconfigurationplatforms") {
    takeMapping(Left, Right);
  }
}

/// Project("{TYPE}") = "Name", "relative\path.vcxproj", "{GUID}"
void SlnReader::takeProject(StringRef Line) {
  llvm::SmallVector<StringRef, 12> Parts;
  Line.split(Parts, '"');
  if (Parts.size() < 8 || !isProject(Parts[5]))
    return;
  Numbers[Parts[7].upper()] = Result.Projects.size();
  std::string File = hostPath(Parts[5], Folder);
  Result.Projects.push_back({File.empty() ? Parts[5].str() : File, {}, false});
}

/// {GUID}.Debug|x64.ActiveCfg, and .Build.0 if it is built there.
void SlnReader::takeMapping(StringRef Key, StringRef Value) {
  auto [Guid, Rest] = Key.split('.');
  auto Found = Numbers.find(Guid.upper());
  if (Found == Numbers.end())
    return;
  Result.Projects[Found->second].IsListed = true;
  if (Rest.consume_back(".Build.0"))
    Result.Projects[Found->second].Configurations[Rest.str()] = Value.str();
}

//===----------------------------------------------------------------------===//
// .slnx
//===----------------------------------------------------------------------===//

/// Does "Debug|*", or "" for any, match "Debug|x64"?
static bool matches(StringRef Pattern, StringRef Configuration) {
  return Pattern.empty() || matchesWildcards(Configuration, Pattern);
}

static void takeSlnxProject(const XmlElement &Element, StringRef Folder,
                            Solution &Result) {
  StringRef Path = Element.attribute("Path");
  if (!isProject(Path))
    return;
  std::string File = hostPath(Path, Folder);
  SolutionProject Project{File.empty() ? Path.str() : File, {}, true};
  for (const std::string &Each : Result.Configurations) {
    auto [Type, Platform] = StringRef(Each).split('|');
    std::string OwnType = Type.str();
    // As Visual Studio calls it in projects of C++.
    std::string OwnPlatform =
        Platform.equals_insensitive("x86") ? "Win32" : Platform.str();
    bool IsBuilt = true;
    for (const XmlElement &Rule : Element.Children) {
      if (!matches(Rule.attribute("Solution"), Each))
        continue;
      StringRef Value = Rule.attribute("Project");
      if (Rule.isCalled("BuildType"))
        OwnType = Value.str();
      else if (Rule.isCalled("Platform"))
        OwnPlatform = Value.str();
      else if (Rule.isCalled("Build"))
        IsBuilt = !Value.equals_insensitive("false");
    }
    if (IsBuilt)
      Project.Configurations[Each] = OwnType + "|" + OwnPlatform;
  }
  Result.Projects.push_back(std::move(Project));
}

static void walkSlnx(const XmlElement &Element, StringRef Folder,
                     Solution &Result) {
  for (const XmlElement &Child : Element.Children)
    if (Child.isCalled("Project"))
      takeSlnxProject(Child, Folder, Result);
    else if (Child.isCalled("Folder")) // of the view only
      walkSlnx(Child, Folder, Result);
}

static bool readSlnx(StringRef Text, StringRef Folder, Solution &Result,
                     std::string &Why) {
  auto Root = readXml(Text, Why);
  if (!Root) {
    Why = "is no XML: " + Why;
    return false;
  }
  if (!Root->isCalled("Solution")) {
    Why = "is no solution: it begins with '" + Root->Name + "'";
    return false;
  }
  std::vector<std::string> Types, Platforms;
  for (const XmlElement &Child : Root->Children)
    if (Child.isCalled("Configurations"))
      for (const XmlElement &Each : Child.Children)
        (Each.isCalled("BuildType") ? Types : Platforms)
            .push_back(Each.attribute("Name").str());
  if (Types.empty())
    Types = {"Debug", "Release"};
  if (Platforms.empty())
    Platforms = {"x64"};
  for (const std::string &Type : Types)
    for (const std::string &Platform : Platforms)
      Result.Configurations.push_back(Type + "|" + Platform);
  walkSlnx(*Root, Folder, Result);
  return true;
}

static bool readSln(StringRef Text, StringRef Folder, Solution &Result,
                    std::string &Why) {
  std::string Converted;
  if (!takeUnicode(Text, Converted, Why))
    return false;
  if (Text.contains("Microsoft Visual Studio Solution File"))
    SlnReader(Folder, Result).read(Text);
  else
    Why = Text.trim().empty() ? "is no solution of Visual Studio: it is empty"
                              : "is no solution of Visual Studio";
  return Why.empty();
}

//===----------------------------------------------------------------------===//
// .slnf
//===----------------------------------------------------------------------===//

bool isSolutionFilter(StringRef Path) {
  return Path.take_back(5).equals_insensitive(".slnf");
}

/// {"solution": {"path": "all.sln", "projects": ["disk\\disk.vcxproj"]}}, where
/// the path is from the filter's folder, and the projects are from that of the
/// solution.
static bool readFilter(StringRef Text, StringRef Folder, Solution &Result,
                       std::string &Why) {
  std::string Converted;
  if (!takeUnicode(Text, Converted, Why))
    return false;
  const char *Form = "is no solution filter: ";
  if (Text.trim().empty()) {
    Why = Form + std::string("it is empty");
    return false;
  }
  if (isDeepJson(Text, /*Deepest=*/16)) {
    Why = Form + std::string("it is nested too deeply");
    return false;
  }
  auto Value = llvm::json::parse(Text);
  if (!Value) {
    Why = Form + llvm::toString(Value.takeError());
    return false;
  }
  const auto *Root = Value->getAsObject();
  const auto *Inner = Root ? Root->getObject("solution") : nullptr;
  const auto *Names = Inner ? Inner->getArray("projects") : nullptr;
  const auto Path =
      Inner ? Inner->getString("path") : decltype(Inner->getString("path"))();
  if (!Path || !Names) {
    Why = Form + std::string("it has no \"solution\" with a \"path\" and "
                             "\"projects\"");
    return false;
  }
  std::string File = hostPath(*Path, Folder);
  if (File.empty())
    File = Path->str();
  if (isSolutionFilter(File)) {
    Why = Form + ("it is of '" + *Path + "', which is a filter itself").str();
    return false;
  }
  std::string Error;
  Solution All;
  if (!readSolution(File, All, Error)) {
    Why = "is of a solution that cannot be read: " + Error;
    return false;
  }
  Result.File = All.File;
  Result.Configurations = All.Configurations;
  for (const llvm::json::Value &Each : *Names) {
    const auto Name = Each.getAsString();
    if (!Name) {
      Why = Form + std::string("a project is no string");
      return false;
    }
    if (!isProject(*Name))
      continue;
    std::string Project = hostPath(*Name, path::parent_path(File));
    auto Known = llvm::find_if(All.Projects, [&](const SolutionProject &Of) {
      return Of.File == Project;
    });
    if (Known == All.Projects.end())
      Result.Strangers.push_back(Project.empty() ? Name->str() : Project);
    else
      Result.Projects.push_back(*Known);
  }
  return true;
}

bool readSolution(const std::string &File, Solution &Result,
                  std::string &Error) {
  constexpr uint64_t LargestFile = 16 << 20;
  uint64_t Size;
  std::string Why;
  if (std::string Hidden = whyHidden(File); !Hidden.empty())
    Why = "cannot be read: " + Hidden;
  else if (!fs::is_regular_file(File))
    Why = fs::exists(File) ? "is no file" : "is missing";
  else if (fs::file_size(File, Size) || Size > LargestFile)
    Why = "is larger than 16 MiB, which no solution is";
  if (Why.empty()) {
    StringRef Folder = path::parent_path(File);
    Result.File = File;
    if (auto Buffer = readWhole(File); !Buffer)
      Why = "cannot be read: " + Buffer.getError().message();
    else if (StringRef(File).take_back(5).equals_insensitive(".slnx"))
      readSlnx((*Buffer)->getBuffer(), Folder, Result, Why);
    else if (isSolutionFilter(File))
      readFilter((*Buffer)->getBuffer(), Folder, Result, Why);
    else
      readSln((*Buffer)->getBuffer(), Folder, Result, Why);
  }
  if (!Why.empty())
    Error = "'" + File + "' " + Why;
  return Why.empty();
}

} // namespace spinpair
