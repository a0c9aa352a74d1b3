//===- Page.cpp - The report page -----------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All that is to be read is written here, so that the page needs no script for
// it; page/page.js only filters and moves what is there.
//
//===----------------------------------------------------------------------===//
#include "Html.h"
#include "LockStory.h"
#include "PageParts.inc"
#include "Report.h"
#include "Revision.h"
#include "Writers.h"
#include "findings/Groups.h"
#include "findings/Sources.h"
#include "support/Places.h"

#include "../../analyzer/Links.h"

#include "spinpair/rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>
#include <ctime>
#include <map>
#include <set>

using llvm::raw_ostream;
using llvm::StringRef;
namespace path = llvm::sys::path;

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
  Page(const Outcome &Outcome, const Options &Options, raw_ostream &Out)
      : Outcome(Outcome), Options(Options), Out(Out),
        Revision(checkedOutRevision()),
        Sites(LockStory::sitesOf(Outcome.Locks)),
        Rows(rowsByPlace(Outcome.Locks)) {}

  void write();

private:
  void writePart(StringRef Name);
  bool isKnown(StringRef Part) const;
  void writeUnknown();
  void writeSummary();
  void writeRun();
  void writeSeverities();
  void writeOptions(std::string (*ValueOf)(const Mistake &));
  void writeFindings();
  void writeFolded();
  void writeGroup(const FindingGroup &Group);
  void writeAround(const Note &Where);
  void writeSteps(const Mistake &Found);
  void writeFindingList(llvm::ArrayRef<const Mistake *> Found);
  void writeFinding(const Mistake &Found);
  void writeSides(const Mistake &Found);
  void writePath(const Mistake &Found);
  void writeHop(llvm::ArrayRef<const Note *> Steps, unsigned First,
                unsigned Depth, const Mistake &Found, LockStory &Story);
  void writeLine(const Note &Where, unsigned Line,
                 llvm::ArrayRef<const Note *> Marked, bool IsAt);
  void writeStep(const Note &Step, unsigned Number, bool IsLast,
                 const Mistake &Found, LockStory &Story);
  void writeFold(StringRef Title, llvm::ArrayRef<const Mistake *> Found);

  /// The numbers of the ledger's sites, from 1, by where locks are taken.
  static std::map<PlaceKey, size_t> rowsByPlace(const Ledger &Locks);

  /// "<a ...>TEXT</a>" for each address that a place has; TEXT is HTML.
  std::string linked(const std::string &Text, const Note &Where) const;

  const struct Outcome &Outcome;
  const struct Options &Options;
  raw_ostream &Out;
  const std::string Revision;
  LockStory::Sites Sites;
  std::map<PlaceKey, size_t> Rows;
  Sources Files;
  bool AnyWritten = false; ///< A finding that counts.
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
    // What is between "{{only:X}}" and "{{end:X}}" is left out where nothing is
    // known of it.
    if (StringRef Part = Name; Part.consume_front("only:")) {
      if (!isKnown(Part))
        After = After.split(("{{end:" + Part + "}}").str()).second;
    } else {
      writePart(Name);
    }
    Rest = After;
  }
}

/// Reports have no ledger, those of clang's analyzer no functions, either.
bool Page::isKnown(StringRef Part) const {
  if (Part == "locks")
    return !Outcome.AnalyzerResults && !Outcome.IsComparison;
  return !Outcome.AnalyzerResults && Outcome.HasAllFunctions;
}

/// Why parts of the page are left out.
void Page::writeUnknown() {
  if (!isKnown("locks"))
    Out << "<p>This page is made of "
        << (Outcome.IsComparison ? "two reports" : "clang's own results")
        << ", which do not tell "
        << (isKnown("functions")
                ? "which locks are held where"
                : "what is proved of functions, nor which locks are held where")
        << ": the page of a run of <code>spinpair</code> does.</p>\n";
}

