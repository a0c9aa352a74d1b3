//===- Workers.h - Units in processes of their own ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_WORKERS_H
#define SPINPAIR_TOOL_WORKERS_H

#include "llvm/ADT/STLFunctionalExtras.h"

#include <string>
#include <vector>

namespace spinpair {

/// How jobs are run.
struct Running {
  unsigned Jobs = 0;        ///< Processes at a time; 0: one per processor.
  unsigned Timeout = 600;   ///< Seconds for one job; 0: any time.
  unsigned MemoryLimit = 0; ///< MiB of address space for one job; 0: any.
  bool Progress = false;    ///< Show on stderr what is done, if a terminal.
};

struct JobResult {
  std::string Value;   ///< What the job returned.
  std::string Trouble; ///< Why it returned nothing: it crashed, or hung.
  std::string Log;     ///< What it wrote to stderr.
};

struct Jobs {
  size_t Count;
  llvm::function_ref<std::string(size_t)> Run;
  llvm::function_ref<std::string(size_t)> Name; ///< For the progress.
  /// Is the result known already? Fills in its log then.
  llvm::function_ref<bool(size_t, std::string &)> Known;
  /// Takes the result of one that was run, as soon as it is there.
  llvm::function_ref<void(size_t, JobResult)> Done;
};

/// Runs each of \p All that is not known in a copy of this process. A job that
/// crashes or takes too long takes nothing with it. What jobs write to stderr
/// appears there, job after job, and so does the log of a known one.
///
/// If the process is interrupted, no copy of it is left, and it ends.
void runJobs(const Jobs &All, const Running &How);

} // namespace spinpair

#endif
