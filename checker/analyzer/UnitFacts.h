//===- UnitFacts.h - What one translation unit says of itself -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One pass over the syntax tree before any path is explored: which functions
// reach a lock function, which are entry points, and who writes what.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_UNITFACTS_H
#define SPINPAIR_ANALYZER_UNITFACTS_H

#include "spinpair/routines.h"

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

#include <set>
#include <vector>

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

  const clang::Expr *adapter() const { return argument(Routine->adapter); }
  /// MessageId, or STOR_SPINLOCK, of which a release has none.
  const clang::Expr *message() const { return argument(Routine->message); }
  /// The pointer that names the lock, where one does; but not of a release that
  /// is told the handle.
  const clang::Expr *lockPointer() const { return argument(Routine->message); }
  /// LockContext of an acquire of a STOR_SPINLOCK.
  const clang::Expr *lockContext() const {
    return argument(Routine->message + 1);
  }
  /// Acquire: the pointer to where the IRQL is saved, or the call that returns
  /// it. Release: the IRQL, or a pointer to it. Of a STOR_SPINLOCK: LockHandle.
  const clang::Expr *oldIrql() const;
  bool pointsToIrql() const;
  /// Does it return 0 if the lock is taken, and only then?
  bool returnsStatus() const {
    if (hasPointer())
      return false;
    return !(Routine->stated & SP_STATED) ||
           (Routine->stated & SP_STATED_STATUS);
  }
  bool isAcquire() const { return Routine->effect == SP_EFFECT_ACQUIRE; }
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
/// type?
bool fillsMemory(const clang::FunctionDecl *Function);

/// Memory that a function and all it can reach may write.
struct WriteSet {
  llvm::DenseSet<const clang::FieldDecl *> Fields;
  llvm::DenseSet<const clang::VarDecl *> Globals;
  llvm::DenseSet<const clang::TagDecl *> Records; ///< Written as a whole.
  llvm::DenseSet<const clang::Type *> Pointees;   ///< Through `*p`, `p[i]`.

  void add(const WriteSet &Other);
};

class UnitFacts {
public:
  /// Looks through the whole unit. If it is to \p Tell, says of each lock
  /// function that is declared with the wrong number of parameters that it is,
  /// and of each statement of the author that it cannot be meant.
  void collect(const clang::TranslationUnitDecl *Unit, bool Tell);

  /// Does \p Function reach a lock function through calls? False for the lock
  /// functions themselves.
  bool isLockRelevant(const clang::Decl *Function) const;

  /// Does \p Function reach, through calls, a routine that may not be called
  /// while an MSI lock is held?
  bool isRestricted(const clang::Decl *Function) const {
    return Restricted.count(Function->getCanonicalDecl()) != 0;
  }

  /// Can \p Function itself pair an acquire with a release? It calls a lock
  /// function, or one that may leave a lock or a saved IRQL to its caller.
  /// Where no function on the stack does, no lock depends on what happens.
  bool ownsLocks(const clang::Decl *Function) const {
    return Owners.count(Function->getCanonicalDecl()) != 0;
  }

  /// All functions of the unit that have a body, in the order of the source;
  /// the lock functions' wrappers too.
  llvm::ArrayRef<const clang::FunctionDecl *> bodies() const { return Bodies; }

  /// What the body of \p Function itself says: calls, functions and variables
  /// that it names, memory that it may write. Empty for wrappers of routines.
  llvm::ArrayRef<const clang::CallExpr *>
  ownCalls(const clang::Decl *Function) const;
  llvm::ArrayRef<const clang::Decl *>
  ownReferences(const clang::Decl *Function) const;
  const WriteSet &ownWrites(const clang::Decl *Function) const;

  /// May \p Function be called through a pointer?
  bool isAddressTaken(const clang::Decl *Function) const;

  /// Is \p Function a callback that only the port driver calls?
  bool isEntryPoint(const clang::Decl *Function) const;
  /// Which one; null if it is none.
  const sp_callback *callback(const clang::Decl *Function) const;
  /// Calls \p Take with each function that is registered here, with a body here
  /// or elsewhere, and not called by the unit itself.
  void eachCallback(
      llvm::function_ref<void(const clang::FunctionDecl *, const sp_callback *)>
          Take) const;
  /// What may run beside the function as a callback of the port driver.
  sp_beside beside(const clang::Decl *Function) const;
  /// Does the port driver hold the MSI lock of (first parameter, second one)
  /// while it runs? Not if another mode is asked for here, and no unknown one.
  bool holdsItsMessage(const clang::FunctionDecl *Function) const;
  /// The STOR_SPINLOCK of its first parameter that the port driver holds while
  /// it runs the function; 0 if none.
  int heldSpinLock(const clang::FunctionDecl *Function) const;

