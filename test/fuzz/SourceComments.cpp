//===- SourceComments.cpp - Comments that silence findings ---------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Target.h"

#include "findings/Fingerprint.h"
#include "findings/Sources.h"
#include "findings/Suppression.h"
#include "model/Verdict.h"

using namespace spinpair;

/// Each line has a finding.
static void run(llvm::StringRef Bytes) {
  const std::string File = fuzz::asFile("driver.c", Bytes);
  std::vector<Mistake> Mistakes;
  const unsigned Lines = Bytes.count('\n') + 2;
  for (unsigned Line = 1; Line <= Lines && Line < 64; ++Line) {
    Mistake Found;
    Found.Where.File = File;
    Found.Where.Line = Line;
    Found.Where.Column = 1 + Line % 5;
    Found.Origin = Found.Where;
    Found.Checker = "storport.msi.Leak";
    Found.Function = Found.Shown = "f";
    Found.Path = {Found.Where};
    Mistakes.push_back(std::move(Found));
  }
  Sources Files;
  addFingerprints(Mistakes, {}, Files);
  suppress(Mistakes, {}, /*Complete=*/true, Files);
}

static fuzz::Target Comments("comments", run);
