//===- Damage.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Damage.h"

#include "Finally.h"

#include "../analyzer/Compat.h"
#include "../analyzer/facts/UnitFacts.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/DiagnosticLex.h"
#include "clang/Basic/DiagnosticParse.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallString.h"

#include <array>
#include <map>

using namespace clang;

namespace spinpair {

namespace {

/// Stands before who shows the errors.
class ErrorWatcher : public DiagnosticConsumer {
public:
  ErrorWatcher(std::unique_ptr<DiagnosticConsumer> Shows, bool Shown,
               std::shared_ptr<ParseErrors> Errors)
      : Shows(std::move(Shows)), Shown(Shown), Errors(std::move(Errors)) {}

  void EndSourceFile() override { Shows->EndSourceFile(); }

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    if (Level != DiagnosticsEngine::Note)
      Passes = take(Level, Info);
    if (!Passes)
      return;
    DiagnosticConsumer::HandleDiagnostic(Level, Info); // counts it
    Shows->HandleDiagnostic(Level, Info);
  }

private:
  /// Keeps an error; false if it is not to be shown, nor are its notes.
  bool take(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
    if (Level < DiagnosticsEngine::Error)
      return Shown;
    if (Info.getID() == diag::err_conflicting_types) {
      Errors->Redeclared.push_back(Info.getLocation());
      return false;
    }
    if (Info.getID() == diag::err_seh_try_unsupported)
      return false; // no code is made of it
    const bool IsMissing = Info.getID() == diag::err_pp_file_not_found;
    if (IsMissing && !Errors->Missing)
      Errors->Missing = Errors->All.size();
    llvm::SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    Errors->All.push_back({Info.getLocation(), Message.str().str(),
                           Info.getID() == diag::err_extraneous_closing_brace,
                           lackOf(Info.getID(), Message)});
    // What comes of a missing header would hide it.
    return Shown && (IsMissing || !Errors->Missing) && ++ShownCount <= MaxShown;
  }

  /// What is not there, by an error that quotes it first.
  static std::string lackOf(unsigned ID, StringRef Message) {
    const bool IsName = ID == diag::err_undeclared_var_use ||
                        ID == diag::err_undeclared_var_use_suggest ||
                        ID == diag::err_unknown_typename ||
                        ID == diag::err_unknown_typename_suggest;
    if (!IsName && ID != diag::err_pp_file_not_found)
      return "";
    const StringRef Quoted = Message.split('\'').second.split('\'').first;
    return (IsName ? "name '" : "header '") + Quoted.str() + "'";
  }

  static constexpr unsigned MaxShown = 20; ///< As by clang's own limit.
  unsigned ShownCount = 0;
  std::unique_ptr<DiagnosticConsumer> Shows;
  bool Shown;
  std::shared_ptr<ParseErrors> Errors;
  bool Passes = false;
};

/// How a text uses a name.
struct Use {
  bool IsCalled = false;
  bool IsKept = false;      ///< As something else than what is called.
  bool IsAddressed = false; ///< Behind "&".
};

using Identifiers = llvm::DenseMap<const IdentifierInfo *, Use>;

/// Reads the uses of names off the tokens of a text, one after the other.
class UseReader {
public:
  explicit UseReader(Identifiers &Names) : Names(Names) {}
  ~UseReader() { endName(tok::eof); }

  void take(tok::TokenKind Kind, const IdentifierInfo *Name) {
    endName(Kind);
    // A keyword is no operand, nor can be told what "(x) &" is.
    const bool IsName = Name && Name->getTokenID() == tok::identifier;
    if (Kind == tok::amp)
      BehindAddress = !IsOperand;
    else if (!IsName && !staysInPlace(Kind))
      BehindAddress = false;
    IsOperand =
        IsName || Kind == tok::r_square || Kind == tok::numeric_constant;
    if (IsName)
      Last = Name;
    IsMember = IsName && BehindDot;
    BehindDot = Kind == tok::arrow || Kind == tok::period;
  }

private:
  void endName(tok::TokenKind Next) {
    if (!Last)
      return;
    Use &Known = Names[Last];
    Known.IsCalled |= Next == tok::l_paren;
    Known.IsKept |= Next != tok::l_paren && !IsMember;
    Known.IsAddressed |= BehindAddress;
    Last = nullptr;
  }

