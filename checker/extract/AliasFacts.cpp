//===- AliasFacts.cpp - Which cells of memory may share bytes -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "AliasFacts.h"

#include "../analyzer/Compat.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecordLayout.h"

using namespace clang;

namespace spinpair {

namespace {

/// Of more members, all are taken to overlap.
constexpr size_t MostLeaves = 64;

const RecordDecl *definitionOf(QualType Type) {
  const RecordDecl *Record =
      Type.isNull() ? nullptr
                    : Type->getBaseElementTypeUnsafe()->getAsRecordDecl();
  return Record ? Record->getDefinition() : nullptr;
}

bool hasLayout(const RecordDecl *Record) {
  return Record && !Record->isInvalidDecl() && !Record->isDependentContext();
}

} // namespace

void AliasFacts::alias(const std::string &Cell, const std::string &Other) {
  if (Cell != Other && Stated.insert({Cell, Other}).second)
    sp_program_alias(Program, Cell.c_str(), Other.c_str());
}

void AliasFacts::expose(const std::string &Cell, const std::string &Type) {
  alias(Cell, Type);
}

void AliasFacts::expose(const ValueDecl *Cell) {
  if (definitionOf(Cell->getType()))
    return; // by its members' names
  if (Cell->getType()->isDependentType())
    return; // of a template, whose instances have members of their own
  const auto *Field = dyn_cast<FieldDecl>(Cell);
  expose(
      Field ? "field " + Named.field(Field)
            : "global " + Named.global(cast<VarDecl>(Cell)),
      Named.access(QualType(Cell->getType()->getBaseElementTypeUnsafe(), 0)));
}

void AliasFacts::exposeRecord(const RecordDecl *Record,
                              const std::string &Type) {
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return;
  const std::string Cell = "record " + Named.record(Record);
  if (Stated.count({Cell, Type}))
    return;
  alias(Cell, Type);
  for (const FieldDecl *Field : Record->fields())
    exposeRecord(definitionOf(Field->getType()), Type);
}

void AliasFacts::addField(const FieldDecl *Field, uint64_t At,
                          Leaves &Out) const {
  const RecordDecl *Parent = Field->getParent();
  At +=
      Context.getASTRecordLayout(Parent).getFieldOffset(Field->getFieldIndex());
  QualType Type = Field->getType();
  const uint64_t Size = Field->isBitField() ? compat::bitWidth(Field, Context)
                        : Type->isIncompleteType() || Type->isDependentType()
                            ? 0
                            : Context.getTypeSize(Type);
  if (Field->getIdentifier() || !Field->isBitField())
    Out.push_back({Field, At, At + Size});
  const RecordDecl *Inner = definitionOf(Type);
  if (!hasLayout(Inner))
    return;
  const size_t First = Out.size();
  leaves(Inner, At, Out);
  if (Type->isArrayType()) // whichever element
    for (size_t I = First; I < Out.size(); ++I) {
      Out[I].From = At;
      Out[I].To = At + Size;
    }
}

void AliasFacts::leaves(const RecordDecl *Record, uint64_t At,
                        Leaves &Out) const {
  if (!hasLayout(Record))
    return;
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
    for (const CXXBaseSpecifier &Base : Class->bases())
      if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
          Of && !Base.isVirtual() && Of->getDefinition())
        leaves(
            Of->getDefinition(),
            At + Context.toBits(
                     Context.getASTRecordLayout(Record).getBaseClassOffset(Of)),
            Out);
  for (const FieldDecl *Field : Record->fields())
    addField(Field, At, Out);
}

/// States which of two lists of members overlap; of long lists, that any may.
void AliasFacts::relate(const Leaves &One, const Leaves &Other,
                        const std::string &Star) {
  if (One.size() > MostLeaves || Other.size() > MostLeaves) {
    for (const Leaves *List : {&One, &Other})
      for (const Leaf &L : *List)
        alias(cell(L), Star);
    return;
  }
  for (const Leaf &A : One)
    for (const Leaf &B : Other)
      if (A.From < B.To && B.From < A.To)
        alias(cell(A), cell(B));
}

