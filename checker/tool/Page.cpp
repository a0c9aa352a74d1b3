//===- Page.cpp - The report page -----------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All that is to be read is written here, so that the page needs no script for
// it; page/page.js only filters and moves what is there.
//
//===----------------------------------------------------------------------===//
#include "Writers.h"

#include "Characters.h"
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

/// A path, which may be broken between its parts.
std::string pathText(const std::string &File) {
  std::string Result;
  for (char C : htmlText(projectPath(File))) {
    bool InTag = !Result.empty() && Result.back() == '<';
    Result += C;
    if (C == '/' && !InTag)
      Result += "<wbr>";
  }
  return Result;
}

std::string placeText(const std::string &File, unsigned Line) {
  return pathText(File) + ":" + std::to_string(Line);
}

std::string code(StringRef Text) {
  return "<code>" + htmlText(Text) + "</code>";
}

std::string verdict(Verdict Verdict) {
  std::string Name = verdictName(Verdict);
  return "<span class=\"verdict " + Name + "\">" + Name + "</span>";
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
  void writeFindings();
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
  void writeLedger();
  void writeSite(const LedgerSite &Site, size_t Number);
  void writeUse(const LedgerUse &Use);
  void writeHelpers(llvm::ArrayRef<std::string> Through);
  void writeReleases(const LedgerUse &Use);
  void writeFunctions();
  void writeFold(StringRef Title, llvm::ArrayRef<const Mistake *> Found);

  std::string idOf(const Mistake &Found) const {
    return "finding-" + (Found.Fingerprint.empty()
                             ? std::to_string(&Found - Outcome.Mistakes.data())
                             : Found.Fingerprint);
  }
  /// The numbers of the ledger's sites, from 1, by where locks are taken.
  static std::map<PlaceKey, size_t> rowsByPlace(const Ledger &Locks);
  std::vector<const Mistake *> findingsOf(const LedgerUse &Use) const;

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
  else if (Name == "summary")
    writeSummary();
  else if (Name == "findings")
    writeFindings();
  else if (Name == "ledger")
    writeLedger();
  else if (Name == "order")
    writeLockOrder(Outcome.Locks, Out);
  else if (Name == "functions")
    writeFunctions();
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
  Out << "<dl class=\"cards\">\n";
  for (unsigned I = 0; I < VerdictCount; ++I)
    Out << "<div><dt>" << verdict(static_cast<Verdict>(I)) << "</dt><dd><b>"
        << Counts[I] << "</b>" << Meanings[I] << "</dd></div>\n";
  Out << "</dl>\n";
  if (Outcome.Unread.empty() && !Counts[unsigned(Verdict::Undecided)] &&
      Outcome.Remarks.empty())
    return;
  Out << "<div class=\"trouble\"><h3>Look at these, too</h3>\n<ul "
         "class=\"plain\">\n";
  for (const std::string &File : Outcome.Unread)
    Out << "<li>" << code(projectPath(File))
        << " does not parse: nothing of it is analysed</li>\n";
  for (const FunctionVerdict &Known : Outcome.Functions)
    if (Known.Verdict == Verdict::Undecided)
      Out << "<li>" << code(Known.Shown)
          << " is undecided: " << htmlText(Known.Why) << " <span class=\"dim\">"
          << placeText(Known.File, Known.Line) << "</span></li>\n";
  for (const Remark &Each : Outcome.Remarks)
    Out << "<li>" << htmlText(Each.Message) << " <span class=\"dim\">"
        << placeText(Each.File, Each.Line) << "</span></li>\n";
  Out << "</ul></div>\n";
}

//===----------------------------------------------------------------------===//
// Findings
//===----------------------------------------------------------------------===//

static void writeChoice(StringRef Id, StringRef Label, StringRef AllOf,
                        const std::map<std::string, std::string> &Values,
                        raw_ostream &Out) {
  Out << "<label>" << Label << "<select id=\"" << Id << "\"><option value=\"\">"
      << AllOf << "</option>";
  for (const auto &[Value, Shown] : Values)
    Out << "<option value=\"" << htmlAttribute(Value) << "\">"
        << htmlAttribute(Shown) << "</option>";
  Out << "</select></label>\n";
}

