//===- CodeFlow.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "CodeFlow.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include <algorithm>
#include <tuple>

using llvm::StringRef;

namespace spinpair {

struct CodeFlow::Token {
  size_t Begin, End;
  StringRef Text;
};

struct CodeFlow::Statement {
  enum Kind { Simple, Block, If, Loop, Do, Switch, Label, Case, Jump };
  Kind Is = Simple;
  size_t Begin = 0, HeadEnd = 0, End = 0; ///< The head is all of a simple one.
  StringRef Word;                         ///< A label, or where a jump leads.
  std::vector<std::unique_ptr<Statement>> Inner;
  Statement *Parent = nullptr;
  size_t Index = 0; ///< In the parent.

  bool any(llvm::function_ref<bool(const Statement &)> Is) const {
    return Is(*this) ||
           llvm::any_of(Inner, [&](const auto &Each) { return Each->any(Is); });
  }
};

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

class CodeFlow::Parser {
public:
  Parser(StringRef Text, size_t From) : Text(Text) { lex(From); }

  /// The body behind the parameters of a function; null if there is none.
  std::unique_ptr<Statement> body() {
    while (at() != "(" && at() != ";" && at() != "{" && !isEnd())
      ++Next;
    skipBrackets();
    while (at() != "{" && at() != ";" && !isEnd())
      ++Next;
    if (at() != "{")
      return nullptr;
    std::unique_ptr<Statement> Result = statement(0);
    return HasFailed ? nullptr : std::move(Result);
  }
  bool isConditional() const { return HasDirectives; }

private:
  bool isEnd() const { return Next >= Tokens.size(); }
  StringRef at(size_t Ahead = 0) const {
    return Next + Ahead < Tokens.size() ? Tokens[Next + Ahead].Text : "";
  }
  size_t begin() const { return isEnd() ? Text.size() : Tokens[Next].Begin; }
  size_t end() const { return Next ? Tokens[Next - 1].End : 0; }

  /// All tokens up to the brace that ends the body.
  void lex(size_t From) {
    clang::LangOptions Language;
    Language.LineComment = true;
    clang::Lexer Lexer(clang::SourceLocation(), Language, Text.begin(),
                       Text.begin() + From, Text.end());
    clang::Token Token;
    size_t Depth = 0;
    for (bool Last = false; !Last;) {
      Last = Lexer.LexFromRawLexer(Token);
      if (Token.is(clang::tok::eof))
        break;
      const auto End =
          static_cast<size_t>(Lexer.getBufferLocation() - Text.begin());
      const size_t Begin = End - Token.getLength();
      if (Token.is(clang::tok::hash) && Token.isAtStartOfLine()) {
        skipDirective(Lexer, Begin, Last);
        continue;
      }
      Tokens.push_back({Begin, End, Text.slice(Begin, End)});
      if (Tokens.back().Text == "{")
        ++Depth;
      if (Tokens.back().Text == "}" && (Depth == 0 || --Depth == 0))
        break;
    }
  }

  void skipDirective(clang::Lexer &Lexer, size_t Begin, bool &Last) {
    HasDirectives |=
        Text.drop_front(Begin + 1).ltrim(" \t").take_front(6) != "pragma";
    size_t Stop = Text.find('\n', Begin);
    while (Stop != StringRef::npos &&
           Text.take_front(Stop).rtrim('\r').back() == '\\')
      Stop = Text.find('\n', Stop + 1);
    Stop = std::min(Stop, Text.size());
    clang::Token Token;
    while (!Last &&
           static_cast<size_t>(Lexer.getBufferLocation() - Text.begin()) < Stop)
      Last = Lexer.LexFromRawLexer(Token);
  }

  /// What stands between brackets that begin here, with these.
  void skipBrackets() {
    size_t Depth = 0;
    do {
      if (at() == "(" || at() == "[" || at() == "{")
        ++Depth;
      else if ((at() == ")" || at() == "]" || at() == "}") && Depth > 0)
        --Depth;
      else if (Depth == 0)
        return;
      ++Next;
    } while (Depth > 0 && !isEnd());
  }

