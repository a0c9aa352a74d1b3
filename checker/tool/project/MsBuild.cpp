//===- MsBuild.cpp - The passes of an evaluation --------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// As MSBuild does it: first properties and imports, in the order of the
// document; then definitions of items; then items.
//
//===----------------------------------------------------------------------===//
#include "MsBuild.h"

#include "Module.h"
#include "Xml.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <algorithm>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

// Far more than any project has; a hostile one ends there.
static constexpr size_t MostSteps = 200000, MostSources = 500, Deepest = 40,
                        Longest = 1 << 20, LargestFile = 16 << 20,
                        MostFiles = 100000;

struct MsBuild::Source {
  std::string File, Folder;
  std::unique_ptr<XmlElement> Root;
};

struct MsBuild::Deferred {
  const XmlElement *Element;
  const Source *From;
};

MsBuild::MsBuild(std::string File, MsBuildValues Globals,
                 MsBuildValues Defaults)
    : File(std::move(File)), Globals(std::move(Globals)),
      Properties(std::move(Defaults)) {
  Folder = path::parent_path(this->File).str();
  for (const auto &[Name, Value] : this->Globals)
    Properties[Name] = Value;
}

MsBuild::~MsBuild() = default;

std::string MsBuildItem::value(StringRef Name) const {
  auto Found = Metadata.find(Name.lower());
  return Found == Metadata.end() ? "" : Found->second;
}

std::string MsBuild::property(StringRef Name) const {
  auto Found = Properties.find(Name.lower());
  return Found == Properties.end() ? "" : Found->second;
}

bool MsBuild::hasProperty(StringRef Name) const {
  return Properties.count(Name.lower()) != 0;
}

const std::vector<MsBuildItem> &MsBuild::items(StringRef Kind) const {
  static const std::vector<MsBuildItem> None;
  auto Found = Items.find(Kind.lower());
  return Found == Items.end() ? None : Found->second;
}

std::string MsBuild::definition(StringRef Kind, StringRef Name) const {
  auto Found = Definitions.find(Kind.lower());
  return Found == Definitions.end() ? "" : Found->second.value(Name);
}

std::vector<std::string> MsBuild::split(StringRef List) {
  std::vector<std::string> Result;
  while (!List.empty()) {
    auto [Part, Rest] = List.split(';');
    if (!Part.trim().empty())
      Result.push_back(Part.trim().str());
    List = Rest;
  }
  return Result;
}

std::string MsBuild::unescape(StringRef Text) {
  std::string Result;
  for (size_t I = 0; I < Text.size(); ++I) {
    unsigned Byte;
    if (Text[I] == '%' && I + 2 < Text.size() &&
        !Text.substr(I + 1, 2).getAsInteger(16, Byte) && Byte) {
      Result += static_cast<char>(Byte);
      I += 2;
    } else {
      Result += Text[I];
    }
  }
  return Result;
}

void MsBuild::remark(const std::string &What) {
  ++Remarks;
  if (Unknown.size() < 20)
    Unknown.insert(What);
}

void MsBuild::set(const std::string &Name, std::string Value) {
  std::string Key = StringRef(Name).lower();
  if (Globals.count(Key))
    return;
  if (Value.size() > Longest) {
    remark("the value of '" + Name + "', which has more than 1 MiB");
    Value.clear();
  }
  Properties[Key] = std::move(Value);
}

//===----------------------------------------------------------------------===//
// Properties and imports
//===----------------------------------------------------------------------===//

bool MsBuild::evaluate(std::string &Error) {
  std::string Why;
  if (!load(File, Why)) {
    Error = "'" + File + "' " + Why;
    return false;
  }
  for (const Deferred &Each : Later)
    if (Each.Element->isCalled("ItemDefinitionGroup"))
      define(Each);
  takeConverted();
  for (const auto &[Name, Value] : Forced)
    if (property(Name) != Value)
      remark(Name + ", which is set too late to be imported");
  for (const Deferred &Each : Later)
    if (Each.Element->isCalled("ItemGroup"))
      addItems(Each);
  for (const Deferred &Each : Later)
    if (Each.Element->isCalled("Target"))
      tellTarget(Each);
  if (Steps > MostSteps)
    Missing.push_back("has more than " + std::to_string(MostSteps) +
                      " elements, with what it imports; the rest is left out");
  return true;
}

