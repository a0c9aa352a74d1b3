//===- ResultObjects.h - Which object an expression initialises -----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A prvalue of class type has no memory of its own: it initialises a variable,
// a member, an element, what new made, or a temporary (C++17 [basic.lval], and
// copy elision before that). This finds out which, before anything is lowered,
// and which temporaries nobody destroys at the end of their full expression.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_RESULTOBJECTS_H
#define SPINPAIR_EXTRACT_RESULTOBJECTS_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

namespace spinpair {

/// Looks through what changes nothing about the object that \p E stands for.
const clang::Expr *withoutWrappers(const clang::Expr *E);

/// Where an object is: a root, then members and elements.
struct Home {
  enum class Root {
    Variable, ///< Var
    This,     ///< The object that a constructor builds.
    Temporary ///< Owner; of a CXXNewExpr, what it made.
  };
  Root Of = Root::Temporary;
  const clang::VarDecl *Var = nullptr;
  const clang::Expr *Owner = nullptr;
  struct Part {
    const clang::FieldDecl *Field; ///< Null: an element.
    unsigned Index;
  };
  llvm::SmallVector<Part, 2> Parts;
  /// Nobody but a list that stands for it says what it holds.
  bool OwnList = false;
};

class ResultObjects {
public:
  /// Looks through all elements of \p Blocks.
  void find(clang::ASTContext &Context,
            llvm::ArrayRef<const clang::CFGBlock *> Blocks);
  /// Null if \p E is a temporary of its own, or no object.
  const Home *of(const clang::Expr *E) const {
    auto Found = Homes.find(E);
    return Found == Homes.end() ? nullptr : &Found->second;
  }
  /// Is the object of \p Temporary a parameter of a function?
  bool isArgument(const clang::CXXBindTemporaryExpr *Temporary) const {
    return Arguments.count(Temporary) != 0;
  }
  /// Is the object of \p Temporary destroyed as something else, or by a callee?
  bool outlives(const clang::CXXBindTemporaryExpr *Temporary) const {
    return Elsewhere.count(Temporary) != 0;
  }

private:
  void bind(const clang::Expr *E, const Home &To);
  void bindTemporary(const clang::Expr *E, const clang::Expr *Owner);
  void bindArguments(const clang::Expr *Call);
  void visit(const clang::Stmt *S);

  clang::ASTContext *Context = nullptr;
  llvm::DenseMap<const clang::Expr *, Home> Homes;
  llvm::DenseSet<const clang::CXXBindTemporaryExpr *> Elsewhere, Arguments;
};

} // namespace spinpair

#endif
