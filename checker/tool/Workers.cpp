//===- Workers.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Workers.h"

#include "Places.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace spinpair {

namespace {

using Clock = std::chrono::steady_clock;

volatile std::sig_atomic_t Interrupted = 0;

void interrupt(int Signal) { Interrupted = Signal; }

/// Notes the signals that are to end the process, and lets them in only while
/// it waits.
class Interruptible {
public:
  Interruptible() {
    struct sigaction Action = {};
    Action.sa_handler = interrupt;
    sigset_t Blocked;
    sigemptyset(&Blocked);
    for (size_t I = 0; I < Count; ++I) {
      sigaction(Signals[I], &Action, &Before[I]);
      if (Before[I].sa_handler == SIG_IGN) // as nohup and the shell's & do
        sigaction(Signals[I], &Before[I], nullptr);
      else
        sigaddset(&Blocked, Signals[I]);
    }
    sigprocmask(SIG_BLOCK, &Blocked, &Mask);
  }
  ~Interruptible() { restore(); }

  void restore() {
    for (size_t I = 0; I < Count; ++I)
      sigaction(Signals[I], &Before[I], nullptr);
    sigprocmask(SIG_SETMASK, &Mask, nullptr);
  }
  const sigset_t *whileWaiting() const { return &Mask; }

private:
  static constexpr size_t Count = 3;
  static constexpr int Signals[Count] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction Before[Count];
  sigset_t Mask;
};

/// A job that runs.
struct Worker {
  size_t Job;
  pid_t Process;
  int Value, Log; ///< Pipes to read from; -1 when they are at their end.
  Clock::time_point Deadline;
  bool Late = false;
};

void writeAll(int Descriptor, const std::string &Text) {
  for (size_t At = 0; At < Text.size();) {
    ssize_t Written = write(Descriptor, Text.data() + At, Text.size() - At);
    if (Written < 0 && errno != EINTR)
      _exit(1);
    At += Written > 0 ? static_cast<size_t>(Written) : 0;
  }
}

class Pool {
public:
  Pool(const Jobs &All, const Running &How)
      : How(How),
        Most(How.Jobs ? How.Jobs
                      : llvm::hardware_concurrency().compute_thread_count()),
        All(All), Results(All.Count), Finished(All.Count),
        Shows(How.Progress && llvm::sys::Process::StandardErrIsDisplayed()) {}

  void run() {
    for (size_t Next = 0; Next < All.Count || !Busy.empty();) {
      while (Next < All.Count && Busy.size() < Most &&
             (know(Next) || start(Next)))
        ++Next;
      if (Next == All.Count && Busy.empty())
        break;
      if (Busy.empty()) { // no process can be had
        Results[Next].Trouble = "no process can be started for it: " +
                                std::string(std::strerror(errno));
        hand(Next);
        ++Next;
        continue;
      }
      wait();
      if (Interrupted)
        giveUp();
    }
    clearProgress();
  }

private:
  bool know(size_t Number) {
    std::string Log;
    if (!All.Known(Number, Log))
      return false;
    finish(Number, std::move(Log));
    return true;
  }

  bool start(size_t Number) {
    int Value[2], Log[2];
    if (pipe(Value))
      return false;
    if (pipe(Log)) {
      close(Value[0]);
      close(Value[1]);
      return false;
    }
    pid_t Parent = getpid(), Process = fork();
    if (Process == 0) {
      close(Value[0]);
      close(Log[0]);
      become(Number, Parent, Value[1], Log[1]);
    }
    close(Value[1]);
    close(Log[1]);
    if (Process < 0) {
      close(Value[0]);
      close(Log[0]);
      return false;
    }
    Busy.push_back({Number, Process, Value[0], Log[0],
                    Clock::now() + std::chrono::seconds(How.Timeout)});
    return true;
  }

  [[noreturn]] void become(size_t Number, pid_t Parent, int Value, int Log) {
    Signals.restore();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != Parent)
      _exit(1);
    for (const Worker &Other : Busy) {
      close(Other.Value);
      close(Other.Log);
    }
    dup2(Log, STDERR_FILENO);
    close(Log);
    if (How.MemoryLimit) {
      rlim_t Bytes = rlim_t(How.MemoryLimit) << 20;
      struct rlimit Limit = {Bytes, Bytes};
      setrlimit(RLIMIT_AS, &Limit);
    }
    writeAll(Value, All.Run(Number));
    _exit(0);
  }

