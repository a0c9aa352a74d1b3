//===- Endings.cpp - Memory that may be no lock that is held --------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Says where memory is freed or written over in which there may be a lock, or
// the handle of one, that is held.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../../analyzer/Compat.h"

#include "spinpair/memory_calls.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecordLayout.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace spinpair::lowering {

/// Is it the type of a lock that a pointer names, or of a handle?
static bool isLock(QualType Type) {
  static constexpr llvm::StringLiteral Names[] = {
      "KSPIN_LOCK",        "EX_SPIN_LOCK",        "STOR_KSPIN_LOCK",
      "STOR_LOCK_HANDLE",  "_KLOCK_QUEUE_HANDLE", "_STOR_LOCK_HANDLE",
      "KLOCK_QUEUE_HANDLE"};
  auto IsOne = [](StringRef Name) { return llvm::is_contained(Names, Name); };
  while (const auto *Named = Type->getAs<TypedefType>()) {
    if (IsOne(Named->getDecl()->getName()))
      return true;
    Type = Named->getDecl()->getUnderlyingType();
  }
  const RecordDecl *Record = Type->getAsRecordDecl();
  return Record && Record->getIdentifier() && IsOne(Record->getName());
}

/// Is it the type of a pointer to one? That of PKSPIN_LOCK does not lead to a
/// KSPIN_LOCK by its name.
static bool isLockPointer(QualType Type) {
  if (Type.isNull() || !Type->isPointerType())
    return false;
  if (isLock(Type->getPointeeType()))
    return true;
  while (const auto *Named = Type->getAs<TypedefType>()) {
    const StringRef Name = Named->getDecl()->getName();
    if (Name == "PKSPIN_LOCK" || Name == "PEX_SPIN_LOCK" ||
        Name == "PSTOR_KSPIN_LOCK")
      return true;
    Type = Named->getDecl()->getUnderlyingType();
  }
  return false;
}

void FunctionExtractor::endLock(sp_node Pointer, SourceLocation Where) {
  Step &Ended = add(SP_ROUTINE, Where);
  Ended.Data.text = sp_program_intern(Program, SP_ENDS_LOCK);
  Ended.Arguments = {Pointer};
}

/// What locks there are in the object at \p Place, \p Offset bytes from where
/// the memory begins that ends, of which \p Most bytes do.
void FunctionExtractor::endLocksIn(sp_node Place, QualType Type,
                                   uint64_t Offset,
                                   std::optional<uint64_t> Most,
                                   unsigned &Budget, SourceLocation Where) {
  if (!Budget || (Most && Offset >= *Most))
    return;
  if (isLock(Type)) {
    --Budget;
    return endLock(addressOf(Place), Where);
  }
  if (Type->isArrayType())
    return endLocksIn(elementOf(Place, any()),
                      Context.getAsArrayType(Type)->getElementType(), Offset,
                      Most, Budget, Where);
  const RecordDecl *Record = Type->getAsRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || Record->isInvalidDecl() || Record->isDependentContext())
    return;
  const ASTRecordLayout &Layout = Context.getASTRecordLayout(Record);
  for (const FieldDecl *Field : Record->fields())
    if (!Field->isBitField() && !Field->getType()->isDependentType())
      endLocksIn(fieldOf(Place, Field), Field->getType(),
                 Offset + Layout.getFieldOffset(Field->getFieldIndex()) / 8,
                 Most, Budget, Where);
}

/// What \p Pointer leads to, a \p To, is freed or written over, \p Most bytes
/// of it if that is known.
void FunctionExtractor::endMemory(sp_node Pointer, QualType To,
                                  std::optional<uint64_t> Most,
                                  SourceLocation Where, bool IsFreed) {
  if (is(Pointer, SP_INT) || is(Pointer, SP_FUNCTION))
    return;
  const bool IsUntyped = To.isNull() || To->isVoidType() ||
                         To->isAnyCharacterType() || To->isIncompleteType();
  if (!IsUntyped) {
    unsigned Budget = 8;
    sp_node Place = pointee(Pointer);
    while (To->isArrayType() && is(Place, SP_ELEMENT))
      Place = data(Place).a;
    endLocksIn(Place, To, 0, Most, Budget, Where);
  }
  if (!IsUntyped && !IsFreed)
    return;
  Step &Ended = add(SP_ROUTINE, Where);
  Ended.Data.text = sp_program_intern(Program, SP_ENDS_MEMORY);
  Ended.Arguments = {Pointer};
}

