//===- Hierarchy.h - Who calls lock helpers, and what they call -----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The call hierarchy of the functions that use locks, through the whole
// program: calls in other files, and by pointers to functions, too.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_HIERARCHY_H
#define SPINPAIR_TOOL_LSP_HIERARCHY_H

#include "Hover.h"

namespace spinpair {

/// The functions that a place names: the one whose head it is, or those that
/// may be called there. Null if none of these uses locks: another server may
/// know more of them.
llvm::json::Value hierarchyItems(const LockQuestion &Of,
                                 const llvm::json::Object *Position);

/// The functions that call the one of \p Item, which is as hierarchyItems()
/// made it, perhaps of an older text; null if there is no such function.
llvm::json::Value callersOf(const LockQuestion &Of,
                            const llvm::json::Object *Item);

/// The functions that use locks, and that the one of \p Item calls.
llvm::json::Value calleesOf(const LockQuestion &Of,
                            const llvm::json::Object *Item);

} // namespace spinpair

#endif
