//===- Survey.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Survey.h"

#include "Whole.h"

#include "../../analyzer/Links.h"
#include "../../analyzer/reports/Reports.h"

#include "spinpair/memory.h"
#include "spinpair/survey.h"

namespace spinpair {

static Note noteAt(const Whole &Program, size_t Function, unsigned Line,
                   unsigned Column, std::string Message) {
  Note Result;
  Result.File = Program.fileOf(sp_program_get(Program.program(), Function));
  Result.Line = Line;
  Result.Column = Column;
  Result.Message = std::move(Message);
  return Result;
}

bool addSurvey(const Whole &Program, std::vector<Mistake> &Mistakes) {
  if (!Program.isComplete())
    return true;
  size_t Count = 0;
  std::unique_ptr<sp_breach, decltype(&sp_memory_free)> Breaches(
      sp_survey(Program.program(), &Count), &sp_memory_free);
  if (!Breaches)
    return Count == 0;
  for (size_t I = 0; I < Count; ++I) {
    const sp_breach &Breach = Breaches.get()[I];
    const sp_function *Function =
        sp_program_get(Program.program(), Breach.function);
    if (!Program.isChosen(Program.unitsOf(Function)))
      continue;
    const sp_rule_row &Rule = *sp_rule_get(Breach.rule);
    const std::string Message = describe(Breach, Program.program());
    Mistake Found;
    Found.Where =
        noteAt(Program, Breach.function, Breach.line, Breach.column, Message);
    Found.Origin = Found.Where;
    Found.Origin.Message.clear();
    Found.Checker = Rule.checker;
    Found.Function = Function->name;
    Found.Shown = Function->shown;
    for (size_t N = 0; N < Breach.note_count; ++N) {
      const sp_breach_note &Note = Breach.notes[N];
      Found.Path.push_back(noteAt(Program, Note.function, Note.line,
                                  Note.column, describeNote(Note)));
    }
    Found.Path.push_back(Found.Where);
    Found.Path.back().Message += SeeAlso + aboutRule(Breach.rule);
    Mistakes.push_back(std::move(Found));
  }
  return true;
}

} // namespace spinpair
