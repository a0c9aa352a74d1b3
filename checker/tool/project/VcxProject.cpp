//===- VcxProject.cpp - Projects of Visual Studio -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Module.h"
#include "MsBuild.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

namespace {

class VcxReader {
public:
  VcxReader(const std::string &File, StringRef SolutionDir,
            const ProjectKit &Kit, Module &Result)
      : File(File), Folder(path::parent_path(File).str()),
        SolutionDir(SolutionDir.str()), Kit(Kit), Result(Result) {}

  bool read(StringRef Wanted, std::string &Error);

private:
  MsBuildValues globals(StringRef Configuration) const;
  MsBuildValues defaults(StringRef Configuration) const;
  bool choose(StringRef Wanted, std::string &Error);
  void classify(const MsBuild &Project);
  void takeLinks(const MsBuild &Project);
  void takeTraces(const MsBuild &Project);
  void takeTracesElsewhere();
  void takeTrouble(const MsBuild &Project);
  void addFile(const MsBuild &Project, const MsBuildItem &Item);
  std::vector<std::string> shared(const MsBuild &Project) const;
  void addConverted(const MsBuild &Project);
  void takeHeaders(const MsBuild &Project);
  void addFolders(StringRef List, const char *Option,
                  std::vector<std::string> &To) const;
  std::vector<std::string> commandOf(const MsBuildItem &Item) const;

  std::string File, Folder, SolutionDir;
  const ProjectKit &Kit;
  Module &Result;
  std::string Platform = "x64";
  std::vector<std::string> Common; ///< To all files.
  std::vector<std::string> Behind; ///< Folders that are searched last.
};

} // namespace

MsBuildValues VcxReader::globals(StringRef Configuration) const {
  auto [Name, Machine] = Configuration.split('|');
  MsBuildValues Values;
  if (!Configuration.empty())
    Values = {{"configuration", Name.str()}, {"platform", Machine.str()}};
  if (!SolutionDir.empty())
    Values["solutiondir"] = SolutionDir;
  return Values;
}

MsBuildValues VcxReader::defaults(StringRef Configuration) const {
  auto [Name, Machine] = Configuration.split('|');
  const std::string Km = Kit.folder("km"), Shared = Kit.folder("shared"),
                    Um = Kit.folder("um"), Ucrt = Kit.folder("ucrt");
  // The kit around its Include folder and the version in there.
  std::string Root = Kit.folder("../..");
  const std::string Version = Kit.version();
  std::string Stem = path::stem(File).str();
  return {
      {"configurationname", Name.str()},
      {"platformname", Machine.str()},
      {"platformtarget", Machine.str()},
      {"projectdir", Folder + "/"},
      {"projectpath", File},
      {"projectname", Stem},
      {"targetname", Stem},
      {"rootnamespace", Stem},
      {"projectfilename", path::filename(File).str()},
      {"msbuildprojectdirectory", Folder},
      {"msbuildprojectfullpath", File},
      {"msbuildprojectfile", path::filename(File).str()},
      {"msbuildprojectname", Stem},
      {"msbuildprojectextension", path::extension(File).str()},
      {"msbuildstartupdirectory", Folder},
      {"intdir", (Machine.equals_insensitive("Win32")
                      ? Name
                      : StringRef(Machine.str() + "/" + Name.str()))
                         .str() +
                     "/"},
      {"outdir", (SolutionDir.empty() ? Folder + "/" : SolutionDir) +
                     Machine.str() + "/" + Name.str() + "/"},
      {"os", "Windows_NT"},
      {"visualstudioversion", "17.0"},
      {"msbuildtoolsversion", "Current"},
      {"msbuildversion", "17.0.0"},
      {"vcprojectversion", "17.0"},
      {"latesttargetplatformversion", Version.empty() ? "10.0" : Version},
      {"ddk_inc_path", Km},
      {"km_inc_path", Km},
      {"ifskit_inc_path", Km},
      {"sdk_inc_path", Um},
      {"wdk_um_inc_path", Um},
      {"um_inc_path", Um},
      {"kit_shared_inc_path", Shared},
      {"kit_shared_inc_path_wdk", Shared},
      {"shared_inc_path", Shared},
      {"crt_inc_path", Km + "crt/"},
      {"spb_inc_path", Km + "spb/"},
      {"wdkcontentroot", Root},
      {"windowssdkdir", Root},
      {"windowssdk_includepath", Shared + ";" + Um},
      {"vc_includepath", Ucrt},
      {"includepath", "$(kit)"},
      {"_nt_target_version_win7", "0x0601"},
      {"_nt_target_version_win8", "0x0602"},
      {"_nt_target_version_winblue", "0x0603"},
      {"_nt_target_version_win10", "0x0A00"},
  };
}

