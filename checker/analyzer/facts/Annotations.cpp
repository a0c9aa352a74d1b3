//===- Annotations.cpp - What SAL says of functions without a body --------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Splits the text of a declaration into words, reads the annotations among
// them, and finds out what their arguments name.
//
//===----------------------------------------------------------------------===//
#include "Annotations.h"

#include "LockCalls.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace spinpair {

static constexpr char LimitPrefix[] = "spinpair-limit::";

bool Annotated::operator==(const Annotated &Other) const {
  return Effect == Other.Effect && Wrong == Other.Wrong &&
         Parameter == Other.Parameter && Global == Other.Global &&
         Members == Other.Members && Irql == Other.Irql &&
         HasHandle == Other.HasHandle && Told == Other.Told && As == Other.As;
}

namespace {

/// llvm::is_contained() of LLVM 14 takes no list.
template <typename T>
bool isOneOf(const T &Each, std::initializer_list<T> All) {
  return std::find(All.begin(), All.end(), Each) != All.end();
}

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

struct Word {
  tok::TokenKind Kind; ///< eod for a line of the preprocessor.
  StringRef Text;
  unsigned Offset;
};
using Words = llvm::ArrayRef<Word>;

std::vector<Word> wordsOf(FileID File, const SourceManager &Sources,
                          const LangOptions &Options) {
  const StringRef Text = Sources.getBufferData(File);
  Lexer Raw(Sources.getLocForStartOfFile(File), Options, Text.begin(),
            Text.begin(), Text.end());
  std::vector<Word> Result;
  Token T;
  bool InDirective = false;
  for (Raw.LexFromRawLexer(T); T.isNot(tok::eof); Raw.LexFromRawLexer(T)) {
    const unsigned Offset = Sources.getFileOffset(T.getLocation());
    if (T.isAtStartOfLine())
      InDirective = T.is(tok::hash);
    if (!InDirective)
      Result.push_back(
          {T.getKind(), Text.substr(Offset, T.getLength()), Offset});
    else if (T.is(tok::hash))
      Result.push_back({tok::eod, "", Offset});
  }
  return Result;
}

/// What stands between the parenthesis at \p At and its counterpart, behind
/// which \p At is then; nothing if there is none.
Words inside(Words All, size_t &At) {
  const size_t First = ++At;
  for (unsigned Depth = 1; At < All.size(); ++At) {
    Depth += All[At].Kind == tok::l_paren;
    Depth -= All[At].Kind == tok::r_paren;
    if (Depth == 0)
      return All.slice(First, At++ - First);
  }
  return {};
}

/// The parts between commas.
llvm::SmallVector<Words, 4> partsOf(Words All) {
  llvm::SmallVector<Words, 4> Result;
  size_t First = 0;
  unsigned Depth = 0;
  for (size_t I = 0; I < All.size(); ++I) {
    Depth += All[I].Kind == tok::l_paren || All[I].Kind == tok::l_square;
    Depth -= All[I].Kind == tok::r_paren || All[I].Kind == tok::r_square;
    if (Depth == 0 && All[I].Kind == tok::comma) {
      Result.push_back(All.slice(First, I - First));
      First = I + 1;
    }
  }
  Result.push_back(All.drop_front(First));
  return Result;
}

std::string joined(Words All) {
  std::string Result;
  for (const Word &Each : All)
    Result += Each.Text;
  return Result;
}

//===----------------------------------------------------------------------===//
// Annotations
//===----------------------------------------------------------------------===//

enum class Sal {
  None,
  Acquires,
  Releases,
  NotHeld,
  Saves,
  Restores,
  SavesGlobal,
  RestoresGlobal,
  Max,
  Exactly,
  Min,
  Raises,
  At,
  When
};

Sal kindOf(StringRef Name) {
  static const struct {
    StringRef Name;
    Sal Kind;
  } All[] = {
      {"_Acquires_lock_", Sal::Acquires},
      {"_Acquires_exclusive_lock_", Sal::Acquires},
      {"_Acquires_nonreentrant_lock_", Sal::Acquires},
      {"_Acquires_shared_lock_", Sal::Acquires},
      {"_Releases_lock_", Sal::Releases},
      {"_Releases_exclusive_lock_", Sal::Releases},
      {"_Releases_nonreentrant_lock_", Sal::Releases},
      {"_Releases_shared_lock_", Sal::Releases},
      {"_Requires_lock_not_held_", Sal::NotHeld},
      {"_IRQL_saves_", Sal::Saves},
      {"__drv_savesIRQL", Sal::Saves},
      {"_IRQL_restores_", Sal::Restores},
      {"__drv_restoresIRQL", Sal::Restores},
      {"_IRQL_saves_global_", Sal::SavesGlobal},
      {"__drv_savesIRQLGlobal", Sal::SavesGlobal},
      {"_IRQL_restores_global_", Sal::RestoresGlobal},
      {"__drv_restoresIRQLGlobal", Sal::RestoresGlobal},
      {"_IRQL_requires_max_", Sal::Max},
      {"__drv_maxIRQL", Sal::Max},
      {"_IRQL_requires_", Sal::Exactly},
      {"__drv_requiresIRQL", Sal::Exactly},
      {"_IRQL_requires_min_", Sal::Min},
      {"__drv_minIRQL", Sal::Min},
      {"_IRQL_raises_", Sal::Raises},
      {"__drv_raisesIRQL", Sal::Raises},
      {"__drv_setsIRQL", Sal::Raises},
      {"_At_", Sal::At},
      {"__drv_at", Sal::At},
      {"_When_", Sal::When},
      {"__drv_when", Sal::When},
  };
  for (const auto &Each : All)
    if (Each.Name == Name)
      return Each.Kind;
  return Sal::None;
}

Holder holderOf(StringRef Name) {
  return Name.contains("_exclusive_") ? Holder::Writer
         : Name.contains("_shared_")  ? Holder::Reader
                                      : Holder::Any;
}

/// On which paths an annotation holds.
enum class On { Each, NotZero, Zero, Unknown };

On pathsOf(Words Condition) {
  const std::string Text = joined(Condition);
  auto Is = [&](std::initializer_list<const char *> All) {
    return llvm::is_contained(All, Text);
  };
  if (Is({"return", "return!=0", "return!=FALSE", "return==TRUE", "return==1"}))
    return On::NotZero;
  return Is({"!return", "return==0", "return==FALSE", "return==STATUS_SUCCESS"})
             ? On::Zero
             : On::Unknown;
}

/// An annotation, where it stands.
struct Item {
  Sal Kind;
  Holder As; ///< Of a lock.
  Words Of;  ///< The lock, the handle, the IRQL, or the target of _At_.
  int Index; ///< The parameter that it stands at; SP_RESULT: the function.
  On Paths;
};

sp_irql levelOf(Words Level) {
  const std::string Name = joined(Level);
  return Name == "0"   ? SP_IRQL_PASSIVE
         : Name == "1" ? SP_IRQL_APC
         : Name == "2" ? SP_IRQL_DISPATCH
                       : sp_irql_find(Name.c_str());
}

/// The annotations among \p All, in order.
void itemsIn(Words All, int Index, On Paths, Words Target,
             llvm::SmallVectorImpl<Item> &Out) {
  for (size_t I = 0; I < All.size();) {
    const Sal Kind =
        All[I].Kind == tok::raw_identifier ? kindOf(All[I].Text) : Sal::None;
    const size_t Name = I++;
    Words Given;
    if (All[Name].Kind == tok::raw_identifier && I < All.size() &&
        All[I].Kind == tok::l_paren)
      Given = inside(All, I);
    if (Kind == Sal::None)
      continue;
    const auto Parts = partsOf(Given);
    if (Kind == Sal::At || Kind == Sal::When) {
      if (Parts.size() < 2)
        continue;
      const Words Rest =
          Words(Parts[1].begin(), Given.end()); // with its commas
      if (Kind == Sal::At)
        itemsIn(Rest, Index, Paths, Parts[0], Out);
      else
        itemsIn(Rest, Index,
                Paths == On::Each ? pathsOf(Parts[0]) : On::Unknown, Target,
                Out);
    } else if (Kind == Sal::Saves || Kind == Sal::Restores) {
      Out.push_back({Kind, Holder::Any, Target, Index, Paths});
    } else {
      Out.push_back(
          {Kind, holderOf(All[Name].Text), Parts.back(), Index, Paths});
    }
  }
}

/// The annotations of one declaration, whose name is at \p Name.
llvm::SmallVector<Item, 8> itemsOf(Words File, size_t Name) {
  llvm::SmallVector<Item, 8> Result;
  size_t First = Name;
  while (First > 0 && !isOneOf(File[First - 1].Kind, {tok::semi, tok::l_brace,
                                                      tok::r_brace, tok::eod}))
    --First;
  itemsIn(File.slice(First, Name - First), SP_RESULT, On::Each, {}, Result);
  size_t At = Name + 1;
  if (At >= File.size() || File[At].Kind != tok::l_paren)
    return Result;
  int Index = 0;
  for (Words Parameter : partsOf(inside(File, At)))
    itemsIn(Parameter, Index++, On::Each, {}, Result);
  const size_t Behind = At;
  while (At < File.size() &&
         !isOneOf(File[At].Kind, {tok::semi, tok::l_brace, tok::eod}))
    ++At;
  itemsIn(File.slice(Behind, At - Behind), SP_RESULT, On::Each, {}, Result);
  return Result;
}

//===----------------------------------------------------------------------===//
// What they name
//===----------------------------------------------------------------------===//

/// What a declaration says, and of a lock of which type.
struct Reading {
  Annotated Said;
  std::string Type;    ///< Of the lock; "" if it cannot be told.
  bool IsSpin = false; ///< The IRQL says that it is a spin lock.
  sp_irql Limit = SP_IRQL_UNKNOWN;
};

class Reader {
public:
  explicit Reader(const FunctionDecl *Function)
      : Function(Function), Context(Function->getASTContext()) {}

