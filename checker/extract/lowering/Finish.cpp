//===- Finish.cpp - Blocks and facts become a function of the program -----===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Leaves out the blocks that nothing reaches, collects what else the program
// wants to know of a function, and adds it.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

#include <algorithm>

using namespace clang;

namespace spinpair::lowering {

/// Each block gets its steps, and each step its arguments.
void FunctionExtractor::attachSteps() {
  StepData.resize(Blocks.size());
  for (size_t I = 0; I < Blocks.size(); ++I) {
    for (Step &S : AllSteps[I]) {
      S.Data.arguments = S.Arguments.data();
      S.Data.argument_count = S.Arguments.size();
      StepData[I].push_back(S.Data);
    }
    Blocks[I].steps = StepData[I].data();
    Blocks[I].step_count = StepData[I].size();
  }
}

/// The block that \p To leads to: empty blocks that only lead on are passed by.
uint32_t FunctionExtractor::throughEmpty(uint32_t To) const {
  for (unsigned Passed = 0; Passed < Blocks.size(); ++Passed) {
    if (Blocks[To].exit != SP_GOTO || Blocks[To].step_count ||
        Blocks[To].next == To)
      break;
    To = Blocks[To].next;
  }
  return To;
}

/// Ends \p B without detours: what leads to a bare return, returns.
void FunctionExtractor::simplify(sp_block &B) {
  if (B.exit == SP_GOTO) {
    const sp_block &Last = Blocks[throughEmpty(B.next)];
    if (Last.exit == SP_RETURN && Last.step_count == 0 &&
        Last.value == SP_NO_NODE) {
      B.exit = SP_RETURN;
      B.line = Last.line;
      B.column = Last.column;
    }
  }
  if (B.exit == SP_GOTO || B.exit == SP_BRANCH || B.exit == SP_SWITCH)
    B.next = throughEmpty(B.next);
  if (B.exit == SP_BRANCH)
    B.otherwise = throughEmpty(B.otherwise);
  for (size_t I = 0; I < B.case_count; ++I)
    B.cases[I].block = throughEmpty(B.cases[I].block);
}

/// The blocks that control can reach, numbered anew. The exit is one of them
/// only where something leads to it that is no return statement.
std::vector<sp_block> FunctionExtractor::reachedBlocks() {
  std::vector<uint32_t> Moved(Blocks.size(), 0);
  std::vector<char> Reached(Blocks.size(), 0);
  std::vector<uint32_t> Work;
  auto Reach = [&](uint32_t To) {
    if (!Reached[To]) {
      Reached[To] = 1;
      Work.push_back(To);
    }
  };
  Reach(throughEmpty(0));
  while (!Work.empty()) {
    sp_block &B = Blocks[Work.back()];
    Work.pop_back();
    simplify(B);
    if (B.exit == SP_GOTO || B.exit == SP_BRANCH || B.exit == SP_SWITCH)
      Reach(B.next);
    if (B.exit == SP_BRANCH)
      Reach(B.otherwise);
    // A test that leads nowhere still tells a path on which an acquire has
    // failed from one on which it has not.
    if (B.exit == SP_BRANCH && B.otherwise == B.next &&
        !readsVariable(B.value)) {
      B.exit = SP_GOTO;
      B.value = SP_NO_NODE;
    }
    for (size_t I = 0; I < B.case_count; ++I)
      Reach(B.cases[I].block);
  }
  std::vector<sp_block> Final;
  for (size_t I = 0; I < Blocks.size(); ++I)
    if (Reached[I]) {
      Moved[I] = static_cast<uint32_t>(Final.size());
      Final.push_back(Blocks[I]);
    }
  for (sp_block &B : Final) {
    B.next = B.exit == SP_RETURN || B.exit == SP_STOP ? 0 : Moved[B.next];
    B.otherwise = B.exit == SP_BRANCH ? Moved[B.otherwise] : 0;
    for (size_t I = 0; I < B.case_count; ++I)
      B.cases[I].block = Moved[B.cases[I].block];
  }
  return Final;
}

/// Variables that are given something of which nothing is known.
std::set<int64_t>
FunctionExtractor::lostVariables(llvm::ArrayRef<sp_block> Final) const {
  std::set<int64_t> Lost;
  for (const sp_block &B : Final)
    for (const sp_step &Step : llvm::ArrayRef(B.steps, B.step_count))
      if (Step.target != SP_NO_NODE && is(Step.target, SP_VARIABLE) &&
          (Step.kind == SP_FORGET ||
           (Step.kind == SP_SET && is(Step.arguments[0], SP_UNKNOWN_VALUE))))
        Lost.insert(data(Step.target).number);
  return Lost;
}

/// Is the place behind a pointer of which nothing is known, such as one of the
/// variables?
bool FunctionExtractor::isAimless(sp_node Place,
                                  const std::set<int64_t> &Lost) const {
  while (Place != SP_NO_NODE && (is(Place, SP_FIELD) || is(Place, SP_ELEMENT)))
    Place = data(Place).a;
  if (Place == SP_NO_NODE || !is(Place, SP_DEREF))
    return false;
  const sp_node Pointer = data(Place).a;
  return is(Pointer, SP_UNKNOWN_VALUE) ||
         (is(Pointer, SP_LOAD) && is(data(Pointer).a, SP_VARIABLE) &&
          Lost.count(data(data(Pointer).a).number));
}

/// What the steps write beside what the syntax tree says: members that a
/// constructor initialises, and what routines fill.
void FunctionExtractor::addStepWrites(llvm::ArrayRef<sp_block> Final,
                                      std::set<std::string> &Out) const {
  const std::set<int64_t> Lost = lostVariables(Final);
  for (const sp_block &B : Final)
    for (size_t I = 0; I < B.step_count; ++I) {
      bool Last = true;
      const char *Type = B.steps[I].text;
      if ((B.steps[I].kind == SP_SET || B.steps[I].kind == SP_FORGET) && Type &&
          llvm::StringRef(Type).substr(0, 5) == "type ")
        Out.insert(Type);
      if (isAimless(B.steps[I].target, Lost))
        Out.insert(SP_WRITES_ANY);
      for (sp_node At = B.steps[I].target;
           At != SP_NO_NODE && (is(At, SP_FIELD) || is(At, SP_ELEMENT));
           At = data(At).a)
        if (is(At, SP_FIELD)) {
          if (Last && variableIn(At) < 0)
            Out.insert(std::string("field ") + data(At).name);
          Last = false;
        }
    }
}

/// Beside which callbacks the function may run, as flags.
static unsigned concurrencyFlags(UnitFacts &Facts,
                                 const FunctionDecl *Function) {
  unsigned Out = Facts.holdsItsMessage(Function) ? SP_FUNCTION_OF_MESSAGE : 0;
  switch (Facts.beside(Function)) {
  case SP_BESIDE_ALL:
    return Out | SP_FUNCTION_CONCURRENT;
  case SP_BESIDE_QUEUED:
    return Out | SP_FUNCTION_QUEUED;
  case SP_BESIDE_OTHERS:
    return Out | SP_FUNCTION_START_IO;
  case SP_BESIDE_ONCE:
  case SP_BESIDE_NOBODY:
  case SP_BESIDE_UNKNOWN:
    break;
  }
  return Out;
}

unsigned FunctionExtractor::flags() const {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  unsigned Out = concurrencyFlags(Facts, Function);
  if (Names::isInternal(Function))
    Out |= SP_FUNCTION_INTERNAL;
  if (Facts.isEntryPoint(Function))
    Out |= SP_FUNCTION_ENTRY;
  if (const sp_callback *Callback = Facts.callback(Function)) {
    if (Callback->kind == SP_CALLBACK_FIND_ADAPTER)
      Out |= SP_FUNCTION_LOCKLESS | SP_FUNCTION_FINDS_ADAPTER;
    else if (Callback->kind == SP_CALLBACK_LOCKLESS)
      Out |= SP_FUNCTION_LOCKLESS;
  }
  const int Held = Facts.heldSpinLock(Function);
  if (Held == SP_START_IO_LOCK)
    Out |= SP_FUNCTION_HOLDS_START_IO;
  else if (Held == SP_INTERRUPT_LOCK)
    Out |= SP_FUNCTION_HOLDS_INTERRUPT;
  if (Facts.isAddressTaken(Function) || (Method && Method->isVirtual()))
    Out |= SP_FUNCTION_ADDRESS_TAKEN;
  if (Function->isVariadic())
    Out |= SP_FUNCTION_VARIADIC;
  if (LocksUnread || Notes.Throws)
    Out |= SP_FUNCTION_LOCKS_UNREAD;
  if (Unfollowed)
    Out |= SP_FUNCTION_UNFOLLOWED;
  return Out;
}

bool FunctionExtractor::addToProgram() {
  if (IsTooDeep) {
    Steps.clear();
    unsupported("an expression that is nested too deep",
                Function->getLocation());
    AllSteps[0].insert(AllSteps[0].begin(), Steps.front());
  }
  attachSteps();
  std::vector<sp_block> Final = reachedBlocks();
  std::vector<char> Escapes(Variables.size() + 1, 0);
  for (uint32_t Index : Escaping)
    Escapes[Index] = 1;
  static_assert(sizeof(bool) == sizeof(char), "");
  std::set<std::string> WriteNames;
  addWrites(WriteNames);
  addStepWrites(Final, WriteNames);
  std::vector<const char *> Writes;
  for (const std::string &Name : WriteNames)
    Writes.push_back(Name.c_str());

  const std::string Name =
      (IsDeclared ? SP_DECLARED : "") + Named.function(Function);
  std::string Shown;
  {
    llvm::raw_string_ostream Out(Shown);
    Function->getNameForDiagnostic(Out, Context.getPrintingPolicy(), true);
  }
  const std::string Signature = Named.signature(Function);
  PresumedLoc Where =
      Sources.getPresumedLoc(Sources.getExpansionLoc(Function->getLocation()));
  sp_function Out{};
  Out.name = Name.c_str();
  Out.shown = Shown.c_str();
  Out.signature = Signature.c_str();
  Out.where.file = Where.isValid() ? Where.getFilename() : "";
  Out.where.line = Where.isValid() ? Where.getLine() : 1;
  Out.where.column = Where.isValid() ? Where.getColumn() : 1;
  Out.flags = flags();
  if (IsDeclared) { // the same wherever it is declared
    Out.flags =
        SP_FUNCTION_DECLARED |
        (Out.flags & (SP_FUNCTION_ADDRESS_TAKEN | SP_FUNCTION_VARIADIC |
                      SP_FUNCTION_LOCKS_UNREAD | SP_FUNCTION_UNFOLLOWED));
    Out.where = {"", 1, 1};
    for (sp_block &B : Final)
      B.line = B.column = 1;
    for (std::vector<sp_step> &All : StepData)
      for (sp_step &Each : All)
        Each.line = Each.column = 1;
  }
  Out.parameter_count = ParameterCount;
  Out.variable_count = static_cast<uint32_t>(Variables.size());
  Out.variables = Variables.data();
  Out.escapes = reinterpret_cast<bool *>(Escapes.data());
  Out.writes = Writes.data();
  Out.write_count = Writes.size();
  Out.blocks = Final.data();
  Out.block_count = Final.size();
  bool Added = sp_program_add(Program, &Out);
  for (sp_block &B : Blocks)
    delete[] B.cases;
  return Added;
}

} // namespace spinpair::lowering
