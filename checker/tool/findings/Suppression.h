//===- Suppression.h - NOLINT comments ------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINDINGS_SUPPRESSION_H
#define SPINPAIR_TOOL_FINDINGS_SUPPRESSION_H

#include "model/Outcome.h"

#include <string>
#include <vector>

namespace spinpair {

struct FunctionVerdict;
struct Mistake;
class Sources;

/// Marks the findings that a NOLINT comment silences, as clang-tidy does it.
/// Returns, by place, the comments of the files of \p Mistakes and \p Functions
/// that make no sense. If \p Complete, these are also the ones that name a rule
/// of ours and silence nothing: were not all files analysed, nobody can tell.
std::vector<Remark> suppress(std::vector<Mistake> &Mistakes,
                             const std::vector<FunctionVerdict> &Functions,
                             bool Complete, Sources &Sources);

} // namespace spinpair

#endif
