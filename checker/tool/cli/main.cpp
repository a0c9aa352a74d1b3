//===- main.cpp - The command line ----------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "CommandLine.h"
#include "Commands.h"
#include "support/Messages.h"

#include "llvm/Support/raw_ostream.h"

#include <fcntl.h>
#include <unistd.h>

/// If a standard stream is closed, the next file opened would take its place,
/// and get what is meant for the stream. Nothing can be written to these.
static void fillStandardStreams() {
  int Descriptor;
  do
    Descriptor = open("/dev/null", O_RDONLY);
  while (0 <= Descriptor && Descriptor <= STDERR_FILENO);
  if (Descriptor >= 0)
    close(Descriptor);
}

/// Output that got lost must not pass for a result.
static int finish(int Status) {
  llvm::raw_fd_ostream &Out = llvm::outs();
  Out.flush();
  if (Out.has_error()) {
    Status =
        spinpair::fail("cannot write the output: " + Out.error().message());
    Out.clear_error();
  }
  llvm::errs().clear_error(); // there is nobody to tell
  return Status;
}

int main(int Count, char **Arguments) {
  fillStandardStreams();
  spinpair::Options Options;
  std::string Error;
  if (!spinpair::parseOptions(Count, Arguments, Options, Error))
    return finish(spinpair::fail(Error));
  return finish(spinpair::run(Options));
}