/// What the tools make of a project that was converted from a 'sources' file.
void MsBuild::takeConverted() {
  static const StringRef Compiled[] = {".c", ".cpp", ".cxx", ".cc"};
  std::string Names = property("SOURCES");
  std::replace_if(
      Names.begin(), Names.end(), [](char C) { return llvm::isSpace(C); }, ';');
  for (const std::string &Name : split(Names))
    if (llvm::is_contained(Compiled, path::extension(Name).lower())) {
      Items["clsourcefiles"].emplace_back();
      Items["clsourcefiles"].back().Include = Name;
    }
}

/// What the file is called while its elements are evaluated.
void MsBuild::useFile(const Source &From) {
  Properties["msbuildthisfiledirectory"] = From.Folder + "/";
  Properties["msbuildthisfilefullpath"] = From.File;
  Properties["msbuildthisfile"] = path::filename(From.File).str();
  Properties["msbuildthisfilename"] = path::stem(From.File).str();
  Properties["msbuildthisfileextension"] = path::extension(From.File).str();
}

bool MsBuild::load(const std::string &Name, std::string &Why) {
  uint64_t Size;
  fs::file_status Status;
  if (fs::status(Name, Status) ||
      Status.type() == fs::file_type::file_not_found)
    Why = "is missing";
  else if (Status.type() != fs::file_type::regular_file)
    Why = "is no file";
  else if (fs::file_size(Name, Size) || Size > LargestFile)
    Why = "is larger than 16 MiB, which no project is";
  if (!Why.empty())
    return false;
  auto Text = readWhole(Name);
  if (!Text) {
    Why = "cannot be read: " + Text.getError().message();
    return false;
  }
  auto Own = std::make_unique<Source>();
  Own->File = Name;
  Own->Folder = path::parent_path(Name).str();
  Own->Root = readXml((*Text)->getBuffer(), Why);
  if (!Own->Root) {
    Why = "is no XML: " + Why;
    return false;
  }
  if (!Own->Root->isCalled("Project")) {
    Why = "is no project: it begins with '" + Own->Root->Name + "'";
    return false;
  }
  const Source &Ours = *Own;
  Sources.push_back(std::move(Own));
  Stack.push_back(Name);
  useFile(Ours);
  walk(*Ours.Root, Ours);
  Stack.pop_back();
  return true;
}

void MsBuild::walk(const XmlElement &Element, const Source &From) {
  for (const XmlElement &Child : Element.Children) {
    if (++Steps > MostSteps)
      return;
    if (Child.isCalled("PropertyGroup"))
      properties(Child, From);
    else if (Child.isCalled("Import"))
      import(Child, From);
    else if (Child.isCalled("ImportGroup")) {
      if (isTrue(Child, From.Folder))
        walk(Child, From);
    } else if (Child.isCalled("Choose"))
      walkChoose(Child, From);
    else if (Child.isCalled("ItemGroup") ||
             Child.isCalled("ItemDefinitionGroup") || Child.isCalled("Target"))
      Later.push_back({&Child, &From});
  }
}

void MsBuild::walkChoose(const XmlElement &Element, const Source &From) {
  for (const XmlElement &Child : Element.Children)
    if (Child.isCalled("Otherwise") ||
        (Child.isCalled("When") && isTrue(Child, From.Folder)))
      return walk(Child, From);
}

void MsBuild::properties(const XmlElement &Group, const Source &From) {
  if (!isTrue(Group, From.Folder))
    return;
  for (const XmlElement &Child : Group.Children) {
    if (++Steps > MostSteps)
      return;
    if (isTrue(Child, From.Folder))
      set(Child.Name, expand(StringRef(Child.Text).trim()));
  }
}