  Reading read(llvm::ArrayRef<Item> Items) {
    for (const Item &Each : Items)
      takeLevel(Each);
    for (const Item &Each : Items)
      if (Each.Kind == Sal::Acquires || Each.Kind == Sal::Releases)
        takeLock(Each);
    // What takes the lock asks for that anyhow; and what asks for it, and does
    // not keep it, takes it in between.
    if (Result.Said.Effect == SP_EFFECT_NONE)
      for (const Item &Each : Items)
        if (Each.Kind == Sal::NotHeld)
          takeLock(Each);
    if (Result.Said.Effect == SP_EFFECT_NONE ||
        Result.Said.Effect == SP_EFFECT_BRIEF)
      return Result;
    for (const Item &Each : Items)
      takeIrql(Each);
    return Result;
  }

private:
  void wrong(const char *Why) {
    if (Result.Said.Wrong.empty())
      Result.Said.Wrong = Why;
  }

  void takeLevel(const Item &Each) {
    const sp_irql Level = levelOf(Each.Of);
    if (Each.Paths == On::Each &&
        (Each.Kind == Sal::Max || Each.Kind == Sal::Exactly))
      Result.Limit = Level;
    Result.IsSpin |=
        isOneOf(Each.Kind, {Sal::Saves, Sal::Restores, Sal::SavesGlobal,
                            Sal::RestoresGlobal}) ||
        (isOneOf(Each.Kind, {Sal::Exactly, Sal::Min, Sal::Raises}) &&
         Level == SP_IRQL_DISPATCH);
  }

