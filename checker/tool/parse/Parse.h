//===- Parse.h - Has clang read units -------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PARSE_PARSE_H
#define SPINPAIR_TOOL_PARSE_PARSE_H

#include "llvm/ADT/ArrayRef.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace clang {
class FrontendAction;
}

namespace spinpair {

struct Inputs;
struct Unit;

/// Parses \p Unit for \p Action, and notes in \p From what clang asks for.
/// False if it cannot be parsed, or clang found an error; that is printed then.
bool parse(const Unit &Unit, std::unique_ptr<clang::FrontendAction> Action,
           Inputs &From);

/// The same for one of \p Units, whose commands agree: \p GoOn is called with
/// its place among them before it is read, if there are several in its process.
/// See SharedStart.
bool parse(llvm::ArrayRef<const Unit *> Units, std::function<void(size_t)> GoOn,
           std::unique_ptr<clang::FrontendAction> Action, Inputs &From);

/// What units that can be parsed together agree in: their folder, and their
/// command but for the file. "" if the unit is to be parsed alone.
std::string commandOf(const Unit &Unit);

/// Sets up in this process what clang would otherwise set up in each copy of
/// it.
void setUpClang();

} // namespace spinpair

#endif
