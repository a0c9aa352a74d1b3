//===- Mistake.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Mistake.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <tuple>

namespace spinpair {

static auto placeOf(const Mistake &Found) {
  const Note &Where = Found.Where;
  return std::tie(Where.File, Where.Line, Where.Column, Found.Checker,
                  Where.Message);
}

void sortUnique(std::vector<Mistake> &Mistakes) {
  llvm::stable_sort(Mistakes, [](const Mistake &A, const Mistake &B) {
    return placeOf(A) < placeOf(B);
  });
  auto IsSame = [](const Mistake &A, const Mistake &B) {
    return placeOf(A) == placeOf(B);
  };
  Mistakes.erase(std::unique(Mistakes.begin(), Mistakes.end(), IsSame),
                 Mistakes.end());
}

} // namespace spinpair
