//===- Hover.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Hover.h"

#include "CodeFlow.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

namespace {

/// Calls \p Visit for each object of a list, which may be missing.
template <typename Visitor>
void eachObject(const json::Array *List, Visitor Visit) {
  if (List)
    for (const json::Value &Each : *List)
      if (const json::Object *Object = Each.getAsObject())
        Visit(*Object);
}

unsigned lineIn(const json::Object &Of) {
  return unsigned(integerIn(&Of, "line"));
}

bool isSamePlace(const json::Object *A, const json::Object *B) {
  return A && B && integerIn(A, "line") == integerIn(B, "line") &&
         integerIn(A, "column") == integerIn(B, "column");
}

size_t offsetOf(const LineText &Text, const json::Object &Place) {
  const StringRef Line = Text.line(lineIn(Place) - 1);
  const auto Column = static_cast<size_t>(integerIn(&Place, "column"));
  if (!Line.data()) // there is no such line
    return Text.text().size();
  return static_cast<size_t>(Line.data() - Text.text().data()) +
         std::min(Column ? Column - 1 : 0, Line.size());
}

/// A function of a document, with what is known of it.
class FunctionFacts {
public:
  FunctionFacts(const json::Object &Facts, const LineText &Text)
      : Facts(Facts), Text(Text) {
    std::map<std::string, size_t> Numbers;
    std::vector<KnownPlace> Places;
    eachObject(Facts.getArray("places"), [&](const json::Object &Place) {
      const json::Value *Its = Place.get("held");
      std::string Key;
      llvm::raw_string_ostream Out(Key);
      Out << *Its;
      Out.flush();
      auto [Number, IsNew] = Numbers.try_emplace(Key, Held.size());
      if (IsNew)
        Held.push_back(Its->getAsArray());
      Places.push_back({offsetOf(Text, Place), integerIn(&Place, "order"),
                        Number->second, kindOf(Place)});
    });
    Flow.emplace(Text.text(), offsetOf(Text, Facts), std::move(Places));
  }

  const json::Object &facts() const { return Facts; }
  bool contains(size_t Offset) const { return Flow->contains(Offset); }
  /// Nothing if it is not known.
  std::optional<json::Array> heldBefore(size_t Offset) const;
  /// Behind a step; null if it is not known.
  const json::Array *heldBehind(const json::Object &Step) const {
    const json::Array *Result = nullptr;
    eachObject(Facts.getArray("places"), [&](const json::Object &Place) {
      if (isSamePlace(&Place, &Step) && kindOf(Place) == KnownPlace::Behind)
        Result = Place.getArray("held");
    });
    return Result;
  }
  /// The steps on a line, each place once.
  std::vector<const json::Object *> stepsOn(unsigned Line) const {
    std::vector<const json::Object *> Result;
    eachObject(Facts.getArray("steps"), [&](const json::Object &Step) {
      if (lineIn(Step) == Line &&
          llvm::none_of(Result, [&](const json::Object *Other) {
            return isSamePlace(Other, &Step);
          }))
        Result.push_back(&Step);
    });
    return Result;
  }
  /// That of them whose name a byte is in; null if there is none.
  const json::Object *stepAt(unsigned Line, size_t Offset) const {
    for (const json::Object *Step : stepsOn(Line)) {
      size_t Begin = offsetOf(Text, *Step), End = Begin;
      while (End < Text.text().size() &&
             (llvm::isAlnum(Text.text()[End]) || Text.text()[End] == '_'))
        ++End;
      if (Begin <= Offset && Offset <= End)
        return Step;
    }
    return nullptr;
  }
  /// The place of a row of what is held, with the locks that are taken there.
  const json::Object *take(const json::Object &Row) const {
    const json::Array *Takes = Facts.getArray("takes");
    const auto Number = static_cast<size_t>(integerIn(&Row, "take", -1));
    return Takes && Number < Takes->size() ? (*Takes)[Number].getAsObject()
                                           : nullptr;
  }
  std::string name() const { return stringIn(&Facts, "name"); }

private:
  static KnownPlace::Kind kindOf(const json::Object &Place) {
    const std::string Kind = stringIn(&Place, "kind");
    return Kind == "before"   ? KnownPlace::Before
           : Kind == "behind" ? KnownPlace::Behind
           : Kind == "branch" ? KnownPlace::Branch
                              : KnownPlace::Return;
  }

