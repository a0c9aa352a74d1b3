//===- Condition.cpp - Conditions of MSBuild ------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "LogicParser.h"
#include "MsBuild.h"
#include "Xml.h"
#include "support/WindowsPaths.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VersionTuple.h"

#include <optional>

using llvm::StringRef;
namespace fs = llvm::sys::fs;

namespace spinpair {

/// A decimal or hexadecimal number, as a version of one part; or a version.
static std::optional<llvm::VersionTuple> numberIn(StringRef Text) {
  Text = Text.trim();
  Text.consume_front("v");
  unsigned Number;
  if (Text.take_front(2).equals_insensitive("0x")
          ? !Text.drop_front(2).getAsInteger(16, Number)
          : !Text.getAsInteger(10, Number))
    return llvm::VersionTuple(Number);
  llvm::VersionTuple Version;
  if (Version.tryParse(Text))
    return std::nullopt;
  return Version;
}

class Condition : LogicParser<Condition> {
public:
  Condition(MsBuild &Project, StringRef Text, StringRef Folder,
            const MsBuildItem *Around, bool WithItems)
      : LogicParser(Text), Project(Project), Text(Text), Folder(Folder),
        Around(Around), WithItems(WithItems) {}

  /// Nothing if it is not understood.
  std::optional<bool> value() {
    bool Result = any();
    skipBlanks();
    if (!Rest.empty())
      IsWrong = true;
    if (IsWrong)
      return std::nullopt;
    return Result;
  }

private:
  friend LogicParser;

  bool takeWord(StringRef Word) {
    skipBlanks();
    if (!Rest.take_front(Word.size()).equals_insensitive(Word) ||
        (Rest.size() > Word.size() && llvm::isAlnum(Rest[Word.size()])))
      return false;
    Rest = Rest.drop_front(Word.size());
    return true;
  }

  bool takeOr() { return takeWord("or"); }
  bool takeAnd() { return takeWord("and"); }

  struct Operand {
    std::string Value;
    std::optional<bool> Truth; ///< Of a function.
  };

  Operand operand() {
    skipBlanks();
    if (Rest.take_front() == "'") {
      size_t End = endOfQuote();
      if (End == StringRef::npos) {
        IsWrong = true;
        return {};
      }
      std::string Value = Project.expand(Rest.slice(1, End), Around, WithItems);
      Rest = Rest.drop_front(End + 1);
      return {Value, std::nullopt};
    }
    if (!Rest.empty() && StringRef("$@%").contains(Rest[0])) {
      size_t End = endOfBrackets(Rest);
      if (End == StringRef::npos) {
        IsWrong = true;
        return {};
      }
      std::string Value =
          Project.expand(Rest.take_front(End), Around, WithItems);
      Rest = Rest.drop_front(End);
      return {Value, std::nullopt};
    }
    StringRef Word = Rest.take_while([](char C) {
      return llvm::isAlnum(C) || C == '_' || C == '.' || C == '-' || C == '+';
    });
    Rest = Rest.drop_front(Word.size());
    if (Rest.take_front() == "(")
      return function(Word);
    IsWrong |= Word.empty();
    return {Word.str(), std::nullopt};
  }

  /// Where the quote ends that \p Rest begins with: not in $(...).
  size_t endOfQuote() const {
    for (size_t I = 1; I < Rest.size(); ++I) {
      if (Rest[I] == '\'')
        return I;
      if (StringRef("$@%").contains(Rest[I])) {
        size_t Length = endOfBrackets(Rest.drop_front(I));
        if (Length != StringRef::npos)
          I += Length - 1;
      }
    }
    return StringRef::npos;
  }

  /// The length of "$(...)" at the start of \p Text; npos if it is none.
  static size_t endOfBrackets(StringRef Text) {
    if (Text.size() < 2 || Text[1] != '(')
      return StringRef::npos;
    unsigned Depth = 0;
    for (size_t I = 1; I < Text.size(); ++I) {
      Depth += Text[I] == '(';
      if (Text[I] == ')' && --Depth == 0)
        return I + 1;
    }
    return StringRef::npos;
  }

  Operand function(StringRef Name) {
    size_t End = endOfBrackets(("$" + Rest).str());
    if (End == StringRef::npos) {
      IsWrong = true;
      return {};
    }
    StringRef Given = Rest.slice(1, End - 2).trim();
    Rest = Rest.drop_front(End - 1);
    std::string Value = Project.expand(Given.trim("'\""), Around, WithItems);
    if (Name.equals_insensitive("exists")) {
      bool All = !Value.empty();
      for (const std::string &Each : MsBuild::split(Value))
        All &= fs::exists(hostPath(Each, Folder));
      return {"", All};
    }
    if (Name.equals_insensitive("hastrailingslash"))
      return {"",
              !Value.empty() && (Value.back() == '/' || Value.back() == '\\')};
    IsWrong = true;
    return {};
  }

  bool comparison() {
    Operand Left = operand();
    if (IsWrong)
      return false;
    static const StringRef Symbols[] = {"==", "!=", "<=", ">=", "<", ">"};
    for (StringRef Symbol : Symbols)
      if (take(Symbol)) {
        Operand Right = operand();
        return !IsWrong && compare(text(Left), Symbol, text(Right));
      }
    if (Left.Truth)
      return *Left.Truth;
    for (StringRef Yes : {"true", "on", "yes", "!false", "!off", "!no"})
      if (StringRef(Left.Value).equals_insensitive(Yes))
        return true;
    for (StringRef No : {"false", "off", "no", "!true", "!on", "!yes"})
      if (StringRef(Left.Value).equals_insensitive(No))
        return false;
    IsWrong = true;
    return false;
  }

  static std::string text(const Operand &Of) {
    return Of.Truth ? (*Of.Truth ? "true" : "false") : Of.Value;
  }

  bool compare(const std::string &Left, StringRef Symbol,
               const std::string &Right) {
    auto A = numberIn(Left), B = numberIn(Right);
    const bool AreNumbers = A && B;
    if (Symbol == "==" || Symbol == "!=") {
      bool Equal =
          AreNumbers ? *A == *B : StringRef(Left).equals_insensitive(Right);
      return Equal == (Symbol == "==");
    }
    if (!AreNumbers) {
      IsWrong = true;
      return false;
    }
    return Symbol == "<"    ? *A < *B
           : Symbol == "<=" ? *A <= *B
           : Symbol == ">"  ? *B < *A
                            : *B <= *A;
  }

  MsBuild &Project;
  StringRef Text, Folder;
  const MsBuildItem *Around;
  bool WithItems;
};

bool MsBuild::isTrue(StringRef Text, StringRef Folder,
                     const MsBuildItem *Around, bool WithItems) {
  Text = Text.trim();
  if (Text.empty())
    return true;
  auto Result = Condition(*this, Text, Folder, Around, WithItems).value();
  if (!Result)
    remark("the condition " + Text.str());
  return Result.value_or(false);
}

bool MsBuild::isTrue(const XmlElement &Element, StringRef Folder,
                     const MsBuildItem *Around, bool WithItems) {
  return isTrue(Element.attribute("Condition"), Folder, Around, WithItems);
}

} // namespace spinpair