  void wait() {
    llvm::SmallVector<pollfd, 16> Pipes;
    Clock::time_point Next = Clock::time_point::max();
    for (const Worker &Each : Busy) {
      Pipes.push_back({Each.Value, POLLIN, 0});
      Pipes.push_back({Each.Log, POLLIN, 0});
      Next = std::min(Next, Each.Deadline);
    }
    timespec Time = {}, *Limit = nullptr;
    if (How.Timeout) {
      auto Left =
          std::chrono::ceil<std::chrono::milliseconds>(Next - Clock::now());
      auto Count = std::max<std::chrono::milliseconds::rep>(Left.count(), 0);
      Time.tv_sec = Count / 1000;
      Time.tv_nsec = Count % 1000 * 1000000;
      Limit = &Time;
    }
    if (ppoll(Pipes.data(), Pipes.size(), Limit, Signals.whileWaiting()) < 0)
      return;
    for (size_t I = 0; I < Busy.size(); ++I) {
      Worker &Each = Busy[I];
      if (Pipes[2 * I].revents)
        take(Each.Value, Results[Each.Job].Value);
      if (Pipes[2 * I + 1].revents)
        take(Each.Log, Results[Each.Job].Log);
      if (How.Timeout && !Each.Late && Clock::now() >= Each.Deadline) {
        Each.Late = true;
        kill(Each.Process, SIGKILL);
      }
    }
    for (size_t I = Busy.size(); I-- > 0;)
      if (Busy[I].Value < 0 && Busy[I].Log < 0)
        reap(I);
  }

  static void take(int &Pipe, std::string &To) {
    char Buffer[1 << 16];
    ssize_t Count = read(Pipe, Buffer, sizeof Buffer);
    if (Count > 0) {
      To.append(Buffer, static_cast<size_t>(Count));
    } else if (Count == 0 || errno != EINTR) {
      close(Pipe);
      Pipe = -1;
    }
  }

  void reap(size_t I) {
    Worker Each = Busy[I];
    Busy.erase(Busy.begin() + static_cast<ptrdiff_t>(I));
    int Status = 0;
    while (waitpid(Each.Process, &Status, 0) < 0 && errno == EINTR)
      ;
    std::string Trouble;
    if (Each.Late)
      Trouble = "it took longer than " + std::to_string(How.Timeout) +
                " s; --timeout allows more";
    else if (WIFSIGNALED(Status))
      Trouble = "clang crashed on it (" +
                std::string(strsignal(WTERMSIG(Status))) + ")";
    else if (WEXITSTATUS(Status) != 0)
      Trouble = "its process ended with status " +
                std::to_string(WEXITSTATUS(Status));
    if (!Trouble.empty() && !Each.Late && How.MemoryLimit)
      Trouble += ", maybe for want of more memory than --memory-limit allows";
    Results[Each.Job].Trouble = std::move(Trouble);
    hand(Each.Job);
  }

  void hand(size_t Number) {
    JobResult &Result = Results[Number];
    if (!Result.Trouble.empty())
      Result.Value.clear();
    std::string Log = Result.Log;
    All.Done(Number, std::move(Result));
    finish(Number, std::move(Log));
  }

  void finish(size_t Number, std::string Log) {
    Results[Number] = {"", "", std::move(Log)};
    Finished[Number] = true;
    clearProgress();
    for (; Told < Finished.size() && Finished[Told]; ++Told)
      llvm::errs() << Results[Told].Log;
    ++Done;
    if (Shows && Done < All.Count) {
      llvm::errs() << llvm::format("\r[%3zu/%zu] ", Done, All.Count)
                   << oneLine(All.Name(Number));
      Shown = true;
    }
  }

  void clearProgress() {
    if (Shown)
      llvm::errs() << "\r\033[K";
    Shown = false;
  }

  [[noreturn]] void giveUp() {
    for (const Worker &Each : Busy)
      kill(Each.Process, SIGKILL);
    for (const Worker &Each : Busy)
      while (waitpid(Each.Process, nullptr, 0) < 0 && errno == EINTR)
        ;
    clearProgress();
    llvm::errs() << "spinpair: interrupted; no report was written\n";
    _exit(128 + Interrupted);
  }

  const Running &How;
  const unsigned Most;
  const Jobs &All;
  std::vector<JobResult> Results; ///< Of those that run, and logs.
  std::vector<bool> Finished;
  std::vector<Worker> Busy;
  Interruptible Signals;
  size_t Told = 0; ///< Jobs whose log was shown.
  size_t Done = 0;
  bool Shows, Shown = false;
};

} // namespace

void runJobs(const Jobs &All, const Running &How) { Pool(All, How).run(); }

} // namespace spinpair
