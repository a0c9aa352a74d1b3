//===- Parse.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Parse.h"

#include "Files.h"
#include "Inputs.h"
#include "Invocation.h"
#include "SharedStart.h"
#include "model/Unit.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "clang/Basic/FileManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
namespace path = llvm::sys::path;

namespace spinpair {

namespace {

/// Collects the functions that comments tell the tracing preprocessor to
/// define:
///   begin_wpp config
///   FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
///   end_wpp
class TraceComments : public CommentHandler {
public:
  TraceComments(TraceFunctions &Functions) : Functions(Functions) {}

  bool HandleComment(Preprocessor &Preprocessor, SourceRange Range) override {
    StringRef Text = Lexer::getSourceText(CharSourceRange::getCharRange(Range),
                                          Preprocessor.getSourceManager(),
                                          Preprocessor.getLangOpts());
    while (!Text.empty()) {
      auto [Line, Rest] = Text.split('\n');
      take(Line.ltrim("/* \t").rtrim());
      Text = Rest;
    }
    return false;
  }

private:
  void take(StringRef Line) {
    if (Line.consume_front("begin_wpp"))
      Inside = Line.ltrim() == "config";
    else if (Line.consume_front("end_wpp"))
      Inside = false;
    else if (Inside && Line.take_front(5) == "FUNC ")
      Functions.insert(traceFunctionIn(Line));
  }

  TraceFunctions &Functions;
  bool Inside = false;
};

class UnitAction : public WrapperFrontendAction {
public:
  /// \p Start is null if there is one unit only.
  UnitAction(std::unique_ptr<FrontendAction> Action, TraceFunctions &Functions,
             SharedStart *Start)
      : WrapperFrontendAction(std::move(Action)), Comments(Functions),
        Start(Start) {}

protected:
  bool BeginSourceFileAction(CompilerInstance &Compiler) override {
    Compiler.getPreprocessor().addCommentHandler(&Comments);
    return (!Start || Start->prepare(Compiler)) &&
           WrapperFrontendAction::BeginSourceFileAction(Compiler);
  }

private:
  TraceComments Comments;
  SharedStart *Start;
};

/// Runs an action that is there already.
class Runner : public tooling::FrontendActionFactory {
public:
  Runner(std::unique_ptr<FrontendAction> Action) : Action(std::move(Action)) {}
  std::unique_ptr<FrontendAction> create() override {
    return std::move(Action);
  }

private:
  std::unique_ptr<FrontendAction> Action;
};

} // namespace

void setUpClang() {
  static const bool Done = tooling::runToolOnCodeWithArgs(
      std::make_unique<SyntaxOnlyAction>(),
      "struct s { int *p; }; int f(struct s *a) { return a->p ? *a->p : 0; }",
      {"-w", "-ffreestanding"}, "none.c");
  (void)Done;
}

static bool parse(const Unit &Unit, SharedStart *Start,
                  std::unique_ptr<FrontendAction> Action, Inputs &From) {
  auto Failed = [&](const std::string &Why) {
    llvm::errs() << "spinpair: "
                 << oneLine(shownFile(Unit.File, "") + ": " + Why) << "\n";
    return false;
  };
  if (!Unit.Trouble.empty())
    return Failed(Unit.Trouble);
  auto Traces = std::make_shared<TraceFunctions>(Unit.How.Traces.begin(),
                                                 Unit.How.Traces.end());
  // A file system of its own has a working directory of its own.
  IntrusiveRefCntPtr<llvm::vfs::FileSystem> Sources(
      new SourceFiles(Traces, Unit.How, &From));
  if (std::error_code Wrong =
          Sources->setCurrentWorkingDirectory(Unit.Directory))
    return Failed("'" + Unit.Directory +
                  "' cannot be entered: " + Wrong.message());
  auto Invocation = invocationFor(Unit, Sources);
  if (!Invocation)
    return Failed("its command makes no sense to clang");
  if (Start)
    Start->replaceMainFile(*Invocation, Sources);
  IntrusiveRefCntPtr<FileManager> Files(
      new FileManager(FileSystemOptions(), Sources));
  return Runner(std::make_unique<UnitAction>(std::move(Action), *Traces, Start))
      .runInvocation(std::move(Invocation), Files.get(),
                     std::make_shared<PCHContainerOperations>(),
                     /*DiagConsumer=*/nullptr);
}

bool parse(const Unit &Unit, std::unique_ptr<FrontendAction> Action,
           Inputs &From) {
  return parse(Unit, nullptr, std::move(Action), From);
}

bool parse(llvm::ArrayRef<const Unit *> Units, std::function<void(size_t)> GoOn,
           std::unique_ptr<FrontendAction> Action, Inputs &From) {
  if (Units.size() == 1) {
    GoOn(0);
    return parse(*Units[0], nullptr, std::move(Action), From);
  }
  SharedStart Start(Units, std::move(GoOn));
  return parse(*Units[0], &Start, std::move(Action), From);
}

std::string commandOf(const Unit &Unit) {
  if (!Unit.Trouble.empty() || Unit.CommandLine.empty() ||
      Unit.CommandLine.back() != Unit.File)
    return "";
  std::string Result = Unit.Directory + '\n' +
                       path::parent_path(Unit.File).str() + '\n' +
                       path::extension(Unit.File).str() + '\n' +
                       Unit.How.Charset + '\n' + Unit.How.Header;
  for (const std::string &Function : Unit.How.Traces)
    Result += ' ' + Function;
  for (const std::string &Argument :
       llvm::ArrayRef<std::string>(Unit.CommandLine).drop_back())
    Result += '\n' + Argument;
  return Result;
}

} // namespace spinpair