  int parameterOf(StringRef Name) const {
    for (unsigned I = 0; I < Function->getNumParams(); ++I)
      if (Function->getParamDecl(I)->getName() == Name)
        return static_cast<int>(I);
    return SP_NO_ARGUMENT;
  }

  const VarDecl *globalOf(StringRef Name) const {
    for (NamedDecl *Each :
         Context.getTranslationUnitDecl()->lookup(&Context.Idents.get(Name)))
      if (const auto *Var = dyn_cast<VarDecl>(Each))
        return Var;
    return nullptr;
  }

  /// Puts the lock that the words name into the result.
  void takeLock(const Item &Each) {
    Words Of = Each.Of;
    if (!Of.empty() && Of.front().Text.take_front(8) == "_Global_")
      return; // a critical region, and no lock that is followed
    const sp_effect Does = Each.Kind == Sal::Acquires  ? SP_EFFECT_ACQUIRE
                           : Each.Kind == Sal::NotHeld ? SP_EFFECT_BRIEF
                                                       : SP_EFFECT_RELEASE;
    if (Result.Said.Effect != SP_EFFECT_NONE)
      return wrong("they name more than one lock");
    Result.Said.Effect = Does;
    Result.Said.As = Each.As;
    if (Each.Paths == On::Unknown ||
        (Each.Paths != On::Each && Does != SP_EFFECT_ACQUIRE))
      wrong("it depends on a condition whether the lock is taken or given "
            "back");
    Result.Said.Told = Each.Paths == On::NotZero ? unsigned(SP_TRIES)
                       : Each.Paths == On::Zero  ? unsigned(SP_STATED_STATUS)
                                                 : 0;
    if (Result.Said.Told &&
        !Function->getReturnType()->isIntegralOrEnumerationType())
      wrong("what it returns is no number");
    const QualType Type = typeOfLock(Of, Each.Index);
    if (Type.isNull())
      return wrong("which lock it is cannot be told");
    const auto *Alias = Type->getAs<TypedefType>();
    if (Result.Type.empty()) // a pointer's name did not tell
      Result.Type = Type->isRecordType() || !Alias
                        ? Type.getCanonicalType().getAsString()
                        : Alias->getDecl()->getName().str();
    Result.IsSpin |=
        Result.Type == "KSPIN_LOCK" || Result.Type == "EX_SPIN_LOCK";
  }

