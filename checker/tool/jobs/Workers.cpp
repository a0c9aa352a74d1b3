//===- Workers.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Workers.h"

#include "Crashes.h"
#include "SharedHeap.h"
#include "Siblings.h"
#include "model/Running.h"
#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <list>
#include <malloc.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
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
  /// If it may wait: what there is of it then, else -1.
  int Ask = -1, NextValue = -1, NextLog = -1;
  bool Late = false;
};

/// Jobs that begin with the same work, and the process that does it for them.
struct Team {
  std::vector<size_t> Jobs;
  size_t Left = 0; ///< Of them, once it is ready: how many it has not done.
  enum { New, Beginning, Ready, Gone } Stage = New;
  pid_t Process = -1;
  int Socket = -1;
  Clock::time_point Deadline = {};
};

/// What a result ends with.
struct Trailer {
  double Cpu;
  size_t Bytes;
  bool Waits;
};

/// Of a job, in its process: where to write.
struct Outlet {
  int Value = -1;
  /// If it may wait: where to read what to do, and to write then; else -1.
  int Ask = -1, NextValue = -1, NextLog = -1;
} Out;

/// Of what a job has to do with the first process.
constexpr size_t EndsOfOneJob = 2, EndToAsk = 2, AllEnds = 5;
static_assert(AllEnds <= MostEnds, "a message has room for them");

/// What a copy ends with whose job is to be run without it.
constexpr int AloneStatus = 77;

/// Of the process of a team: where it is asked for a copy; else -1.
int TeamSocket = -1;

void closeAll(const Ends &Some) {
  for (int Each : Some)
    close(Each);
}

/// In the process of a job: value, log, and what there is if it may wait.
void useEnds(const Ends &Given) {
  Out.Value = Given[0];
  dup2(Given[1], STDERR_FILENO);
  close(Given[1]);
  if (Given.size() == AllEnds) {
    Out.Ask = Given[EndToAsk];
    Out.NextValue = Given[3];
    Out.NextLog = Given[4];
  }
}

/// This process ends when its parent does.
void dieWith(pid_t Parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != Parent)
    _exit(1);
}

void closeIfOpen(int Descriptor) {
  if (Descriptor >= 0)
    close(Descriptor);
}

void writeAll(int Descriptor, const std::string &Text) {
  for (size_t At = 0; At < Text.size();) {
    ssize_t Written = write(Descriptor, Text.data() + At, Text.size() - At);
    if (Written < 0 && errno != EINTR)
      _exit(1);
    At += Written > 0 ? static_cast<size_t>(Written) : 0;
  }
}

/// A parse takes some ten thousands of pages. Where the system gives large ones
/// only to who asks, this asks for what malloc() will have.
void askForLargePages() {
#ifdef __GLIBC__
  constexpr size_t Piece = size_t(64) << 20, Large = size_t(2) << 20;
  mallopt(M_TOP_PAD, int(Piece));
  mallopt(M_TRIM_THRESHOLD, int(2 * Piece));
  const int Threshold = 4 << 20; // what is larger is not in the heap
  mallopt(M_MMAP_THRESHOLD, Threshold);
  void *volatile Any = std::malloc(Threshold - 4096); // not optimised away
  std::free(Any); // the heap has grown by a piece
  const auto End = reinterpret_cast<uintptr_t>(sbrk(0)) / Large * Large;
  const auto Begin =
      llvm::alignTo(reinterpret_cast<uintptr_t>(sbrk(0)) - Piece, Large);
  if (Begin < End)
    madvise(reinterpret_cast<void *>(Begin), End - Begin, MADV_HUGEPAGE);
#endif
}

void handOver(const std::string &Value, bool Waits) {
  rusage Used;
  getrusage(RUSAGE_SELF, &Used);
  Trailer End = {};
  for (const timeval &Each : {Used.ru_utime, Used.ru_stime})
    End.Cpu += Each.tv_sec + Each.tv_usec / 1e6;
  End.Bytes = size_t(Used.ru_maxrss) << 10;
  End.Waits = Waits;
  writeAll(Out.Value, Value);
  writeAll(Out.Value, std::string(reinterpret_cast<char *>(&End), sizeof End));
}

