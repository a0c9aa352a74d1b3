//===- Outcome.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Outcome.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <set>

namespace spinpair {

size_t Outcome::newFindings() const {
  return llvm::count_if(Mistakes,
                        [](const Mistake &Found) { return Found.isNew(); });
}

std::array<unsigned, VerdictCount> Outcome::verdictCounts() const {
  std::array<unsigned, VerdictCount> Counts{};
  for (const FunctionVerdict &Known : Functions)
    ++Counts[static_cast<unsigned>(Known.Verdict)];
  return Counts;
}

unsigned Outcome::openBesideKnown() const {
  std::set<llvm::StringRef> WithNew; // linkage names
  for (const Mistake &Found : Mistakes)
    if (Found.isNew()) {
      WithNew.insert(Found.Function);
      WithNew.insert(Found.Callers.begin(), Found.Callers.end());
    }
  return llvm::count_if(Functions, [&](const FunctionVerdict &Known) {
    return Known.Verdict == Verdict::Reported && !Known.Why.empty() &&
           !WithNew.count(Known.Linkage);
  });
}

} // namespace spinpair