/// Names that the folders of Visual Studio, the kits and packages have. What
/// they import is known here.
static bool isOfTools(StringRef Spelled) {
  std::string Lower = Spelled.lower();
  for (StringRef Name :
       {"$(vctargetspath", "$(userrootdir", "$(msbuildextensionspath",
        "$(msbuildtoolspath", "$(wdkcontentroot", "$(wdkbuildfolder",
        "$(windowssdkdir", "$(vsinstalldir", "$(msbuildprogramfiles", "$(nuget",
        "$(localappdata", "$(programfiles", "$(userprofile"})
    if (StringRef(Lower).contains(Name))
      return true;
  return false;
}

/// May what \p Element is, or imports, say \p Name? Where it is \p Optional,
/// some properties leave it out.
static bool maySay(const XmlElement &Element, StringRef Name, bool Optional) {
  const StringRef Condition = Element.attribute("Condition");
  Optional |=
      Element.isCalled("When") || Element.isCalled("Otherwise") ||
      (!Condition.empty() && !Condition.contains_insensitive("exists("));
  if (Element.isCalled("Import")) {
    const StringRef File = Element.attribute("Project");
    return !isOfTools(File) &&
           (Optional || File.contains_insensitive("$(Configuration") ||
            File.contains_insensitive("$(Platform"));
  }
  return Element.isCalled(Name) || !Element.attribute(Name).empty() ||
         llvm::any_of(Element.Children, [&](const XmlElement &Each) {
           return maySay(Each, Name, Optional);
         });
}

bool MsBuild::maySay(StringRef Name) const {
  return llvm::any_of(Sources, [&](const std::unique_ptr<Source> &Each) {
    return spinpair::maySay(*Each->Root, Name, /*Optional=*/false);
  });
}

void MsBuild::import(const XmlElement &Element, const Source &From) {
  StringRef Spelled = Element.attribute("Project");
  if (!isTrue(Element, From.Folder) || Spelled.empty())
    return;
  if (isOfTools(Spelled))
    return importOfTools(Spelled, From);
  const std::string Undefined = undefinedIn(Spelled);
  const std::vector<std::string> Parts = split(unescape(expand(Spelled)));
  if (Parts.empty() && !Undefined.empty())
    Missing.push_back("imports '" + Spelled.str() + "', which is empty" +
                      Undefined);
  for (const std::string &Part : Parts) {
    const StringRef Shown = Undefined.empty() ? StringRef(Part) : Spelled;
    // Packages with the kit.
    if (StringRef(Part).contains_insensitive("microsoft.windows.wdk") ||
        StringRef(Part).contains_insensitive("microsoft.windows.sdk"))
      continue;
    if (isWindowsPath(Part) && pathMap().toHost(Part).empty()) {
      Missing.push_back("imports '" + Shown.str() +
                        "', of Windows; --path-map says where that is" +
                        Undefined);
      continue;
    }
    std::string File = hostPath(Part, From.Folder);
    if (StringRef(Part).find_first_of("*?") != StringRef::npos) {
      StringRef Pattern = path::filename(File);
      for (const std::string &Each : childrenOf(path::parent_path(File)))
        if (matchesWildcards(path::filename(Each), Pattern))
          importFile(Each, Shown, Undefined);
    } else {
      importFile(File, Shown, Undefined);
    }
    useFile(From);
  }
}

/// "; X is not defined" for a property in the text that nothing sets; else "".
std::string MsBuild::undefinedIn(StringRef Text) const {
  for (size_t At; (At = Text.find("$(")) != StringRef::npos;) {
    Text = Text.drop_front(At + 2);
    StringRef Name =
        Text.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    if (!Name.empty() && Text.drop_front(Name.size()).take_front() == ")" &&
        !hasProperty(Name))
      return "; " + Name.str() + " is not defined";
  }
  return "";
}

/// What a property wants to be imported by the files of the tools, if it is
/// there: they ask for that, too.
void MsBuild::importForced(StringRef Name) {
  Forced[Name.str()] = property(Name);
  for (const std::string &Part : split(unescape(property(Name)))) {
    const std::string File = hostPath(Part, Folder);
    if (File.empty())
      Missing.push_back("imports '" + Part + "' by " + Name.str() +
                        ", of Windows; --path-map says where that is");
    else if (fs::is_regular_file(File))
      importFile(File, Part);
  }
}

