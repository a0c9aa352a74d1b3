//===- Invocation.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Invocation.h"

#include "Files.h"
#include "Kit.h"
#include "model/Unit.h"

#include "../../analyzer/Compat.h"

#include "clang/Basic/TargetOptions.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace spinpair {

namespace {

/// Makes the invocation. A fresh one takes over what says how to read the
/// source; so nothing else can come through, whatever clang learns to do.
class Maker {
public:
  Maker(IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Files)
      : Files(Files),
        Diagnostics(compat::createDiagnostics(ForDiagnostics, *Files)) {
    Diagnostics->setIgnoreAllWarnings(true);
  }

  std::shared_ptr<CompilerInvocation> make(const Unit &Unit);

private:
  std::unique_ptr<CompilerInvocation> understand(const Unit &Unit);
  void takeLanguage(CompilerInvocation &From);
  void takeHeaders(CompilerInvocation &From);
  void takeMacros(CompilerInvocation &From);
  void addLastResorts(const Unit &Unit);
  void addMacrosOfTheKit();
  bool hasStorPort() const;

  IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Files;
  CompilerInvocation ForDiagnostics;
  IntrusiveRefCntPtr<DiagnosticsEngine> Diagnostics;
  std::shared_ptr<CompilerInvocation> Result;
};

} // namespace

std::unique_ptr<CompilerInvocation> Maker::understand(const Unit &Unit) {
  std::vector<const char *> Command;
  for (const std::string &Argument : Unit.CommandLine)
    Command.push_back(Argument.c_str());
  if (Unit.CommandLine[1] != "-cc1")
    return compat::createInvocation(Command, Diagnostics, Files);
  auto Invocation = std::make_unique<CompilerInvocation>();
  CompilerInvocation::CreateFromArgs(
      *Invocation, llvm::ArrayRef<const char *>(Command).drop_front(2),
      *Diagnostics);
  return Invocation;
}

void Maker::takeLanguage(CompilerInvocation &From) {
  LangOptions &Language = compat::languageOptions(*Result);
  Language = compat::languageOptions(From);
  // Modules are built into files, and read from files that are code of a kind.
  Language.Modules = Language.ImplicitModules = false;
  // Commands for gcc or clang on another system know no __try.
  Language.MicrosoftExt = Language.DeclSpecKeyword = true;
  // To guess at what was meant takes long where a header is missing, and what
  // has the error is not analysed anyway.
  Language.SpellChecking = false;
  Language.NoSanitizeFiles.clear();
  Language.XRayAlwaysInstrumentFiles.clear();
  Language.XRayNeverInstrumentFiles.clear();
  Language.XRayAttrListFiles.clear();
  Result->getTargetOpts() = From.getTargetOpts();
  Result->getFrontendOpts().Inputs = {From.getFrontendOpts().Inputs[0]};
  Result->getFrontendOpts().DashX = From.getFrontendOpts().DashX;
}

void Maker::takeHeaders(CompilerInvocation &From) {
  const HeaderSearchOptions &Given = From.getHeaderSearchOpts();
  HeaderSearchOptions &Headers = Result->getHeaderSearchOpts();
  Headers.Sysroot = Given.Sysroot;
  Headers.UserEntries = Given.UserEntries;
  Headers.SystemHeaderPrefixes = Given.SystemHeaderPrefixes;
  Headers.ResourceDir = Given.ResourceDir;
  Headers.VFSOverlayFiles = Given.VFSOverlayFiles;
  Headers.UseBuiltinIncludes = Given.UseBuiltinIncludes;
  Headers.UseStandardSystemIncludes = Given.UseStandardSystemIncludes;
  Headers.UseStandardCXXIncludes = Given.UseStandardCXXIncludes;
  Headers.UseLibcxx = Given.UseLibcxx;
}

void Maker::takeMacros(CompilerInvocation &From) {
  const PreprocessorOptions &Given = From.getPreprocessorOpts();
  PreprocessorOptions &Macros = Result->getPreprocessorOpts();
  Macros.Macros = Given.Macros;
  Macros.Includes = Given.Includes;
  Macros.MacroIncludes = Given.MacroIncludes;
  Macros.UsePredefines = Given.UsePredefines;
  // The driver may have found x.h.pch beside the x.h of -include; it is the
  // header that counts.
  llvm::StringRef Header = Given.ImplicitPCHInclude;
  if ((Header.consume_back(".pch") || Header.consume_back(".gch")) &&
      Files->exists(Header))
    Macros.Includes.insert(Macros.Includes.begin(), Header.str());
}

/// The WDK's build defines these, and its headers want them.
void Maker::addMacrosOfTheKit() {
  llvm::Triple Target(Result->getTargetOpts().Triple);
  if (!Target.isOSWindows())
    return;
  std::vector<std::string> Macros;
  switch (Target.getArch()) {
  case llvm::Triple::x86_64:
    Macros = {"_AMD64_", "AMD64"};
    break;
  case llvm::Triple::x86:
    Macros = {"_X86_=1", "i386=1"};
    break;
  case llvm::Triple::aarch64:
    Macros = {"_ARM64_", "ARM64"};
    break;
  default:
    break;
  }
  // cl.exe takes these words, too; clang does not.
  for (const char *Word : {"try", "except", "finally", "leave"})
    Macros.push_back(("_" + llvm::Twine(Word) + "=__" + Word).str());
  auto &All = Result->getPreprocessorOpts().Macros;
  for (const std::string &Macro : llvm::reverse(Macros))
    All.insert(All.begin(), {Macro, /*isUndef=*/false});
}

bool Maker::hasStorPort() const {
  return llvm::any_of(Result->getHeaderSearchOpts().UserEntries,
                      [&](const HeaderSearchOptions::Entry &Entry) {
                        return Files->exists(Entry.Path + "/storport.h");
                      });
}

void Maker::addLastResorts(const Unit &Unit) {
  auto Add = [this](llvm::StringRef Folder) {
    if (!Folder.empty())
      Result->getHeaderSearchOpts().AddPath(Folder, frontend::After,
                                            /*IsFramework=*/false,
                                            /*IgnoreSysRoot=*/true);
  };
  if (!hasStorPort())
    Add(modelHeaders());
  llvm::for_each(Unit.How.HeaderFolders, Add);
  Add(SourceFiles::AbsentTraceHeaders);
}

std::shared_ptr<CompilerInvocation> Maker::make(const Unit &Unit) {
  std::unique_ptr<CompilerInvocation> Given = understand(Unit);
  if (!Given || Diagnostics->hasErrorOccurred() ||
      Given->getFrontendOpts().Inputs.empty())
    return nullptr;
  Result = std::make_shared<CompilerInvocation>();
  // Warnings are not ours, and what the compiler of the driver takes, such as
  // calls of undeclared functions, is no error.
  CompilerInvocation::CreateFromArgs(
      *Result, {"-fsyntax-only", "-Wno-everything", "input.c"}, *Diagnostics);
  // Whoever reads the unit decides how many are shown.
  Result->getDiagnosticOpts().ErrorLimit = 0;
  takeLanguage(*Given);
  takeHeaders(*Given);
  Files = createVFSFromCompilerInvocation(*Result, *Diagnostics, Files);
  takeMacros(*Given);
  addMacrosOfTheKit();
  addLastResorts(Unit);
  return Diagnostics->hasErrorOccurred() ? nullptr : Result;
}

std::shared_ptr<CompilerInvocation>
invocationFor(const Unit &Unit,
              IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Files) {
  return Maker(Files).make(Unit);
}

} // namespace spinpair