  /// Can the token be amid the name of a place, as in "&(E->Queues[I].Head)"?
  static bool staysInPlace(tok::TokenKind Kind) {
    return Kind == tok::arrow || Kind == tok::period || Kind == tok::l_square ||
           Kind == tok::r_square || Kind == tok::l_paren ||
           Kind == tok::r_paren || Kind == tok::coloncolon ||
           Kind == tok::star || Kind == tok::numeric_constant;
  }

  Identifiers &Names;
  const IdentifierInfo *Last = nullptr;
  bool IsOperand = false, BehindAddress = false;
  bool IsMember = false, BehindDot = false; ///< Of the last name, and token.
};

/// Is there an expression or a declaration that clang could not make sense of?
class FaultFinder : public RecursiveASTVisitor<FaultFinder> {
public:
  bool Found = false;
  bool Undeclared = false; ///< Is there a call of what is not declared?

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    const auto *Function = dyn_cast<FunctionDecl>(Reference->getDecl());
    Undeclared |=
        Function && Function->isImplicit() && !Function->getBuiltinID();
    return true;
  }
  bool VisitExpr(Expr *E) {
    Found |= E->containsErrors();
    return !Found;
  }
  bool VisitDecl(Decl *D) {
    Found |= D->isInvalidDecl();
    return !Found;
  }
};

class BodyFinder : public RecursiveASTVisitor<BodyFinder> {
public:
  std::vector<FunctionDecl *> Found;

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->doesThisDeclarationHaveABody())
      Found.push_back(Function);
    return true;
  }
};

/// Finds what the texts of functions name outside of them.
class NameFinder : public RecursiveASTVisitor<NameFinder> {
public:
  NameFinder(std::vector<DamagedFunction> &Damaged,
             const std::vector<Identifiers> &Named)
      : Damaged(Damaged), Named(Named) {}

  bool TraverseStmt(Stmt *) { return true; }
  bool VisitFunctionDecl(FunctionDecl *Function) {
    const sp_routine *Row = routineOf(Function);
    each(Function, [&](DamagedFunction &By, const Use &How) {
      By.Locks |= Row && sp_routine_is_lock(Row);
      if (!Function->isFirstDecl() || Row ||
          Function == By.Function->getCanonicalDecl())
        return;
      if (How.IsCalled)
        By.Functions.push_back(Function);
      if (How.IsKept)
        By.Kept.push_back(Function);
    });
    return true;
  }
  bool VisitFieldDecl(FieldDecl *Field) {
    each(Field, [&](DamagedFunction &By, const Use &How) {
      By.Fields.push_back(Field);
      if (mayBeAddressed(Field, How))
        By.Addressed.push_back(Field);
    });
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) {
    if (Var->isFileVarDecl() && Var->isFirstDecl())
      each(Var, [&](DamagedFunction &By, const Use &How) {
        By.Globals.push_back(Var);
        if (mayBeAddressed(Var, How))
          By.Addressed.push_back(Var);
      });
    return true;
  }

private:
  /// In C++ a reference needs no "&", and an array nowhere does.
  static bool mayBeAddressed(const ValueDecl *Cell, const Use &How) {
    return How.IsAddressed || Cell->getType()->isArrayType() ||
           Cell->getASTContext().getLangOpts().CPlusPlus;
  }

  template <class Function> void each(const NamedDecl *D, Function Do) {
    if (const IdentifierInfo *Name = D->getIdentifier())
      for (size_t I = 0; I < Damaged.size(); ++I)
        if (auto How = Named[I].find(Name); How != Named[I].end())
          Do(Damaged[I], How->second);
  }

  std::vector<DamagedFunction> &Damaged;
  const std::vector<Identifiers> &Named;
};