/// What comes along with the files of the tools.
void MsBuild::importOfTools(StringRef Spelled, const Source &From) {
  size_t At = Spelled.find_last_of("/\\");
  StringRef Name = At == StringRef::npos ? Spelled : Spelled.drop_front(At + 1);
  if (Name.equals_insensitive("Microsoft.Cpp.Default.props")) {
    importNearest("Directory.Build.props");
    importForced("ForceImportAfterCppDefaultProps");
  } else if (Name.equals_insensitive("Microsoft.Cpp.props")) {
    importForced("ForceImportBeforeCppProps");
    if (property("_NT_TARGET_VERSION").empty())
      set("_NT_TARGET_VERSION", versionOfTarget(property("TargetVersion")));
    importForced("ForceImportAfterCppProps");
  } else if (Name.equals_insensitive("Microsoft.Cpp.targets")) {
    importForced("ForceImportBeforeCppTargets");
    importNearest("Directory.Build.targets");
    importForced("ForceImportAfterCppTargets");
  } else if (Name.equals_insensitive("PreConfiguration.props")) {
    std::string Beside = hostPath("sources.props", Folder);
    if (fs::exists(Beside)) {
      Converted = true;
      importFile(Beside, "sources.props");
    }
  }
  useFile(From);
}

/// The nearest file of that name, from the project's folder upwards.
void MsBuild::importNearest(StringRef Name) {
  for (StringRef At = Folder; !At.empty(); At = path::parent_path(At)) {
    std::string File = hostPath(Name, At);
    if (fs::exists(File))
      return importFile(File, Name);
    if (fs::exists(At + "/.git"))
      return; // above it is somebody else's
  }
}

void MsBuild::importFile(const std::string &File, StringRef Spelled,
                         StringRef Because) {
  if (llvm::is_contained(Stack, File)) {
    Missing.push_back("imports '" + Spelled.str() +
                      "' while that is imported, which does not end");
    return;
  }
  if (Stack.size() >= Deepest || Sources.size() >= MostSources) {
    if (!IsCut)
      Missing.push_back("imports too much; '" + Spelled.str() +
                        "' is left out, with all that follows");
    IsCut = true;
    return;
  }
  std::string Why;
  if (!load(File, Why))
    Missing.push_back("imports '" + Spelled.str() + "', which " + Why +
                      Because.str());
}

//===----------------------------------------------------------------------===//
// Items
//===----------------------------------------------------------------------===//

void MsBuild::takeMetadata(const XmlElement &Element, StringRef Folder,
                           MsBuildItem &Item) {
  for (const XmlElement &Child : Element.Children) {
    if (++Steps > MostSteps)
      return;
    if (!isTrue(Child, Folder, &Item, /*WithItems=*/true))
      continue;
    std::string Value =
        expand(StringRef(Child.Text).trim(), &Item, /*WithItems=*/true);
    if (Value.size() > Longest) {
      remark("a value of '" + Child.Name + "', which has more than 1 MiB");
      Value.clear();
    }
    Item.Metadata[StringRef(Child.Name).lower()] = std::move(Value);
  }
}

void MsBuild::define(const Deferred &Group) {
  useFile(*Group.From);
  if (!isTrue(*Group.Element, Folder))
    return;
  for (const XmlElement &Child : Group.Element->Children) {
    MsBuildItem &Of = Definitions[StringRef(Child.Name).lower()];
    if (isTrue(Child, Folder, &Of))
      takeMetadata(Child, Folder, Of);
  }
}

/// Is the condition of an element true? If it is not understood, and so taken
/// for false, the sources among \p Files are missing.
bool MsBuild::includes(const XmlElement &Element, StringRef Folder,
                       llvm::ArrayRef<const XmlElement *> Files,
                       const MsBuildItem *Around) {
  const size_t Before = Remarks;
  if (isTrue(Element, Folder, Around, /*WithItems=*/true))
    return true;
  if (Remarks != Before)
    for (const XmlElement *Each : Files)
      if (StringRef(Each->Name).lower() == "clcompile" &&
          !Each->attribute("Include").empty())
        Missing.push_back("compiles '" + Each->attribute("Include").str() +
                          "' if '" + Element.attribute("Condition").str() +
                          "', which is not understood");
  return false;
}