  /// Does the body use a construct that the analyzer does not follow (__try)?
  bool usesUnsupported(const clang::Decl *Function) const;

  /// Can the value of \p Member decide whether, which or with what a lock is
  /// taken or released? True of a field or variable that a lock-relevant
  /// function passes to a lock, or tests before it locks or jumps, and of what
  /// flows into it.
  bool isDeciding(const clang::Decl *Member) const {
    return Deciding.count(Member->getCanonicalDecl()) != 0;
  }

  /// A function in another unit reads \p Member to decide about a lock.
  void noteDeciding(const clang::Decl *Member) {
    Deciding.insert(Member->getCanonicalDecl());
  }

  /// Is \p Member switched on? The analyzer does not tell a checker which case
  /// it takes.
  bool isSwitchedOn(const clang::Decl *Member) const {
    return SwitchedOn.count(Member->getCanonicalDecl()) != 0;
  }
  bool anySwitchedOn() const { return !SwitchedOn.empty(); }

  /// What a call of \p Function can write, as far as this unit shows.
  const WriteSet &writes(const clang::FunctionDecl *Function);

  /// Can \p Function write a field or variable that may decide about a lock?
  bool writesDeciding(const clang::FunctionDecl *Function);

  /// What a call through a pointer can write: the union over the functions of
  /// this unit that have their address taken and take the same parameters.
  const WriteSet &writesThroughPointer(clang::QualType FunctionType);

private:
  /// Is another mode than that of locks per message asked for, for certain?
  bool asksForOtherMode() const;

  friend class BodyWalker;

  struct Node {
    llvm::SmallVector<const clang::Decl *, 8> References;
    llvm::SmallVector<clang::QualType, 2> IndirectCalls;
    WriteSet Writes;
    /// Conditions with what they guard (null: whatever follows).
    llvm::SmallVector<std::pair<const clang::Stmt *, const clang::Stmt *>, 8>
        Tests;
    /// What is assigned to a variable or field.
    llvm::SmallVector<std::pair<const clang::Decl *, const clang::Stmt *>, 8>
        Flows;
    llvm::SmallVector<const clang::CallExpr *, 8> Calls;
    bool CallsLock = false;
    bool CallsRestricted = false;
    bool HasDirectCaller = false;
    const sp_callback *Callback = nullptr; ///< It is one of the port driver.
    bool AddressTaken = false;
    bool Unsupported = false;
  };

  void noteCallback(const clang::Decl *Function, const sp_callback *Callback);
  void followRegistered();
  Node &node(const clang::Decl *D) { return Nodes[D->getCanonicalDecl()]; }
  const Node *find(const clang::Decl *D) const;
  void gather(const clang::Decl *D, llvm::DenseSet<const clang::Decl *> &Seen,
              WriteSet &Out);

  /// Adds the fields and variables that \p S reads to \p Out.
  static void readsOf(const clang::Stmt *S,
                      llvm::DenseSet<const clang::Decl *> &Out);
  /// Does \p S hold a call that reaches a lock function, or a jump?
  bool locks(const clang::Stmt *S, bool OrLeaves) const;
  void findDeciding();

  /// Does \p Call reach a lock function, or one that shares its locks?
  bool touchesSharedLocks(const clang::CallExpr *Call) const;
  /// May a caller of \p Function have to do with its locks? Not if all that
  /// they save stays in local variables.
  bool sharesLocks(const clang::Decl *Function, const Node &N) const;
  /// Finds the functions that share their locks, and those that own locks.
  void findOwners();

  llvm::DenseSet<const clang::Decl *> Sharing, Owners, Stated;
  llvm::DenseSet<const clang::Decl *> Deciding, SwitchedOn;
  std::set<sp_mode> Modes; ///< That are asked for.
  llvm::SmallVector<std::pair<const sp_callback *, const clang::ValueDecl *>, 4>
      Registered; ///< Variables and members with callbacks, to be followed.
  std::vector<const clang::FunctionDecl *> Bodies;
  llvm::DenseMap<const clang::Decl *, Node> Nodes;
  llvm::DenseSet<const clang::Decl *> Relevant, Restricted;
  llvm::DenseMap<const clang::Decl *, WriteSet> Closed;
  llvm::DenseMap<const clang::Type *, WriteSet> ClosedPointers;
};

} // namespace spinpair

#endif
