//===- LockStory.h - The locks along the path of a finding ----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_REPORT_LOCKSTORY_H
#define SPINPAIR_TOOL_REPORT_LOCKSTORY_H

#include "model/Ledger.h"
#include "model/Mistake.h"

#include <map>
#include <tuple>

namespace spinpair {

/// What a note tells of a lock.
enum class LockEvent { None, Acquired, Released };

/// Follows the locks that a finding is about, by what the notes of its path say
/// and where they stand. The notes tell of no other locks.
class LockStory {
public:
  /// The messages of acquires, by place, for notes that do not name them.
  using Sites =
      std::map<std::tuple<std::string, unsigned, unsigned>, std::string>;
  static Sites sitesOf(const Ledger &Locks);

  explicit LockStory(const Sites &Known) : Known(Known) {}

  /// Takes in the next note. Returns what happened there.
  LockEvent follow(const Note &Step);

  /// The messages of the locks that are held now, innermost last.
  const std::vector<std::string> &held() const { return Held; }
  /// The message of the lock that the last acquire or release was of.
  const std::string &last() const { return Last; }
  /// A lock was released that no note saw acquired under that name: each of
  /// those held may be the one.
  bool isUnclear() const { return Unclear; }

private:
  const Sites &Known;
  std::vector<std::string> Held;
  std::string Last;
  bool Unclear = false;
};

} // namespace spinpair

#endif
