//===- Annotations.h - What SAL says of functions without a body ----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// _Acquires_lock_(*Lock), _IRQL_saves_ and their kin expand to nothing, so the
// syntax tree has none of them: they are read from the text of the declaration,
// whichever sal.h it is. See docs/configuration.md.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_FACTS_ANNOTATIONS_H
#define SPINPAIR_ANALYZER_FACTS_ANNOTATIONS_H

#include "spinpair/routines.h"

#include "clang/AST/Decl.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"

#include <string>

namespace spinpair {

/// For whom a lock is taken, or given back.
enum class Holder { Any, Writer, Reader };

/// What the annotations of a function say that it does to a lock of its caller.
struct Annotated {
  /// SP_EFFECT_ACQUIRE or _RELEASE; or _BRIEF of what asks for the lock not to
  /// be held.
  sp_effect Effect = SP_EFFECT_NONE;
  /// Why that cannot be told, in a clause; "" if it can.
  std::string Wrong;

  /// The lock: a parameter, by index, or a global variable, and the members
  /// that lead from there to it. Of a pointer, what it leads to.
  int Parameter = SP_NO_ARGUMENT;
  const clang::VarDecl *Global = nullptr;
  llvm::SmallVector<const clang::FieldDecl *, 2> Members;

  /// Where the IRQL is, as in sp_routine.old_irql, or the handle.
  int Irql = SP_NO_ARGUMENT;
  bool HasHandle = false;
  /// SP_TRIES or SP_STATED_STATUS, where the result tells, or 0.
  unsigned Told = 0;

  Holder As = Holder::Any;

  bool operator==(const Annotated &Other) const;
};

/// Those of one unit.
class Annotations {
public:
  /// Reads the declarations of functions of the driver's that have no body in
  /// the unit, and notes at each which IRQL it is limited to, for
  /// annotatedLimit().
  void collect(const clang::TranslationUnitDecl *Unit);

  /// Calls \p Take with each function that takes or gives back a spin lock, or
  /// may, as its annotations say.
  void
  each(llvm::function_ref<void(const clang::FunctionDecl *, const Annotated &)>
           Take) const {
    for (const auto &[Function, Said] : Locks)
      Take(Function, Said);
  }

private:
  llvm::MapVector<const clang::FunctionDecl *, Annotated> Locks;
};

/// The row of the IRQL that the annotations of \p Function limit its callers
/// to; null if there is none.
const sp_routine *annotatedLimit(const clang::FunctionDecl *Function);

} // namespace spinpair

#endif
