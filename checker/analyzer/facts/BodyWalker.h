//===- BodyWalker.h - What the body of a function says --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Walks the body of a function, or the initialiser of a table, and notes in the
// facts of the unit what it calls, names, writes and tests.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_FACTS_BODYWALKER_H
#define SPINPAIR_ANALYZER_FACTS_BODYWALKER_H

#include "UnitFacts.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace spinpair {

/// Walks one function or table for the facts of a unit.
class BodyWalker {
public:
  BodyWalker(UnitFacts &Facts, const clang::Decl *Owner)
      : Facts(Facts), Owner(Owner) {}

  void walk(const clang::Stmt *S);

  /// What \p Value is, the port driver calls.
  void registers(const sp_callback *Callback, const clang::Expr *Value);

  void initializes(const clang::CXXCtorInitializer *Init);

  void refersToDestructor(clang::QualType Type);

private:
  UnitFacts::Node &self() { return Facts.node(Owner); }

  void refer(const clang::Decl *Target);

  void visit(const clang::Stmt *S);

  /// Notes an expression that names functions or calls them. Returns false if
  /// it does not.
  bool visitNaming(const clang::Expr *E);

  /// Notes an expression that writes, or that decides what comes next.
  void visitWriting(const clang::Expr *E);

  void test(const clang::Stmt *Condition, const clang::Stmt *Guarded);

  void flow(const clang::Decl *Target, const clang::Stmt *Value);

  static const clang::VarDecl *variable(const clang::Expr *E);

  /// The variable, table or member that \p E is in.
  static const clang::ValueDecl *holderOf(const clang::Expr *E);

  /// The entry of a constant table that \p E names by a constant; null if it
  /// names none.
  const clang::Expr *constantEntry(const clang::Expr *E) const;

  /// The pointer that \p S sets to null, if that is all it does.
  const clang::VarDecl *setToNull(const clang::Stmt *S) const;

  /// The pointer variable through which \p S writes a member, or null.
  static const clang::VarDecl *writtenThrough(const clang::Stmt *S);

  void visitCall(const clang::CallExpr *Call);

  /// The callback that a function is which \p Call, of \p Row, is given.
  static const sp_callback *givenTo(const sp_routine *Row,
                                    const clang::CallExpr *Call);

  void visitReference(const clang::DeclRefExpr *Ref);

  /// \p E is read, and nothing else happens to it.
  void reads(const clang::Expr *E);

  void visitDeclarations(const clang::DeclStmt *Declaration);

  /// A structure of callbacks may be filled by an initialiser.
  void visitInitializer(const clang::InitListExpr *List);

  static const clang::FunctionDecl *functionIn(const clang::Expr *E);

  static const sp_callback *callbackIn(const clang::FieldDecl *Field);

  void asksFor(const clang::FieldDecl *Field, const clang::Expr *Value);

  /// InterlockedExchangePointer on a member, which IoSetCancelRoutine is as a
  /// macro.
  void exchangesCallback(const clang::FunctionDecl *Callee,
                         const clang::CallExpr *Call);

  void storesCallback(const clang::Expr *Target, const clang::Expr *Value);

  /// The record that is written as a whole when an object of \p Type is.
  void writesObject(clang::QualType Type);

  void writes(const clang::Expr *Target);

  void writesField(const clang::FieldDecl *Field);

  /// \p Through is the pointer by which it is written; null if there is none.
  void writesReferred(const clang::DeclRefExpr *Ref, clang::QualType Through);

  /// What a pointer or reference of that type leads to is written.
  void writesPointee(clang::QualType Pointer);

  UnitFacts &Facts;
  const clang::Decl *Owner;
};

} // namespace spinpair

#endif
