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
};

/// Calls \p Job for each number below \p Count, each in a copy of this process,
/// and returns what they return, in order. A job that crashes or takes too long
/// takes nothing with it. What jobs write to stderr appears there, job after
/// job. \p Name is what a job is called in the progress.
///
/// If the process is interrupted, no copy of it is left, and it ends.
std::vector<JobResult> runJobs(size_t Count, const Running &How,
                               llvm::function_ref<std::string(size_t)> Job,
                               llvm::function_ref<std::string(size_t)> Name);

} // namespace spinpair

#endif
