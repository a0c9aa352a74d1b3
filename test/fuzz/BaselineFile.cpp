//===- BaselineFile.cpp - Baselines --------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Target.h"

#include "findings/Baseline.h"

using namespace spinpair;

static void run(llvm::StringRef Bytes) {
  const std::string Path = fuzz::asFile("baseline.json", Bytes);
  Baseline First, Again;
  std::string Error;
  const bool IsRead = First.load(Path, /*MayBeMissing=*/false, Error);
  fuzz::promise(IsRead == Error.empty(), "who fails says why");
  if (!IsRead)
    return;
  const std::string Copy = fuzz::asFile("copy.json", "");
  fuzz::promise(First.save(Copy, Error), "what was read can be written");
  fuzz::promise(Again.load(Copy, /*MayBeMissing=*/false, Error),
                "what was written can be read");
  fuzz::promise(Again.size() == First.size(), "nothing gets lost");
}

static fuzz::Target Known("baseline", run);