bool VcxReader::choose(StringRef Wanted, std::string &Error) {
  // Where the configurations are listed does not depend on which is chosen.
  MsBuild Any(File, globals(""), defaults(""));
  if (!Any.evaluate(Error))
    return false;
  for (const MsBuildItem &Each : Any.items("ProjectConfiguration"))
    if (!llvm::is_contained(Result.Configurations, Each.Include))
      Result.Configurations.push_back(Each.Include);
  Result.Configuration = chooseConfiguration(Result.Configurations, Wanted);
  if (Wanted.empty() || !Result.Configuration.empty())
    return true;
  Error = "'" + File + "' has no configuration '" + Wanted.str() + "'; " +
          (Result.Configurations.empty()
               ? "it has none"
               : "there are " + llvm::join(Result.Configurations, ", "));
  return false;
}

void VcxReader::classify(const MsBuild &Project) {
  const std::string Toolset = Project.property("PlatformToolset");
  StringRef Tools = Toolset;
  const std::string Type = Project.property("ConfigurationType");
  Result.Name = path::stem(File).str();
  Result.IsKernel = Tools.contains_insensitive("KernelMode") ||
                    StringRef(Type).equals_insensitive("Driver") ||
                    (Tools.empty() &&
                     (Type.empty() || !Project.property("DriverType").empty()));
  if (Tools.contains_insensitive("UserMode") ||
      StringRef(Type).equals_insensitive("Application"))
    Result.IsKernel = false;
  const bool IsLibrary = StringRef(Type).equals_insensitive("StaticLibrary");
  Result.Kind =
      IsLibrary ? Module::Library
      : Result.IsKernel || StringRef(Type).equals_insensitive("DynamicLibrary")
          ? Module::Driver
          : Module::Other;
  Result.Output = StringRef(Project.property("TargetName")).lower();
}

static std::string fileStem(StringRef Path) {
  return path::stem(withSlashes(Path)).lower();
}

void VcxReader::takeLinks(const MsBuild &Project) {
  for (StringRef Tool : {"Link", "Lib"})
    for (const std::string &Each :
         MsBuild::split(Project.definition(Tool, "AdditionalDependencies")))
      if (StringRef(Each).take_back(4).equals_insensitive(".lib"))
        Result.Libraries.push_back(fileStem(Each));
  Result.UsesStorPort =
      llvm::is_contained(Result.Libraries, "storport") ||
      StringRef(Project.property("DriverType")).equals_insensitive("Miniport");
  for (const MsBuildItem &Each : Project.items("ProjectReference"))
    Result.References.push_back(
        hostPath(MsBuild::unescape(Each.Include), Folder));
}

/// Where a project names files for the tracing preprocessor, and its options.
static const StringRef TraceFiles[] = {"WppScanConfigurationData",
                                       "WppAdditionalConfigurationFile"};
static const StringRef TraceOptions[] = {"WppTraceFunction",
                                         "WppAdditionalOptions"};

/// Does the project name some in any configuration?
static bool mayTrace(const MsBuild &Project) {
  auto MaySay = [&](StringRef Name) { return Project.maySay(Name); };
  return llvm::any_of(TraceFiles, MaySay) || llvm::any_of(TraceOptions, MaySay);
}

