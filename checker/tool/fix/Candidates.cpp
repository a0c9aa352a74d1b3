//===- Candidates.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Candidates.h"

#include "model/Outcome.h"
#include "support/Places.h"

#include "spinpair/routines.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace spinpair {

const CodeText *CodeTexts::get(const std::string &Shown) {
  auto [Known, IsNew] = Texts.try_emplace(Shown);
  if (IsNew)
    if (auto Buffer = readWhole(Shown))
      Known->second = std::make_unique<CodeText>((*Buffer)->getBuffer().str());
  return Known->second.get();
}

//===----------------------------------------------------------------------===//
// What releases what
//===----------------------------------------------------------------------===//

CandidateMaker::CandidateMaker(const Outcome &Found, CodeTexts &Texts)
    : Found(Found), Texts(Texts) {
  learnPairs();
}

void CandidateMaker::learnPairs() {
  for (const FunctionVerdict &Each : Found.Functions)
    for (const Pairing &Its : Each.Pairings) {
      const CodeText *Code = Texts.get(Each.File);
      if (!Code)
        continue;
      auto Acquire =
          Code->callAt(Code->offsetAt(Its.AcquireLine, Its.AcquireColumn));
      auto Release =
          Code->callAt(Code->offsetAt(Its.ReleaseLine, Its.ReleaseColumn));
      if (Acquire && Release)
        Pairs.push_back({std::move(*Acquire), std::move(*Release),
                         Each.Verdict == Verdict::Proved});
    }
}

bool CandidateMaker::isRight(const std::string &Name) const {
  return llvm::any_of(Pairs, [&](const Pair &Each) {
    return Each.IsProved &&
           (Each.Acquire.Name == Name || Each.Release.Name == Name);
  });
}

/// The variable that an address is of: "&Irql" is of Irql, "p" of *p.
static std::string pointee(StringRef Pointer) {
  if (Pointer.consume_front("&"))
    return Pointer.trim().str();
  return "*" + Pointer.str();
}

static bool sameName(StringRef A, StringRef B) {
  return A.ltrim("& ") == B.ltrim("& ");
}

/// An argument of a call that belongs to \p Known, as that of one that belongs
/// to \p Ours. False if it is none of Known's own.
static bool translate(StringRef Argument, const CallText &Known,
                      const CallText &Ours, std::string &To) {
  if (!Known.Result.empty() && Argument == Known.Result) {
    To = Ours.Result;
    return !To.empty();
  }
  for (size_t I = 0; I < Known.Arguments.size() && I < Ours.Arguments.size();
       ++I) {
    const StringRef Its = Known.Arguments[I];
    if (!sameName(Its, Argument))
      continue;
    const StringRef Own = Ours.Arguments[I];
    const bool WasAddress = Its.take_front(1) == "&",
               IsAddress = Argument.take_front(1) == "&";
    To = WasAddress == IsAddress ? Own.str()
         : WasAddress            ? pointee(Own)
                                 : "&" + Own.str();
    return true;
  }
  return false;
}

/// \p Other, which goes with \p Known, as it goes with \p Ours.
static std::string adapt(const CallText &Other, const CallText &Known,
                         const CallText &Ours) {
  CallText Result = Other;
  for (std::string &Argument : Result.Arguments) {
    std::string To;
    if (!translate(Argument, Known, Ours, To))
      return "";
    Argument = To;
  }
  return Result.text();
}

/// The name with the first of \p Words that it has changed; "" if it has none.
static std::string
counterpart(StringRef Name,
            llvm::ArrayRef<std::pair<const char *, const char *>> Words) {
  for (auto [From, To] : Words) {
    const size_t At = Name.find(From);
    if (At != StringRef::npos)
      return (Name.take_front(At) + To +
              Name.drop_front(At + StringRef(From).size()))
          .str();
  }
  return "";
}

static void addOnce(std::vector<std::string> &To, std::string Text) {
  if (!Text.empty() && !llvm::is_contained(To, Text))
    To.push_back(std::move(Text));
}

