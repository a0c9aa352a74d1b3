//===- Collector.h - Keeps what the analyzer reports ----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_COLLECTOR_H
#define SPINPAIR_TOOL_ANALYSIS_COLLECTOR_H

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace clang {
class FunctionDecl;
namespace ento {
class PathDiagnosticConsumer;
} // namespace ento
} // namespace clang

namespace spinpair {

struct Mistake;
struct Unit;

using NameFunction = std::function<std::string(const clang::FunctionDecl *)>;

/// Adds what the analyzer reports to \p Mistakes, as it must not outlive the
/// syntax tree. \p Home is known when there is something to collect.
std::unique_ptr<clang::ento::PathDiagnosticConsumer>
makeCollector(const Unit *const &Home, const NameFunction &NameOf,
              std::vector<Mistake> &Mistakes);

} // namespace spinpair

#endif