/// Finds what the tracing preprocessor would define: in the header and the
/// configuration file that the project names for it, and in its options.
void VcxReader::takeTraces(const MsBuild &Project) {
  auto Take = [&](const MsBuildItem &Of) {
    for (StringRef Name : TraceFiles) {
      std::string Header = MsBuild::unescape(Of.value(Name));
      std::string Path = Header.empty() ? "" : hostPath(Header, Folder);
      if (!Path.empty() && fs::is_regular_file(Path))
        if (auto Text = readWhole(Path))
          addTraceFunctions((*Text)->getBuffer(), Result.TraceFunctions);
    }
    for (StringRef Name : TraceOptions) {
      std::string Options = Of.value(Name);
      StringRef Rest = Options;
      if (Name == "WppTraceFunction")
        for (const std::string &Each : MsBuild::split(Options))
          addTraceFunction(Each, Result.TraceFunctions);
      for (size_t At; (At = Rest.find("-func:")) != StringRef::npos;) {
        Rest = Rest.drop_front(At + 6);
        addTraceFunction(Rest.split('\n').first, Result.TraceFunctions);
      }
    }
  };
  MsBuildItem General;
  for (StringRef Name : llvm::concat<const StringRef>(TraceFiles, TraceOptions))
    General.Metadata[Name.lower()] = Project.definition("ClCompile", Name);
  Take(General);
  for (const MsBuildItem &Each : Project.items("ClCompile"))
    Take(Each);
}

/// The same in the first configuration that has some: authors set up tracing in
/// the one that they build, and call it in all.
void VcxReader::takeTracesElsewhere() {
  std::string Ignored;
  for (const std::string &Each : Result.Configurations) {
    MsBuild Other(File, globals(Each), defaults(Each));
    if (Other.evaluate(Ignored))
      takeTraces(Other);
    if (!Result.TraceFunctions.empty())
      return;
  }
}

void VcxReader::takeTrouble(const MsBuild &Project) {
  for (const std::string &Each : Project.missing())
    if (!llvm::is_contained(Result.Missing, Each))
      Result.Missing.push_back(Each);
  Result.Unknown = Project.unknown();
}

/// Adds folders as they stand in a list; those of a kit that is not there are
/// left out, since nothing can be in them.
void VcxReader::addFolders(StringRef List, const char *Option,
                           std::vector<std::string> &To) const {
  for (const std::string &Each : MsBuild::split(List)) {
    std::string Name = MsBuild::unescape(StringRef(Each).trim('"'));
    if (Name.empty() || StringRef(Name).contains(ProjectKit::Nowhere) ||
        Name == "$(kit)")
      continue;
    std::string Path = hostPath(Name, Folder);
    // One of Windows that nothing maps is asked for as it is.
    To.push_back(Option + (Path.empty() ? Name : Path));
  }
}

std::vector<std::string> VcxReader::shared(const MsBuild &Project) const {
  std::vector<std::string> Command = {"cl.exe", "/c",
                                      "--target=" + targetOfPlatform(Platform)};
  auto IsTrue = [&](StringRef Name) {
    return StringRef(Project.property(Name)).equals_insensitive("true");
  };
  const bool Debug = IsTrue("UseDebugLibraries");
  if (!Result.IsKernel) {
    if (StringRef(Project.property("CharacterSet"))
            .equals_insensitive("Unicode"))
      Command.insert(Command.end(), {"/DUNICODE", "/D_UNICODE"});
    return Command;
  }
  KernelBuild Build;
  Build.Platform = Platform;
  Build.TargetVersion = Project.property("TargetVersion");
  Build.Version = Kit.version();
  Build.NtddiVersion = Project.property("NTDDI_VERSION");
  Build.NtTargetVersion = Project.property("_NT_TARGET_VERSION");
  if (Build.NtTargetVersion == versionOfTarget(""))
    Build.NtTargetVersion.clear(); // what it is by default
  Build.Debug = Debug;
  Build.Kmdf =
      StringRef(Project.property("DriverType")).equals_insensitive("KMDF");
  Build.KmdfMajor = Project.property("KMDF_VERSION_MAJOR");
  Build.KmdfMinor = Project.property("KMDF_VERSION_MINOR");
  for (const std::string &Macro : kernelMacros(Build))
    Command.push_back("/D" + Macro);
  Command.insert(Command.end(), KernelSwitches.begin(), KernelSwitches.end());
  return Command;
}

/// A macro as a project writes it: quotes may have backslashes in front, for a
/// shell that is none here.
static std::string macro(StringRef Text) {
  std::string Result;
  Text = Text.trim();
  for (size_t I = 0; I < Text.size(); ++I)
    if (Text[I] != '\\' || Text.substr(I + 1).take_front() != "\"")
      Result += Text[I];
  return Result;
}

