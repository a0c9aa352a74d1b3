//===- LockCalls.cpp - Calls that acquire and release ---------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers the calls of lock routines, of each family, to acquires and releases.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../../analyzer/reports/Reports.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecordLayout.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace spinpair::lowering {

/// Of the part of a handle that keeps its IRQL in \p Irql, the queue, and in it
/// the pointer to the lock that it waits for or holds; empty if it has none.
static llvm::SmallVector<const FieldDecl *, 2>
queueBeside(const FieldDecl *Irql) {
  auto Find = [](const RecordDecl *In, StringRef Name) -> const FieldDecl * {
    In = In ? In->getDefinition() : nullptr;
    if (In)
      for (const FieldDecl *Field : In->fields())
        if (Field->getName() == Name)
          return Field;
    return nullptr;
  };
  const FieldDecl *Queue = Find(Irql->getParent(), "LockQueue");
  const FieldDecl *Named =
      Queue ? Find(Queue->getType()->getAsRecordDecl(), "Lock") : nullptr;
  if (!Named)
    return {};
  return {Queue, Named};
}

void FunctionExtractor::callLock(const LockCall &Lock, sp_node Result) {
  llvm::SaveAndRestore<bool> Outside(InRoutine, true);
  if (Lock.isSpin())
    return callSpinLock(Lock, Result);
  if (Lock.hasPointer())
    return callPointerLock(Lock, Result);
  const SourceLocation Where = Lock.Call->getBeginLoc();
  const bool Returned = Lock.Routine->old_irql == SP_RESULT;
  const bool Stated = Lock.isStated();
  if (Returned && Result == SP_NO_NODE) // nobody wants it
    Result = variablePlace(addVariable(""));
  sp_node Adapter = value(Lock.adapter()), Message = value(Lock.message()),
          Irql = Returned           ? addressOf(Result)
                 : Lock.isAcquire() ? irqlSlot(Lock.oldIrql())
                                    : value(Lock.oldIrql());
  if (!Lock.isAcquire() && Lock.pointsToIrql())
    Irql = load(pointee(Irql));
  // What else it is handed to fill.
  if (Stated && Lock.isAcquire())
    forgetArguments(Lock.Call, Lock.Routine->adapter);
  Step &Added = add(Lock.isAcquire() ? SP_ACQUIRE : SP_RELEASE, Where);
  Added.Data.target = Lock.returnsStatus() ? Result : SP_NO_NODE;
  Added.Data.text =
      sp_program_intern(Program, sourceText(Lock.message(), Context).c_str());
  Added.Arguments = {Adapter, Message, Irql};
  if (Stated && !Lock.isAcquire())
    forgetArguments(Lock.Call, Lock.Routine->adapter);
  if (!Lock.returnsStatus() && !Returned && Result != SP_NO_NODE)
    forget(Result, Where);
}

/// Forgets the elements of its array that \p Bytes bytes from \p Place on reach
/// into, if it is one.
void FunctionExtractor::forgetElementsBehind(sp_node Place, uint64_t Bytes,
                                             SourceLocation Where) {
  if (!is(Place, SP_ELEMENT))
    return;
  doubtSearch();
  const sp_node Index = data(Place).b;
  const QualType Array = typeOf(data(Place).a);
  if (!is(Index, SP_INT) || Array.isNull() || !Array->isConstantArrayType())
    return forget(data(Place).a, Where);
  const uint64_t Size =
      Context.getTypeSize(Context.getAsArrayType(Array)->getElementType());
  for (uint64_t I = 1; I * Size < Bytes * 8; ++I)
    forget(elementOf(data(Place).a,
                     number(data(Index).number + static_cast<int64_t>(I))),
           Where);
}

