//===- Survey.h - What is wrong whatever the path -------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_SURVEY_H
#define SPINPAIR_TOOL_ANALYSIS_SURVEY_H

#include "model/Mistake.h"

namespace spinpair {

class Whole;

/// Adds what the program as a whole does wrong, at places to be reported on.
/// Not of one that misses a unit, which may say otherwise. False if memory ran
/// out.
bool addSurvey(const Whole &Program, std::vector<Mistake> &Mistakes);

} // namespace spinpair

#endif
