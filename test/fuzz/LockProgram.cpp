//===- LockProgram.cpp - Lock programs as text ---------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Target.h"

#include "spinpair/memory.h"
#include "spinpair/survey.h"
#include "spinpair/view.h"

#include <cstring>
#include <memory>

using namespace spinpair;

namespace {
struct Free {
  void operator()(sp_program *Program) { sp_program_free(Program); }
  void operator()(sp_proofs *Proofs) { sp_proofs_free(Proofs); }
  void operator()(char *Text) { sp_memory_free(Text); }
  void operator()(sp_breach *Found) { sp_memory_free(Found); }
};
template <class T> using Owned = std::unique_ptr<T, Free>;
} // namespace

static Owned<char> check(sp_program *Program, llvm::StringRef Text) {
  sp_text_error Error = {};
  if (!sp_program_read(Program, Text.data(), Text.size(), &Error)) {
    fuzz::promise(Error.line && Error.message[0], "who fails says why");
    return nullptr;
  }
  return Owned<char>(sp_program_write(Program));
}

static void run(llvm::StringRef Bytes) {
  Owned<sp_program> Program(sp_program_new()), Copy(sp_program_new());
  Owned<char> Text = check(Program.get(), Bytes);
  if (!Text)
    return;
  Owned<char> Again = check(Copy.get(), Text.get());
  fuzz::promise(Again && !std::strcmp(Text.get(), Again.get()),
                "what was written is read back");
  fuzz::promise(sp_program_link(Program.get()), "it can be linked");
  size_t Count = 0;
  Owned<sp_breach> Found(sp_survey(Program.get(), &Count));
  Owned<sp_proofs> Proofs(sp_prove(Program.get()));
  fuzz::promise(Proofs != nullptr, "it can be proved, or not");
  for (size_t I = 0; I < sp_program_count(Program.get()); ++I) {
    sp_extent Extent;
    sp_proofs_ways(Proofs.get(), I, &Count, &Extent);
    sp_proofs_touches(Proofs.get(), I, &Count);
    if (sp_program_is_relevant(Program.get(), I))
      for (sp_view View :
           {SP_VIEW_STATES, SP_VIEW_EVENTS, SP_VIEW_SUMMARY, SP_VIEW_SLICE})
        Owned<char>(sp_proofs_view(Proofs.get(), I, View));
  }
}

static fuzz::Target Program("program", run);
