//===- Plan.h - What the whole program knows before a search --------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Proofs come first, and the analyzer explores only what they left open. The
// command line proves the whole program, the plugin the unit at hand.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_PLAN_H
#define SPINPAIR_ANALYZER_PLAN_H

#include "spinpair/prove.h"

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace clang {
class ASTContext;
class CallExpr;
class Decl;
class FunctionDecl;
class ValueDecl;
} // namespace clang

namespace spinpair {

class UnitFacts;

/// How the exploration of a function went.
struct Exploration {
  std::string Name; ///< Of the function.
  std::string Why;  ///< It could not be explored to the end; "" if it was.
  /// It leaves a lock to its caller, or gives one of its caller back, on any
  /// path.
  bool HandsLocks = false;
  /// A path met a call through a pointer, or of a virtual function, that may
  /// use locks, and did not say where it leads.
  bool HasUnresolved = false;
  /// And the pointer, or the object, is one that the path made.
  bool MadeUnresolved = false;
  /// The functions that own the mistakes which were found.
  std::set<std::string> Owners = {};
  /// Functions and constants that other units define, where what is there may
  /// say more of it: those that decide about what was found, or where what was
  /// written is; or, where not all was explored for another reason, all that a
  /// path called or read.
  std::set<std::string> Elsewhere = {};
  bool LacksDefinitions = false; ///< A path called or read any of these.
  bool IsTooLarge = false;       ///< It took too many steps.
};

struct Plan {
  virtual ~Plan() = default;

  sp_program *Program = nullptr;
  sp_proofs *Proofs = nullptr; ///< Null if nothing was proved.
  /// The name in \c Program of a function of the unit at hand.
  std::function<std::string(const clang::FunctionDecl *)> NameOf;
  /// What sp_program_may_write() calls a field or variable of the unit.
  std::function<std::string(const clang::ValueDecl *)> CellOf;
  /// A line of a function of \c Program, as it is shown: "file:line".
  std::function<std::string(const sp_function *, uint32_t Line)> PlaceOf;
  /// Is this function of \c Program to be explored?
  std::function<bool(size_t)> IsOpen;
  /// How many steps its exploration may take, if that is not left to the
  /// analyzer; SIZE_MAX if it is. Null if it always is.
  std::function<size_t(size_t)> MostSteps;
  /// Must a function of \c Program be stepped into, though it is not to be
  /// explored by itself: it calls what is not proved?
  std::function<bool(size_t)> IsUncertain;
  /// Which lock function, or function with locks, a call through a pointer may
  /// lead to that the path does not resolve; "" if none.
  std::function<std::string(const clang::CallExpr *)> MayLead;
  /// Do reports carry, as notes, the places that tell ways out apart?
  bool TellsWays = false;
  /// Do notes carry the steps in functions of other files (see StepMark)? Who
  /// collects them must take these out of the texts.
  bool TellsSteps = false;
  /// Is what is wrong whatever the path (see spinpair/survey.h) to be reported
  /// with what is found on paths?
  bool Surveys = false;
  /// Called once for each function that was explored.
  std::function<void(const Exploration &)> Explored;
};

/// The plan of all explorations that begin from here on; null for none. The
/// plan must outlive them. One at a time in a process.
void setPlan(const Plan *Plan);
const Plan *currentPlan();

/// The index of a function in the program of the plan; SIZE_MAX if there is
/// none.
size_t inPlan(const clang::Decl *D);

/// Does \p Function, whose body is in another unit, reach a lock?
bool isRelevantElsewhere(const clang::FunctionDecl *Function);
/// Does it reach a routine that may not be called while an MSI lock is held?
bool isRestrictedElsewhere(const clang::FunctionDecl *Function);
/// Is it a lock helper, as far as the proof knows?
bool isHelperElsewhere(const clang::FunctionDecl *Function);

/// Has \p Function no body in the program, and annotations that cannot be read?
bool isUnreadable(const clang::FunctionDecl *Function);

/// Is \p Field one that only tells of dump mode (see sp_program_tells_mode())?
bool isModeField(const clang::ValueDecl *Field);

/// The program's index of \p Function if its body is in another unit; SIZE_MAX
/// if the body is here or nowhere.
size_t elsewhere(const clang::FunctionDecl *Function);

} // namespace spinpair

#endif
