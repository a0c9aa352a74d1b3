//===- Candidates.h - Edits that may right a finding ----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What people do about a finding: release before the way out that leaks, take
// out the second acquire, give back the IRQL that the acquire saved. Which of
// these is right nobody knows here; each is to be tried.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FIX_CANDIDATES_H
#define SPINPAIR_TOOL_FIX_CANDIDATES_H

#include "CodeText.h"
#include "model/Fix.h"
#include "model/Outcome.h"

#include "spinpair/routines.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace spinpair {

/// The texts that edits are of, each read once.
class CodeTexts {
public:
  /// That of the file shown as \p Shown; null if it cannot be read.
  const CodeText *get(const std::string &Shown);

private:
  std::map<std::string, std::unique_ptr<CodeText>> Texts;
};

struct Candidate {
  std::string Title;
  std::vector<Edit> Edits;
};

class CandidateMaker {
public:
  /// Both are to outlive it.
  CandidateMaker(const Outcome &Found, CodeTexts &Texts);

  /// The likeliest first; none for a finding in a macro, or of a rule that says
  /// nothing of a pair.
  std::vector<Candidate> of(const Mistake &Finding);

private:
  struct Pair {
    CallText Acquire, Release;
    bool IsProved; ///< Is the function that has them?
  };
  struct Job;

  void learnPairs();
  /// Does a function that is proved take or give a lock by \p Name?
  bool isRight(const std::string &Name) const;
  std::vector<std::string> releasesOf(const CallText &Acquire) const;
  std::vector<CallText> acquiresOf(const CallText &Release) const;

  const Outcome &Found;
  CodeTexts &Texts;
  std::vector<Pair> Pairs; ///< That the proof found, anywhere.
};

// What follows is for Candidates.cpp, which has what is done in the function of
// the finding, and Helpers.cpp, which has it in those that it calls.

/// The name with the first of \p Words that it has changed; "" if it has none.
std::string
counterpart(llvm::StringRef Name,
            llvm::ArrayRef<std::pair<const char *, const char *>> Words);

/// The call as a statement, but for the semicolon.
std::string statementOf(const CallText &Call);

/// Makes candidates of one finding.
struct CandidateMaker::Job {
  CandidateMaker &Maker;
  const Mistake &Finding;
  const CodeText &Code;
  const std::string &File;
  size_t At; ///< What is wrong.
  Span Body; ///< Of the function.
  std::vector<Candidate> Made;

  size_t offsetOf(const Note &Where) const {
    return Code.offsetAt(Where.textLine(), Where.Column);
  }
  bool isHere(const Note &Where) const {
    if (Where.textFile() != File)
      return false;
    const size_t Place = offsetOf(Where);
    return Body.Begin <= Place && Place < Body.End;
  }

  void add(std::string Title, std::vector<Edit> Edits) {
    constexpr size_t Most = 24;
    if (Edits.empty() || Made.size() >= Most)
      return;
    llvm::sort(Edits);
    for (size_t I = 1; I < Edits.size(); ++I)
      if (Edits[I - 1].Offset + Edits[I - 1].Length > Edits[I].Offset)
        return;
    if (llvm::none_of(
            Made, [&](const Candidate &Each) { return Each.Edits == Edits; }))
      Made.push_back({std::move(Title), std::move(Edits)});
  }

  Edit replace(Span Of, std::string Text) const {
    return {File, Of.Begin, Of.End - Of.Begin, std::move(Text)};
  }
  std::string newLine(size_t Place) const {
    return Code.lineEndAt(Place).str() + Code.indentAt(Place).str();
  }

  /// \p Text, a statement, before another one: in braces with it, if it is all
  /// that an if runs.
  Edit before(Span Statement, const std::string &Text) const {
    const std::string Line = newLine(Statement.Begin);
    if (!Code.isBareBody(Statement))
      return {File, Statement.Begin, 0, Text + Line};
    // The braces belong to the line that the if is on.
    const size_t Head =
        Code.text().find_last_not_of(" \t\r\n", Statement.Begin - 1);
    const std::string End = Code.lineEndAt(Statement.Begin).str(),
                      Outer = Code.indentAt(Head).str(),
                      Inner = Outer + Code.indentStep();
    const std::string Open =
        Code.hasBracesAlone() ? End + Outer + "{" : std::string(" {");
    return replace({Head + 1, Statement.End},
                   Open + End + Inner + Text + End + Inner +
                       Code.text(Statement).str() + End + Outer + "}");
  }

