//===- Match.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Match.h"

#include "Sources.h"
#include "model/Verdict.h"
#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

#include <array>
#include <set>

using llvm::StringRef;

namespace spinpair {

namespace {

using Tokens = llvm::SmallVector<StringRef, 16>;

Tokens tokensOf(StringRef Code) {
  Tokens Result;
  Code.split(Result, ' ', -1, /*KeepEmpty=*/false);
  return Result;
}

bool isName(StringRef Token) {
  return !Token.empty() && (llvm::isAlpha(Token[0]) || Token[0] == '_');
}

/// Without what looks like a cast: "( ULONG ) x", "( void * ) & y".
Tokens withoutCasts(StringRef Code) {
  const Tokens All = tokensOf(Code);
  Tokens Result;
  for (size_t I = 0; I < All.size(); ++I) {
    size_t End = I + 1;
    while (End < All.size() && (isName(All[End]) || All[End] == "*"))
      ++End;
    const bool IsCast =
        All[I] == "(" && End > I + 1 && End + 1 < All.size() &&
        All[End] == ")" && (Result.empty() || !isName(Result.back())) &&
        (isName(All[End + 1]) || llvm::isAlnum(All[End + 1][0]) ||
         All[End + 1] == "(" || All[End + 1] == "&" || All[End + 1] == "*");
    if (IsCast)
      I = End;
    else
      Result.push_back(All[I]);
  }
  return Result;
}

bool isSame(StringRef A, StringRef B) {
  return A == B || withoutCasts(A) == withoutCasts(B);
}

/// Is one of two conditions the other one, and more?
bool isGrown(StringRef A, StringRef B) {
  auto NamesIn = [](StringRef Code) {
    std::set<std::string> Names;
    for (StringRef Token : tokensOf(Code))
      if (isName(Token))
        Names.insert(Token.str());
    return Names;
  };
  const std::set<std::string> InA = NamesIn(A), InB = NamesIn(B);
  auto Has = [](const std::set<std::string> &All,
                const std::set<std::string> &Some) {
    return std::includes(All.begin(), All.end(), Some.begin(), Some.end());
  };
  if ((A.take_front(5) == "else ") != (B.take_front(5) == "else "))
    return false; // the lock is lost on the other side now
  if (A.take_front(5) == "case " || B.take_front(5) == "case ")
    return false;
  return A.empty() == B.empty() && (Has(InA, InB) || Has(InB, InA));
}

class Matcher {
public:
  Matcher(const std::vector<Mistake> &Mistakes,
          const std::vector<FunctionVerdict> &Functions,
          const std::map<std::string, KnownFinding> &Known, Sources &Files)
      : Mistakes(Mistakes), Functions(Functions), Files(Files),
        Result(Mistakes.size()) {
    for (const auto &Entry : Known)
      Left.push_back(&Entry.second);
    for (const Mistake &Found : Mistakes)
      Paths.push_back(projectPath(Found.Where.File));
  }

  std::vector<const KnownFinding *> match() {
    using Stage = bool (Matcher::*)(size_t, const KnownFinding &);
    for (Stage Each : std::initializer_list<Stage>{
             &Matcher::isItself, &Matcher::isAlike, &Matcher::isEdited,
             &Matcher::isRenamed, &Matcher::isMoved, &Matcher::isOld})
      for (size_t I = 0; I < Mistakes.size(); ++I)
        if (!Result[I])
          take(I, [&](const KnownFinding &Entry) {
            return Entry.Rule == Mistakes[I].Checker && (this->*Each)(I, Entry);
          });
    return std::move(Result);
  }

private:
  void take(size_t I, llvm::function_ref<bool(const KnownFinding &)> Is) {
    auto Entry = llvm::find_if(
        Left, [&](const KnownFinding *Each) { return Is(*Each); });
    if (Entry == Left.end())
      return;
    Result[I] = *Entry;
    Left.erase(Entry);
  }

  bool isHere(size_t I, const KnownFinding &Entry) const {
    return Entry.File == Paths[I] && Entry.Function == Mistakes[I].Shown;
  }

  bool isCodeSame(size_t I, const KnownFinding &Entry) const {
    const FindingCode &A = Mistakes[I].Code, &B = Entry.Code;
    return isSame(A.Acquire, B.Acquire) && isSame(A.Exit, B.Exit) &&
           A.Jump == B.Jump && isSame(A.Branch, B.Branch) &&
           isSame(A.First, B.First);
  }

  bool isItself(size_t I, const KnownFinding &Entry) {
    return Entry.hasCode() && Entry.Fingerprint == Mistakes[I].Fingerprint &&
           isHere(I, Entry) &&
           (isCodeSame(I, Entry) || Functions.empty() || isPlain(Entry.Code));
  }

  /// Is it from results of clang's analyzer, which do not tell more?
  static bool isPlain(const FindingCode &Code) {
    return Code.Jump.empty() && Code.Branch.empty() && Code.First.empty();
  }

  bool isAlike(size_t I, const KnownFinding &Entry) {
    return Entry.hasCode() && isHere(I, Entry) && isCodeSame(I, Entry);
  }

