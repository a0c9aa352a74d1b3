//===- SurveyWords.cpp - Sentences of what is wrong whatever the path -----===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Puts into words what a survey of the program found.
//
//===----------------------------------------------------------------------===//
#include "Reports.h"

#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace ento;

namespace spinpair {

static std::string lockFor(const char *Message) {
  return std::string("MSI spin lock for message '") + Message + "'";
}

/// The lock, in the words of its family.
static std::string nameOf(const char *Lock, sp_family_id Family) {
  return Family == SP_FAMILY_MSI ? lockFor(Lock) : Lock;
}

/// The same at the beginning of a sentence.
static std::string asSubject(const char *Lock, sp_family_id Family) {
  std::string Name = nameOf(Lock, Family);
  Name[0] = llvm::toUpper(Name[0]);
  return Name;
}

/// What is wrong with the order of the two locks at an acquire.
static std::string describeOrder(const sp_breach &Breach,
                                 const std::string &There) {
  const auto Others = llvm::count_if(
      llvm::ArrayRef(Breach.notes, Breach.note_count),
      [](const sp_breach_note &Note) { return Note.reason == SP_OTHER_INNER; });
  const bool OfMessages =
      Breach.family == SP_FAMILY_MSI && Breach.other_family == SP_FAMILY_MSI;
  std::string Held = std::string("the one for message '") + Breach.other + "'";
  if (OfMessages && StringRef(Breach.other) == Breach.message)
    Held = std::string("the one for another value of '") + Breach.other + "'";
  if (!OfMessages)
    Held = (Breach.other_family == SP_FAMILY_MSI ? "the " : "") +
           nameOf(Breach.other, Breach.other_family);
  return asSubject(Breach.message, Breach.family) + " is acquired while " +
         Held + " is held, " +
         (Others > 1 ? "which closes a ring of " + std::to_string(Others + 1) +
                           " locks that ends in " + There
                     : "and in " + There + " the other way round");
}

std::string describe(const sp_breach &Breach, const sp_program *Program) {
  std::string There;
  if (Breach.note_count)
    There =
        std::string("'") +
        sp_program_get(Program, Breach.notes[Breach.note_count - 1].function)
            ->shown +
        "'";
  if (Breach.rule != SP_RULE_SHARED_OLD_IRQL &&
      Breach.rule != SP_RULE_SYNC_MODE)
    return describeOrder(Breach, There);
  const std::string Lock = lockFor(Breach.message);
  const bool Alike = Breach.other && StringRef(Breach.other) == Breach.message;
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
  case SP_SAME_CALL:
    return std::string("Another processor may come here at the same time, by "
                       "'") +
           Note.message + "', for another message";
  case SP_OUTER:
    return asSubject(Note.message, Note.family) + " is acquired here";
  case SP_OTHER_OUTER:
    return "Elsewhere, " + nameOf(Note.message, Note.family) +
           " is acquired first";
  case SP_OTHER_INNER:
    return asSubject(Note.message, Note.family) +
           " is acquired while the other one is held";
  }
  return "";
}

} // namespace spinpair
