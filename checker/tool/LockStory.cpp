//===- LockStory.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "LockStory.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

using llvm::StringRef;

namespace spinpair {

LockStory::Sites LockStory::sitesOf(const Ledger &Locks) {
  Sites Result;
  for (const LedgerSite &Site : Locks.Sites)
    Result[{Site.Where.File, Site.Where.Line, Site.Where.Column}] =
        Site.Message;
  return Result;
}

LockEvent LockStory::follow(const Note &Step) {
  // The sentences are those of checker/analyzer/Reports.cpp.
  StringRef Text = Step.Message;
  if (Text.find("' is overwritten by this acquire") != StringRef::npos) {
    auto Site = Known.find({Step.File, Step.Line, Step.Column});
    Held.push_back(Site == Known.end() ? "?" : Site->second);
    return LockEvent::Acquired;
  }
  if (!Text.consume_front("MSI spin lock for message '"))
    return LockEvent::None;
  if (size_t End = Text.find("' is acquired here"); End != StringRef::npos) {
    Held.push_back(Text.take_front(End).str());
    return LockEvent::Acquired;
  }
  size_t End = Text.find("' is released here");
  if (End == StringRef::npos)
    return LockEvent::None;
  auto Last = std::find(Held.rbegin(), Held.rend(), Text.take_front(End));
  if (Last != Held.rend())
    Held.erase(std::next(Last).base());
  else
    Unclear |= !Held.empty();
  return LockEvent::Released;
}

} // namespace spinpair
