//===- PathNotes.h - Notes along the path of a finding --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is said along a path: where the locks of a finding are acquired and
// released, and where their saved IRQLs go.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_REPORTS_PATHNOTES_H
#define SPINPAIR_ANALYZER_REPORTS_PATHNOTES_H

#include "Reports.h"

#include <memory>

namespace spinpair {

/// Adds the notes of \p Found, which must outlive what is returned.
std::unique_ptr<clang::ento::BugReporterVisitor>
makePathNotes(const Finding &Found);

} // namespace spinpair

#endif