class TextReader {
public:
  explicit TextReader(Preprocessor &Macros)
      : Macros(Macros), Sources(Macros.getSourceManager()) {}

  SourceRange rangeOf(const FunctionDecl *Function) const {
    return {Sources.getExpansionLoc(Function->getBeginLoc()),
            Sources.getExpansionRange(Function->getEndLoc()).getEnd()};
  }

  /// Adds what stands in \p Range of a file, and in the macros there.
  void read(SourceRange Range, Identifiers &Names) const {
    auto [File, Offset] = Sources.getDecomposedLoc(Range.getBegin());
    const StringRef Text = Sources.getBufferData(File);
    Lexer Raw(Sources.getLocForStartOfFile(File), Macros.getLangOpts(),
              Text.begin(), Text.begin() + Offset, Text.end());
    Token At;
    UseReader Uses(Names);
    llvm::SetVector<const IdentifierInfo *> Met;
    while (!Raw.LexFromRawLexer(At) && !Sources.isBeforeInTranslationUnit(
                                           Range.getEnd(), At.getLocation())) {
      const IdentifierInfo *Name = At.is(tok::raw_identifier)
                                       ? Macros.LookUpIdentifierInfo(At)
                                       : nullptr;
      Uses.take(At.getKind(), Name);
      if (Name)
        Met.insert(Name);
    }
    // What the macros are made of, and those in them.
    for (size_t I = 0; I < Met.size(); ++I)
      addMacros(Met[I], Names, Met);
  }

private:
  void addMacros(const IdentifierInfo *Name, Identifiers &Names,
                 llvm::SetVector<const IdentifierInfo *> &Met) const {
    if (!Name->hadMacroDefinition())
      return;
    for (const MacroDirective *Each =
             Macros.getLocalMacroDirectiveHistory(Name);
         Each; Each = Each->getPrevious())
      if (const MacroInfo *Macro = Each->getMacroInfo()) {
        UseReader Uses(Names);
        for (const Token &Part : Macro->tokens()) {
          Uses.take(Part.getKind(), Part.getIdentifierInfo());
          if (Part.getIdentifierInfo())
            Met.insert(Part.getIdentifierInfo());
        }
      }
  }

  Preprocessor &Macros;
  const SourceManager &Sources;
};

} // namespace

std::shared_ptr<ParseErrors> watchErrors(CompilerInstance &Compiler,
                                         bool Shown) {
  auto Errors = std::make_shared<ParseErrors>();
  DiagnosticsEngine &Engine = Compiler.getDiagnostics();
  Engine.setFatalsAsError(true);
  Engine.setClient(new ErrorWatcher(Engine.takeClient(), Shown, Errors));
  return Errors;
}

bool namesLock(llvm::StringRef Name) {
  const std::string Text = Name.str();
  return llvm::any_of(
      std::array{sp_routine_find(Text.c_str()),
                 sp_routine_find_extended(Text.c_str()),
                 sp_routine_of_notification(Text.c_str())},
      [](const sp_routine *Row) { return Row && sp_routine_is_lock(Row); });
}

/// Code that is lost names \p Var.
static void noteUnseenUse(VarDecl *Var) {
  if (!Var->hasAttr<UsedAttr>())
    Var->addAttr(UsedAttr::CreateImplicit(Var->getASTContext()));
}

namespace {

/// Takes each variable with static storage for used by code that is lost.
struct NoteAllUsed : RecursiveASTVisitor<NoteAllUsed> {
  bool VisitVarDecl(VarDecl *Var) {
    if (Var->hasGlobalStorage() && Var->isFirstDecl())
      noteUnseenUse(Var);
    return true;
  }
};

} // namespace

