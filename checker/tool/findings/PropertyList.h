//===- PropertyList.h - Property lists, as the analyzer writes them -------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FINDINGS_PROPERTYLIST_H
#define SPINPAIR_TOOL_FINDINGS_PROPERTYLIST_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"

#include <optional>
#include <string>

namespace spinpair {

/// What the XML property list \p Text says: a dict is an object; dates, data
/// and real numbers are text. None if it is no whole property list, and why in
/// \p Error, as a part of a sentence. Nobody is trusted: no file and no address
/// is opened, and a document that declares entities is refused.
std::optional<llvm::json::Value> readPropertyList(llvm::StringRef Text,
                                                  std::string &Error);

} // namespace spinpair

#endif
