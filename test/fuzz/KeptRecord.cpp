//===- KeptRecord.cpp - Records of the cache, and results of shards ------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Target.h"

#include "analysis/Shard.h"
#include "analysis/UnitRecord.h"
#include "model/Outcome.h"
#include "support/Archive.h"

using namespace spinpair;

template <class T> static void load(llvm::StringRef Bytes) {
  T Value{};
  Loader Load(Bytes);
  Load(Value);
  if (!Load.isWhole())
    return;
  Saver First, Again;
  First(Value);
  T Copy{};
  Loader LoadAgain(First.Bytes);
  LoadAgain(Copy);
  Again(Copy);
  fuzz::promise(LoadAgain.isWhole() && First.Bytes == Again.Bytes,
                "what was kept is what is found");
}

/// A seal keeps out what another build wrote, and files that were damaged by
/// chance. So what is behind it is tried on its own; the first byte says as
/// what.
static void run(llvm::StringRef Bytes) {
  llvm::StringRef Inside;
  unseal(Bytes, Inside);
  Result Result;
  std::string Error;
  const bool IsRead = loadResult(fuzz::asFile("result", Bytes), Result, Error);
  fuzz::promise(IsRead == Error.empty(), "who fails says why");
  if (Bytes.empty())
    return;
  Inside = Bytes.drop_front();
  switch (Bytes[0]) {
  case 'E':
    return load<Entry>(Inside);
  case 'R':
    return load<spinpair::Result>(Inside);
  case 'U':
    return load<UnitRecord>(Inside);
  case 'A':
    return load<Analysis>(Inside);
  }
}

static fuzz::Target Kept("kept", run);
