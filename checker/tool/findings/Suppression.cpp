//===- Suppression.cpp ----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Suppression.h"

#include "Sources.h"
#include "model/Mistake.h"
#include "model/Outcome.h"
#include "model/Verdict.h"

#include "spinpair/rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <map>

using llvm::StringRef;

namespace spinpair {

namespace {

/// Does \p Text fit \p Pattern, in which '*' stands for anything?
bool fits(StringRef Text, StringRef Pattern) {
  auto [Front, Rest] = Pattern.split('*');
  if (!Text.consume_front(Front))
    return false;
  if (!Pattern.contains('*'))
    return Text.empty();
  while (Rest.contains('*')) {
    auto [Middle, After] = Rest.split('*');
    size_t At = Text.find(Middle);
    if (At == StringRef::npos)
      return false;
    Text = Text.drop_front(At + Middle.size());
    Rest = After;
  }
  return Text.consume_back(Rest);
}

/// One name of a list, perhaps with stars.
struct Entry {
  StringRef Pattern;
  bool Except; ///< Written with '-' in front: not this one.
  bool Used = false;

  bool isOurs() const {
    return Pattern.take_front(9) == "storport." ||
           Pattern.take_front(17) == "windows.spinlock.";
  }
  bool fitsAnyRule() const {
    for (unsigned I = 0; I < SP_RULE_COUNT; ++I)
      if (fits(sp_rule_get(static_cast<sp_rule>(I))->checker, Pattern))
        return true;
    return false;
  }
};

enum class Kind { Line, NextLine, Begin, End };

/// One NOLINT.
struct Marker {
  unsigned Line;
  spinpair::Kind Kind;
  StringRef Text; ///< As written.
  bool HasList;   ///< Without a list it is for every check.
  std::vector<Entry> Entries;
  /// The lines that it silences; none if First is 0.
  unsigned First = 0, Last = 0;

  /// Does it say anything of a rule of ours?
  bool concernsUs() const {
    return !HasList || llvm::any_of(Entries, [](const Entry &Each) {
      return Each.isOurs() || Each.fitsAnyRule();
    });
  }

  /// Is \p Checker silenced? The last name that fits decides.
  bool silences(StringRef Checker) {
    if (!HasList)
      return true;
    for (Entry &Each : llvm::reverse(Entries))
      if (fits(Checker, Each.Pattern)) {
        Each.Used = true;
        return !Each.Except;
      }
    return false;
  }
};

/// The NOLINTs of one file.
class Markers {
public:
  Markers(const std::string &File, const SourceFile &Source) : File(File) {
    for (const SourceFile::Comment &Comment : Source.comments())
      scan(Comment);
    pairBlocks();
  }

  bool silences(unsigned Line, StringRef Checker) {
    bool Any = false;
    for (Marker &Each : Known)
      if (Each.First <= Line && Line <= Each.Last && Each.silences(Checker))
        Any = true; // and go on: others are used as well
    return Any;
  }

  void complain(bool Complete, std::vector<Remark> &Remarks) const {
    for (const Marker &Each : Known) {
      if (Each.First == 0) {
        if ((Each.Kind == Kind::Begin || Each.Kind == Kind::End) &&
            Each.concernsUs())
          Remarks.push_back(
              {File, Each.Line,
               "'" + Each.Text.str() + "' has no matching NOLINT" +
                   (Each.Kind == Kind::Begin ? "END below it, and silences "
                                               "nothing"
                                             : "BEGIN above it")});
        continue;
      }
      for (const Entry &Name : Each.Entries) {
        if (!Name.isOurs() || Name.Except)
          continue;
        if (!Name.fitsAnyRule())
          Remarks.push_back({File, Each.Line,
                             "there is no rule '" + Name.Pattern.str() +
                                 "' to silence; 'spinpair rules' lists them"});
        else if (Complete && !Name.Used)
          Remarks.push_back({File, Each.Line,
                             "no finding is silenced by '" +
                                 Name.Pattern.str() + "' in this comment"});
      }
    }
  }

private:
  void scan(const SourceFile::Comment &Comment) {
    StringRef Text = Comment.Text;
    for (size_t At = Text.find("NOLINT"); At != StringRef::npos;
         At = Text.find("NOLINT", At + 1)) {
      if (At && (llvm::isAlnum(Text[At - 1]) || Text[At - 1] == '_'))
        continue;
      unsigned Line = Comment.Line + Text.take_front(At).count('\n');
      read(Text.drop_front(At), Line);
    }
  }