/// Are \p Bytes bytes from \p Place on in one of the records that it is a part
/// of, whatever the index of an element is on the way? Not if that is part of a
/// union, whose members they are in, too.
bool FunctionExtractor::isWithinRecord(sp_node Place, uint64_t Bytes) const {
  uint64_t End = Bytes * 8;
  bool Fits = false;
  for (; is(Place, SP_FIELD) || is(Place, SP_ELEMENT); Place = data(Place).a) {
    if (is(Place, SP_ELEMENT)) {
      const QualType Array = typeOf(data(Place).a);
      if (Array.isNull() || !Array->isConstantArrayType())
        return Fits; // a pointer leads to it
      const uint64_t Size = Context.getTypeSize(Array);
      const uint64_t Each =
          Context.getTypeSize(Context.getAsArrayType(Array)->getElementType());
      const sp_node Index = data(Place).b;
      End += is(Index, SP_INT) && data(Index).number >= 0
                 ? Each * static_cast<uint64_t>(data(Index).number)
                 : Size - Each;
      Fits |= End <= Size;
      continue;
    }
    const FieldDecl *Field = Fields.lookup(data(Place).name);
    const RecordDecl *Record =
        Field ? Field->getParent()->getDefinition() : nullptr;
    if (!Record || Record->isInvalidDecl() || Record->isDependentContext() ||
        Record->isUnion() || Field->isBitField())
      return false;
    End += Context.getFieldOffset(Field);
    Fits |= End <= static_cast<uint64_t>(Context.toBits(
                       Context.getASTRecordLayout(Record).getSize()));
  }
  return Fits;
}

/// Where an acquire puts the saved IRQL: a ULONG. If it is put where there is
/// less room, it is there, and what lies behind it is overwritten.
sp_node FunctionExtractor::irqlSlot(const Expr *E) {
  const Expr *Origin = E->IgnoreParens();
  while (const auto *Cast = dyn_cast<CastExpr>(Origin)) {
    if (Cast->getCastKind() != CK_BitCast && Cast->getCastKind() != CK_NoOp)
      break;
    Origin = Cast->getSubExpr()->IgnoreParens();
  }
  QualType To = Origin->getType()->isAnyPointerType()
                    ? Origin->getType()->getPointeeType()
                    : QualType();
  if (To.isNull() || !To->isIntegralOrEnumerationType() ||
      Context.getTypeSize(To) >= 32)
    return value(E);
  sp_node Slot = value(Origin);
  constexpr unsigned Bytes = 4;
  if (is(Slot, SP_ADDRESS) && isWithinRecord(data(Slot).a, Bytes)) {
    forgetElementsBehind(data(Slot).a, Bytes, E->getBeginLoc());
    forgetBeyond(data(Slot).a, Bytes, E->getBeginLoc());
    return Slot;
  }
  unsupported("the saved IRQL of 4 bytes is stored where there is less room",
              E->getBeginLoc());
  return Slot;
}

