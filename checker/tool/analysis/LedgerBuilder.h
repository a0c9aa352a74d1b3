//===- LedgerBuilder.h - Fills the ledger ---------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_LEDGERBUILDER_H
#define SPINPAIR_TOOL_ANALYSIS_LEDGERBUILDER_H

#include "model/Ledger.h"
#include "model/Verdict.h"

#include <vector>

namespace spinpair {

class Whole;

/// Adds what one program does. \p Functions has the verdicts of its functions,
/// and may have those of others.
void addToLedger(const Whole &Program,
                 const std::vector<FunctionVerdict> &Functions, Ledger &To);

} // namespace spinpair

#endif