  /// \p Text begins with "NOLINT".
  void read(StringRef Text, unsigned Line) {
    static const struct {
      StringRef Word;
      spinpair::Kind Kind;
    } Words[] = {{"NOLINT", Kind::Line},
                 {"NOLINTNEXTLINE", Kind::NextLine},
                 {"NOLINTBEGIN", Kind::Begin},
                 {"NOLINTEND", Kind::End}};
    StringRef Word =
        Text.take_while([](char C) { return llvm::isAlnum(C) || C == '_'; });
    for (const auto &Row : Words) {
      if (Word != Row.Word)
        continue;
      Marker New{Line, Row.Kind, Word, false, {}};
      StringRef Rest = Text.drop_front(Word.size());
      size_t Close = Rest.find_first_of(")\n");
      if (!Rest.empty() && Rest[0] == '(' && Close != StringRef::npos &&
          Rest[Close] == ')') {
        New.HasList = true;
        New.Text = Text.take_front(Word.size() + Close + 1);
        addEntries(Rest.slice(1, Close), New.Entries);
      }
      if (Row.Kind == Kind::Line)
        New.First = New.Last = Line;
      else if (Row.Kind == Kind::NextLine)
        New.First = New.Last = Line + 1;
      Known.push_back(std::move(New));
    }
  }

  static void addEntries(StringRef List, std::vector<Entry> &Entries) {
    llvm::SmallVector<StringRef, 4> Names;
    List.split(Names, ',');
    for (StringRef Name : Names) {
      Name = Name.trim();
      bool Except = Name.consume_front("-");
      Name = Name.ltrim();
      // The short name means the same.
      const sp_rule Rule = sp_rule_find(Name.str().c_str());
      if (Rule != SP_RULE_NONE)
        Name = sp_rule_get(Rule)->checker;
      if (!Name.empty())
        Entries.push_back({Name, Except});
    }
  }

  /// A block ends at the next NOLINTEND with the same list.
  void pairBlocks() {
    std::vector<Marker *> Open;
    for (Marker &Each : Known) {
      if (Each.Kind == Kind::Begin)
        Open.push_back(&Each);
      if (Each.Kind != Kind::End)
        continue;
      auto Same = llvm::find_if(llvm::reverse(Open), [&](const Marker *Begin) {
        return Begin->Text.drop_front(StringRef("NOLINTBEGIN").size()) ==
               Each.Text.drop_front(StringRef("NOLINTEND").size());
      });
      if (Same == Open.rend())
        continue;
      (*Same)->First = (*Same)->Line;
      (*Same)->Last = Each.Line;
      Open.erase(std::next(Same).base());
      // Its names were judged at its begin.
      Each.First = Each.Last = Each.Line;
      Each.Entries.clear();
      Each.HasList = true;
    }
  }

  std::string File;
  std::vector<Marker> Known;
};

} // namespace

std::vector<Remark> suppress(std::vector<Mistake> &Mistakes,
                             const std::vector<FunctionVerdict> &Functions,
                             bool Complete, Sources &Sources) {
  std::map<std::string, Markers> Files;
  auto In = [&](const std::string &File) -> Markers & {
    return Files.try_emplace(File, File, Sources.get(File)).first->second;
  };
  for (const FunctionVerdict &Known : Functions)
    In(Known.File);
  for (Mistake &Found : Mistakes) {
    auto Ask = [&](const Note &Where) {
      if (In(Where.textFile()).silences(Where.textLine(), Found.Checker))
        Found.Suppressed = true;
    };
    Ask(Found.Where);
    llvm::for_each(Found.Spelled, Ask);
    for (const Note &Each : Found.Way)
      if (Each.Message == "exit" || Each.Message == "jump")
        Ask(Each);
  }
  std::vector<Remark> Remarks;
  for (const auto &Each : Files)
    Each.second.complain(Complete, Remarks);
  return Remarks;
}

} // namespace spinpair
