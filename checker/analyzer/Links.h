//===- Links.h - Where a reader finds more about a rule -------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The docs have an address only if the build was given one, SPINPAIR_DOCS. What
// is linked to is asked here and nowhere else.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_LINKS_H
#define SPINPAIR_ANALYZER_LINKS_H

#include "spinpair/rules.h"

#include <string>

namespace spinpair {

/// The address of \p Page, a path below the project's root such as README.md;
/// "" if the docs have none.
std::string addressOf(const char *Page);

/// What a sentence on a broken rule ends with: the address of its page, or else
/// the command that explains it.
std::string aboutRule(sp_rule Rule);

/// What stands before that in the last note of a path.
extern const char SeeAlso[];

} // namespace spinpair

#endif
