//===- Hierarchy.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Hierarchy.h"

#include "CodeFlow.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#include <map>
#include <string>
#include <tuple>
#include <vector>

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

namespace {

constexpr int KindOfFunction = 12; // SymbolKind of the protocol

/// Where a function or a call is. A function of a header is one, however many
/// units have it.
using PlaceOf = std::tuple<std::string, int64_t, int64_t>;

class Hierarchy {
public:
  explicit Hierarchy(const LockQuestion &Of) : Of(Of) {
    for (const json::Value &Program : Of.Facts)
      addProgram(Program.getAsObject());
  }

  json::Value items(const json::Object *Position) const;
  json::Value callers(const json::Object *Item) const;
  json::Value callees(const json::Object *Item) const;

private:
  struct Call {
    PlaceOf At, From, To;
  };

  void addProgram(const json::Object *Program);
  PlaceOf placeOf(const json::Object &Function) const {
    return {Of.Where.pathOf(stringIn(&Function, "file")),
            integerIn(&Function, "line"), integerIn(&Function, "column")};
  }
  /// The bytes of the name that begins at a place.
  std::pair<size_t, size_t> nameAt(const PlaceOf &At) const;
  json::Object rangeOf(const std::string &Path, size_t Begin, size_t End) const;
  json::Object rangeOfName(const PlaceOf &At) const {
    const auto [Begin, End] = nameAt(At);
    return rangeOf(std::get<0>(At), Begin, End);
  }
  json::Object itemOf(const PlaceOf &Function) const;
  /// Null if there is no such function any more.
  const PlaceOf *functionOf(const json::Object *Item) const;
  /// Of the calls of which one end is \p Item, the other ends, each below \p
  /// Name with the places of its calls.
  json::Value related(const json::Object *Item, PlaceOf Call::*Own,
                      PlaceOf Call::*Other, StringRef Name) const;
  /// \p Name is that of the function in an answer.
  json::Value grouped(const std::map<PlaceOf, std::vector<PlaceOf>> &Calls,
                      StringRef Name) const;

