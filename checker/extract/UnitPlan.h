//===- UnitPlan.h - The plan of a unit that is looked at by itself --------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_UNITPLAN_H
#define SPINPAIR_EXTRACT_UNITPLAN_H

#include "../analyzer/Plan.h"

namespace spinpair {

/// Extracts the functions of the unit, and proves them; null if memory ran out.
/// The unit must outlive the plan.
std::unique_ptr<Plan> planUnit(clang::ASTContext &Context);

} // namespace spinpair

#endif
