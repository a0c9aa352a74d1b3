//===- Helpers.cpp - Edits in the helpers that a function calls -----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Candidates.h"

#include "llvm/ADT/STLExtras.h"

using llvm::StringRef;

namespace spinpair {

static const std::pair<const char *, const char *> BothWays[] = {
    {"Acquire", "Release"}, {"acquire", "release"}, {"Release", "Acquire"},
    {"release", "acquire"}, {"Unlock", "Lock"},     {"Lock", "Unlock"},
    {"unlock", "lock"},     {"lock", "unlock"},     {"Enter", "Leave"},
    {"enter", "leave"},     {"Leave", "Enter"},     {"leave", "enter"}};

/// The helper of that name, as a place for edits; nothing if it is not read.
std::optional<CandidateMaker::Job>
CandidateMaker::Job::helper(StringRef Name) const {
  for (const FunctionVerdict &Each : Maker.Found.Functions) {
    if (Each.Shown != Name)
      continue;
    const CodeText *Its = Maker.Texts.get(Each.File);
    if (!Its)
      continue;
    const size_t Open = Its->text().find('{', Its->offsetAt(Each.Line, 1));
    if (Open == std::string::npos)
      continue;
    if (const auto Body = Its->bodyAround(Open + 1))
      return Job{Maker, Finding, *Its, Each.File, Open + 1, *Body, {}};
  }
  return std::nullopt;
}

void CandidateMaker::Job::addIn(const Job &Other, const std::string &Helper,
                                const std::string &Title, Edit Its) {
  if (Other.Body.Begin != Body.Begin || Other.File != File)
    add("In '" + Helper + "': " + Title, {std::move(Its)});
}

/// The call that is wrong may stand in a helper, at the cause or on the way to
/// it.
void CandidateMaker::Job::wrongInHelper() {
  std::vector<const Note *> Places;
  if (!Finding.Cause.File.empty())
    Places.push_back(&Finding.Cause);
  for (const Note &Step : llvm::reverse(Finding.Path))
    if (!isHere(Step) && llvm::none_of(Places, [&](const Note *Each) {
          return Each->textFile() == Step.textFile() &&
                 Each->textLine() == Step.textLine();
        }))
      Places.push_back(&Step);
  for (const Note *Where : Places)
    if (const CodeText *Its = Maker.Texts.get(Where->textFile()))
      wrongInHelper(*Its, Its->offsetAt(Where->textLine(), Where->Column));
}

/// That call is made what its counterpart pairs with, or the counterpart is
/// made to pair with it, or it is taken out.
void CandidateMaker::Job::wrongInHelper(const CodeText &In, size_t Place) {
  const auto Call = In.callAt(Place);
  const auto Statement = In.statementAt(Place);
  if (!Call || !Statement || Call->Whole.Begin >= Statement->End)
    return;
  for (const FunctionVerdict &Each : Maker.Found.Functions) {
    const auto Wrong = helper(Each.Shown);
    if (!Wrong || &Wrong->Code != &In || Place < Wrong->Body.Begin ||
        Place >= Wrong->Body.End)
      continue;
    if (Maker.isRight(Each.Shown))
      return;
    const std::string Partner = counterpart(Each.Shown, BothWays);
    if (const auto Other = helper(Partner)) {
      for (const CallText &Acquire : Other->acquires())
        for (const std::string &Release : Maker.releasesOf(Acquire))
          if (Release != Call->text())
            addIn(*Wrong, Each.Shown,
                  "release as '" + Partner + "' acquires: " + Release,
                  Wrong->replace(Call->Whole, Release));
      for (const CallText &Right : Maker.acquiresOf(*Call))
        for (const CallText &Acquire : Other->acquires())
          if (Acquire.Name == Right.Name && Acquire.text() != Right.text())
            addIn(*Other, Partner,
                  "acquire as '" + Each.Shown + "' releases: " + Right.text(),
                  Other->replace(Acquire.Whole, Right.text()));
    }
    if (Statement->Begin == Call->Whole.Begin)
      addIn(*Wrong, Each.Shown, "take out " + Call->text(),
            Wrong->without(*Statement));
    return;
  }
}

/// The helper that is to release leaves something that its counterpart took.
void CandidateMaker::Job::leakInHelper() {
  for (const CallText &Call : Code.callsIn(Body)) {
    if (Maker.isRight(Call.Name))
      continue;
    const auto Giving = helper(Call.Name);
    const std::string Partner = counterpart(Call.Name, BothWays);
    const auto Taking = Giving ? helper(Partner) : std::nullopt;
    if (!Taking || llvm::none_of(Code.callsIn(Body), [&](const CallText &Each) {
          return Each.Name == Partner;
        }))
      continue;
    const size_t End = Giving->Body.End - 1;
    for (const CallText &Acquire : Taking->acquires())
      for (const std::string &Release : Maker.releasesOf(Acquire)) {
        if (llvm::any_of(
                Giving->Code.callsIn(Giving->Body),
                [&](const CallText &Each) { return Each.text() == Release; }))
          continue;
        for (const CallText &Wrong : Giving->releases())
          addIn(*Giving, Call.Name,
                "release as '" + Partner + "' acquires: " + Release,
                Giving->replace(Wrong.Whole, Release));
        const std::string Text = Release + ";";
        addIn(*Giving, Call.Name, "release before the end: " + Release,
              {Giving->File,
               Giving->Code.text().find_last_not_of(" \t\r\n", End - 1) + 1, 0,
               Giving->Code.lineEndAt(Giving->Body.Begin).str() +
                   Giving->Code.indentStep() + Text});
        for (const Span Each : Giving->Code.statementsIn(Giving->Body))
          addIn(*Giving, Call.Name, "release before this: " + Release,
                Giving->before(Each, Text));
      }
  }
}

} // namespace spinpair