void Page::writePart(StringRef Name) {
  const auto Place = [this](const std::string &File, unsigned Line,
                            unsigned Column) {
    Note Where;
    Where.File = File;
    Where.Line = Line;
    Where.Column = Column;
    return linked(htmlPlace(File, Line), Where);
  };
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
  else if (Name == "project")
    Out << htmlText(path::filename(projectRoot()));
  else if (Name == "run")
    writeRun();
  else if (Name == "severity-options")
    writeSeverities();
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
    writeLedger(Outcome, Place, Out);
  else if (Name == "order")
    writeLockOrder(Outcome.Locks, Out);
  else if (Name == "functions")
    writeFunctions(Outcome.Functions, Place, Out);
}

/// The time of SOURCE_DATE_EPOCH, for those who want the same page twice, or
/// else that of now.
static std::string today() {
  std::time_t Now = std::time(nullptr);
  unsigned long long Set = 0;
  if (const char *Epoch = std::getenv("SOURCE_DATE_EPOCH"))
    if (!StringRef(Epoch).getAsInteger(10, Set))
      Now = static_cast<std::time_t>(Set);
  std::tm Parts = {};
  if (!gmtime_r(&Now, &Parts))
    return "";
  char Text[32];
  std::strftime(Text, sizeof Text, "%Y-%m-%d %H:%M UTC", &Parts);
  return Text;
}

/// As a shell takes it.
static std::string shellWord(StringRef Word) {
  if (!Word.empty() && Word.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX"
                           "YZ0123456789_-+=./:,@%") == StringRef::npos)
    return Word.str();
  std::string Result = "'";
  for (char C : Word)
    Result += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return Result + "'";
}

/// What was run when, on what.
void Page::writeRun() {
  std::string Command = "spinpair";
  for (const std::string &Word : llvm::drop_begin(Options.CommandLine))
    Command += " " + shellWord(Word);
  auto Row = [&](StringRef What, const std::string &Value) {
    if (!Value.empty())
      Out << "<div><dt>" << htmlText(What) << "</dt><dd>" << Value
          << "</dd></div>\n";
  };
  Out << "<dl class=\"run\">\n";
  Row("date", htmlText(today()));
  Row("revision", Revision.empty() ? "" : htmlCode(Revision));
  Row("command", htmlCode(Command));
  Row("tool", "spinpair " SPINPAIR_VERSION);
  for (const auto &[What, Value] : Outcome.Settings)
    Row(What, htmlText(Value));
  Out << "</dl>\n";
}

