//===- Verdict.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Verdict.h"

namespace spinpair {

const char *verdictName(Verdict Verdict) {
  static const char *const Names[VerdictCount] = {"proved", "clean", "reported",
                                                  "undecided"};
  return Names[static_cast<unsigned>(Verdict)];
}

} // namespace spinpair