void MsBuild::addItems(const Deferred &Group) {
  useFile(*Group.From);
  std::vector<const XmlElement *> All;
  for (const XmlElement &Child : Group.Element->Children)
    All.push_back(&Child);
  if (!includes(*Group.Element, Folder, All, nullptr))
    return;
  for (const XmlElement &Child : Group.Element->Children) {
    if (++Steps > MostSteps)
      return;
    addItem(Child, Folder);
  }
}

/// The name of an item as Windows compares files: those that a pattern found
/// are absolute.
static std::string comparable(StringRef Name, StringRef Folder) {
  llvm::SmallString<256> Full(withSlashes(Name));
  if (!path::is_absolute(Full) && !isWindowsPath(Name)) {
    Full = Folder;
    path::append(Full, withSlashes(Name));
  }
  path::remove_dots(Full, /*remove_dot_dot=*/true);
  return Full.str().lower();
}

/// Names the sources that a target adds: that is for a build to do.
void MsBuild::tellTarget(const Deferred &Target) {
  useFile(*Target.From);
  if (!isTrue(*Target.Element, Folder))
    return;
  std::set<std::string> Known;
  for (const MsBuildItem &Each : items("ClCompile"))
    Known.insert(comparable(Each.Include, Folder));
  for (const XmlElement &Group : Target.Element->Children)
    for (const XmlElement &Item : Group.Children) {
      StringRef Names = Item.attribute("Include");
      if (++Steps > MostSteps)
        return;
      if (!Group.isCalled("ItemGroup") || !Item.isCalled("ClCompile") ||
          Names.empty() || !isTrue(Group, Folder))
        continue;
      // What another target makes is not known.
      const std::vector<MsBuildItem> All = included("clcompile", Names);
      if (All.empty() || llvm::any_of(All, [&](const MsBuildItem &Each) {
            return !Known.count(comparable(Each.Include, Folder));
          }))
        Missing.push_back("compiles '" + Names.str() + "' by its target '" +
                          Target.Element->attribute("Name").str() +
                          "', which only a build runs");
    }
}

void MsBuild::addItem(const XmlElement &Element, StringRef Folder) {
  std::string Kind = StringRef(Element.Name).lower();
  // A condition on an item of packaging may ask for its metadata.
  const MsBuildItem Nothing;
  if (!includes(Element, Folder, &Element, &Nothing))
    return;
  auto Names = [&](StringRef Attribute) {
    std::set<std::string> Result;
    for (const MsBuildItem &Each : included(Kind, Element.attribute(Attribute)))
      Result.insert(comparable(Each.Include, Folder));
    return Result;
  };
  auto IsAmong = [&](const std::set<std::string> &All, StringRef Name) {
    return All.count(comparable(Name, Folder)) != 0;
  };
  std::vector<MsBuildItem> &List = Items[Kind];
  if (!Element.attribute("Remove").empty()) {
    const std::set<std::string> Gone = Names("Remove");
    llvm::erase_if(List, [&](const MsBuildItem &Each) {
      return IsAmong(Gone, Each.Include);
    });
  }
  auto FromAttributes = [&](MsBuildItem &Item) {
    static const StringRef Reserved[] = {"include", "exclude",   "remove",
                                         "update",  "condition", "label"};
    for (const auto &[Name, Value] : Element.Attributes)
      if (!llvm::is_contained(Reserved, StringRef(Name).lower()))
        Item.Metadata[StringRef(Name).lower()] =
            expand(Value, &Item, /*WithItems=*/true);
  };
  if (!Element.attribute("Update").empty()) {
    const std::set<std::string> Meant = Names("Update");
    for (MsBuildItem &Each : List)
      if (IsAmong(Meant, Each.Include)) {
        FromAttributes(Each);
        takeMetadata(Element, Folder, Each);
      }
  }
  if (Element.attribute("Include").empty())
    return;
  const std::set<std::string> Without = Names("Exclude");
  std::vector<MsBuildItem> New = included(Kind, Element.attribute("Include"));
  for (MsBuildItem &Each : New) {
    if (++Steps > MostSteps)
      return;
    if (!Without.empty() && IsAmong(Without, Each.Include))
      continue;
    FromAttributes(Each);
    takeMetadata(Element, Folder, Each);
    Items[Kind].push_back(std::move(Each));
  }
}

