//===- Outcome.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Outcome.h"

#include "llvm/ADT/STLExtras.h"

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

} // namespace spinpair
