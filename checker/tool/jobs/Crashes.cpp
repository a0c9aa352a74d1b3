//===- Crashes.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Crashes.h"

#include "../../analyzer/DeepStack.h"
#include "../../analyzer/OwnCode.h"

#include "llvm/Support/ErrorHandling.h"

#include <csignal>
#include <cstdint>
#include <cstring>
#include <new>
#include <sys/wait.h>
#include <unistd.h>

namespace spinpair {

/// The status of a process that spinpair's own code crashed, less the signal,
/// and of one that used up its stack. or its memory.
static constexpr int CrashedStatus = 192, StackStatus = 191, MemoryStatus = 190;

static constexpr int Crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};

static uintptr_t StackTop;  // about where the stack began
static uintptr_t StackSize; // how far it may grow

static void crashed(int Signal, siginfo_t *Info, void *) {
  const uintptr_t At = reinterpret_cast<uintptr_t>(Info->si_addr);
  // Arguments and the environment are on the stack, too.
  if (Signal == SIGSEGV && At < StackTop && StackTop - At > StackSize / 2 &&
      StackTop - At < StackSize + StackSize / 8)
    _exit(StackStatus);
  if (OwnCode::runs())
    _exit(CrashedStatus + Signal);
  raise(Signal); // as nobody minds it any more, this ends the process
}

void watchCrashes() {
  deepenStack();
  struct rlimit Limit;
  if (!getrlimit(RLIMIT_STACK, &Limit) && Limit.rlim_cur != RLIM_INFINITY) {
    StackTop = reinterpret_cast<uintptr_t>(&Limit);
    StackSize = uintptr_t(Limit.rlim_cur);
  }
  static char Stack[1 << 16]; // there may be no room on that of the program
  stack_t Other = {};
  Other.ss_sp = Stack;
  Other.ss_size = sizeof Stack;
  sigaltstack(&Other, nullptr);
  struct sigaction Action = {};
  Action.sa_sigaction = crashed;
  Action.sa_flags = static_cast<int>(SA_ONSTACK | SA_RESETHAND | SA_SIGINFO);
  for (int Signal : Crashes)
    sigaction(Signal, &Action, nullptr);
}

void endWithoutMemory() {
  // Neither the C++ library's words nor LLVM's are for users.
  std::set_new_handler([] { _exit(MemoryStatus); });
  llvm::install_bad_alloc_error_handler(
      [](void *, const char *, bool) { _exit(MemoryStatus); });
}

std::string whyEnded(int Status) {
  if (WIFSIGNALED(Status))
    return "clang crashed on it (" + std::string(strsignal(WTERMSIG(Status))) +
           ")";
  const int Exit = WEXITSTATUS(Status);
  if (Exit == StackStatus)
    return "an expression or a statement in it is nested too deep for the "
           "stack; split it up, or allow a larger one (ulimit -s)";
  if (Exit == MemoryStatus)
    return "it wants more memory than --memory-limit allows";
  if (Exit > CrashedStatus)
    return "spinpair crashed on it (" +
           std::string(strsignal(Exit - CrashedStatus)) +
           "), which should be reported as a bug of it";
  return Exit ? "its process ended with status " + std::to_string(Exit) : "";
}

} // namespace spinpair