static void addOptions(StringRef Text, std::vector<std::string> &To) {
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  llvm::SmallVector<const char *, 16> Parts;
  llvm::cl::TokenizeWindowsCommandLine(Text, Saver, Parts);
  To.insert(To.end(), Parts.begin(), Parts.end());
}

namespace {
/// What a value of a project is as an option.
struct ValueRow {
  StringRef Name, Value, Option;
};
} // namespace

static const ValueRow ValueRows[] = {
    {"languagestandard", "stdcpp14", "/std:c++14"},
    {"languagestandard", "stdcpp17", "/std:c++17"},
    {"languagestandard", "stdcpp20", "/std:c++20"},
    {"languagestandard", "stdcpp23", "/std:c++latest"},
    {"languagestandard", "stdcpplatest", "/std:c++latest"},
    {"languagestandard_c", "stdc11", "/std:c11"},
    {"languagestandard_c", "stdc17", "/std:c17"},
    {"languagestandard_c", "stdclatest", "/std:c17"},
    {"callingconvention", "cdecl", "/Gd"},
    {"callingconvention", "stdcall", "/Gz"},
    {"callingconvention", "fastcall", "/Gr"},
    {"callingconvention", "vectorcall", "/Gv"},
    {"structmemberalignment", "1byte", "/Zp1"},
    {"structmemberalignment", "2bytes", "/Zp2"},
    {"structmemberalignment", "4bytes", "/Zp4"},
    {"structmemberalignment", "8bytes", "/Zp8"},
    {"structmemberalignment", "16bytes", "/Zp16"},
    {"treatwchar_tasbuiltintype", "true", "/Zc:wchar_t"},
    {"treatwchar_tasbuiltintype", "false", "/Zc:wchar_t-"},
    {"runtimetypeinfo", "true", "/GR"},
    {"runtimetypeinfo", "false", "/GR-"},
    {"exceptionhandling", "sync", "/EHsc"},
    {"exceptionhandling", "async", "/EHa"},
    {"exceptionhandling", "syncctypes", "/EHs"},
    {"defaultcharisunsigned", "true", "/J"},
    {"disablelanguageextensions", "true", "/Za"},
    {"runtimelibrary", "multithreaded", "/MT"},
    {"runtimelibrary", "multithreadeddebug", "/MTd"},
    {"runtimelibrary", "multithreadeddll", "/MD"},
    {"runtimelibrary", "multithreadeddebugdll", "/MDd"},
    {"conformancemode", "true", "/permissive-"},
    {"compileas", "compileasc", "/TC"},
    {"compileas", "compileascpp", "/TP"},
};

std::vector<std::string> VcxReader::commandOf(const MsBuildItem &Item) const {
  std::vector<std::string> Command = Common;
  auto Values = [&](StringRef Name) {
    return MsBuild::split(Item.value(Name));
  };
  for (const std::string &Each : Values("PreprocessorDefinitions"))
    Command.push_back("/D" + macro(MsBuild::unescape(Each)));
  for (const std::string &Each : Values("UndefinePreprocessorDefinitions"))
    Command.push_back("/U" + MsBuild::unescape(Each));
  addFolders(Item.value("AdditionalIncludeDirectories"), "/I", Command);
  for (const std::string &Each : Values("ForcedIncludeFiles")) {
    // cl.exe looks for it as for any header.
    std::string Name = MsBuild::unescape(Each), Path = hostPath(Name, Folder);
    Command.push_back("/FI" + (fs::exists(Path) ? Path : Name));
  }
  for (const ValueRow &Row : ValueRows)
    // The C runtime library of a driver has no variants.
    if (StringRef(Item.value(Row.Name)).lower() == Row.Value &&
        !(Result.IsKernel && Row.Name == "runtimelibrary"))
      Command.push_back(Row.Option.str());
  std::string Header = Item.value("PrecompiledHeaderFile");
  if (StringRef(Item.value("PrecompiledHeader")).equals_insensitive("Use"))
    Command.push_back("/Yu" + (Header.empty() ? "stdafx.h" : Header));
  addOptions(MsBuild::unescape(Item.value("AdditionalOptions")), Command);
  Command.insert(Command.end(), Behind.begin(), Behind.end());
  return Command;
}