/// Calls that may release what a call takes: those that do so elsewhere, the
/// routine of the DDI, and helpers by their names.
std::vector<std::string>
CandidateMaker::releasesOf(const CallText &Acquire) const {
  std::vector<std::string> Result;
  for (const Pair &Each : Pairs)
    if (Each.Acquire.text() == Acquire.text() &&
        Each.Acquire.Result == Acquire.Result)
      addOnce(Result, Each.Release.text());
  for (const Pair &Each : Pairs)
    if (Each.Acquire.Name == Acquire.Name)
      addOnce(Result, adapt(Each.Release, Each.Acquire, Acquire));
  const std::string Other = counterpart(Acquire.Name, {{"Acquire", "Release"},
                                                       {"acquire", "release"},
                                                       {"Unlock", "Lock"},
                                                       {"Lock", "Unlock"},
                                                       {"unlock", "lock"},
                                                       {"lock", "unlock"},
                                                       {"Enter", "Leave"},
                                                       {"enter", "leave"}});
  const sp_routine *Taking = sp_routine_find(Acquire.Name.c_str()),
                   *Giving = sp_routine_find(Other.c_str());
  const bool ArePair = Taking && Giving &&
                       Taking->effect == SP_EFFECT_ACQUIRE &&
                       Giving->effect == SP_EFFECT_RELEASE;
  const sp_family_id Family =
      ArePair ? sp_lock_form_of(Taking->kind)->family : SP_FAMILY_COUNT;
  if (Family == SP_FAMILY_MSI &&
      Acquire.Arguments.size() == size_t(Taking->arity)) {
    CallText Release{
        Other, std::vector<std::string>(size_t(Giving->arity)), {}, "", {}};
    Release.Arguments[size_t(Giving->adapter)] =
        Acquire.Arguments[size_t(Taking->adapter)];
    Release.Arguments[size_t(Giving->message)] =
        Acquire.Arguments[size_t(Taking->message)];
    Release.Arguments[size_t(Giving->old_irql)] =
        pointee(Acquire.Arguments[size_t(Taking->old_irql)]);
    addOnce(Result, Release.text());
  } else if (Family == SP_FAMILY_STORPORT &&
             Acquire.Arguments.size() == size_t(Taking->arity)) {
    addOnce(Result, CallText{Other,
                             {Acquire.Arguments[0],
                              Acquire.Arguments[size_t(Taking->old_irql)]},
                             {},
                             "",
                             {}}
                        .text());
  } else if (!Other.empty() &&
             llvm::any_of(Found.Functions, [&](const FunctionVerdict &Each) {
               return Each.Shown == Other;
             })) {
    CallText Release{Other, Acquire.Arguments, {}, "", {}};
    if (!Acquire.Result.empty())
      Release.Arguments.push_back(Acquire.Result);
    addOnce(Result, Release.text());
  }
  return Result;
}

/// The call as a statement, but for the semicolon.
static std::string statementOf(const CallText &Call) {
  return (Call.Result.empty() ? "" : Call.Result + " = ") + Call.text();
}

