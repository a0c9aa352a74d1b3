//===- SurveyWords.cpp - Sentences of what is wrong whatever the path -----===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Puts into words what a survey of the program found.
//
//===----------------------------------------------------------------------===//
#include "Reports.h"

using namespace clang;
using namespace ento;

namespace spinpair {

static std::string lockFor(const char *Message) {
  return std::string("MSI spin lock for message '") + Message + "'";
}

std::string describe(const sp_breach &Breach, const sp_program *Program) {
  std::string There;
  if (Breach.note_count)
    There =
        std::string("'") +
        sp_program_get(Program, Breach.notes[Breach.note_count - 1].function)
            ->shown +
        "'";
  const std::string Lock = lockFor(Breach.message);
  const bool Alike = Breach.other && StringRef(Breach.other) == Breach.message;
  const auto Others = llvm::count_if(
      llvm::ArrayRef(Breach.notes, Breach.note_count),
      [](const sp_breach_note &Note) { return Note.reason == SP_OTHER_INNER; });
  if (Breach.rule == SP_RULE_LOCK_ORDER && Others > 1)
    return Lock + " is acquired while the one for " +
           (Alike ? "another value of '" : "message '") + Breach.other +
           "' is held, which closes a ring of " + std::to_string(Others + 1) +
           " locks that ends in " + There;
  if (Breach.rule == SP_RULE_LOCK_ORDER)
    return Lock + " is acquired while the one for " +
           (Alike ? "another value of '" : "message '") + Breach.other +
           "' is held, and in " + There + " the other way round";
  if (Breach.rule == SP_RULE_SHARED_OLD_IRQL)
    return Lock + " saves its IRQL in '" + Breach.slot + "', where " +
           (Breach.other && !Alike
                ? "that for message '" + std::string(Breach.other) +
                      "' saves its own, too"
                : std::string("those for other messages save theirs, too"));
  return Lock + " is acquired, but the driver " +
         (Breach.note_count
              ? "asks for another mode than InterruptSynchronizePerMessage, "
                "in " +
                    There
              : "never asks for InterruptSynchronizePerMessage");
}

std::string describeNote(const sp_breach_note &Note) {
  switch (Note.reason) {
  case SP_OTHER_MODE:
    return "Another mode is asked for here";
  case SP_SAME_SLOT:
    return lockFor(Note.message) + " saves its IRQL in the same place";
  case SP_ONE_MESSAGE:
    return std::string("Here it is message '") + Note.message + "'";
  case SP_OUTER:
    return lockFor(Note.message) + " is acquired here";
  case SP_OTHER_OUTER:
    return "Elsewhere, " + lockFor(Note.message) + " is acquired first";
  case SP_OTHER_INNER:
    return lockFor(Note.message) + " is acquired while the other one is held";
  }
  return "";
}

} // namespace spinpair