std::vector<MsBuildItem> MsBuild::included(StringRef Kind, StringRef List) {
  std::vector<MsBuildItem> Result;
  auto Add = [&](std::string Name) {
    MsBuildItem Item;
    if (auto Known = Definitions.find(Kind.str()); Known != Definitions.end())
      Item = Known->second;
    Item.Include = std::move(Name);
    Result.push_back(std::move(Item));
  };
  for (const std::string &Part :
       split(expand(List, nullptr, /*WithItems=*/true)))
    if (StringRef(Part).find_first_of("*?") == StringRef::npos)
      Add(Part);
    else
      for (std::string &Each : matching(Part))
        Add(std::move(Each));
  return Result;
}

//===----------------------------------------------------------------------===//
// Wildcards
//===----------------------------------------------------------------------===//

bool matchesWildcards(StringRef Name, StringRef Pattern) {
  // Where the last '*' was met, to begin anew behind it.
  size_t N = 0, P = 0, Star = StringRef::npos, From = 0;
  while (N < Name.size()) {
    if (P < Pattern.size() &&
        (Pattern[P] == '?' ||
         llvm::toLower(Pattern[P]) == llvm::toLower(Name[N]))) {
      ++N;
      ++P;
    } else if (P < Pattern.size() && Pattern[P] == '*') {
      Star = P++;
      From = N;
    } else if (Star != StringRef::npos) {
      P = Star + 1;
      N = ++From;
    } else {
      return false;
    }
  }
  while (P < Pattern.size() && Pattern[P] == '*')
    ++P;
  return P == Pattern.size();
}

namespace {

/// Finds files by a pattern of folders.
class Finder {
public:
  std::vector<std::string> Found;
  bool IsTooMuch = false;

  void find(const std::string &Folder, llvm::ArrayRef<std::string> Pattern,
            unsigned Depth) {
    if (Pattern.empty() || Depth > Deepest || IsTooMuch)
      return;
    if (Pattern[0] == "**") {
      find(Folder, Pattern.drop_front(), Depth + 1);
      for (const std::string &Child : children(Folder))
        if (isFolder(Child))
          find(Child, Pattern, Depth + 1);
      return;
    }
    if (Pattern[0] == "..")
      return find(path::parent_path(Folder).str(), Pattern.drop_front(),
                  Depth + 1);
    for (const std::string &Child : children(Folder)) {
      if (!matchesWildcards(path::filename(Child), Pattern[0]))
        continue;
      if (Pattern.size() > 1)
        find(Child, Pattern.drop_front(), Depth + 1);
      else if (fs::is_regular_file(Child))
        Found.push_back(Child);
    }
  }

private:
  /// No link, which could lead around in circles.
  static bool isFolder(const std::string &Path) {
    fs::file_status Status;
    return !fs::status(Path, Status, /*Follow=*/false) &&
           Status.type() == fs::file_type::directory_file;
  }
  std::vector<std::string> children(const std::string &Folder) {
    std::vector<std::string> All = childrenOf(Folder);
    IsTooMuch |= (Seen += All.size()) > MostFiles;
    return All;
  }

  size_t Seen = 0;
};

} // namespace

std::vector<std::string> MsBuild::matching(StringRef Pattern) {
  std::string Slashes = withSlashes(Pattern);
  llvm::SmallVector<StringRef, 8> Names;
  StringRef(Slashes).split(Names, '/', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  std::vector<std::string> Parts;
  for (StringRef Name : Names)
    if (Name != ".")
      Parts.push_back(Name.str());
  Finder Finder;
  Finder.find(Slashes[0] == '/' ? "/" : Folder, Parts, 0);
  if (Finder.IsTooMuch)
    Missing.push_back("has the pattern '" + Pattern.str() +
                      "', which more than " + std::to_string(MostFiles) +
                      " files have to be compared with");
  return Finder.Found;
}

} // namespace spinpair
