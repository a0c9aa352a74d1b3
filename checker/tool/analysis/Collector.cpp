//===- Collector.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Collector.h"

#include "model/Mistake.h"
#include "model/Unit.h"
#include "support/Paths.h"

#include "../../analyzer/MsiLockChecker.h"

#include "clang/AST/Decl.h"
#include "clang/Analysis/PathDiagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

#include <tuple>

using namespace clang;

namespace spinpair {

namespace {

class Collector : public ento::PathDiagnosticConsumer {
public:
  Collector(const Unit *const &Home, const NameFunction &NameOf,
            std::vector<Mistake> &Mistakes)
      : Home(Home), NameOf(NameOf), Mistakes(Mistakes) {}

  StringRef getName() const override { return "spinpair"; }
  bool supportsCrossFileDiagnostics() const override { return true; }

  void FlushDiagnosticsImpl(std::vector<const ento::PathDiagnostic *> &Reports,
                            FilesMade *) override {
    for (const ento::PathDiagnostic *Report : Reports)
      Mistakes.push_back(mistake(*Report));
  }

private:
  /// \p Where is in a file, not in a macro.
  Note place(FullSourceLoc Where, StringRef Message) const {
    PresumedLoc Presumed = Where.getPresumedLoc();
    const PresumedLoc Text =
        Where.getManager().getPresumedLoc(Where, /*UseLineDirectives=*/false);
    Note Result;
    Result.File = shownFile(Presumed.getFilename(), Home->Directory);
    Result.Line = Presumed.getLine();
    Result.Column = Presumed.getColumn();
    Result.Message = Message.str();
    const std::string File = shownFile(Text.getFilename(), Home->Directory);
    if (File != Result.File || Text.getLine() != Result.Line) {
      Result.TextFile = File;
      Result.TextLine = Text.getLine();
    }
    return Result;
  }

  Note note(ento::PathDiagnosticLocation Location, StringRef Message) const {
    Note Result = place(Location.asLocation().getFileLoc(), Message);
    addEnd(Location, Result);
    return Result;
  }

  /// Where what \p Location means ends, unless that is a whole body.
  void addEnd(const ento::PathDiagnosticLocation &Location, Note &Where) const {
    const ento::PathDiagnosticRange Range = Location.asRange();
    if (Range.isPoint || Range.isInvalid())
      return;
    const SourceManager &Sources = Location.getManager();
    const FullSourceLoc Begin = Location.asLocation();
    CharSourceRange Written = Lexer::makeFileCharRange(
        CharSourceRange::getTokenRange(Begin, Range.getEnd()), Sources,
        LangOptions());
    if (Written.isInvalid())
      return;
    PresumedLoc End = Sources.getPresumedLoc(Written.getEnd());
    if (End.isInvalid() || std::make_pair(End.getLine(), End.getColumn()) <=
                               std::make_pair(Where.Line, Where.Column))
      return;
    Where.EndLine = End.getLine();
    Where.EndColumn = End.getColumn();
  }

  /// The steps in other files that stand behind the text of \p Step, which
  /// loses them.
  static std::vector<Note> takeSteps(Note &Step) {
    llvm::SmallVector<StringRef, 4> Rows, Parts;
    const std::string Text = std::move(Step.Message);
    StringRef(Text).split(Rows, StepMark);
    Step.Message = Rows[0].str();
    std::vector<Note> Result;
    for (StringRef Row : llvm::drop_begin(Rows)) {
      Parts.clear();
      Row.split(Parts, PartMark);
      int64_t Line = 0;
      Note Next;
      if (Parts.size() != 4 || Parts[1].getAsInteger(10, Line) ||
          Parts[2].getAsInteger(10, Next.Column))
        continue;
      Next.Home = Parts[0].str();
      Next.Line = unsigned(Line);
      Next.Message = Parts[3].str();
      Next.Depth = Step.Depth + 1 + Result.size();
      Result.push_back(std::move(Next));
    }
    return Result;
  }