  /// The type of the lock that the words name, which goes into the result; no
  /// type if they cannot be read.
  QualType typeOfLock(Words Of, int At) {
    bool IsPointee = false;
    if (!Of.empty() && Of.front().Kind == tok::star) {
      IsPointee = true;
      Of = Of.drop_front();
    }
    while (Of.size() > 2 && Of.front().Kind == tok::l_paren &&
           Of.back().Kind == tok::r_paren)
      Of = Of.drop_front().drop_back();
    if (Of.empty() || Of.front().Kind != tok::raw_identifier)
      return {};
    Result.Said.Parameter = Of.front().Text == "_Curr_"
                                ? (At < 0 ? SP_NO_ARGUMENT : At)
                                : parameterOf(Of.front().Text);
    QualType Type;
    if (Result.Said.Parameter >= 0)
      Type = Function->getParamDecl(Result.Said.Parameter)->getType();
    else if ((Result.Said.Global = globalOf(Of.front().Text)))
      Type = Result.Said.Global->getType();
    for (Of = Of.drop_front(); !Type.isNull() && !Of.empty();
         Of = Of.drop_front(2)) {
      const bool IsArrow = Of.front().Kind == tok::arrow;
      if (Of.size() < 2 || (!IsArrow && Of.front().Kind != tok::period) ||
          IsArrow != Type->isPointerType())
        return {};
      const FieldDecl *Field =
          fieldOf(IsArrow ? Type->getPointeeType() : Type, Of[1].Text);
      if (!Field)
        return {};
      Result.Said.Members.push_back(Field);
      Type = Field->getType();
    }
    if (Type.isNull())
      return {};
    if (Type->isPointerType()) {
      // That of PKSPIN_LOCK does not lead to a KSPIN_LOCK by its name.
      for (QualType Named = Type;
           const auto *Alias = Named->getAs<TypedefType>();
           Named = Alias->getDecl()->getUnderlyingType())
        if (const StringRef Name = Alias->getDecl()->getName();
            Name == "PKSPIN_LOCK" || Name == "PEX_SPIN_LOCK")
          Result.Type = Name.drop_front().str();
      return Type->getPointeeType();
    }
    // A parameter has a value of its own.
    return IsPointee ||
                   (Result.Said.Parameter >= 0 && Result.Said.Members.empty())
               ? QualType()
               : Type;
  }

