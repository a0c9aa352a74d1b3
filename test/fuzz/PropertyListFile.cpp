//===- PropertyListFile.cpp - What clang's analyzer writes ---------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Target.h"

#include "findings/AnalyzerResults.h"
#include "findings/PropertyList.h"

using namespace spinpair;

static void run(llvm::StringRef Bytes) {
  std::string Error;
  const bool IsRead = readPropertyList(Bytes, Error).has_value();
  fuzz::promise(IsRead == Error.empty(), "who fails says why");
  AnalyzerResults Results;
  Error.clear();
  const bool IsLoaded =
      loadAnalyzerResults({fuzz::asFile("a.plist", Bytes)}, Results, Error);
  fuzz::promise(IsLoaded == Error.empty(), "who fails says why");
}

static fuzz::Target List("plist", run);
