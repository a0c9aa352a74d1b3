//===- ProjectFiles.cpp - Projects of Visual Studio and of older kits ----===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Target.h"

#include "model/Unit.h"
#include "project/Database.h"
#include "project/Project.h"

#include "llvm/Support/FileSystem.h"

using namespace spinpair;

static void load(llvm::StringRef Name, llvm::StringRef Bytes) {
  ProjectRequest Wanted;
  Wanted.Path = fuzz::asFile(Name, Bytes);
  LoadedProject Result;
  std::string Error;
  const bool IsRead = loadProject(Wanted, Result, Error);
  fuzz::promise(IsRead == Error.empty(), "who fails says why");
}

static fuzz::Target Project("vcxproj", [](llvm::StringRef Bytes) {
  load("driver.vcxproj", Bytes);
});

/// The same text may be of the old form or of the new one.
static fuzz::Target Solution("solution", [](llvm::StringRef Bytes) {
  load(Bytes.starts_with("<") ? "driver.slnx" : "driver.sln", Bytes);
});

/// What is in the other one must not count.
static fuzz::Target Sources("build-sources", [](llvm::StringRef Bytes) {
  const bool IsDirs = Bytes.contains("DIRS");
  llvm::sys::fs::remove(fuzz::asFile(IsDirs ? "sources" : "dirs", ""));
  load(IsDirs ? "dirs" : "sources", Bytes);
});

static fuzz::Target Tlog("tlog", [](llvm::StringRef Bytes) {
  std::vector<ProjectUnit> Units;
  std::string Error;
  const bool IsRead =
      readTlog(fuzz::asFile("CL.command.1.tlog", Bytes), Units, Error);
  fuzz::promise(IsRead == Error.empty(), "who fails says why");
});

static fuzz::Target Database("database", [](llvm::StringRef Bytes) {
  std::vector<Unit> Units;
  std::string Error;
  const bool IsRead =
      readDatabase(fuzz::asFile("compile_commands.json", Bytes), Units, Error);
  fuzz::promise(IsRead == Error.empty(), "who fails says why");
});