  Edit behind(Span Statement, const std::string &Text) const {
    return {File, Statement.End, 0, newLine(Statement.Begin) + Text};
  }

  /// One that may be all that an if runs leaves an empty block there, which
  /// compilers take for meant; not so an empty statement.
  Edit without(Span Statement) const {
    if (!Code.isBareBody(Statement))
      return replace(Code.wholeLines(Statement), "");
    const size_t Head =
        Code.text().find_last_not_of(" \t\r\n", Statement.Begin - 1);
    const llvm::StringRef Between =
        llvm::StringRef(Code.text()).slice(Head + 1, Statement.Begin);
    // A comment on the line of the if would swallow the braces.
    const size_t Line = llvm::StringRef(Code.text()).rfind('\n', Head) + 1;
    const bool HasComment =
        llvm::StringRef(Code.text()).slice(Line, Head + 1).contains("//");
    if (!Between.contains('\n') || HasComment || Code.hasBracesAlone())
      return replace(Statement, "{ }");
    return replace({Head + 1, Statement.End}, " { }");
  }

  /// The calls of the function that release something, and are statements.
  std::vector<CallText> releases() const {
    std::vector<CallText> Result;
    for (CallText &Each : Code.callsIn(Body)) {
      const sp_routine *Row = sp_routine_find(Each.Name.c_str());
      const bool Releases =
          Row ? Row->effect == SP_EFFECT_RELEASE
              : llvm::any_of(Maker.Pairs, [&](const Pair &Known) {
                  return Known.Release.Name == Each.Name;
                });
      const auto Statement = Code.statementAt(Each.Whole.Begin);
      if (Releases && Statement && Statement->Begin == Each.Whole.Begin)
        Result.push_back(std::move(Each));
    }
    return Result;
  }
  std::vector<CallText> acquires() const {
    std::vector<CallText> Result;
    for (CallText &Each : Code.callsIn(Body)) {
      const sp_routine *Row = sp_routine_find(Each.Name.c_str());
      if (Row ? Row->effect == SP_EFFECT_ACQUIRE
              : llvm::any_of(Maker.Pairs, [&](const Pair &Known) {
                  return Known.Acquire.Name == Each.Name;
                }))
        Result.push_back(std::move(Each));
    }
    return Result;
  }

  void insertBefore(size_t Place, const std::string &Call) {
    if (const auto Statement = Code.statementAt(Place)) {
      // What it returns may be what the lock protects.
      if (const auto Value = Code.returned(*Statement);
          Value && !Code.isOwnValue(*Value, Body))
        return;
      add("Release before this: " + Call, {before(*Statement, Call + ";")});
    } else if (Code.text()[Place] == '}') {
      // The end of a block: as its last statement.
      const size_t Last = Code.text().find_last_not_of(" \t\r\n", Place - 1);
      const std::string End = Code.lineEndAt(Last).str();
      add("Release before the end: " + Call,
          {{File, Last + 1, 0,
            End + Code.indentAt(Place).str() + Code.indentStep() + Call +
                ";"}});
    }
  }

  void leak();
  void releaseEarlier(const std::string &Release);
  void takeFirst(const CallText &Release, Span Statement);
  void wrongAcquire(const CallText &Release);
  std::optional<Job> helper(llvm::StringRef Name) const;
  void addIn(const Job &Other, const std::string &Helper,
             const std::string &Title, Edit Its);
  void wrongInHelper();
  void wrongInHelper(const CodeText &In, size_t Place);
  void leakInHelper();
  void takeOutAcquire();
  void releaseInLoop(const CallText &Acquire);
  void takeOutRelease();
  void wrongArgument();
  void wrongArgument(llvm::ArrayRef<CallText> Wrong);
  void variableOfItsOwn();
  std::optional<Span> declarationOf(llvm::StringRef Name) const;
  void nullArgument();
  void exchangeReleases();
  void moveBehindRelease();
  void checkStatus();
};

} // namespace spinpair

#endif