  /// The parameter that \p Of names, or that an annotation stands at.
  int slotOf(const Item &Each) const {
    Words Of = Each.Of;
    if (Of.empty())
      return Each.Index;
    if (Of.front().Kind == tok::star)
      Of = Of.drop_front();
    if (Of.size() != 1)
      return SP_NO_ARGUMENT;
    return Of.front().Text == "return"   ? SP_RESULT
           : Of.front().Text == "_Curr_" ? Each.Index
                                         : parameterOf(Of.front().Text);
  }

  void takeIrql(const Item &Each) {
    const bool IsGlobal =
        Each.Kind == Sal::SavesGlobal || Each.Kind == Sal::RestoresGlobal;
    if (!IsGlobal && Each.Kind != Sal::Saves && Each.Kind != Sal::Restores)
      return;
    Annotated &Said = Result.Said;
    const bool Takes = Said.Effect == SP_EFFECT_ACQUIRE;
    if (Takes != (Each.Kind == Sal::Saves || Each.Kind == Sal::SavesGlobal))
      return wrong(Takes ? "it takes a lock and restores the IRQL"
                         : "it gives a lock back and saves the IRQL");
    const int Slot = slotOf(Each);
    if (Slot == SP_NO_ARGUMENT || (Slot == SP_RESULT && (IsGlobal || !Takes)))
      return wrong("where the IRQL is cannot be told");
    const QualType Type = Slot == SP_RESULT
                              ? Function->getReturnType()
                              : Function->getParamDecl(Slot)->getType();
    const QualType Behind = Type->getPointeeType();
    const bool HasIrql = !Behind.isNull() && fieldOf(Behind, "OldIrql");
    if (IsGlobal && Slot == Said.Parameter && !HasIrql)
      return; // the lock keeps it
    if (IsGlobal && Slot == Said.Parameter && Takes)
      return wrong("which lock it is cannot be told"); // by the handle alone
    if (Said.Irql != SP_NO_ARGUMENT && Said.Irql != Slot)
      return wrong("they name more than one place of the IRQL");
    Said.Irql = Slot;
    Said.HasHandle = IsGlobal;
    const bool IsNumber = Type->isIntegralOrEnumerationType(),
               IsSlot =
                   !Behind.isNull() && Behind->isIntegralOrEnumerationType();
    if (IsGlobal            ? !HasIrql
        : Slot == SP_RESULT ? !IsNumber || Said.Told
        : Takes             ? !IsSlot
                            : !IsNumber && !IsSlot)
      wrong("where the IRQL is cannot be told");
  }

  const FunctionDecl *Function;
  ASTContext &Context;
  Reading Result;
};

//===----------------------------------------------------------------------===//
// A unit
//===----------------------------------------------------------------------===//

class Files {
public:
  explicit Files(const ASTContext &Context)
      : Sources(Context.getSourceManager()), Options(Context.getLangOpts()) {}

  Reading read(const FunctionDecl *Function) {
    const SourceLocation At = Function->getLocation();
    if (At.isInvalid() || At.isMacroID() || Sources.isInSystemHeader(At))
      return {};
    const auto [File, Offset] = Sources.getDecomposedLoc(At);
    auto [Known, IsNew] = Texts.try_emplace(File);
    if (IsNew && isAnnotated(Sources.getBufferData(File)))
      Known->second = wordsOf(File, Sources, Options);
    const std::vector<Word> &All = Known->second;
    const auto Name = llvm::partition_point(
        All, [Wanted = Offset](const Word &W) { return W.Offset < Wanted; });
    if (Name == All.end() || Name->Offset != Offset)
      return {};
    const auto Items = itemsOf(All, static_cast<size_t>(Name - All.begin()));
    return Reader(Function).read(Items);
  }

private:
  static bool isAnnotated(StringRef Text) {
    return Text.contains("_lock_") || Text.contains("IRQL");
  }

