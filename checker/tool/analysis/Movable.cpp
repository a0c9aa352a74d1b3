//===- Movable.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Movable.h"

#include "UnitRecord.h"
#include "Whole.h"
#include "model/Outcome.h"
#include "model/Unit.h"
#include "support/Archive.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/MemoryBuffer.h"

#include <map>
#include <optional>

using namespace clang;

namespace spinpair {

//===----------------------------------------------------------------------===//
// Places in texts
//
// They are named by the function, and by how far from its begin they are.
//===----------------------------------------------------------------------===//

static constexpr char PlaceMark = '\x01', LineMark = '\x02';

static std::string marked(char Mark, const sp_function *Function,
                          uint32_t Line) {
  return Mark + std::to_string(int64_t(Line) - Function->where.line) + Mark +
         Function->name + Mark;
}

std::string movablePlace(const sp_function *Function, uint32_t Line) {
  return marked(PlaceMark, Function, Line);
}

std::string movableLine(const sp_function *Function, uint32_t Line) {
  return marked(LineMark, Function, Line);
}

static void settle(const Whole &Program, char Mark, std::string &Text) {
  llvm::SmallVector<StringRef, 8> Parts;
  StringRef(Text).split(Parts, Mark);
  if (Parts.size() < 4)
    return;
  std::string Result = Parts[0].str();
  for (size_t I = 1; I + 2 < Parts.size(); I += 3) {
    int64_t Line = 0;
    size_t Index =
        sp_program_find(Program.program(), Parts[I + 1].str().c_str());
    if (!Parts[I].getAsInteger(10, Line) && Index != SIZE_MAX) {
      const sp_function *Function = sp_program_get(Program.program(), Index);
      if (Mark == PlaceMark)
        Result += Program.fileOf(Function) + ":";
      Result += std::to_string(Line + Function->where.line);
    }
    Result += Parts[I + 2];
  }
  Text = std::move(Result);
}

/// Gives a note in another file than its finding its place.
static void settle(const Whole &Program, Note &Where) {
  if (Where.Home.empty())
    return;
  size_t Index = sp_program_find(Program.program(), Where.Home.c_str());
  Where.Home.clear();
  if (Index == SIZE_MAX)
    return;
  const sp_function *Function = sp_program_get(Program.program(), Index);
  Where.File = Program.fileOf(Function);
  Where.Line += Function->where.line;
}

void settle(const Whole &Program, Analysis &Found) {
  for (Mistake &Each : Found.Mistakes) {
    settle(Program, Each.Cause);
    for (Note &Step : Each.Path)
      settle(Program, Step);
    settle(Program, PlaceMark, Each.Where.Message);
    for (Note &Step : Each.Path)
      settle(Program, PlaceMark, Step.Message);
  }
  for (FunctionVerdict &Each : Found.Functions) {
    settle(Program, LineMark, Each.Why);
    settle(Program, PlaceMark, Each.Why);
    for (std::string &Assumed : Each.Assumes)
      settle(Program, PlaceMark, Assumed);
  }
}

//===----------------------------------------------------------------------===//
// What a text is but for where it stands
//===----------------------------------------------------------------------===//

namespace {

/// A text is made of chunks: directives, and what ends with a semicolon or a
/// brace outside of all braces. It is the same if the chunks are; between them
/// may be any lines and comments.
struct Layout {
  std::string Digest;          ///< "" if the text knows where it stands.
  std::vector<unsigned> Lines; ///< Where chunks begin.

  template <class Archive> void archive(Archive &A) { A(Digest, Lines); }
};

/// Cuts a text into its chunks.
class Cutter {
public:
  explicit Cutter(StringRef Text)
      : Text(Text), Lexer(SourceLocation(), Language, Text.begin(),
                          Text.begin(), Text.end()) {}

