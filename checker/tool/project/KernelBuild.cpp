//===- KernelBuild.cpp - What the WDK adds to a driver's project ----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From commands that builds have logged, and from the documented properties of
// driver projects.
//
//===----------------------------------------------------------------------===//
#include "Module.h"
#include "parse/Files.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VersionTuple.h"

using llvm::StringRef;
namespace path = llvm::sys::path;

namespace spinpair {

const std::vector<std::string> KernelSwitches = {"/kernel", "/Zp8", "/Gz",
                                                 "/GR-", "/Zc:wchar_t-"};

std::string ProjectKit::folder(StringRef Name) const {
  StringRef Around =
      Kernel.empty() ? StringRef(Nowhere) : path::parent_path(Kernel);
  return (Around + "/" + Name + "/").str();
}

std::string ProjectKit::version() const {
  StringRef Name = path::filename(path::parent_path(Kernel));
  llvm::VersionTuple Version;
  return Kernel.empty() || Version.tryParse(Name) ? "" : Name.str();
}

/// NTDDI_VERSION for Windows 10 and 11, by the kit's build number.
static const char *newestNtddi(StringRef Kit) {
  static const struct {
    unsigned Build;
    const char *Value;
  } Rows[] = {
      {10240, "0x0A000000"}, {10586, "0x0A000001"}, {14393, "0x0A000002"},
      {15063, "0x0A000003"}, {16299, "0x0A000004"}, {17134, "0x0A000005"},
      {17763, "0x0A000006"}, {18362, "0x0A000007"}, {19041, "0x0A000008"},
      {20348, "0x0A00000A"}, {22000, "0x0A00000B"}, {22621, "0x0A00000C"},
      {26100, "0x0A000010"}, {27000, "0x0A000012"}};
  unsigned Build;
  llvm::SmallVector<StringRef, 4> Parts;
  Kit.split(Parts, '.');
  if (Parts.size() < 3 || Parts[2].getAsInteger(10, Build))
    return "0x0A000010";
  const char *Result = Rows[0].Value;
  for (const auto &Row : Rows)
    if (Row.Build <= Build)
      Result = Row.Value;
  return Result;
}

namespace {
struct TargetRow {
  StringRef Name;
  const char *Version, *Ntddi;
  const char *KmdfMinor;
};
} // namespace

static const TargetRow &targetRow(StringRef Name) {
  static const TargetRow Rows[] = {
      {"windows10", "0x0A00", "", "15"},
      {"windowsv6.3", "0x0603", "0x06030000", "13"},
      {"winv6.3", "0x0603", "0x06030000", "13"},
      {"windows8.1", "0x0603", "0x06030000", "13"},
      {"windows8", "0x0602", "0x06020000", "11"},
      {"win8", "0x0602", "0x06020000", "11"},
      {"windows7", "0x0601", "0x06010000", "9"},
      {"win7", "0x0601", "0x06010000", "9"},
      {"vista", "0x0600", "0x06000000", "9"},
      {"winxp", "0x0501", "0x05010000", "9"},
  };
  std::string Lower = Name.lower();
  for (const TargetRow &Row : Rows)
    if (Row.Name == Lower)
      return Row;
  return Rows[0];
}

std::string versionOfTarget(StringRef TargetVersion) {
  return targetRow(TargetVersion).Version;
}

/// "0x0A00" for "0xA00" and the like: as the kit writes it.
static std::string fourDigits(StringRef Given, StringRef Default) {
  unsigned Number;
  if (Given.empty() || Given.getAsInteger(0, Number))
    return Default.str();
  std::string Digits = llvm::utohexstr(Number);
  return "0x" + std::string(Digits.size() < 4 ? 4 - Digits.size() : 0, '0') +
         Digits;
}

std::vector<std::string> kernelMacros(const KernelBuild &Build) {
  std::vector<std::string> Result;
  StringRef Platform = Build.Platform;
  if (Platform.equals_insensitive("ARM64"))
    Result = {"_ARM64_", "ARM64", "_USE_DECLSPECS_FOR_SAL=1", "STD_CALL"};
  else if (Platform.equals_insensitive("Win32") ||
           Platform.equals_insensitive("x86"))
    Result = {"_X86_=1", "i386=1", "STD_CALL"};
  else if (Platform.equals_insensitive("ARM"))
    Result = {"_ARM_", "ARM", "STD_CALL"};
  else
    Result = {"_WIN64", "_AMD64_", "AMD64"};
  if (Build.Debug)
    Result.insert(Result.end(), {"DEPRECATE_DDK_FUNCTIONS=1", "MSC_NOOPT"});
  const TargetRow &Target = targetRow(Build.TargetVersion);
  std::string Version = fourDigits(Build.NtTargetVersion, Target.Version);
  Result.insert(Result.end(),
                {"_WIN32_WINNT=" + Version, "WINVER=" + Version, "WINNT=1"});
  StringRef Ntddi = Build.NtddiVersion;
  if (Ntddi.empty())
    Ntddi = *Target.Ntddi ? Target.Ntddi : newestNtddi(Build.Version);
  Result.push_back(("NTDDI_VERSION=" + Ntddi).str());
  if (Build.Debug)
    Result.push_back("DBG=1");
  if (Build.Kmdf) {
    Result.push_back("KMDF_VERSION_MAJOR=" +
                     (Build.KmdfMajor.empty() ? "1" : Build.KmdfMajor));
    Result.push_back("KMDF_VERSION_MINOR=" + (Build.KmdfMinor.empty()
                                                  ? Target.KmdfMinor
                                                  : Build.KmdfMinor));
  }
  return Result;
}

bool isKnownPlatform(StringRef Platform) {
  for (const char *Known : {"x64", "Win32", "x86", "ARM64", "ARM64EC", "ARM"})
    if (Platform.equals_insensitive(Known))
      return true;
  return false;
}

std::string targetOfPlatform(StringRef Platform) {
  StringRef Machine = Platform.equals_insensitive("ARM64") ? "aarch64"
                      : Platform.equals_insensitive("ARM") ? "thumbv7"
                      : Platform.equals_insensitive("Win32") ||
                              Platform.equals_insensitive("x86")
                          ? "i686"
                          : "x86_64";
  return (Machine + "-pc-windows-msvc").str();
}

std::string chooseConfiguration(llvm::ArrayRef<std::string> All,
                                StringRef Wanted) {
  auto First = [&](llvm::function_ref<bool(StringRef, StringRef)> Fits) {
    for (const std::string &Each : All) {
      auto [Name, Platform] = StringRef(Each).split('|');
      if (Fits(Name, Platform))
        return Each;
    }
    return std::string();
  };
  if (!Wanted.empty()) {
    auto [Name, Platform] = Wanted.split('|');
    auto IsWanted = [Name = Name](StringRef Each) {
      return Each.equals_insensitive(Name);
    };
    if (!Platform.empty())
      return First([&, Platform = Platform](StringRef Each, StringRef On) {
        return IsWanted(Each) && On.equals_insensitive(Platform);
      });
    std::string OnX64 = First([&](StringRef Each, StringRef On) {
      return IsWanted(Each) && On.equals_insensitive("x64");
    });
    return OnX64.empty() ? First([&](StringRef Each, StringRef) {
      return IsWanted(Each);
    })
                         : OnX64;
  }
  std::string Result = First([](StringRef Name, StringRef On) {
    return Name.equals_insensitive("Debug") && On.equals_insensitive("x64");
  });
  if (Result.empty())
    Result = First([](StringRef Name, StringRef On) {
      return Name.take_back(5).equals_insensitive("Debug") &&
             On.equals_insensitive("x64");
    });
  if (Result.empty())
    Result = First(
        [](StringRef, StringRef On) { return On.equals_insensitive("x64"); });
  if (Result.empty() && !All.empty())
    Result = All[0];
  return Result;
}

void addTraceFunction(StringRef Text, std::vector<std::string> &To) {
  std::string Name = traceFunctionIn(Text);
  if (!Name.empty() && !llvm::is_contained(To, Name))
    To.push_back(std::move(Name));
}

void addTraceFunctions(StringRef Text, std::vector<std::string> &To) {
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    Line = Line.ltrim("/* \t");
    if (Line.take_front(5) == "FUNC ")
      addTraceFunction(Line, To);
  }
}

} // namespace spinpair
