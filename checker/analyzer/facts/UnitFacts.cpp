//===- UnitFacts.cpp - What one translation unit says of itself -----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One pass over the syntax tree: functions, tables and callbacks, and what
// reaches a lock function.
//
//===----------------------------------------------------------------------===//
#include "UnitFacts.h"

#include "../Stated.h"
#include "BodyWalker.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace spinpair {

namespace {

/// Finds functions and global variables; bodies are walked by BodyWalker.
class UnitVisitor : public RecursiveASTVisitor<UnitVisitor> {
public:
  using Base = RecursiveASTVisitor<UnitVisitor>;
  std::vector<const FunctionDecl *> Functions;
  std::vector<const FunctionDecl *> Bodies;
  std::vector<const VarDecl *> Tables;

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }

  // Bodies hold functions only as local classes and lambdas.
  bool TraverseStmt(Stmt *S) {
    if (S && Context->getLangOpts().CPlusPlus)
      return Base::TraverseStmt(S);
    return true;
  }

  bool VisitFunctionDecl(FunctionDecl *Function) {
    Functions.push_back(Function);
    if (Function->doesThisDeclarationHaveABody() &&
        !Function->isDependentContext())
      Bodies.push_back(Function);
    return true;
  }

  bool VisitVarDecl(VarDecl *Var) {
    if (Var->hasGlobalStorage() && Var->hasInit() &&
        !Var->getType()->isDependentType())
      Tables.push_back(Var);
    return true;
  }

  ASTContext *Context = nullptr;
};

} // namespace

/// The name of the typedef that a function is declared with, as in
/// `HW_STARTIO MyStartIo;`.
static std::string roleOf(const FunctionDecl *Function) {
  const TypeSourceInfo *Info = Function->getTypeSourceInfo();
  if (!Info)
    return {};
  const auto *Alias = Info->getType()->getAs<TypedefType>();
  return Alias ? Alias->getDecl()->getName().str() : std::string();
}

static void sayWrongArity(const FunctionDecl *Function, const sp_routine *Row) {
  DiagnosticsEngine &Diagnostics = Function->getASTContext().getDiagnostics();
  unsigned Id = Diagnostics.getCustomDiagID(
      DiagnosticsEngine::Warning,
      "'%0' is declared here with %1 parameters; spinpair knows it with %2 and "
      "does not check its calls");
  Diagnostics.Report(Function->getLocation(), Id)
      << Function->getName() << Function->getNumParams() << Row->arity;
}

/// Says so if the locks of \p Function are kept in a structure whose members
/// are not known: which of them has the IRQL, nobody can tell.
static void sayUnknownHandle(const FunctionDecl *Function,
                             const sp_routine *Row) {
  if (!sp_routine_is_lock(Row) || !sp_kind_has_handle(Row->kind) ||
      Row->old_irql < 0 ||
      static_cast<int>(Function->getNumParams()) <= Row->old_irql)
    return;
  QualType Handle =
      Function->getParamDecl(Row->old_irql)->getType()->getPointeeType();
  const RecordDecl *Record =
      Handle.isNull() ? nullptr : Handle->getAsRecordDecl();
  if (!Record || !Record->getDefinition())
    return;
  const bool Queued = sp_kind_has_pointer(Row->kind);
  const FieldDecl *Context = fieldOf(Handle, "Context");
  if (Queued ? fieldOf(Handle, "OldIrql") != nullptr
             : fieldOf(Handle, "Lock") && Context &&
                   fieldOf(Context->getType(), "OldIrql"))
    return;
  DiagnosticsEngine &Diagnostics = Function->getASTContext().getDiagnostics();
  unsigned Id = Diagnostics.getCustomDiagID(
      DiagnosticsEngine::Warning,
      "the '%1' of '%0' has no %select{members Lock and "
      "Context.OldIrql|member OldIrql}2; spinpair does not check its calls");
  Diagnostics.Report(Function->getLocation(), Id)
      << Function->getName() << Record->getName() << Queued;
}

const UnitFacts::Node *UnitFacts::find(const Decl *D) const {
  auto It = Nodes.find(D->getCanonicalDecl());
  return It == Nodes.end() ? nullptr : &It->second;
}

void UnitFacts::noteCallback(const Decl *Function,
                             const sp_callback *Callback) {
  if (!Callback)
    return;
  const sp_callback *&Known = node(Function).Callback;
  // A routine that keeps a function for later does not say what for; its own
  // declaration may.
  if (Known && Known->kind == Callback->kind && !*Callback->name)
    return;
  // Of one that is called for several reasons, only what holds for all.
  const bool IsAlike =
      !Known || !*Known->name ||
      sp_callback_gives_cancel(Known) == sp_callback_gives_cancel(Callback);
  Known = !Known || (Known->kind == Callback->kind && IsAlike)
              ? Callback
              : sp_callback_unknown();
}

