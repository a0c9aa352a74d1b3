//===- Whole.h - All units of a program, linked and proved ----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_WHOLE_H
#define SPINPAIR_TOOL_ANALYSIS_WHOLE_H

#include "UnitRecord.h"
#include "model/Running.h"
#include "model/Unit.h"
#include "support/Archive.h"

#include "spinpair/prove.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <memory>
#include <optional>
#include <set>

namespace spinpair {

class Whole {
public:
  Whole(std::vector<Unit> Units, const Running &How)
      : Units(std::move(Units)), How(How) {}

  /// Adds what unit number \p Unit yields. False if memory ran out.
  bool add(unsigned Unit, const UnitRecord &Record);
  /// Stands for all that was added.
  std::string digest() const { return digestOf(Digests); }
  /// Stands for all of it that matters to locks, but where functions stand in
  /// their files.
  std::string movableDigest() const;
  /// What unit number \p Unit was read from.
  const UnitSource &source(unsigned Unit) const { return Sources.at(Unit); }
  /// Links and proves what was added. False if memory ran out.
  bool prove();

  /// For a process that has waited, and sees the same program and proofs at the
  /// same address: all that it needs to know of them.
  std::string handle() const;
  /// Such a process makes it from that. It must end without freeing it.
  static std::unique_ptr<Whole> fromHandle(llvm::StringRef Handle);

  llvm::ArrayRef<Unit> units() const { return Units; }
  const Running &running() const { return How; }
  sp_program *program() const { return Program.get(); }
  sp_proofs *proofs() const { return Proofs.get(); }

  /// The units that define the function, in their order.
  llvm::ArrayRef<unsigned> unitsOf(const sp_function *Function) const;
  /// The unit that defines the function, or the constant, that is called
  /// \p Name there; none if no unit does, or several do.
  std::optional<unsigned> homeOf(llvm::StringRef Name) const;
  /// Does a unit define both?
  bool shareUnit(const sp_function *One, const sp_function *Other) const;
  /// The functions that it calls by their names, and those with locks of them.
  std::set<size_t> namedCalleesOf(const sp_function *Function) const;
  std::set<size_t> calleesOf(const sp_function *Function) const;
  /// Is one of these a unit to be reported on?
  bool isChosen(llvm::ArrayRef<unsigned> Indices) const;
  /// Where the function stands, as shown.
  std::string fileOf(const sp_function *Function) const;

  /// The units that do not parse.
  llvm::ArrayRef<unsigned> unread() const { return Unread; }
  /// Those that are analysed without the functions that do not parse.
  llvm::ArrayRef<unsigned> partlyRead() const { return Partly; }
  /// Why \p Function is one of these; null if it is none.
  const std::string *whyUnread(const sp_function *Function) const;
  /// Was each function of each unit that parses taken in?
  bool isComplete() const {
    return Unread.empty() && Partly.empty() && Clashing.empty();
  }

  /// Units that have a function of the name of another one in another unit.
  llvm::ArrayRef<unsigned> clashes() const { return Clashing; }
  /// A sentence for each.
  std::string clashSentences() const;
  /// A sentence for each function of a header that is not the same in all
  /// units.
  std::string bodySentences();
  /// A sentence on the headers and names that units lack, by how many they are;
  /// "" if there are none.
  std::string lackSentence() const;

private:
  bool addPrograms(unsigned Unit, llvm::StringRef Text, bool &Clash);
  void noteSilent(unsigned Unit, const UnitRecord &Record);
  void findOtherBodies();

  struct Free {
    void operator()(sp_program *Program) const { sp_program_free(Program); }
    void operator()(sp_proofs *Proofs) const { sp_proofs_free(Proofs); }
  };
  std::vector<Unit> Units;
  Running How;
  std::unique_ptr<sp_program, Free> Program;
  std::unique_ptr<sp_proofs, Free> Proofs; // goes before the program does
  llvm::StringMap<llvm::SmallVector<unsigned, 1>> Homes;
  std::map<std::string, std::set<unsigned>> Constants; ///< Their units.
  std::vector<unsigned> Unread, Partly;
  std::map<std::string, std::string> WhysUnread;
  std::vector<unsigned> Clashing;
  /// The first function that is the matter, by the place of its unit above.
  std::map<unsigned, std::string> ClashesOver;
  /// Functions of headers that units define and have no lock program of, though
  /// they call them, by those units.
  std::map<std::string, unsigned> Silent;
  /// Functions of headers that have another body in each unit, by one of these.
  std::map<std::string, unsigned> OtherBodies;
  std::map<std::string, unsigned> Lacking; ///< In how many units.
  std::string Digests, MovableDigests;
  std::map<unsigned, UnitSource> Sources;
};

} // namespace spinpair

#endif
