//===- Sources.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Sources.h"

#include "model/Mistake.h"
#include "support/Overlay.h"
#include "support/Places.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"

#include <tuple>

using llvm::StringRef;

namespace spinpair {

SourceFile::SourceFile(std::unique_ptr<llvm::MemoryBuffer> Given)
    : Buffer(std::move(Given)) {
  if (!Buffer)
    return;
  llvm::SmallVector<StringRef, 0> Parts;
  Buffer->getBuffer().split(Parts, '\n');
  Lines.assign(Parts.begin(), Parts.end());
  lex();
}

void SourceFile::lex() {
  // Every kind of comment and literal is known, whatever the language: none of
  // them means something else in another one.
  clang::LangOptions Language;
  Language.LineComment = Language.CPlusPlus = Language.CPlusPlus11 =
      Language.CPlusPlus14 = true;
  clang::Lexer Lexer(clang::SourceLocation(), Language,
                     Buffer->getBufferStart(), Buffer->getBufferStart(),
                     Buffer->getBufferEnd());
  Lexer.SetCommentRetentionState(true);
  const char *Counted = Buffer->getBufferStart();
  unsigned Line = 1;
  clang::Token Token;
  for (bool Last = false; !Last;) {
    Last = Lexer.LexFromRawLexer(Token);
    if (Token.is(clang::tok::eof))
      break;
    const char *Begin = Lexer.getBufferLocation() - Token.getLength();
    for (; Counted < Begin; ++Counted)
      Line += *Counted == '\n';
    StringRef Text(Begin, Token.getLength());
    if (Token.is(clang::tok::comment)) {
      Comments.push_back({Line, Text});
      continue;
    }
    Tokens.push_back(
        {Line, unsigned(Begin - Lines[Line - 1].begin()) + 1, Text});
  }
}

StringRef SourceFile::line(unsigned Number) const {
  if (Number == 0 || Number > Lines.size())
    return "";
  return Lines[Number - 1].rtrim('\r');
}

std::vector<SourceFile::Token>::const_iterator
SourceFile::tokenAt(unsigned Line, unsigned Column) const {
  return llvm::partition_point(Tokens, [&](const Token &Each) {
    return std::tie(Each.Line, Each.Column) < std::tie(Line, Column);
  });
}

/// How much deeper in brackets the text is behind this token.
static int deeper(StringRef Token) {
  return StringRef("([{").contains(Token)   ? 1
         : StringRef(")]}").contains(Token) ? -1
                                            : 0;
}

std::string SourceFile::code(unsigned Line, unsigned Column) const {
  constexpr size_t Longest = 2000;
  static const StringRef Jumps[] = {"return",   "goto",  "break",
                                    "continue", "throw", "co_return"};
  static const StringRef Links[] = {".", "->", "::", "(", "["};
  auto At = tokenAt(Line, Column);
  if (At == Tokens.end())
    return "";
  if (At->Text == "do")
    return "do";
  const bool IsLabel = At->Text == "case" || At->Text == "default";
  const bool IsJump = llvm::is_contained(Jumps, At->Text);
  std::string Result;
  int Depth = 0;
  for (; At != Tokens.end() && Result.size() < Longest; ++At) {
    if (Depth == 0 && !Result.empty() &&
        (At->Text == ";" || (IsLabel && At->Text == ":")))
      break;
    Depth += deeper(At->Text);
    Result += (Result.empty() ? "" : " ") + At->Text.str();
    if (Depth < 0)
      break;
    // A call, or a condition in brackets, ends with its bracket.
    const auto Next = std::next(At);
    if (!IsJump && Depth == 0 && At->Text == ")" &&
        (Next == Tokens.end() || !llvm::is_contained(Links, Next->Text)) &&
        Result.front() != '(')
      break;
  }
  return Result;
}

std::vector<StringRef> SourceFile::functionAt(unsigned Line) const {
  std::vector<StringRef> Result;
  bool HasBody = false;
  int Depth = 0;
  for (auto At = tokenAt(Line, 0); At != Tokens.end(); ++At) {
    Result.push_back(At->Text);
    Depth += deeper(At->Text);
    HasBody |= At->Text == "{";
    if (HasBody && Depth <= 0)
      break;
  }
  return Result;
}

bool SourceFile::mentions(StringRef Name) const {
  return llvm::any_of(Tokens,
                      [&](const Token &Each) { return Each.Text == Name; });
}

/// A #line directive may name anything, such as a device that never ends.
static std::unique_ptr<llvm::MemoryBuffer> read(const std::string &File) {
  if (!llvm::sys::fs::is_regular_file(File))
    return nullptr;
  if (const std::string *Text = overlay().textOf(File))
    return llvm::MemoryBuffer::getMemBuffer(*Text, File);
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return nullptr;
  if (auto Text = fromUtf16((*Buffer)->getBuffer()))
    return llvm::MemoryBuffer::getMemBufferCopy(*Text, File);
  return std::move(*Buffer);
}

const SourceFile &Sources::get(const std::string &Shown) {
  auto Found = Files.find(Shown);
  if (Found == Files.end())
    Found = Files.try_emplace(Shown, read(Shown)).first;
  return Found->second;
}

const SourceFile &Sources::textOf(const Note &Where) {
  return get(Where.textFile());
}

StringRef Sources::lineOf(const Note &Where) {
  return textOf(Where).line(Where.textLine());
}

std::string Sources::codeOf(const Note &Where) {
  return textOf(Where).code(Where.textLine(), Where.Column);
}

} // namespace spinpair
