//===- Candidates.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Candidates.h"

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

std::string
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

std::string statementOf(const CallText &Call) {
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
  for (const CallText &Release : releases())
    wrongAcquire(Release);
  for (const CallText &Acquire : Taken)
    for (const std::string &Release : Maker.releasesOf(Acquire))
      releaseEarlier(Release);
  leakInHelper();
  wrongInHelper();
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

/// Releases at the end of the block that the acquire is in, or before what
/// stands there and needs no lock.
void CandidateMaker::Job::releaseInLoop(const CallText &Acquire) {
  const auto Block = Code.blockAround(At);
  if (!Block)
    return;
  for (const std::string &Release : Maker.releasesOf(Acquire)) {
    insertBefore(Block->End - 1, Release);
    for (const Span Each : llvm::reverse(Code.statementsIn(*Block))) {
      if (Each.Begin <= At || !Code.namesOwnOnly(Each, Body))
        break;
      add("Release before this: " + Release, {before(Each, Release + ";")});
    }
  }
  wrongArgument(releases());
}

void CandidateMaker::Job::takeOutAcquire() {
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
  // The one of an earlier turn of a loop, which releases too late, or never.
  // Without it nothing would be locked.
  if (llvm::none_of(acquires(),
                    [&](const CallText &Each) {
                      return Each.Whole.Begin < Call->Whole.Begin;
                    }) &&
      llvm::any_of(Finding.Path, [&](const Note &Step) {
        return isHere(Step) &&
               StringRef(Step.Message).contains("Entering loop body");
      }))
    return releaseInLoop(*Call);
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
  for (const CallText &Acquire : acquires())
    for (size_t I = 0; I < Acquire.Arguments.size(); ++I)
      for (const std::string &Value : Release.Arguments)
        if ((Acquire.Arguments[I] == "NULL" || Acquire.Arguments[I] == "0") &&
            Acquire.Whole.Begin < Release.Whole.Begin &&
            !llvm::is_contained(Acquire.Arguments, Value))
          add("Acquire with '" + Value + "' in place of '" +
                  Acquire.Arguments[I] + "'",
              {replace(Acquire.ArgumentSpans[I], Value)});
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

/// Two calls agree as well if both have nothing where a lock belongs. Nobody
/// means that.
static bool takesNothing(StringRef New, StringRef Old) {
  return (New.contains("NULL") && !Old.contains("NULL")) ||
         (New.contains(", 0)") && Old.contains("&"));
}

void CandidateMaker::Job::wrongArgument(llvm::ArrayRef<CallText> Wrong) {
  for (const CallText &Call : Wrong) {
    const auto Taken = acquires();
    for (const CallText &Acquire : Taken)
      for (const std::string &Release : Maker.releasesOf(Acquire))
        if (Release != Call.text() && !takesNothing(Release, Call.text()))
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
          if (!Value.empty() && Value != Call.Arguments[I] && Value != "NULL")
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
  else if (Rule == "IrqlTooHigh" || Rule == "LockOrder" ||
           Rule == "ForbiddenCall")
    Job.moveBehindRelease();
  else if (Rule == "FailedAcquire")
    Job.checkStatus();
  return std::move(Job.Made);
}

} // namespace spinpair
