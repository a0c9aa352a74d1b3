//===- Names.h - What declarations are called across units ----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_NAMES_H
#define SPINPAIR_EXTRACT_NAMES_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Mangle.h"

#include <string>
#include <unordered_map>

namespace spinpair {

/// Names of one unit's declarations, the same in every unit.
class Names {
public:
  explicit Names(clang::ASTContext &Context)
      : Context(Context), Generator(Context) {}

  /// Linkage name; "name@file" for what other units cannot refer to.
  const std::string &function(const clang::FunctionDecl *Function);
  const std::string &global(const clang::VarDecl *Var);
  /// "Record.member".
  const std::string &field(const clang::FieldDecl *Field);
  /// What sp_program_may_write() calls a field or a global variable; "" for
  /// another declaration.
  std::string cell(const clang::ValueDecl *Cell);
  const std::string &record(const clang::RecordDecl *Record);
  /// Parameter types, in which functions that a pointer can point to agree.
  std::string signature(const clang::FunctionDecl *Function);
  std::string signature(clang::QualType Type);
  /// Of what a call through a pointer, or of a virtual function, leads to.
  std::string signatureOf(const clang::CallExpr *Call);
  std::string signature(const clang::MemberPointerType *Pointer);
  std::string type(const clang::Type *Type);
  /// What a write through a pointer to \p Type is called in lock programs (see
  /// sp_program_alias()): "type u32" by size, "type pointer", "type void" (see
  /// VoidPointers.h), or "record R".
  std::string access(clang::QualType Type);

  /// Can no other unit refer to the function by its name?
  static bool isInternal(const clang::FunctionDecl *Function);

private:
  std::string fileOf(const clang::Decl *D) const;
  std::string linkage(const clang::NamedDecl *D);
  std::string local(const clang::CXXRecordDecl *Class);

  clang::ASTContext &Context;
  clang::ASTNameGenerator Generator;
  std::unordered_map<const clang::Decl *, std::string> Known;
};

} // namespace spinpair

#endif
