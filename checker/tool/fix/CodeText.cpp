//===- CodeText.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "CodeText.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

using llvm::StringRef;

namespace spinpair {

static constexpr size_t None = SIZE_MAX;

std::string CallText::text() const {
  return Name + "(" + llvm::join(Arguments, ", ") + ")";
}

CodeText::CodeText(std::string Given) : Text(std::move(Given)), Lines{0} {
  for (size_t At = Text.find('\n'); At != std::string::npos;
       At = Text.find('\n', At + 1))
    Lines.push_back(At + 1);
  lex();
}

void CodeText::lex() {
  clang::LangOptions Language;
  Language.LineComment = true;
  clang::Lexer Lexer(clang::SourceLocation(), Language, Text.c_str(),
                     Text.c_str(), Text.c_str() + Text.size());
  std::vector<size_t> Open;
  clang::Token Token;
  for (bool Last = false; !Last;) {
    Last = Lexer.LexFromRawLexer(Token);
    if (Token.is(clang::tok::eof))
      break;
    const auto End =
        static_cast<size_t>(Lexer.getBufferLocation() - Text.c_str());
    const size_t Begin = End - Token.getLength();
    if (Token.is(clang::tok::hash) && Token.isAtStartOfLine()) {
      // A directive is no code. It goes on behind a backslash.
      size_t Stop = Text.find('\n', Begin);
      while (Stop != std::string::npos &&
             StringRef(Text).take_front(Stop).rtrim('\r').back() == '\\')
        Stop = Text.find('\n', Stop + 1);
      Stop = std::min(Stop, Text.size());
      while (!Last && static_cast<size_t>(Lexer.getBufferLocation() -
                                          Text.c_str()) < Stop)
        Last = Lexer.LexFromRawLexer(Token);
      continue;
    }
    Tokens.push_back({Begin, End, Token.is(clang::tok::raw_identifier), None});
    const StringRef Its = at(Tokens.size() - 1);
    if (Its == "(" || Its == "[" || Its == "{")
      Open.push_back(Tokens.size() - 1);
    if ((Its == ")" || Its == "]" || Its == "}") && !Open.empty()) {
      Tokens.back().Partner = Open.back();
      Tokens[Open.back()].Partner = Tokens.size() - 1;
      Open.pop_back();
    }
  }
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

size_t CodeText::offsetAt(unsigned Line, unsigned Column) const {
  if (Line == 0 || Line > Lines.size())
    return Text.size();
  return std::min(Lines[Line - 1] + (Column ? Column - 1 : 0), Text.size());
}

unsigned CodeText::lineOf(size_t Offset) const {
  return static_cast<unsigned>(
      std::upper_bound(Lines.begin(), Lines.end(), Offset) - Lines.begin());
}

/// The token that a byte is in, or else the next one.
size_t CodeText::tokenAt(size_t Offset) const {
  return static_cast<size_t>(
      llvm::partition_point(
          Tokens, [&](const Token &Each) { return Each.End <= Offset; }) -
      Tokens.begin());
}

StringRef CodeText::indentAt(size_t Offset) const {
  const StringRef Line = StringRef(Text).drop_front(Lines[lineOf(Offset) - 1]);
  return Line.take_front(Line.find_first_not_of(" \t"));
}

StringRef CodeText::lineEndAt(size_t Offset) const {
  const size_t End = Text.find('\n', Offset);
  const size_t Own = End != std::string::npos ? End : Text.find('\n');
  return Own != std::string::npos && Own > 0 && Text[Own - 1] == '\r' ? "\r\n"
                                                                      : "\n";
}

std::string CodeText::indentStep() const {
  // The least step from a line that opens a block to the next one.
  std::string Best;
  for (size_t I = 0; I + 1 < Tokens.size(); ++I) {
    if (at(I) != "{" || lineOf(Tokens[I].Begin) == lineOf(Tokens[I + 1].Begin))
      continue;
    StringRef Inner = indentAt(Tokens[I + 1].Begin);
    if (!Inner.consume_front(indentAt(Tokens[I].Begin)) || Inner.empty())
      continue;
    if (Best.empty() || Inner.size() < Best.size())
      Best = Inner.str();
  }
  return Best.empty() ? "  " : Best;
}

bool CodeText::hasBracesAlone() const {
  int Alone = 0;
  for (size_t I = 1; I < Tokens.size(); ++I)
    if (at(I) == "{" && !indentAt(Tokens[I].Begin).empty() &&
        (at(I - 1) == ")" || at(I - 1) == "else" || at(I - 1) == "do"))
      Alone += lineOf(Tokens[I - 1].Begin) == lineOf(Tokens[I].Begin) ? -1 : 1;
  return Alone > 0;
}

Span CodeText::wholeLines(Span Of) const {
  size_t Begin = Lines[lineOf(Of.Begin) - 1];
  if (!StringRef(Text).slice(Begin, Of.Begin).trim(" \t").empty())
    return Of;
  size_t End = Text.find('\n', Of.End);
  if (End == std::string::npos ||
      !StringRef(Text).slice(Of.End, End).trim(" \t\r").empty())
    return Of;
  return {Begin, End + 1};
}

static bool isConstantName(StringRef Name) { return Name.upper() == Name; }

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

/// Is token \p I the bracket that the header of an if or a loop ends with?
bool CodeText::isHeaderEnd(size_t I) const {
  if (at(I) != ")" || Tokens[I].Partner == None || Tokens[I].Partner == 0)
    return false;
  const StringRef Before = at(Tokens[I].Partner - 1);
  return Before == "if" || Before == "while" || Before == "for" ||
         Before == "switch";
}

/// Going back from token \p I, the first one of its statement.
size_t CodeText::firstOfStatement(size_t I) const {
  while (I > 0) {
    const StringRef Before = at(I - 1);
    if (Before == ";" || Before == "{" || Before == "}" || Before == "else" ||
        Before == "do" || isHeaderEnd(I - 1))
      return I;
    if (Before == ":") { // of a label, not of a ?:
      size_t J = I - 1;
      while (J > 0 && at(J - 1) != ";" && at(J - 1) != "{" &&
             at(J - 1) != "}" && at(J - 1) != "?")
        --J;
      if (J == 0 || at(J - 1) != "?")
        return I;
    }
    if ((Before == ")" || Before == "]") && Tokens[I - 1].Partner != None)
      I = Tokens[I - 1].Partner;
    else if (Before == "(" || Before == "[") // out of these
      I = I - 1;
    else
      --I;
  }
  return I;
}

std::optional<Span> CodeText::statementAt(size_t Offset) const {
  const size_t At = tokenAt(Offset);
  if (At >= Tokens.size() || at(At) == "}" || at(At) == "{")
    return std::nullopt;
  const size_t First = firstOfStatement(At);
  static const StringRef Compound[] = {"if", "while", "for",  "switch",
                                       "do", "else",  "case", "default"};
  if (llvm::is_contained(Compound, at(First)))
    return std::nullopt;
  for (size_t I = First; I < Tokens.size(); ++I) {
    if (at(I) == ";")
      return Span{Tokens[First].Begin, Tokens[I].End};
    if (at(I) == "}")
      break;
    if ((at(I) == "(" || at(I) == "[" || at(I) == "{")) {
      if (Tokens[I].Partner == None)
        break;
      I = Tokens[I].Partner;
    }
  }
  return std::nullopt;
}

bool CodeText::isBareBody(Span Statement) const {
  const size_t First = tokenAt(Statement.Begin);
  return First > 0 && First < Tokens.size() &&
         (at(First - 1) == "else" || at(First - 1) == "do" ||
          isHeaderEnd(First - 1));
}

std::optional<Span> CodeText::withoutElse(size_t Offset) const {
  if (Tokens.empty())
    return std::nullopt;
  for (size_t I = std::min(tokenAt(Offset), Tokens.size() - 1);; --I) {
    if (at(I) == "if" && I + 1 < Tokens.size() &&
        Tokens[I + 1].Partner != None &&
        Tokens[Tokens[I + 1].Partner].Begin >= Offset) {
      const size_t Body = Tokens[I + 1].Partner + 1;
      if (Body >= Tokens.size())
        return std::nullopt;
      size_t End = 0;
      if (at(Body) == "{" && Tokens[Body].Partner != None)
        End = Tokens[Tokens[Body].Partner].End;
      else if (const auto Its = statementAt(Tokens[Body].Begin))
        End = Its->End;
      const size_t Next = tokenAt(End);
      if (!End || (Next < Tokens.size() && at(Next) == "else"))
        return std::nullopt;
      return Span{Tokens[I].Begin, End};
    }
    if (I == 0 || at(I) == ";" || at(I) == "}")
      return std::nullopt;
  }
}

/// The token behind the statement that begins with token \p I, with all that it
/// runs; None if that cannot be told.
size_t CodeText::endOfStatement(size_t I, unsigned Depth) const {
  constexpr unsigned Most = 100;
  if (I >= Tokens.size() || Depth > Most || at(I) == "}")
    return None;
  if (at(I) == "{")
    return Tokens[I].Partner == None ? None : Tokens[I].Partner + 1;
  if (I + 1 < Tokens.size() && Tokens[I].IsName && at(I + 1) == ":")
    return endOfStatement(I + 2, Depth + 1); // a label
  if (at(I) == "case" || at(I) == "default" || at(I) == "else")
    return None;
  if (at(I) == "do") {
    const size_t Body = endOfStatement(I + 1, Depth + 1);
    if (Body == None || Body + 1 >= Tokens.size() || at(Body) != "while" ||
        Tokens[Body + 1].Partner == None)
      return None;
    return Tokens[Body + 1].Partner + 2;
  }
  if (I + 1 < Tokens.size() && Tokens[I + 1].Partner != None &&
      isHeaderEnd(Tokens[I + 1].Partner)) {
    const size_t Body = endOfStatement(Tokens[I + 1].Partner + 1, Depth + 1);
    if (Body != None && at(I) == "if" && Body < Tokens.size() &&
        at(Body) == "else")
      return endOfStatement(Body + 1, Depth + 1);
    return Body;
  }
  for (; I < Tokens.size() && at(I) != "}"; ++I) {
    if (at(I) == ";")
      return I + 1;
    if (at(I) == "(" || at(I) == "[" || at(I) == "{") {
      if (Tokens[I].Partner == None)
        return None;
      I = Tokens[I].Partner;
    }
  }
  return None;
}

std::vector<Span> CodeText::statementsIn(Span Block) const {
  std::vector<Span> Result;
  const size_t End = tokenAt(Block.End - 1);
  for (size_t I = tokenAt(Block.Begin) + 1; I < End;) {
    const size_t Next = endOfStatement(I, 0);
    if (Next == None || Next > End)
      break;
    Result.push_back({Tokens[I].Begin, Tokens[Next - 1].End});
    I = Next;
  }
  return Result;
}

bool CodeText::namesOwnOnly(Span Statement, Span Body) const {
  if (text(Statement).contains('#'))
    return false;
  const size_t End = tokenAt(Statement.End);
  for (size_t I = tokenAt(Statement.Begin); I < End; ++I) {
    static const StringRef Never[] = {"return", "goto", "break", "continue",
                                      "*",      "[",    "->",    "."};
    if (llvm::is_contained(Never, at(I)))
      return false;
    if (!Tokens[I].IsName || at(I) == "if" || at(I) == "else" ||
        (I + 1 < End && at(I + 1) == "("))
      continue;
    if (!isPlainLocal(at(I), Body) && !isConstantName(at(I)))
      return false;
  }
  return true;
}

std::optional<Span> CodeText::firstValueOf(StringRef Name, Span Block,
                                           size_t Before) const {
  std::optional<Span> Result;
  for (const Span Each : statementsIn(Block)) {
    const size_t End = tokenAt(Each.End);
    if (Each.End > Before)
      break;
    for (size_t I = tokenAt(Each.Begin); I + 3 < End + 1; ++I)
      if (at(I) == Name && at(I + 1) == "=" && I + 3 < End + 1 &&
          (at(I + 3) == ";" || at(I + 3) == ",") && llvm::isDigit(at(I + 2)[0]))
        Result = Span{Tokens[I + 2].Begin, Tokens[I + 2].End};
  }
  return Result;
}

/// Two names, or a name, stars and a name, are a type and what has it.
bool CodeText::isDeclaration(Span Statement) const {
  static const StringRef Others[] = {"return",   "goto", "break",
                                     "continue", "else", "case"};
  size_t I = tokenAt(Statement.Begin);
  if (I + 1 >= Tokens.size() || !Tokens[I].IsName ||
      llvm::is_contained(Others, at(I)))
    return false;
  for (++I; I < Tokens.size() && at(I) == "*"; ++I)
    ;
  return I < Tokens.size() && Tokens[I].IsName &&
         Tokens[I].Begin < Statement.End;
}

size_t CodeText::behindDeclarations(Span Block) const {
  size_t I = tokenAt(Block.Begin) + 1;
  while (I < Tokens.size() && Tokens[I].Begin < Block.End) {
    const auto Statement = statementAt(Tokens[I].Begin);
    if (!Statement || !isDeclaration(*Statement))
      return Tokens[I].Begin;
    I = tokenAt(Statement->End);
  }
  return I < Tokens.size() ? Tokens[I].Begin : Text.size();
}

std::optional<Span> CodeText::bodyAround(size_t Offset) const {
  for (size_t I = 0; I < Tokens.size(); ++I) {
    if (at(I) != "{" || Tokens[I].Partner == None)
      continue;
    const size_t Close = Tokens[I].Partner;
    if (Tokens[I].Begin < Offset && Offset <= Tokens[Close].Begin)
      return Span{Tokens[I].Begin, Tokens[Close].End};
    // extern "C" { and namespaces hold functions.
    if (I > 0 && !(at(I - 1) == ")"))
      continue;
    I = Close;
  }
  return std::nullopt;
}

std::optional<Span> CodeText::blockAround(size_t Offset) const {
  std::optional<Span> Best;
  for (size_t I = 0; I < Tokens.size() && Tokens[I].Begin < Offset; ++I)
    if (at(I) == "{" && Tokens[I].Partner != None &&
        Offset <= Tokens[Tokens[I].Partner].Begin)
      Best = Span{Tokens[I].Begin, Tokens[Tokens[I].Partner].End};
  return Best;
}

//===----------------------------------------------------------------------===//
// What can be moved
//===----------------------------------------------------------------------===//

bool CodeText::isPlainLocal(StringRef Name, Span Body) const {
  const size_t Open = tokenAt(Body.Begin);
  bool IsDeclared = false;
  if (Open > 0 && at(Open - 1) == ")" && Tokens[Open - 1].Partner != None)
    for (size_t I = Tokens[Open - 1].Partner + 1; I < Open - 1; ++I)
      IsDeclared |= at(I) == Name && (at(I + 1) == "," || at(I + 1) == ")");
  for (size_t I = Open + 1; I < Tokens.size() && Tokens[I].Begin < Body.End;
       ++I) {
    if (at(I) != Name || at(I - 1) == "->" || at(I - 1) == ".")
      continue;
    if (at(I - 1) == "&" || at(I + 1) == "[")
      return false;
    const size_t First = firstOfStatement(I);
    if (First == I || !isDeclaration({Tokens[First].Begin, Tokens[I].End}))
      continue;
    const StringRef Before = at(I - 1), After = at(I + 1);
    if (After != ";" && After != "," && After != "=")
      continue;
    if (Before == "," || Before == "*" || Tokens[I - 1].IsName) {
      if (at(First) == "static" || at(First) == "extern" || IsDeclared)
        return false; // or another one of that name hides it
      IsDeclared = true;
    }
  }
  return IsDeclared;
}

bool CodeText::isOwnValue(Span Value, Span Body) const {
  size_t First = tokenAt(Value.Begin), End = tokenAt(Value.End);
  while (First + 2 < End && at(First) == "(" &&
         Tokens[First].Partner == End - 1) {
    ++First;
    --End;
  }
  if (First + 1 < End && (at(First) == "-" || at(First) == "~"))
    ++First;
  if (First + 1 != End)
    return First >= End;
  if (!Tokens[First].IsName) // a number or a text
    return llvm::isDigit(at(First)[0]) || at(First).back() == '"' ||
           at(First).back() == '\'';
  return isPlainLocal(at(First), Body) || isConstantName(at(First));
}

std::optional<Span> CodeText::returned(Span Statement) const {
  const size_t First = tokenAt(Statement.Begin);
  if (First >= Tokens.size() || at(First) != "return")
    return std::nullopt;
  const size_t Last = tokenAt(Statement.End - 1);
  return Span{Tokens[First + 1].Begin, Tokens[Last].Begin};
}

bool CodeText::canFollow(Span Statement, const CallText &Call, Span Later,
                         Span Body) const {
  const size_t First = tokenAt(Statement.Begin), End = tokenAt(Statement.End),
               Last = tokenAt(Later.Begin);
  const auto Block = blockAround(Statement.Begin),
             Others = blockAround(Later.Begin);
  if (!Block || !Others || Block->Begin != Others->Begin || First == 0 ||
      Last < End || isBareBody(Statement) || isBareBody(Later) ||
      Call.Whole.Begin != Statement.Begin ||
      tokenAt(Call.Whole.End) + 1 != End ||
      !llvm::all_of(Call.ArgumentSpans,
                    [&](Span Each) { return isOwnValue(Each, Body); }))
    return false;
  if (const StringRef Before = at(First - 1);
      Before != ";" && Before != "{" && Before != "}")
    return false;
  // Directives may leave out either of them.
  if (text({Statement.Begin, Later.End}).contains('#'))
    return false;
  const StringRef Quiet[] = {";", "=", "+", "-", "++", "--", "+=", "-="};
  for (size_t I = End; I < Last; ++I) {
    if (llvm::is_contained(Quiet, at(I)) || llvm::isDigit(at(I)[0]))
      continue;
    const bool Reads = Tokens[I].IsName &&
                       (isPlainLocal(at(I), Body) || isConstantName(at(I)));
    if (!Reads || llvm::any_of(Call.Arguments, [&](const std::string &Each) {
          return StringRef(Each).contains(at(I)) && !isConstantName(at(I));
        }))
      return false;
  }
  return true;
}

/// By what stands before its name.
bool CodeText::isVoidFunction(Span Body) const {
  const size_t Open = tokenAt(Body.Begin);
  if (Open == 0 || at(Open - 1) != ")" || Tokens[Open - 1].Partner == None)
    return false;
  bool IsVoid = false;
  for (size_t I = Tokens[Open - 1].Partner; I-- > 0;) {
    if (at(I) == ";" || at(I) == "}" || at(I) == "*")
      return IsVoid && at(I) != "*";
    IsVoid |= at(I) == "void" || at(I) == "VOID";
  }
  return IsVoid;
}

std::string CodeText::leavesBehind(Span Goto, Span First, Span Body) const {
  const size_t Jump = tokenAt(Goto.Begin), At = tokenAt(First.Begin),
               Next = tokenAt(First.End), End = tokenAt(Body.End - 1);
  if (Jump + 2 >= Tokens.size() || at(Jump) != "goto" || At < 2 ||
      at(At - 1) != ":" || at(At - 2) != at(Jump + 1) || Next > End)
    return "";
  if (Next == End)
    return isVoidFunction(Body) ? "return;" : "";
  const auto Leave = statementAt(Tokens[Next].Begin);
  const auto Value = Leave ? returned(*Leave) : std::nullopt;
  return Value && isOwnValue(*Value, Body) ? text(*Leave).str() : "";
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

std::optional<CallText> CodeText::callOfName(size_t I) const {
  if (I + 1 >= Tokens.size() || !Tokens[I].IsName || at(I + 1) != "(" ||
      Tokens[I + 1].Partner == None)
    return std::nullopt;
  static const StringRef Others[] = {"if",     "while",  "for",
                                     "switch", "return", "sizeof"};
  if (llvm::is_contained(Others, at(I)))
    return std::nullopt;
  const size_t Close = Tokens[I + 1].Partner;
  CallText Call;
  Call.Name = at(I).str();
  Call.Whole = {Tokens[I].Begin, Tokens[Close].End};
  size_t First = I + 2;
  for (size_t J = I + 2; J <= Close && First < Close; ++J) {
    if (J == Close || at(J) == ",") {
      const Span Its{Tokens[First].Begin, Tokens[J - 1].End};
      Call.ArgumentSpans.push_back(Its);
      Call.Arguments.push_back(text(Its).str());
      First = J + 1;
    } else if (Tokens[J].Partner != None && Tokens[J].Partner > J) {
      J = Tokens[J].Partner;
    }
  }
  // "Result = ", perhaps behind a type or with a cast.
  const size_t Start = firstOfStatement(I);
  for (size_t J = Start; J < I; ++J)
    if (at(J) == "=" && J > Start) {
      size_t From =
          isDeclaration({Tokens[Start].Begin, Tokens[I].End}) ? J - 1 : Start;
      Call.Result = text({Tokens[From].Begin, Tokens[J - 1].End}).str();
    }
  return Call;
}

std::optional<CallText> CodeText::callAt(size_t Offset) const {
  const size_t At = tokenAt(Offset);
  if (auto Call = callOfName(At))
    return Call;
  // An assignment or a declaration begins there.
  const auto Statement = statementAt(Offset);
  if (!Statement)
    return std::nullopt;
  for (size_t I = At; I < Tokens.size() && Tokens[I].Begin < Statement->End;
       ++I)
    if (auto Call = callOfName(I))
      return Call;
  return std::nullopt;
}

std::vector<CallText> CodeText::callsIn(Span Of) const {
  std::vector<CallText> Result;
  for (size_t I = tokenAt(Of.Begin);
       I < Tokens.size() && Tokens[I].Begin < Of.End; ++I)
    if (auto Call = callOfName(I))
      Result.push_back(std::move(*Call));
  return Result;
}

} // namespace spinpair