  std::unique_ptr<Statement> statement(unsigned Depth) {
    auto Result = std::make_unique<Statement>();
    Statement &New = *Result;
    New.Begin = begin();
    using Kind = Statement::Kind;
    // What is not C may go anywhere.
    HasFailed |= Depth > 100 || at() == "try" ||
                 at().take_front(5) == "__try" || at() == "asm" ||
                 at() == "__asm";
    if (HasFailed || isEnd())
      return Result;
    New.Is = llvm::StringSwitch<Kind>(at())
                 .Case("{", Kind::Block)
                 .Case("if", Kind::If)
                 .Case("for", Kind::Loop)
                 .Case("while", Kind::Loop)
                 .Case("do", Kind::Do)
                 .Case("switch", Kind::Switch)
                 .Case("case", Kind::Case)
                 .Case("default", Kind::Case)
                 .Case("return", Kind::Jump)
                 .Case("goto", Kind::Jump)
                 .Case("break", Kind::Jump)
                 .Case("continue", Kind::Jump)
                 .Default(at(1) == ":" ? Kind::Label : Kind::Simple);
    switch (New.Is) {
    case Kind::Block:
      block(New, Depth);
      break;
    case Kind::If:
    case Kind::Loop:
    case Kind::Switch:
      ++Next;
      if (at() == "constexpr")
        ++Next;
      HasFailed |= at() != "(";
      skipBrackets();
      New.HeadEnd = end();
      add(New, Depth);
      if (New.Is == Kind::If && at() == "else") {
        ++Next;
        add(New, Depth);
      }
      break;
    case Kind::Do:
      ++Next;
      New.HeadEnd = end();
      add(New, Depth);
      rest();
      break;
    case Kind::Label:
      New.Word = at();
      Next += 2;
      break;
    case Kind::Case:
      while (at() != ":" && !isEnd())
        ++Next;
      ++Next;
      break;
    case Kind::Jump:
      New.Word = at() == "goto" ? at(1) : at();
      rest();
      break;
    case Kind::Simple:
      simple(New, Depth);
      break;
    }
    New.End = end();
    if (New.HeadEnd == 0)
      New.HeadEnd = New.Is == Kind::Block ? New.Begin : New.End;
    return Result;
  }

  void add(Statement &To, unsigned Depth) {
    To.Inner.push_back(statement(Depth + 1));
    To.Inner.back()->Parent = &To;
    To.Inner.back()->Index = To.Inner.size() - 1;
  }

  void block(Statement &To, unsigned Depth) {
    ++Next;
    while (at() != "}" && !isEnd() && !HasFailed)
      add(To, Depth);
    HasFailed |= isEnd();
    ++Next;
  }

  void rest() {
    while (at() != ";" && at() != "}" && !isEnd())
      at() == "(" || at() == "[" || at() == "{" ? skipBrackets() : void(++Next);
    if (at() == ";")
      ++Next;
  }

  /// A macro with a block behind it may be a loop.
  void simple(Statement &To, unsigned Depth) {
    const bool IsCall = at(1) == "(";
    while (at() != ";" && at() != "}" && !isEnd()) {
      if (at() == "(" || at() == "[") {
        skipBrackets();
        if (IsCall && at() == "{") {
          To.Is = Statement::Loop;
          To.HeadEnd = end();
          add(To, Depth);
          return;
        }
      } else if (at() == "{") {
        skipBrackets();
      } else {
        ++Next;
      }
    }
    if (at() == ";")
      ++Next;
  }

