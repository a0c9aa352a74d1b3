//===- LedgerPage.cpp - The ledger on the report page ---------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Html.h"
#include "model/Outcome.h"
#include "support/Places.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <map>

using llvm::raw_ostream;
using llvm::StringRef;

namespace spinpair {

namespace {

class LedgerTable {
public:
  LedgerTable(const Outcome &Outcome, PlaceWriter Place, raw_ostream &Out)
      : Outcome(Outcome), Place(Place), Out(Out) {
    for (const Mistake &Found : Outcome.Mistakes) {
      Findings[Found.Function].push_back(&Found);
      for (const std::string &Caller : Found.Callers)
        if (Caller != Found.Function)
          Findings[Caller].push_back(&Found);
    }
  }

  void writeSite(const LedgerSite &Site, size_t Number);

private:
  void writeUse(const LedgerUse &Use);
  void writeHelpers(llvm::ArrayRef<std::string> Through);
  void writeReleases(const LedgerUse &Use);
  std::vector<const Mistake *> findingsOf(const LedgerUse &Use) const;

  std::string place(const LedgerPlace &Where) const {
    return Place(Where.File, Where.Line, Where.Column);
  }

  const struct Outcome &Outcome;
  PlaceWriter Place;
  raw_ostream &Out;
  /// By the functions that they stand in, or that lead to them.
  std::map<std::string, std::vector<const Mistake *>> Findings;
};

} // namespace

void LedgerTable::writeSite(const LedgerSite &Site, size_t Number) {
  Out << "<tbody id=\"site-" << Number << "\" data-verdict=\""
      << verdictName(Site.Verdict)
      << "\">\n<tr class=\"site\"><th scope=\"rowgroup\" colspan=\"4\"><code>"
      << place(Site.Where) << "</code> <span class=\"dim\">in</span> "
      << htmlCode(Site.Where.Function) << "<span class=\"dim\">: acquires"
      << (Site.IsOfMessage ? " message" : "") << "</span> "
      << htmlCode(Site.Message)
      << "<span class=\"dim\">, saves the IRQL in</span> "
      << htmlCode(Site.Irql) << "<span class=\"dim\">; at most "
      << counted(Site.Depth, "lock") << " held</span></th><td>"
      << htmlVerdict(Site.Verdict) << "</td></tr>\n";
  for (const LedgerUse &Use : Site.Uses)
    writeUse(Use);
  Out << "</tbody>\n";
}

void LedgerTable::writeUse(const LedgerUse &Use) {
  Out << "<tr><td>" << htmlCode(Use.Call.Function);
  if (Use.Through.empty())
    Out << "</td><td class=\"dim\">itself";
  else
    Out << "<br><span class=\"dim\">" << place(Use.Call)
        << "</span></td><td data-label=\"through\">";
  writeHelpers(Use.Through);
  Out << "</td><td data-label=\"lock\">" << htmlCode(Use.Message)
      << "</td><td data-label=\"given back\">";
  writeReleases(Use);
  Out << "</td><td>" << htmlVerdict(Use.Verdict);
  const std::vector<const Mistake *> Found = findingsOf(Use);
  if (Use.Verdict == Verdict::Reported && Found.empty()) {
    Out << "<br><span class=\"dim\">what was found is left out here</span>";
  } else if (Use.Verdict == Verdict::Reported) {
    Out << "<ul>";
    for (const Mistake *Each : Found)
      Out << "<li><a href=\"#" << findingId(Outcome, *Each) << "\">"
          << htmlText(StringRef(Each->Checker).rsplit('.').second) << ", line "
          << Each->Where.Line << "</a></li>";
    Out << "</ul>";
  } else if (!Use.Why.empty()) {
    Out << "<br><span class=\"dim\">" << htmlText(Use.Why) << "</span>";
  }
  Out << "</td></tr>\n";
}

void LedgerTable::writeHelpers(llvm::ArrayRef<std::string> Through) {
  const char *Before = "";
  for (const std::string &Helper : Through) {
    Out << Before << htmlCode(Helper);
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
    return "see what was found";
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

void LedgerTable::writeReleases(const LedgerUse &Use) {
  if (Use.Releases.empty()) {
    Out << "<span class=\"dim\">" << whyNoRelease(Use) << "</span>";
    return;
  }
  Out << "<ul>";
  for (size_t I = 0; I < Use.Releases.size(); ++I) {
    const LedgerRelease &Each = Use.Releases[I];
    Out << "<li><code>" << place(Each.Call);
    for (; I + 1 < Use.Releases.size() && isAlike(Each, Use.Releases[I + 1]);
         ++I)
      Out << ", " << Use.Releases[I + 1].Call.Line;
    Out << "</code> <span class=\"dim\">";
    if (!Each.Through.empty()) {
      Out << "through</span> ";
      writeHelpers(Each.Through);
      Out << " <span class=\"dim\">" << place(Each.Where) << ' ';
    }
    Out << "with</span> " << htmlCode(Each.Irql) << "</li>";
  }
  if (Use.Leaves)
    Out << "<li class=\"dim\">or by callers</li>";
  Out << "</ul>";
}

/// The findings of a function, of those the ones of the lock if there are any.
std::vector<const Mistake *>
LedgerTable::findingsOf(const LedgerUse &Use) const {
  auto All = Findings.find(Use.Linkage);
  if (All == Findings.end())
    return {};
  std::vector<const Mistake *> OfLock;
  for (const Mistake *Found : All->second)
    if (llvm::any_of(Found->Path, [&](const Note &Step) {
          return Step.Line == Use.Call.Line && Step.File == Use.Call.File;
        }))
      OfLock.push_back(Found);
  return OfLock.empty() ? All->second : OfLock;
}

void writeLedger(const Outcome &Outcome, PlaceWriter Place, raw_ostream &Out) {
  LedgerTable Table(Outcome, Place, Out);
  const std::vector<LedgerSite> &Sites = Outcome.Locks.Sites;
  for (size_t I = 0; I < Sites.size(); ++I)
    Table.writeSite(Sites[I], I + 1);
}

void writeFunctions(const std::vector<FunctionVerdict> &Functions,
                    PlaceWriter Place, raw_ostream &Out) {
  for (const FunctionVerdict &Known : Functions) {
    Out << "<tr><th scope=\"row\">" << htmlCode(Known.Shown)
        << "</th><td><code>" << Place(Known.File, Known.Line, 1)
        << "</code></td><td "
        << "class=\"number\">";
    if (Known.Verdict == Verdict::Proved)
      Out << Known.Nesting;
    Out << "</td><td>" << htmlVerdict(Known.Verdict);
    if (Known.IsHelper)
      Out << ", a lock helper";
    if (!Known.Why.empty())
      Out << "<br><span class=\"dim\">" << htmlText(Known.Why) << "</span>";
    Out << "</td></tr>\n";
  }
}

} // namespace spinpair
