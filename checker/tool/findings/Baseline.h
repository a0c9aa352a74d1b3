//===- Baseline.h - Findings that are known -------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINDINGS_BASELINE_H
#define SPINPAIR_TOOL_FINDINGS_BASELINE_H

#include "model/Mistake.h"
#include "model/Outcome.h"

#include "llvm/ADT/StringRef.h"

#include <map>
#include <string>
#include <vector>

namespace llvm {
namespace json {
class Object;
} // namespace json
} // namespace llvm

namespace spinpair {

class Sources;
struct FunctionVerdict;

/// The code of a finding as JSON, and back.
llvm::json::Object written(const FindingCode &Code);
void readCode(const llvm::json::Object &From, FindingCode &Code);

/// The known findings of a program, kept in a file.
class Baseline {
public:
  /// Reads the file. One that is not there is empty if \p MayBeMissing. False,
  /// and one sentence in \p Error, if it is no baseline.
  bool load(const std::string &Path, bool MayBeMissing, std::string &Error);

  /// Takes these for the known ones, in place of a file.
  void take(std::vector<KnownFinding> All);

  /// Marks the findings that are known, which get the fingerprints by which
  /// they are. Returns the known ones that are not among \p Mistakes.
  std::vector<KnownFinding> apply(std::vector<Mistake> &Mistakes,
                                  const std::vector<FunctionVerdict> &Functions,
                                  Sources &Files) const;

  /// Takes in all findings that no comment silences, behind apply(): they are
  /// known then. \p Gone are dropped: those that are known, and certainly not
  /// there any more. Says what became of the entries.
  struct Counts {
    size_t Added = 0, TakenOut = 0, Kept = 0;
  };
  Counts update(std::vector<Mistake> &Mistakes,
                const std::vector<KnownFinding> &Gone);

  /// Writes the file anew: as a whole, or not at all. False, and one sentence
  /// in \p Error, if it cannot be written.
  bool save(const std::string &Path, std::string &Error) const;

  size_t size() const { return Known.size(); }
  /// The files of its entries, each once, from the project's root.
  std::vector<std::string> files() const;

private:
  std::map<std::string, KnownFinding> Known; ///< By fingerprint.
};

} // namespace spinpair

#endif
