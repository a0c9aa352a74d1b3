//===- Memory.cpp - Objects are forgotten, filled and copied ------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Says what happens to the memory of whole objects, and what a function writes.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../Damage.h"

#include "../../analyzer/CallModels.h"
#include "../../analyzer/Compat.h"

#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace spinpair::lowering {

/// Scalars in a structure, up to \p Limit.
unsigned FunctionExtractor::leavesOf(const RecordDecl *Record,
                                     unsigned Limit) const {
  if (!Record || !Record->getDefinition())
    return Limit;
  unsigned Count = 0;
  for (const FieldDecl *Field : Record->getDefinition()->fields()) {
    const RecordDecl *Part = Field->getType()->getAsRecordDecl();
    Count += Part ? leavesOf(Part, Limit) : 1;
    if (Count >= Limit)
      return Limit;
  }
  return Count;
}

/// A function that stands for overwriting a large structure: it does nothing,
/// and is said to write the structure and all that is in it.
sp_node FunctionExtractor::overwriter(const RecordDecl *Record) {
  PresumedLoc Where =
      Sources.getPresumedLoc(Sources.getExpansionLoc(Record->getLocation()));
  std::set<std::string> WriteNames;
  addRecordWrites(Record, WriteNames);
  std::vector<const char *> Writes;
  for (const std::string &Name : WriteNames)
    Writes.push_back(Name.c_str());
  const std::string File = Where.isValid() ? Where.getFilename() : "";
  const std::string Shown = "overwriting " + Named.record(Record);
  const std::string Name = Shown + "@" + File;
  if (sp_program_find(Program, Name.c_str()) == SIZE_MAX) {
    const char *Parameters[] = {""};
    bool Escapes[] = {false};
    sp_block Only{};
    Only.exit = SP_RETURN;
    Only.value = SP_NO_NODE;
    Only.line = Where.isValid() ? Where.getLine() : 1;
    Only.column = Where.isValid() ? Where.getColumn() : 1;
    sp_function Out{};
    Out.name = Name.c_str();
    Out.shown = Shown.c_str();
    Out.signature = "(void *)";
    Out.where = {File.c_str(), Only.line, Only.column};
    Out.flags = SP_FUNCTION_INTERNAL;
    Out.parameter_count = Out.variable_count = 1;
    Out.variables = Parameters;
    Out.escapes = Escapes;
    Out.writes = Writes.data();
    Out.write_count = Writes.size();
    Out.blocks = &Only;
    Out.block_count = 1;
    sp_program_add(Program, &Out);
  }
  return make(SP_FUNCTION, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE, Name.c_str());
}

/// Memory that is found through a pointer is told apart by its members' names:
/// each of them is forgotten.
void FunctionExtractor::forgetRecord(sp_node Place, const RecordDecl *Record,
                                     SourceLocation Where) {
  const QualType Type = compat::typeOf(Context, Record);
  Record = Record->getDefinition();
  forget(Place, Where, Type);
  if (!Record || variableIn(Place) >= 0)
    return;
  if (leavesOf(Record, FewMembers) >= FewMembers) {
    sp_node Callee = overwriter(Record), Address = addressOf(Place);
    Step &S = add(SP_CALL, Where);
    S.Data.callee = Callee;
    S.Arguments.push_back(Address);
    return;
  }
  std::set<sp_node> Seen;
  for (const FieldDecl *Field : Record->fields()) {
    if (isPadding(Field))
      continue;
    sp_node Part = fieldOf(Place, Field);
    QualType Type = Field->getType();
    if (Type->isArrayType()) {
      forget(Part, Where);
      Part = elementOf(Part, any());
      Type = QualType(Type->getBaseElementTypeUnsafe(), 0);
    }
    if (const RecordDecl *Inner = Type->getAsRecordDecl())
      forgetRecord(Part, Inner, Where);
    else if (Seen.insert(Part).second)
      forget(Part, Where);
  }
}

void FunctionExtractor::forgetObject(sp_node Place, QualType Type,
                                     SourceLocation Where) {
  if (const RecordDecl *Record = Type->getAsRecordDecl())
    forgetRecord(Place, Record, Where);
  else
    forget(Place, Where, Type);
}

void FunctionExtractor::copyObject(sp_node To, sp_node From, QualType Type,
                                   SourceLocation Where) {
  const RecordDecl *Record = Type->getAsRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return forget(To, Where, Type);
  if (variableIn(To) < 0)
    forgetRecord(To, Record, Where);
  set(To, load(From), Where, Type);
  // Its members may be known one by one.
  if (Record->isUnion() || leavesOf(Record, 4 * FewMembers) >= 4 * FewMembers)
    return;
  for (const FieldDecl *Field : Record->fields()) {
    sp_node Part = fieldOf(To, Field), Source = fieldOf(From, Field);
    if (isPadding(Field) || Field->getType()->isArrayType())
      continue;
    if (Field->getType()->isRecordType())
      copyObject(Part, Source, Field->getType(), Where);
    else
      set(Part, load(Source), Where, Field->getType());
  }
}