  Layout cut() {
    Token Next;
    for (Lexer.LexFromRawLexer(Next); Next.isNot(tok::eof);
         Lexer.LexFromRawLexer(Next))
      take(Next);
    Result.Digest = KnowsLines ? "" : digestOf(Content);
    return std::move(Result);
  }

private:
  void take(const Token &Next) {
    const StringRef Spelled(Lexer.getBufferLocation() - Next.getLength(),
                            Next.getLength());
    const size_t At = size_t(Spelled.begin() - Text.begin());
    for (StringRef Passed = Text.slice(Counted, At);
         size_t Where = Passed.find('\n') + 1;
         Passed = Passed.drop_front(Where)) {
      ++Line;
      LineBegin = size_t(Passed.begin() - Text.begin()) + Where;
    }
    Counted = At;
    // `#line`, `# 12`, or code that asks.
    KnowsLines |=
        Spelled == "__LINE__" || Spelled == "__builtin_LINE" ||
        (IsBehindHash && (Spelled == "line" || Next.is(tok::numeric_constant)));
    IsBehindHash = Next.is(tok::hash) && Next.isAtStartOfLine();
    if (Next.isAtStartOfLine() && !Depth &&
        (InDirective || Next.is(tok::hash))) {
      InDirective = Next.is(tok::hash);
      IsBetween = true;
    }
    if (IsBetween) {
      Result.Lines.push_back(Line);
      Content += '\n';
    }
    IsBetween = false;
    Content += std::to_string(Line - Result.Lines.back()) + ":" +
               std::to_string(At - LineBegin) + " ";
    Content += Spelled;
    Content += '\n';
    Depth += Next.is(tok::l_brace);
    Depth -= Depth && Next.is(tok::r_brace);
    IsBetween =
        !Depth && !InDirective && (Next.is(tok::semi) || Next.is(tok::r_brace));
  }

  StringRef Text;
  const LangOptions Language;
  clang::Lexer Lexer;
  Layout Result;
  std::string Content;
  size_t Counted = 0, LineBegin = 0; ///< Bytes.
  unsigned Line = 1, Depth = 0;
  bool IsBetween = true, InDirective = false;
  bool IsBehindHash = false, KnowsLines = false;
};

/// Which lines of a file are others now: from each on, up to the next one.
using Moves = std::map<unsigned, unsigned>;

/// False if what stood in one line stands in several now.
bool note(Moves &Lines, unsigned Old, unsigned New) {
  return Lines.try_emplace(Old, New).first->second == New;
}

void move(const Moves &Lines, unsigned &Line) {
  auto After = Lines.upper_bound(Line);
  if (After == Lines.begin())
    return;
  const auto &[Old, New] = *std::prev(After);
  Line += New - Old;
}

/// Brings all places of an analysis up to date.
class Mover {
public:
  Moves &in(const std::string &File) { return Files[File]; }

  void move(Analysis &Found) const {
    for (Mistake &Each : Found.Mistakes) {
      for (Note *Place : {&Each.Where, &Each.Origin, &Each.Cause})
        move(*Place);
      for (auto *Places : {&Each.Spelled, &Each.Path, &Each.Way})
        for (Note &Place : *Places)
          move(Place);
    }
    for (FunctionVerdict &Each : Found.Functions)
      if (auto Known = Files.find(Each.File); Known != Files.end())
        move(Known->second, Each);
  }

private:
  void move(Note &Place) const {
    auto Known = Files.find(Place.File);
    if (Known == Files.end())
      return;
    const unsigned Before = Place.Line;
    spinpair::move(Known->second, Place.Line);
    if (Place.EndLine)
      spinpair::move(Known->second, Place.EndLine);
    if (Place.TextLine)
      Place.TextLine += Place.Line - Before;
    Place.Message = moved(Known->second, Place.Message);
  }

  /// Clang says "Control jumps to line 12", or "Execution continues on line 12"
  /// behind something else, and means the same file.
  static std::string moved(const Moves &Lines, StringRef Text) {
    const StringRef Before = Text.rtrim("0123456789");
    unsigned Line = 0;
    if (Before.take_back(6) != " line " ||
        (Text.find("Control jumps to ") != 0 &&
         Before.find("Execution continues on line ") == StringRef::npos) ||
        Text.drop_front(Before.size()).getAsInteger(10, Line))
      return Text.str();
    spinpair::move(Lines, Line);
    return Before.str() + std::to_string(Line);
  }

