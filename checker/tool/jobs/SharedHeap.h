//===- SharedHeap.h - Programs and proofs for processes that wait
//----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A worker that has parsed a unit can explore it once the program is proved,
// but the proof is made after the worker was started, in another process. So
// the core takes its memory from a region that is at one address in all of
// them: who started first can look at what is there by now.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_JOBS_SHAREDHEAP_H
#define SPINPAIR_TOOL_JOBS_SHAREDHEAP_H

namespace spinpair {

/// Lets the core take its memory from the region, from here to the end of the
/// process. False if there can be none: then all stays as it is.
bool openSharedHeap();

/// In a copy of the process that opened it: looks at what the region holds now.
/// What this process writes there stays its own. What it wrote there before is
/// gone.
void lookIntoSharedHeap();

} // namespace spinpair

#endif