/// Takes out the functions of \p Bodies that have an error.
static std::vector<DamagedFunction>
takeOutDamage(CompilerInstance &Compiler, const ParseErrors &Errors,
              llvm::ArrayRef<FunctionDecl *> Bodies) {
  const SourceManager &Sources = Compiler.getSourceManager();
  const TextReader Texts(Compiler.getPreprocessor());
  auto IsBefore = [&](SourceLocation A, SourceLocation B) {
    return Sources.isBeforeInTranslationUnit(A, B);
  };
  std::vector<SourceRange> Ranges;
  for (const FunctionDecl *Function : Bodies)
    Ranges.push_back(Texts.rangeOf(Function));

  std::map<size_t, const ParseError *> Hit; // by index
  bool IsElsewhere = false;                 // is an error in no function?
  for (const ParseError &Error : Errors.All) {
    const SourceLocation Where = Sources.getExpansionLoc(Error.Where);
    std::optional<size_t> CutOff;
    bool Inside = false;
    for (size_t I = 0; I < Bodies.size(); ++I) {
      if (IsBefore(Where, Ranges[I].getBegin()))
        continue;
      if (!IsBefore(Ranges[I].getEnd(), Where)) {
        Hit.emplace(I, &Error);
        Inside = true;
      } else if (!CutOff ||
                 IsBefore(Ranges[*CutOff].getEnd(), Ranges[I].getEnd())) {
        CutOff = I;
      }
    }
    IsElsewhere |=
        !Inside && !(Errors.Missing && &Error == &Errors.All[*Errors.Missing]);
    // What stands before such a brace was to be the rest of that function.
    if (Error.EndsBlock && !Inside && CutOff)
      Hit.emplace(*CutOff, &Error);
  }

  std::vector<DamagedFunction> Damaged;
  std::vector<Identifiers> Named;
  for (size_t I = 0; I < Bodies.size(); ++I) {
    auto Known = Hit.find(I);
    if (Known == Hit.end()) {
      FaultFinder Faults;
      Faults.TraverseDecl(Bodies[I]);
      if (Faults.Undeclared && Errors.Missing)
        Known = Hit.emplace(I, &Errors.All[*Errors.Missing]).first;
      else if (Faults.Found)
        Known = Hit.emplace(I, &Errors.All.front()).first;
      else
        continue;
    }
    Damaged.push_back({Bodies[I], *Known->second, false, {}, {}, {}, {}, {}});
    Named.emplace_back();
    Texts.read(Ranges[I], Named.back());
    Damaged.back().Locks = llvm::any_of(Named.back(), [](const auto &Each) {
      return namesLock(Each.first->getName());
    });
  }
  NameFinder(Damaged, Named)
      .TraverseDecl(Compiler.getASTContext().getTranslationUnitDecl());
  for (const auto &[Index, Error] : Hit)
    Bodies[Index]->setBody(nullptr);
  for (const DamagedFunction &Lost : Damaged)
    for (const VarDecl *Var : Lost.Globals)
      noteUnseenUse(const_cast<VarDecl *>(Var));
  if (IsElsewhere)
    NoteAllUsed().TraverseDecl(
        Compiler.getASTContext().getTranslationUnitDecl());
  return Damaged;
}

std::optional<std::vector<DamagedFunction>>
mendTree(CompilerInstance &Compiler, const ParseErrors &Errors) {
  ASTContext &Context = Compiler.getASTContext();
  lowerFinally(Context);
  if (!Compiler.getDiagnostics().hasErrorOccurred())
    return std::vector<DamagedFunction>();
  if (!llvm::all_of(Errors.All, [](const ParseError &Error) {
        return Error.Where.isValid();
      }))
    return std::nullopt;
  BodyFinder Bodies;
  Bodies.TraverseDecl(Context.getTranslationUnitDecl());
  for (FunctionDecl *Function : Bodies.Found)
    if (llvm::is_contained(Errors.Redeclared, Function->getLocation()))
      Function->setInvalidDecl(false);
  std::vector<DamagedFunction> Damaged;
  if (!Errors.All.empty())
    Damaged = takeOutDamage(Compiler, Errors, Bodies.Found);
  // The analyzer looks at no unit with errors.
  compat::forgetErrors(Compiler.getDiagnostics());
  return Damaged;
}

} // namespace spinpair
