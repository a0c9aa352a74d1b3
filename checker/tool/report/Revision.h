//===- Revision.h - Which version of a project is analysed ----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_REPORT_REVISION_H
#define SPINPAIR_TOOL_REPORT_REVISION_H

#include <string>

namespace spinpair {

/// The commit that git has checked out in the project, in hexadecimal; "" if
/// there is none. Read from git's files: no program is run for it.
std::string checkedOutRevision();

} // namespace spinpair

#endif
