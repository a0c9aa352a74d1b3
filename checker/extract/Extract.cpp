//===- Extract.cpp - The functions of a unit, one by one ------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Chooses the functions of a unit that could matter, and has each lowered.
//
//===----------------------------------------------------------------------===//
#include "Extract.h"

#include "Damage.h"
#include "Pointers.h"
#include "lowering/Lowering.h"

#include "../analyzer/CallModels.h"

#include "spinpair/limits.h"
#include "spinpair/memory_calls.h"

#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace spinpair {

using lowering::FunctionExtractor;

namespace {

class Selection {
public:
  /// What the functions \p Damaged name counts as called, as their lock
  /// programs say.
  Selection(ASTContext &Context, UnitFacts &Facts,
            llvm::ArrayRef<DamagedFunction> Damaged)
      : Context(Context), Facts(Facts), Damaged(Damaged) {
    for (const FunctionDecl *Function : Facts.bodies())
      if (!isLockWrapper(Function) && !routineOf(Function) &&
          !Function->isDependentContext() && !Function->isInvalidDecl())
        Candidates.insert(Function->getCanonicalDecl());
    select();
  }

  bool has(const FunctionDecl *Function) const {
    return Chosen.count(Function->getCanonicalDecl()) != 0;
  }

private:
  /// Does something of its own that the unit alone cannot tell all about?
  bool reachesOut(const FunctionDecl *Function) const {
    if (Facts.isEntryPoint(Function) || Facts.isAddressTaken(Function) ||
        Facts.isLockRelevant(Function) || Facts.isRestricted(Function))
      return true;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Function))
      if (Method->isVirtual())
        return true;
    for (const CallExpr *Call : Facts.ownCalls(Function)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (!Callee)
        return true;
      const sp_routine *Row = routineOf(Callee);
      if (readRoutineUse(Callee, Call) || restsOnArguments(Callee) ||
          (Row ? Row->runs != SP_NO_ARGUMENT || Row->effect != SP_EFFECT_NONE ||
                     Row->stated || sp_routine_excludes(Row->name)
               : !Callee->getBuiltinID() && !Callee->hasBody()))
        return true;
    }
    // Guards that another file defines; these are no calls in the syntax tree.
    return llvm::any_of(Facts.ownReferences(Function), [](const Decl *Target) {
      return isa<CXXConstructorDecl, CXXDestructorDecl>(Target) &&
             !Target->isImplicit() && !Target->hasBody() &&
             !cast<FunctionDecl>(Target)->isDefaulted();
    });
  }

  /// Is what a call of it asks of the locks that are held said by its
  /// arguments?
  static bool restsOnArguments(const FunctionDecl *Callee) {
    if (!Callee->getIdentifier())
      return false;
    const std::string Name = Callee->getName().str();
    const sp_memory_call *Does = sp_memory_call_named(Name.c_str());
    return sp_limit_by_value(Name.c_str()) ||
           sp_memory_ended_by(Name.c_str()) >= 0 ||
           (Does && Does->kind <= SP_MEMORY_COPY);
  }

  static bool hasOutcome(const FunctionDecl *Function, bool Writes) {
    return Writes || isa<CXXConstructorDecl>(Function) ||
           !Function->getReturnType()->isVoidType();
  }

  bool writes(const FunctionDecl *Function) const {
    const WriteSet &Set = Facts.writes(Function);
    return !Set.Fields.empty() || !Set.Globals.empty() ||
           !Set.Records.empty() || !Set.Pointees.empty();
  }

  void choose(const Decl *D) {
    if (Candidates.count(D) && Chosen.insert(D).second)
      Work.push_back(D);
  }

  void chooseCalled(const FunctionDecl *Function) {
    if (Reaching.count(Function) || hasOutcome(Function, writes(Function)))
      choose(Function);
  }

  void select() {
    // Backwards from what reaches out. Header functions that nobody here calls
    // are left out for now.
    const SourceManager &Sources = Context.getSourceManager();
    llvm::DenseMap<const Decl *, llvm::SmallVector<const Decl *, 4>> Callers;
    for (const Decl *D : Candidates)
      for (const Decl *Target : Facts.ownReferences(D))
        Callers[Target].push_back(D);
    llvm::SmallVector<const Decl *, 32> Back;
    for (const Decl *D : Candidates)
      if (reachesOut(cast<FunctionDecl>(D)) && Reaching.insert(D).second)
        Back.push_back(D);
    while (!Back.empty())
      for (const Decl *Caller : Callers.lookup(Back.pop_back_val()))
        if (Candidates.count(Caller) && Reaching.insert(Caller).second)
          Back.push_back(Caller);
    // Roots: all that other units can call or that this file itself holds.
    for (const Decl *D : Candidates) {
      const auto *Function = cast<FunctionDecl>(D);
      const FunctionDecl *Definition = Function->getDefinition();
      bool Header = !Sources.isInMainFile(Sources.getExpansionLoc(
          (Definition ? Definition : Function)->getLocation()));
      if (Names::isInternal(Definition ? Definition : Function) && Header) {
        if (Facts.isLockRelevant(D))
          choose(D);
        continue;
      }
      // Of what other units can call, they need to know that it does nothing.
      if (Reaching.count(D) ||
          !Names::isInternal(Definition ? Definition : Function))
        choose(D);
    }
    for (const DamagedFunction &Each : Damaged)
      for (const FunctionDecl *Function : Each.Functions)
        chooseCalled(Function->getCanonicalDecl());
    // And forward to what they call, if that can be seen from outside.
    while (!Work.empty())
      for (const Decl *Target : Facts.ownReferences(Work.pop_back_val())) {
        if (isa<FunctionDecl>(Target))
          chooseCalled(cast<FunctionDecl>(Target));
        else if (const auto *Table = dyn_cast<VarDecl>(Target))
          for (const Decl *Entry : Facts.ownReferences(Table))
            choose(Entry);
      }
  }

  ASTContext &Context;
  UnitFacts &Facts;
  llvm::ArrayRef<DamagedFunction> Damaged;
  llvm::DenseSet<const Decl *> Candidates, Reaching, Chosen;
  llvm::SmallVector<const Decl *, 32> Work;
};

} // namespace

