//===- SearchAcross.h - With definitions of other units -------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What functions of other units do to locks is in their summaries; what else
// they do is not. Where the search of a function could not do without, it is
// made once more with their definitions.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_SEARCHACROSS_H
#define SPINPAIR_TOOL_ANALYSIS_SEARCHACROSS_H

namespace spinpair {

class Cache;
class Whole;
struct SearchResult;

/// Explores once more what \p Result, of a search of all units, does not settle
/// for want of definitions that other units have, and corrects it.
void searchAcross(const Whole &Program, Cache &Cache, SearchResult &Result);

} // namespace spinpair

#endif
