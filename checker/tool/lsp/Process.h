//===- Process.h - Work in a process of its own ---------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A session of an editor lasts for days; an analysis may crash, hang or want
// all memory, reads settings that are kept for a process, and is worth nothing
// once the text has changed. So each is done by a copy of the server, which
// hands over what comes out, and can be ended at any time with all its workers.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_PROCESS_H
#define SPINPAIR_TOOL_LSP_PROCESS_H

#include <functional>
#include <memory>
#include <string>
#include <sys/types.h>

namespace spinpair {

class Process {
public:
  /// Starts to do \p Work in a copy of this process; null if there can be none.
  static std::unique_ptr<Process>
  start(const std::function<std::string()> &Work);
  /// Ends it, if it has not ended.
  ~Process();
  Process(const Process &) = delete;
  Process &operator=(const Process &) = delete;

  /// To be polled for input; -1 once they are at their end.
  int valueEnd() const { return Value; }
  int logEnd() const { return Log; }
  /// Takes what can be read there now.
  void read(int Descriptor);
  bool isDone() const { return Value < 0 && Log < 0; }

  /// Once it is done: did it return, rather than crash?
  bool hasReturned() const;
  /// What it returned.
  std::string result() const;
  /// What it wrote to stderr so far, and was not taken yet.
  std::string takeLog();

private:
  Process(pid_t Id, int Value, int Log) : Id(Id), Value(Value), Log(Log) {}

  pid_t Id;
  int Value, Log;
  std::string Returned, Said;
};

} // namespace spinpair

#endif
