//===- CodeText.h - Statements and calls of a source file -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For edits of the text as it is written: tokens, brackets and the statements
// between them, without the preprocessor. It may be wrong about code that
// macros make look otherwise; whatever is edited by it is analysed before it
// counts.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_FIX_CODETEXT_H
#define SPINPAIR_TOOL_FIX_CODETEXT_H

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace spinpair {

/// Bytes of a text, from Begin to before End.
struct Span {
  size_t Begin = 0, End = 0;
};

/// A call as it is written.
struct CallText {
  std::string Name;
  std::vector<std::string> Arguments;
  std::vector<Span> ArgumentSpans;
  std::string Result; ///< The variable that takes what it returns; "" if none.
  Span Whole;         ///< From the name to behind the bracket.

  std::string text() const;
};

class CodeText {
public:
  explicit CodeText(std::string Text);

  const std::string &text() const { return Text; }
  llvm::StringRef text(Span Of) const {
    return llvm::StringRef(Text).slice(Of.Begin, Of.End);
  }
  /// The byte at a line and a column, from 1; the end if there is none.
  size_t offsetAt(unsigned Line, unsigned Column) const;
  unsigned lineOf(size_t Offset) const;

  /// The simple statement that a byte is in, with its semicolon: no block, and
  /// none that has one. Nothing if there is none.
  std::optional<Span> statementAt(size_t Offset) const;
  /// Is the statement all that an if, else or loop runs, without braces? Then
  /// where the line of the latter begins.
  bool isBareBody(Span Statement) const;
  /// The if whose condition a byte is in, with what it runs, if it has no else
  /// and what it runs is simple or a block.
  std::optional<Span> withoutElse(size_t Offset) const;
  /// The call that begins at a byte, or that the name there is of.
  std::optional<CallText> callAt(size_t Offset) const;
  /// The calls of statements in a span.
  std::vector<CallText> callsIn(Span Of) const;
  /// The outermost braces around a byte, which are those of a function in C.
  std::optional<Span> bodyAround(size_t Offset) const;
  /// The innermost ones.
  std::optional<Span> blockAround(size_t Offset) const;
  /// The first statement of a block that declares nothing; its end if there is
  /// none.
  size_t behindDeclarations(Span Block) const;
  /// The statements of a block, each with all that it runs. Up to one that is
  /// no C, or is not understood.
  std::vector<Span> statementsIn(Span Block) const;
  /// Are constants, plain locals and functions all that the statement names?
  /// Then it is the same whether or not a lock is held, but for what the
  /// functions do.
  bool namesOwnOnly(Span Statement, Span Body) const;
  /// Where a local gets a constant that says nothing yet: as it is declared, or
  /// before \p Before by an assignment that is a statement of \p Block.
  std::optional<Span> firstValueOf(llvm::StringRef Name, Span Block,
                                   size_t Before) const;
  /// Does the statement declare something?
  bool isDeclaration(Span Statement) const;
  /// Is the name that of a parameter, or of a local that is no array and not
  /// static, of the function with \p Body, and is its address never taken?
  bool isPlainLocal(llvm::StringRef Name, Span Body) const;
  /// Is the value the same whether or not a lock is held: a constant, or a
  /// plain local? A name without small letters is taken for a constant.
  bool isOwnValue(Span Value, Span Body) const;
  /// The value that a return statement gives; empty if it gives none. Nothing
  /// if the statement is no return.
  std::optional<Span> returned(Span Statement) const;
  /// Can \p Statement, the call \p Call, be made behind \p Later, and nobody
  /// sees a difference but in what is locked? Both always run together, and
  /// what stands between uses plain locals only, and writes none of those that
  /// the call has.
  bool canFollow(Span Statement, const CallText &Call, Span Later,
                 Span Body) const;
  /// What the function does at the label of a goto behind \p First, the
  /// statement there: "return ...;" with an own value, if it only leaves the
  /// function; "" if it does more, or begins otherwise.
  std::string leavesBehind(Span Goto, Span First, Span Body) const;

  /// The blanks that the line of a byte begins with.
  llvm::StringRef indentAt(size_t Offset) const;
  /// How the line of a byte ends: "\n" or "\r\n".
  llvm::StringRef lineEndAt(size_t Offset) const;
  /// One step of indentation, as the file has it.
  std::string indentStep() const;
  /// Do braces of blocks mostly stand on lines of their own?
  bool hasBracesAlone() const;
  /// A span with the rest of its lines, if nothing else stands on them.
  Span wholeLines(Span Of) const;

private:
  struct Token {
    size_t Begin, End;
    bool IsName;
    size_t Partner; ///< Of a bracket: the token of the other one.
  };
  llvm::StringRef at(size_t I) const {
    return llvm::StringRef(Text).slice(Tokens[I].Begin, Tokens[I].End);
  }
  void lex();
  size_t tokenAt(size_t Offset) const;
  size_t firstOfStatement(size_t I) const;
  std::optional<CallText> callOfName(size_t I) const;
  bool isHeaderEnd(size_t I) const;
  size_t endOfStatement(size_t I, unsigned Depth) const;
  bool isVoidFunction(Span Body) const;

  std::string Text;
  std::vector<size_t> Lines; ///< Where they begin.
  std::vector<Token> Tokens;
};

} // namespace spinpair

#endif
