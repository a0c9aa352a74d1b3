//===- Mistake.h - What is found, and the way to it -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_MODEL_MISTAKE_H
#define SPINPAIR_TOOL_MODEL_MISTAKE_H

#include "spinpair/rules.h"

#include <set>
#include <string>
#include <vector>

namespace spinpair {

struct Note {
  std::string File; ///< As shown.
  unsigned Line = 0, Column = 0;
  std::string Message;
  bool OfLock = false; ///< Tells of a lock, not of the way.
  /// Behind the last character that is meant; 0 if that is not known.
  unsigned EndLine = 0, EndColumn = 0;
  unsigned Depth = 0; ///< How many calls below the function of the finding.
  /// If not empty, the file is that of this function, and the line counts from
  /// where it begins: see settle().
  std::string Home;

  /// Where its text is, if a #line directive calls that place otherwise.
  std::string TextFile = {};
  unsigned TextLine = 0;

  const std::string &textFile() const { return TextLine ? TextFile : File; }
  unsigned textLine() const { return TextLine ? TextLine : Line; }

  template <class Archive> void archive(Archive &A) {
    A(File, Line, Column, Message, OfLock, EndLine, EndColumn, Depth, Home,
      TextFile, TextLine);
  }
};

/// The code that makes a finding what it is, as tokens with a blank between
/// them: whatever the layout, it is the same. "" where there is none.
struct FindingCode {
  std::string Acquire; ///< The call that the mistake belongs to.
  std::string Exit;    ///< What is wrong; of a leak, where the lock gets out.
  std::string Jump;    ///< Of a leak: the goto or break to there.
  std::string Branch;  ///< Of a leak: where no release can come any more.
  std::string First;   ///< Otherwise: what was done to the lock before.
};

struct Mistake {
  Note Where;
  /// The call that the mistake belongs to, in the function it stands in.
  Note Origin;
  std::string Checker;
  sp_severity Severity = SP_SEVERITY_LOW; ///< See applyRules.
  std::vector<Note> Path;
  /// Name of the function it stands in, and of those on the way to it.
  std::string Function;
  std::set<std::string> Callers;
  std::string Shown; ///< That function as the source calls it.
  /// The call that is wrong, if it stands in a callee of that function; its
  /// file is empty if not. Findings of one rule with one cause are a group.
  Note Cause;
  /// Of a leak, what tells this way out from others: the "exit", the "jump" to
  /// it, and the "branch", or "other branch", from which on no release comes.
  std::vector<Note> Way;
  /// If it stands in a macro: where that is written, and each macro around it.
  std::vector<Note> Spelled;

  std::string Fingerprint;
  FindingCode Code;        ///< See addFingerprints.
  bool Suppressed = false; ///< A comment silences it.
  bool Known = false;      ///< It is in the baseline.
  /// Does it count for the exit status?
  bool isNew() const { return !Suppressed && !Known; }

  /// What the search finds; the rest comes later.
  template <class Archive> void archive(Archive &A) {
    A(Where, Origin, Checker, Path, Function, Callers, Shown, Cause, Way,
      Spelled);
  }
};

/// Sorts by place, and leaves each once.
void sortUnique(std::vector<Mistake> &Mistakes);

} // namespace spinpair

#endif