/// A place is assigned to, \p Left.
void FunctionExtractor::endWritten(sp_node Place, const Expr *Left) {
  const SourceLocation Where = Left->getBeginLoc();
  QualType As = Left->getType();
  const auto *Through = dyn_cast<UnaryOperator>(Left->IgnoreParens());
  if (Through && Through->getOpcode() == UO_Deref &&
      isLockPointer(Through->getSubExpr()->IgnoreParenImpCasts()->getType()))
    return endLock(addressOf(Place), Where);
  const FieldDecl *Member = As->isScalarType() ? memberAt(Place) : nullptr;
  if (Member && isLock(Member->getType())) // by whatever pointer
    As = Member->getType();
  if (!As->isAnyCharacterType())
    endMemory(addressOf(Place), As, std::nullopt, Where);
}

/// The index of the argument whose memory a call writes over or frees, and of
/// that which says how many bytes; -1 if none.
struct Ended {
  int Index, Size;
  bool IsFreed;
};

static Ended endedBy(const std::string &Name) {
  if (const int Index = sp_memory_ended_by(Name.c_str()); Index >= 0)
    return {Index, -1, true};
  const sp_memory_call *Does = sp_memory_call_named(Name.c_str());
  switch (Does ? Does->kind : SP_MEMORY_NONE) {
  case SP_MEMORY_SET:
  case SP_MEMORY_COPY:
    return {0, 2, false};
  case SP_MEMORY_FILL:
  case SP_MEMORY_ZERO:
    return {0, 1, false};
  case SP_MEMORY_NONE:
  case SP_MEMORY_COMPARE:
    return {-1, -1, false};
  default: // exchanges a number
    return {0, -1, false};
  }
}

/// What memory is copied or compared is read, and no step says so.
void FunctionExtractor::noteRead(const CallExpr *Call,
                                 const FunctionDecl *Callee) {
  const sp_memory_call *Does =
      sp_memory_call_named(Callee->getName().str().c_str());
  if (!Does ||
      (Does->kind != SP_MEMORY_COPY && Does->kind != SP_MEMORY_COMPARE))
    return;
  for (const Expr *Argument : Call->arguments()) {
    const sp_node Pointer = value(Argument);
    sp_node Place = is(Pointer, SP_ADDRESS) ? data(Pointer).a : Pointer;
    while (is(Place, SP_FIELD) || is(Place, SP_ELEMENT))
      Place = data(Place).a;
    if (is(Place, SP_GLOBAL))
      Aliasing.alias("global " + std::string(data(Place).name), "elsewhere");
  }
}

void FunctionExtractor::endArgument(const CallExpr *Call,
                                    const FunctionDecl *Callee) {
  if (!Callee || !Callee->getIdentifier() ||
      !Callee->getDeclContext()->getRedeclContext()->isTranslationUnit())
    return;
  llvm::SaveAndRestore<bool> Outside(InRoutine, true);
  noteRead(Call, Callee);
  const auto [Index, Size, IsFreed] = endedBy(Callee->getName().str());
  const int Count = static_cast<int>(Call->getNumArgs());
  if (Index < 0 || Index >= Count || Size >= Count)
    return;
  const unsigned Parameter = static_cast<unsigned>(Index);
  const Expr *Argument = Call->getArg(Parameter);
  const QualType Own = Argument->IgnoreParenCasts()->getType();
  const bool IsLock = Parameter < Callee->getNumParams() &&
                      isLockPointer(Callee->getParamDecl(Parameter)->getType());
  if (IsLock) // whatever it was before it is made one
    return endLock(value(Argument), Call->getBeginLoc());
  if (isLockPointer(Own))
    endLock(value(Argument), Call->getBeginLoc());
  const QualType To = Own->isArrayType() ? Own : Own->getPointeeType();
  std::optional<uint64_t> Most;
  if (Size >= 0)
    Most = mostOf(Call->getArg(static_cast<unsigned>(Size)), Context);
  endMemory(value(Argument), To, Most, Call->getBeginLoc(), IsFreed);
  if (Most)
    endBehind(value(Argument), *Most, Call->getBeginLoc());
}

/// As many bytes from a member on are written over: what is in those behind it?
void FunctionExtractor::endBehind(sp_node Pointer, uint64_t Bytes,
                                  SourceLocation Where) {
  const sp_node Place = pointee(Pointer);
  const FieldDecl *First = is(Place, SP_FIELD) ? memberAt(Place) : nullptr;
  const RecordDecl *Record =
      First ? First->getParent()->getDefinition() : nullptr;
  if (!Record || Record->isInvalidDecl() || Record->isDependentContext())
    return;
  const ASTRecordLayout &Layout = Context.getASTRecordLayout(Record);
  auto OffsetOf = [&](const FieldDecl *Field) {
    return Layout.getFieldOffset(Field->getFieldIndex()) / 8;
  };
  unsigned Budget = 8;
  for (const FieldDecl *Field : Record->fields())
    if (Field != First && !Field->isBitField() &&
        OffsetOf(Field) > OffsetOf(First))
      endLocksIn(fieldOf(data(Place).a, Field), Field->getType(),
                 OffsetOf(Field) - OffsetOf(First), Bytes, Budget, Where);
}

} // namespace spinpair::lowering