  const SourceManager &Sources;
  const LangOptions &Options;
  llvm::DenseMap<FileID, std::vector<Word>> Texts;
};

/// Functions that another unit may have a body of, or a library.
void unseenFunctions(const DeclContext *In,
                     llvm::SmallVectorImpl<const FunctionDecl *> &Out) {
  for (const Decl *Each : In->decls())
    if (const auto *Function = dyn_cast<FunctionDecl>(Each)) {
      if (Function->isFirstDecl() && Function->getIdentifier() &&
          Function->isExternallyVisible() && !Function->hasBody() &&
          !Function->getBuiltinID() && !routineOf(Function))
        Out.push_back(Function);
    } else if (const auto *Linkage = dyn_cast<LinkageSpecDecl>(Each)) {
      unseenFunctions(Linkage, Out);
    }
}

/// What all declarations of a function say together.
Reading readAll(const FunctionDecl *Function, Files &Texts) {
  Reading Result;
  for (const FunctionDecl *Each : Function->redecls()) {
    const Reading Own = Texts.read(Each);
    Result.IsSpin |= Own.IsSpin;
    if (Own.Limit != SP_IRQL_UNKNOWN)
      Result.Limit = Result.Limit == SP_IRQL_UNKNOWN
                         ? Own.Limit
                         : std::min(Own.Limit, Result.Limit);
    if (Own.Said.Effect == SP_EFFECT_NONE)
      continue;
    if (Result.Said.Effect == SP_EFFECT_NONE) {
      Result.Said = Own.Said;
      Result.Type = Own.Type;
    } else if (!(Result.Said == Own.Said)) {
      Result.Said.Wrong = "one declaration contradicts another";
    }
  }
  return Result;
}

} // namespace

void Annotations::collect(const TranslationUnitDecl *Unit) {
  ASTContext &Context = Unit->getASTContext();
  Files Texts(Context);
  llvm::SmallVector<const FunctionDecl *, 64> Unseen;
  unseenFunctions(Unit, Unseen);
  std::vector<std::pair<const FunctionDecl *, Reading>> All;
  llvm::StringSet<> SpinLocks;
  for (const FunctionDecl *Function : Unseen) {
    Reading Own = readAll(Function, Texts);
    if (Own.Limit != SP_IRQL_UNKNOWN && !annotatedLimit(Function))
      const_cast<FunctionDecl *>(Function->getMostRecentDecl())
          ->addAttr(AnnotateAttr::CreateImplicit(
              Context, LimitPrefix + std::string(sp_irql_name(Own.Limit)),
              nullptr, 0));
    if (Own.Said.Effect == SP_EFFECT_NONE)
      continue;
    if (Own.IsSpin)
      SpinLocks.insert(Own.Type);
    All.push_back({Function, std::move(Own)});
  }
  // A lock of another type may be a mutex.
  for (auto &[Function, Own] : All)
    if (Own.IsSpin || (!Own.Type.empty() && SpinLocks.count(Own.Type)))
      Locks.insert({Function, std::move(Own.Said)});
}

const sp_routine *annotatedLimit(const FunctionDecl *Function) {
  if (!Function || !Function->getIdentifier() ||
      !Function->getMostRecentDecl()->hasAttrs())
    return nullptr;
  static llvm::StringMap<sp_routine> Known;
  for (const auto *Each :
       Function->getMostRecentDecl()->specific_attrs<AnnotateAttr>()) {
    StringRef Level = Each->getAnnotation();
    if (!Level.consume_front(LimitPrefix))
      continue;
    auto [Row, IsNew] = Known.try_emplace(
        (Function->getName() + " " + Level).str(), sp_routine());
    if (IsNew) {
      const std::string Name = Level.str();
      Row->second =
          *sp_routine_find(sp_routine_annotated(sp_irql_find(Name.c_str())));
      static llvm::StringSet<> Names;
      Row->second.name =
          Names.insert(Function->getName()).first->getKey().data();
    }
    return &Row->second;
  }
  return nullptr;
}

} // namespace spinpair