/// Of variables that callbacks are registered by, the functions that they may
/// hold: what is assigned to them anywhere, and given for a parameter.
void UnitFacts::followRegistered() {
  llvm::DenseMap<const Decl *, llvm::SmallVector<const Expr *, 2>> Given;
  for (const auto &[Owner, N] : Nodes) {
    for (const auto &[Target, Value] : N.Flows)
      if (const auto *E = dyn_cast<Expr>(Value))
        Given[Target].push_back(E);
    for (const CallExpr *Call : N.Calls) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      const FunctionDecl *Body = Callee ? Callee->getDefinition() : nullptr;
      for (unsigned I = 0; Body && !isa<CXXOperatorCallExpr>(Call) &&
                           I < Call->getNumArgs() && I < Body->getNumParams();
           ++I)
        Given[Body->getParamDecl(I)->getCanonicalDecl()].push_back(
            Call->getArg(I));
    }
  }
  std::set<std::pair<const sp_callback *, const Decl *>> Seen;
  while (!Registered.empty()) {
    auto [Callback, From] = Registered.pop_back_val();
    if (!Seen.insert({Callback, From->getCanonicalDecl()}).second)
      continue;
    BodyWalker Walker(*this, From);
    for (const Expr *Value : Given.lookup(From->getCanonicalDecl()))
      Walker.registers(Callback, Value);
    const auto *Var = dyn_cast<VarDecl>(From);
    if (Var && Var->hasGlobalStorage())
      Walker.registers(Callback, Var->getAnyInitializer());
  }
}

void UnitFacts::walkBody(const FunctionDecl *Function) {
  if (isLockWrapper(Function))
    return; // a wrapper of the header: modelled, never entered
  BodyWalker Walker(*this, Function);
  Walker.walk(Function->getBody());
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      Walker.initializes(Init);
  for (const ParmVarDecl *Parameter : Function->parameters())
    if (Parameter->isDestroyedInCallee())
      Walker.refersToDestructor(Parameter->getType());
  if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function))
    noteDestroyed(Destructor);
  // A call by way of a base leads here, too.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function))
    for (const CXXMethodDecl *Overridden : Method->overridden_methods())
      node(Overridden).References.push_back(Method->getCanonicalDecl());
}

/// Members and bases are destroyed without a word in the body.
void UnitFacts::noteDestroyed(const CXXDestructorDecl *Destructor) {
  UnitFacts::Node &Self = node(Destructor);
  auto Destroys = [&Self](QualType Type) {
    if (const CXXRecordDecl *Class =
            Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl())
      if (Class->hasDefinition() && Class->getDestructor())
        Self.References.push_back(Class->getDestructor()->getCanonicalDecl());
  };
  for (const FieldDecl *Field : Destructor->getParent()->fields())
    Destroys(Field->getType());
  for (const CXXBaseSpecifier &Parent : Destructor->getParent()->bases())
    Destroys(Parent.getType());
}

/// Backwards from the lock functions, and from the routines that a lock rules
/// out, to everything that reaches them.
void UnitFacts::findReaching() {
  llvm::DenseMap<const Decl *, llvm::SmallVector<const Decl *, 4>> Users;
  for (const auto &Entry : Nodes) {
    for (const Decl *Target : Entry.second.References)
      Users[Target].push_back(Entry.first);
    if (Entry.second.CallsLock)
      Relevant.insert(Entry.first);
    if (Entry.second.CallsRestricted)
      Restricted.insert(Entry.first);
  }
  for (auto *Reaching : {&Relevant, &Restricted}) {
    llvm::SmallVector<const Decl *, 32> Work(Reaching->begin(),
                                             Reaching->end());
    while (!Work.empty())
      for (const Decl *User : Users.lookup(Work.pop_back_val()))
        if (!Stated.count(User) && Reaching->insert(User).second)
          Work.push_back(User);
  }
}

void UnitFacts::collect(const TranslationUnitDecl *Unit, bool Tell) {
  Said.collect(Unit);
  UnitVisitor Visitor;
  Visitor.Context = &Unit->getASTContext();
  Visitor.TraverseDecl(const_cast<TranslationUnitDecl *>(Unit));

  for (const FunctionDecl *Function : Visitor.Functions) {
    const sp_routine *Row = routineOf(Function);
    if (Tell) {
      sayWrongStatement(Function);
      if (Row && sp_routine_is_lock(Row) && Function->isFirstDecl() &&
          !declaredAs(Function, Row->arity))
        sayWrongArity(Function, Row);
      else if (Row && Function->isFirstDecl())
        sayUnknownHandle(Function, Row);
    }
    noteCallback(Function, sp_callback_of_role(roleOf(Function).c_str()));
  }

  Bodies = Visitor.Bodies;
  for (const FunctionDecl *Function : Bodies)
    walkBody(Function);
  for (const VarDecl *Table : Visitor.Tables)
    BodyWalker(*this, Table).walk(Table->getInit());
  if (!Registered.empty())
    followRegistered();
  // One that begins with a lock has to do with locks, whatever it does.
  for (const FunctionDecl *Function : Bodies)
    if (const sp_callback *Callback = callback(Function))
      node(Function).CallsLock |= sp_callback_gives_cancel(Callback);
  // Of what the author says something, the body says nothing more of locks.
  for (const FunctionDecl *Function : Bodies)
    if (isStated(Function)) {
      node(Function).CallsLock = node(Function).CallsRestricted = false;
      Stated.insert(Function->getCanonicalDecl());
    }
  findReaching();
  findDeciding();
  findOwners();
}

