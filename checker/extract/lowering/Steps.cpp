//===- Steps.cpp - Steps, and those that run under a condition ----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Adds steps to the block at hand, and splits it where a step runs under a
// condition of its own.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace spinpair::lowering {

Step &FunctionExtractor::add(sp_step_kind Kind, SourceLocation Where) {
  Steps.emplace_back();
  Step &S = Steps.back();
  S.Data.kind = Kind;
  S.Data.target = S.Data.callee = SP_NO_NODE;
  setPosition(Where, S.Data.line, S.Data.column);
  return S;
}

void FunctionExtractor::setPosition(SourceLocation Where, uint32_t &Line,
                                    uint32_t &Column) {
  PresumedLoc Presumed = Sources.getPresumedLoc(Sources.getExpansionLoc(
      Where.isValid() ? Where : Function->getLocation()));
  Line = Presumed.isValid() ? Presumed.getLine() : 1;
  Column = Presumed.isValid() ? Presumed.getColumn() : 1;
}

void FunctionExtractor::set(sp_node Place, sp_node Value, SourceLocation Where,
                            QualType Type) {
  if (is(Value, SP_UNKNOWN_VALUE))
    return forget(Place, Where, Type);
  if (isOneOfTwo(Place))
    return inEither(Place, Where,
                    [&](sp_node Each) { set(Each, Value, Where, Type); });
  noteEscapes(Value);
  if (is(Value, SP_CHOICE) &&
      (holdsLocal(data(Value).b) || holdsLocal(data(Value).c))) {
    // Which variable it leads to is told by the path.
    const sp_node_data Choice = data(Value);
    return branch(
        Choice.a, Where, [&] { set(Place, Choice.b, Where); },
        [&] { set(Place, Choice.c, Where); });
  }
  Step &S = add(SP_SET, Where);
  S.Data.target = Place;
  S.Data.text = writtenType(Place, Type);
  S.Arguments.push_back(Value);
}

void FunctionExtractor::forget(sp_node Place, SourceLocation Where,
                               QualType Type) {
  if (isOneOfTwo(Place))
    return inEither(Place, Where,
                    [&](sp_node Each) { forget(Each, Where, Type); });
  Step &S = add(SP_FORGET, Where);
  S.Data.target = Place;
  S.Data.text = writtenType(Place, Type);
}

/// A construct that is not lowered. The function is unproved, and nobody who
/// explores it may call it clean.
void FunctionExtractor::unsupported(const std::string &Why,
                                    SourceLocation Where) {
  add(SP_UNSUPPORTED, Where).Data.text =
      sp_program_intern(Program, Why.c_str());
  Unfollowed = true;
}

void FunctionExtractor::inEither(sp_node Place, SourceLocation Where,
                                 llvm::function_ref<void(sp_node)> Do) {
  sp_node Root = Place;
  while (is(Root, SP_FIELD) || is(Root, SP_ELEMENT))
    Root = data(Root).a;
  const sp_node_data Choice = data(data(Root).a);
  branch(
      Choice.a, Where, [&] { Do(withRoot(Place, pointee(Choice.b))); },
      [&] { Do(withRoot(Place, pointee(Choice.c))); });
}

void FunctionExtractor::branch(sp_node Condition, SourceLocation Where,
                               llvm::function_ref<void()> Then,
                               llvm::function_ref<void()> Else) {
  const size_t First = Blocks.size();
  Blocks.resize(First + 3);
  AllSteps.resize(First + 3);
  sp_block Here{};
  setPosition(Where, Here.line, Here.column);
  Here.exit = SP_BRANCH;
  Here.value = Condition;
  Here.next = static_cast<uint32_t>(First);
  Here.otherwise = static_cast<uint32_t>(First + 1);
  Blocks[Current] = Here;
  AllSteps[Current] = std::move(Steps);
  const uint32_t Behind = static_cast<uint32_t>(First + 2);
  for (unsigned I = 0; I < 2; ++I) {
    Steps.clear();
    Current = First + I;
    (I ? Else : Then)();
    sp_block End{};
    setPosition(Where, End.line, End.column);
    End.exit = SP_GOTO;
    End.value = SP_NO_NODE;
    End.next = Behind;
    Blocks[Current] = End;
    AllSteps[Current] = std::move(Steps);
  }
  Steps.clear();
  Current = Behind;
}

void FunctionExtractor::assume(sp_node Condition, SourceLocation Where) {
  size_t Otherwise = 0;
  branch(
      Condition, Where, [] {}, [&] { Otherwise = Current; });
  Blocks[Otherwise].exit = SP_STOP;
  Blocks[Otherwise].next = 0;
}

} // namespace spinpair::lowering
