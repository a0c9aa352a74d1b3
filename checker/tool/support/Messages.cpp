//===- Messages.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Messages.h"

#include "Places.h"

#include "llvm/Support/raw_ostream.h"

namespace spinpair {

ExitStatus fail(const std::string &Why) {
  llvm::errs() << "spinpair: " << oneLine(Why) << "\n";
  return WrongUse;
}

} // namespace spinpair