void FunctionExtractor::callSpinLock(const LockCall &Lock, sp_node Result) {
  SourceLocation Where = Lock.Call->getBeginLoc();
  auto Text = [&](const Expr *E) { return sourceText(E, Context); };
  auto Intern = [&](const std::string &S) {
    return sp_program_intern(Program, S.c_str());
  };
  sp_node Adapter = value(Lock.adapter());
  sp_node Handle = pointee(value(Lock.oldIrql()));
  sp_node Irql = fieldOf(fieldOf(Handle, Lock.Context), Lock.Irql);
  if (!Lock.isAcquire()) {
    sp_node Saved = load(Irql), Filled = load(fieldOf(Handle, Lock.Which));
    sp_node Holds = Filled; // as the rest of what the acquire filled does
    if (const auto Queue = queueBeside(Lock.Irql); !Queue.empty()) {
      sp_node Queued = fieldOf(Handle, Lock.Context);
      for (const FieldDecl *Part : Queue)
        Queued = fieldOf(Queued, Part);
      Holds = operation(SP_AND, operation(SP_EQ, Saved, load(Queued)), Holds);
    }
    Filled = make(SP_CHOICE, Holds, Filled, number(-1)); // 0 would say nothing
    Step &Added = add(SP_RELEASE, Where);
    Added.Data.target = Result;
    Added.Data.text = Intern("*" + Text(Lock.oldIrql()));
    if (const auto *Address =
            dyn_cast<UnaryOperator>(Lock.oldIrql()->IgnoreParenCasts()))
      if (Address->getOpcode() == UO_AddrOf)
        Added.Data.text = Intern(Text(Address->getSubExpr()));
    Added.Arguments = {Adapter, spinLock(number(0), Filled), Saved};
    return;
  }
  if (RoutineUse Use = readRoutineUse(calleeOf(Lock.Call), Lock.Call))
    add(SP_ROUTINE, Where).Data.text = Intern(Use.Row->name);
  sp_node Kind = value(Lock.message()), Of = value(Lock.lockContext());
  if (is(Kind, SP_INT)) {
    int64_t Number = sp_program_data(Program, Kind)->number;
    if (Number == SP_START_IO_LOCK || Number == SP_INTERRUPT_LOCK)
      Of = number(0); // there is one
  }
  set(fieldOf(Handle, Lock.Which), Kind, Where);
  sp_node Slot = addressOf(Irql);
  if (Lock.returnsStatus() && Result == SP_NO_NODE && // nobody wants it
      !Lock.Call->getType()->isVoidType())
    Result = variablePlace(addVariable(""));
  Step &Added = add(SP_ACQUIRE, Where);
  Added.Data.target = Result;
  Added.Data.text = Intern(spinLockName(Lock, Text));
  Added.Arguments = {Adapter, spinLock(Kind, Of), Slot};
  const auto Queue = queueBeside(Lock.Irql);
  if (Queue.empty())
    return;
  sp_node Queued = fieldOf(Handle, Lock.Context);
  for (const FieldDecl *Part : Queue)
    Queued = fieldOf(Queued, Part);
  set(Queued, load(Irql), Where, QualType()); // tells that it is filled
}

/// The pointer that names the lock, or what stands for it.
sp_node FunctionExtractor::lockObject(const LockCall &Lock) {
  if (Lock.isSingle())
    return number(SP_ONE_LOCK);
  const sp_node Object = value(Lock.lockPointer());
  return Lock.Inner ? addressOf(fieldOf(pointee(Object), Lock.Inner)) : Object;
}

/// A lock that a pointer names. The acquire saves its IRQL in a variable of its
/// own, from where it is stored: *OldIrql is no ULONG, as the step has it.
void FunctionExtractor::callPointerLock(const LockCall &Lock, sp_node Result) {
  const SourceLocation Where = Lock.Call->getBeginLoc();
  sp_node Kind = number(sp_number_of_kind(Lock.kind()));
  if (!Lock.isAcquire())
    return releasePointerLock(Lock, Kind, Result);
  if (RoutineUse Use = readRoutineUse(calleeOf(Lock.Call), Lock.Call))
    add(SP_ROUTINE, Where).Data.text =
        sp_program_intern(Program, Use.Row->name);
  auto Text = [&](const Expr *E) { return sourceText(E, Context); };
  if (Lock.isStated()) // what else it is handed to fill
    forgetArguments(Lock.Call, Lock.Routine->message);
  sp_node Object = lockObject(Lock), Cell = SP_NO_NODE;
  sp_node Handle = SP_NO_NODE, Queued = SP_NO_NODE;
  std::string Shown;
  QualType Type;
  if (Lock.hasHandle()) {
    Handle = pointee(value(Lock.oldIrql()));
    Cell = fieldOf(Handle, Lock.Irql);
    for (const FieldDecl *Part : queueBeside(Lock.Irql))
      Queued = fieldOf(Queued == SP_NO_NODE ? Handle : Queued, Part);
    Type = Lock.Irql->getType();
    Shown = pointeeText(Lock.oldIrql(), Text);
  } else if (Lock.returnsIrql()) {
    Cell = Result;
  } else if (Lock.saves()) {
    Cell = pointee(value(Lock.oldIrql()));
    Type = Lock.oldIrql()->getType()->getPointeeType();
    Shown = pointeeText(Lock.oldIrql(), Text);
  }
  sp_node Saved = variablePlace(addVariable(Shown));
  sp_node Slot = addressOf(Saved);
  Step &Added = add(SP_ACQUIRE, Where);
  Added.Data.text =
      sp_program_intern(Program, spinLockName(Lock, Text).c_str());
  Added.Arguments = {Handle == SP_NO_NODE ? number(0) : addressOf(Handle),
                     spinLock(Kind, Object), Slot};
  if (Lock.tries() || Lock.returnsStatus()) {
    sp_node Failed = variablePlace(addVariable(""));
    Added.Data.target = Failed;
    sp_node Told = load(Failed);
    if (Lock.tries())
      Told = operation(SP_NOT, Told);
    if (Result != SP_NO_NODE)
      set(Result, Told, Where, QualType());
  } else if (!Lock.returnsIrql() && Result != SP_NO_NODE) {
    forget(Result, Where); // whatever else it is
  }
  if (Cell != SP_NO_NODE)
    set(Cell, load(Saved), Where, Type);
  if (Queued != SP_NO_NODE)
    set(Queued, Object, Where, QualType());
}

