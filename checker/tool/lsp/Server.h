//===- Server.h - Findings in an editor, by the LSP -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A server of the Language Server Protocol, version 3.17, on standard input and
// output; see docs/editors.md for what a client sees of it.
//
// One thread waits for the client and for the processes that work, and does
// nothing that takes long. Each analysis is a process (see Process.h) that does
// what 'check' does, with the same cache: so its findings are those of the
// command. What a request asks of a text is answered when the analysis of that
// very text is there.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_SERVER_H
#define SPINPAIR_TOOL_LSP_SERVER_H

#include "EditorRun.h"

namespace spinpair {

/// Serves a client until it says "exit", or is gone. \p Options say what is
/// analysed, in each folder that the client has. True if the client shut the
/// server down first, as it should. \p Functions are for settings, and
/// for what commands print.
bool serveEditor(const Options &Options, const CommandFunctions &Functions);

} // namespace spinpair

#endif