std::string Page::linked(const std::string &Text, const Note &Where) const {
  if (Options.LinkTemplates.empty())
    return Text;
  const std::string Path = projectPath(Where.File);
  llvm::SmallString<256> File(Where.File);
  llvm::sys::fs::make_absolute(File);
  path::remove_dots(File, /*remove_dot_dot=*/true);
  const std::pair<StringRef, std::string> Values[] = {
      {"{path}", percentEncoded(Path)},
      {"{file}", percentEncoded(File)},
      {"{line}", std::to_string(Where.Line)},
      {"{column}", std::to_string(std::max(Where.Column, 1u))},
      {"{revision}", percentEncoded(Revision.empty() ? "HEAD" : Revision)}};
  std::string Result;
  for (const std::string &Template : Options.LinkTemplates) {
    std::string Address;
    for (StringRef Rest = Template; !Rest.empty();) {
      auto Known = llvm::find_if(
          Values, [&](const auto &Each) { return Rest.find(Each.first) == 0; });
      if (Known == std::end(Values)) {
        Address += Rest.front();
        Rest = Rest.drop_front();
      } else {
        // An absolute path behind a slash has it already.
        StringRef Value = Known->second;
        if (Known->first == "{file}" && StringRef(Address).take_back(1) == "/")
          Value.consume_front("/");
        Address += Value;
        Rest = Rest.drop_front(Known->first.size());
      }
    }
    const bool IsFirst = Result.empty();
    Result +=
        (IsFirst ? "<a href=\"" : " <a class=\"more\" href=\"") +
        htmlAttribute(Address) + "\" rel=\"noreferrer\">" +
        (IsFirst ? Text : htmlText(StringRef(Template).split(':').first)) +
        "</a>";
  }
  return Result;
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
  writeUnknown();
  if (isKnown("functions")) {
    Out << "<dl class=\"cards\">\n";
    for (unsigned I = 0; I < VerdictCount; ++I)
      Out << "<div><dt>" << htmlVerdict(static_cast<Verdict>(I))
          << "</dt><dd><b>" << Counts[I] << "</b>" << Meanings[I]
          << "</dd></div>\n";
    Out << "</dl>\n";
  } else {
    Out << "<p>" << htmlText(summary(Outcome)) << "</p>\n";
  }
  if (Outcome.Unread.empty() && Outcome.Partly.empty() &&
      !Counts[unsigned(Verdict::Undecided)] && Outcome.Remarks.empty())
    return;
  Out << "<div class=\"trouble\"><h3>Look at these, too</h3>\n<ul "
         "class=\"plain\">\n";
  for (const std::string &File : Outcome.Unread)
    Out << "<li>" << htmlCode(projectPath(File)) << " is not analysed</li>\n";
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

/// A link to the page of a rule, between two texts; or, if the docs have no
/// address, the command that explains it.
static std::string aboutLink(sp_rule Rule, const char *Before, const char *Text,
                             const char *After) {
  const std::string Page = addressOf(sp_rule_get(Rule)->doc);
  return Before +
         (Page.empty()
              ? "<code>spinpair explain " +
                    htmlText(sp_rule_get(Rule)->checker) + "</code>"
              : "<a href=\"" + htmlAttribute(Page) + "\">" + Text + "</a>") +
         After;
}

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

void Page::writeSeverities() {
  for (sp_severity Each :
       {SP_SEVERITY_HIGH, SP_SEVERITY_MEDIUM, SP_SEVERITY_LOW})
    if (llvm::any_of(Outcome.Mistakes, [&](const Mistake &Found) {
          return Found.isNew() && Found.Severity == Each;
        }))
      Out << "<option>" << sp_severity_name(Each) << "</option>";
}

void Page::writeFindings() {
  // The worst first.
  std::vector<std::pair<std::string, std::vector<const FindingGroup *>>> ByRule;
  const std::vector<FindingGroup> Groups =
      groupsOf(Outcome, /*BySeverity=*/true);
  for (const FindingGroup &Group : Groups) {
    const std::string &Checker = Group.first().Checker;
    auto Its = llvm::find_if(
        ByRule, [&](const auto &Each) { return Each.first == Checker; });
    if (Its == ByRule.end())
      Its = ByRule.insert(Its, {Checker, {}});
    Its->second.push_back(&Group);
  }
  if (ByRule.empty())
    Out << "<p>Nothing " << (Outcome.HasBaseline ? "new " : "")
        << "was found.</p>\n";
  for (const auto &[Checker, Found] : ByRule) {
    Out << "<section data-key=\"" << htmlAttribute(Checker) << "\" data-rank=\""
        << 2 - Found.front()->first().Severity << "\"><h3>"
        << htmlText(Checker);
    sp_rule Rule = sp_rule_find(Checker.c_str());
    if (Rule != SP_RULE_NONE)
      Out << " <span class=\"rule\">" << htmlText(sp_rule_get(Rule)->summary)
          << aboutLink(Rule, " (", "what to do", ")") << "</span>";
    Out << "</h3>\n";
    for (const FindingGroup *Group : Found)
      writeGroup(*Group);
    Out << "</section>\n";
  }
}

/// Findings with one cause stand in one box.
void Page::writeGroup(const FindingGroup &Group) {
  if (!Group.isShared())
    return writeFinding(Group.first());
  const Note &Cause = Group.first().Cause;
  Out << "<div class=\"group\"><p class=\"cause\"><b>" << Group.Members.size()
      << " findings, one cause</b>: " << htmlText(Cause.Message) << ", <code>"
      << linked(htmlPlace(Cause.File, Cause.Line), Cause)
      << "</code></p>\n<figure><pre>";
  writeAround(Cause);
  Out << "</pre></figure>\n";
  for (const Mistake *Found : Group.Members)
    writeFinding(*Found);
  Out << "</div>\n";
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
  const sp_rule_row *Row = rowOf(Found);
  std::string Path = projectPath(Found.Where.File);
  const bool IsFirst = Found.isNew() && !AnyWritten;
  AnyWritten |= Found.isNew();
  Out << "<details class=\"finding\"" << (IsFirst ? " open" : "") << " id=\""
      << findingId(Outcome, Found) << "\" data-severity=\""
      << sp_severity_name(Found.Severity) << "\" data-rank=\""
      << 2 - Found.Severity << "\" data-rule=\"" << htmlAttribute(Found.Checker)
      << "\" data-file=\"" << htmlAttribute(Path)
      << "\">\n<summary><span class=\"says\">" << htmlText(Found.Where.Message)
      << "</span> <span class=\"tag\">"
      << htmlText(Row ? StringRef(Row->name) : StringRef(Found.Checker))
      << " <span class=\"sev-" << sp_severity_name(Found.Severity) << "\">"
      << sp_severity_name(Found.Severity)
      << "</span></span> <span class=\"place\"><code>"
      << htmlPlace(Found.Where.File, Found.Where.Line) << "</code>";
  if (!Found.Cause.File.empty())
    Out << " by way of <code>" << htmlPlace(Found.Cause.File, Found.Cause.Line)
        << "</code>";
  if (!Found.Shown.empty())
    Out << " in " << htmlCode(Found.Shown);
  Out << "</span></summary>\n<div class=\"inside\">\n<p class=\"about\"><span>"
      << htmlText(Found.Checker) << "</span>";
  sp_rule Rule = sp_rule_find(Found.Checker.c_str());
  if (Rule != SP_RULE_NONE)
    Out << "<span>CWE-" << sp_rule_get(Rule)->cwe << "</span>"
        << aboutLink(Rule, "<span>", "what it means and what to do", "</span>");
  if (!Options.LinkTemplates.empty())
    Out << "<span>" << linked("open the source", Found.Where) << "</span>";
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

/// One line of a file, with what some notes mean in it marked.
void Page::writeLine(const Note &Where, unsigned Line,
                     llvm::ArrayRef<const Note *> Marked, bool IsAt) {
  constexpr size_t Longest = 400;
  StringRef Text = Files.textOf(Where)
                       .line(Line - Where.Line + Where.textLine())
                       .take_front(Longest);
  Out << "<span class=\"l" << (IsAt ? " at" : "") << "\"><i>" << Line << "</i>";
  size_t Done = 0;
  for (const Note *Each : Marked) {
    const unsigned Column = Each->Column;
    if (Column == 0 || Column - 1 < Done || Column > Text.size())
      continue;
    const Region Meant = regionOf(*Each, Files);
    const size_t End =
        Meant.EndLine == Line ? Meant.EndColumn - 1 : Text.size();
    const size_t Length = std::min(End, Text.size()) - (Column - 1);
    Out << htmlText(Text.slice(Done, Column - 1)) << "<mark>"
        << htmlText(Text.substr(Column - 1, Length)) << "</mark>";
    Done = Column - 1 + Length;
  }
  Out << htmlText(Text.drop_front(Done)) << "</span>";
}

/// The lines around a place.
void Page::writeAround(const Note &Where) {
  constexpr unsigned Around = 2;
  unsigned From = Where.Line > Around ? Where.Line - Around : 1;
  for (unsigned Line = From; Line <= Where.Line + Around; ++Line)
    if (Line == Where.Line ||
        Files.textOf(Where).has(Line - Where.Line + Where.textLine()))
      writeLine(Where, Line,
                Line == Where.Line ? llvm::ArrayRef<const Note *>(&Where)
                                   : llvm::ArrayRef<const Note *>(),
                Line == Where.Line);
}

/// Where the locks are taken and given back, and the mistake, beside each
/// other.
void Page::writeSides(const Mistake &Found) {
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
  if (!Found.Cause.File.empty())
    Sides.push_back({&Found.Cause, "Wrong call", ""});
  Sides.push_back({&Found.Where, "Reported", ""});
  Out << "<h4>Acquire and release</h4>\n<div class=\"pair\">\n";
  for (const Side &Each : Sides) {
    const Note &Where = *Each.Where;
    Out << "<figure><figcaption><b>" << Each.Title << "</b> ";
    if (!Each.Lock.empty())
      Out << "<span class=\"chip\">" << htmlText(Each.Lock) << "</span> ";
    Out << "<code>" << linked(htmlPlace(Where.File, Where.Line), Where)
        << "</code></figcaption><pre>";
    writeAround(Where);
    Out << "</pre></figure>\n";
  }
  Out << "</div>\n";
}

void Page::writePath(const Mistake &Found) {
  if (Found.Path.empty())
    return;
  Out << "<h4>Path, " << counted(Found.Path.size(), "step")
      << "</h4>\n<div class=\"walk\">\n";
  writeSteps(Found);
  Out << "<div class=\"path\">\n";
  LockStory Story(Sites);
  std::vector<const Note *> Hop;
  unsigned First = 1;
  auto Flush = [&] {
    writeHop(Hop, First, Hop.front()->Depth, Found, Story);
    First += Hop.size();
    Hop.clear();
  };
  for (const Note &Step : Found.Path) {
    if (!Hop.empty() &&
        (Hop.back()->File != Step.File || Hop.back()->Line > Step.Line ||
         Hop.back()->Depth != Step.Depth))
      Flush();
    Hop.push_back(&Step);
  }
  if (!Hop.empty())
    Flush();
  Out << "</div>\n</div>\n";
}

/// The steps as a list of links, to walk along.
void Page::writeSteps(const Mistake &Found) {
  const std::string Id = findingId(Outcome, Found);
  Out << "<nav class=\"steps\" aria-label=\"Steps of the path\"><ol>\n";
  unsigned Number = 0;
  LockStory Story(Sites);
  for (const Note &Step : Found.Path) {
    ++Number;
    const bool IsLast = &Step == &Found.Path.back();
    const bool IsLock = Story.follow(Step) != LockEvent::None;
    Out << "<li class=\"d" << std::min(Step.Depth, 4u)
        << (IsLast   ? " end"
            : IsLock ? " lock"
                     : "")
        << "\"><a href=\"#" << Id << "-" << Number << "\">"
        << htmlText(withoutLink(Step.Message)) << "</a> <span class=\"dim\">"
        << htmlPlace(Step.File, Step.Line) << "</span></li>\n";
  }
  Out << "</ol></nav>\n";
}

/// Steps of one file whose lines do not go back.
void Page::writeHop(llvm::ArrayRef<const Note *> Steps, unsigned First,
                    unsigned Depth, const Mistake &Found, LockStory &Story) {
  constexpr unsigned Before = 2, DeepestShown = 4;
  const SourceFile &File = Files.textOf(*Steps[0]);
  Out << "<figure class=\"hop d" << std::min(Depth, DeepestShown)
      << "\"><figcaption><code>" << linked(htmlPath(Steps[0]->File), *Steps[0])
      << "</code></figcaption><pre>";
  unsigned Done = 0; // the last line that was written
  for (size_t I = 0; I < Steps.size();) {
    unsigned At = Steps[I]->Line;
    size_t Next = I;
    std::vector<const Note *> Marked;
    for (; Next < Steps.size() && Steps[Next]->Line == At; ++Next)
      Marked.push_back(Steps[Next]);
    llvm::stable_sort(Marked, [](const Note *A, const Note *B) {
      return A->Column < B->Column;
    });
    unsigned From = At > Before ? At - Before : 1;
    if (Done && From > Done + 1)
      Out << "<span class=\"gap\">&#8942;</span>";
    for (unsigned Line = std::max(From, Done + 1); Line < At; ++Line)
      if (File.has(Line - At + Steps[I]->textLine()))
        writeLine(*Steps[I], Line, {}, false);
    writeLine(*Steps[I], At, Marked, true);
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
  StringRef Text = withoutLink(Step.Message);
  Out << "<span id=\"" << findingId(Outcome, Found) << "-" << Number
      << "\" class=\"n"
      << (IsLast                     ? " end"
          : Event != LockEvent::None ? " lock"
                                     : "")
      << "\"><b>" << linked(std::to_string(Number), Step) << "</b><span>"
      << htmlText(Text) << "</span><span class=\"held\">";
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

void writePage(const Outcome &Outcome, const Options &Options,
               raw_ostream &Out) {
  Page(Outcome, Options, Out).write();
}

} // namespace spinpair
