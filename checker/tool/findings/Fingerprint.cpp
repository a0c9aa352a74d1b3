//===- Fingerprint.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Fingerprint.h"

#include "Sources.h"
#include "model/Mistake.h"
#include "model/Verdict.h"
#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

#include <map>

namespace spinpair {

/// Another number if the fingerprint of a finding changes.
static constexpr char Version[] = "2";

static std::string hashOf(const std::vector<std::string> &Parts) {
  std::string Text;
  for (const std::string &Part : Parts)
    Text += std::to_string(Part.size()) + ":" + Part;
  auto Hash = llvm::SHA256::hash(llvm::arrayRefFromStringRef(Text));
  // Half of it is enough to tell any number of findings apart.
  return llvm::toHex(llvm::ArrayRef<uint8_t>(Hash).take_front(16),
                     /*LowerCase=*/true);
}

/// The code where a finding stands. What is counted is what results of clang's
/// analyzer tell, too.
static std::string placeOf(const Mistake &Found) {
  for (const Note &Each : Found.Way)
    if (Each.textLine() == Found.Where.textLine() &&
        Each.Column == Found.Where.Column && Each.Message != "exit") {
      llvm::StringRef Branch = Found.Code.Branch;
      Branch.consume_front("else ");
      return Each.Message == "jump" ? Found.Code.Jump : Branch.str();
    }
  return Found.Code.Exit;
}

static std::vector<std::string> partsOf(const Mistake &Found) {
  return {Version,     Found.Checker,      projectPath(Found.Where.File),
          Found.Shown, Found.Code.Acquire, placeOf(Found)};
}

std::string fingerprintOf(const Mistake &Found, unsigned Number) {
  std::vector<std::string> Parts = partsOf(Found);
  Parts.push_back(std::to_string(Number));
  return hashOf(Parts);
}

static FindingCode codeOf(const Mistake &Found,
                          const std::vector<FunctionVerdict> &Functions,
                          Sources &Sources) {
  FindingCode Code;
  Code.Acquire = Sources.codeOf(Found.Origin);
  if (!Found.Way.empty()) {
    for (const Note &Each : Found.Way)
      (Each.Message == "exit"   ? Code.Exit
       : Each.Message == "jump" ? Code.Jump
                                : Code.Branch) =
          (Each.Message == "branch"         ? ""
           : Each.Message == "other branch" ? "else "
                                            : "") +
          Sources.codeOf(Each);
    return Code;
  }
  Code.Exit = Sources.codeOf(Found.Where);
  auto Home = llvm::find_if(Functions, [&](const FunctionVerdict &Each) {
    return Each.Linkage == Found.Function;
  });
  // Results of clang's analyzer tell only how deep in calls a step is.
  for (const Note &Step : Found.Path)
    if (Functions.empty() && Step.OfLock && Code.First.empty() &&
        Step.File == Found.Where.File &&
        Step.Depth == Found.Path.back().Depth &&
        llvm::StringRef(Step.Message).find("The port driver holds ") != 0)
      Code.First = Sources.codeOf(Step);
  if (Code.First == Code.Acquire)
    Code.First.clear(); // of a leak, say: there is none before it
  if (Home == Functions.end())
    return Code;
  // Steps in helpers are the helper's business.
  for (const Note &Step : Found.Path)
    if (Step.OfLock && Step.File == Home->File && Step.Line > Home->Line &&
        Step.Line <= Home->LastLine && Code.First.empty())
      Code.First = Sources.codeOf(Step);
  return Code;
}

void addFingerprints(std::vector<Mistake> &Mistakes,
                     const std::vector<FunctionVerdict> &Functions,
                     Sources &Sources) {
  std::map<std::vector<std::string>, unsigned> Seen;
  for (Mistake &Found : Mistakes) {
    Found.Code = codeOf(Found, Functions, Sources);
    Found.Fingerprint = fingerprintOf(Found, Seen[partsOf(Found)]++);
  }
}

} // namespace spinpair
