//===- Groups.h - Findings with one cause ---------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call in a helper that is wrong under a lock makes a finding in each
// function that calls the helper with it. Each is a finding by itself, known
// and new by itself; reports tell of them together.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINDINGS_GROUPS_H
#define SPINPAIR_TOOL_FINDINGS_GROUPS_H

#include "Sources.h"
#include "model/Mistake.h"

#include "spinpair/rules.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace spinpair {

struct Outcome;

/// New findings of one rule; most have one member and no cause of their own.
struct FindingGroup {
  std::vector<const Mistake *> Members; ///< By place; at least one.

  const Mistake &first() const { return *Members.front(); }
  bool isShared() const { return Members.size() > 1; }
};

/// All new findings, in groups, by the place of their first members; or, if so
/// asked, by severity before that.
std::vector<FindingGroup> groupsOf(const Outcome &Outcome,
                                   bool BySeverity = false);

/// The row of a finding's rule; null for one of another checker.
const sp_rule_row *rowOf(const Mistake &Found);

/// Does the last step of the path only say once more what the finding says?
bool repeatsFinding(const Mistake &Found, const Note &Step);
/// What a step says, without where to read more.
llvm::StringRef withoutLink(llvm::StringRef Message);

/// What is meant in the source, from the place of a note on.
struct Region {
  unsigned EndLine = 0, EndColumn = 0; ///< Behind it; 0: not known.
};

/// As the note knows it, or else the word that stands there.
Region regionOf(const Note &Where, Sources &Files);

} // namespace spinpair

#endif