  /// All steps, with how deep they are in calls.
  void addPath(const ento::PathPieces &Pieces, unsigned Depth,
               Mistake &Found) const {
    auto Add = [&](const ento::PathDiagnosticPiece &Piece, unsigned Depth) {
      if (Piece.getKind() == ento::PathDiagnosticPiece::Note) {
        Found.Way.push_back(note(Piece.getLocation(), Piece.getString()));
        return;
      }
      Note Step = note(Piece.getLocation(), Piece.getString());
      Step.OfLock = Piece.getTag() == LockNoteTag;
      Step.Depth = Depth;
      if (Piece.getTag() == CauseNoteTag)
        Found.Cause = Step;
      Found.Path.push_back(std::move(Step));
    };
    for (const auto &Piece : Pieces) {
      if (const auto *Call =
              dyn_cast<ento::PathDiagnosticCallPiece>(Piece.get())) {
        if (auto Enter = Call->getCallEnterEvent())
          Add(*Enter, Depth);
        addPath(Call->path, Depth + 1, Found);
        if (auto Exit = Call->getCallExitEvent())
          Add(*Exit, Depth);
      } else if (const auto *Macro =
                     dyn_cast<ento::PathDiagnosticMacroPiece>(Piece.get())) {
        addPath(Macro->subPieces, Depth, Found);
      } else {
        Add(*Piece, Depth);
      }
    }
  }

  /// Puts the steps that stand behind texts in their places: behind the note of
  /// a lock, and before the mistake.
  static void spreadSteps(Mistake &Found) {
    std::vector<Note> Path;
    for (Note &Step : Found.Path) {
      const bool IsLast = &Step == &Found.Path.back();
      std::vector<Note> Below = takeSteps(Step);
      if (IsLast && !Below.empty())
        Found.Cause = Below.back();
      if (!IsLast)
        Path.push_back(std::move(Step));
      llvm::append_range(Path, std::move(Below));
      if (IsLast)
        Path.push_back(std::move(Step));
    }
    Found.Path = std::move(Path);
  }

  void addSpelled(FullSourceLoc Where, std::vector<Note> &Spelled) const {
    const SourceManager &Sources = Where.getManager();
    for (SourceLocation At = Where; At.isMacroID();
         At = Sources.getImmediateExpansionRange(At).getBegin())
      Spelled.push_back(
          place(FullSourceLoc(Sources.getSpellingLoc(At), Sources), ""));
  }

  std::string nameOf(const Decl *D) const {
    const auto *Function = dyn_cast_or_null<FunctionDecl>(D);
    return Function ? NameOf(Function) : "";
  }

  void addCallers(const ento::PathPieces &Pieces,
                  std::set<std::string> &Callers) const {
    for (const auto &Piece : Pieces)
      if (const auto *Call =
              dyn_cast<ento::PathDiagnosticCallPiece>(Piece.get())) {
        Callers.insert(nameOf(Call->getCaller()));
        addCallers(Call->path, Callers);
      }
  }

  Mistake mistake(const ento::PathDiagnostic &Report) const {
    Mistake Result;
    Result.Where = note(Report.getLocation(), Report.getShortDescription());
    Result.Checker = Report.getCheckerName().str();
    addSpelled(Report.getLocation().asLocation(), Result.Spelled);
    Result.Origin = note(Report.getUniqueingLoc(), "");
    addPath(Report.path, 0, Result);
    spreadSteps(Result);
    Result.Function = nameOf(Report.getDeclWithIssue());
    if (const auto *Function =
            dyn_cast_or_null<FunctionDecl>(Report.getDeclWithIssue()))
      Result.Shown = Function->getQualifiedNameAsString();
    addCallers(Report.path, Result.Callers);
    return Result;
  }

  const Unit *const &Home; ///< Known when there is something to collect.
  const NameFunction &NameOf;
  std::vector<Mistake> &Mistakes;
};

} // namespace

std::unique_ptr<ento::PathDiagnosticConsumer>
makeCollector(const Unit *const &Home, const NameFunction &NameOf,
              std::vector<Mistake> &Mistakes) {
  return std::make_unique<Collector>(Home, NameOf, Mistakes);
}

} // namespace spinpair
