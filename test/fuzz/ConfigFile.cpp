//===- ConfigFile.cpp - .spinpair.yaml -----------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Target.h"

#include "model/Options.h"
#include "project/Config.h"

using namespace spinpair;

static void run(llvm::StringRef Bytes) {
  Options Options;
  Options.ConfigFile = fuzz::asFile("spinpair.yaml", Bytes);
  Setting<std::string> Project, Configuration;
  std::string Error;
  const bool IsRead = projectInForce(Options, Project, Configuration, Error);
  fuzz::promise(IsRead == Error.empty(), "who fails says why");
}

static fuzz::Target Config("config", run);
