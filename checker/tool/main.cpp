//===- main.cpp - The command line ----------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   spinpair extract FILE... [-- CLANG ARGS]
//   spinpair extract -p BUILD [FILE...]
//
// Prints the lock programs of the units. Exit status: 0, 1 for wrong use, 3 if
// a unit could not be read.
//
//===----------------------------------------------------------------------===//
#include "../extract/Extract.h"

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/FileManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>
#include <cstring>

using namespace clang;

namespace {

enum ExitStatus { Fine = 0, WrongUse = 1, NotAnalysed = 3 };

class ExtractConsumer : public ASTConsumer {
public:
  explicit ExtractConsumer(sp_program *Program) : Program(Program) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    if (!Context.getDiagnostics().hasErrorOccurred())
      spinpair::extractUnit(Context, Program);
  }

private:
  sp_program *Program;
};

class ExtractAction : public ASTFrontendAction {
public:
  explicit ExtractAction(sp_program *Program) : Program(Program) {}

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                 StringRef) override {
    return std::make_unique<ExtractConsumer>(Program);
  }

private:
  sp_program *Program;
};

/// How to compile the unit, without what writes files, and with the headers of
/// the clang that reads it.
std::vector<std::string> argumentsFor(const tooling::CompileCommand &Command) {
  tooling::ArgumentsAdjuster Adjust = tooling::combineAdjusters(
      tooling::combineAdjusters(
          tooling::combineAdjusters(
              tooling::getClangStripOutputAdjuster(),
              tooling::getClangStripDependencyFileAdjuster()),
          tooling::getClangSyntaxOnlyAdjuster()),
      tooling::getInsertArgumentAdjuster(
          {"-resource-dir", SPINPAIR_RESOURCE_DIR},
          tooling::ArgumentInsertPosition::BEGIN));
  return Adjust(Command.CommandLine, Command.Filename);
}

bool extractCommand(const tooling::CompileCommand &Command,
                    sp_program *Program) {
  // A file system of its own has a working directory of its own.
  IntrusiveRefCntPtr<llvm::vfs::FileSystem> FileSystem(
      llvm::vfs::createPhysicalFileSystem().release());
  bool Entered = Command.Directory.empty() ||
                 !FileSystem->setCurrentWorkingDirectory(Command.Directory);
  IntrusiveRefCntPtr<FileManager> Files(
      new FileManager(FileSystemOptions(), FileSystem));
  tooling::ToolInvocation Invocation(argumentsFor(Command),
                                     std::make_unique<ExtractAction>(Program),
                                     Files.get());
  if (Entered && Invocation.run())
    return true;
  llvm::errs() << "spinpair: " << Command.Filename << " could not be parsed\n";
  return false;
}

int wrongUse(const llvm::Twine &Why) {
  llvm::errs() << "spinpair: " << Why << "\n"
               << "usage: spinpair extract FILE... [-- CLANG ARGS]\n"
                  "       spinpair extract -p BUILD [FILE...]\n";
  return WrongUse;
}

int extract(int Count, char **Arguments) {
  std::vector<std::string> Given;
  std::vector<tooling::CompileCommand> Commands;
  std::string Build, Error;
  std::vector<std::string> ClangArguments;
  for (int I = 0; I < Count; ++I) {
    StringRef Argument = Arguments[I];
    if (Argument == "--") {
      ClangArguments.assign(Arguments + I + 1, Arguments + Count);
      break;
    }
    if (Argument == "-p") {
      if (++I == Count)
        return wrongUse("-p wants the folder of a compilation database");
      Build = Arguments[I];
    } else if (Argument.size() > 1 && Argument[0] == '-') {
      return wrongUse("there is no option " + Argument);
    } else {
      Given.push_back(Argument.str());
    }
  }
  if (Build.empty()) {
    if (Given.empty())
      return wrongUse("no file is given");
    for (const std::string &File : Given) {
      std::vector<std::string> Line{"clang"};
      Line.insert(Line.end(), ClangArguments.begin(), ClangArguments.end());
      Line.push_back(File);
      Commands.emplace_back("", File, std::move(Line), "");
    }
  } else {
    std::string Path = Build;
    if (llvm::sys::path::extension(Path) != ".json")
      Path += "/compile_commands.json";
    auto Database = tooling::JSONCompilationDatabase::loadFromFile(
        Path, Error, tooling::JSONCommandLineSyntax::AutoDetect);
    if (!Database)
      return wrongUse(Error);
    if (Given.empty())
      Commands = Database->getAllCompileCommands();
    for (const std::string &File : Given) {
      auto Found = Database->getCompileCommands(tooling::getAbsolutePath(File));
      if (Found.empty())
        return wrongUse(File + " is not in the compilation database");
      Commands.insert(Commands.end(), Found.begin(), Found.end());
    }
  }

  sp_program *Program = sp_program_new();
  int Status = Fine;
  for (const tooling::CompileCommand &Command : Commands)
    if (!extractCommand(Command, Program))
      Status = NotAnalysed;
  char *Text = sp_program_write(Program);
  if (Text)
    llvm::outs() << Text;
  else
    Status = WrongUse;
  std::free(Text);
  sp_program_free(Program);
  return Status;
}

} // namespace

int main(int Count, char **Arguments) {
  if (Count >= 2 && std::strcmp(Arguments[1], "extract") == 0)
    return extract(Count - 2, Arguments + 2);
  return wrongUse(Count < 2 ? "no command is given"
                            : "there is no such command");
}
