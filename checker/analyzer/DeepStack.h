//===- DeepStack.h - Room for expressions that are nested deep ------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang parses sums of ten thousands of terms, as generators write them, and
// so spinpair is to survive them, too. Both walk such a tree by recursion.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_DEEPSTACK_H
#define SPINPAIR_ANALYZER_DEEPSTACK_H

#include <sys/resource.h>

#include <algorithm>

namespace spinpair {

/// Lets the stack of the main thread grow further, as clang does by itself to
/// no more than 8 MiB. Linux keeps 128 MiB free below it at the least.
inline void deepenStack() {
  constexpr rlim_t Wanted = rlim_t(96) << 20;
  struct rlimit Limit;
  if (getrlimit(RLIMIT_STACK, &Limit) || Limit.rlim_cur == RLIM_INFINITY ||
      Limit.rlim_cur >= Wanted)
    return;
  Limit.rlim_cur = Limit.rlim_max == RLIM_INFINITY
                       ? Wanted
                       : std::min(Wanted, Limit.rlim_max);
  setrlimit(RLIMIT_STACK, &Limit);
}

} // namespace spinpair

#endif
