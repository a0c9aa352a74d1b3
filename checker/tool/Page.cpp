//===- Page.cpp - The report page -----------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All that is to be read is written here, so that the page needs no script for
// it; page/page.js only filters and moves what is there.
//
//===----------------------------------------------------------------------===//
#include "Writers.h"

#include "Html.h"
#include "LockStory.h"
#include "PageParts.inc"
#include "Places.h"
#include "Sources.h"

#include "spinpair/rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <set>

using llvm::raw_ostream;
using llvm::StringRef;

namespace spinpair {

namespace {

/// "'sha256-...'": lets nothing but this text in as a script or style.
std::string hashSource(StringRef Text) {
  auto Hash = llvm::SHA256::hash(llvm::ArrayRef<uint8_t>(
      reinterpret_cast<const uint8_t *>(Text.data()), Text.size()));
  return "'sha256-" + llvm::encodeBase64(Hash) + "'";
}

using PlaceKey = std::tuple<std::string, unsigned, unsigned>;

class Page {
public:
  Page(const Outcome &Outcome, raw_ostream &Out)
      : Outcome(Outcome), Out(Out), Sites(LockStory::sitesOf(Outcome.Locks)),
        Rows(rowsByPlace(Outcome.Locks)) {}

  void write();

private:
  void writePart(StringRef Name);
  void writeSummary();
  void writeOptions(std::string (*ValueOf)(const Mistake &));
  void writeFindings();
  void writeFolded();
  void writeFindingList(llvm::ArrayRef<const Mistake *> Found);
  void writeFinding(const Mistake &Found);
  void writeSides(const Mistake &Found);
  void writePath(const Mistake &Found);
  void writeHop(llvm::ArrayRef<const Note *> Steps, unsigned First,
                unsigned Depth, const Mistake &Found, LockStory &Story);
  void writeLine(const Note &Where, unsigned Line,
                 llvm::ArrayRef<unsigned> Columns, bool IsAt);
  void writeStep(const Note &Step, unsigned Number, bool IsLast,
                 const Mistake &Found, LockStory &Story);
  void writeFold(StringRef Title, llvm::ArrayRef<const Mistake *> Found);

  /// The numbers of the ledger's sites, from 1, by where locks are taken.
  static std::map<PlaceKey, size_t> rowsByPlace(const Ledger &Locks);

