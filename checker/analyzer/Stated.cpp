//===- Stated.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Stated.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

using namespace clang;

namespace spinpair {

static constexpr char Prefix[] = "spinpair::";

sp_routine newStatedRow(const char *Name) {
  return {Name,           -1,
          SP_EFFECT_NONE, SP_NO_ARGUMENT,
          SP_NO_ARGUMENT, SP_NO_ARGUMENT,
          SP_NO_ARGUMENT, SP_IRQL_UNKNOWN,
          SP_NO_ARGUMENT, false,
          SP_STATED,      0,
          SP_KIND_MESSAGE};
}

bool setEffect(sp_routine &Row, StringRef Effect, std::string &Why) {
  if (Effect == "acquires")
    Row.effect = SP_EFFECT_ACQUIRE;
  else if (Effect == "releases")
    Row.effect = SP_EFFECT_RELEASE;
  else if (Effect != "balanced")
    Why = "there is no effect '" + Effect.str() +
          "'; there are acquires, releases and balanced";
  return Why.empty();
}

/// Where \p Row keeps the index that \p Key says; null if there is no such key,
/// or if it contradicts one that was there before, and a clause in \p Why.
static int *indexOf(sp_routine &Row, StringRef Key, std::string &Why) {
  const bool HasHandle = Row.kind == SP_KIND_STATED_QUEUED;
  const bool OfMessage = Key == "adapter" || Key == "message";
  if (!OfMessage && Key != "lock" && Key != "handle" && Key != "irql") {
    Why = "there is no key '" + Key.str() +
          "'; there are adapter, message, lock, handle, irql, status and taken";
    return nullptr;
  }
  const bool SaysMessage =
      Row.kind == SP_KIND_MESSAGE &&
      (Row.adapter != SP_NO_ARGUMENT || Row.message != SP_NO_ARGUMENT);
  if (OfMessage ? Row.kind != SP_KIND_MESSAGE : Key != "irql" && SaysMessage) {
    Why = "a lock is that of an adapter and a message, or an object of its "
          "own, not both";
    return nullptr;
  }
  if (Key == "irql"
          ? HasHandle
          : Key == "handle" && !HasHandle && Row.old_irql != SP_NO_ARGUMENT) {
    Why = "the irql is in the handle, or elsewhere, not both";
    return nullptr;
  }
  return Key == "adapter"                    ? &Row.adapter
         : Key == "message" || Key == "lock" ? &Row.message
                                             : &Row.old_irql;
}

/// The kind of the lock, now that \p Key is said, too.
static sp_lock_kind kindWith(const sp_routine &Row, StringRef Key) {
  if (Key == "handle" || Row.kind == SP_KIND_STATED_QUEUED)
    return SP_KIND_STATED_QUEUED;
  if (Key != "lock" && Row.kind == SP_KIND_MESSAGE)
    return SP_KIND_MESSAGE;
  return Row.old_irql == SP_NO_ARGUMENT ? SP_KIND_STATED_PLAIN : SP_KIND_STATED;
}

bool setArgument(sp_routine &Row, StringRef Key, StringRef Value,
                 std::string &Why) {
  if (Key == "status" || Key == "taken") {
    Row.stated |= Key == "taken" ? SP_TRIES : SP_STATED_STATUS;
    if (Value != "result")
      Why = (Key == "taken" ? "what says that the lock is taken"
                            : std::string("the status")) +
            " can be the result only";
    return Why.empty();
  }
  int *Index = indexOf(Row, Key, Why);
  if (!Index)
    return false;
  constexpr unsigned Most = 1000;
  unsigned Number = 0;
  if (Value == "result" && Key == "irql")
    *Index = SP_RESULT;
  else if (Value.getAsInteger(10, Number) || Number == 0 || Number > Most)
    Why =
        "'" + Value.str() + "' is no number of an argument; these count from 1";
  else
    *Index = static_cast<int>(Number) - 1;
  Row.kind = kindWith(Row, Key);
  return Why.empty();
}

/// Reads "acquires(adapter=1, message=2, irql=3)", "balanced" and the like.
static bool readStatement(StringRef Text, sp_routine &Row, std::string &Why) {
  auto [Effect, Rest] = Text.split('(');
  if (!setEffect(Row, Effect.trim(), Why))
    return false;
  Rest = Rest.trim();
  if (Text.contains('(') && !Rest.consume_back(")")) {
    Why = "a ')' is missing at the end";
    return false;
  }
  llvm::SmallVector<StringRef, 4> Parts;
  if (!Rest.trim().empty())
    Rest.split(Parts, ',');
  llvm::StringMap<bool> Seen;
  for (StringRef Part : Parts) {
    auto [Key, Value] = Part.split('=');
    if (!setArgument(Row, Key.trim(), Value.trim(), Why))
      return false;
    if (!Seen.try_emplace(Key.trim(), true).second) {
      Why = "'" + Key.trim().str() + "' is there twice";
      return false;
    }
  }
  if (const char *Lacks = sp_routine_lacks(&Row))
    Why = Lacks;
  return Why.empty();
}

/// Why the function cannot do what the row says, or "".
static std::string misfit(const FunctionDecl *Function, const sp_routine &Row) {
  auto Is = [&](int Index, const char *What, auto &&Fits,
                const char *Wanted) -> std::string {
    if (Index == SP_NO_ARGUMENT)
      return "";
    if (Index != SP_RESULT &&
        static_cast<unsigned>(Index) >= Function->getNumParams())
      return "it has no argument " + std::to_string(Index + 1);
    QualType Type = Index == SP_RESULT
                        ? Function->getReturnType()
                        : Function->getParamDecl(Index)->getType();
    if (Type->isDependentType() || Fits(Type))
      return "";
    return (Index == SP_RESULT ? std::string("what it returns")
                               : "argument " + std::to_string(Index + 1)) +
           ", the " + What + ", is " + Wanted;
  };
  auto IsPointer = [](QualType Type) { return Type->isAnyPointerType(); };
  auto IsInteger = [](QualType Type) {
    return Type->isIntegralOrEnumerationType();
  };
  auto IsSlot = [](QualType Type) {
    return Type->isAnyPointerType() &&
           Type->getPointeeType()->isIntegralOrEnumerationType();
  };
  auto IsHandle = [](QualType Type) {
    const RecordDecl *Record = Type->isAnyPointerType()
                                   ? Type->getPointeeType()->getAsRecordDecl()
                                   : nullptr;
    Record = Record ? Record->getDefinition() : nullptr;
    return Record && llvm::any_of(Record->fields(), [](const FieldDecl *Field) {
             return Field->getName() == "OldIrql";
           });
  };
  const bool HasPointer = sp_kind_has_pointer(Row.kind);
  std::string Why = Is(Row.adapter, "adapter", IsPointer, "no pointer");
  if (Why.empty() && HasPointer)
    Why = Is(Row.message, "lock", IsPointer, "no pointer");
  else if (Why.empty())
    Why = Is(Row.message, "message", IsInteger, "no integer");
  if (Why.empty() && (Row.stated & SP_STATED_STATUS))
    Why = Is(SP_RESULT, "status", IsInteger, "no integer");
  if (Why.empty() && (Row.stated & SP_TRIES))
    Why = Is(SP_RESULT, "word that it is taken", IsInteger, "no integer");
  if (!Why.empty())
    return Why;
  if (sp_kind_has_handle(Row.kind))
    return Is(Row.old_irql, "handle", IsHandle,
              "no pointer to a structure with a member OldIrql");
  if (Row.old_irql == SP_RESULT)
    return Is(SP_RESULT, "irql", IsInteger, "no integer");
  if (Row.effect == SP_EFFECT_ACQUIRE)
    return Is(Row.old_irql, "irql", IsSlot, "no pointer to an integer");
  return Is(
      Row.old_irql, "irql",
      [&](QualType Type) { return IsInteger(Type) || IsSlot(Type); },
      "neither an integer nor a pointer to one");
}

static bool isGlobal(const FunctionDecl *Function) {
  return Function->getIdentifier() &&
         Function->getDeclContext()->getRedeclContext()->isTranslationUnit();
}

namespace {

/// What an attribute says, whoever has it.
struct Statement {
  std::string Name;
  sp_routine Row;
  std::string Wrong;
};

} // namespace

/// What the text says of a function called Name; kept until the process ends,
/// as the table of the DDI is.
static const Statement &statementOf(const std::string &Name, StringRef Text) {
  static llvm::StringMap<Statement> Known;
  auto [Entry, New] = Known.try_emplace(Name + " " + Text.str());
  Statement &Said = Entry->second;
  if (New) {
    Said.Name = Name;
    Said.Row = newStatedRow(Said.Name.c_str());
    readStatement(Text, Said.Row, Said.Wrong);
  }
  return Said;
}

/// Calls \p Take with the statement of each attribute of ours.
template <typename Function>
static void eachStatement(const FunctionDecl *D, Function &&Take) {
  if (!D->hasAttrs())
    return;
  for (const auto *Attribute : D->specific_attrs<AnnotateAttr>()) {
    StringRef Text = Attribute->getAnnotation();
    if (Text.consume_front(Prefix))
      Take(*Attribute, statementOf(D->getNameAsString(), Text));
  }
}

/// Why this is not to be said of the function, or "".
static std::string whyNot(const FunctionDecl *D, const Statement &Said) {
  if (!Said.Wrong.empty())
    return Said.Wrong;
  if (isGlobal(D) && sp_routine_find(Said.Name.c_str()))
    return "the DDI reference says what the function does";
  return misfit(D, Said.Row);
}

static const Statement *attributeOf(const FunctionDecl *Function) {
  const FunctionDecl *Last = Function->getMostRecentDecl();
  const Statement *Only = nullptr;
  bool Several = false;
  eachStatement(Last, [&](const AnnotateAttr &, const Statement &Said) {
    Several |= Only && Only != &Said;
    Only = &Said;
  });
  return Only && !Several && whyNot(Last, *Only).empty() ? Only : nullptr;
}

const sp_routine *statedRow(const FunctionDecl *Function) {
  if (const Statement *Said = attributeOf(Function))
    return &Said->Row;
  if (!isGlobal(Function))
    return nullptr;
  const sp_routine *Row = sp_routine_added(Function->getName().str().c_str());
  return Row && (Row->stated & SP_STATED) && misfit(Function, *Row).empty()
             ? Row
             : nullptr;
}

std::map<std::string, std::string> statedFunctions(const ASTContext &Context) {
  std::map<std::string, std::string> Result;
  const TranslationUnitDecl *Unit = Context.getTranslationUnitDecl();
  for (size_t I = 0; const sp_routine *Row = sp_routine_added_at(I); ++I)
    for (const NamedDecl *Each : Unit->lookup(&Context.Idents.get(Row->name)))
      if (const auto *Function = dyn_cast<FunctionDecl>(Each))
        Result[Row->name] =
            Row->stated & SP_STATED ? misfit(Function, *Row) : "";
  return Result;
}

void sayWrongStatement(const FunctionDecl *Function) {
  DiagnosticsEngine &Diagnostics = Function->getASTContext().getDiagnostics();
  const Statement *First = nullptr;
  eachStatement(Function, [&](const AnnotateAttr &Attribute,
                              const Statement &Said) {
    std::string Why = whyNot(Function, Said);
    if (Why.empty() && First && First != &Said)
      Why = "another attribute says something else";
    First = First ? First : &Said;
    if (Why.empty() || Attribute.isInherited())
      return;
    unsigned Id = Diagnostics.getCustomDiagID(
        DiagnosticsEngine::Warning,
        "spinpair does not take '%0' for '%1': %2; the function counts as not "
        "annotated");
    Diagnostics.Report(Attribute.getLocation(), Id)
        << Attribute.getAnnotation() << Said.Name << Why;
  });
  if (!Function->isFirstDecl() || !isGlobal(Function))
    return;
  const sp_routine *Row = sp_routine_added(Function->getName().str().c_str());
  std::string Why =
      Row && (Row->stated & SP_STATED) ? misfit(Function, *Row) : "";
  if (Why.empty())
    return;
  unsigned Id = Diagnostics.getCustomDiagID(
      DiagnosticsEngine::Warning,
      "'%0' is declared here otherwise than the configuration says: %1; what "
      "it says does not count");
  Diagnostics.Report(Function->getLocation(), Id) << Row->name << Why;
}

} // namespace spinpair
