//===- main.cpp - The command line ----------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Commands.h"

int main(int Count, char **Arguments) {
  spinpair::Options Options;
  std::string Error;
  if (!spinpair::parseOptions(Count, Arguments, Options, Error))
    return spinpair::fail(Error);
  return spinpair::run(Options);
}
