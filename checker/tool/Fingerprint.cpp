//===- Fingerprint.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Fingerprint.h"

#include "Places.h"
#include "Search.h"
#include "Sources.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

#include <map>

namespace spinpair {

/// Another number if the fingerprint of a finding changes.
static constexpr char Version[] = "1";

static std::string hashOf(const std::vector<std::string> &Parts) {
  std::string Text;
  for (const std::string &Part : Parts)
    Text += std::to_string(Part.size()) + ":" + Part;
  auto Hash = llvm::SHA256::hash(llvm::arrayRefFromStringRef(Text));
  // Half of it is enough to tell any number of findings apart.
  return llvm::toHex(llvm::ArrayRef<uint8_t>(Hash).take_front(16),
                     /*LowerCase=*/true);
}

void addFingerprints(std::vector<Mistake> &Mistakes, Sources &Sources) {
  std::map<std::vector<std::string>, unsigned> Seen;
  for (Mistake &Found : Mistakes) {
    auto CodeAt = [&](const Note &Where) {
      return Sources.get(Where.File).code(Where.Line).str();
    };
    std::vector<std::string> Parts = {
        Version,     Found.Checker,       projectPath(Found.Where.File),
        Found.Shown, CodeAt(Found.Where), CodeAt(Found.Origin)};
    // Branches on the way may change and the mistake stays. Clang's notes on
    // them differ between its versions, too.
    for (const Note &Step : Found.Path)
      if (Step.OfLock)
        Parts.push_back(CodeAt(Step));
    unsigned Before = Seen[Parts]++;
    Parts.push_back(std::to_string(Before));
    Found.Fingerprint = hashOf(Parts);
  }
}

} // namespace spinpair
