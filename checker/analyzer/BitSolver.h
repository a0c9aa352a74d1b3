//===- BitSolver.h - Formulas over words of bits --------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a check of feasibility asks of a solver: words of fixed widths, what C
// computes of them, and whether all that is required can be had at once. The
// solver of LLVM stands behind it where LLVM has one.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_BITSOLVER_H
#define SPINPAIR_ANALYZER_BITSOLVER_H

#include "spinpair/answer.h"

#include "llvm/ADT/APInt.h"

#include <memory>

namespace spinpair {

class BitSolver {
public:
  /// A word of the solver, which owns it. The caller knows its width.
  using Term = const void *;

  /// Operations on two words of one width. From Equal on, the result is one
  /// bit; before, it has the width of the words. A division by 0 and a shift
  /// by more than there are bits give something.
  enum class Op {
    Add,
    Sub,
    Mul,
    UDiv,
    SDiv,
    URem,
    SRem,
    Shl,
    LShr,
    AShr,
    And,
    Or,
    Xor,
    Equal,
    ULess,
    ULessEqual,
    SLess,
    SLessEqual
  };

  virtual ~BitSolver() = default;

  virtual Term constant(const llvm::APInt &Value) = 0;
  /// A word that may have any value.
  virtual Term variable(unsigned Width) = 0;
  virtual Term apply(Op What, Term A, Term B) = 0;
  /// \p A with \p More bits in front, which are its sign or 0.
  virtual Term extend(Term A, unsigned More, bool Signed) = 0;
  /// The low \p Width bits of \p A.
  virtual Term truncate(Term A, unsigned Width) = 0;

  /// \p Bit, a word of one bit, is to be 1.
  virtual void require(Term Bit) = 0;

  /// Is there a value for each variable so that all that is required holds?
  /// SP_UNKNOWN if that takes too long to tell.
  virtual sp_answer isSatisfiable() = 0;
};

std::unique_ptr<BitSolver> makeBitSolver();

} // namespace spinpair

#endif