void Page::writeFindings() {
  std::vector<const Mistake *> New, Suppressed, Known;
  std::map<std::string, std::string> Rules, Names;
  for (const Mistake &Found : Outcome.Mistakes) {
    (Found.Suppressed ? Suppressed
     : Found.Known    ? Known
                      : New)
        .push_back(&Found);
    if (Found.isNew()) {
      Rules[Found.Checker] = Found.Checker;
      std::string Path = projectPath(Found.Where.File);
      Names[Path] = Path;
    }
  }
  if (New.empty()) {
    Out << "<p>Nothing " << (Outcome.HasBaseline ? "new " : "")
        << "was found.</p>\n";
  } else {
    Out << "<div class=\"tools js-only\" role=\"search\" aria-label=\"Filter "
           "the "
           "findings\">\n<label class=\"grow\">Search<input id=\"search\" "
           "type=\"search\" autocomplete=\"off\" placeholder=\"message, file, "
           "function, rule\"></label>\n";
    writeChoice("rule", "Rule", "all rules", Rules, Out);
    writeChoice("file", "File", "all files", Names, Out);
    Out << "<label>Group by<select id=\"group\"><option "
           "value=\"rule\">rule</option><option value=\"file\">file</option>"
           "</select></label>\n<button type=\"button\" id=\"open-all\">Open "
           "all</button><button type=\"button\" id=\"close-all\">Close "
           "all</button>\n<span class=\"count\" id=\"shown\" "
           "role=\"status\"></span>\n</div>\n<div id=\"finding-list\">\n";
    std::map<std::string, std::vector<const Mistake *>> ByRule;
    for (const Mistake *Found : New)
      ByRule[Found->Checker].push_back(Found);
    for (const auto &[Checker, Found] : ByRule) {
      Out << "<section data-key=\"" << htmlAttribute(Checker) << "\"><h3>"
          << htmlText(Checker);
      sp_rule Rule = sp_rule_find(Checker.c_str());
      if (Rule != SP_RULE_NONE)
        Out << " <span class=\"rule\">" << htmlText(sp_rule_get(Rule)->summary)
            << " (<a href=\"" SPINPAIR_DOCS_URL
            << htmlAttribute(sp_rule_get(Rule)->doc) << "\">"
            << "what to do</a>)</span>";
      Out << "</h3>\n";
      writeFindingList(Found);
      Out << "</section>\n";
    }
    Out << "</div>\n";
  }
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
  Out << "<details class=\"finding\" id=\"" << idOf(Found) << "\" data-rule=\""
      << htmlAttribute(Found.Checker) << "\" data-file=\""
      << htmlAttribute(Path) << "\">\n<summary><span class=\"says\">"
      << htmlText(Found.Where.Message) << "</span> <span class=\"tag\">"
      << htmlText(Short.empty() ? StringRef(Found.Checker) : Short)
      << " <span class=\"sev-" << sp_severity_name(Found.Severity) << "\">"
      << sp_severity_name(Found.Severity)
      << "</span></span> <span class=\"place\"><code>"
      << placeText(Found.Where.File, Found.Where.Line) << "</code>";
  if (!Found.Shown.empty())
    Out << " in " << code(Found.Shown);
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
        << placeText(Outcome.Locks.Sites[Row - 1].Where.File,
                     Outcome.Locks.Sites[Row - 1].Where.Line)
        << "</a></span>";
  Out << "<span><a href=\"#" << idOf(Found)
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
  };
  std::vector<Side> Sides;
  LockStory Story(Sites);
  for (const Note &Step : Found.Path) {
    LockEvent Event = Story.follow(Step);
    if (Event != LockEvent::None && Sides.size() < Most)
      Sides.push_back(
          {&Step, Event == LockEvent::Acquired ? "Acquired" : "Released"});
  }
  Sides.push_back({&Found.Where, "Reported"});
  Out << "<h4>Acquire and release</h4>\n<div class=\"pair\">\n";
  for (const Side &Each : Sides) {
    const Note &Where = *Each.Where;
    Out << "<figure><figcaption><b>" << Each.Title << "</b> <code>"
        << placeText(Where.File, Where.Line) << "</code></figcaption><pre>";
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
      << "\"><figcaption><code>" << pathText(Steps[0]->File)
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

//===----------------------------------------------------------------------===//
// The ledger
//===----------------------------------------------------------------------===//

void Page::writeLedger() {
  const std::vector<LedgerSite> &Rows = Outcome.Locks.Sites;
  if (Rows.empty()) {
    Out << "<p>No MSI spin lock is acquired.</p>\n";
    return;
  }
  std::map<std::string, std::string> Verdicts;
  for (const LedgerSite &Site : Rows)
    Verdicts[verdictName(Site.Verdict)] = verdictName(Site.Verdict);
  Out << "<div class=\"tools js-only\" role=\"search\" aria-label=\"Filter the "
         "ledger\"><label class=\"grow\">Search<input id=\"site-search\" "
         "type=\"search\" autocomplete=\"off\" placeholder=\"message, file, "
         "function, helper\"></label>\n";
  writeChoice("verdict", "Verdict", "all verdicts", Verdicts, Out);
  Out << "<span class=\"count\" id=\"sites-shown\" role=\"status\"></span>"
         "</div>\n<div class=\"wide ledger\" tabindex=\"0\" role=\"group\" "
         "aria-label=\"Lock ledger\"><table>\n<thead><tr>";
  for (const char *Head :
       {"taken by", "through", "for message", "given back at", "verdict"})
    Out << "<th scope=\"col\">" << Head << "</th>";
  Out << "</tr></thead>\n";
  for (size_t I = 0; I < Rows.size(); ++I)
    writeSite(Rows[I], I + 1);
  Out << "</table></div>\n";
}

void Page::writeSite(const LedgerSite &Site, size_t Number) {
  Out << "<tbody id=\"site-" << Number << "\" data-verdict=\""
      << verdictName(Site.Verdict)
      << "\">\n<tr class=\"site\"><th scope=\"rowgroup\" colspan=\"4\"><code>"
      << placeText(Site.Where.File, Site.Where.Line)
      << "</code> <span class=\"dim\">in</span> " << code(Site.Where.Function)
      << "<span class=\"dim\">: acquires message</span> " << code(Site.Message)
      << "<span class=\"dim\">, saves the IRQL in</span> " << code(Site.Irql)
      << "<span class=\"dim\">; at most " << counted(Site.Depth, "lock")
      << " held</span></th><td>" << verdict(Site.Verdict) << "</td></tr>\n";
  for (const LedgerUse &Use : Site.Uses)
    writeUse(Use);
  Out << "</tbody>\n";
}

void Page::writeUse(const LedgerUse &Use) {
  Out << "<tr><td>" << code(Use.Call.Function);
  if (Use.Through.empty())
    Out << "</td><td class=\"dim\">itself";
  else
    Out << "<br><span class=\"dim\">" << placeText(Use.Call.File, Use.Call.Line)
        << "</span></td><td data-label=\"through\">";
  writeHelpers(Use.Through);
  Out << "</td><td data-label=\"for message\">" << code(Use.Message)
      << "</td><td data-label=\"given back\">";
  writeReleases(Use);
  Out << "</td><td>" << verdict(Use.Verdict);
  if (Use.Verdict == Verdict::Reported) {
    Out << "<ul>";
    for (const Mistake *Found : findingsOf(Use))
      Out << "<li><a href=\"#" << idOf(*Found) << "\">"
          << htmlText(StringRef(Found->Checker).rsplit('.').second) << ", line "
          << Found->Where.Line << "</a></li>";
    Out << "</ul>";
  } else if (!Use.Why.empty()) {
    Out << "<br><span class=\"dim\">" << htmlText(Use.Why) << "</span>";
  }
  Out << "</td></tr>\n";
}

void Page::writeHelpers(llvm::ArrayRef<std::string> Through) {
  const char *Before = "";
  for (const std::string &Helper : Through) {
    Out << Before << code(Helper);
    Before = " <span class=\"dim\">&rarr;</span> ";
  }
}

/// What stands in place of the releases if there are none.
static const char *whyNoRelease(const LedgerUse &Use) {
  if (Use.Leaves)
    return "by callers; none is known that takes it";
  switch (Use.Verdict) {
  case Verdict::Proved:
    return "no path returns with it";
  case Verdict::Clean:
    return "not proved; explored without a finding";
  case Verdict::Reported:
    return "see the finding";
  case Verdict::Undecided:
    return "not known";
  }
  return "";
}

/// Do they differ in nothing but their line?
static bool isAlike(const LedgerRelease &A, const LedgerRelease &B) {
  return A.Call.File == B.Call.File && A.Through == B.Through &&
         A.Irql == B.Irql && A.Where.File == B.Where.File &&
         (A.Through.empty() || A.Where.Line == B.Where.Line);
}

void Page::writeReleases(const LedgerUse &Use) {
  if (Use.Releases.empty()) {
    Out << "<span class=\"dim\">" << whyNoRelease(Use) << "</span>";
    return;
  }
  Out << "<ul>";
  for (size_t I = 0; I < Use.Releases.size(); ++I) {
    const LedgerRelease &Each = Use.Releases[I];
    Out << "<li><code>" << placeText(Each.Call.File, Each.Call.Line);
    for (; I + 1 < Use.Releases.size() && isAlike(Each, Use.Releases[I + 1]);
         ++I)
      Out << ", " << Use.Releases[I + 1].Call.Line;
    Out << "</code> <span class=\"dim\">";
    if (!Each.Through.empty()) {
      Out << "through</span> ";
      writeHelpers(Each.Through);
      Out << " <span class=\"dim\">"
          << placeText(Each.Where.File, Each.Where.Line) << ' ';
    }
    Out << "with</span> " << code(Each.Irql) << "</li>";
  }
  if (Use.Leaves)
    Out << "<li class=\"dim\">or by callers</li>";
  Out << "</ul>";
}

/// The findings of a function, those of one lock first choice.
std::vector<const Mistake *> Page::findingsOf(const LedgerUse &Use) const {
  std::vector<const Mistake *> All, OfLock;
  for (const Mistake &Found : Outcome.Mistakes) {
    if (Found.Function != Use.Linkage && !Found.Callers.count(Use.Linkage))
      continue;
    All.push_back(&Found);
    if (llvm::any_of(Found.Path, [&](const Note &Step) {
          return Step.Line == Use.Call.Line && Step.File == Use.Call.File;
        }))
      OfLock.push_back(&Found);
  }
  return OfLock.empty() ? All : OfLock;
}

void Page::writeFunctions() {
  if (Outcome.Functions.empty()) {
    Out << "<p>No function uses an MSI spin lock.</p>\n";
    return;
  }
  Out << "<p>All functions that reach a lock.</p>\n<div class=\"wide\" "
         "tabindex=\"0\" role=\"group\" aria-label=\"Functions\"><table>\n"
         "<thead><tr><th scope=\"col\">function</th><th "
         "scope=\"col\">place</th>"
         "<th scope=\"col\">most locks held by it</th><th "
         "scope=\"col\">verdict</th></tr></thead>\n<tbody>\n";
  for (const FunctionVerdict &Known : Outcome.Functions) {
    Out << "<tr><th scope=\"row\">" << code(Known.Shown) << "</th><td><code>"
        << placeText(Known.File, Known.Line) << "</code></td><td "
        << "class=\"number\">";
    if (Known.Proof && Known.Verdict == Verdict::Proved)
      Out << Known.Proof->nesting;
    Out << "</td><td>" << verdict(Known.Verdict);
    if (Known.Proof && Known.Proof->is_helper)
      Out << ", a lock helper";
    if (!Known.Why.empty())
      Out << "<br><span class=\"dim\">" << htmlText(Known.Why) << "</span>";
    Out << "</td></tr>\n";
  }
  Out << "</tbody></table></div>\n";
}

void writePage(const Outcome &Outcome, raw_ostream &Out) {
  Page(Outcome, Out).write();
}

} // namespace spinpair
