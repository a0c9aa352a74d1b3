//===- Nodes.cpp - Terms of a function, and what they say -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes the nodes of a lock program, and answers what can be seen in them.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

using namespace clang;

namespace spinpair::lowering {

sp_node FunctionExtractor::make(sp_node_kind Kind, sp_node A, sp_node B,
                                sp_node C, const char *Name, int64_t Number) {
  sp_node_data Data{};
  Data.kind = Kind;
  Data.name = Name;
  Data.number = Number;
  Data.a = A;
  Data.b = B;
  Data.c = C;
  return orUnknown(sp_program_node(Program, &Data), Kind >= SP_VARIABLE);
}

/// Of what is nested too deep there is no node: it is anything, and the
/// function is not understood.
sp_node FunctionExtractor::orUnknown(sp_node N, bool IsPlace) {
  if (N != SP_NO_NODE)
    return N;
  IsTooDeep = true;
  sp_node_data Data{};
  Data.kind = SP_UNKNOWN_VALUE;
  Data.a = Data.b = Data.c = SP_NO_NODE;
  Data.a = sp_program_node(Program, &Data);
  if (!IsPlace)
    return Data.a;
  Data.kind = SP_DEREF;
  return sp_program_node(Program, &Data);
}

sp_node FunctionExtractor::fieldOf(sp_node Place, const FieldDecl *Field) {
  if (Field->getParent()->isUnion())
    Aliasing.noteUnion(Field->getParent());
  sp_node Whole =
      make(SP_FIELD, Place, SP_NO_NODE, SP_NO_NODE, Named.field(Field).c_str());
  if (is(Whole, SP_FIELD))
    Fields[data(Whole).name] = Field;
  return Whole;
}

sp_node FunctionExtractor::operation(sp_op Op, sp_node A, sp_node B) {
  if (is(A, SP_UNKNOWN_VALUE) || (B != SP_NO_NODE && is(B, SP_UNKNOWN_VALUE)))
    if (Op != SP_AND && Op != SP_OR)
      return any();
  return orUnknown(sp_program_op(Program, Op, A, B), /*IsPlace=*/false);
}

/// Element \p Index of the array that starts at \p Pointer.
sp_node FunctionExtractor::elementAt(sp_node Pointer, sp_node Index) {
  if (is(Index, SP_INT) && data(Index).number == 0)
    return pointee(Pointer);
  if (is(Pointer, SP_ADDRESS) && is(data(Pointer).a, SP_ELEMENT)) {
    sp_node Array = data(data(Pointer).a).a, First = data(data(Pointer).a).b;
    const sp_node Sum = sum(First, Index);
    // Of an array of arrays, a pointer may walk into another row.
    return is(Array, SP_ELEMENT) && !isIndexOf(Array, Sum)
               ? anyElement(data(Pointer).a)
               : make(SP_ELEMENT, Array, Sum);
  }
  if (is(Pointer, SP_ADDRESS)) { // behind a single object
    noteEscapes(Pointer);
    return anywhere();
  }
  return make(SP_ELEMENT, pointee(Pointer), Index);
}

/// Is it the number of an element that the array surely has?
bool FunctionExtractor::isIndexOf(sp_node Array, sp_node Index) const {
  const QualType Type = typeOf(Array);
  const auto *Sized =
      Type.isNull() ? nullptr : Context.getAsConstantArrayType(Type);
  return Sized && is(Index, SP_INT) && data(Index).number >= 0 &&
         Sized->getSize().ugt(static_cast<uint64_t>(data(Index).number));
}

/// Whichever element of an array of arrays.
sp_node FunctionExtractor::anyElement(sp_node Place) {
  return is(Place, SP_ELEMENT)
             ? make(SP_ELEMENT, anyElement(data(Place).a), any())
             : Place;
}

/// Element \p Index of an array object.
sp_node FunctionExtractor::elementOf(sp_node Array, sp_node Index) {
  return is(Array, SP_DEREF) // an array found through a pointer to it
             ? anywhere()
             : make(SP_ELEMENT, Array, Index);
}

sp_node FunctionExtractor::sum(sp_node A, sp_node B) {
  if (is(A, SP_INT) && is(B, SP_INT))
    return number(static_cast<int64_t>(static_cast<uint64_t>(data(A).number) +
                                       static_cast<uint64_t>(data(B).number)));
  return operation(SP_ADD, A, B);
}

bool FunctionExtractor::isTruth(sp_node N) const {
  const sp_node_data &D = data(N);
  return D.kind == SP_OP &&
         (D.op == SP_NOT || (D.op >= SP_EQ && D.op <= SP_OR));
}

/// Does the place only depend on where the function's variables are?
bool FunctionExtractor::isFixed(sp_node Place) const {
  while (true) {
    const sp_node_data &D = data(Place);
    if (D.kind == SP_VARIABLE || D.kind == SP_GLOBAL)
      return true;
    if (D.kind == SP_ELEMENT && !is(D.b, SP_INT))
      return false;
    if (D.kind != SP_FIELD && D.kind != SP_ELEMENT)
      return false;
    Place = D.a;
  }
}

/// The variable that the place is in, or -1.
int64_t FunctionExtractor::variableIn(sp_node Place) const {
  while (is(Place, SP_FIELD) || is(Place, SP_ELEMENT))
    Place = data(Place).a;
  return is(Place, SP_VARIABLE) ? data(Place).number : -1;
}

/// The member that the place is, or is an element of; null if it is none.
const FieldDecl *FunctionExtractor::memberAt(sp_node Place) const {
  while (is(Place, SP_ELEMENT))
    Place = data(Place).a;
  return is(Place, SP_FIELD) ? Fields.lookup(data(Place).name) : nullptr;
}

/// The type of a place in a variable, null if it is not known.
QualType FunctionExtractor::typeOf(sp_node Place) const {
  if (is(Place, SP_ELEMENT)) {
    QualType Array = typeOf(data(Place).a);
    return Array.isNull() || !Array->isArrayType()
               ? QualType()
               : Context.getAsArrayType(Array)->getElementType();
  }
  if (is(Place, SP_FIELD)) {
    const FieldDecl *Field = Fields.lookup(data(Place).name);
    return Field ? Field->getType() : QualType();
  }
  if (!is(Place, SP_VARIABLE))
    return QualType();
  auto It = Types.find(static_cast<uint32_t>(data(Place).number));
  return It == Types.end() ? QualType() : It->second;
}

bool FunctionExtractor::readsVariable(sp_node Node) const {
  if (Node == SP_NO_NODE)
    return false;
  const sp_node_data &Data = *sp_program_data(Program, Node);
  return Data.kind == SP_VARIABLE || readsVariable(Data.a) ||
         readsVariable(Data.b) || readsVariable(Data.c);
}

/// Is it the address of a variable of the function, or may be?
bool FunctionExtractor::holdsLocal(sp_node Value) const {
  if (is(Value, SP_ADDRESS))
    return variableIn(data(Value).a) >= 0;
  return is(Value, SP_CHOICE) &&
         (holdsLocal(data(Value).b) || holdsLocal(data(Value).c));
}

/// Is it `*(condition ? &this : &that)`, or a part of it?
bool FunctionExtractor::isOneOfTwo(sp_node Place) const {
  while (is(Place, SP_FIELD) || is(Place, SP_ELEMENT))
    Place = data(Place).a;
  return is(Place, SP_DEREF) && is(data(Place).a, SP_CHOICE);
}

sp_node FunctionExtractor::withRoot(sp_node Place, sp_node Root) {
  if (is(Place, SP_FIELD))
    return make(SP_FIELD, withRoot(data(Place).a, Root), SP_NO_NODE, SP_NO_NODE,
                data(Place).name);
  if (is(Place, SP_ELEMENT))
    return make(SP_ELEMENT, withRoot(data(Place).a, Root), data(Place).b);
  return Root;
}

/// The member at the begin of a record, or of that one, that is of a record's
/// type; SP_NO_NODE if there is none.
sp_node FunctionExtractor::firstMember(sp_node Place, const RecordDecl *Of,
                                       const RecordDecl *Wanted) {
  for (Of = Of->getDefinition(); Of; Of = Of->getDefinition()) {
    if (Of->isUnion() || Of->field_empty())
      return SP_NO_NODE;
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Of);
        Class && (Class->getNumBases() || Class->isPolymorphic()))
      return SP_NO_NODE;
    const FieldDecl *First = *Of->field_begin();
    const RecordDecl *Inner = First->getType()->getAsRecordDecl();
    if (!Inner)
      return SP_NO_NODE;
    Place = fieldOf(Place, First);
    if (Inner->getCanonicalDecl() == Wanted->getCanonicalDecl())
      return Place;
    Of = Inner;
  }
  return SP_NO_NODE;
}

uint32_t FunctionExtractor::addVariable(const std::string &Name) {
  Variables.push_back(sp_program_intern(Program, Name.c_str()));
  return static_cast<uint32_t>(Variables.size() - 1);
}

sp_node FunctionExtractor::temporary(const Expr *For) {
  auto It = Temporaries.find(For);
  if (It != Temporaries.end())
    return It->second;
  return Temporaries[For] = variablePlace(addVariable(""));
}

void FunctionExtractor::declare(const VarDecl *Var) {
  if (!Indices.count(Var))
    Types[Indices[Var] = addVariable(Var->getNameAsString())] = Var->getType();
}

sp_node FunctionExtractor::variable(const VarDecl *Var) {
  if (Var->hasGlobalStorage()) {
    sp_node Place = make(SP_GLOBAL, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE,
                         Named.global(Var).c_str());
    Globals[data(Place).name] = Var->getType();
    return Place;
  }
  auto It = Indices.find(Var);
  return It == Indices.end() ? anywhere() : variablePlace(It->second);
}

} // namespace spinpair::lowering