  /// Another return value on the same branch, or another condition for the same
  /// way out.
  bool isEdited(size_t I, const KnownFinding &Entry) {
    const FindingCode &A = Mistakes[I].Code, &B = Entry.Code;
    if (!Entry.hasCode() || !isHere(I, Entry) ||
        !isSame(A.Acquire, B.Acquire) || A.Branch.empty() || B.Branch.empty())
      return false;
    if (isSame(A.Branch, B.Branch))
      return A.Jump == B.Jump;
    return isSame(A.Exit, B.Exit) && A.Jump == B.Jump &&
           isGrown(A.Branch, B.Branch);
  }

  /// The same but for names of the function, of its parameters and locals, or
  /// of a function that it calls.
  bool isRenamed(size_t I, const KnownFinding &Entry) {
    if (!Entry.hasCode() || Entry.File != Paths[I])
      return false;
    const SourceFile &Text = Files.textOf(Mistakes[I].Where);
    if (Entry.Function != Mistakes[I].Shown && Text.mentions(lastOf(Entry)))
      return false; // it is still there
    return isRenaming(I, Entry);
  }

  bool isRenaming(size_t I, const KnownFinding &Entry) {
    const FindingCode &A = Mistakes[I].Code, &B = Entry.Code;
    llvm::StringMap<std::string> Names;
    const std::pair<StringRef, StringRef> Pairs[] = {{A.Acquire, B.Acquire},
                                                     {A.Exit, B.Exit},
                                                     {A.Jump, B.Jump},
                                                     {A.Branch, B.Branch},
                                                     {A.First, B.First}};
    return llvm::all_of(Pairs, [&](auto Each) {
      return isRenaming(I, Each.first, Each.second, Names);
    });
  }

  bool isRenaming(size_t I, StringRef Now, StringRef Before,
                  llvm::StringMap<std::string> &Names) {
    const Tokens New = withoutCasts(Now), Old = withoutCasts(Before);
    if (New.size() != Old.size())
      return false;
    for (size_t T = 0; T < New.size(); ++T) {
      if (!isName(New[T]) || !isName(Old[T])) {
        if (New[T] != Old[T])
          return false;
        continue;
      }
      auto [Known, IsNew] = Names.try_emplace(Old[T], New[T].str());
      if (Known->second != New[T] ||
          (IsNew && Old[T] != New[T] &&
           !mayBeRenamed(I, Old[T], New[T],
                         T + 1 < New.size() && New[T + 1] == "(")))
        return false;
    }
    return true;
  }

  /// May \p Old be called \p New now? The old name is gone then, and the new
  /// one is declared where a local is, or is that of a function.
  bool mayBeRenamed(size_t I, StringRef Old, StringRef New, bool IsCalled) {
    const Mistake &Found = Mistakes[I];
    auto Home = llvm::find_if(Functions, [&](const FunctionVerdict &Each) {
      return Each.Linkage == Found.Function;
    });
    if (IsCalled)
      return !Files.textOf(Found.Where).mentions(Old) &&
             llvm::none_of(
                 Functions,
                 [&](const auto &Each) { return Each.Shown == Old; }) &&
             llvm::any_of(Functions,
                          [&](const auto &Each) { return Each.Shown == New; });
    if (Home == Functions.end())
      return false;
    const int Moved = int(Found.Where.textLine()) - int(Found.Where.Line);
    const std::vector<StringRef> Body =
        Files.textOf(Found.Where).functionAt(Home->Line + Moved);
    return !llvm::is_contained(Body, Old) && isDeclared(Body, New);
  }

  /// "TYPE NAME", "* NAME" or ", NAME" in front of what ends a declarator.
  static bool isDeclared(const std::vector<StringRef> &Body, StringRef Name) {
    static const StringRef Ends[] = {";", "=", ",", ")", "["};
    static const StringRef NoTypes[] = {"return", "goto", "case", "else"};
    for (size_t T = 1; T + 1 < Body.size(); ++T)
      if (Body[T] == Name && llvm::is_contained(Ends, Body[T + 1]) &&
          ((isName(Body[T - 1]) && !llvm::is_contained(NoTypes, Body[T - 1])) ||
           (Body[T - 1] == "*" && T > 1 && isName(Body[T - 2]))))
        return true;
    return false;
  }

  /// The function is in another file now, or its file is called otherwise.
  bool isMoved(size_t I, const KnownFinding &Entry) {
    return Entry.hasCode() && Entry.File != Paths[I] &&
           Entry.Function == Mistakes[I].Shown &&
           !Files.get(projectRoot() + "/" + Entry.File)
                .mentions(lastOf(Entry)) &&
           (isCodeSame(I, Entry) || isRenaming(I, Entry));
  }

  /// What an older spinpair wrote has no code.
  bool isOld(size_t I, const KnownFinding &Entry) {
    return !Entry.hasCode() && isHere(I, Entry) &&
           Entry.Message == Mistakes[I].Where.Message;
  }

  static StringRef lastOf(const KnownFinding &Entry) {
    const size_t At = StringRef(Entry.Function).rfind(':');
    return StringRef(Entry.Function).drop_front(At + 1); // npos + 1 is 0
  }

  const std::vector<Mistake> &Mistakes;
  const std::vector<FunctionVerdict> &Functions;
  Sources &Files;
  std::vector<const KnownFinding *> Result, Left;
  std::vector<std::string> Paths;
};

} // namespace

std::vector<const KnownFinding *>
matchKnown(const std::vector<Mistake> &Mistakes,
           const std::vector<FunctionVerdict> &Functions,
           const std::map<std::string, KnownFinding> &Known, Sources &Files) {
  return Matcher(Mistakes, Functions, Known, Files).match();
}

} // namespace spinpair
