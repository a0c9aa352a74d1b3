//===- Messages.h - What the command says on stderr -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_SUPPORT_MESSAGES_H
#define SPINPAIR_TOOL_SUPPORT_MESSAGES_H

#include "model/Options.h"

#include <string>

namespace spinpair {

/// Says \p Why on stderr.
ExitStatus fail(const std::string &Why);

} // namespace spinpair

#endif
