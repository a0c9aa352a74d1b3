//===- AliasFacts.h - Which cells of memory may share bytes -----*- C++ -*-===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What a unit states of may-alias in its lock program, see sp_program_alias():
/// members of unions that overlap, records that are cast to each other, and
/// cells that a pointer of some type may point to.
///
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_ALIASFACTS_H
#define SPINPAIR_EXTRACT_ALIASFACTS_H

#include "Names.h"

#include "spinpair/program.h"

#include "clang/AST/Type.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>
#include <set>
#include <string>

namespace spinpair {

class AliasFacts {
public:
  AliasFacts(clang::ASTContext &Context, Names &Named, sp_program *Program)
      : Context(Context), Named(Named), Program(Program) {}

  /// Two cells or types may share bytes.
  void alias(const std::string &Cell, const std::string &Other);
  /// A pointer to a cell ("field R.m", "global g") is kept, as one of that type
  /// ("type T").
  void expose(const std::string &Cell, const std::string &Type);
  /// A pointer to the member or variable is kept, as one to what it is.
  void expose(const clang::ValueDecl *Cell);
  /// The same of all that is in a record.
  void exposeRecord(const clang::RecordDecl *Record, const std::string &Type);
  /// A member of the union is named.
  void noteUnion(const clang::RecordDecl *Union);
  /// A pointer to the one type becomes a pointer to the other.
  void noteCast(clang::QualType From, clang::QualType To);
  /// A pointer that leads so many bytes behind a \p From, or somewhere near one
  /// if that is not known, becomes one to a \p To.
  void noteOverlap(const clang::RecordDecl *From, const clang::RecordDecl *To,
                   std::optional<int64_t> Bytes);
  /// A pointer to the member becomes one to the record: what lies there shares
  /// bytes with all of that.
  void noteOverlay(const clang::FieldDecl *Field,
                   const clang::RecordDecl *Record);
  /// What lies behind a member that is written as something larger: adds the
  /// members that share the \p Bits from its begin on.
  void overlapping(const clang::FieldDecl *Field, uint64_t Bits,
                   llvm::SmallVectorImpl<const clang::FieldDecl *> &Out);

private:
  /// A member, wherever in the record it is, and its bits.
  struct Leaf {
    const clang::FieldDecl *Field;
    uint64_t From, To;
  };
  using Leaves = llvm::SmallVector<Leaf, 16>;

  void leaves(const clang::RecordDecl *Record, uint64_t At, Leaves &Out) const;
  void addField(const clang::FieldDecl *Field, uint64_t At, Leaves &Out) const;
  std::string cell(const Leaf &L) { return "field " + Named.field(L.Field); }
  void relate(const Leaves &One, const Leaves &Other, const std::string &Star);

  clang::ASTContext &Context;
  Names &Named;
  sp_program *Program;
  llvm::DenseSet<const clang::Decl *> Unions;
  std::set<std::pair<std::string, std::string>> Stated;
};

} // namespace spinpair

#endif
