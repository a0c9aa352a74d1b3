//===- LockCalls.h - Calls of routines that the tables know ---------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads calls of lock routines and of routines that a lock rules out, in
// whatever spelling, and names the locks.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_FACTS_LOCKCALLS_H
#define SPINPAIR_ANALYZER_FACTS_LOCKCALLS_H

#include "spinpair/routines.h"

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLExtras.h"

#include <string>

namespace spinpair {

/// The row of a function in the routine table, or the one that the author of
/// the driver adds to it; null if there is none. A member function or one in a
/// namespace is nobody's DDI routine.
const sp_routine *routineOf(const clang::FunctionDecl *Function);

/// Is that row one of the author of the driver? Then its body, if there is one,
/// says nothing of locks.
bool isStated(const clang::FunctionDecl *Function);

/// A call of a lock function, in whatever spelling.
struct LockCall {
  const sp_routine *Routine = nullptr;
  const clang::CallExpr *Call = nullptr;
  /// Index of the call's argument that is the routine's first: 1 after a
  /// function code.
  unsigned First = 0;

  explicit operator bool() const { return Routine != nullptr; }
  /// Where a STOR_LOCK_HANDLE keeps the STOR_SPINLOCK and, in a structure, the
  /// IRQL; where a KLOCK_QUEUE_HANDLE keeps the IRQL. Null if there is none.
  const clang::FieldDecl *Which = nullptr, *Context = nullptr, *Irql = nullptr;
  /// The member that is the lock, of what lockPointer() leads to. Null if that
  /// is the lock.
  const clang::FieldDecl *Inner = nullptr;

  const clang::Expr *adapter() const { return argument(Routine->adapter); }
  /// MessageId, or STOR_SPINLOCK, of which a release has none.
  const clang::Expr *message() const { return argument(Routine->message); }
  /// The pointer that names the lock, if namesObject().
  const clang::Expr *lockPointer() const { return argument(Routine->message); }
  /// Is it told a pointer that names the lock? Not a release that is told the
  /// handle, nor a routine for the one lock of its kind.
  bool namesObject() const {
    return hasPointer() && Routine->message != SP_NO_ARGUMENT;
  }
  /// Is there one lock of the kind in the system?
  bool isSingle() const { return sp_kind_is_single(kind()); }
  /// LockContext of an acquire of a STOR_SPINLOCK.
  const clang::Expr *lockContext() const {
    return argument(Routine->message + 1);
  }
  /// Acquire: the pointer to where the IRQL is saved, or the call that returns
  /// it. Release: the IRQL, or a pointer to it. Of a STOR_SPINLOCK: LockHandle.
  const clang::Expr *oldIrql() const;
  bool pointsToIrql() const;
  /// Of a routine that takes a lock and gives it back: the argument that is 0
  /// where it does not; null if it always does.
  const clang::Expr *onlyIf() const {
    return Routine->old_irql == SP_NO_ARGUMENT ? nullptr
                                               : argument(Routine->old_irql);
  }
  /// Does it return 0 if the lock is taken, and only then?
  bool returnsStatus() const {
    return (Routine->stated & SP_STATED_STATUS) ||
           (!isStated() && !hasPointer());
  }
  /// Is it what the author of the driver says of the function?
  bool isStated() const { return (Routine->stated & SP_STATED) != 0; }
  bool isAcquire() const {
    return Routine->effect == SP_EFFECT_ACQUIRE ||
           Routine->effect == SP_EFFECT_BRIEF;
  }
  sp_lock_kind kind() const { return Routine->kind; }
  sp_family_id family() const { return sp_family_of(kind()); }
  /// Is its release told a handle in place of the lock?
  bool hasHandle() const { return sp_kind_has_handle(kind()); }
  /// Is it a lock of STOR_SPINLOCK?
  bool isSpin() const { return family() == SP_FAMILY_STORPORT; }
  /// Is it named by a pointer alone?
  bool hasPointer() const { return sp_kind_has_pointer(kind()); }
  /// Does the acquire save an IRQL, or leave a handle?
  bool saves() const { return sp_kind_saves(kind()); }
  /// Does the acquire return whether it took the lock?
  bool tries() const { return (Routine->stated & SP_TRIES) != 0; }
  /// Is the saved IRQL what the acquire returns?
  bool returnsIrql() const { return Routine->old_irql == SP_RESULT; }

private:
  const clang::Expr *argument(int Index) const {
    return Call->getArg(First + Index);
  }
};

/// Reads \p Call, a call of \p Callee, as a lock call. \p Code is the value of
/// the function code where it is not written as an enumerator; null if
/// unknown. A routine declared with another number of parameters is no lock
/// call.
LockCall readLockCall(const clang::FunctionDecl *Callee,
                      const clang::CallExpr *Call,
                      const llvm::APSInt *Code = nullptr);

/// Reads \p Call as one of a routine that takes a lock and gives it back before
/// it returns, and is no lock call.
LockCall readBriefLock(const clang::FunctionDecl *Callee,
                       const clang::CallExpr *Call);

/// Is \p Call one of a lock function, or one whose function code only a path
/// can tell?
bool mayBeLockCall(const clang::FunctionDecl *Callee,
                   const clang::CallExpr *Call);

/// A call of a routine that may not be called while an MSI lock is held.
struct RoutineUse {
  const sp_routine *Row = nullptr;
  sp_rule Rule = SP_RULE_NONE;           ///< That it breaks then.
  sp_rule UnderInterrupt = SP_RULE_NONE; ///< And while InterruptLock is held.
  sp_rule UnderDispatch = SP_RULE_NONE;  ///< And at DISPATCH_LEVEL.
  int64_t SpinLock = -1; ///< The STOR_SPINLOCK that it takes, if known.

