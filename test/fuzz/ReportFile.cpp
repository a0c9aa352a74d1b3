//===- ReportFile.cpp - Reports in JSON and SARIF, to be compared --------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Target.h"

#include "findings/StoredRun.h"

using namespace spinpair;

static void run(llvm::StringRef Bytes) {
  Analysis Run;
  std::string Error;
  const bool IsRead =
      loadStoredRun(fuzz::asFile("report.json", Bytes), Run, Error);
  fuzz::promise(IsRead == Error.empty(), "who fails says why");
  if (IsRead)
    knownFindings(Run);
}

static fuzz::Target Report("report", run);
