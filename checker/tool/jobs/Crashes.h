//===- Crashes.h - What ended the process of a job ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_JOBS_CRASHES_H
#define SPINPAIR_TOOL_JOBS_CRASHES_H

#include <string>

namespace spinpair {

/// In the process of a job: makes its status tell a crash of spinpair from one
/// of clang, and a stack that was used up from both.
void watchCrashes();

/// Lets the process end without a word where memory runs out; whyEnded() tells.
void endWithoutMemory();

/// What a job died of, by the status that waitpid() gave, as the end of a
/// sentence; "" if it did not.
std::string whyEnded(int Status);

} // namespace spinpair

#endif