  void setRow(const sp_routine *Row);
  sp_ruling ruling() const { return {Rule, UnderInterrupt, UnderDispatch}; }
  explicit operator bool() const { return Rule != SP_RULE_NONE; }
};

RoutineUse readRoutineUse(const clang::FunctionDecl *Callee,
                          const clang::CallExpr *Call);

/// The member or variable that an assignment to \p Left writes; null for all
/// else.
const clang::ValueDecl *targetOf(const clang::Expr *Left);

/// What the object is called that a pointer leads to, as \p Text writes it:
/// "Queue->Lock" for &Queue->Lock, "*Lock" for a variable.
std::string
pointeeText(const clang::Expr *Pointer,
            llvm::function_ref<std::string(const clang::Expr *)> Text);

/// The lock that a pointer names, by the source text of the argument.
std::string pointedLock(const LockCall &Lock,
                        llvm::function_ref<std::string(const clang::Expr *)>);

/// What the lock of an acquire is called, which is of STOR_SPINLOCK: its name,
/// with the DPC of a DpcLock, as \p Text writes them. Of one that a pointer
/// names, "spin lock 'Queue->Lock'".
std::string
spinLockName(const LockCall &Lock,
             llvm::function_ref<std::string(const clang::Expr *)> Text);

/// Does \p Function take or release locks itself, or dispatch on a function
/// code? Its calls are modelled, and its body is nobody's business.
bool isLockWrapper(const clang::FunctionDecl *Function);

/// Does \p Function fill the memory its first argument points to, whatever its
/// type, and no other? The routines that do are in the table of memory calls.
bool fillsMemory(const clang::FunctionDecl *Function);

/// Does it say how large something is?
bool namesSize(const clang::Stmt *S);

/// Is argument \p I of a call of the routine \p Callee a context: a structure
/// of the driver that the routine hands on, prints or compares, and does not
/// fill? It is given as a pointer to void, or for "...", and no length is
/// beside it.
bool isContextArgument(const clang::FunctionDecl *Callee,
                       llvm::ArrayRef<const clang::Expr *> Arguments,
                       unsigned I);

/// The enumerator that \p Argument is, or that \p Code is the value of; null if
/// unknown.
const clang::EnumConstantDecl *functionCode(const clang::Expr *Argument,
                                            const llvm::APSInt *Code);

/// Is it declared with that many parameters?
bool declaredAs(const clang::FunctionDecl *Function, int Arity);

/// The member of a structure's type that has that name, or null.
const clang::FieldDecl *fieldOf(clang::QualType Type, llvm::StringRef Name);

} // namespace spinpair

#endif
