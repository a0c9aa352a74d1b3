//===- Arguments.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Arguments.h"

#include "model/Unit.h"
#include "parse/Charsets.h"
#include "parse/Kit.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "../../analyzer/Compat.h"

#include "clang/Driver/ToolChain.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"

#include <optional>
#include <set>

using llvm::StringRef;

namespace spinpair {

using compat::Dialect;
using Arguments = std::vector<std::string>;

//===----------------------------------------------------------------------===//
// What is kept
//===----------------------------------------------------------------------===//

/// Options, by their names without dash and slash, that bear on what the source
/// means. With a '*' at the end: all that start so. Of those that -f or -m turn
/// on and off, the name is here without "f" or "m" and "no-".
static const StringRef Meaningful[] = {
    // Macros and headers.
    "D", "U", "I", "F", "include", "imacros", "iquote", "isystem",
    "isystem-after", "idirafter", "iprefix", "iwithprefix", "iwithprefixbefore",
    "iwithsysroot", "isysroot", "sysroot=", "nostdinc", "nostdinc++",
    "nostdlibinc", "nobuiltininc", "undef", "stdlib=", "ivfsoverlay",
    "vfsoverlay", "c-isystem", "cxx-isystem", "stdlib++-isystem",
    "internal-isystem", "internal-externc-isystem",
    "gcc-toolchain=", "gcc-install-dir=", "imsvc", "X", "winsdkdir",
    "winsdkversion", "vctoolsdir", "vctoolsversion", "winsysroot",
    // The language and the machine.
    "std=", "std:", "ansi", "x", "trigraphs", "pthread", "target",
    "target=", "arch", "arch:", "triple", "target-cpu", "target-feature",
    "target-abi", "O*", "TC", "TP", "Zp", "Zc:*", "Za", "Ze", "kernel", "GR",
    "GR-", "GX", "GX-", "EH", "Gd", "Gr", "Gv", "Gz", "Gregcall*", "J", "MD",
    "MDd", "MT", "MTd", "LD", "LDd", "LN", "vd*", "vm*", "vmb", "vmg",
    "permissive", "permissive-", "volatile:*", "u", "await*", "openmp*",
    "vtordisp_mode="};

static const StringRef MeaningfulToggles[] = {
    "PIC",
    "PIE",
    "access-control",
    "align*",
    "altivec",
    "ansi-escape-codes",
    "apple-*",
    "asm",
    "asm-blocks",
    "blocks",
    "borland-extensions",
    "bracket-depth=",
    "builtin",
    "builtin-*",
    "c++-*",
    "char8_t",
    "coroutines*",
    "common",
    "complete-member-pointers",
    "constexpr-*",
    "cxx-exceptions",
    "cxx-modules",
    "declspec",
    "default-calling-conv=",
    "delayed-template-parsing",
    "digraphs",
    "dollars-in-identifiers",
    "double-square-bracket-attributes",
    "elide-*",
    "exceptions",
    "exec-charset=",
    "experimental-late-parse-attributes",
    "fast-math",
    "fixed-point",
    "force-enable-int128",
    "freestanding",
    "gnu*",
    "hosted",
    "inline*",
    "input-charset=",
    "jump-tables",
    "keep-*",
    "lax-vector-*",
    "limited-precision=",
    "math-errno",
    "max-type-align=",
    "ms-*",
    "new-*",
    "openmp",
    "openmp-version=",
    "operator-names",
    "pack-struct*",
    "pascal-*",
    "pic",
    "pie",
    "plan9-extensions",
    "raw-string-literals",
    "reg-struct-return",
    "relaxed-*",
    "rtti",
    "rtti-data",
    "sanitize=",
    "short-enums",
    "short-wchar",
    "signed-bitfields",
    "signed-char",
    "signed-wchar",
    "sized-deallocation",
    "stack-protector*",
    "strict-enums",
    "strict-flex-arrays=",
    "struct-path-tbaa",
    "template-depth=",
    "threadsafe-statics",
    "trigraphs",
    "typo-correction",
    "unsigned-bitfields",
    "unsigned-char",
    "use-cxa-atexit",
    "visibility*",
    "wchar-type",
    "wrapv",
    "writable-strings",
    "zero-*",
    "zvector"};

/// They hand their values on to another part of clang.
static const StringRef Forwarding[] = {"Xclang", "Xanalyzer", "Xpreprocessor",
                                       "Wp,", "mllvm"};

/// They make clang load code into this process.
static const StringRef Loading[] = {
    "load",     "plugin",        "add-plugin",    "plugin-arg-*",
    "fplugin=", "fplugin-arg-*", "fpass-plugin=", "load-pass-plugin*"};

/// What cl.exe defines for /kernel.
static constexpr const char *KernelMode = "/D_KERNEL_MODE=1";

static bool isAmong(StringRef Name, llvm::ArrayRef<StringRef> Patterns) {
  return llvm::any_of(Patterns, [Name](StringRef Pattern) {
    return Pattern.back() == '*' ? Name.find(Pattern.drop_back()) == 0
                                 : Name == Pattern;
  });
}

static bool isMeaningful(const llvm::opt::Option &Option) {
  StringRef Name = Option.getName();
  if (isAmong(Name, Meaningful))
    return true;
  // Of -m, what the processor has; the rest is how code is made.
  if (Option.getGroup().isValid() &&
      StringRef(Option.getGroup().getName()).contains("features group"))
    return true;
  if (!Name.consume_front("f"))
    return false;
  Name.consume_front("no-");
  return isAmong(Name, MeaningfulToggles);
}

/// -march=native: clang may run a program to know, and the result would depend
/// on the machine that analyses.
static bool isAboutThisMachine(llvm::ArrayRef<std::string> Spelled) {
  return StringRef(Spelled.back()).split('=').second == "native";
}

//===----------------------------------------------------------------------===//
// The filter
//===----------------------------------------------------------------------===//

namespace {

class Filter {
public:
  Filter(const Unit &Unit) : Home(Unit) {}

