//===- UnitRecord.h - What one unit is to its program ---------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_UNITRECORD_H
#define SPINPAIR_TOOL_ANALYSIS_UNITRECORD_H

#include <map>
#include <set>
#include <string>
#include <vector>

namespace spinpair {

struct Inputs;
struct Unit;

/// Stands for what a unit was read from.
struct UnitSource {
  std::string OwnText; ///< That of its file.
  std::string Others;  ///< All but that.

  bool operator==(const UnitSource &Other) const {
    return OwnText == Other.OwnText && Others == Other.Others;
  }
  template <class Archive> void archive(Archive &A) { A(OwnText, Others); }
};

UnitSource sourceOf(const Unit &Unit, const Inputs &From);

/// What one unit is to the program.
struct UnitRecord {
  bool Read = false;   ///< It parses, if only partly.
  bool Partly = false; ///< Functions of it do not.
  bool LacksHeader = false;
  bool Clash = false;               ///< It has two functions of one name.
  std::string Programs;             ///< Its lock programs, as text.
  std::string Movable;              ///< Stands for sp_program_write_movable().
  std::vector<std::string> Defines; ///< Names of the functions it defines.
  /// Names of the constants that other units may refer to.
  std::vector<std::string> Constants;
  std::map<std::string, std::string> Unread; ///< Why those do not parse.
  std::set<std::string> Lacks; ///< Headers and names that are not there.
  std::map<std::string, std::string> Stated; ///< See statedFunctions().

  // Not part of it: what stands for all of the above, and for what it was read
  // from.
  std::string Digest;
  UnitSource From;

  template <class Archive> void archive(Archive &A) {
    A(Read, Partly, LacksHeader, Clash, Programs, Movable, Defines, Constants,
      Unread, Lacks, Stated);
  }
};

} // namespace spinpair

#endif
