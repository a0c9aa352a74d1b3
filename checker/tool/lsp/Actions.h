//===- Actions.h - What an editor can do about findings -------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_ACTIONS_H
#define SPINPAIR_TOOL_LSP_ACTIONS_H

#include "Findings.h"

#include <optional>
#include <string>
#include <vector>

namespace spinpair {

/// The findings of a report in \p Path whose lines \p Range touches, but for
/// those that a baseline knows. A null range touches all.
std::vector<const llvm::json::Object *>
findingsAt(const llvm::json::Object &Report, const std::string &Path,
           const llvm::json::Object *Range, EditorPlaces &Where);

/// The code action for a fix of the report, which is of the texts of \p Open.
/// If \p HasVersions, its edits name the versions of the documents: the client
/// makes them only if these are still the same.
llvm::json::Object fixAction(const llvm::json::Object &Fix,
                             const llvm::json::Object &Finding,
                             bool HasVersions, EditorPlaces &Where,
                             const Documents &Open);

/// The code action that writes a NOLINT comment; nothing if the line has one,
/// or goes on behind a backslash.
std::optional<llvm::json::Object> quietAction(const llvm::json::Object &Finding,
                                              bool HasVersions,
                                              EditorPlaces &Where,
                                              const Documents &Open);

} // namespace spinpair

#endif
