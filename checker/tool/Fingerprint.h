//===- Fingerprint.h - What tells a finding from another one --------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINGERPRINT_H
#define SPINPAIR_TOOL_FINGERPRINT_H

#include <vector>

namespace spinpair {

struct Mistake;
class Sources;

/// Gives each finding its fingerprint. It stays the same while the file, the
/// function, the rule and the code of the lines that matter do; line numbers,
/// blanks and comments do not count, nor where the project is.
void addFingerprints(std::vector<Mistake> &Mistakes, Sources &Sources);

} // namespace spinpair

#endif