  const json::Object &Facts;
  const LineText &Text;
  std::vector<const json::Array *> Held; ///< Each once.
  std::optional<CodeFlow> Flow;
};

/// What is known of both of two sets of paths, of which each has those meant:
/// what is always held on the one is held, and what is never held is not.
json::Array inBoth(const json::Array &A, const json::Array &B) {
  json::Array Result;
  eachObject(&A, [&](const json::Object &Row) {
    eachObject(&B, [&](const json::Object &Other) {
      if (integerIn(&Row, "take") == integerIn(&Other, "take"))
        Result.push_back(isTrueIn(&Row, "always") ? json::Object(Row)
                                                  : json::Object(Other));
    });
  });
  return Result;
}

std::optional<json::Array> FunctionFacts::heldBefore(size_t Offset) const {
  std::optional<KnownAtLine> Ahead = Flow->ahead(Offset),
                             Back = Flow->back(Offset);
  for (auto *Each : {&Ahead, &Back})
    if (*Each && !Held[(*Each)->Known])
      Each->reset();
  for (auto *Each : {&Ahead, &Back})
    if (*Each && (*Each)->IsExact)
      return *Held[(*Each)->Known];
  if (Ahead && Back)
    return inBoth(*Held[Ahead->Known], *Held[Back->Known]);
  const std::optional<KnownAtLine> &One = Ahead ? Ahead : Back;
  if (!One)
    return std::nullopt;
  // Other paths may hold what those through the line never do.
  const json::Array &Rows = *Held[One->Known];
  if (llvm::any_of(Rows, [](const json::Value &Row) {
        return !isTrueIn(Row.getAsObject(), "always");
      }))
    return std::nullopt;
  return Rows;
}

/// What a lock is called where there is little room.
StringRef shortName(StringRef Name) {
  if (Name.consume_front("MSI spin lock for message '") ||
      Name.consume_front("spin lock '"))
    Name.consume_back("'");
  return Name;
}

class Answerer {
public:
  explicit Answerer(const LockQuestion &Of)
      : Of(Of), Text(Of.Where.textOf(Of.Path)) {}

  json::Value hover(const json::Object *Position, bool HasMarkdown);
  json::Array references(const json::Object *Position, bool WithItself);
  json::Array inlayHints(const json::Object *Range);

private:
  using Lines = std::vector<std::string>;

  bool isHere(const json::Object *Place) const {
    return Place && Of.Where.pathOf(stringIn(Place, "file")) == Of.Path;
  }
  /// As the report shows it; "line N" in the document itself.
  std::string shown(const json::Object &Place) const {
    const std::string Line = std::to_string(lineIn(Place));
    return isHere(&Place) ? "line " + Line
                          : stringIn(&Place, "file") + ":" + Line;
  }
  unsigned lineAt(const json::Object *Position) const {
    return unsigned(integerIn(Position, "line")) + 1;
  }
  /// The first byte of a line that is no blank.
  size_t codeOf(unsigned Line) const {
    const StringRef Its = Text.line(Line - 1);
    return Its.data() ? static_cast<size_t>(Its.data() - Text.text().data()) +
                            Its.size() - Its.ltrim().size()
                      : Text.text().size();
  }

  std::optional<FunctionFacts> functionAt(unsigned Line) const;
  const json::Object *verdictOn(const json::Object &Facts) const;
  template <typename Visitor> void eachSite(Visitor Visit) const;
  void addHeld(const FunctionFacts &In, const json::Array &Held, Lines &To);
  void addIrql(const FunctionFacts &In, const json::Array &Held, Lines &To);
  void addStep(const json::Object &Step, Lines &To);
  void addReleases(const json::Object &Acquire, Lines &To);
  void addAcquires(const json::Object &Release, Lines &To);
  void addVerdict(const FunctionFacts &Its, Lines &To);
  std::string hintOf(const FunctionFacts &In, const json::Array &Held) const;