  const struct Outcome &Outcome;
  raw_ostream &Out;
  LockStory::Sites Sites;
  std::map<PlaceKey, size_t> Rows;
  Sources Files;
};

} // namespace

//===----------------------------------------------------------------------===//
// The whole
//===----------------------------------------------------------------------===//

void Page::write() {
  StringRef Rest = page_html;
  while (!Rest.empty()) {
    auto [Text, Next] = Rest.split("{{");
    Out << Text;
    auto [Name, After] = Next.split("}}");
    writePart(Name);
    Rest = After;
  }
}

void Page::writePart(StringRef Name) {
  if (Name == "policy")
    // Even if something got in that is no text, it could load and run nothing.
    Out << htmlAttribute("default-src 'none'; script-src " +
                         hashSource(page_js) + "; style-src " +
                         hashSource(page_css) +
                         "; base-uri 'none'; form-action 'none'");
  else if (Name == "generator")
    Out << "spinpair " SPINPAIR_VERSION;
  else if (Name == "title")
    Out << htmlText(summary(Outcome));
  else if (Name == "style")
    Out << page_css;
  else if (Name == "script")
    Out << page_js;
  else if (Name == "findings-count")
    Out << Outcome.newFindings();
  else if (Name == "sites-count")
    Out << Outcome.Locks.Sites.size();
  else if (Name == "functions-count")
    Out << Outcome.Functions.size();
  else if (Name == "if-findings")
    Out << (Outcome.newFindings() ? "" : " hidden");
  else if (Name == "if-sites")
    Out << (Outcome.Locks.Sites.empty() ? " hidden" : "");
  else if (Name == "if-functions")
    Out << (Outcome.Functions.empty() ? " hidden" : "");
  else if (Name == "summary")
    writeSummary();
  else if (Name == "rule-options")
    writeOptions([](const Mistake &Found) { return Found.Checker; });
  else if (Name == "file-options")
    writeOptions(
        [](const Mistake &Found) { return projectPath(Found.Where.File); });
  else if (Name == "findings")
    writeFindings();
  else if (Name == "folded")
    writeFolded();
  else if (Name == "ledger")
    writeLedger(Outcome, Out);
  else if (Name == "order")
    writeLockOrder(Outcome.Locks, Out);
  else if (Name == "functions")
    writeFunctions(Outcome.Functions, Out);
}

void Page::writeSummary() {
  static const char *const Meanings[VerdictCount] = {
      "every path uses its locks rightly", "explored to the end: nothing found",
      "something is wrong on a path", "not settled; the reason is given"};
  std::array<unsigned, VerdictCount> Counts = Outcome.verdictCounts();
  size_t All = Outcome.Functions.size();
  if (All) {
    Out << "<svg class=\"bar\" viewBox=\"0 0 " << All
        << " 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">";
    unsigned X = 0;
    for (unsigned I = 0; I < VerdictCount; X += Counts[I++])
      Out << "<rect class=\"" << verdictName(static_cast<Verdict>(I))
          << "\" x=\"" << X << "\" width=\"" << Counts[I]
          << "\" height=\"1\"/>";
    Out << "</svg>\n";
  }
  // Of findings of the analyzer's own, nothing is known but themselves.
  if (Outcome.AnalyzerResults)
    Out << "<p>" << htmlText(summary(Outcome)) << "</p>\n";
  Out << "<dl class=\"cards\"" << (Outcome.AnalyzerResults ? " hidden" : "")
      << ">\n";
  for (unsigned I = 0; I < VerdictCount; ++I)
    Out << "<div><dt>" << htmlVerdict(static_cast<Verdict>(I)) << "</dt><dd><b>"
        << Counts[I] << "</b>" << Meanings[I] << "</dd></div>\n";
  Out << "</dl>\n";
  if (Outcome.Unread.empty() && Outcome.Partly.empty() &&
      !Counts[unsigned(Verdict::Undecided)] && Outcome.Remarks.empty())
    return;
  Out << "<div class=\"trouble\"><h3>Look at these, too</h3>\n<ul "
         "class=\"plain\">\n";
  for (const std::string &File : Outcome.Unread)
    Out << "<li>" << htmlCode(projectPath(File))
        << " is not analysed</li>\n";
  for (const std::string &File : Outcome.Partly)
    Out << "<li>" << htmlCode(projectPath(File))
        << " has errors: what has one is not analysed</li>\n";
  for (const FunctionVerdict &Known : Outcome.Functions)
    if (Known.Verdict == Verdict::Undecided)
      Out << "<li>" << htmlCode(Known.Shown)
          << " is undecided: " << htmlText(Known.Why) << " <span class=\"dim\">"
          << htmlPlace(Known.File, Known.Line) << "</span></li>\n";
  for (const Remark &Each : Outcome.Remarks)
    Out << "<li>" << htmlText(Each.Message) << " <span class=\"dim\">"
        << htmlPlace(Each.File, Each.Line) << "</span></li>\n";
  Out << "</ul></div>\n";
}

//===----------------------------------------------------------------------===//
// Findings
//===----------------------------------------------------------------------===//

/// The choices of a filter.
void Page::writeOptions(std::string (*ValueOf)(const Mistake &)) {
  std::set<std::string> Values;
  for (const Mistake &Found : Outcome.Mistakes)
    if (Found.isNew())
      Values.insert(ValueOf(Found));
  for (const std::string &Value : Values)
    Out << "<option value=\"" << htmlAttribute(Value) << "\">"
        << htmlAttribute(Value) << "</option>";
}

void Page::writeFindings() {
  std::map<std::string, std::vector<const Mistake *>> ByRule;
  for (const Mistake &Found : Outcome.Mistakes)
    if (Found.isNew())
      ByRule[Found.Checker].push_back(&Found);
  if (ByRule.empty())
    Out << "<p>Nothing " << (Outcome.HasBaseline ? "new " : "")
        << "was found.</p>\n";
  for (const auto &[Checker, Found] : ByRule) {
    Out << "<section data-key=\"" << htmlAttribute(Checker) << "\"><h3>"
        << htmlText(Checker);
    sp_rule Rule = sp_rule_find(Checker.c_str());
    if (Rule != SP_RULE_NONE)
      Out << " <span class=\"rule\">" << htmlText(sp_rule_get(Rule)->summary)
          << " (<a href=\"" SPINPAIR_DOCS_URL
          << htmlAttribute(sp_rule_get(Rule)->doc)
          << "\">what to do</a>)</span>";
    Out << "</h3>\n";
    writeFindingList(Found);
    Out << "</section>\n";
  }
}

void Page::writeFolded() {
  std::vector<const Mistake *> Suppressed, Known;
  for (const Mistake &Found : Outcome.Mistakes)
    if (!Found.isNew())
      (Found.Suppressed ? Suppressed : Known).push_back(&Found);
  writeFold("Suppressed by a comment", Suppressed);
  writeFold("Known to the baseline", Known);
  if (!Outcome.Gone.empty()) {
    Out << "<details class=\"fold\"><summary>Not found any more ("
        << Outcome.Gone.size() << ")</summary>\n<ul class=\"plain\">\n";
    for (const KnownFinding &Each : Outcome.Gone)
      Out << "<li>" << htmlText(Each.Message) << " <span class=\"dim\">"
          << htmlText(Each.Rule) << ", " << htmlText(Each.File) << ", "
          << htmlText(Each.Function) << "</span></li>\n";
    Out << "</ul></details>\n";
  }
  if (Outcome.Unchanged)
    Out << "<p class=\"dim\">" << counted(Outcome.Unchanged, "finding")
        << " outside of the changes left out.</p>\n";
}

void Page::writeFold(StringRef Title, llvm::ArrayRef<const Mistake *> Found) {
  if (Found.empty())
    return;
  Out << "<details class=\"fold\"><summary>" << Title << " (" << Found.size()
      << ")</summary>\n";
  writeFindingList(Found);
  Out << "</details>\n";
}

void Page::writeFindingList(llvm::ArrayRef<const Mistake *> Found) {
  for (const Mistake *Each : Found)
    writeFinding(*Each);
}

void Page::writeFinding(const Mistake &Found) {
  StringRef Short = StringRef(Found.Checker).rsplit('.').second;
  std::string Path = projectPath(Found.Where.File);
  Out << "<details class=\"finding\" id=\"" << findingId(Outcome, Found)
      << "\" data-rule=\"" << htmlAttribute(Found.Checker) << "\" data-file=\""
      << htmlAttribute(Path) << "\">\n<summary><span class=\"says\">"
      << htmlText(Found.Where.Message) << "</span> <span class=\"tag\">"
      << htmlText(Short.empty() ? StringRef(Found.Checker) : Short)
      << " <span class=\"sev-" << sp_severity_name(Found.Severity) << "\">"
      << sp_severity_name(Found.Severity)
      << "</span></span> <span class=\"place\"><code>"
      << htmlPlace(Found.Where.File, Found.Where.Line) << "</code>";
  if (!Found.Shown.empty())
    Out << " in " << htmlCode(Found.Shown);
  Out << "</span></summary>\n<div class=\"inside\">\n<p class=\"about\"><span>"
      << htmlText(Found.Checker) << "</span>";
  sp_rule Rule = sp_rule_find(Found.Checker.c_str());
  if (Rule != SP_RULE_NONE)
    Out << "<span>CWE-" << sp_rule_get(Rule)->cwe
        << "</span><span><a href=\"" SPINPAIR_DOCS_URL
        << htmlAttribute(sp_rule_get(Rule)->doc)
        << "\">what it means and what to do</a></span>";
  std::set<size_t> Linked;
  LockStory Story(Sites);
  for (const Note &Step : Found.Path)
    if (Story.follow(Step) == LockEvent::Acquired)
      if (auto Row = Rows.find({Step.File, Step.Line, Step.Column});
          Row != Rows.end())
        Linked.insert(Row->second);
  for (size_t Row : Linked)
    Out << "<span><a href=\"#site-" << Row << "\">ledger: "
        << htmlPlace(Outcome.Locks.Sites[Row - 1].Where.File,
                     Outcome.Locks.Sites[Row - 1].Where.Line)
        << "</a></span>";
  Out << "<span><a href=\"#" << findingId(Outcome, Found)
      << "\">link to this finding</a></span></p>\n";
  writeSides(Found);
  writePath(Found);
  Out << "</div>\n</details>\n";
}

std::map<PlaceKey, size_t> Page::rowsByPlace(const Ledger &Locks) {
  std::map<PlaceKey, size_t> Rows;
  auto Add = [&](const LedgerPlace &Where, size_t Row) {
    Rows.try_emplace({Where.File, Where.Line, Where.Column}, Row);
  };
  for (size_t I = 0; I < Locks.Sites.size(); ++I)
    Add(Locks.Sites[I].Where, I + 1);
  for (size_t I = 0; I < Locks.Sites.size(); ++I)
    for (const LedgerUse &Use : Locks.Sites[I].Uses)
      Add(Use.Call, I + 1);
  return Rows;
}

//===----------------------------------------------------------------------===//
// The source of a finding
//===----------------------------------------------------------------------===//

/// How many bytes to mark: the word that stands there, or one character.
static size_t wordAt(StringRef Line, size_t At) {
  auto IsWord = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  size_t Length = Line.drop_front(At).take_while(IsWord).size();
  if (Length)
    return Length;
  size_t End = At + 1; // the rest of a character
  while (End < Line.size() && (Line[End] & 0xc0) == 0x80)
    ++End;
  return End - At;
}

/// One line of a file, with the words at some columns marked.
void Page::writeLine(const Note &Where, unsigned Line,
                     llvm::ArrayRef<unsigned> Columns, bool IsAt) {
  constexpr size_t Longest = 400;
  StringRef Text = Files.get(Where.File).line(Line).take_front(Longest);
  Out << "<span class=\"l" << (IsAt ? " at" : "") << "\"><i>" << Line << "</i>";
  size_t Done = 0;
  for (unsigned Column : Columns) {
    if (Column == 0 || Column - 1 < Done || Column > Text.size())
      continue;
    size_t Length = wordAt(Text, Column - 1);
    Out << htmlText(Text.slice(Done, Column - 1)) << "<mark>"
        << htmlText(Text.substr(Column - 1, Length)) << "</mark>";
    Done = Column - 1 + Length;
  }
  Out << htmlText(Text.drop_front(Done)) << "</span>";
}

/// Where the locks are taken and given back, and the mistake, beside each
/// other.
void Page::writeSides(const Mistake &Found) {
  constexpr unsigned Around = 2;
  constexpr size_t Most = 5;
  struct Side {
    const Note *Where;
    const char *Title;
    std::string Lock; ///< "" for the mistake.
  };
  std::vector<Side> Sides;
  LockStory Story(Sites);
  for (const Note &Step : Found.Path) {
    LockEvent Event = Story.follow(Step);
    if (Event != LockEvent::None && Sides.size() < Most)
      Sides.push_back({&Step,
                       Event == LockEvent::Acquired ? "Acquired" : "Released",
                       Story.last()});
  }
  Sides.push_back({&Found.Where, "Reported", ""});
  Out << "<h4>Acquire and release</h4>\n<div class=\"pair\">\n";
  for (const Side &Each : Sides) {
    const Note &Where = *Each.Where;
    Out << "<figure><figcaption><b>" << Each.Title << "</b> ";
    if (!Each.Lock.empty())
      Out << "<span class=\"chip\">" << htmlText(Each.Lock) << "</span> ";
    Out << "<code>" << htmlPlace(Where.File, Where.Line)
        << "</code></figcaption><pre>";
    unsigned From = Where.Line > Around ? Where.Line - Around : 1;
    for (unsigned Line = From; Line <= Where.Line + Around; ++Line)
      if (Line == Where.Line || Files.get(Where.File).has(Line))
        writeLine(Where, Line,
                  Line == Where.Line ? llvm::ArrayRef<unsigned>(Where.Column)
                                     : llvm::ArrayRef<unsigned>(),
                  Line == Where.Line);
    Out << "</pre></figure>\n";
  }
  Out << "</div>\n";
}

void Page::writePath(const Mistake &Found) {
  if (Found.Path.empty())
    return;
  Out << "<h4>Path, " << counted(Found.Path.size(), "step")
      << "</h4>\n<div class=\"path\">\n";
  LockStory Story(Sites);
  std::vector<const Note *> Hop;
  unsigned First = 1, Depth = 0;
  auto Flush = [&] {
    writeHop(Hop, First, Depth, Found, Story);
    First += Hop.size();
    Hop.clear();
  };
  for (const Note &Step : Found.Path) {
    StringRef Text = Step.Message;
    bool Returns = Text.find("Returning from ") == 0;
    if (!Hop.empty() && (Returns || Hop.back()->File != Step.File ||
                         Hop.back()->Line > Step.Line))
      Flush();
    if (Returns && Depth)
      --Depth;
    Hop.push_back(&Step);
    if (Text.find("Calling ") == 0) {
      Flush();
      ++Depth;
    }
  }
  if (!Hop.empty())
    Flush();
  Out << "</div>\n";
}

/// Steps of one file whose lines do not go back.
void Page::writeHop(llvm::ArrayRef<const Note *> Steps, unsigned First,
                    unsigned Depth, const Mistake &Found, LockStory &Story) {
  constexpr unsigned Before = 2, DeepestShown = 4;
  const SourceFile &File = Files.get(Steps[0]->File);
  Out << "<figure class=\"hop d" << std::min(Depth, DeepestShown)
      << "\"><figcaption><code>" << htmlPath(Steps[0]->File)
      << "</code></figcaption><pre>";
  unsigned Done = 0; // the last line that was written
  for (size_t I = 0; I < Steps.size();) {
    unsigned At = Steps[I]->Line;
    size_t Next = I;
    std::vector<unsigned> Columns;
    for (; Next < Steps.size() && Steps[Next]->Line == At; ++Next)
      Columns.push_back(Steps[Next]->Column);
    llvm::sort(Columns);
    unsigned From = At > Before ? At - Before : 1;
    if (Done && From > Done + 1)
      Out << "<span class=\"gap\">&#8942;</span>";
    for (unsigned Line = std::max(From, Done + 1); Line < At; ++Line)
      if (File.has(Line))
        writeLine(*Steps[I], Line, {}, false);
    writeLine(*Steps[I], At, Columns, true);
    for (; I < Next; ++I)
      writeStep(*Steps[I], First + I, Steps[I] == &Found.Path.back(), Found,
                Story);
    Done = At;
  }
  Out << "</pre></figure>\n";
}

void Page::writeStep(const Note &Step, unsigned Number, bool IsLast,
                     const Mistake &Found, LockStory &Story) {
  LockEvent Event = Story.follow(Step);
  StringRef Text =
      StringRef(Step.Message).split(", see " SPINPAIR_DOCS_URL).first;
  Out << "<span class=\"n"
      << (IsLast                     ? " end"
          : Event != LockEvent::None ? " lock"
                                     : "")
      << "\"><b>" << Number << "</b><span>" << htmlText(Text)
      << "</span><span class=\"held\">";
  bool Fails = sp_rule_find(Found.Checker.c_str()) == SP_RULE_FAILED_ACQUIRE;
  if (Story.held().empty())
    Out << "no lock";
  else
    Out << (Fails ? "asked for " : "held ");
  for (const std::string &Lock : Story.held())
    Out << "<span class=\"chip\">" << htmlText(Lock)
        << (Story.isUnclear() ? " ?" : "") << "</span> ";
  Out << "</span></span>";
}

void writePage(const Outcome &Outcome, raw_ostream &Out) {
  Page(Outcome, Out).write();
}

} // namespace spinpair
