//===- Objections.h - Reasons to drop a report when all is known ----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What may show at the end of an exploration, and speaks against a report.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_REPORTS_OBJECTIONS_H
#define SPINPAIR_ANALYZER_REPORTS_OBJECTIONS_H

#include "Reports.h"

namespace spinpair {

/// Lets \p Report be dropped if its path needs an unseen function to answer
/// differently; if what it reports is only a lock that is leaked; if something
/// else is \p Told of the mistake than is \p Said; or, unless it is known that
/// it \p IsFeasible, if its path cannot happen. All must outlive the report.
void addObjections(clang::ento::PathSensitiveBugReport &Report,
                   const Finding &Found, const OutrunLocks &Outrun,
                   const Sentence &Said, const Sentence &Told, bool IsFeasible);

} // namespace spinpair

#endif