/// Calls that may take what a call releases.
std::vector<CallText>
CandidateMaker::acquiresOf(const CallText &Release) const {
  std::vector<CallText> Result;
  for (const Pair &Each : Pairs) {
    if (Each.Release.Name != Release.Name)
      continue;
    // What the release has says what the acquire has.
    CallText Known = Each.Release, Ours = Release;
    CallText Acquire = Each.Acquire;
    bool Fits = true;
    for (std::string &Argument : Acquire.Arguments) {
      std::string To;
      if (translate(Argument, Known, Ours, To))
        Argument = To;
      else if (StringRef(Argument).find_first_not_of(
                   "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") !=
                   StringRef::npos &&
               !sp_routine_find(Acquire.Name.c_str()))
        Fits = false; // no constant, and nothing here is known to be it
    }
    std::string Into;
    if (Fits && !Acquire.Result.empty())
      Fits = translate(Acquire.Result, Known, Ours, Into);
    Acquire.Result = Into;
    if (Fits && llvm::none_of(Result, [&](const CallText &Each) {
          return statementOf(Each) == statementOf(Acquire);
        }))
      Result.push_back(std::move(Acquire));
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// Edits for one finding
//===----------------------------------------------------------------------===//

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
    const StringRef Between =
        StringRef(Code.text()).slice(Head + 1, Statement.Begin);
    // A comment on the line of the if would swallow the braces.
    const size_t Line = StringRef(Code.text()).rfind('\n', Head) + 1;
    const bool HasComment =
        StringRef(Code.text()).slice(Line, Head + 1).contains("//");
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
  std::optional<Job> helper(StringRef Name) const;
  void addIn(const Job &Other, const std::string &Helper,
             const std::string &Title, Edit Its);
  void wrongInHelper();
  void leakInHelper();
  void takeOutAcquire();
  void takeOutRelease();
  void wrongArgument();
  void wrongArgument(llvm::ArrayRef<CallText> Wrong);
  void variableOfItsOwn();
  std::optional<Span> declarationOf(StringRef Name) const;
  void nullArgument();
  void exchangeReleases();
  void moveBehindRelease();
  void checkStatus();
};

/// Releases before the way out, before the jump to it, or at the end of what
/// the function does under the lock.
void CandidateMaker::Job::leak() {
  std::vector<CallText> Taken;
  if (isHere(Finding.Origin))
    if (auto Call = Code.callAt(offsetOf(Finding.Origin)))
      Taken.push_back(std::move(*Call));
  for (CallText &Each : acquires())
    if (Taken.empty() || Each.Whole.Begin != Taken[0].Whole.Begin)
      Taken.push_back(std::move(Each));
  std::vector<size_t> Ends = {At};
  for (const Note &Each : Finding.Way)
    if ((Each.Message == "jump" || Each.Message == "exit") && isHere(Each))
      Ends.push_back(offsetOf(Each));
  for (const CallText &Acquire : Taken)
    for (const std::string &Release : Maker.releasesOf(Acquire))
      for (size_t End : Ends)
        insertBefore(End, Release);
  for (const Note &Each : Finding.Way)
    if (isHere(Each) && StringRef(Each.Message).contains("branch"))
      if (const auto Then = Code.withoutElse(offsetOf(Each)))
        for (const CallText &Acquire : Taken)
          for (const std::string &Release : Maker.releasesOf(Acquire))
            add("Release otherwise: " + Release,
                {{File, Then->End, 0,
                  (Code.text()[Then->End - 1] == '}'
                       ? " else {" + newLine(Then->Begin) + Code.indentStep() +
                             Release + ";" + newLine(Then->Begin) + "}"
                       : newLine(Then->Begin) + "else" + newLine(Then->Begin) +
                             Code.indentStep() + Release + ";")}});
  wrongArgument(releases()); // it may be that another lock was released
  for (const CallText &Acquire : Taken)
    for (const std::string &Release : Maker.releasesOf(Acquire))
      releaseEarlier(Release);
  leakInHelper();
}

/// What need not be locked at the end may be what must not.
void CandidateMaker::Job::releaseEarlier(const std::string &Release) {
  const auto Block = Code.blockAround(At);
  if (!Block)
    return;
  for (const Span Each : llvm::reverse(Code.statementsIn(*Block))) {
    if (Each.Begin >= At)
      continue;
    if (!Code.namesOwnOnly(Each, Body))
      return;
    add("Release before this: " + Release, {before(Each, Release + ";")});
  }
}

void CandidateMaker::Job::takeOutAcquire() {
  if (!Finding.Cause.File.empty())
    wrongInHelper();
  const auto Call = Code.callAt(At);
  const auto Statement = Code.statementAt(At);
  if (!Call || !Statement)
    return;
  // A function that does more than to take the lock is needed, if not here.
  if (llvm::none_of(acquires(), [&](const CallText &Each) {
        return Each.Whole.Begin == Call->Whole.Begin;
      }))
    return moveBehindRelease();
  // A release that is missing before it.
  if (isHere(Finding.Origin) && offsetOf(Finding.Origin) != At)
    if (const auto First = Code.callAt(offsetOf(Finding.Origin)))
      for (const std::string &Release : Maker.releasesOf(*First))
        insertBefore(At, Release);
  for (const CallText &Earlier : acquires())
    if (Earlier.Whole.Begin < At)
      for (const std::string &Release : Maker.releasesOf(Earlier)) {
        if (Earlier.text() == Call->text())
          add("Take out the second acquire: " + Call->text(),
              {without(*Statement)});
        insertBefore(At, Release);
      }
  if (Code.isDeclaration(*Statement))
    return;
  add("Take out the second acquire: " + Call->text(), {without(*Statement)});
  for (const CallText &Release : releases())
    add("Take out the second acquire, and " + Release.text(),
        {without(*Statement), without(*Code.statementAt(Release.Whole.Begin))});
}

void CandidateMaker::Job::takeOutRelease() {
  const auto Call = Code.callAt(At);
  const auto Statement = Code.statementAt(At);
  if (!Finding.Cause.File.empty())
    wrongInHelper();
  // A jump to a release that has been made before.
  for (const Note &Step : Finding.Path)
    if (Statement && isHere(Step))
      if (const auto Jump = Code.statementAt(offsetOf(Step)))
        if (const std::string Leave =
                Code.leavesBehind(*Jump, *Statement, Body);
            !Leave.empty())
          add("Return here, where the lock is released already",
              {replace(*Jump, Leave)});
  if (!Call || !Statement)
    return;
  wrongArgument();
  wrongAcquire(*Call);
  const bool WasReleased = StringRef(Finding.Checker).contains("DoubleRelease");
  if (!WasReleased)
    takeFirst(*Call, *Statement);
  add("Take out the second release: " + Call->text(), {without(*Statement)});
  if (WasReleased)
    takeFirst(*Call, *Statement);
  for (const CallText &Other : releases())
    if (Other.Whole.Begin != Call->Whole.Begin)
      add("Take out " + Other.text(),
          {without(*Code.statementAt(Other.Whole.Begin))});
}

/// What was to be locked may not be: the lock is taken before. As early as the
/// proof has it, for what stands between may be what it protects.
void CandidateMaker::Job::takeFirst(const CallText &Release, Span Statement) {
  std::vector<size_t> Places = {Code.behindDeclarations(Body)};
  if (const auto Block = Code.blockAround(At)) {
    Places.push_back(Code.behindDeclarations(*Block));
    for (const Span Each : Code.statementsIn(*Block))
      if (Each.Begin > Places[1] && Each.Begin < Statement.Begin)
        Places.push_back(Each.Begin);
  }
  for (const CallText &Acquire : Maker.acquiresOf(Release)) {
    // A variable that has no value yet gets the acquire's.
    if (!Acquire.Result.empty())
      if (const auto Value =
              Code.firstValueOf(Acquire.Result, Body, Statement.Begin))
        add("Take the lock first: " + statementOf(Acquire),
            {replace(*Value, Acquire.text())});
    for (const size_t Place : Places)
      if (Place <= Statement.Begin)
        add("Take the lock first: " + statementOf(Acquire),
            {{File, Place, 0, statementOf(Acquire) + ";" + newLine(Place)}});
  }
}

/// An acquire by another name, or with other arguments, than the release has.
void CandidateMaker::Job::wrongAcquire(const CallText &Release) {
  for (const CallText &Right : Maker.acquiresOf(Release))
    for (const CallText &Acquire : acquires())
      if (Acquire.Name == Right.Name && Acquire.text() != Right.text() &&
          Acquire.Whole.Begin < Release.Whole.Begin)
        add("Acquire as the release pairs: " + Right.text(),
            {replace(Acquire.Whole, Right.text())});
}

//===----------------------------------------------------------------------===//
// Helpers that are wrong
//===----------------------------------------------------------------------===//

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

/// The call that is wrong stands in a helper: it is made what its counterpart
/// pairs with, or the counterpart is made to pair with it, or it is taken out.
void CandidateMaker::Job::wrongInHelper() {
  const CodeText *Its = Finding.Cause.File.empty()
                            ? nullptr
                            : Maker.Texts.get(Finding.Cause.textFile());
  if (!Its)
    return;
  const size_t Place =
      Its->offsetAt(Finding.Cause.textLine(), Finding.Cause.Column);
  const auto Call = Its->callAt(Place);
  const auto Statement = Its->statementAt(Place);
  for (const FunctionVerdict &Each : Maker.Found.Functions) {
    const auto Wrong = helper(Each.Shown);
    if (!Call || !Statement || !Wrong || &Wrong->Code != Its ||
        Place < Wrong->Body.Begin || Place >= Wrong->Body.End)
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

/// Two acquires save to one variable: one of them gets its own.
void CandidateMaker::Job::variableOfItsOwn() {
  const auto Taken = acquires();
  for (const CallText &Second : Taken)
    for (size_t I = 0; I < Second.Arguments.size(); ++I) {
      const StringRef Given = Second.Arguments[I];
      const StringRef Name = Given.drop_front(1);
      if (Given.take_front(1) != "&" ||
          llvm::none_of(Taken, [&](const CallText &First) {
            return First.Whole.Begin < Second.Whole.Begin &&
                   llvm::is_contained(First.Arguments, Given.str());
          }))
        continue;
      const std::string New = Name.str() + "2";
      const auto Declared = declarationOf(Name);
      if (!Declared || StringRef(Code.text()).contains(New))
        continue;
      std::string Copy = Code.text(*Declared).str();
      Copy.replace(Copy.find(Name.str()), Name.size(), New);
      for (const CallText &Release : releases())
        for (size_t J = 0; J < Release.Arguments.size(); ++J)
          if (Release.Arguments[J] == Name)
            add("Save the inner lock's IRQL in a variable of its own, '" + New +
                    "'",
                {behind(*Declared, Copy),
                 replace(Second.ArgumentSpans[I], "&" + New),
                 replace(Release.ArgumentSpans[J], New)});
    }
}

/// The statement of the function that declares a variable, and no other one.
std::optional<Span> CandidateMaker::Job::declarationOf(StringRef Name) const {
  const size_t End = Code.behindDeclarations(Body);
  for (size_t At = Body.Begin + 1; At < End;) {
    const auto Statement = Code.statementAt(At);
    if (!Statement || Statement->Begin >= End)
      break;
    const StringRef Text = Code.text(*Statement);
    const StringRef Before = Text.split('=').first.rtrim("; \t\r\n");
    if (!Text.contains(',') && Before.rsplit(' ').second == Name)
      return Statement;
    At = Statement->End;
  }
  return std::nullopt;
}

/// Another release in the place of the one that is wrong, or one argument of it
/// by what the acquires of the function have.
void CandidateMaker::Job::wrongArgument() {
  if (const auto Call = Code.callAt(At); Call && Code.text()[At] != '}')
    wrongArgument(*Call);
  else
    wrongArgument(releases());
}

void CandidateMaker::Job::wrongArgument(llvm::ArrayRef<CallText> Wrong) {
  for (const CallText &Call : Wrong) {
    const auto Taken = acquires();
    for (const CallText &Acquire : Taken)
      for (const std::string &Release : Maker.releasesOf(Acquire))
        if (Release != Call.text())
          add("Release as the acquire pairs: " + Release,
              {replace(Call.Whole, Release)});
    for (size_t I = 0; I < Call.Arguments.size(); ++I)
      for (const CallText &Acquire : Taken) {
        // What the acquire has in that place, or returns.
        std::string Same =
            I < Acquire.Arguments.size() ? Acquire.Arguments[I] : "";
        if (StringRef(Same).take_front(1) == "&" &&
            StringRef(Call.Arguments[I]).take_front(1) != "&")
          Same = pointee(Same);
        for (const std::string &Value : {Same, Acquire.Result})
          if (!Value.empty() && Value != Call.Arguments[I])
            add("Give it '" + Value + "' in place of '" + Call.Arguments[I] +
                    "'",
                {replace(Call.ArgumentSpans[I], Value)});
      }
  }
}

/// The release as the acquire has it, or the other way round.
void CandidateMaker::Job::nullArgument() {
  const auto Call = Code.callAt(At);
  if (!Call)
    return;
  for (const CallText &Release : releases())
    if (Release.Whole.Begin == Call->Whole.Begin)
      return wrongArgument(Release);
  for (const CallText &Release : releases())
    wrongAcquire(Release);
}

void CandidateMaker::Job::exchangeReleases() {
  const auto Call = Code.callAt(At);
  if (!Call)
    return;
  for (const CallText &Other : releases())
    if (Other.Whole.Begin != Call->Whole.Begin)
      add("Exchange the two releases",
          {replace(Call->Whole, Code.text(Other.Whole).str()),
           replace(Other.Whole, Code.text(Call->Whole).str())});
}

/// What must not be called under the lock is called behind its release.
void CandidateMaker::Job::moveBehindRelease() {
  const auto Statement = Code.statementAt(At);
  const auto Call = Statement ? Code.callAt(Statement->Begin) : std::nullopt;
  if (!Call)
    return;
  for (const CallText &Release : releases())
    if (const auto Later = Code.statementAt(Release.Whole.Begin);
        Later && Code.canFollow(*Statement, *Call, *Later, Body))
      add("Call it behind the release",
          {without(*Statement), behind(*Later, Code.text(*Statement).str())});
}

/// Releases only if the acquire succeeded.
void CandidateMaker::Job::checkStatus() {
  const auto Statement = Code.statementAt(At);
  if (!Statement || Code.isBareBody(*Statement))
    return;
  for (const CallText &Acquire : acquires()) {
    if (Acquire.Result.empty() || Acquire.Whole.Begin > At)
      continue;
    const std::string Line = newLine(Statement->Begin);
    add("Release only if the acquire succeeded",
        {replace(*Statement,
                 "if (" + Acquire.Result + " == STOR_STATUS_SUCCESS)" + Line +
                     Code.indentStep() + Code.text(*Statement).str())});
  }
}

std::vector<Candidate> CandidateMaker::of(const Mistake &Finding) {
  const std::string &File = Finding.Where.textFile();
  const CodeText *Code = Texts.get(File);
  if (!Finding.Spelled.empty() || !Code || Finding.Where.TextLine)
    return {};
  const size_t At = Code->offsetAt(Finding.Where.Line, Finding.Where.Column);
  const auto Body = Code->bodyAround(At);
  if (!Body || At >= Code->text().size())
    return {};
  Job Job{*this, Finding, *Code, File, At, *Body, {}};
  const StringRef Rule = StringRef(Finding.Checker).rsplit('.').second;
  if (Rule == "Leak")
    Job.leak();
  else if (Rule == "DoubleAcquire")
    Job.takeOutAcquire();
  else if (Rule == "DoubleRelease" || Rule == "ReleaseNotHeld")
    Job.takeOutRelease();
  else if (Rule.size() > 8 && Rule.take_back(8) == "Mismatch") {
    // Where several releases agree, it is rather the acquire that is wrong.
    const auto Call = Code->callAt(At);
    if (Call && llvm::count_if(Job.releases(), [&](const CallText &Each) {
                  return Each.text() == Call->text();
                }) > 1)
      Job.wrongAcquire(*Call);
    Job.wrongArgument();
    if (Call)
      Job.wrongAcquire(*Call);
    Job.variableOfItsOwn();
    Job.wrongInHelper();
  } else if (Rule == "NullArgument")
    Job.nullArgument();
  else if (Rule == "ReleaseOrder")
    Job.exchangeReleases();
  else if (Rule == "IrqlTooHigh" || Rule == "LockOrder")
    Job.moveBehindRelease();
  else if (Rule == "FailedAcquire")
    Job.checkStatus();
  return std::move(Job.Made);
}

} // namespace spinpair
