//===- Process.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Process.h"

#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace spinpair {

/// Stands behind a result that is whole.
static constexpr char WholeMark = '\x06';

static bool writeAll(int Descriptor, const std::string &Text) {
  for (size_t At = 0; At < Text.size();) {
    const ssize_t Written =
        write(Descriptor, Text.data() + At, Text.size() - At);
    if (Written < 0 && errno != EINTR)
      return false;
    At += Written > 0 ? static_cast<size_t>(Written) : 0;
  }
  return true;
}

/// In the copy: nothing but the result may go where the client listens.
[[noreturn]] static void become(const std::function<std::string()> &Work,
                                pid_t Parent, int Value, int Log) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != Parent)
    _exit(1);
  signal(SIGPIPE, SIG_DFL);
  const int Nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  dup2(Nothing, STDIN_FILENO);
  dup2(Nothing, STDOUT_FILENO);
  dup2(Log, STDERR_FILENO);
  std::string Result = Work();
  llvm::errs().flush();
  Result += WholeMark;
  _exit(writeAll(Value, Result) ? 0 : 1);
}

std::unique_ptr<Process>
Process::start(const std::function<std::string()> &Work) {
  int Value[2], Log[2];
  if (pipe2(Value, O_CLOEXEC))
    return nullptr;
  if (pipe2(Log, O_CLOEXEC)) {
    close(Value[0]);
    close(Value[1]);
    return nullptr;
  }
  const pid_t Parent = getpid(), Id = fork();
  if (Id == 0)
    become(Work, Parent, Value[1], Log[1]);
  close(Value[1]);
  close(Log[1]);
  if (Id < 0) {
    close(Value[0]);
    close(Log[0]);
    return nullptr;
  }
  setpgid(Id, Id); // as it does itself, whoever comes first
  return std::unique_ptr<Process>(new Process(Id, Value[0], Log[0]));
}

Process::~Process() {
  kill(-Id, SIGKILL);
  kill(Id, SIGKILL);
  while (waitpid(Id, nullptr, 0) < 0 && errno == EINTR)
    ;
  for (int Descriptor : {Value, Log})
    if (Descriptor >= 0)
      close(Descriptor);
}

void Process::read(int Descriptor) {
  char Buffer[1 << 16];
  const ssize_t Count = ::read(Descriptor, Buffer, sizeof Buffer);
  if (Count < 0 && errno == EINTR)
    return;
  if (Count > 0) {
    (Descriptor == Value ? Returned : Said)
        .append(Buffer, static_cast<size_t>(Count));
    return;
  }
  close(Descriptor);
  (Descriptor == Value ? Value : Log) = -1;
}

bool Process::hasReturned() const {
  return !Returned.empty() && Returned.back() == WholeMark;
}

std::string Process::result() const {
  return Returned.substr(0, Returned.size() - 1);
}

std::string Process::takeLog() {
  std::string Result;
  Result.swap(Said);
  return Result;
}

} // namespace spinpair
