//===- Predicates.h - Functions that are asked twice ----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The analyzer follows a loop a few rounds, and a function with one not for
// ever. So a function that only looks may say one thing when a path asks it
// first, and another when the path asks again, though nothing it reads was
// written in between. What it said is remembered here.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_PREDICATES_H
#define SPINPAIR_ANALYZER_PREDICATES_H

#include "facts/UnitFacts.h"

#include "spinpair/lockset.h"

#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"

#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace spinpair {

/// A question that a path has asked: a call of a function that writes nothing
/// but its own variables, with these arguments.
struct Question {
  const clang::FunctionDecl *Function;
  std::vector<sp_value> Arguments;
  const WriteSet *Reads; ///< What the answer depends on.
};

/// The functions of a unit that only look, and the questions of one
/// exploration.
class Predicates {
public:
  /// Forgets the questions; those who follow are of another exploration.
  void begin() { Questions.clear(); }

  /// The state after \p Call if the path has asked that, and nothing has been
  /// written since that the answer depends on; else null.
  clang::ento::ProgramStateRef answered(const clang::ento::CallEvent &Call,
                                        clang::ento::CheckerContext &C);
  /// Remembers what \p Call, which has returned, said.
  clang::ento::ProgramStateRef noteAnswer(const clang::ento::CallEvent &Call,
                                          clang::ento::CheckerContext &C);

private:
  /// What a function reads that has a loop, returns something, and does nothing
  /// but look; null if it is none.
  const WriteSet *readsOf(const clang::FunctionDecl *Function);
  const Question *questionOf(const clang::ento::CallEvent &Call,
                             clang::ento::ProgramStateRef State);

  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<WriteSet>> Known;
  std::map<std::pair<const clang::FunctionDecl *, std::vector<sp_value>>,
           std::unique_ptr<Question>>
      Questions;
};

/// Does \p Condition rest on an answer that the analyzer made up, of a function
/// that the path had asked before? The two may go together.
bool restsOnAnswer(clang::ento::SVal Condition);

/// \p State without all that the path was told.
clang::ento::ProgramStateRef forgetAnswers(clang::ento::ProgramStateRef State);
/// \p State without the answers that writing \p Cells may change.
clang::ento::ProgramStateRef
forgetAnswers(clang::ento::ProgramStateRef State,
              llvm::ArrayRef<const clang::ento::MemRegion *> Cells);
/// The same for what \p Call may write.
clang::ento::ProgramStateRef forgetAnswers(
    clang::ento::ProgramStateRef State, const clang::ento::CallEvent &Call,
    llvm::ArrayRef<const clang::ento::MemRegion *> Explicit, UnitFacts &Facts);

/// Marks the symbols live that answers and questions are made of.
void keepAnswersAlive(clang::ento::ProgramStateRef State,
                      clang::ento::SymbolReaper &Reaper);

} // namespace spinpair

#endif
