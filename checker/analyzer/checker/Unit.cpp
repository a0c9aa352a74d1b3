//===- Unit.cpp - What is reported of a unit whatever the path ------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Collects the facts of a unit before it is explored, and reports what is wrong
// with it whatever the path.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../SeparateRun.h"

#include "spinpair/memory.h"

#include "llvm/ADT/StringMap.h"

using namespace clang;
using namespace ento;

namespace spinpair {

void MsiLockChecker::checkASTDecl(const TranslationUnitDecl *Unit,
                                  AnalysisManager &Manager,
                                  BugReporter &Reporter) const {
  OwnCode Here;
  if (!currentPlan())
    leaveReports(Manager);
  // Clang leaves out edges of a switch on a constant that are taken.
  if (currentPlan())
    Manager.getAnalysisDeclContextManager()
        .getCFGBuildOptions()
        .PruneTriviallyFalseEdges = false;
  Facts.collect(Unit, /*Tell=*/false); // that was said when the plan was made
  if (currentPlan() && currentPlan()->Surveys)
    reportSurvey(Manager, Reporter);
}

void MsiLockChecker::leaveReports(AnalysisManager &Manager) const {
  std::vector<std::string> Rules;
  for (int I = 0; I < SP_RULE_COUNT; ++I)
    if (Types[I])
      Rules.push_back(sp_rule_get(static_cast<sp_rule>(I))->checker);
  if (!Rules.empty())
    runSeparately(Manager, Rules, Coverage);
  for (std::unique_ptr<BugType> &Type : Types)
    Type.reset();
}

/// Reports what the unit does wrong whatever the path, as far as it tells.
void MsiLockChecker::reportSurvey(AnalysisManager &Manager,
                                  BugReporter &Reporter) const {
  size_t Count = 0;
  std::unique_ptr<sp_breach, decltype(&sp_memory_free)> Breaches(
      sp_survey(currentPlan()->Program, &Count), &sp_memory_free);
  if (!Breaches)
    return;
  llvm::StringMap<const FunctionDecl *> Named;
  for (const FunctionDecl *Function : Facts.bodies())
    Named[currentPlan()->NameOf(Function)] = Function;
  const SourceManager &Sources = Manager.getSourceManager();
  const auto functionAt = [&](size_t Index) {
    return Named.lookup(sp_program_get(currentPlan()->Program, Index)->name);
  };
  const auto isAt = [&](const Stmt *S, unsigned Line, unsigned Column) {
    PresumedLoc Where =
        Sources.getPresumedLoc(Sources.getExpansionLoc(S->getBeginLoc()));
    return Where.isValid() && Where.getLine() == Line &&
           Where.getColumn() == Column;
  };
  const auto findAt = [&](const FunctionDecl *Function, unsigned Line,
                          unsigned Column) {
    std::vector<const Stmt *> Work{Function->getBody()};
    while (!Work.empty()) {
      const Stmt *S = Work.back();
      Work.pop_back();
      if (!S)
        continue;
      if (isa<Expr>(S) && isAt(S, Line, Column))
        return S;
      Work.insert(Work.end(), S->child_begin(), S->child_end());
    }
    return static_cast<const Stmt *>(nullptr);
  };
  for (size_t I = 0; I < Count; ++I) {
    const sp_breach &Breach = Breaches.get()[I];
    const FunctionDecl *Function = functionAt(Breach.function);
    const Stmt *At = Function && Types[Breach.rule]
                         ? findAt(Function, Breach.line, Breach.column)
                         : nullptr;
    if (!At)
      continue;
    auto Report = std::make_unique<BasicBugReport>(
        *Types[Breach.rule], describe(Breach, currentPlan()->Program),
        PathDiagnosticLocation::createBegin(
            At, Sources, Manager.getAnalysisDeclContext(Function)));
    Report->addRange(At->getSourceRange());
    Report->setDeclWithIssue(Function);
    for (size_t N = 0; N < Breach.note_count; ++N) {
      const sp_breach_note &Note = Breach.notes[N];
      const FunctionDecl *There = functionAt(Note.function);
      const Stmt *Place =
          There ? findAt(There, Note.line, Note.column) : nullptr;
      if (Place)
        Report->addNote(
            describeNote(Note),
            PathDiagnosticLocation::createBegin(
                Place, Sources, Manager.getAnalysisDeclContext(There)));
    }
    Reporter.emitReport(std::move(Report));
  }
}

} // namespace spinpair
