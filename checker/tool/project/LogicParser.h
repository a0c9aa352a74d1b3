//===- LogicParser.h - Conditions of and, or, not and brackets ------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MSBuild and nmake spell their operators and compare in ways of their own; how
// conditions are put together is the same.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_LOGICPARSER_H
#define SPINPAIR_TOOL_PROJECT_LOGICPARSER_H

#include "llvm/ADT/StringRef.h"

namespace spinpair {

/// Parses a condition and evaluates it on the way. \p Derived has takeOr(),
/// takeAnd() and comparison().
template <typename Derived> class LogicParser {
protected:
  explicit LogicParser(llvm::StringRef Text) : Rest(Text) {}

  bool take(llvm::StringRef Symbol) {
    skipBlanks();
    return Rest.consume_front(Symbol);
  }

  void skipBlanks() { Rest = Rest.ltrim(); }

  bool any() {
    bool Result = all();
    while (!IsWrong && derived().takeOr()) {
      bool Next = all();
      Result = Result || Next;
    }
    return Result;
  }

  llvm::StringRef Rest;
  bool IsWrong = false;

private:
  Derived &derived() { return static_cast<Derived &>(*this); }

  bool all() {
    bool Result = one();
    while (!IsWrong && derived().takeAnd()) {
      bool Next = one();
      Result = Result && Next;
    }
    return Result;
  }

  bool one() {
    if (++Depth > 100) {
      IsWrong = true;
      return false;
    }
    skipBlanks();
    bool Result = false;
    if (Rest.take_front() == "!" && Rest.take_front(2) != "!=") {
      Rest = Rest.drop_front();
      Result = !one();
    } else if (take("(")) {
      Result = any();
      IsWrong |= !take(")");
    } else {
      Result = derived().comparison();
    }
    --Depth;
    return Result;
  }

  unsigned Depth = 0;
};

} // namespace spinpair

#endif
