//===- Nearest.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Nearest.h"

#include "model/CommandTable.h"

#include <vector>

using llvm::StringRef;

namespace spinpair {

std::string didYouMean(StringRef Given, llvm::ArrayRef<StringRef> Known,
                       StringRef Otherwise) {
  // More than a third of the letters wrong is another word, and so is one
  // letter for another, as of a short option.
  unsigned Least = (Given.size() + 1) / 3 + 1;
  if (Given.size() <= 2)
    Least = 1;
  StringRef Best;
  for (StringRef Name : Known) {
    unsigned Distance = Given.edit_distance(Name, /*AllowReplacements=*/true,
                                            /*MaxEditDistance=*/Least);
    if (Distance < Least) {
      Least = Distance;
      Best = Name;
    }
  }
  if (Best.empty())
    return Otherwise.str();
  return "; did you mean '" + Best.str() + "'?";
}

std::string nearestCommand(StringRef Word, StringRef Otherwise) {
  std::vector<StringRef> Names;
  for (const CommandRow &Row : commandTable())
    Names.push_back(Row.Name);
  return didYouMean(Word, Names, Otherwise);
}

} // namespace spinpair
