//===- Movable.h - Findings that stay true when lines move ----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What was found of a program is as true when functions have moved in their
// files, or comments have changed between them. So it can be kept, and its
// places brought up to date.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_MOVABLE_H
#define SPINPAIR_TOOL_ANALYSIS_MOVABLE_H

#include "spinpair/program.h"

#include "llvm/ADT/StringRef.h"

#include <set>
#include <string>

namespace spinpair {

struct Analysis;
class Whole;

/// "file:line" or the number of the line alone, in a text that is settled when
/// it is known where the function stands.
std::string movablePlace(const sp_function *Function, uint32_t Line);
std::string movableLine(const sp_function *Function, uint32_t Line);
/// Puts the places of today into the texts of \p Found.
void settle(const Whole &Program, Analysis &Found);

/// What is to be kept of \p Found, which is not settled. \p Explored are the
/// units whose text it rests on beside the lock programs.
std::string packMovable(const Whole &Program,
                        const std::set<unsigned> &Explored,
                        const Analysis &Found);
/// Takes that for \p Program, whose lock programs are the same but for where
/// they stand. False if the text of a unit that was explored is not.
bool unpackMovable(const Whole &Program, llvm::StringRef Packed,
                   Analysis &Found);

} // namespace spinpair

#endif
