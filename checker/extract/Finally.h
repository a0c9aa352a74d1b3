//===- Finally.h - __try and __finally as plain control flow --------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_FINALLY_H
#define SPINPAIR_EXTRACT_FINALLY_H

#include <utility>
#include <vector>

namespace clang {
class ASTContext;
class FunctionDecl;
class Stmt;
} // namespace clang

namespace spinpair {

/// What lowerFinally() replaced.
class LoweredFinally {
public:
  void undo();

private:
  friend class FinallyLowerer;
  std::vector<std::pair<clang::Stmt **, clang::Stmt *>> Statements;
  std::vector<std::pair<clang::FunctionDecl *, clang::Stmt *>> Bodies;
};

/// Turns each __try that ends in __finally into what it is when nothing is
/// raised: one block behind the other, a __leave into a goto, and
/// AbnormalTermination() into 0. Neither clang's control flow graphs nor its
/// analyzer know these statements. One that is left by return, goto, break or
/// continue stays, and so does one with __except. Sources:
/// learn.microsoft.com/cpp/cpp/try-finally-statement and
/// learn.microsoft.com/windows/win32/debug/abnormaltermination.
LoweredFinally lowerFinally(clang::ASTContext &Context);

} // namespace spinpair

#endif