/// Waits for the end of a process.
int statusOf(pid_t Process) {
  int Status = 0;
  while (waitpid(Process, &Status, 0) < 0 && errno == EINTR)
    ;
  return Status;
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
    for (size_t Job = 0; Job < All.Count; ++Job)
      if (!know(Job))
        ToStart.push_back(Job);
    gatherTeams();
    while (!ToStart.empty() || !Busy.empty()) {
      while (Busy.size() + beginning() < Most && startNext())
        ;
      if (Busy.empty() && !beginning()) { // no process can be had
        if (How.Waiting && !How.Waiting->isEmpty()) {
          How.Waiting->dismissAll(); // they take what is wanted here
          continue;
        }
        Results[ToStart.front()].Trouble =
            "no process can be started for it: " +
            std::string(std::strerror(errno));
        hand(ToStart.front());
        ToStart.pop_front();
        continue;
      }
      wait();
      if (Interrupted)
        giveUp();
    }
    for (Team &Each : Teams) {
      dismiss(Each);
      if (Each.Process > 0)
        statusOf(Each.Process);
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

  Clock::time_point deadline() const {
    return Clock::now() + std::chrono::seconds(How.Timeout);
  }

  /// Gives the job to who waits for it, if anybody does.
  bool resume(size_t Number) {
    if (!All.Request || !How.Waiting)
      return false;
    std::optional<Waiter> Who = How.Waiting->take(All.Name(Number));
    if (!Who)
      return false;
    const std::string Request = All.Request(Number);
    size_t Sent = 0;
    while (Sent < Request.size()) {
      ssize_t Count = send(Who->Ask, Request.data() + Sent,
                           Request.size() - Sent, MSG_NOSIGNAL);
      if (Count < 0 && errno != EINTR)
        break; // it is gone
      Sent += Count > 0 ? static_cast<size_t>(Count) : 0;
    }
    close(Who->Ask);
    if (Sent == Request.size()) {
      Busy.push_back({Number, Who->Process, Who->Value, Who->Log, deadline()});
      return true;
    }
    close(Who->Value);
    close(Who->Log);
    statusOf(Who->Process);
    return false;
  }

  /// Both ends of what a job has to do with this process.
  struct Pipes {
    Ends Ours, Theirs;
  };

  bool openPipes(Pipes &Made) {
    const bool MayWait = All.MayWait && How.Waiting && How.Waiting->hasRoom();
    while (Made.Ours.size() < (MayWait ? AllEnds : EndsOfOneJob)) {
      int Pair[2];
      if (Made.Ours.size() == EndToAsk
              ? socketpair(AF_UNIX, SOCK_STREAM, 0, Pair)
              : pipe(Pair)) {
        const int Why = errno;
        closeAll(Made.Ours);
        closeAll(Made.Theirs);
        errno = Why;
        return false;
      }
      Made.Ours.push_back(Pair[0]);
      Made.Theirs.push_back(Pair[1]);
    }
    return true;
  }

  /// \p Process, which may have failed to start, does the job.
  bool employ(size_t Number, pid_t Process, const Pipes &Its) {
    const int Why = errno;
    closeAll(Its.Theirs);
    if (Process < 0) {
      closeAll(Its.Ours);
      errno = Why;
      return false;
    }
    Busy.push_back({Number, Process, Its.Ours[0], Its.Ours[1], deadline()});
    if (Its.Ours.size() == AllEnds) {
      Busy.back().Ask = Its.Ours[2];
      Busy.back().NextValue = Its.Ours[3];
      Busy.back().NextLog = Its.Ours[4];
    }
    return true;
  }

  bool start(size_t Number) {
    Pipes Its;
    if (resume(Number))
      return true;
    if (!openPipes(Its))
      return false;
    pid_t Parent = getpid(), Process = fork();
    if (Process == 0) {
      closeAll(Its.Ours);
      leavePool(Parent);
      useEnds(Its.Theirs);
      finishJob(All.Run(Number));
    }
    return employ(Number, Process, Its);
  }

  //===--------------------------------------------------------------------===//
  // Teams
  //===--------------------------------------------------------------------===//

  /// Jobs of one kind are a team, and one team comes after the other: its
  /// process is there while it has jobs to start.
  void gatherTeams() {
    if (!All.Kind)
      return;
    std::map<std::string, std::vector<size_t>> Kinds;
    for (size_t Job : ToStart)
      Kinds[isAwaited(Job) ? "" : All.Kind(Job)].push_back(Job);
    ToStart.clear();
    for (auto &[Kind, Members] : Kinds) {
      ToStart.insert(ToStart.end(), Members.begin(), Members.end());
      if (!Kind.empty())
        addTeam(std::move(Members));
    }
  }

  bool isAwaited(size_t Job) const {
    return All.Request && How.Waiting && How.Waiting->has(All.Name(Job));
  }

  void addTeam(std::vector<size_t> Members) {
    if (Members.size() < 2)
      return;
    for (size_t Job : Members)
      TeamOf[Job] = Teams.size();
    Teams.emplace_back();
    Teams.back().Jobs = std::move(Members);
  }

  size_t beginning() const {
    return size_t(llvm::count_if(
        Teams, [](const Team &Each) { return Each.Stage == Team::Beginning; }));
  }

  /// Starts the first job that can be started, or what it begins with.
  bool startNext() {
    for (auto Job = ToStart.begin(); Job != ToStart.end(); ++Job) {
      auto Of = TeamOf.find(*Job);
      Team *Its = Of == TeamOf.end() ? nullptr : &Teams[Of->second];
      if (Its && Its->Stage == Team::Beginning)
        continue;
      if (Its && Its->Stage == Team::New && begin(*Its))
        return true;
      if (!(Its && Its->Stage == Team::Ready && join(*Its, *Job)) &&
          !start(*Job))
        return false;
      ToStart.erase(Job);
      return true;
    }
    return false;
  }

  /// Starts the process of a team. It is gone if there can be none.
  bool begin(Team &Its) {
    Its.Stage = Team::Gone;
    int Pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, Pair))
      return false;
    pid_t Parent = getpid(), Process = fork();
    if (Process == 0) {
      close(Pair[0]);
      leavePool(Parent);
      TeamSocket = Pair[1];
      // If something goes wrong here, each job meets it again, and says so.
      if (const int Nowhere = open("/dev/null", O_WRONLY); Nowhere >= 0)
        dup2(Nowhere, STDERR_FILENO);
      const std::string Value = All.Run(Its.Jobs);
      if (TeamSocket >= 0)
        _exit(0);
      finishJob(Value);
    }
    close(Pair[1]);
    if (Process < 0) {
      close(Pair[0]);
      return false;
    }
    Its.Stage = Team::Beginning;
    Its.Process = Process;
    Its.Socket = Pair[0];
    Its.Deadline = deadline();
    return true;
  }

  /// A team has something to say: that it is ready, and for whom.
  void hear(size_t Number) {
    const std::vector<size_t> Jobs = Teams[Number].Jobs;
    std::vector<char> Fit(Jobs.size());
    const bool IsReady =
        receive(Teams[Number].Socket, Fit.data(), Fit.size()) == Fit.size();
    const size_t Left = IsReady ? size_t(llvm::count(Fit, true)) : 0;
    if (!Left) {
      dismiss(Teams[Number]);
      return;
    }
    Teams[Number].Stage = Team::Ready;
    Teams[Number].Left = Left;
    std::vector<size_t> Others;
    for (size_t I = 0; I < Jobs.size(); ++I)
      if (!Fit[I]) {
        TeamOf.erase(Jobs[I]);
        Others.push_back(Jobs[I]);
      }
    addTeam(std::move(Others));
  }

  /// A copy of the team's process does the job.
  bool join(Team &Its, size_t Number) {
    Pipes Made;
    if (!openPipes(Made))
      return false;
    const size_t Place =
        size_t(llvm::find(Its.Jobs, Number) - Its.Jobs.begin());
    pid_t Process = -1;
    if (!sendRequest(Its.Socket, Place, Made.Theirs) ||
        receive(Its.Socket, &Process, sizeof Process) != sizeof Process)
      Process = -1;
    const bool Ok = employ(Number, Process, Made);
    if (!Ok || --Its.Left == 0)
      dismiss(Its);
    return Ok;
  }

  /// Whoever is left of it goes alone.
  static void dismiss(Team &Its) {
    Its.Stage = Team::Gone;
    closeIfOpen(Its.Socket);
    Its.Socket = -1;
  }

  /// In a new process: nothing of the others is its business.
  void leavePool(pid_t Parent) {
    Signals.restore();
    watchCrashes();
    dieWith(Parent);
    for (const Worker &Other : Busy)
      for (int Each :
           {Other.Value, Other.Log, Other.Ask, Other.NextValue, Other.NextLog})
        closeIfOpen(Each);
    for (const Team &Other : Teams)
      closeIfOpen(Other.Socket);
    if (How.Waiting)
      How.Waiting->closeAll();
    lookIntoSharedHeap();
    if (How.MemoryLimit) {
      rlim_t Bytes = rlim_t(How.MemoryLimit) << 20;
      struct rlimit Limit = {Bytes, Bytes};
      setrlimit(RLIMIT_AS, &Limit);
      endWithoutMemory();
    } else {
      askForLargePages();
    }
  }

  void wait() {
    llvm::SmallVector<pollfd, 16> Pipes;
    Clock::time_point Next = Clock::time_point::max();
    for (const Worker &Each : Busy) {
      Pipes.push_back({Each.Value, POLLIN, 0});
      Pipes.push_back({Each.Log, POLLIN, 0});
      Next = std::min(Next, Each.Deadline);
    }
    for (const Team &Each : Teams) {
      const bool Begins = Each.Stage == Team::Beginning;
      Pipes.push_back({Begins ? Each.Socket : -1, POLLIN, 0});
      if (Begins)
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
    for (size_t I = Teams.size(), At = 2 * Busy.size(); I-- > 0;) {
      Team &Each = Teams[I];
      if (Each.Stage != Team::Beginning)
        continue;
      if (Pipes[At + I].revents) {
        hear(I);
      } else if (How.Timeout && Clock::now() >= Each.Deadline) {
        kill(Each.Process, SIGKILL);
        dismiss(Each);
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
    std::string &Value = Results[Each.Job].Value;
    Trailer End = {};
    if (Value.size() >= sizeof End) {
      std::memcpy(&End, Value.data() + Value.size() - sizeof End, sizeof End);
      Value.resize(Value.size() - sizeof End);
    }
    if (End.Waits && !Each.Late) {
      How.Waiting->add(All.Name(Each.Job),
                       {Each.Process, Each.Ask, Each.NextValue, Each.NextLog,
                        End.Cpu, End.Bytes});
      hand(Each.Job);
      return;
    }
    for (int Open : {Each.Ask, Each.NextValue, Each.NextLog})
      closeIfOpen(Open);
    const int Status = statusOf(Each.Process);
    if (!Each.Late && WIFEXITED(Status) && WEXITSTATUS(Status) == AloneStatus) {
      Results[Each.Job] = {};
      TeamOf.erase(Each.Job);
      ToStart.push_front(Each.Job);
      return;
    }
    std::string Trouble;
    if (Each.Late)
      Trouble = "it took longer than " + std::to_string(How.Timeout) +
                " s; --timeout allows more";
    else
      Trouble = whyEnded(Status);
    if (!Trouble.empty() && !Each.Late && How.MemoryLimit &&
        !llvm::StringRef(Trouble).contains("--memory-limit"))
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
      statusOf(Each.Process);
    for (const Team &Each : Teams)
      if (Each.Process > 0) {
        kill(Each.Process, SIGKILL);
        statusOf(Each.Process);
      }
    clearProgress();
    llvm::errs() << "spinpair: interrupted; no report was written\n";
    _exit(128 + Interrupted);
  }

  const Running &How;
  const unsigned Most;
  const Jobs &All;
  std::vector<JobResult> Results; ///< Of those that run, and logs.
  std::vector<bool> Finished;
  std::list<size_t> ToStart;
  std::vector<Worker> Busy;
  std::vector<Team> Teams;
  std::map<size_t, size_t> TeamOf; ///< By job; if it is in one.
  Interruptible Signals;
  size_t Told = 0; ///< Jobs whose log was shown.
  size_t Done = 0;
  bool Shows, Shown = false;
};

} // namespace

//===----------------------------------------------------------------------===//
// Processes that wait
//===----------------------------------------------------------------------===//

bool mayWait() { return Out.Ask >= 0; }

std::string waitForRequest(const std::string &Value) {
  handOver(Value, /*Waits=*/true);
  close(Out.Value);
  dup2(Out.NextLog, STDERR_FILENO);
  close(Out.NextLog);
  std::string Request;
  char Buffer[1 << 12];
  for (ssize_t Count; (Count = read(Out.Ask, Buffer, sizeof Buffer)) != 0;)
    if (Count > 0)
      Request.append(Buffer, static_cast<size_t>(Count));
    else if (errno != EINTR)
      _exit(1);
  if (Request.empty())
    _exit(0);
  close(Out.Ask);
  Out.Value = Out.NextValue;
  Out.Ask = -1;
  lookIntoSharedHeap();
  return Request;
}

size_t becomeOneOf(const std::vector<bool> &Fit) {
  const std::string Told(Fit.begin(), Fit.end());
  const int Socket = TeamSocket;
  const pid_t Parent = getppid();
  size_t Job = 0;
  Ends Given;
  if (send(Socket, Told.data(), Told.size(), MSG_NOSIGNAL) !=
      ssize_t(Told.size()))
    _exit(0);
  while (receiveRequest(Socket, Job, Given)) {
    const pid_t Process = forkSibling();
    if (Process == 0) {
      dieWith(Parent);
      close(Socket);
      TeamSocket = -1;
      useEnds(Given);
      return Job;
    }
    closeAll(Given);
    if (send(Socket, &Process, sizeof Process, MSG_NOSIGNAL) < 0)
      break;
  }
  _exit(0);
}

void goAlone() { _exit(AloneStatus); }

void finishJob(const std::string &Value) {
  handOver(Value, /*Waits=*/false);
  _exit(0);
}

static void dismiss(const Waiter &Each) {
  for (int Open : {Each.Ask, Each.Value, Each.Log})
    close(Open);
}

void Waiters::dismissAll() {
  for (const auto &[Name, Each] : All)
    dismiss(Each);
  for (const auto &[Name, Each] : All)
    statusOf(Each.Process);
  All.clear();
  Bytes = 0;
}

void Waiters::closeAll() {
  for (const auto &[Name, Each] : All)
    dismiss(Each);
  All.clear();
}

bool Waiters::hasRoom() const {
  // Memory that is wanted for the work itself is not theirs.
  static const size_t Room =
      size_t(sysconf(_SC_PHYS_PAGES)) / 4 * size_t(sysconf(_SC_PAGESIZE));
  return All.size() < 64 && Bytes + Most <= Room;
}

void Waiters::add(const std::string &Name, const Waiter &Each) {
  if (auto Old = take(Name)) { // of two jobs of one name, the last one
    dismiss(*Old);
    statusOf(Old->Process);
  }
  All.emplace(Name, Each);
  Bytes += Each.Bytes;
  Most = std::max(Most, Each.Bytes);
}

std::optional<Waiter> Waiters::take(const std::string &Name) {
  auto Found = All.find(Name);
  if (Found == All.end())
    return std::nullopt;
  Waiter Each = Found->second;
  All.erase(Found);
  Bytes -= Each.Bytes;
  return Each;
}

double Waiters::cpuSeconds() const {
  double Sum = 0;
  for (const auto &[Name, Each] : All)
    Sum += Each.Cpu;
  return Sum;
}

void runJobs(const Jobs &All, const Running &How) { Pool(All, How).run(); }

} // namespace spinpair
