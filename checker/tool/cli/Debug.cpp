//===- Debug.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Debug.h"

#include "analysis/Analyse.h"
#include "analysis/Programs.h"
#include "analysis/Verdicts.h"
#include "analysis/Whole.h"
#include "cache/Cache.h"
#include "model/Unit.h"
#include "project/Config.h"
#include "project/Units.h"
#include "support/Messages.h"
#include "support/Nearest.h"
#include "support/Places.h"

#include "spinpair/memory.h"
#include "spinpair/view.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/Support/raw_ostream.h"

namespace spinpair {

static sp_view viewOf(DebugView View) {
  switch (View) {
  case DebugView::States:
    return SP_VIEW_STATES;
  case DebugView::Events:
    return SP_VIEW_EVENTS;
  case DebugView::Summary:
    return SP_VIEW_SUMMARY;
  case DebugView::Slice:
    return SP_VIEW_SLICE;
  }
  return SP_VIEW_STATES;
}

static ExitStatus debugOne(const Whole &Program, size_t Index, DebugView View) {
  llvm::raw_ostream &Out = llvm::outs();
  const sp_function *Function = sp_program_get(Program.program(), Index);
  const sp_proof *Proof = sp_proofs_get(Program.proofs(), Index);
  const std::string File = Program.fileOf(Function);
  Out << "'" << Function->shown << "', " << File << ":" << Function->where.line;
  switch (Proof->kind) {
  case SP_PROOF_IRRELEVANT:
    Out << ", reaches no lock: there is nothing to prove.\n";
    return NothingFound;
  case SP_PROOF_PROVED:
    Out << ", is proved.\n";
    break;
  case SP_PROOF_OPEN:
    Out << ", is not proved, because of " << File << ":" << Proof->line << ":"
        << Proof->column << ": " << asClause(Proof->why) << ".\n";
    break;
  }
  char *Text = sp_proofs_view(Program.proofs(), Index, viewOf(View));
  if (!Text)
    return fail(OutOfMemory);
  Out << Text;
  sp_memory_free(Text);
  return NothingFound;
}

ExitStatus debugFunction(Options Options) {
  Config Config;
  std::vector<Unit> Units;
  std::string Error;
  if (!loadUnits(Options, Config, Units, Error))
    return fail(Error);
  std::vector<std::unique_ptr<Whole>> Programs;
  Cache Cache(cacheFolder(Options));
  if (!readPrograms(std::move(Units), Options, Cache, Programs, Error))
    return fail(Error);
  const std::string &Name = Options.Given[0];
  std::vector<llvm::StringRef> Names;
  bool Any = false, Complete = true;
  for (const auto &Program : Programs) {
    Complete &= Program->isComplete();
    auto IsMeant = [&](size_t Index) {
      const sp_function *Each = sp_program_get(Program->program(), Index);
      return Name == Each->shown || Name == Each->name;
    };
    auto All = llvm::seq<size_t>(0, sp_program_count(Program->program()));
    for (size_t Index : All)
      Names.push_back(sp_program_get(Program->program(), Index)->shown);
    if (llvm::none_of(All, IsMeant))
      continue;
    if (!Program->prove())
      return fail(OutOfMemory);
    for (size_t Index : All) {
      if (!IsMeant(Index))
        continue;
      if (Any)
        llvm::outs() << "\n";
      Any = true;
      if (ExitStatus Status = debugOne(*Program, Index, Options.View))
        return Status;
    }
  }
  if (!Any)
    return fail("the program has no function '" + Name +
                "' that matters to locks" + didYouMean(Name, Names, ""));
  return Complete ? NothingFound : NotAnalysed;
}

} // namespace spinpair
