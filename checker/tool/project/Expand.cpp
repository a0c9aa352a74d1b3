//===- Expand.cpp - $(properties), @(items) and %(metadata) ---------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "MsBuild.h"
#include "support/WindowsPaths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <array>
#include <optional>

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace spinpair {

static constexpr size_t Longest = 1 << 20;

/// The text up to the bracket that closes the one at the start of \p Text;
/// quotes hide brackets. npos if there is none.
static size_t closing(StringRef Text) {
  unsigned Depth = 0;
  char Quote = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (Quote) {
      if (C == Quote)
        Quote = 0;
    } else if (C == '(') {
      ++Depth;
    } else if (C == ')') {
      if (--Depth == 0)
        return I;
    } else if (Depth > 1 && (C == '\'' || C == '"' || C == '`')) {
      Quote = C; // of the arguments of a function
    }
  }
  return StringRef::npos;
}

std::string MsBuild::expand(StringRef Text, const MsBuildItem *Around,
                            bool WithItems) {
  std::string Result;
  while (!Text.empty() && Result.size() <= Longest) {
    size_t At = Text.find_first_of("$@%");
    Result += Text.take_front(At);
    if (At == StringRef::npos)
      break;
    Text = Text.drop_front(At);
    const char Kind = Text[0];
    size_t End = Text.drop_front().take_front() == "("
                     ? closing(Text.drop_front())
                     : StringRef::npos;
    const bool Meant =
        Kind == '$' || (Kind == '@' && WithItems) || (Kind == '%' && Around);
    if (End == StringRef::npos || !Meant) {
      Result += Kind;
      Text = Text.drop_front();
      continue;
    }
    StringRef Inside = Text.slice(2, End + 1);
    if (Kind == '$')
      Result += expandProperty(Inside.trim());
    else if (Kind == '@')
      Result += expandItems(Inside.trim());
    else
      Result += expandMetadata(Inside.trim(), *Around);
    Text = Text.drop_front(End + 2);
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// Items and metadata
//===----------------------------------------------------------------------===//

static std::optional<std::string> wellKnown(StringRef Name, StringRef Include) {
  std::string Slashes = withSlashes(Include);
  if (Name == "identity")
    return Include.str();
  if (Name == "filename")
    return path::stem(Slashes).str();
  if (Name == "extension")
    return path::extension(Slashes).str();
  if (Name == "relativedir")
    return (path::parent_path(Slashes) + "/").str();
  return std::nullopt;
}

std::string MsBuild::expandMetadata(StringRef Inside,
                                    const MsBuildItem &Around) {
  // "ClCompile.Name" is that of the item around, in what is read here.
  std::string Name = Inside.rsplit('.').second.empty()
                         ? Inside.lower()
                         : Inside.rsplit('.').second.lower();
  if (Name == "fullpath")
    return hostPath(Around.Include, Folder);
  if (!Around.Include.empty())
    if (auto Known = wellKnown(Name, Around.Include))
      return *Known;
  return Around.value(Name);
}

std::string MsBuild::expandItems(StringRef Inside) {
  auto [Kind, Rest] = Inside.split("->");
  std::string Separator = ";";
  if (Rest.empty()) {
    StringRef Given;
    std::tie(Kind, Given) = Inside.split(',');
    if (!Given.empty())
      Separator = Given.trim().trim("'\"").str();
  }
  StringRef Form = Rest.trim();
  if (!Form.empty() && Form[0] != '\'') {
    remark("@(" + Inside.str() + ")");
    return "";
  }
  Form = Form.drop_front(Form.empty() ? 0 : 1).take_until([](char C) {
    return C == '\'';
  });
  std::string Result;
  for (const MsBuildItem &Each : items(Kind.trim())) {
    if (!Result.empty())
      Result += Separator;
    Result += Rest.empty() ? Each.Include : expand(Form, &Each);
    if (Result.size() > Longest)
      break;
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// Property functions
//===----------------------------------------------------------------------===//

/// The parts of \p Text, between commas that stand in no quotes or brackets.
static std::vector<StringRef> arguments(StringRef Text) {
  std::vector<StringRef> Result;
  unsigned Depth = 0;
  char Quote = 0;
  size_t From = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (Quote)
      Quote = C == Quote ? 0 : Quote;
    else if (C == '\'' || C == '"' || C == '`')
      Quote = C;
    else if (C == '(')
      ++Depth;
    else if (C == ')' && Depth)
      --Depth;
    else if (C == ',' && !Depth) {
      Result.push_back(Text.slice(From, I));
      From = I + 1;
    }
  }
  if (!Text.trim().empty() || !Result.empty())
    Result.push_back(Text.drop_front(From));
  return Result;
}

static StringRef unquoted(StringRef Text) {
  Text = Text.trim();
  for (char Quote : {'\'', '"', '`'})
    if (Text.size() >= 2 && Text.front() == Quote && Text.back() == Quote)
      return Text.slice(1, Text.size() - 1);
  return Text;
}

static std::string fromBool(bool Value) { return Value ? "True" : "False"; }

static std::string replaced(StringRef Text, StringRef From, StringRef To) {
  std::string Result;
  for (size_t At; !From.empty() && (At = Text.find(From)) != StringRef::npos;
       Text = Text.drop_front(At + From.size())) {
    Result += Text.take_front(At);
    Result += To;
    if (Result.size() > Longest)
      return "";
  }
  return Result + Text.str();
}

/// What functions of strings make of \p Value; none if it is not known.
static std::optional<std::string>
stringFunction(StringRef Value, StringRef Name,
               const std::vector<std::string> &Given) {
  const size_t Count = Given.size();
  StringRef First = Count ? StringRef(Given[0]) : StringRef();
  size_t Number = 0, Length = StringRef::npos;
  const bool IsNumber =
      Count && !First.getAsInteger(10, Number) &&
      (Count == 1 || !StringRef(Given[1]).getAsInteger(10, Length));
  auto Position = [](size_t At) {
    return At == StringRef::npos ? "-1" : std::to_string(At);
  };
  if (Name == "replace" && Count == 2)
    return replaced(Value, First, Given[1]);
  if (Name == "endswith" && Count)
    return fromBool(Value.take_back(First.size()) == First);
  if (Name == "startswith" && Count)
    return fromBool(Value.take_front(First.size()) == First);
  if (Name == "contains" && Count)
    return fromBool(Value.contains(First));
  if (Name == "equals" && Count)
    return fromBool(Value == First);
  if ((Name == "toupper" || Name == "toupperinvariant") && !Count)
    return Value.upper();
  if ((Name == "tolower" || Name == "tolowerinvariant") && !Count)
    return Value.lower();
  if (Name == "tostring" && !Count)
    return Value.str();
  if (Name == "length" && !Count)
    return std::to_string(Value.size());
  if (Name == "trim")
    return (Count ? Value.trim(First) : Value.trim()).str();
  if (Name == "trimend")
    return (Count ? Value.rtrim(First) : Value.rtrim()).str();
  if (Name == "trimstart")
    return (Count ? Value.ltrim(First) : Value.ltrim()).str();
  if (Name == "indexof" && Count == 1)
    return Position(Value.find(First));
  if (Name == "lastindexof" && Count == 1)
    return Position(Value.rfind(First));
  if (Name == "substring" && IsNumber && Number <= Value.size())
    return Value.substr(Number, Count > 1 ? Length : StringRef::npos).str();
  if (Name == "remove" && IsNumber && Number <= Value.size())
    return Value.take_front(Number).str() +
           (Count > 1 ? Value.drop_front(Number).drop_front(
                            std::min(Length, Value.size() - Number))
                      : StringRef())
               .str();
  // An array is a list here; what comes next takes one of its parts.
  if (Name == "split" && Count)
    return replaced(Value, First, ";");
  return std::nullopt;
}

/// The functions and indices behind a value: ".Replace(' ','')", "[0]".
std::string MsBuild::callFunctions(std::string Value, StringRef Rest,
                                   StringRef Whole) {
  auto Unclear = [&]() -> std::string {
    remark("$(" + Whole.str() + ")");
    return "";
  };
  for (Rest = Rest.trim(); !Rest.empty(); Rest = Rest.trim()) {
    if (Rest.consume_front("[")) {
      size_t End = Rest.find(']'), Number;
      std::vector<std::string> Parts;
      for (StringRef Left = Value; !Left.empty();) {
        auto [Part, More] = Left.split(';');
        Parts.push_back(Part.str());
        Left = More;
      }
      if (End == StringRef::npos ||
          Rest.take_front(End).trim().getAsInteger(10, Number) ||
          Number >= Parts.size())
        return Unclear();
      Value = Parts[Number];
      Rest = Rest.drop_front(End + 1);
      continue;
    }
    if (!Rest.consume_front("."))
      return Unclear();
    StringRef Name =
        Rest.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    Rest = Rest.drop_front(Name.size());
    std::vector<std::string> Given;
    if (Rest.take_front() == "(") {
      size_t End = closing(Rest);
      if (End == StringRef::npos)
        return Unclear();
      for (StringRef Each : arguments(Rest.slice(1, End)))
        Given.push_back(expand(unquoted(Each)));
      Rest = Rest.drop_front(End + 1);
    }
    auto Result = stringFunction(Value, Name.lower(), Given);
    if (!Result)
      return Unclear();
    Value = *Result;
  }
  return Value;
}

static std::string nearestAbove(StringRef Folder, StringRef Name) {
  for (; !Folder.empty(); Folder = path::parent_path(Folder))
    if (fs::exists(hostPath(Name, Folder)))
      return Folder.str();
  return "";
}

/// What functions of paths make of their arguments, with \p Folder for what is
/// relative; none if they are not known.
static std::optional<std::string>
pathFunction(StringRef Name, std::vector<std::string> Given, StringRef Folder) {
  for (std::string &Each : Given)
    if (!isWindowsPath(Each))
      Each = withSlashes(Each);
  auto Joined = [&] {
    llvm::SmallString<256> Path;
    for (const std::string &Each : Given)
      if (path::is_absolute(Each))
        Path = Each;
      else
        path::append(Path, Each);
    return Path.str().str();
  };
  const size_t Count = Given.size();
  if (Name == "path::combine" && Count)
    return Joined();
  if (Name == "path::getfullpath" || Name == "msbuild::normalizepath")
    return hostPath(Joined(), Folder);
  if (Name == "msbuild::normalizedirectory")
    return hostPath(Joined(), Folder) + "/";
  if (Count == 2 && Name == "msbuild::getdirectorynameoffileabove")
    return nearestAbove(hostPath(Given[0], Folder), Given[1]);
  if (Count && Name == "msbuild::getpathoffileabove") {
    std::string Found = nearestAbove(
        Count > 1 ? hostPath(Given[1], Folder) : Folder.str(), Given[0]);
    return Found.empty() ? "" : hostPath(Given[0], Found);
  }
  if (Count != 1)
    return std::nullopt;
  StringRef Only = Given[0];
  if (Name == "path::getfilename")
    return path::filename(Only).str();
  if (Name == "path::getfilenamewithoutextension")
    return path::stem(Only).str();
  if (Name == "path::getextension")
    return path::extension(Only).str();
  if (Name == "path::getdirectoryname")
    return path::parent_path(Only).str();
  if (Name == "msbuild::ensuretrailingslash")
    return Only.empty() || Only.back() == '/' ? Only.str() : Only.str() + "/";
  if (Name == "file::exists")
    return fromBool(fs::is_regular_file(hostPath(Only, Folder)));
  if (Name == "directory::exists")
    return fromBool(fs::is_directory(hostPath(Only, Folder)));
  return std::nullopt;
}

/// The numbers of a version as MSBuild compares them: a "v" in front and what
/// is behind '-' or '+' do not count, and what is missing is 0.
static std::optional<std::array<unsigned, 4>> versionIn(StringRef Text) {
  Text = Text.trim();
  if (Text.take_front().equals_insensitive("v"))
    Text = Text.drop_front();
  Text = Text.take_front(Text.find_first_of("-+"));
  llvm::SmallVector<StringRef, 4> Parts;
  Text.split(Parts, '.');
  std::array<unsigned, 4> Result = {};
  if (Parts.size() > Result.size())
    return std::nullopt;
  for (size_t I = 0; I < Parts.size(); ++I)
    if (Parts[I].getAsInteger(10, Result[I]))
      return std::nullopt;
  return Result;
}

/// [MSBuild]::VersionLessThan() and its kin.
static std::optional<std::string>
versionFunction(StringRef Name, const std::vector<std::string> &Given) {
  if (!Name.consume_front("msbuild::version") || Given.size() != 2)
    return std::nullopt;
  const auto A = versionIn(Given[0]), B = versionIn(Given[1]);
  if (!A || !B)
    return std::nullopt;
  if (Name == "equals" || Name == "notequals")
    return fromBool((*A == *B) == (Name == "equals"));
  if (Name == "lessthan" || Name == "greaterthanorequals")
    return fromBool((*A < *B) == (Name == "lessthan"));
  if (Name == "greaterthan" || Name == "lessthanorequals")
    return fromBool((*B < *A) == (Name == "greaterthan"));
  return std::nullopt;
}

static std::optional<std::string>
otherFunction(StringRef Name, const std::vector<std::string> &Given) {
  const size_t Count = Given.size();
  if (Name == "string::isnullorempty" && Count == 1)
    return fromBool(Given[0].empty());
  if (Name == "string::isnullorwhitespace" && Count == 1)
    return fromBool(StringRef(Given[0]).trim().empty());
  if ((Name == "string::copy" || Name == "string::new" ||
       Name == "msbuild::escape" || Name == "msbuild::unescape") &&
      Count == 1)
    return Given[0];
  if (Name == "string::concat")
    return llvm::join(Given, "");
  if (Name == "msbuild::valueordefault" && Count == 2)
    return Given[Given[0].empty()];
  if (Name == "msbuild::isosplatform" && Count == 1)
    return fromBool(StringRef(Given[0]).equals_insensitive("windows"));
  long long A, B;
  if (Count == 2 && !StringRef(Given[0]).getAsInteger(0, A) &&
      !StringRef(Given[1]).getAsInteger(0, B) && std::abs(A) < INT_MAX &&
      std::abs(B) < INT_MAX) {
    if (Name == "msbuild::add")
      return std::to_string(A + B);
    if (Name == "msbuild::subtract")
      return std::to_string(A - B);
    if (Name == "msbuild::multiply")
      return std::to_string(A * B);
  }
  return std::nullopt;
}

/// [Type]::Function(...) at the start of \p Inside; \p Rest is what follows.
bool MsBuild::callStatic(StringRef Inside, std::string &Value,
                         StringRef &Rest) {
  size_t End = Inside.find("]::");
  if (End == StringRef::npos)
    return false;
  std::string Type = Inside.slice(1, End).trim().lower();
  StringRef Short = Type;
  for (StringRef Before : {"system.io.", "system."})
    Short.consume_front(Before);
  Rest = Inside.drop_front(End + 3);
  StringRef Function =
      Rest.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
  Rest = Rest.drop_front(Function.size());
  std::vector<std::string> Given;
  if (Rest.take_front() == "(") {
    size_t Close = closing(Rest);
    if (Close == StringRef::npos)
      return false;
    for (StringRef Each : arguments(Rest.slice(1, Close)))
      Given.push_back(expand(unquoted(Each)));
    Rest = Rest.drop_front(Close + 1);
  }
  std::string Name = (Short + "::" + Function.lower()).str();
  auto Result = pathFunction(Name, Given, Folder);
  if (!Result)
    Result = versionFunction(Name, Given);
  if (!Result)
    Result = otherFunction(Name, Given);
  if (Result)
    Value = *Result;
  return Result.has_value();
}

std::string MsBuild::expandProperty(StringRef Inside) {
  if (Inside.empty())
    return "";
  std::string Value;
  StringRef Rest;
  if (Inside[0] == '[') {
    if (callStatic(Inside, Value, Rest))
      return callFunctions(Value, Rest, Inside);
    remark("$(" + Inside.str() + ")");
    return "";
  }
  StringRef Name = Inside.take_while(
      [](char C) { return llvm::isAlnum(C) || C == '_' || C == '-'; });
  Rest = Inside.drop_front(Name.size());
  if (!Rest.empty() && Rest[0] != '.' && Rest[0] != '[') {
    remark("$(" + Inside.str() + ")"); // $(Registry:...)
    return "";
  }
  return callFunctions(property(Name), Rest, Inside);
}

} // namespace spinpair
