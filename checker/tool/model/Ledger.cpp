//===- Ledger.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Ledger.h"

#include "llvm/ADT/STLExtras.h"

#include <iterator>
#include <tuple>

namespace spinpair {

void Ledger::sortByPlace() {
  llvm::stable_sort(Sites, [](const LedgerSite &A, const LedgerSite &B) {
    return std::tie(A.Where.File, A.Where.Line, A.Where.Column) <
           std::tie(B.Where.File, B.Where.Line, B.Where.Column);
  });
}

void Ledger::append(Ledger More) {
  for (LedgerNesting &Each : More.Nestings)
    Each.Program += Programs;
  Programs += More.Programs;
  std::move(More.Nestings.begin(), More.Nestings.end(),
            std::back_inserter(Nestings));
  std::move(More.Sites.begin(), More.Sites.end(), std::back_inserter(Sites));
  sortByPlace();
}

} // namespace spinpair