void AliasFacts::noteUnion(const RecordDecl *Union) {
  Union = Union->getDefinition();
  if (!hasLayout(Union) || !Unions.insert(Union).second)
    return;
  llvm::SmallVector<Leaves, 4> Members;
  for (const FieldDecl *Field : Union->fields()) {
    Members.emplace_back();
    addField(Field, 0, Members.back());
  }
  for (size_t I = 0; I < Members.size(); ++I)
    for (size_t K = I + 1; K < Members.size(); ++K)
      relate(Members[I], Members[K], "overlay " + Named.record(Union));
}

void AliasFacts::noteCast(QualType From, QualType To) {
  const RecordDecl *One = definitionOf(From), *Other = definitionOf(To);
  if (One && Other)
    return noteOverlap(One, Other, 0);
  if (One || Other)
    return exposeRecord(One ? One : Other, Named.access(One ? To : From));
  alias(Named.access(From), Named.access(To));
}

void AliasFacts::noteOverlap(const RecordDecl *From, const RecordDecl *To,
                             std::optional<int64_t> Bytes) {
  From = From->getDefinition();
  To = To->getDefinition();
  if (!hasLayout(From) || !hasLayout(To))
    return;
  auto Size = [this](const RecordDecl *Record) {
    return Context.getASTRecordLayout(Record).getSize().getQuantity();
  };
  if (Bytes && (*Bytes >= Size(From) || -*Bytes >= Size(To)))
    return; // behind it, or before it
  const std::string Star =
      "overlay " + Named.record(From) + " " + Named.record(To);
  Leaves A, B;
  leaves(From, Bytes && *Bytes < 0 ? -*Bytes * 8 : 0, A);
  leaves(To, Bytes && *Bytes > 0 ? *Bytes * 8 : 0, B);
  if (Bytes)
    return relate(A, B, Star);
  for (const Leaves *List : {&A, &B})
    for (const Leaf &L : *List)
      alias(cell(L), Star);
}

void AliasFacts::noteOverlay(const FieldDecl *Field, const RecordDecl *Record) {
  const RecordDecl *Parent = Field->getParent()->getDefinition();
  exposeRecord(Record, "field " + Named.field(Field));
  if (!hasLayout(Parent))
    return;
  // A pointer into an array may lead to the last element.
  const uint64_t Own =
      Field->isBitField() || Field->getType()->isIncompleteType()
          ? 0
          : Context.getTypeSize(Field->getType());
  const RecordDecl *Whole = Record->getDefinition();
  const uint64_t Size =
      hasLayout(Whole)
          ? Context.toBits(Context.getASTRecordLayout(Whole).getSize())
          : 0;
  SmallVector<const FieldDecl *, 8> Behind;
  overlapping(Field, Own + Size, Behind);
  for (const FieldDecl *Each : Behind) {
    exposeRecord(Record, "field " + Named.field(Each));
    if (const RecordDecl *Inner = definitionOf(Each->getType()))
      exposeRecord(Record, "record " + Named.record(Inner));
  }
}

void AliasFacts::overlapping(const FieldDecl *Field, uint64_t Bits,
                             SmallVectorImpl<const FieldDecl *> &Out) {
  const RecordDecl *Parent = Field->getParent()->getDefinition();
  if (!hasLayout(Parent))
    return;
  const uint64_t At =
      Context.getASTRecordLayout(Parent).getFieldOffset(Field->getFieldIndex());
  for (const FieldDecl *Next : Parent->fields()) {
    const uint64_t Where = Context.getASTRecordLayout(Parent).getFieldOffset(
        Next->getFieldIndex());
    if (Next != Field && Where >= At && Where < At + Bits)
      Out.push_back(Next);
  }
}

} // namespace spinpair
