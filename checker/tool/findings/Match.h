//===- Match.h - Which findings are the known ones ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code changes around a mistake, and the mistake stays. In stages, each for
// what the ones before left over: the same code in the same function; another
// condition or return value; other names; another file.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINDINGS_MATCH_H
#define SPINPAIR_TOOL_FINDINGS_MATCH_H

#include "model/Outcome.h"

#include <map>

namespace spinpair {

class Sources;

/// For each of \p Mistakes the one of \p Known that it is, or null. None is
/// taken twice.
std::vector<const KnownFinding *>
matchKnown(const std::vector<Mistake> &Mistakes,
           const std::vector<FunctionVerdict> &Functions,
           const std::map<std::string, KnownFinding> &Known, Sources &Files);

} // namespace spinpair

#endif
