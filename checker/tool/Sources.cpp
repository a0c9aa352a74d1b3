//===- Sources.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Sources.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"

using llvm::StringRef;

namespace spinpair {

SourceFile::SourceFile(std::unique_ptr<llvm::MemoryBuffer> Given)
    : Buffer(std::move(Given)) {
  if (!Buffer)
    return;
  llvm::SmallVector<StringRef, 0> Parts;
  Buffer->getBuffer().split(Parts, '\n');
  Lines.assign(Parts.begin(), Parts.end());
  Code.resize(Lines.size() + 1);
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
    if (!Code[Line].empty())
      Code[Line] += ' ';
    Code[Line] += Text;
  }
}

StringRef SourceFile::line(unsigned Number) const {
  if (Number == 0 || Number > Lines.size())
    return "";
  return Lines[Number - 1].rtrim('\r');
}

StringRef SourceFile::code(unsigned Number) const {
  return Number < Code.size() ? StringRef(Code[Number]) : StringRef();
}

/// A #line directive may name anything, such as a device that never ends.
static std::unique_ptr<llvm::MemoryBuffer> read(const std::string &File) {
  if (!llvm::sys::fs::is_regular_file(File))
    return nullptr;
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  return Buffer ? std::move(*Buffer) : nullptr;
}

const SourceFile &Sources::get(const std::string &Shown) {
  auto Found = Files.find(Shown);
  if (Found == Files.end())
    Found = Files.try_emplace(Shown, read(Shown)).first;
  return Found->second;
}

} // namespace spinpair
