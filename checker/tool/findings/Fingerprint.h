//===- Fingerprint.h - What tells a finding from another one --------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINDINGS_FINGERPRINT_H
#define SPINPAIR_TOOL_FINDINGS_FINGERPRINT_H

#include <string>
#include <vector>

namespace spinpair {

struct FunctionVerdict;
struct Mistake;
class Sources;

/// Gives each finding its code and its fingerprint. That stays the same while
/// the file, the function, the rule and the calls and jumps that matter do;
/// line numbers, layout, comments and conditions do not count, nor where the
/// project is. \p Functions tell where functions are.
void addFingerprints(std::vector<Mistake> &Mistakes,
                     const std::vector<FunctionVerdict> &Functions,
                     Sources &Sources);

/// The fingerprint of the finding that is alike in all that counts to \p Number
/// others before it.
std::string fingerprintOf(const Mistake &Found, unsigned Number);

} // namespace spinpair

#endif
