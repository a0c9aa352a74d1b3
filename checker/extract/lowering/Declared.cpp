//===- Declared.cpp - Functions that only annotations tell of -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes a body of what the annotations of a function say of its lock.
//
//===----------------------------------------------------------------------===//
#include "Lowering.h"

#include "../../analyzer/facts/Annotations.h"

#include "clang/AST/ASTContext.h"

using namespace clang;

namespace spinpair::lowering {

/// What a parameter that is a pointer leads to.
sp_node FunctionExtractor::behindParameter(int Index) {
  return pointee(load(variable(Function->getParamDecl(Index))));
}

/// The pointer to the lock.
sp_node FunctionExtractor::annotatedLock(const Annotated &Said) {
  const VarDecl *Base = Said.Global;
  if (!Base)
    Base = Function->getParamDecl(Said.Parameter);
  sp_node Place = Said.Global
                      ? make(SP_GLOBAL, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE,
                             Named.global(Said.Global).c_str())
                      : variable(Base);
  QualType Type = Base->getType();
  for (const FieldDecl *Member : Said.Members) {
    Place =
        fieldOf(Type->isPointerType() ? pointee(load(Place)) : Place, Member);
    Type = Member->getType();
  }
  return Type->isPointerType() ? load(Place) : addressOf(Place);
}

/// What else it is handed to fill.
void FunctionExtractor::forgetParameters(const Annotated &Said) {
  for (int I = 0; I < static_cast<int>(Function->getNumParams()); ++I) {
    const QualType Type = Function->getParamDecl(I)->getType();
    const QualType To =
        Type->isPointerType() ? Type->getPointeeType() : QualType();
    if (I == Said.Parameter || I == Said.Irql || To.isNull() ||
        To.isConstQualified() || To->isFunctionType())
      continue;
    if (To->isVoidType() || To->isIncompleteType())
      forget(behindParameter(I), Function->getLocation());
    else
      forgetObject(behindParameter(I), To, Function->getLocation());
  }
}

/// The place of the IRQL in a handle, or that a pointer leads to; the value
/// that is given is a place, too.
sp_node FunctionExtractor::annotatedIrql(const Annotated &Said) {
  const ParmVarDecl *Slot = Function->getParamDecl(Said.Irql);
  if (Said.HasHandle)
    return fieldOf(
        behindParameter(Said.Irql),
        spinpair::fieldOf(Slot->getType()->getPointeeType(), "OldIrql"));
  return Slot->getType()->isPointerType() ? behindParameter(Said.Irql)
                                          : variable(Slot);
}

static sp_lock_kind kindOf(const Annotated &Said) {
  if (Said.HasHandle)
    return SP_KIND_STATED_QUEUED;
  const bool IsPlain = Said.Irql == SP_NO_ARGUMENT;
  switch (Said.As) {
  case Holder::Writer:
    return IsPlain ? SP_KIND_STATED_EXCLUSIVE_PLAIN : SP_KIND_STATED_EXCLUSIVE;
  case Holder::Reader:
    return IsPlain ? SP_KIND_STATED_SHARED_PLAIN : SP_KIND_STATED_SHARED;
  case Holder::Any:
    break;
  }
  return IsPlain ? SP_KIND_STATED_PLAIN : SP_KIND_STATED;
}

/// The steps of such a function. Returns what it returns.
sp_node FunctionExtractor::lowerAnnotated(const Annotated &Said) {
  const SourceLocation Where = Function->getLocation();
  forgetParameters(Said);
  const sp_lock_kind Kind = kindOf(Said);
  const bool Takes = Said.Effect != SP_EFFECT_RELEASE, HasSlot = Said.Irql >= 0;
  const sp_node Irql = HasSlot ? annotatedIrql(Said) : SP_NO_NODE,
                Handle = Said.HasHandle ? addressOf(behindParameter(Said.Irql))
                                        : number(0),
                // A release by the handle is not told the lock.
      Lock = Said.HasHandle && !Takes ? number(0) : annotatedLock(Said),
                Named = spinLock(number(sp_number_of_kind(Kind)), Lock);
  auto Give = [&](sp_node Restored) {
    Step &Gives = add(SP_RELEASE, Where);
    Gives.Data.text = sp_program_intern(Program, "spin lock");
    Gives.Arguments = {Handle, Named, Restored};
    return any();
  };
  if (!Takes)
    return Give(HasSlot ? load(Irql) : number(0));
  const sp_node Saved = variablePlace(addVariable(""));
  const sp_node Failed =
      Said.Told ? variablePlace(addVariable("")) : SP_NO_NODE;
  Step &Acquires = add(SP_ACQUIRE, Where);
  Acquires.Data.text = sp_program_intern(Program, "spin lock");
  Acquires.Data.target = Failed;
  Acquires.Arguments = {Handle, Named, addressOf(Saved)};
  if (Said.Effect == SP_EFFECT_BRIEF)
    return Give(number(0));
  if (HasSlot)
    set(Irql, load(Saved), Where,
        Said.HasHandle
            ? QualType()
            : Function->getParamDecl(Said.Irql)->getType()->getPointeeType());
  if (Said.Told)
    return Said.Told == SP_TRIES ? operation(SP_NOT, load(Failed))
                                 : load(Failed);
  return Said.Irql == SP_RESULT ? load(Saved) : any();
}

bool FunctionExtractor::extractDeclared(const Annotated &Said) {
  IsDeclared = true;
  declareParameters();
  sp_block Only{};
  Only.exit = SP_RETURN;
  Only.value = any();
  if (Said.Wrong.empty()) {
    Only.value = lowerAnnotated(Said);
  } else {
    unsupported("the annotations of '" + Function->getNameAsString() +
                    "' cannot be read: " + Said.Wrong,
                Function->getLocation());
    LocksUnread = true;
  }
  if (Function->getReturnType()->isVoidType())
    Only.value = SP_NO_NODE;
  Blocks.push_back(Only);
  AllSteps.push_back(std::move(Steps));
  return addToProgram();
}

} // namespace spinpair::lowering
