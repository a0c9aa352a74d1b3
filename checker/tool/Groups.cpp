//===- Groups.cpp - Findings with one cause -------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Groups.h"

#include "../analyzer/Links.h"
#include "Report.h"

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

std::vector<FindingGroup> groupsOf(const Outcome &Outcome, bool BySeverity) {
  using Key = std::tuple<std::string, std::string, unsigned, unsigned>;
  std::vector<FindingGroup> Result;
  std::map<Key, size_t> Known;
  for (const Mistake &Found : Outcome.Mistakes) {
    if (!Found.isNew())
      continue;
    const Note &Cause = Found.Cause;
    size_t Index = Result.size();
    if (!Cause.File.empty())
      Index = Known
                  .try_emplace(Key(Found.Checker, Cause.File, Cause.Line,
                                   Cause.Column),
                               Index)
                  .first->second;
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
         withoutLink(Step.Message).find(Found.Where.Message) == 0;
}

Region regionOf(const Note &Where, Sources &Files) {
  if (Where.EndLine)
    return {Where.EndLine, Where.EndColumn};
  StringRef Line = Files.get(Where.File).line(Where.Line);
  if (!Where.Column || Where.Column > Line.size())
    return {};
  size_t Length = Line.drop_front(Where.Column - 1)
                      .take_while([](char C) {
                        return llvm::isAlnum(C) || C == '_' || (C & 0x80);
                      })
                      .size();
  return {Where.Line, Where.Column + std::max<unsigned>(Length, 1)};
}

} // namespace spinpair