  Arguments Kept;
  Arguments LoadingCode; ///< As they were written.
  Arguments ConfigFiles; ///< The same.
  Arguments OfAnalyzer;  ///< The same: budgets and checkers of a search.
  Arguments Unknown;
  Arguments Inputs; ///< What is no option.
  bool HasTarget = false;
  StringRef Language; ///< "/TC" or "/TP", from an option that names the file.
  bool HasLanguage = false; ///< From one that is for all files.
  Reading How;              ///< What the arguments say of it.

  void run(llvm::ArrayRef<std::string> Given, Dialect Dialect);

private:
  void take(const llvm::opt::Arg &Arg, llvm::ArrayRef<std::string> Spelled,
            Dialect Dialect);
  bool takeReading(StringRef Name, StringRef Spelled, Dialect Dialect);
  void forward(const llvm::opt::Arg &Arg);
  void filterForwarded(const char *How, Dialect Dialect);

  const Unit &Home;
  Arguments ForCc1, ForClang; ///< Collected behind -Xclang, and /clang:.
};

} // namespace

/// A value of LLVM's own options that makes it load something.
static bool isLoadingLLVM(StringRef Value) {
  return isAmong(Value.ltrim('-').split('=').first, Loading);
}

/// Does the value of /D begin with a name?
static bool isMacro(StringRef Value) {
  Value = Value.ltrim('"');
  return !Value.empty() && (llvm::isAlpha(Value[0]) || Value[0] == '_');
}

void Filter::forward(const llvm::opt::Arg &Arg) {
  StringRef Name = Arg.getOption().getName();
  for (const char *Value : Arg.getValues())
    if (Name != "mllvm")
      ForCc1.push_back(Value);
    else if (isLoadingLLVM(Value))
      LoadingCode.push_back("-mllvm " + std::string(Value));
}

/// Takes what is for us and not for clang, which knows UTF-8 only: the charset
/// of the sources, and the header that cl.exe has precompiled. What literals
/// become has no bearing on locks.
bool Filter::takeReading(StringRef Name, StringRef Spelled, Dialect Dialect) {
  StringRef Value = Spelled;
  if (Dialect == Dialect::Cl) {
    Value = Value.drop_front();
    if (Value.consume_front("source-charset:"))
      How.Charset = Value.str();
    else if (Value == "utf-8")
      How.Charset = Value.str();
    else if (Value.consume_front("Yu"))
      How.Header = Value.trim('"').str();
    else
      return Value.consume_front("execution-charset:");
    return true;
  }
  if (Value.consume_front("-finput-charset="))
    How.Charset = Value.str();
  return Name == "finput-charset=" || Name == "fexec-charset=";
}

void Filter::take(const llvm::opt::Arg &Arg,
                  llvm::ArrayRef<std::string> Spelled, Dialect Dialect) {
  // An alias is judged by what it stands for.
  const llvm::opt::Option Option = Arg.getOption().getUnaliasedOption();
  StringRef Name = Option.getName();
  if (takeReading(Name, Spelled[0], Dialect))
    return;
  if (StringRef(Spelled[0]).find("--config") == 0) {
    ConfigFiles.push_back(llvm::join(Spelled, " "));
  } else if (Option.getKind() == llvm::opt::Option::UnknownClass) {
    Unknown.push_back(Spelled[0]);
  } else if (isAmong(Name, Forwarding)) {
    forward(Arg);
  } else if (Name.find("analyzer-") == 0 && !Name.contains("output")) {
    OfAnalyzer.push_back(llvm::join(Spelled, " "));
  } else if (isAmong(Name, Loading)) {
    LoadingCode.push_back(llvm::join(Spelled, " "));
  } else if (Dialect == Dialect::Cl && Name == "clang:") {
    ForClang.push_back(Arg.getValue());
  } else if (Dialect == Dialect::Cl && (Name == "Tc" || Name == "Tp")) {
    if (existingPath(Arg.getValue(), Home.Directory) == Home.File)
      Language = Name == "Tc" ? "/TC" : "/TP";
  } else if (Dialect == Dialect::Cl && Name == "D" &&
             !isMacro(Arg.getValue())) {
    // Another option of cl.exe among the macros, as projects have it.
  } else if (isMeaningful(Option) && !isAboutThisMachine(Spelled)) {
    // Not all versions of clang define it.
    if (Dialect == Dialect::Cl && Name == "kernel" &&
        !llvm::is_contained(Kept, KernelMode))
      Kept.push_back(KernelMode);
    HasTarget |= Name == "target" || Name == "target=" || Name == "triple";
    HasLanguage |= Name == "TC" || Name == "TP" || Name == "x";
    Kept.insert(Kept.end(), Spelled.begin(), Spelled.end());
  }
}

void Filter::filterForwarded(const char *How, Dialect Dialect) {
  Arguments &Given = Dialect == Dialect::Cc1 ? ForCc1 : ForClang;
  if (Given.empty())
    return;
  Filter Inner(Home);
  Inner.run(Given, Dialect);
  for (const std::string &Argument : Inner.Kept) {
    if (Dialect == Dialect::Cc1)
      Kept.insert(Kept.end(), {How, Argument});
    else
      Kept.push_back(How + Argument);
  }
  LoadingCode.insert(LoadingCode.end(), Inner.LoadingCode.begin(),
                     Inner.LoadingCode.end());
  ConfigFiles.insert(ConfigFiles.end(), Inner.ConfigFiles.begin(),
                     Inner.ConfigFiles.end());
  OfAnalyzer.insert(OfAnalyzer.end(), Inner.OfAnalyzer.begin(),
                    Inner.OfAnalyzer.end());
  HasTarget |= Inner.HasTarget;
  HasLanguage |= Inner.HasLanguage;
}

void Filter::run(llvm::ArrayRef<std::string> Given, Dialect Dialect) {
  std::vector<const char *> Pointers;
  for (const std::string &Argument : Given)
    Pointers.push_back(Argument.c_str());
  size_t End;
  llvm::opt::InputArgList Parsed =
      compat::parseArguments(Pointers, Dialect, End);
  // Each goes from its first string to the next one's.
  std::vector<const llvm::opt::Arg *> All(Parsed.begin(), Parsed.end());
  for (size_t I = 0; I < All.size(); ++I) {
    size_t From = All[I]->getBaseArg().getIndex();
    size_t To = I + 1 < All.size() ? All[I + 1]->getBaseArg().getIndex() : End;
    if (All[I]->getOption().getKind() == llvm::opt::Option::InputClass)
      Inputs.push_back(Given[From]);
    else
      take(*All[I], Given.slice(From, To - From), Dialect);
  }
  filterForwarded("/clang:", Dialect::Clang);
  filterForwarded("-Xclang", Dialect::Cc1);
}

/// Does clang take the argument behind \p Option for its value?
static bool takesNext(const std::string &Option) {
  size_t End;
  const char *Both[] = {Option.c_str(), "x"};
  return compat::parseArguments(Both, Dialect::Clang, End).size() == 1;
}

/// \p Given, as cl.exe's driver takes it: what is clang's alone it takes behind
/// "/clang:", and would pass over as it is.
static Arguments forCl(const Arguments &Given) {
  auto IsKnown = [](llvm::ArrayRef<std::string> Spelled, Dialect Dialect) {
    Unit Nothing;
    Filter Known(Nothing);
    Known.run(Spelled, Dialect);
    return Known.Unknown.empty() && Known.Inputs.empty();
  };
  Arguments Result;
  for (size_t I = 0; I < Given.size();) {
    // An option and its value may be one argument, or two.
    size_t Count = 1;
    const llvm::ArrayRef<std::string> Rest =
        llvm::ArrayRef<std::string>(Given).drop_front(I);
    if (takesNext(Rest[0]) && Rest.size() > 1)
      Count = 2;
    const llvm::ArrayRef<std::string> Spelled = Rest.take_front(Count);
    const bool IsOfClang =
        IsKnown(Spelled, Dialect::Clang) && !IsKnown(Spelled, Dialect::Cl);
    for (const std::string &Each : Spelled)
      Result.push_back((IsOfClang ? "/clang:" : "") + Each);
    I += Count;
  }
  return Result;
}

std::string wrongArgument(llvm::ArrayRef<std::string> Given, bool &ForCl) {
  if (llvm::is_contained(Given, ""))
    return "'' is no argument for clang";
  Unit Nothing;
  Filter Clang(Nothing), Cl(Nothing);
  Clang.run(Given, Dialect::Clang);
  Cl.run(Given, Dialect::Cl);
  auto IsOfNone = [](const std::string &Each, const Filter &By) {
    return llvm::is_contained(By.Unknown, Each) ||
           llvm::is_contained(By.Inputs, Each);
  };
  // "-bogus" is "-b ogus", which is for linkers of AIX.
  auto IsOfAix = [](StringRef Each) {
    return Each.take_front(2) == "-b" && Each.size() > 2;
  };
  const std::string *OfCl = nullptr;
  for (const std::string &Each : Given) {
    const bool IsFile = llvm::is_contained(Clang.Inputs, Each) &&
                        (Each[0] != '/' || llvm::sys::fs::exists(Each));
    if (IsFile)
      return "'" + Each +
             "' is no argument for clang; name the files that are "
             "to be analysed before '--'";
    if (!IsOfNone(Each, Clang) && !IsOfAix(Each))
      continue;
    if (IsOfNone(Each, Cl))
      return "clang has no option '" + Each + "'";
    OfCl = &Each;
  }
  if (OfCl)
    for (const std::string &Each : Given)
      if (llvm::is_contained(Cl.Unknown, Each))
        return "'" + Each + "' is for clang, and '" + *OfCl +
               "' for cl.exe; give arguments of one of the two";
  ForCl = OfCl != nullptr;
  return "";
}

Arguments unknownArguments(llvm::ArrayRef<std::string> Given) {
  Unit Nothing;
  Filter ForClang(Nothing), ForCl(Nothing);
  ForClang.run(Given, Dialect::Clang);
  ForCl.run(Given, Dialect::Cl);
  llvm::erase_if(ForClang.Unknown, [&](const std::string &Argument) {
    return !llvm::is_contained(ForCl.Unknown, Argument);
  });
  return ForClang.Unknown;
}

//===----------------------------------------------------------------------===//
// The compiler, and how it splits a line
//===----------------------------------------------------------------------===//

/// "cl" for "C:\VC\bin\CL.EXE".
static std::string programName(StringRef Path) {
  StringRef Name = Path.substr(Path.find_last_of("/\\") + 1);
  std::string Lower = Name.lower();
  StringRef Stem = Lower;
  Stem.consume_back(".exe");
  return Stem.str();
}

/// Where the compiler is in \p Command: behind programs that only run it.
static size_t programIndex(llvm::ArrayRef<std::string> Command) {
  static const StringRef Runners[] = {"ccache", "distcc", "gomacc", "icecc",
                                      "sccache"};
  size_t I = 0;
  while (I + 1 < Command.size() &&
         llvm::is_contained(Runners, programName(Command[I])) &&
         StringRef(Command[I + 1]).find_first_of("-/@") != 0)
    ++I;
  return I;
}

static StringRef driverMode(llvm::ArrayRef<std::string> Command) {
  for (const std::string &Argument : llvm::reverse(Command)) {
    StringRef Mode = Argument;
    if (Mode.consume_front("--driver-mode="))
      return Mode == "cl"    ? "--driver-mode=cl"
             : Mode == "g++" ? "--driver-mode=g++"
                             : "--driver-mode=gcc";
  }
  std::string Name = programName(Command[programIndex(Command)]);
  const char *Mode =
      clang::driver::ToolChain::getTargetAndModeFromProgramName(Name)
          .DriverMode;
  return Mode ? Mode : "--driver-mode=gcc";
}

bool isForCl(llvm::ArrayRef<std::string> Command) {
  return !Command.empty() && driverMode(Command) == "--driver-mode=cl";
}

Arguments splitCommand(StringRef Line, bool ForCl) {
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  llvm::SmallVector<const char *, 64> Parts;
  if (ForCl)
    llvm::cl::TokenizeWindowsCommandLine(Line, Saver, Parts);
  else
    llvm::cl::TokenizeGNUCommandLine(Line, Saver, Parts);
  return Arguments(Parts.begin(), Parts.end());
}

//===----------------------------------------------------------------------===//
// Response files
//===----------------------------------------------------------------------===//

/// The text of a response file, which may be UTF-16 if it is for cl.exe.
static std::optional<std::string> readResponse(StringRef Path) {
  constexpr uint64_t Largest = 16 << 20;
  uint64_t Size;
  // Not a device or a pipe, that never ends.
  if (!llvm::sys::fs::is_regular_file(Path) ||
      llvm::sys::fs::file_size(Path, Size) || Size > Largest)
    return std::nullopt;
  auto Buffer = readWhole(Path);
  if (!Buffer)
    return std::nullopt;
  StringRef Text = (*Buffer)->getBuffer();
  if (llvm::hasUTF16ByteOrderMark({Text.data(), Text.size()}))
    return fromUtf16(Text);
  Text.consume_front("\xef\xbb\xbf");
  return Text.str();
}

/// Puts the text of response files in the place of their names.
static bool expandResponses(const Unit &Unit, bool ForCl,
                            llvm::ArrayRef<std::string> Given,
                            Arguments &Result, unsigned Depth,
                            std::string &Trouble) {
  constexpr unsigned Deepest = 20;
  constexpr size_t Most = 1 << 20;
  for (const std::string &Argument : Given) {
    StringRef Name = Argument;
    if (!Name.consume_front("@") || Name.empty()) {
      Result.push_back(Argument);
      continue;
    }
    auto Text = readResponse(existingPath(Name, Unit.Directory));
    if (!Text) {
      Trouble = "its response file '" + Name.str() + "' cannot be read";
      return false;
    }
    if (Depth == Deepest || Result.size() > Most) {
      Trouble = "its response files do not end; '" + Name.str() +
                "' was the last one read";
      return false;
    }
    if (!expandResponses(Unit, ForCl, splitCommand(*Text, ForCl), Result,
                         Depth + 1, Trouble))
      return false;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// The command
//===----------------------------------------------------------------------===//

/// An absolute path looks like an option of cl.exe. The file itself goes behind
/// all options; of others that are compiled with it, nothing is asked.
static void dropFile(const Unit &Unit, Arguments &Command) {
  auto IsFile = [&](const std::string &Argument) {
    return StringRef(Argument).find('/') == 0 &&
           absolutePath(Argument, "") == Unit.File;
  };
  static const StringRef Taking[] = {"/Tc", "/Tp", "-Tc", "-Tp"};
  for (size_t I = Command.size(); I-- > 0;)
    if (IsFile(Command[I]) &&
        (I == 0 || !llvm::is_contained(Taking, Command[I - 1])))
      Command.erase(Command.begin() + I);
}

static void nameLeftOut(const Unit &Unit, const char *Why,
                        llvm::ArrayRef<std::string> LeftOut) {
  if (!LeftOut.empty())
    llvm::errs() << "spinpair: "
                 << oneLine(shownFile(Unit.File, "") + ": its command " + Why +
                            "; left out: " + llvm::join(LeftOut, ", "))
                 << "\n";
}

/// Names may have capitals for cl.exe, to which "A.C" is C; clang-cl takes it
/// for C++, and "A.Cpp" for an object.
static StringRef languageForCl(StringRef File) {
  StringRef Extension = llvm::sys::path::extension(File);
  std::string Lower = Extension.lower();
  if (Extension == Lower)
    return "";
  if (Lower == ".c")
    return "/TC";
  return Lower == ".cpp" || Lower == ".cxx" || Lower == ".cc" ? "/TP" : "";
}

/// cl.exe takes a standard for C beside one for C++, and each counts where it
/// can; clang-cl only looks at the last.
static void keepStandard(StringRef Language, StringRef File, Arguments &Kept) {
  for (StringRef Each : Kept)
    if (Each.size() == 3 &&
        (Each.drop_front() == "TC" || Each.drop_front() == "TP"))
      Language = Each;
  const bool IsC =
      Language.empty()
          ? llvm::sys::path::extension(File).equals_insensitive(".c")
          : Language.back() == 'C';
  llvm::erase_if(Kept, [IsC](StringRef Each) {
    Each = Each.drop_front();
    return Each.consume_front("std:c") && IsC == Each.consume_front("++");
  });
}

/// Takes over how the text is to be read, if it can be.
static void takeReading(Unit &Unit, const Reading &How) {
  if (!How.Header.empty())
    Unit.How.Header = How.Header;
  if (How.Charset.empty())
    return;
  std::string Known = charsetCalled(How.Charset);
  if (Known.empty())
    Unit.Trouble = "its sources are in the charset '" + How.Charset +
                   "', which is not known here";
  else
    Unit.How.Charset = Known == "UTF-8" ? "" : Known;
}

/// Says once of each option of clang's analyzer that it does nothing here.
static void namePassedOver(const Unit &Unit,
                           llvm::ArrayRef<std::string> Given) {
  static std::set<std::string> Named;
  Arguments New;
  for (const std::string &Each : Given)
    if (Named.insert(Each).second)
      New.push_back(Each);
  if (!New.empty())
    llvm::errs() << "spinpair: "
                 << oneLine(shownFile(Unit.File, "") +
                            ": its command sets options of clang's analyzer, "
                            "which are passed over (--effort says how long to "
                            "explore): " +
                            llvm::join(New, ", "))
                 << "\n";
}

static std::string targetOf(StringRef Program) {
  static const bool Registered = [] {
    llvm::InitializeAllTargetInfos();
    return true;
  }();
  (void)Registered;
  auto Parsed = clang::driver::ToolChain::getTargetAndModeFromProgramName(
      programName(Program));
  return Parsed.TargetIsValid ? Parsed.TargetPrefix : "";
}

void prepareCommand(Unit &Unit, const MoreArguments &More) {
  Arguments Given;
  const bool ForCl = isForCl(Unit.CommandLine);
  const StringRef Mode = driverMode(Unit.CommandLine);
  const size_t Program = programIndex(Unit.CommandLine);
  if (!expandResponses(
          Unit, ForCl,
          llvm::ArrayRef<std::string>(Unit.CommandLine).drop_front(Program + 1),
          Given, 0, Unit.Trouble))
    return;
  if (ForCl)
    dropFile(Unit, Given);
  const bool IsCc1 = !Given.empty() && Given[0] == "-cc1";
  if (IsCc1)
    Given.erase(Given.begin());
  const Arguments Before = ForCl ? forCl(More.Before) : More.Before;
  Given.insert(Given.begin(), Before.begin(), Before.end());
  llvm::append_range(Given, ForCl ? forCl(More.After) : More.After);

  Filter Filter(Unit);
  Filter.run(Given, IsCc1   ? Dialect::Cc1
                    : ForCl ? Dialect::Cl
                            : Dialect::Clang);
  takeReading(Unit, Filter.How);
  if (ForCl)
    keepStandard(Filter.Language, Unit.File, Filter.Kept);
  nameLeftOut(Unit, "would load code into the analyzer", Filter.LoadingCode);
  namePassedOver(Unit, Filter.OfAnalyzer);
  nameLeftOut(Unit, "names a configuration file, which could load code",
              Filter.ConfigFiles);

  Arguments Command = {SPINPAIR_CLANG};
  auto Add = [&Command](std::initializer_list<std::string> More) {
    Command.insert(Command.end(), More);
  };
  if (IsCc1) {
    Add({"-cc1"});
  } else {
    Add({Mode.str(), "-Qunused-arguments", "-resource-dir", clangHeaders()});
    if (!Filter.HasTarget && !ForCl) {
      llvm::Triple Target(targetOf(Unit.CommandLine[Program]));
      // A driver is for Windows. Of a database without a word on that, others
      // may have made it compile for the host.
      if (!More.KitFolders.empty() || More.HasNoDatabase)
        Add({("--target=" +
              (Target.getArch() == llvm::Triple::UnknownArch
                   ? "x86_64"
                   : Target.getArchName()) +
              "-pc-windows-msvc")
                 .str(),
             "-fms-extensions", "-fms-compatibility"});
      else if (!Target.str().empty())
        Add({"--target=" + Target.str()});
    }
    if (!Filter.Language.empty())
      Add({Filter.Language.str()});
    else if (ForCl && !Filter.HasLanguage)
      if (StringRef Language = languageForCl(Unit.File); !Language.empty())
        Add({Language.str()});
  }
  Command.insert(Command.end(), Filter.Kept.begin(), Filter.Kept.end());
  for (const std::string &Folder : More.KitFolders) {
    if (IsCc1)
      Add({"-internal-isystem", Folder});
    else
      Add({"-Xclang", "-internal-isystem", "-Xclang", Folder});
  }
  if (!IsCc1)
    Add({"--"});
  Add({Unit.File});
  Unit.CommandLine = std::move(Command);
}

} // namespace spinpair