  const LockQuestion &Of;
  const LineText &Text;
};

/// The function that a line is in, its head counted.
std::optional<FunctionFacts> Answerer::functionAt(unsigned Line) const {
  const json::Object *Best = nullptr;
  for (const json::Value &Program : Of.Facts)
    if (const json::Object *Its = Program.getAsObject())
      eachObject(Its->getArray("functions"), [&](const json::Object &Each) {
        if (lineIn(Each) <= Line && isHere(&Each) &&
            (!Best || lineIn(*Best) < lineIn(Each)))
          Best = &Each;
      });
  if (!Best)
    return std::nullopt;
  return std::optional<FunctionFacts>(std::in_place, *Best, Text);
}

const json::Object *Answerer::verdictOn(const json::Object &Facts) const {
  const json::Object *Result = nullptr;
  eachObject(Of.Report.getArray("functions"), [&](const json::Object &Each) {
    if (stringIn(&Each, "linkage") == stringIn(&Facts, "linkage"))
      Result = &Each;
  });
  return Result;
}

/// Visits acquires of the ledger, with each use of these.
template <typename Visitor> void Answerer::eachSite(Visitor Visit) const {
  for (const json::Value &Program : Of.Facts)
    if (const json::Object *Its = Program.getAsObject())
      eachObject(Its->getArray("sites"), [&](const json::Object &Site) {
        eachObject(Site.getArray("uses"), [&](const json::Object &Use) {
          if (const json::Object *Where = Site.getObject("where"))
            if (const json::Object *Call = Use.getObject("call"))
              Visit(*Where, *Call, Use);
        });
      });
}

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

void Answerer::addHeld(const FunctionFacts &In, const json::Array &Held,
                       Lines &To) {
  if (Held.empty()) {
    To.push_back("Before this line '" + In.name() +
                 "' holds no lock that it took.");
    return;
  }
  To.push_back("Before this line '" + In.name() + "' holds:");
  eachObject(&Held, [&](const json::Object &Row) {
    const json::Object *Take = In.take(Row);
    if (!Take)
      return;
    const json::Array *Locks = Take->getArray("locks");
    std::vector<std::string> Names, Saved;
    eachObject(Locks, [&](const json::Object &Lock) {
      Names.push_back(stringIn(&Lock, "name"));
      if (const json::Array *Cells = Lock.getArray("saved"))
        for (const json::Value &Cell : *Cells)
          if (!llvm::is_contained(Saved, Cell.getAsString()->str()))
            Saved.push_back(Cell.getAsString()->str());
    });
    std::string Line = isTrueIn(&Row, "always") ? "- " : "- maybe ";
    Line += Names.empty() ? "a lock" : llvm::join(Names, " or ");
    Line += ", acquired at line " + std::to_string(lineIn(*Take));
    if (!Saved.empty())
      Line += ", its IRQL saved in '" + llvm::join(Saved, "' or '") + "'";
    To.push_back(std::move(Line));
  });
}

/// The least that follows for the IRQL from what is held for certain.
void Answerer::addIrql(const FunctionFacts &In, const json::Array &Held,
                       Lines &To) {
  static const char *const Levels[] = {"", "DISPATCH_LEVEL", "the device IRQL"};
  size_t Certain = 0, Most = 0;
  eachObject(&Held, [&](const json::Object &Row) {
    const json::Object *Take = In.take(Row);
    size_t Least = 2, Highest = 0;
    bool Any = false;
    eachObject(Take ? Take->getArray("locks") : nullptr,
               [&](const json::Object &Lock) {
                 const auto Level = static_cast<size_t>(
                     llvm::find(Levels, stringIn(&Lock, "irql")) - Levels);
                 Any = true;
                 Least = std::min(Least, Level);
                 Highest = std::max(Highest, Level);
               });
    if (Any && isTrueIn(&Row, "always"))
      Certain = std::max(Certain, Least);
    Most = std::max(Most, Highest);
  });
  if (Certain)
    To.push_back(std::string("IRQL: ") + Levels[Certain] + ", or above");
  if (Most > Certain)
    To.push_back(std::string("IRQL: maybe ") + Levels[Most] + ", or above");
  if (Held.empty() && isTrueIn(&In.facts(), "followed") &&
      !isTrueIn(&In.facts(), "helper") &&
      stringIn(&In.facts(), "entry").empty())
    To.push_back("IRQL: none of its locks raises it here");
}

/// Where a lock that is taken here is given back.
void Answerer::addReleases(const json::Object &Acquire, Lines &To) {
  constexpr size_t Most = 8;
  Lines Found;
  eachSite([&](const json::Object &Where, const json::Object &Call,
               const json::Object &Use) {
    const bool IsOwn = isHere(&Call) && isSamePlace(&Call, &Acquire);
    if (!IsOwn && (!isHere(&Where) || !isSamePlace(&Where, &Acquire)))
      return;
    const std::string For = IsOwn ? "" : "taken for " + shown(Call) + ", ";
    bool Any = false;
    eachObject(Use.getArray("releases"), [&](const json::Object &Release) {
      const json::Object *At = Release.getObject("call");
      const json::Object *End = Release.getObject("where");
      if (!At || !End)
        return;
      Any = true;
      std::string Line = For + "released at " + shown(*At);
      if (!isSamePlace(At, End) ||
          stringIn(At, "file") != stringIn(End, "file"))
        Line += ", in " + shown(*End);
      Found.push_back("- " + Line);
    });
    if (isTrueIn(&Use, "leaves"))
      Found.push_back("- " + For + "still held on return");
    else if (!Any)
      Found.push_back("- " + For + "no release is known to pair with it");
  });
  Lines Once;
  for (std::string &Line : Found)
    if (!llvm::is_contained(Once, Line))
      Once.push_back(std::move(Line));
  if (Once.empty())
    return;
  To.push_back("The lock that is acquired here is");
  for (size_t I = 0; I < std::min(Once.size(), Most); ++I)
    To.push_back(Once[I]);
  if (Once.size() > Most)
    To.push_back("- and " + std::to_string(Once.size() - Most) + " more");
}

/// Where a lock that is given back here was taken.
void Answerer::addAcquires(const json::Object &Release, Lines &To) {
  Lines Found;
  eachSite([&](const json::Object &, const json::Object &Call,
               const json::Object &Use) {
    eachObject(Use.getArray("releases"), [&](const json::Object &Each) {
      for (const char *Kind : {"call", "where"})
        if (const json::Object *At = Each.getObject(Kind);
            isHere(At) && isSamePlace(At, &Release))
          if (std::string Line = shown(Call); !llvm::is_contained(Found, Line))
            Found.push_back(std::move(Line));
    });
  });
  constexpr size_t Most = 8;
  const size_t More = Found.size() > Most ? Found.size() - Most : 0;
  Found.resize(Found.size() - More);
  if (!Found.empty())
    To.push_back("It releases what is acquired at " + llvm::join(Found, ", ") +
                 (More ? ", and at " + std::to_string(More) + " more" : "") +
                 ".");
}

void Answerer::addStep(const json::Object &Step, Lines &To) {
  if (const json::Array *Words = Step.getArray("summary"))
    for (const json::Value &Each : *Words)
      To.push_back(Each.getAsString()->str() + ".");
  if (stringIn(&Step, "kind") != "release")
    addReleases(Step, To);
  if (stringIn(&Step, "kind") != "acquire")
    addAcquires(Step, To);
}

void Answerer::addVerdict(const FunctionFacts &Its, Lines &To) {
  const json::Object *Known = verdictOn(Its.facts());
  if (!Known)
    return;
  const std::string Why = stringIn(Known, "why");
  To.push_back("Verdict on '" + Its.name() +
               "': " + stringIn(Known, "verdict") +
               (Why.empty() ? "" : ": " + Why) + ".");
  // What is said above is then of the paths that were followed.
  const json::Object *Open = Its.facts().getObject("open");
  if (Open && !isTrueIn(&Its.facts(), "followed"))
    To.push_back("Its paths were followed in part only: line " +
                 std::to_string(lineIn(*Open)) + ": " + stringIn(Open, "why") +
                 ".");
}

/// As Markdown shows it, with what is special to that made plain.
static std::string escaped(StringRef Line) {
  std::string Result;
  if (Line.consume_front("- "))
    Result = "- ";
  for (char Each : Line) {
    if (StringRef("\\`*_{}[]<>()#+!|&~").contains(Each))
      Result += '\\';
    Result += Each;
  }
  return Result;
}

static std::string markdown(const std::vector<std::string> &Lines) {
  std::string Result;
  bool WasItem = false;
  for (size_t I = 0; I < Lines.size(); ++I) {
    const bool IsItem = StringRef(Lines[I]).take_front(2) == "- ";
    if (I)
      Result += IsItem && WasItem ? "\n" : "\n\n";
    Result += escaped(Lines[I]);
    WasItem = IsItem;
  }
  return Result;
}

//===----------------------------------------------------------------------===//
// Answers
//===----------------------------------------------------------------------===//

json::Value Answerer::hover(const json::Object *Position, bool HasMarkdown) {
  const unsigned Line = lineAt(Position);
  const std::optional<FunctionFacts> In = functionAt(Line);
  if (!In || Text.line(Line - 1).trim().empty())
    return nullptr;
  Lines Said;
  if (Line == lineIn(In->facts())) {
    if (const json::Array *Words = In->facts().getArray("summary"))
      for (const json::Value &Each : *Words)
        Said.push_back(Each.getAsString()->str() + ".");
    if (std::string Entry = stringIn(&In->facts(), "entry"); !Entry.empty())
      Said.push_back(std::move(Entry));
  } else {
    if (!In->contains(codeOf(Line)))
      return nullptr;
    if (std::optional<json::Array> Held = In->heldBefore(codeOf(Line))) {
      addHeld(*In, *Held, Said);
      addIrql(*In, *Held, Said);
      if (std::string Entry = stringIn(&In->facts(), "entry"); !Entry.empty())
        Said.push_back(std::move(Entry));
    }
    const json::Object *Meant =
        In->stepAt(Line, Text.offsetOf(Position, Of.Where.columns()));
    for (const json::Object *Step : In->stepsOn(Line))
      if (!Meant || Meant == Step)
        addStep(*Step, Said);
    if (Said.empty())
      return nullptr;
  }
  addVerdict(*In, Said);
  if (Said.empty())
    return nullptr;
  return json::Object{
      {"contents",
       json::Object{
           {"kind", HasMarkdown ? "markdown" : "plaintext"},
           {"value", HasMarkdown ? markdown(Said) : llvm::join(Said, "\n")}}},
      {"range", Of.Where.lineRange(Line, Of.Path)}};
}

json::Array Answerer::references(const json::Object *Position,
                                 bool WithItself) {
  const unsigned Line = lineAt(Position);
  const std::optional<FunctionFacts> In = functionAt(Line);
  json::Array Result;
  if (!In)
    return Result;
  std::vector<const json::Object *> Meant;
  if (const json::Object *Step =
          In->stepAt(Line, Text.offsetOf(Position, Of.Where.columns())))
    Meant = {Step};
  else
    Meant = In->stepsOn(Line);
  std::set<std::pair<std::string, std::pair<unsigned, unsigned>>> Seen;
  auto Add = [&](const std::string &Path, const json::Object &Place) {
    const std::pair At(lineIn(Place), unsigned(integerIn(&Place, "column")));
    if (!Seen.insert({Path, At}).second)
      return;
    Result.push_back(json::Object{{"uri", Of.Where.uriOf(Path)},
                                  {"range", Of.Where.rangeOf(Place, Path)}});
  };
  auto AddAt = [&](const json::Object &Place) {
    Add(Of.Where.pathOf(stringIn(&Place, "file")), Place);
  };
  for (const json::Object *Step : Meant) {
    auto IsMeant = [&](const json::Object *Place) {
      return isHere(Place) && isSamePlace(Place, Step);
    };
    bool Any = false;
    if (WithItself)
      Seen.clear();
    eachSite([&](const json::Object &Where, const json::Object &Call,
                 const json::Object &Use) {
      const bool IsTaken = IsMeant(&Where) || IsMeant(&Call);
      eachObject(Use.getArray("releases"), [&](const json::Object &Release) {
        const json::Object *At = Release.getObject("call");
        const json::Object *End = Release.getObject("where");
        if (!At || !End || (!IsTaken && !IsMeant(At) && !IsMeant(End)))
          return;
        Any = true;
        if (IsTaken) {
          AddAt(*At);
          AddAt(*End);
        } else {
          AddAt(Call);
          AddAt(Where);
        }
      });
    });
    if (Any && WithItself)
      Add(Of.Path, *Step);
  }
  return Result;
}

std::string Answerer::hintOf(const FunctionFacts &In,
                             const json::Array &Held) const {
  std::vector<std::string> Certain, Maybe;
  eachObject(&Held, [&](const json::Object &Row) {
    const json::Object *Take = In.take(Row);
    std::vector<std::string> Names;
    eachObject(Take ? Take->getArray("locks") : nullptr,
               [&](const json::Object &Lock) {
                 Names.push_back(shortName(stringIn(&Lock, "name")).str());
               });
    (isTrueIn(&Row, "always") ? Certain : Maybe)
        .push_back(Names.empty() ? "a lock" : llvm::join(Names, " or "));
  });
  std::string Result;
  if (!Certain.empty())
    Result = "held: " + llvm::join(Certain, ", ");
  if (!Maybe.empty())
    Result += (Result.empty() ? "maybe held: " : "; maybe: ") +
              llvm::join(Maybe, ", ");
  if (Result.empty())
    Result = "nothing held";
  return isTrueIn(&In.facts(), "followed")
             ? Result
             : Result + " (on paths that were followed)";
}

json::Array Answerer::inlayHints(const json::Object *Range) {
  const json::Object *Start = Range ? Range->getObject("start") : nullptr;
  const json::Object *End = Range ? Range->getObject("end") : nullptr;
  const unsigned First = Start ? lineAt(Start) : 1,
                 Last = End ? lineAt(End) : UINT_MAX;
  std::map<unsigned, std::string> Hints; // by line: that behind its last step
  for (const json::Value &Program : Of.Facts) {
    const json::Object *Its = Program.getAsObject();
    eachObject(
        Its ? Its->getArray("functions") : nullptr,
        [&](const json::Object &Each) {
          if (!isHere(&Each))
            return;
          std::optional<FunctionFacts> In;
          eachObject(Each.getArray("steps"), [&](const json::Object &Step) {
            const unsigned Line = lineIn(Step);
            if (!isTrueIn(&Step, "changes") || Line < First || Line > Last)
              return;
            if (!In)
              In.emplace(Each, Text);
            if (const json::Array *Held = In->heldBehind(Step))
              Hints[Line] = hintOf(*In, *Held);
          });
        });
  }
  json::Array Result;
  for (const auto &[Line, Label] : Hints) {
    const json::Object Range = Of.Where.lineRange(Line, Of.Path);
    Result.push_back(json::Object{{"position", *Range.get("end")},
                                  {"label", Label},
                                  {"paddingLeft", true}});
  }
  return Result;
}

} // namespace

json::Value hoverOf(const LockQuestion &Of, const json::Object *Position,
                    bool HasMarkdown) {
  return Answerer(Of).hover(Position, HasMarkdown);
}

json::Array referencesOf(const LockQuestion &Of, const json::Object *Position,
                         bool WithItself) {
  return Answerer(Of).references(Position, WithItself);
}

json::Array inlayHintsOf(const LockQuestion &Of, const json::Object *Range) {
  return Answerer(Of).inlayHints(Range);
}

} // namespace spinpair
