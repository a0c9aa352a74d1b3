//===- VoidPointers.h - Where pointers to void lead -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pointer to void may point to any record that was converted to one. To tell
// more, each variable, member, parameter and function result of that type is a
// class of its own, such as "type void F#2" of a parameter: a points-to
// analysis by unification. What is assigned or passed joins two classes; what
// goes anywhere else is in the class of all, "type void" (see alias.h).
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_VOIDPOINTERS_H
#define SPINPAIR_EXTRACT_VOIDPOINTERS_H

#include "AliasFacts.h"
#include "Names.h"

#include "clang/AST/Decl.h"
#include "clang/AST/ParentMap.h"

#include <memory>
#include <string>

namespace spinpair {

class VoidPointers {
public:
  /// The class of all.
  static constexpr const char *Any = "type void";
  /// The class of what va_arg finds: of all that is given for "..." anywhere.
  static constexpr const char *Variadic = "type void ...";

  VoidPointers(const clang::FunctionDecl *Function, Names &Named)
      : Context(Function->getASTContext()), Function(Function), Named(Named) {}

  /// The class that the value of \p E goes into, as a pointer to void, or the
  /// number or pointer ("type u8") that it becomes one to; "" if it becomes
  /// something else. \p E is part of the function's body; else what it goes
  /// into is not known.
  std::string destination(const clang::Expr *E);
  /// The class of what \p E reads; "" if it is no pointer to void.
  std::string source(const clang::Expr *E);
  std::string source(const clang::ValueDecl *Cell);
  /// The class of what a pointer to \p Pointee leads to; "" if it leads to a
  /// record.
  std::string pointeeClass(clang::QualType Pointee) {
    return Pointee->isScalarType() ? Named.access(Pointee) : "";
  }
  /// States what a call through a pointer passes, if that was converted.
  void noteConversion(clang::QualType From, clang::QualType To,
                      AliasFacts &Aliasing);
  /// States which classes are joined in the body.
  void note(AliasFacts &Aliasing);

private:
  std::string parameter(const clang::FunctionDecl *Of, unsigned I);
  std::string parameter(clang::QualType Type, unsigned I);
  std::string result(const clang::FunctionDecl *Of);
  std::string result(clang::QualType Type);

  const clang::ASTContext &Context;
  const clang::FunctionDecl *Function;
  Names &Named;
  std::unique_ptr<clang::ParentMap> Parents; ///< Made when first asked for.
};

} // namespace spinpair

#endif
