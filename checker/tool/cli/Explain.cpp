//===- Explain.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Explain.h"

#include "NamedFunction.h"
#include "analysis/Analyse.h"
#include "analysis/Movable.h"
#include "analysis/Verdicts.h"
#include "analysis/Whole.h"
#include "model/Outcome.h"
#include "model/Unit.h"
#include "model/Verdict.h"
#include "support/Messages.h"
#include "support/Nearest.h"
#include "support/Places.h"

#include "../../analyzer/Links.h"

#include "spinpair/memory.h"
#include "spinpair/rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <set>

namespace spinpair {

/// Does a call of the function lead to that of the other one?
static bool leadsTo(const sp_program *Program, size_t From, size_t To) {
  std::set<size_t> Seen{From};
  std::vector<size_t> Open{From};
  while (!Open.empty()) {
    const sp_function *Function = sp_program_get(Program, Open.back());
    Open.pop_back();
    for (size_t B = 0; B < Function->block_count; ++B)
      for (size_t S = 0; S < Function->blocks[B].step_count; ++S) {
        const sp_step &Step = Function->blocks[B].steps[S];
        if (Step.kind != SP_CALL)
          continue;
        const sp_callees Called = sp_program_callees(Program, &Step);
        for (size_t I = 0; I < Called.count; ++I) {
          if (Called.functions[I] == To)
            return true;
          if (Seen.insert(Called.functions[I]).second)
            Open.push_back(Called.functions[I]);
        }
      }
  }
  return false;
}

static std::string shownOwner(const Mistake &Found) {
  return Found.Shown.empty() ? "another function"
                             : "'" + oneLine(Found.Shown) + "'";
}

/// Whose \p Found is, as the beginning of a line that says where it is; "" if
/// it is that of the function itself. Its path leads through the function.
static std::string whose(const Mistake &Found, const sp_program *Program,
                         size_t Index) {
  if (Found.Function == sp_program_get(Program, Index)->name)
    return "";
  const size_t Owner = sp_program_find(Program, Found.Function.c_str());
  const bool IsBelow = Owner != SIZE_MAX && leadsTo(Program, Index, Owner);
  return "In " + shownOwner(Found) +
         (IsBelow ? ", which it leads to: " : ", which leads to it: ");
}

/// What became of a function, as the end of a sentence that begins with it;
/// \p Found are the findings whose paths lead through it.
static std::string verdictInWords(const sp_proof &Proof,
                                  const FunctionVerdict *Known,
                                  llvm::ArrayRef<const Mistake *> Found) {
  if (Proof.kind == SP_PROOF_IRRELEVANT)
    return "reaches no lock: there is nothing to prove";
  if (!Known) // its unit is not one to be reported on
    return Proof.kind == SP_PROOF_PROVED ? "is proved" : "is not proved";
  std::string Result = std::string("is ") + verdictName(Known->Verdict);
  switch (Known->Verdict) {
  case Verdict::Proved:
    return Result + ": every path uses its locks rightly";
  case Verdict::Clean:
    return Result + ": it was explored to the end, and nothing was found";
  case Verdict::Reported:
    if (Found.empty())
      return Result + ": what was found in it, or on a path from it, is of "
                      "rules that are off";
    return Result + (llvm::any_of(Found,
                                  [&](const Mistake *Each) {
                                    return Each->Function == Known->Linkage;
                                  })
                         ? ": something was found in it"
                         : ": a path from it leads to what was found in " +
                               shownOwner(*Found[0]));
  case Verdict::Undecided:
    return Result + ": " + Known->Why;
  }
  return Result;
}

/// \p Analysis is of the whole program.
static ExitStatus explainOne(const Whole &Program, size_t Index,
                             const Analysis &Analysis, bool WithLockProgram) {
  llvm::raw_ostream &Out = llvm::outs();
  const sp_function *Function = sp_program_get(Program.program(), Index);
  const sp_proof *Proof = sp_proofs_get(Program.proofs(), Index);
  const std::string File = Program.fileOf(Function);
  auto Known = llvm::find_if(Analysis.Functions, [&](const auto &Each) {
    return Each.Linkage == Function->name;
  });
  std::vector<const Mistake *> Through;
  for (const Mistake &Found : Analysis.Mistakes)
    if (Found.Function == Function->name || Found.Callers.count(Function->name))
      Through.push_back(&Found);
  Out << "'" << Function->shown << "', " << File << ":" << Function->where.line
      << ", "
      << verdictInWords(*Proof,
                        Known == Analysis.Functions.end() ? nullptr : &*Known,
                        Through)
      << ".\n";
  for (const Mistake *Found : Through)
    Out << whose(*Found, Program.program(), Index) << oneLine(Found->Where.File)
        << ":" << Found->Where.Line << ":" << Found->Where.Column << ": "
        << oneLine(Found->Where.Message) << " [" << Found->Checker << "]\n";
  if (Proof->kind == SP_PROOF_OPEN)
    Out << "It is not proved, because of " << File << ":" << Proof->line << ":"
        << Proof->column << ": " << asClause(Proof->why) << ".\n";
  if (Proof->kind == SP_PROOF_PROVED) {
    if (Proof->is_helper)
      Out << "It is a lock helper: it takes a lock for its caller, or gives "
             "one "
             "back.\n";
    if (Proof->nesting)
      Out << "At most " << counted(Proof->nesting, "lock")
          << (Proof->nesting == 1 ? " is" : " are") << " held at once.\n";
    if (Known != Analysis.Functions.end())
      for (const std::string &Each : Known->Assumes)
        Out << "It is assumed that " << oneLine(Each) << ".\n";
    char *Summary = sp_proofs_summary(Program.proofs(), Index);
    if (!Summary)
      return fail(OutOfMemory);
    Out << "\nsummary:\n"
        << (*Summary ? Summary : "leaves all locks as they were\n");
    sp_memory_free(Summary);
  }
  if (!WithLockProgram)
    return NothingFound;
  char *Text = sp_program_write_function(Program.program(), Index);
  if (!Text)
    return fail(OutOfMemory);
  Out << "\nlock program:\n" << Text;
  sp_memory_free(Text);
  return NothingFound;
}

ExitStatus explainFunction(const Options &Options) {
  return eachNamed(Options, [&](const Named &Named) {
    Analysis Analysis;
    std::set<unsigned> Explored;
    StepTimes Times;
    if (!analyse(Named.Program, Named.Options, Named.Config, Named.Cache,
                 Analysis, Explored, Times))
      return fail(OutOfMemory);
    settle(Named.Program, Analysis);
    sortByPlace(Analysis);
    for (size_t Index : Named.Functions) {
      if (!Named.IsFirst || Index != Named.Functions.front())
        llvm::outs() << "\n";
      if (ExitStatus Status = explainOne(Named.Program, Index, Analysis,
                                         Options.WithLockProgram))
        return Status;
    }
    return Analysis.IsComplete ? NothingFound : NotAnalysed;
  });
}

/// The long names and the short ones.
static std::vector<llvm::StringRef> ruleNames() {
  std::vector<llvm::StringRef> Names;
  for (unsigned I = 0; I < SP_RULE_COUNT; ++I) {
    const sp_rule_row *Row = sp_rule_get(static_cast<sp_rule>(I));
    Names.insert(Names.end(), {Row->checker, Row->name});
  }
  return Names;
}

ExitStatus explainRule(const std::string &Name) {
  sp_rule Rule = sp_rule_find(Name.c_str());
  if (Rule == SP_RULE_NONE)
    return fail("there is no rule '" + Name + "'" +
                didYouMean(Name, ruleNames(), "; 'spinpair rules' lists them"));
  const sp_rule_row *Row = sp_rule_get(Rule);
  llvm::outs() << Row->checker << ": " << Row->summary << "\nseverity "
               << sp_severity_name(Row->severity) << ", CWE-" << Row->cwe
               << "\n\n"
               << Row->help << "\n\n";
  // The page is installed beside the program, and may have an address.
  std::string Installed =
      besideProgram("share/doc/spinpair/" + std::string(Row->doc));
  if (Installed.empty()) // not installed, but built in the folder of the source
    Installed = besideProgram("../" + std::string(Row->doc));
  const std::string Address = addressOf(Row->doc);
  llvm::outs() << (!Address.empty()     ? Address
                   : !Installed.empty() ? Installed
                                        : std::string(Row->doc))
               << "\n";
  // The same is wrong with locks of another family, by a name that ends alike.
  const llvm::StringRef End = llvm::StringRef(Row->checker).rsplit('.').second;
  for (unsigned I = 0; I < SP_RULE_COUNT; ++I) {
    const sp_rule_row *Other = sp_rule_get(static_cast<sp_rule>(I));
    if (Other != Row &&
        llvm::StringRef(Other->checker).rsplit('.').second == End)
      llvm::outs() << "\nNot to be taken for " << Other->checker << ": "
                   << Other->summary << "\n";
  }
  return NothingFound;
}

} // namespace spinpair