  static void move(const Moves &Lines, FunctionVerdict &Each) {
    for (unsigned *Line : {&Each.Line, &Each.Open.Line, &Each.LastLine})
      spinpair::move(Lines, *Line);
    for (LockStep &Step : Each.Locks)
      spinpair::move(Lines, Step.Line);
    for (Pairing &Pair : Each.Pairings) {
      spinpair::move(Lines, Pair.AcquireLine);
      spinpair::move(Lines, Pair.ReleaseLine);
    }
  }

  std::map<std::string, Moves> Files; ///< As shown.
};

/// What was known of a unit that was explored.
struct ExploredUnit {
  UnitSource From;
  spinpair::Layout Layout; ///< Of its own text.

  template <class Archive> void archive(Archive &A) { A(From, Layout); }
};

/// Where a function stood.
struct Stand {
  std::string File; ///< As shown.
  unsigned Line;

  template <class Archive> void archive(Archive &A) { A(File, Line); }
};

std::map<std::string, Stand> standsOf(const Whole &Program) {
  std::map<std::string, Stand> Result;
  for (size_t I = 0, Count = sp_program_count(Program.program()); I < Count;
       ++I) {
    const sp_function *Function = sp_program_get(Program.program(), I);
    Result[Function->name] = {Program.fileOf(Function), Function->where.line};
  }
  return Result;
}

/// Nothing if it is not what was analysed any more.
std::optional<Layout> layoutOf(const Whole &Program, unsigned Unit) {
  auto Buffer = readWhole(Program.units()[Unit].File);
  if (!Buffer ||
      digestOf((*Buffer)->getBuffer()) != Program.source(Unit).OwnText)
    return std::nullopt;
  return Cutter((*Buffer)->getBuffer()).cut();
}

} // namespace

//===----------------------------------------------------------------------===//
// What is kept
//===----------------------------------------------------------------------===//

std::string packMovable(const Whole &Program,
                        const std::set<unsigned> &Explored,
                        const Analysis &Found) {
  std::map<unsigned, ExploredUnit> Units;
  for (unsigned Unit : Explored)
    Units[Unit] = {Program.source(Unit),
                   layoutOf(Program, Unit).value_or(Layout())};
  Saver Save;
  Save(Units, standsOf(Program), Found);
  return std::move(Save.Bytes);
}

bool unpackMovable(const Whole &Program, llvm::StringRef Packed,
                   Analysis &Found) {
  std::map<unsigned, ExploredUnit> Units;
  std::map<std::string, Stand> Stands;
  Analysis Kept;
  Loader Load(Packed);
  Load(Units, Stands, Kept);
  if (!Load.isWhole())
    return false;
  Mover Mover;
  std::set<std::string> Explored;
  for (const auto &[Unit, Known] : Units) {
    const std::string File = shownFile(Program.units()[Unit].File, "");
    const UnitSource &Now = Program.source(Unit);
    Explored.insert(File);
    if (Now == Known.From)
      continue;
    if (Now.Others != Known.From.Others)
      return false;
    std::optional<Layout> Layout = layoutOf(Program, Unit);
    if (!Layout || Layout->Digest.empty() ||
        Layout->Digest != Known.Layout.Digest)
      return false;
    Moves &Lines = Mover.in(File);
    for (auto [Old, New] : llvm::zip(Known.Layout.Lines, Layout->Lines))
      if (!note(Lines, Old, New))
        return false;
  }
  const std::map<std::string, Stand> Now = standsOf(Program);
  for (const auto &[Name, Old] : Stands) {
    auto Known = Now.find(Name);
    if (Known == Now.end() || Known->second.File != Old.File)
      return false;
    if (!Explored.count(Old.File) &&
        !note(Mover.in(Old.File), Old.Line, Known->second.Line))
      return false;
  }
  Mover.move(Kept);
  Found = std::move(Kept);
  return true;
}

} // namespace spinpair
