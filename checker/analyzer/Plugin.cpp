//===- Plugin.cpp - Entry points of the Clang Static Analyzer plugin ------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "../extract/UnitPlan.h"
#include "MsiLockChecker.h"

#include "clang/StaticAnalyzer/Frontend/CheckerRegistry.h"

#define SPINPAIR_EXPORT extern "C" __attribute__((visibility("default")))

/// The analyzer compares it with its own version and refuses a plugin that was
/// built for another.
SPINPAIR_EXPORT const char clang_analyzerAPIVersionString[] =
    CLANG_ANALYZER_API_VERSION_STRING;

SPINPAIR_EXPORT void
clang_registerCheckers(clang::ento::CheckerRegistry &Registry) {
  spinpair::setUnitPlanner(spinpair::planUnit);
  spinpair::registerCheckers(Registry);
}
