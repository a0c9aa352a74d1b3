//===- Debug.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Debug.h"

#include "NamedFunction.h"
#include "analysis/Analyse.h"
#include "analysis/Verdicts.h"
#include "analysis/Whole.h"
#include "support/Messages.h"

#include "spinpair/memory.h"
#include "spinpair/view.h"

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

ExitStatus debugFunction(const Options &Options) {
  return eachNamed(Options, [&](const Named &Named) {
    if (!Named.Program.prove())
      return fail(OutOfMemory);
    for (size_t Index : Named.Functions) {
      if (!Named.IsFirst || Index != Named.Functions.front())
        llvm::outs() << "\n";
      if (ExitStatus Status = debugOne(Named.Program, Index, Options.View))
        return Status;
    }
    return NothingFound;
  });
}

} // namespace spinpair
