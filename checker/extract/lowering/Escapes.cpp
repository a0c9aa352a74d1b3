//===- Escapes.cpp - What others may come to know of --------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Notes which variables, members and types others may reach through a pointer
// that is kept, converted, or handed to a call.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

using namespace clang;

namespace spinpair::lowering {

/// A pointer to the place is kept somewhere as one to \p As; null if as one
/// to what it is.
void FunctionExtractor::exposePlace(sp_node Place, QualType As) {
  const FieldDecl *Field = memberAt(Place);
  QualType Own = Field ? Field->getType() : QualType();
  while (is(Place, SP_ELEMENT))
    Place = data(Place).a;
  if (is(Place, SP_GLOBAL)) {
    Own = Globals.lookup(data(Place).name);
    if (Own.isNull())
      return;
  } else if (!Field) {
    return;
  }
  const std::string Cell =
      (Field ? "field " : "global ") + std::string(data(Place).name);
  const RecordDecl *Record = Own->getBaseElementTypeUnsafe()->getAsRecordDecl();
  if (As.isNull() && Record)
    return; // by its members' names
  const std::string Type = As.isNull()        ? Named.access(Own)
                           : As->isVoidType() ? Void
                                              : Named.access(As);
  Aliasing.expose(Cell, Type);
  if (Record)
    Aliasing.exposeRecord(Record, Type);
}

/// The same of what a pointer value points to.
void FunctionExtractor::exposeValue(sp_node Pointer, QualType As) {
  if (is(Pointer, SP_CHOICE)) {
    exposeValue(data(Pointer).b, As);
    exposeValue(data(Pointer).c, As);
  } else if (is(Pointer, SP_ADDRESS)) {
    exposePlace(data(Pointer).a, As);
  }
}

/// Whatever is written through pointers may be written there.
void FunctionExtractor::exposeBytes(sp_node Pointer) {
  if (is(Pointer, SP_CHOICE)) {
    exposeBytes(data(Pointer).b);
    exposeBytes(data(Pointer).c);
    return;
  }
  if (!is(Pointer, SP_ADDRESS))
    return;
  sp_node Place = data(Pointer).a;
  const FieldDecl *Field = memberAt(Place);
  while (is(Place, SP_ELEMENT))
    Place = data(Place).a;
  if (!Field && !is(Place, SP_GLOBAL))
    return;
  Aliasing.expose((Field ? "field " : "global ") +
                      std::string(data(Place).name),
                  "type byte");
  // Bytes beside it are found from there, too.
  if (Field)
    Aliasing.exposeRecord(Field->getParent(), "type byte");
}

/// The number, or array of numbers, that the pointer leads to becomes a record.
void FunctionExtractor::exposeToRecord(sp_node Pointer,
                                       const RecordDecl *Record) {
  if (is(Pointer, SP_CHOICE)) {
    exposeToRecord(data(Pointer).b, Record);
    exposeToRecord(data(Pointer).c, Record);
    return;
  }
  if (!is(Pointer, SP_ADDRESS))
    return;
  sp_node Place = data(Pointer).a;
  while (is(Place, SP_ELEMENT))
    Place = data(Place).a;
  if (const FieldDecl *Field = memberAt(Place))
    Aliasing.noteOverlay(Field, Record);
  else if (is(Place, SP_GLOBAL))
    Aliasing.exposeRecord(Record, "global " + std::string(data(Place).name));
}

/// The address of a variable, or a pointer to a member, is kept.
void FunctionExtractor::noteEscapes(sp_node Value) {
  if (Value == SP_NO_NODE)
    return;
  const sp_node_data &D = data(Value);
  if (D.kind == SP_ADDRESS) {
    int64_t Index = variableIn(D.a);
    if (Index >= 0)
      Escaping.insert(static_cast<uint32_t>(Index));
    return exposePlace(D.a);
  }
  if (D.kind == SP_OP || D.kind == SP_CHOICE) {
    noteEscapes(D.a);
    noteEscapes(D.b);
    noteEscapes(D.c);
  }
}

/// The class of a pointer to void.
std::string FunctionExtractor::voidClass(sp_node Pointer) {
  const ValueDecl *Cell = nullptr;
  if (is(Pointer, SP_LOAD)) {
    const sp_node_data &Place = data(data(Pointer).a);
    if (Place.kind == SP_FIELD)
      Cell = Fields.lookup(Place.name);
    else if (Place.kind == SP_VARIABLE)
      for (const auto &[Var, Index] : Indices)
        if (Index == static_cast<uint32_t>(Place.number))
          Cell = Var;
  }
  const std::string Class = Cell ? Voids.source(Cell) : "";
  return Class.empty() ? "type void" : Class;
}

/// What a step says of the type that it writes: that of a record, and what is
/// found through a pointer and is no member. A null type is not known.
const char *FunctionExtractor::writtenType(sp_node Place, QualType Type) {
  if (!Type.isNull() && Type->isRecordType())
    return sp_program_intern(Program, Named.access(Type).c_str());
  while (is(Place, SP_ELEMENT))
    Place = data(Place).a;
  if (!is(Place, SP_DEREF))
    return nullptr;
  return sp_program_intern(Program,
                           (Type.isNull()        ? "type byte"
                            : Type->isVoidType() ? voidClass(data(Place).a)
                                                 : Named.access(Type))
                               .c_str());
}

} // namespace spinpair::lowering
