//===- Groups.cpp - Findings with one cause -------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Groups.h"

#include "model/Outcome.h"

#include "../../analyzer/Links.h"

#include "spinpair/families.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <map>
#include <tuple>

using llvm::StringRef;

namespace spinpair {

const sp_rule_row *rowOf(const Mistake &Found) {
  sp_rule Rule = sp_rule_find(Found.Checker.c_str());
  return Rule == SP_RULE_NONE ? nullptr : sp_rule_get(Rule);
}

/// How many findings of a rule have to share the call that is wrong before that
/// is taken for the cause of all. A routine that may not be called there is
/// wrong in the helper that calls it. What is wrong with a lock is mostly its
/// callers' mistake; but if many of them release what was never taken, their
/// common helper forgot to take it.
static size_t leastOf(const Mistake &Found) {
  constexpr size_t Many = 3;
  switch (sp_rule_of_message(sp_rule_find(Found.Checker.c_str()))) {
  case SP_RULE_IRQL_TOO_HIGH:
  case SP_RULE_KERNEL_FORBIDDEN_CALL:
  case SP_RULE_LOCK_ORDER:
  case SP_RULE_SPIN_LOCK_ORDER:
    return 2;
  case SP_RULE_RELEASE_NOT_HELD:
  case SP_RULE_OLD_IRQL_MISMATCH:
  case SP_RULE_SPIN_HANDLE_MISMATCH:
    return Many;
  default:
    return SIZE_MAX;
  }
}

std::vector<FindingGroup> groupsOf(const Outcome &Outcome, bool BySeverity) {
  using Key = std::tuple<std::string, std::string, unsigned, unsigned>;
  auto KeyOf = [](const Mistake &Found) {
    const Note &Cause = Found.Cause;
    return Key(Found.Checker, Cause.File, Cause.Line, Cause.Column);
  };
  std::map<Key, size_t> Counts, Known;
  for (const Mistake &Found : Outcome.Mistakes)
    if (Found.isNew() && !Found.Cause.File.empty())
      ++Counts[KeyOf(Found)];
  std::vector<FindingGroup> Result;
  for (const Mistake &Found : Outcome.Mistakes) {
    if (!Found.isNew())
      continue;
    size_t Index = Result.size();
    if (!Found.Cause.File.empty() && Counts[KeyOf(Found)] >= leastOf(Found))
      Index = Known.try_emplace(KeyOf(Found), Index).first->second;
    if (Index == Result.size())
      Result.emplace_back();
    Result[Index].Members.push_back(&Found);
  }
  if (BySeverity)
    llvm::stable_sort(Result, [](const FindingGroup &A, const FindingGroup &B) {
      return A.first().Severity > B.first().Severity;
    });
  return Result;
}

StringRef withoutLink(StringRef Message) {
  for (const char *Link : {SPINPAIR_DOCS, "'spinpair explain "}) {
    const std::string Tail = SeeAlso + std::string(Link);
    if (*Link && StringRef(Message).contains(Tail))
      return Message.take_front(Message.rfind(Tail));
  }
  return Message;
}

bool repeatsFinding(const Mistake &Found, const Note &Step) {
  return &Step == &Found.Path.back() && Step.File == Found.Where.File &&
         Step.Line == Found.Where.Line && Step.Column == Found.Where.Column &&
         withoutLink(Step.Message) == Found.Where.Message;
}

/// How long the arguments of a call are that \p Text begins with; 0 if it does
/// not, or if they go on in the next line.
static size_t argumentsAt(StringRef Text) {
  size_t Depth = 0;
  for (size_t I = 0; I < Text.size() && (Depth || Text[I] == '('); ++I) {
    Depth += Text[I] == '(';
    Depth -= Text[I] == ')';
    if (!Depth)
      return I + 1;
  }
  return 0;
}

Region regionOf(const Note &Where, Sources &Files) {
  if (Where.EndLine)
    return {Where.EndLine, Where.EndColumn};
  StringRef Line = Files.lineOf(Where);
  if (!Where.Column || Where.Column > Line.size())
    return {};
  size_t Length = Line.drop_front(Where.Column - 1)
                      .take_while([](char C) {
                        return llvm::isAlnum(C) || C == '_' || (C & 0x80);
                      })
                      .size();
  const StringRef Rest = Line.drop_front(Where.Column - 1 + Length);
  Length += Length ? argumentsAt(Rest) : 1;
  return {Where.Line, unsigned(Where.Column + Length)};
}

} // namespace spinpair
