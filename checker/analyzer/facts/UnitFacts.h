//===- UnitFacts.h - What one translation unit says of itself -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One pass over the syntax tree before any path is explored: which functions
// reach a lock function, which are entry points, and who writes what.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_FACTS_UNITFACTS_H
#define SPINPAIR_ANALYZER_FACTS_UNITFACTS_H

#include "Annotations.h"
#include "LockCalls.h"

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

#include <set>
#include <vector>

namespace clang {
class CXXDestructorDecl;
}

namespace spinpair {

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

  /// The same of one that begins with a lock.
  void noteOwner(const clang::Decl *Function) {
    Owners.insert(Function->getCanonicalDecl());
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

  /// Does everybody who can name \p Var, which has static storage, only read it
  /// or parts of it? Then it is for ever what it was initialised with. Of a
  /// unit with errors, what the lost code names counts as written.
  bool isOnlyRead(const clang::VarDecl *Var) const;

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
  /// Calls \p Take with each function without a body that the unit names, and
  /// whose annotations tell of a lock.
  void eachAnnotated(
      llvm::function_ref<void(const clang::FunctionDecl *, const Annotated &)>
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

  /// Are there loops of a few rounds, their number constant, in \p Function or
  /// in what it calls that has to do with locks, which are worth to be followed
  /// to the end? They take or give back locks, or do not branch. Not if there
  /// are others, which have many paths.
  /// The most rounds of one go to \p Rounds, if there are no other loops; else
  /// 0.
  bool hasCountedLoops(const clang::Decl *Function, unsigned &Rounds) const;

  /// What a call of \p Function can write, as far as this unit shows.
  const WriteSet &writes(const clang::FunctionDecl *Function);

  /// Can \p Function write a field or variable that may decide about a lock?
  bool writesDeciding(const clang::FunctionDecl *Function);

  /// Can \p Function write a field or variable that a call by a pointer may be
  /// made by in a function that uses locks?
  bool writesCalled(const clang::FunctionDecl *Function);

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

  void walkBody(const clang::FunctionDecl *Function);
  void noteDestroyed(const clang::CXXDestructorDecl *Destructor);
  void findReaching();
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

  Annotations Said;
  llvm::DenseSet<const clang::Decl *> Sharing, Owners, Stated;
  llvm::DenseSet<const clang::Decl *> Deciding, Called, SwitchedOn;
  /// How often code names a variable with static storage, and how often that is
  /// to read it, or a part of it, and no more.
  struct Use {
    unsigned Named = 0, Read = 0;
  };
  llvm::DenseMap<const clang::VarDecl *, Use> Uses; ///< By first declaration.
  std::set<sp_mode> Modes;                          ///< That are asked for.
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