  const LockQuestion &Of;
  std::map<PlaceOf, const json::Object *> Functions;
  std::vector<Call> Calls;
};

void Hierarchy::addProgram(const json::Object *Program) {
  const json::Array *All = Program ? Program->getArray("functions") : nullptr;
  if (!All)
    return;
  std::map<int64_t, PlaceOf> Places; // by the number in the program
  for (const json::Value &Each : *All)
    if (const json::Object *Function = Each.getAsObject()) {
      const PlaceOf Its = placeOf(*Function);
      Places[integerIn(Function, "number")] = Its;
      Functions.try_emplace(Its, Function);
    }
  for (const json::Value &Each : *All) {
    const json::Object *Function = Each.getAsObject();
    const json::Array *Its = Function ? Function->getArray("steps") : nullptr;
    if (!Its)
      continue;
    const PlaceOf From = placeOf(*Function);
    for (const json::Value &One : *Its) {
      const json::Object *Step = One.getAsObject();
      const json::Array *Called = Step ? Step->getArray("callees") : nullptr;
      if (!Called)
        continue;
      const PlaceOf At{std::get<0>(From), integerIn(Step, "line"),
                       integerIn(Step, "column")};
      for (const json::Value &Number : *Called)
        if (auto Its = Number.getAsInteger())
          if (auto To = Places.find(*Its); To != Places.end())
            Calls.push_back({At, From, To->second});
    }
  }
}

std::pair<size_t, size_t> Hierarchy::nameAt(const PlaceOf &At) const {
  const auto &[Path, Line, Column] = At;
  const LineText &Text = Of.Where.textOf(Path);
  const StringRef Its = Text.line(static_cast<size_t>(Line - 1));
  if (!Its.data()) // there is no such line
    return {Text.text().size(), Text.text().size()};
  const size_t Begin =
      static_cast<size_t>(Its.data() - Text.text().data()) +
      std::min(static_cast<size_t>(std::max<int64_t>(Column - 1, 0)),
               Its.size());
  size_t End = Begin;
  while (End < Text.text().size() &&
         (llvm::isAlnum(Text.text()[End]) || Text.text()[End] == '_'))
    ++End;
  return {Begin, End};
}

json::Object Hierarchy::rangeOf(const std::string &Path, size_t Begin,
                                size_t End) const {
  const LineText &Text = Of.Where.textOf(Path);
  return json::Object{{"start", Text.positionOf(Begin, Of.Where.columns())},
                      {"end", Text.positionOf(End, Of.Where.columns())}};
}

json::Object Hierarchy::itemOf(const PlaceOf &Function) const {
  const json::Object &Facts = *Functions.find(Function)->second;
  const std::string &Path = std::get<0>(Function);
  const auto [Begin, End] = nameAt(Function);
  const StringRef Text = Of.Where.textOf(Path).text();
  // From the line that the name is on to the end of the body.
  const size_t Line = Text.take_front(Begin).rfind('\n') + 1;
  const size_t Last = CodeFlow(Text, Begin, {}).end();
  std::string Detail = llvm::sys::path::filename(Path).str();
  if (const json::Array *All = Of.Report.getArray("functions"))
    for (const json::Value &Each : *All)
      if (const json::Object *Known = Each.getAsObject();
          Known && stringIn(Known, "linkage") == stringIn(&Facts, "linkage"))
        Detail += ", locks: " + stringIn(Known, "verdict");
  return json::Object{
      {"name", stringIn(&Facts, "name")},
      {"kind", KindOfFunction},
      {"detail", json::fixUTF8(Detail)},
      {"uri", Of.Where.uriOf(Path)},
      {"range", rangeOf(Path, Line, std::max(Last, End))},
      {"selectionRange", rangeOf(Path, Begin, End)},
      {"data", json::Object{{"linkage", stringIn(&Facts, "linkage")}}}};
}

const PlaceOf *Hierarchy::functionOf(const json::Object *Item) const {
  const std::string Path = pathOfUri(stringIn(Item, "uri")),
                    Linkage = stringIn(Item ? Item->getObject("data") : nullptr,
                                       "linkage");
  const PlaceOf *Result = nullptr;
  for (const auto &[Place, Facts] : Functions) {
    if (std::get<0>(Place) != Path ||
        stringIn(Facts, "name") != stringIn(Item, "name"))
      continue;
    // Functions of C++ may share a name.
    if (!Result || stringIn(Facts, "linkage") == Linkage)
      Result = &Place;
  }
  return Result;
}

json::Value Hierarchy::items(const json::Object *Position) const {
  const LineText &Text = Of.Where.textOf(Of.Path);
  const size_t Offset = Text.offsetOf(Position, Of.Where.columns());
  auto IsAt = [&](const PlaceOf &Place) {
    if (std::get<0>(Place) != Of.Path)
      return false;
    const auto [Begin, End] = nameAt(Place);
    return Begin <= Offset && Offset <= End && Begin < End;
  };
  std::vector<PlaceOf> Found;
  for (const auto &[Place, Facts] : Functions)
    if (IsAt(Place))
      Found.push_back(Place);
  for (const Call &Each : Calls)
    if (IsAt(Each.At) && !llvm::is_contained(Found, Each.To))
      Found.push_back(Each.To);
  if (Found.empty())
    return nullptr;
  json::Array Result;
  for (const PlaceOf &Each : Found)
    Result.push_back(itemOf(Each));
  return Result;
}

json::Value
Hierarchy::grouped(const std::map<PlaceOf, std::vector<PlaceOf>> &Calls,
                   StringRef Name) const {
  json::Array Result;
  for (const auto &[Function, Places] : Calls) {
    std::vector<PlaceOf> Once = Places;
    llvm::sort(Once);
    Once.erase(std::unique(Once.begin(), Once.end()), Once.end());
    json::Array Ranges;
    for (const PlaceOf &Each : Once)
      Ranges.push_back(rangeOfName(Each));
    Result.push_back(json::Object{{Name, itemOf(Function)},
                                  {"fromRanges", std::move(Ranges)}});
  }
  return Result;
}

json::Value Hierarchy::related(const json::Object *Item, PlaceOf Call::*Own,
                               PlaceOf Call::*Other, StringRef Name) const {
  const PlaceOf *Meant = functionOf(Item);
  if (!Meant)
    return nullptr;
  std::map<PlaceOf, std::vector<PlaceOf>> Found;
  for (const Call &Each : Calls)
    if (Each.*Own == *Meant)
      Found[Each.*Other].push_back(Each.At);
  return grouped(Found, Name);
}

json::Value Hierarchy::callers(const json::Object *Item) const {
  return related(Item, &Call::To, &Call::From, "from");
}

json::Value Hierarchy::callees(const json::Object *Item) const {
  return related(Item, &Call::From, &Call::To, "to");
}

} // namespace

json::Value hierarchyItems(const LockQuestion &Of,
                           const json::Object *Position) {
  return Hierarchy(Of).items(Position);
}

json::Value callersOf(const LockQuestion &Of, const json::Object *Item) {
  return Hierarchy(Of).callers(Item);
}

json::Value calleesOf(const LockQuestion &Of, const json::Object *Item) {
  return Hierarchy(Of).callees(Item);
}

} // namespace spinpair