static bool extractUnit(ASTContext &Context, UnitFacts &Facts,
                        sp_program *Program,
                        llvm::ArrayRef<DamagedFunction> Damaged) {
  Names Named(Context);
  AliasFacts Aliasing(Context, Named, Program);
  Selection Chosen(Context, Facts, Damaged);
  bool All = true;
  for (const FunctionDecl *Function : Facts.bodies())
    if (Chosen.has(Function))
      All &=
          FunctionExtractor(Context, Facts, Named, Aliasing, Program, Function)
              .extract();
  Facts.eachAnnotated([&](const FunctionDecl *Function, const Annotated &Said) {
    All &= FunctionExtractor(Context, Facts, Named, Aliasing, Program, Function)
               .extractDeclared(Said);
  });
  Facts.eachCallback(
      [&](const FunctionDecl *Function, const sp_callback *Callback) {
        All &= sp_program_register(Program, Named.function(Function).c_str(),
                                   Callback->name);
      });
  return addPointers(Context, Facts, Named, Aliasing, Program) && All;
}

/// What a function that does not parse may have done with what it names: a
/// function that it does not just call may be a callback from here on, or be
/// what a pointer leads to, and a pointer to a variable or member be kept.
static bool noteDamage(const DamagedFunction &By, Names &Named,
                       AliasFacts &Aliasing, sp_program *Program) {
  bool All = true;
  for (const FunctionDecl *Kept : By.Kept) {
    const std::string Name = Named.function(Kept);
    All &= sp_program_flow(Program, ("fn " + Name).c_str(),
                           Named.signature(Kept).c_str()) &&
           sp_program_register(Program, Name.c_str(), SP_CALLBACK_UNREAD);
  }
  for (const ValueDecl *Addressed : By.Addressed)
    Aliasing.expose(Addressed);
  return All;
}

bool extractUnit(ASTContext &Context, sp_program *Program,
                 llvm::ArrayRef<DamagedFunction> Damaged) {
  UnitFacts Facts;
  Facts.collect(Context.getTranslationUnitDecl(), /*Tell=*/true);
  bool All = extractUnit(Context, Facts, Program, Damaged);
  Names Named(Context);
  AliasFacts Aliasing(Context, Named, Program);
  for (const DamagedFunction &Each : Damaged)
    if (!Each.Function->isDependentContext())
      All &= FunctionExtractor(Context, Facts, Named, Aliasing, Program,
                               Each.Function, &Each)
                 .extract() &&
             noteDamage(Each, Named, Aliasing, Program);
  return All;
}

} // namespace spinpair
