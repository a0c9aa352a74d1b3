//===- Trails.cpp - Where an effect of a summary happens ------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the place in another file where a summary takes or gives back a lock,
// and the calls that lead there.
//
//===----------------------------------------------------------------------===//
#include "Checker.h"

#include "../MsiLockChecker.h"
#include "../SummaryReader.h"

using namespace clang;
using namespace ento;

namespace spinpair {

std::string whereIs(const sp_summary_effect &Effect) {
  const Plan &Plan = *currentPlan();
  auto place = [&](const sp_trail_call &Call) {
    const sp_function *Function = sp_program_get(Plan.Program, Call.function);
    return std::string("'") + Function->shown + "' (" +
           Plan.PlaceOf(Function, Call.line) + ")";
  };
  llvm::ArrayRef<sp_trail_call> Trail(Effect.trail, Effect.trail_count);
  const sp_function *Last = sp_program_get(Plan.Program, Trail.back().function);
  const bool IsDeclared = (Last->flags & SP_FUNCTION_DECLARED) != 0;
  std::string Where = IsDeclared
                          ? std::string("as '") + Last->shown + "' is annotated"
                          : "in " + place(Trail.back());
  const char *Before = ", by way of ";
  for (const sp_trail_call &Call : Trail.drop_back()) {
    Where += Before + place(Call);
    Before = ", ";
  }
  return Where;
}

/// The step of \p Function at \p Line that a trail comes by; null if it is not
/// there any more.
static const sp_step *stepAt(const sp_function *Function, uint32_t Line,
                             llvm::function_ref<bool(const sp_step &)> Fits) {
  for (const sp_block &Block :
       llvm::ArrayRef<sp_block>(Function->blocks, Function->block_count))
    for (const sp_step &Step :
         llvm::ArrayRef<sp_step>(Block.steps, Block.step_count))
      if (Step.line == Line && Fits(Step))
        return &Step;
  return nullptr;
}

/// The lock or routine step where the trail ends.
static const sp_step *stepAtEnd(const sp_summary_effect &Effect) {
  const sp_trail_call &End = Effect.trail[Effect.trail_count - 1];
  return stepAt(sp_program_get(currentPlan()->Program, End.function), End.line,
                [&](const sp_step &Step) {
                  if (Effect.kind == SP_CALLS_ROUTINE)
                    return Step.kind == SP_ROUTINE && !Step.argument_count;
                  return Step.kind == (Effect.kind == SP_GIVES_BACK
                                           ? SP_RELEASE
                                           : SP_ACQUIRE);
                });
}

std::string stepsTo(const sp_summary_effect &Effect) {
  const Plan &Plan = *currentPlan();
  llvm::ArrayRef<sp_trail_call> Trail(Effect.trail, Effect.trail_count);
  std::string Result;
  for (size_t I = 0; I < Trail.size(); ++I) {
    const sp_function *Function =
        sp_program_get(Plan.Program, Trail[I].function);
    const bool IsLast = I + 1 == Trail.size();
    if (Function->flags & SP_FUNCTION_DECLARED)
      break; // there is nothing to be seen
    const sp_step *Step =
        IsLast ? stepAtEnd(Effect)
               : stepAt(Function, Trail[I].line, [](const sp_step &Step) {
                   return Step.kind == SP_CALL;
                 });
    std::string Text;
    if (!IsLast)
      Text = std::string("Calling '") +
             sp_program_get(Plan.Program, Trail[I + 1].function)->shown + "'";
    else if (Effect.kind == SP_CALLS_ROUTINE)
      Text = std::string(sp_program_data(Plan.Program, Effect.adapter)->name) +
             " is called here";
    else
      Text = Effect.kind == SP_GIVES_BACK ? "The lock is given back here"
                                          : "The lock is taken here";
    Result += StepMark + std::string(Function->name) + PartMark +
              std::to_string(int64_t(Trail[I].line) - Function->where.line) +
              PartMark + std::to_string(Step ? Step->column : 0) + PartMark +
              Text;
  }
  return Result;
}

std::string messageOf(const sp_summary_effect &Effect, SummaryReader &Reader) {
  const sp_program *Program = currentPlan()->Program;
  const sp_node_data *Data = Effect.message == SP_NO_NODE
                                 ? nullptr
                                 : sp_program_data(Program, Effect.message);
  const sp_step *Step =
      Data && Data->kind == SP_INT ? stepAtEnd(Effect) : nullptr;
  if (Step && Step->text && *Step->text && Step->arguments[1] == Effect.message)
    return Step->text;
  return Reader.text(Effect.message);
}

int64_t takenAtEnd(const sp_program *Program, const sp_summary_effect &Effect) {
  const sp_trail_call &End = Effect.trail[Effect.trail_count - 1];
  const sp_function *Function = sp_program_get(Program, End.function);
  std::set<int64_t> Taken;
  for (const sp_block &Block :
       llvm::ArrayRef<sp_block>(Function->blocks, Function->block_count)) {
    const sp_step *Routine = nullptr;
    for (const sp_step &Step :
         llvm::ArrayRef<sp_step>(Block.steps, Block.step_count)) {
      if (Step.kind == SP_ROUTINE && !Step.argument_count &&
          Step.line == End.line)
        Routine = &Step;
      if (Step.kind != SP_ACQUIRE || !Routine || Step.line != Routine->line ||
          Step.column != Routine->column)
        continue;
      const sp_node_data *Lock = sp_program_data(Program, Step.arguments[1]);
      if (Lock->kind != SP_OP || Lock->op != SP_SPIN)
        continue;
      const sp_node_data *Which = sp_program_data(Program, Lock->a);
      Taken.insert(Which->kind == SP_INT ? Which->number : -1);
    }
  }
  return Taken.size() == 1 ? *Taken.begin() : -1;
}

} // namespace spinpair