void FunctionExtractor::releasePointerLock(const LockCall &Lock, sp_node Kind,
                                           sp_node Result) {
  const SourceLocation Where = Lock.Call->getBeginLoc();
  auto Text = [&](const Expr *E) { return sourceText(E, Context); };
  sp_node Object = number(0), Irql = number(0), Given = number(0);
  std::string Named;
  // What may not be called at the IRQL of another lock that is held.
  if (RoutineUse Use = readRoutineUse(calleeOf(Lock.Call), Lock.Call))
    add(SP_ROUTINE, Where).Data.text =
        sp_program_intern(Program, Use.Row->name);
  if (Lock.hasHandle()) {
    const sp_node Handle = pointee(value(Lock.oldIrql()));
    Irql = load(fieldOf(Handle, Lock.Irql));
    Given = addressOf(Handle);
    sp_node Queued = Handle;
    for (const FieldDecl *Part : queueBeside(Lock.Irql))
      Queued = fieldOf(Queued, Part);
    if (Queued != Handle)
      Object = load(Queued);
    Named = pointeeText(Lock.oldIrql(), Text);
  } else {
    Object = lockObject(Lock);
    Named = spinLockName(Lock, Text);
    if (Lock.saves())
      Irql = value(Lock.oldIrql());
    if (Lock.saves() && Lock.pointsToIrql())
      Irql = load(pointee(Irql));
  }
  Step &Added = add(SP_RELEASE, Where);
  Added.Data.text = sp_program_intern(Program, Named.c_str());
  Added.Arguments = {Given, spinLock(Kind, Object), Irql};
  if (Lock.isStated())
    forgetArguments(Lock.Call, Lock.Routine->message);
  if (Result != SP_NO_NODE)
    forget(Result, Where);
}

void FunctionExtractor::withLock(sp_lock_kind Kind, sp_node Of,
                                 const std::string &Name, SourceLocation Where,
                                 llvm::function_ref<void()> Do) {
  const char *Named = sp_program_intern(Program, Name.c_str());
  const sp_node Which = spinLock(number(sp_number_of_kind(Kind)), Of);
  const sp_node Saved = variablePlace(addVariable(""));
  Step &Taken = add(SP_ACQUIRE, Where);
  Taken.Data.text = Named;
  Taken.Arguments = {number(0), Which, addressOf(Saved)};
  Do();
  Step &Given = add(SP_RELEASE, Where);
  Given.Data.text = Named;
  Given.Arguments = {number(0), Which,
                     sp_kind_saves(Kind) ? load(Saved) : number(0)};
}

sp_node FunctionExtractor::spinLock(sp_node Kind, sp_node Context) {
  sp_node Lock = sp_program_op(Program, SP_SPIN, Kind, Context);
  return Lock == SP_NO_NODE ? any() : Lock;
}

} // namespace spinpair::lowering
