//===- RuleList.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "RuleList.h"

#include "../../analyzer/Links.h"

#include "spinpair/rules.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace json = llvm::json;

namespace spinpair {

static bool isOnByDefault(const sp_rule_row &Row) {
  return llvm::StringRef(Row.checker).split('.').first != "optin";
}

static json::Value asJson(const sp_rule_row &Row) {
  return json::Object{{"checker", Row.checker},
                      {"name", Row.name},
                      {"summary", Row.summary},
                      {"help", Row.help},
                      {"severity", sp_severity_name(Row.severity)},
                      {"precision", sp_precision_name(Row.precision)},
                      {"cwe", Row.cwe},
                      {"default", isOnByDefault(Row)},
                      {"page", Row.doc},
                      {"url", addressOf(Row.doc)}};
}

/// The labels that CodeChecker is to give the findings of a rule.
static json::Value asLabels(const sp_rule_row &Row) {
  json::Array Labels;
  if (const std::string Page = addressOf(Row.doc); !Page.empty())
    Labels.push_back("doc_url:" + Page);
  if (isOnByDefault(Row))
    Labels.push_back("profile:default");
  Labels.push_back("severity:" +
                   llvm::StringRef(sp_severity_name(Row.severity)).upper());
  return Labels;
}

/// In Markdown; the text alone if there is no address.
static std::string linkTo(const std::string &Text, const std::string &Address) {
  return Address.empty() ? Text : "[" + Text + "](" + Address + ")";
}

void listRules(ListFormat Kind, llvm::raw_ostream &Out) {
  if (Kind == ListFormat::Markdown)
    Out << "| rule | severity | CWE | reports |\n|---|---|---|---|\n";
  const char *Off = "off by default: ";
  json::Array Rows;
  json::Object Labels;
  for (unsigned I = 0; I < SP_RULE_COUNT; ++I) {
    const sp_rule_row &Row = *sp_rule_get(static_cast<sp_rule>(I));
    const char *Severity = sp_severity_name(Row.severity);
    if (Kind == ListFormat::Json)
      Rows.push_back(asJson(Row));
    else if (Kind == ListFormat::CodeChecker)
      Labels[Row.checker] = asLabels(Row);
    else if (Kind == ListFormat::Markdown)
      Out << "| " << linkTo(Row.checker, addressOf(Row.doc)) << " | "
          << Severity << " | CWE-" << Row.cwe << " | "
          << (isOnByDefault(Row) ? "" : Off) << Row.summary << " |\n";
    else
      Out << llvm::format("%-34s %-7s CWE-%-4u ", Row.checker, Severity,
                          Row.cwe)
          << (isOnByDefault(Row) ? "" : Off) << Row.summary << "\n";
  }
  if (Kind == ListFormat::Json)
    Out << llvm::formatv("{0:2}\n", json::Value(std::move(Rows)));
  if (Kind == ListFormat::CodeChecker)
    Out << llvm::formatv(
        "{0:2}\n", json::Value(json::Object{{"analyzer", "spinpair"},
                                            {"labels", std::move(Labels)}}));
}

} // namespace spinpair
