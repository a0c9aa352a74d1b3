//===- Siblings.h - Copies that one process makes for another -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A process that has done what several jobs begin with is asked for a copy of
// itself for each. The copies are children of who asks, as if it had made them.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_JOBS_SIBLINGS_H
#define SPINPAIR_TOOL_JOBS_SIBLINGS_H

#include "llvm/ADT/SmallVector.h"

#include <cstddef>
#include <sys/types.h>

namespace spinpair {

/// Descriptors that a copy gets.
constexpr size_t MostEnds = 5;
using Ends = llvm::SmallVector<int, MostEnds>;

/// Asks at the other end of \p Socket, which keeps the bounds of messages, for
/// the copy that does job \p Job. False if nobody is there.
bool sendRequest(int Socket, size_t Job, const Ends &Given);
/// Waits for a request. False if there will be none any more.
bool receiveRequest(int Socket, size_t &Job, Ends &Given);

/// Waits for one message of up to \p Size bytes; returns how many it has, 0 if
/// nobody is there.
size_t receive(int Socket, void *To, size_t Size);

/// Like fork(), but the copy is a child of the parent of this process.
pid_t forkSibling();

} // namespace spinpair

#endif