/// Memory from a pointer on is overwritten, as many bytes as the call says.
void FunctionExtractor::fill(const CallExpr *Call, sp_node Pointer, QualType To,
                             SourceLocation Where) {
  sp_node Place = pointee(Pointer);
  Expr::EvalResult Size;
  const Expr *Last = Call->getArg(Call->getNumArgs() - 1);
  const bool Within =
      Call->getNumArgs() > 1 && !To->isIncompleteType() &&
      Last->getType()->isIntegerType() && Last->EvaluateAsInt(Size, Context) &&
      Size.Val.getInt().getZExtValue() * 8 <= Context.getTypeSize(To);
  if (is(Pointer, SP_CHOICE))
    noteEscapes(Pointer);
  if (Within && !is(Place, SP_ELEMENT))
    return forgetObject(Place, To, Where);
  while (is(Place, SP_ELEMENT))
    Place = data(Place).a;
  // An array as a whole; else what lies behind the object, too.
  QualType Whole = typeOf(Place);
  if (!Whole.isNull() && Whole->isArrayType())
    return forget(Place, Where);
  forgetObject(Place, To, Where);
  if (To->isVoidType() || !is(Place, SP_FIELD))
    return;
  exposeBytes(addressOf(Place));
  noteEscapes(addressOf(Place));
  forget(anywhere(), Where);
}

/// Forgets what a routine may write through its arguments.
void FunctionExtractor::forgetArguments(const CallExpr *Call, int Except) {
  llvm::SaveAndRestore<bool> Outside(InRoutine, true);
  SourceLocation Where = Call->getBeginLoc();
  const FunctionDecl *Callee = Call->getDirectCallee();
  bool Fills = fillsMemory(Callee);
  for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
    const Expr *Argument = Call->getArg(I);
    if (static_cast<int>(I) == Except)
      continue;
    const Expr *Origin = bare(Argument);
    // What is pointed to, before a conversion to void * or const.
    while (const auto *Cast = dyn_cast<CastExpr>(Origin)) {
      if (Cast->getCastKind() == CK_LValueToRValue ||
          Cast->getCastKind() == CK_ArrayToPointerDecay ||
          Cast->getCastKind() == CK_FunctionToPointerDecay ||
          !(Cast->getSubExpr()->getType()->isAnyPointerType() ||
            Cast->getSubExpr()->getType()->isArrayType()))
        break;
      Origin = bare(Cast->getSubExpr());
    }
    QualType To, Written;
    sp_node Pointer;
    if (Callee && I < Callee->getNumParams() &&
        Callee->getParamDecl(I)->getType()->isReferenceType()) {
      To = Written = Callee->getParamDecl(I)->getType()->getPointeeType();
      Pointer = argumentFor(Argument, true);
    } else {
      if (!Argument->getType()->isAnyPointerType())
        continue;
      Written = Argument->getType()->getPointeeType();
      To = Origin->getType()->isAnyPointerType()
               ? Origin->getType()->getPointeeType()
               : Written;
      Pointer = value(Argument);
    }
    if (Written.isConstQualified() || To->isFunctionType() ||
        is(Pointer, SP_INT) || is(Pointer, SP_FUNCTION))
      continue;
    sp_node Place = pointee(Pointer);
    if (Fills) {
      if (I == 0)
        fill(Call, Pointer, To, Where);
      continue;
    }
    while (is(Place, SP_ELEMENT)) // as many as it likes
      Place = data(Place).a;
    bool Given = is(Pointer, SP_ADDRESS), Local = variableIn(Place) >= 0;
    const RecordDecl *Record = To->getAsRecordDecl();
    if (Local || (To->isScalarType() && !To->isVoidType()) || Given ||
        (Record && leavesOf(Record, FewMembers) < FewMembers))
      forgetObject(Place, To, Where);
  }
}

void FunctionExtractor::addRecordWrites(const RecordDecl *Record,
                                        std::set<std::string> &Out) {
  if (!Record || !(Record = Record->getDefinition()) ||
      !Out.insert("record " + Named.record(Record)).second)
    return;
  for (const FieldDecl *Field : Record->fields())
    addRecordWrites(
        Field->getType()->getBaseElementTypeUnsafe()->getAsRecordDecl(), Out);
}

void FunctionExtractor::addWrites(std::set<std::string> &Out) {
  if (Damage) {
    for (const FieldDecl *Field : Damage->Fields)
      Out.insert("field " + Named.field(Field));
    for (const VarDecl *Var : Damage->Globals)
      Out.insert("global " + Named.global(Var));
  }
  const WriteSet &Own = Facts.ownWrites(Function);
  for (const FieldDecl *Field : Own.Fields)
    Out.insert("field " + Named.field(Field));
  for (const VarDecl *Var : Own.Globals)
    Out.insert("global " + Named.global(Var));
  for (const TagDecl *Tag : Own.Records)
    addRecordWrites(dyn_cast<RecordDecl>(Tag), Out);
  for (const Type *Pointee : Own.Pointees)
    if (Pointee) {
      if (Pointee->isVoidType() && !Notes.Unsupported)
        continue; // its step says what it is
      if (!Pointee->isRecordType())
        Out.insert(Named.access(QualType(Pointee, 0)));
      addRecordWrites(Pointee->getAsRecordDecl(), Out);
    }
}

} // namespace spinpair::lowering
