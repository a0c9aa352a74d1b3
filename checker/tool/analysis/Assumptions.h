//===- Assumptions.h - What a proof rests on ---------------------*- C++
//-*-===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What holds of every proof stands in docs/how-it-works.md. Here is found which
// of the other assumptions the proof of one function used, by itself or by what
// it calls.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_ASSUMPTIONS_H
#define SPINPAIR_TOOL_ANALYSIS_ASSUMPTIONS_H

#include <cstddef>
#include <string>
#include <vector>

namespace spinpair {

class Whole;

/// One clause for each; the places in them are settled later, see Movable.h.
std::vector<std::string> assumptionsOf(const Whole &Program, size_t Index);

} // namespace spinpair

#endif