void VcxReader::addFile(const MsBuild &Project, const MsBuildItem &Item) {
  if (StringRef(Item.value("ExcludedFromBuild")).equals_insensitive("true"))
    return;
  ModuleFile Each;
  std::string Name = MsBuild::unescape(Item.Include);
  Each.File = hostPath(Name, Folder);
  if (Each.File.empty()) {
    Each.File = Name;
    Each.Trouble = "this is a path of Windows, and nothing says where it is "
                   "here; --path-map 'C:\\FOLDER=FOLDER' does";
  } else if (!fs::exists(Each.File)) {
    std::string Made = hostPath(Project.property("IntDir"), Folder);
    const bool IsMade = !Made.empty() && Made != Folder &&
                        StringRef(Folder).take_front(Made.size()) != Made &&
                        StringRef(Each.File).take_front(Made.size()) == Made;
    Each.Trouble = IsMade ? "the build makes this file, and has not yet"
                          : "the file is missing, though the project '" +
                                Result.Name + "' lists it";
  }
  Each.Command = commandOf(Item);
  auto Same = llvm::find_if(Result.Files, [&](const ModuleFile &Other) {
    return Other.File == Each.File;
  });
  if (Same != Result.Files.end()) {
    if (Same->Command != Each.Command)
      Result.Again.push_back(Each.File);
    return;
  }
  Result.Files.push_back(std::move(Each));
}

/// What a project that was converted from a 'sources' file has from it: the
/// tools of the WDK take macros and folders from the properties of
/// sources.props, which have the names of that file.
void VcxReader::addConverted(const MsBuild &Project) {
  if (!Project.isConverted())
    return;
  for (StringRef Name : {"C_DEFINES", "USER_C_FLAGS"})
    addOptions(MsBuild::unescape(Project.property(Name)), Common);
  addFolders(Project.property("INCLUDES"), "/I", Common);
}

/// Finds where the project itself and the headers that it lists are. Include
/// folders may be some of the author's machine.
void VcxReader::takeHeaders(const MsBuild &Project) {
  Result.HeaderFolders = {Folder};
  for (const MsBuildItem &Each : Project.items("ClInclude")) {
    const std::string Header =
        hostPath(MsBuild::unescape(Each.Include), Folder);
    if (!fs::exists(Header))
      continue;
    llvm::SmallString<256> Around = path::parent_path(Header);
    path::remove_dots(Around, /*remove_dot_dot=*/true);
    if (!llvm::is_contained(Result.HeaderFolders, Around.str()))
      Result.HeaderFolders.push_back(Around.str().str());
  }
}

bool VcxReader::read(StringRef Wanted, std::string &Error) {
  Result.Project = File;
  if (!choose(Wanted, Error))
    return false;
  if (!Result.Configuration.empty())
    Platform = StringRef(Result.Configuration).split('|').second.str();
  if (!isKnownPlatform(Platform))
    Result.Guesses.push_back("is for the platform '" + Platform +
                             "', which is not known here, and read for x64");
  MsBuild Project(File, globals(Result.Configuration),
                  defaults(Result.Configuration));
  if (!Project.evaluate(Error))
    return false;
  classify(Project);
  takeLinks(Project);
  takeTrouble(Project);
  Common = shared(Project);
  addConverted(Project);
  addFolders(Project.property("IncludePath"), "/imsvc", Behind);
  takeHeaders(Project);
  // These compile nothing, whatever they list.
  const std::string Type = Project.property("ConfigurationType");
  Result.IsMakefile = StringRef(Type).equals_insensitive("Makefile");
  if (StringRef(Type).equals_insensitive("Utility") || Result.IsMakefile)
    return true;
  takeTraces(Project);
  if (Result.TraceFunctions.empty() && mayTrace(Project))
    takeTracesElsewhere();
  for (const MsBuildItem &Each : Project.items("ClCompile"))
    addFile(Project, Each);
  return true;
}

bool readVcxProject(const std::string &File, StringRef Configuration,
                    StringRef SolutionDir, const ProjectKit &Kit,
                    Module &Result, std::string &Error) {
  return VcxReader(File, SolutionDir, Kit, Result).read(Configuration, Error);
}

} // namespace spinpair
