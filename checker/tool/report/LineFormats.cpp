//===- LineFormats.cpp - A line, or a test, for each finding --------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What editors, MSBuild and servers that count tests read.
//
//===----------------------------------------------------------------------===//
#include "Characters.h"
#include "Report.h"
#include "Writers.h"
#include "findings/Groups.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <map>

using llvm::StringRef;

namespace spinpair {

/// As it may stand in a line that a CI system reads.
static std::string safe(StringRef Text) {
  return withoutCommands(oneLine(Text));
}

/// Where the call that is wrong is, if that is in a callee.
static std::string causeOf(const Mistake &Found) {
  if (Found.Cause.File.empty())
    return "";
  return ", at " + reportedPath(Found.Cause.File) + ":" +
         std::to_string(Found.Cause.Line);
}

void writeOneLine(const Outcome &Outcome, bool Quiet, llvm::raw_ostream &Out) {
  for (const Mistake &Found : Outcome.Mistakes) {
    if (!Found.isNew())
      continue;
    Out << asLineBegin(oneLine(reportedPath(Found.Where.File))) << ":"
        << Found.Where.Line << ":" << Found.Where.Column
        << ": warning: " << safe(Found.Where.Message + causeOf(Found)) << " ["
        << Found.Checker << "]";
    if (rowOf(Found))
      Out << " (" << sp_severity_name(Found.Severity) << ")";
    Out << "\n";
  }
  if (Quiet)
    return;
  for (const FunctionVerdict &Known : Outcome.Functions)
    if (Known.Verdict == Verdict::Undecided)
      Out << asLineBegin(oneLine(reportedPath(Known.File))) << ":" << Known.Line
          << ": remark: '" << safe(Known.Shown)
          << "' is undecided: " << safe(Known.Why) << "\n";
  Out << "spinpair: " << summary(Outcome) << "\n";
}

//===----------------------------------------------------------------------===//
// MSBuild: file(line,column): warning CODE: text
//===----------------------------------------------------------------------===//

static llvm::raw_ostream &msvcHead(StringRef File, unsigned Line,
                                   unsigned Column, llvm::raw_ostream &Out) {
  Out << asLineBegin(oneLine(reportedPath(File))) << "(" << std::max(Line, 1u);
  if (Column)
    Out << "," << Column;
  return Out << "): ";
}

void writeMsvc(const Outcome &Outcome, bool Quiet, llvm::raw_ostream &Out) {
  for (const Mistake &Found : Outcome.Mistakes) {
    if (!Found.isNew())
      continue;
    msvcHead(Found.Where.File, Found.Where.Line, Found.Where.Column, Out)
        << "warning " << Found.Checker << ": " << safe(Found.Where.Message)
        << "\n";
    for (const Note &Step : Found.Path)
      if (!repeatsFinding(Found, Step))
        msvcHead(Step.File, Step.Line, Step.Column, Out)
            << "note: " << safe(withoutLink(Step.Message)) << "\n";
  }
  for (const std::string &File : Outcome.Unread)
    msvcHead(File, 1, 0, Out) << "error spinpair: This file is not analysed\n";
  for (const std::string &File : Outcome.Partly)
    msvcHead(File, 1, 0, Out) << "error spinpair: This file has errors, and "
                                 "what has one is not analysed\n";
  if (Quiet)
    return;
  for (const FunctionVerdict &Known : Outcome.Functions)
    if (Known.Verdict == Verdict::Undecided)
      msvcHead(Known.File, Known.Line, 0, Out)
          << "note: '" << safe(Known.Shown)
          << "' is undecided: " << safe(Known.Why) << "\n";
  for (const Remark &Each : Outcome.Remarks)
    msvcHead(Each.File, Each.Line, 0, Out)
        << "note: " << safe(Each.Message) << "\n";
  Out << "spinpair: " << summary(Outcome) << "\n";
}

//===----------------------------------------------------------------------===//
// JUnit
//===----------------------------------------------------------------------===//

/// For text and attributes of XML 1.0, which has no control characters.
static std::string xml(StringRef Text) {
  std::string Result;
  for (char C : llvm::json::fixUTF8(oneLine(Text))) {
    if (C == '&')
      Result += "&amp;";
    else if (C == '<')
      Result += "&lt;";
    else if (C == '>')
      Result += "&gt;";
    else if (C == '"')
      Result += "&quot;";
    else
      Result += C;
  }
  // Two characters that are none of XML's.
  for (StringRef None : {"\xef\xbf\xbe", "\xef\xbf\xbf"})
    for (size_t At; (At = Result.find(None.str())) != std::string::npos;)
      Result.replace(At, None.size(), "\xef\xbf\xbd");
  return Result;
}

namespace {

/// The tests of one file.
struct Suite {
  std::string Cases;
  unsigned Tests = 0, Failures = 0, Errors = 0, Skipped = 0;

