//===- Workers.h - Units in processes of their own ------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_JOBS_WORKERS_H
#define SPINPAIR_TOOL_JOBS_WORKERS_H

#include "model/Running.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace spinpair {

/// A process whose job was done, and that waits for a second one.
struct Waiter {
  int Process;
  int Ask;        ///< Where to write what it is to do; closed to end it.
  int Value, Log; ///< To read from what comes of that.
  double Cpu;     ///< Seconds it has used.
  size_t Bytes;   ///< Of memory it has.
};

/// Those that there are, by the name of their first job. They end with it.
class Waiters {
public:
  Waiters() = default;
  Waiters(const Waiters &) = delete;
  Waiters &operator=(const Waiters &) = delete;
  ~Waiters() { dismissAll(); }

  /// Is there memory for one more?
  bool hasRoom() const;
  void add(const std::string &Name, const Waiter &Each);
  bool has(const std::string &Name) const { return All.count(Name) != 0; }
  std::optional<Waiter> take(const std::string &Name);
  bool isEmpty() const { return All.empty(); }
  /// Lets them go, and waits for their end.
  void dismissAll();
  /// Seconds of CPU that they have used: nobody has waited for them yet.
  double cpuSeconds() const;
  /// Closes what a copy of this process has of them.
  void closeAll();

private:
  std::map<std::string, Waiter> All;
  size_t Bytes = 0, Most = 0;
};

struct JobResult {
  std::string Value;   ///< What the job returned.
  std::string Trouble; ///< Why it returned nothing: it crashed, or hung.
  std::string Log;     ///< What it wrote to stderr.
};

struct Jobs {
  size_t Count;
  /// Does the first of these; several are of one kind, see there.
  llvm::function_ref<std::string(llvm::ArrayRef<size_t>)> Run;
  llvm::function_ref<std::string(size_t)> Name; ///< For the progress.
  /// Is the result known already? Fills in its log then.
  llvm::function_ref<bool(size_t, std::string &)> Known;
  /// Takes the result of one that was run, as soon as it is there.
  llvm::function_ref<void(size_t, JobResult)> Done;
  /// May they wait when they are done?
  bool MayWait = false;
  /// If not null: one of the name of one that waits is done by that one, which
  /// is given this.
  llvm::function_ref<std::string(size_t)> Request = nullptr;
  /// If not null: jobs of one kind, but for "", may begin with the same work.
  /// Run does that for all of them, calls becomeOneOf(), and goes on with one;
  /// it returns without that call if they have nothing in common.
  llvm::function_ref<std::string(size_t)> Kind = nullptr;
};

/// In Run for several jobs: what they begin with is done. Returns in one copy
/// of this process for each of those that \p Fit, with its place among them;
/// the others are run without it.
size_t becomeOneOf(const std::vector<bool> &Fit);

/// In such a copy: the job is to be run without it.
[[noreturn]] void goAlone();

/// In a job: may it wait for another one when it is done?
bool mayWait();
/// Hands over \p Value as the result of the job, and waits. Returns what the
/// next one is to do; does not return if there is none.
std::string waitForRequest(const std::string &Value);
/// Hands over \p Value as the result of the job, and ends it.
[[noreturn]] void finishJob(const std::string &Value);

/// Runs each of \p All that is not known in a copy of this process. A job that
/// crashes or takes too long takes nothing with it. What jobs write to stderr
/// appears there, job after job, and so does the log of a known one.
///
/// If the process is interrupted, no copy of it is left, and it ends.
void runJobs(const Jobs &All, const Running &How);

} // namespace spinpair

#endif
