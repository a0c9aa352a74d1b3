//===- OneName.h - One name for each file ---------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_ONENAME_H
#define SPINPAIR_TOOL_ANALYSIS_ONENAME_H

namespace spinpair {

struct Analysis;

/// Calls a file that units reach by several names by one of them, and leaves
/// what is the same then once.
void nameFilesOnce(Analysis &Found);

} // namespace spinpair

#endif