bool UnitFacts::isLockRelevant(const Decl *Function) const {
  return Function && Relevant.count(Function->getCanonicalDecl()) != 0;
}

ArrayRef<const CallExpr *> UnitFacts::ownCalls(const Decl *Function) const {
  const Node *N = find(Function);
  return N ? ArrayRef<const CallExpr *>(N->Calls)
           : ArrayRef<const CallExpr *>();
}

ArrayRef<const Decl *> UnitFacts::ownReferences(const Decl *Function) const {
  const Node *N = find(Function);
  return N ? ArrayRef<const Decl *>(N->References) : ArrayRef<const Decl *>();
}

const WriteSet &UnitFacts::ownWrites(const Decl *Function) const {
  static const WriteSet None;
  const Node *N = find(Function);
  return N ? N->Writes : None;
}

bool UnitFacts::isOnlyRead(const VarDecl *Var) const {
  const ASTContext &Context = Var->getASTContext();
  const QualType Cell = Context.getBaseElementType(Var->getType());
  if (!Var->hasGlobalStorage() || Cell.isVolatileQualified())
    return false;
  if (Cell.isConstQualified())
    return true;
  Var = Var->getCanonicalDecl();
  if (Var->isExternallyVisible() || Var->getType()->isReferenceType() ||
      Var->hasAttr<UsedAttr>()) // code that is not seen may use it
    return false;
  const auto Known = Uses.find(Var);
  return Known == Uses.end() || Known->second.Named == Known->second.Read;
}

bool UnitFacts::isAddressTaken(const Decl *Function) const {
  const Node *N = find(Function);
  return N && N->AddressTaken;
}

bool UnitFacts::isEntryPoint(const Decl *Function) const {
  const Node *N = Function ? find(Function) : nullptr;
  return N && N->Callback && !N->HasDirectCaller;
}

void UnitFacts::eachCallback(
    llvm::function_ref<void(const FunctionDecl *, const sp_callback *)> Take)
    const {
  for (const auto &[D, N] : Nodes)
    if (const auto *Function = dyn_cast<FunctionDecl>(D))
      // What a shared header declares with a role is the business of the unit
      // that has the body, or names the function.
      // A cancel routine that is called, too, is known to be both.
      if (N.Callback &&
          (!N.HasDirectCaller || sp_callback_gives_cancel(N.Callback)) &&
          (N.AddressTaken || Function->getDefinition()))
        Take(Function, N.Callback);
}

void UnitFacts::eachAnnotated(
    llvm::function_ref<void(const FunctionDecl *, const Annotated &)> Take)
    const {
  Said.each([&](const FunctionDecl *Function, const Annotated &Each) {
    const Node *N = find(Function);
    if (N && (N->HasDirectCaller || N->AddressTaken))
      Take(Function, Each);
  });
}

bool UnitFacts::asksForOtherMode() const {
  return Modes.count(SP_MODE_OTHER) && !Modes.count(SP_MODE_PER_MESSAGE) &&
         !Modes.count(SP_MODE_UNKNOWN);
}

bool UnitFacts::holdsItsMessage(const FunctionDecl *Function) const {
  const sp_callback *Callback = callback(Function);
  return Callback && Callback->kind == SP_CALLBACK_OF_MESSAGE &&
         Function->getNumParams() >= 2 && !asksForOtherMode();
}

int UnitFacts::heldSpinLock(const FunctionDecl *Function) const {
  const sp_callback *Callback = callback(Function);
  if (!Callback || Function->getNumParams() < 1)
    return 0;
  return Callback->kind == SP_CALLBACK_OF_MESSAGE && asksForOtherMode()
             ? SP_INTERRUPT_LOCK
             : sp_callback_holds(Callback);
}

sp_beside UnitFacts::beside(const Decl *Function) const {
  const Node *N = find(Function);
  return N && N->Callback ? sp_callback_beside(N->Callback) : SP_BESIDE_UNKNOWN;
}

const sp_callback *UnitFacts::callback(const Decl *Function) const {
  return isEntryPoint(Function) ? find(Function)->Callback : nullptr;
}

bool UnitFacts::usesUnsupported(const Decl *Function) const {
  const Node *N = find(Function);
  return N && N->Unsupported;
}

} // namespace spinpair
