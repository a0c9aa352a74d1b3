//===- OneName.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "OneName.h"

#include "model/Outcome.h"
#include "support/Paths.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

#include <map>

namespace fs = llvm::sys::fs;

namespace spinpair {

using Names = std::map<std::string, std::string>;

template <typename Function>
static void eachName(Analysis &Found, Function Visit) {
  auto VisitNote = [&](Note &Each) {
    if (!Each.File.empty())
      Visit(Each.File);
    if (!Each.TextFile.empty())
      Visit(Each.TextFile);
  };
  for (Mistake &Each : Found.Mistakes) {
    VisitNote(Each.Where);
    VisitNote(Each.Origin);
    for (auto *Places : {&Each.Spelled, &Each.Path, &Each.Way})
      for (Note &Place : *Places)
        VisitNote(Place);
  }
  for (FunctionVerdict &Each : Found.Functions)
    Visit(Each.File);
}

/// Is it the name that no link is on the way of?
static bool isReal(const std::string &Shown) {
  llvm::SmallString<256> Real;
  return !fs::real_path(Shown, Real) && absolutePath(Shown, "") == Real.str();
}

/// The names that files are to have, where that is another one.
static Names otherNames(Analysis &Found) {
  std::map<std::string, fs::UniqueID> Ids;
  eachName(Found, [&](const std::string &Name) {
    fs::UniqueID Is;
    if (!Ids.count(Name) && !fs::getUniqueID(Name, Is))
      Ids.emplace(Name, Is);
  });
  std::map<fs::UniqueID, std::string> Best;
  for (const auto &[Name, Is] : Ids) {
    auto [Known, IsNew] = Best.try_emplace(Is, Name);
    if (!IsNew && isReal(Name) && !isReal(Known->second))
      Known->second = Name;
  }
  Names Result;
  for (const auto &[Name, Is] : Ids)
    if (Best[Is] != Name)
      Result[Name] = Best[Is];
  return Result;
}

/// The worse one counts.
static int rankOf(Verdict Verdict) {
  switch (Verdict) {
  case Verdict::Proved:
    return 0;
  case Verdict::Clean:
    return 1;
  case Verdict::Undecided:
    return 2;
  case Verdict::Reported:
    return 3;
  }
  return 0;
}

void nameFilesOnce(Analysis &Found) {
  const Names Other = otherNames(Found);
  if (Other.empty())
    return;
  eachName(Found, [&](std::string &Name) {
    if (auto Known = Other.find(Name); Known != Other.end())
      Name = Known->second;
  });
  sortUnique(Found.Mistakes);
  std::map<std::tuple<std::string, unsigned, std::string>, size_t> Seen;
  std::vector<FunctionVerdict> Left;
  for (FunctionVerdict &Each : Found.Functions) {
    auto [Known, IsNew] =
        Seen.try_emplace({Each.File, Each.Line, Each.Shown}, Left.size());
    if (IsNew)
      Left.push_back(std::move(Each));
    else if (rankOf(Each.Verdict) > rankOf(Left[Known->second].Verdict))
      Left[Known->second] = std::move(Each);
  }
  Found.Functions = std::move(Left);
}

} // namespace spinpair
