//===- BitSolver.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "BitSolver.h"
#include "spinpair/bits.h"

#include "llvm/ADT/APSInt.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/SMTAPI.h"

#include <deque>
#include <dlfcn.h>
#include <string>

namespace spinpair {

namespace {

#if !LLVM_WITH_Z3

/// The core's, for an LLVM without one.
class OwnSolver : public BitSolver {
public:
  ~OwnSolver() override { sp_bits_free(Bits); }

  Term constant(const llvm::APInt &Value) override {
    return isPlain(Value.getBitWidth())
               ? kept(sp_bits_constant(Bits, Value.getZExtValue(),
                                       Value.getBitWidth()))
               : nullptr;
  }

  Term variable(unsigned Width) override {
    return isPlain(Width) ? kept(sp_bits_variable(Bits, Width)) : nullptr;
  }

  Term apply(Op What, Term A, Term B) override {
    // They are in the same order.
    static_assert(static_cast<int>(Op::Add) == SP_BITS_ADD &&
                      static_cast<int>(Op::SLessEqual) == SP_BITS_SLESS_EQUAL,
                  "an operation that only one of the two knows");
    return A && B ? kept(sp_bits_apply(Bits, static_cast<sp_bits_op>(What),
                                       word(A), word(B)))
                  : nullptr;
  }

  Term extend(Term A, unsigned More, bool Signed) override {
    return A && isPlain(word(A).width + More)
               ? kept(sp_bits_resize(Bits, word(A), word(A).width + More,
                                     Signed))
               : nullptr;
  }

  Term truncate(Term A, unsigned Width) override {
    return A ? kept(sp_bits_resize(Bits, word(A), Width, false)) : nullptr;
  }

  void require(Term Bit) override {
    if (Bit && Bits)
      sp_bits_require(Bits, word(Bit));
  }

  sp_answer isSatisfiable() override {
    return Bits ? sp_bits_satisfiable(Bits, /*conflicts=*/20000) : SP_UNKNOWN;
  }

private:
  bool isPlain(unsigned Width) const { return Bits && Width <= 64; }
  static sp_word word(Term A) { return *static_cast<const sp_word *>(A); }
  Term kept(sp_word Word) {
    Words.push_back(Word);
    return &Words.back();
  }

  sp_bits *Bits = sp_bits_new();
  std::deque<sp_word> Words;
};

#else

/// What Z3 may spend on one question, in units of its own that are the same on
/// each machine: one or two seconds. Products and quotients that are asked for
/// again, as in "Bytes / Size * Size > Bytes", can take hours.
constexpr const char *MostWork = "4000000";

/// Bounds what is asked as long as it lives. LLVM 14 and 16 have no way to say
/// that; the library is in the process, its headers need not be on the machine.
class BoundedWork {
public:
  BoundedWork() { bound(MostWork); }
  ~BoundedWork() { bound("0"); } // clang's own questions are as before

private:
  static void bound(const char *Units) {
    using Setter = void (*)(const char *, const char *);
    if (const auto Set = reinterpret_cast<Setter>(
            ::dlsym(RTLD_DEFAULT, "Z3_global_param_set")))
      Set("rlimit", Units);
  }
};

/// The solver that LLVM was built with.
class LLVMSolver : public BitSolver {
public:
  Term constant(const llvm::APInt &Value) override {
    return Solver->mkBitvector(llvm::APSInt(Value), Value.getBitWidth());
  }

  Term variable(unsigned Width) override {
    const std::string Name = "v" + std::to_string(Count++);
    return Solver->mkSymbol(Name.c_str(), Solver->getBitvectorSort(Width));
  }

  Term apply(Op What, Term A, Term B) override {
    const auto *L = static_cast<llvm::SMTExprRef>(A);
    const auto *R = static_cast<llvm::SMTExprRef>(B);
    switch (What) {
    case Op::Add:
      return Solver->mkBVAdd(L, R);
    case Op::Sub:
      return Solver->mkBVSub(L, R);
    case Op::Mul:
      return Solver->mkBVMul(L, R);
    case Op::UDiv:
      return Solver->mkBVUDiv(L, R);
    case Op::SDiv:
      return Solver->mkBVSDiv(L, R);
    case Op::URem:
      return Solver->mkBVURem(L, R);
    case Op::SRem:
      return Solver->mkBVSRem(L, R);
    case Op::Shl:
      return Solver->mkBVShl(L, R);
    case Op::LShr:
      return Solver->mkBVLshr(L, R);
    case Op::AShr:
      return Solver->mkBVAshr(L, R);
    case Op::And:
      return Solver->mkBVAnd(L, R);
    case Op::Or:
      return Solver->mkBVOr(L, R);
    case Op::Xor:
      return Solver->mkBVXor(L, R);
    case Op::Equal:
      return bit(Solver->mkEqual(L, R));
    case Op::ULess:
      return bit(Solver->mkBVUlt(L, R));
    case Op::ULessEqual:
      return bit(Solver->mkBVUle(L, R));
    case Op::SLess:
      return bit(Solver->mkBVSlt(L, R));
    case Op::SLessEqual:
      return bit(Solver->mkBVSle(L, R));
    }
    return nullptr;
  }

  Term extend(Term A, unsigned More, bool Signed) override {
    const auto *Word = static_cast<llvm::SMTExprRef>(A);
    return Signed ? Solver->mkBVSignExt(More, Word)
                  : Solver->mkBVZeroExt(More, Word);
  }

  Term truncate(Term A, unsigned Width) override {
    return Solver->mkBVExtract(Width - 1, 0, static_cast<llvm::SMTExprRef>(A));
  }

  void require(Term Bit) override {
    Solver->addConstraint(
        Solver->mkEqual(static_cast<llvm::SMTExprRef>(Bit), number(1)));
  }

  sp_answer isSatisfiable() override {
    const auto Result = Solver->check();
    return !Result ? SP_UNKNOWN : *Result ? SP_YES : SP_NO;
  }

private:
  llvm::SMTExprRef number(uint64_t Value) {
    return Solver->mkBitvector(llvm::APSInt(llvm::APInt(1, Value)), 1);
  }
  llvm::SMTExprRef bit(llvm::SMTExprRef Truth) {
    return Solver->mkIte(Truth, number(1), number(0));
  }

  BoundedWork Bound; // before the solver is made
  llvm::SMTSolverRef Solver = llvm::CreateZ3Solver();
  unsigned Count = 0;
};

#endif

} // namespace

std::unique_ptr<BitSolver> makeBitSolver() {
#if LLVM_WITH_Z3
  return std::make_unique<LLVMSolver>();
#else
  return std::make_unique<OwnSolver>();
#endif
}

} // namespace spinpair