  void add(StringRef File, StringRef Name, const std::string &Inside) {
    ++Tests;
    Cases += "    <testcase classname=\"" + xml(projectPath(File)) +
             "\" name=\"" + xml(Name) + "\"";
    Cases += Inside.empty() ? "/>\n" : ">" + Inside + "</testcase>\n";
  }
};

} // namespace

/// The failure that a finding is.
static std::string failure(const Mistake &Found) {
  std::string Result = "<failure type=\"" + xml(Found.Checker) +
                       "\" message=\"" + xml(Found.Where.Message) + "\">";
  for (const Note &Step : Found.Path)
    Result += xml(projectPath(Step.File)) + ":" + std::to_string(Step.Line) +
              ": " + xml(withoutLink(Step.Message)) + "\n";
  return Result + "</failure>";
}

void writeJUnit(const Outcome &Outcome, llvm::raw_ostream &Out) {
  std::map<std::string, Suite> Suites;
  using Key = std::pair<std::string, std::string>;
  std::map<Key, std::vector<const Mistake *>> Of;
  for (const Mistake &Found : Outcome.Mistakes)
    if (Found.isNew())
      Of[{Found.Where.File, Found.Shown}].push_back(&Found);
  for (const FunctionVerdict &Known : Outcome.Functions) {
    Suite &To = Suites[Known.File];
    std::string Inside;
    auto Its = Of.find({Known.File, Known.Shown});
    if (Its != Of.end()) {
      for (const Mistake *Found : Its->second)
        Inside += failure(*Found);
      Of.erase(Its);
      ++To.Failures;
    } else if (Known.Verdict == Verdict::Undecided) {
      Inside = "<skipped message=\"" + xml("undecided: " + Known.Why) + "\"/>";
      ++To.Skipped;
    }
    To.add(Known.File, Known.Shown, Inside);
  }
  for (const auto &[Where, Found] : Of) {
    std::string Inside;
    for (const Mistake *Each : Found)
      Inside += failure(*Each);
    Suite &To = Suites[Where.first];
    ++To.Failures;
    To.add(Where.first, Where.second, Inside);
  }
  for (const auto *Files : {&Outcome.Unread, &Outcome.Partly})
    for (const std::string &File : *Files) {
      ++Suites[File].Errors;
      Suites[File].add(File, "(file)",
                       Files == &Outcome.Unread
                           ? "<error message=\"This file is not analysed\"/>"
                           : "<error message=\"This file has errors, and what "
                             "has one is not analysed\"/>");
    }
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<testsuites name=\"spinpair\">\n";
  for (const auto &[File, Each] : Suites)
    Out << "  <testsuite name=\"" << xml(projectPath(File)) << "\" tests=\""
        << Each.Tests << "\" failures=\"" << Each.Failures << "\" errors=\""
        << Each.Errors << "\" skipped=\"" << Each.Skipped << "\">\n"
        << Each.Cases << "  </testsuite>\n";
  Out << "</testsuites>\n";
}

} // namespace spinpair