  StringRef Text;
  std::vector<Token> Tokens;
  size_t Next = 0;
  bool HasFailed = false, HasDirectives = false;
};

CodeFlow::CodeFlow(StringRef Text, size_t Name, std::vector<KnownPlace> Known)
    : Text(Text), Places(std::move(Known)) {
  llvm::stable_sort(Places, [](const KnownPlace &A, const KnownPlace &B) {
    return A.Offset < B.Offset;
  });
  Parser Parser(Text, Name);
  Body = Parser.body();
  IsConditional = Parser.isConditional();
}

CodeFlow::~CodeFlow() = default;

bool CodeFlow::contains(size_t Offset) const {
  return Body && Body->Begin <= Offset && Offset < Body->End;
}

size_t CodeFlow::end() const { return Body ? Body->End : 0; }

//===----------------------------------------------------------------------===//
// What is known
//===----------------------------------------------------------------------===//

bool CodeFlow::hasPlaces(size_t Begin, size_t End) const {
  return llvm::any_of(Places, [&](const KnownPlace &Each) {
    return Begin <= Each.Offset && Each.Offset < End;
  });
}

static constexpr unsigned OfBlock = 20; // bits of an order

/// What is known where control comes first between two bytes.
CodeFlow::Answer CodeFlow::firstIn(size_t Begin, size_t End, bool &Any) const {
  const KnownPlace *First = nullptr;
  bool AreSame = true, IsOneBlock = true;
  for (const KnownPlace &Each : Places) {
    if (Each.Offset < Begin || Each.Offset >= End ||
        Each.Is == KnownPlace::Behind)
      continue;
    if (First) {
      AreSame &= Each.Known == First->Known;
      IsOneBlock &= Each.Order >> OfBlock == First->Order >> OfBlock;
    }
    if (!First || Each.Order < First->Order)
      First = &Each;
  }
  Any = First != nullptr;
  if (!First || (!AreSame && !IsOneBlock))
    return std::nullopt;
  return KnownAtLine{First->Known, true};
}

/// What is known where control comes last between two bytes.
CodeFlow::Answer CodeFlow::lastIn(size_t Begin, size_t End, bool &Any) const {
  const KnownPlace *Last = nullptr;
  bool AreSame = true, IsOneBlock = true;
  for (const KnownPlace &Each : Places) {
    if (Each.Offset < Begin || Each.Offset >= End ||
        Each.Is == KnownPlace::Return)
      continue;
    // What changes no lock leaves behind it what was before it.
    if (Each.Is == KnownPlace::Before &&
        llvm::any_of(Places, [&](const KnownPlace &Other) {
          return Other.Is == KnownPlace::Behind && Other.Offset == Each.Offset;
        }))
      continue;
    if (Last) {
      AreSame &= Each.Known == Last->Known;
      IsOneBlock &= Each.Order >> OfBlock == Last->Order >> OfBlock;
    }
    if (!Last || Each.Order >= Last->Order)
      Last = &Each;
  }
  Any = Last != nullptr;
  if (!Last || (!AreSame && !IsOneBlock))
    return std::nullopt;
  return KnownAtLine{Last->Known, true};
}

static constexpr unsigned MostSteps = 1000; // gotos may lead in a circle

static std::optional<KnownAtLine> inexact(std::optional<KnownAtLine> Of) {
  if (Of)
    Of->IsExact = false;
  return Of;
}

CodeFlow::Answer CodeFlow::from(const Statement &Of, unsigned Steps) const {
  if (Steps > MostSteps)
    return std::nullopt;
  if (Of.Is == Statement::Do)
    return inexact(from(*Of.Inner.front(), Steps + 1));
  if (Of.Is == Statement::Block)
    return Of.Inner.empty() ? next(Of, Steps + 1)
                            : from(*Of.Inner.front(), Steps + 1);
  bool Any = false;
  const Answer Own = firstIn(Of.Begin, Of.HeadEnd, Any);
  if (Any)
    return Of.Is == Statement::Loop ? inexact(Own) : Own;
  if (Of.Is == Statement::Jump)
    return atJump(Of, Steps + 1);
  const bool MayLeave = Of.any([&](const Statement &Each) {
    return Each.Is == Statement::Jump &&
           (Of.Is != Statement::Loop ||
            (Each.Word != "break" && Each.Word != "continue"));
  });
  if (MayLeave || hasPlaces(Of.HeadEnd, Of.End))
    return std::nullopt;
  return next(Of, Steps + 1);
}

/// What is known where control comes when a statement is done.
CodeFlow::Answer CodeFlow::next(const Statement &Of, unsigned Steps) const {
  if (Steps > MostSteps)
    return std::nullopt;
  bool Any = false;
  const Statement *Outer = Of.Parent;
  if (!Outer) // the end of the function, where it returns
    return firstIn(Of.End - 1, Of.End, Any);
  if (Outer->Is == Statement::Block) {
    if (Of.Index + 1 == Outer->Inner.size())
      return next(*Outer, Steps + 1);
    const Statement &Then = *Outer->Inner[Of.Index + 1];
    const Answer Result = from(Then, Steps + 1);
    const bool IsJoin =
        Then.Is == Statement::Label || Then.Is == Statement::Case;
    return IsJoin ? inexact(Result) : Result;
  }
  if (Outer->Is == Statement::Loop) {
    const Answer Head = firstIn(Outer->Begin, Outer->HeadEnd, Any);
    // Nothing tells a loop's condition from the step behind its body.
    if (Any || hasPlaces(Outer->Begin, Outer->End))
      return inexact(Head);
  }
  if (Outer->Is == Statement::Do) {
    const Answer Condition = firstIn(Of.End, Outer->End, Any);
    if (Any || hasPlaces(Outer->Begin, Outer->End))
      return inexact(Condition);
  }
  return inexact(next(*Outer, Steps + 1));
}

CodeFlow::Answer CodeFlow::atJump(const Statement &Of, unsigned Steps) const {
  if (Of.Word == "return" || Of.Word == "continue")
    return std::nullopt;
  if (Of.Word == "break") {
    const Statement *Outer = Of.Parent;
    while (Outer && Outer->Is != Statement::Loop &&
           Outer->Is != Statement::Do && Outer->Is != Statement::Switch)
      Outer = Outer->Parent;
    return Outer ? inexact(next(*Outer, Steps + 1)) : std::nullopt;
  }
  const Statement *Target = nullptr;
  Body->any([&](const Statement &Each) {
    if (Each.Is == Statement::Label && Each.Word == Of.Word)
      Target = &Each;
    return Target != nullptr;
  });
  return Target ? inexact(next(*Target, Steps + 1)) : std::nullopt;
}

/// What is known where control came from last, to a statement.
CodeFlow::Answer CodeFlow::backFrom(const Statement &Of) const {
  const Statement *Outer = Of.Parent;
  // The first one of the function, or one that may be jumped to.
  if (!Outer || Of.Is == Statement::Label || Of.Is == Statement::Case)
    return std::nullopt;
  if (Outer->Is == Statement::Block)
    return backIn(*Outer, Of.Index);
  if (Outer->Is != Statement::If && Outer->Is != Statement::Loop)
    return std::nullopt;
  bool Any = false;
  const Answer Head = lastIn(Outer->Begin, Outer->HeadEnd, Any);
  if (Any || Outer->Is == Statement::Loop)
    return inexact(Head);
  return inexact(backFrom(*Outer));
}

/// The same, for what stands at a place of a block, or at its end.
CodeFlow::Answer CodeFlow::backIn(const Statement &Block, size_t Index) const {
  if (Index == 0)
    return backFrom(Block);
  const Statement &Before = *Block.Inner[Index - 1];
  switch (Before.Is) {
  case Statement::Label:
  case Statement::Case:
  case Statement::Jump:
  case Statement::Do:
    return std::nullopt;
  case Statement::Simple:
    break;
  case Statement::Block:
  case Statement::If:
  case Statement::Loop:
  case Statement::Switch:
    if (hasPlaces(Before.HeadEnd, Before.End) ||
        Before.any(
            [](const Statement &Each) { return Each.Is == Statement::Label; }))
      return std::nullopt;
  }
  bool Any = false;
  const Answer Own = lastIn(Before.Begin, Before.HeadEnd, Any);
  return Any ? Own : backFrom(Before);
}

//===----------------------------------------------------------------------===//
// Statements by place
//===----------------------------------------------------------------------===//

/// The innermost statement that a byte is in, or the next one behind it in the
/// same block. If there is none, the block, and \p IsEnd is set.
const CodeFlow::Statement *CodeFlow::find(size_t Offset, bool &IsEnd) const {
  const Statement *Now = Body.get();
  IsEnd = false;
  for (;;) {
    const Statement *Next = nullptr;
    for (const auto &Each : Now->Inner)
      if (Offset < Each->End) {
        Next = Each.get();
        break;
      }
    if (Now->Is != Statement::Block && Now->Is != Statement::Do &&
        Offset < Now->HeadEnd)
      return Now;
    if (!Next) {
      IsEnd = Now->Is == Statement::Block;
      return Now;
    }
    if (Offset < Next->Begin && Now->Is == Statement::Block)
      return Next;
    Now = Next;
    if (Offset < Now->Begin) // the bare body of an if or a loop
      return Now;
  }
}

CodeFlow::Answer CodeFlow::ahead(size_t Offset) const {
  if (!contains(Offset))
    return std::nullopt;
  bool IsEnd = false, Any = false;
  if (IsConditional) // what is on the line itself
    return firstIn(Text.take_front(Offset).rfind('\n') + 1,
                   std::min(Text.find('\n', Offset), Text.size()), Any);
  const Statement *Of = find(Offset, IsEnd);
  if (Of->Is == Statement::Do && Offset >= Of->Inner.front()->End)
    return next(*Of->Inner.front(), 0);
  return IsEnd ? next(*Of, 0) : from(*Of, 0);
}

CodeFlow::Answer CodeFlow::back(size_t Offset) const {
  if (!contains(Offset) || IsConditional)
    return std::nullopt;
  bool IsEnd = false;
  const Statement *Of = find(Offset, IsEnd);
  if (Of->Is == Statement::Do && Offset >= Of->Inner.front()->End)
    return std::nullopt;
  return IsEnd ? backIn(*Of, Of->Inner.size()) : backFrom(*Of);
}

} // namespace spinpair
