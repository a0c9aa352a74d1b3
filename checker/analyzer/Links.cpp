//===- Links.cpp - Where a reader finds more about a rule -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Links.h"

namespace spinpair {

const char SeeAlso[] = ", see ";

std::string addressOf(const char *Page) {
  const std::string Docs = SPINPAIR_DOCS;
  return Docs.empty() ? "" : Docs + Page;
}

std::string aboutRule(sp_rule Rule) {
  const sp_rule_row *Row = sp_rule_get(Rule);
  const std::string Address = addressOf(Row->doc);
  return Address.empty()
             ? "'spinpair explain " + std::string(Row->checker) + "'"
             : Address;
}

} // namespace spinpair
