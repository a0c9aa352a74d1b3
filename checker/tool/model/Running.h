//===- Running.h - How jobs are run ---------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_MODEL_RUNNING_H
#define SPINPAIR_TOOL_MODEL_RUNNING_H

#include <memory>

namespace spinpair {

class Waiters;

/// How jobs are run.
struct Running {
  unsigned Jobs = 0;        ///< Processes at a time; 0: one per processor.
  unsigned Timeout = 600;   ///< Seconds for one job; 0: any time.
  unsigned MemoryLimit = 0; ///< MiB of address space for one job; 0: any.
  unsigned Effort = 1;      ///< Of an exploration; see makeAnalyzer().
  bool Progress = false;    ///< Show on stderr what is done, if a terminal.
  /// Who waits; null if none is to.
  std::shared_ptr<Waiters> Waiting;
};

} // namespace spinpair

#endif
