//===- Stated.h - What the author of a driver says of its functions -------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// By an attribute at a declaration, or in a configuration. Either becomes a row
// as those of the routine table, so that nobody else needs to know of it. See
// docs/configuration.md.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_STATED_H
#define SPINPAIR_ANALYZER_STATED_H

#include "spinpair/routines.h"

#include "llvm/ADT/StringRef.h"

#include <map>
#include <string>

namespace clang {
class ASTContext;
class FunctionDecl;
} // namespace clang

namespace spinpair {

/// A row of which nothing is said yet but the name, which must outlive it.
sp_routine newStatedRow(const char *Name);

/// Puts \p Effect, "acquires", "releases" or "balanced", into \p Row. False,
/// and a clause in \p Why, if it is none.
bool setEffect(sp_routine &Row, llvm::StringRef Effect, std::string &Why);

/// Puts what stands under \p Key, "adapter" and so on, into \p Row. False, and
/// a clause in \p Why, if there is no such key, if it takes no such value, or
/// if it contradicts what is there.
bool setArgument(sp_routine &Row, llvm::StringRef Key, llvm::StringRef Value,
                 std::string &Why);

/// What is said of \p Function, if that can be; null if nothing. An attribute
/// goes before the configuration, and the table of the DDI before both.
const sp_routine *statedRow(const clang::FunctionDecl *Function);

/// Of the functions that a configuration describes, those that the unit
/// declares, by name, and why they cannot do that; "" if they can.
std::map<std::string, std::string>
statedFunctions(const clang::ASTContext &Context);

/// Warns of what is said of \p Function and cannot be, at each declaration that
/// says so itself.
void sayWrongStatement(const clang::FunctionDecl *Function);

} // namespace spinpair

#endif
