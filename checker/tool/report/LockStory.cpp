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
  // The sentences are those of checker/analyzer/reports/PathNotes.cpp.
  StringRef Text = Step.Message;
  if (Text.find("' is overwritten by this acquire") != StringRef::npos) {
    auto Site = Known.find({Step.File, Step.Line, Step.Column});
    Last = Site == Known.end() ? "?" : Site->second;
    Held.push_back(Last);
    return LockEvent::Acquired;
  }
  // A lock of a message is known by the message, another one by its name.
  const bool Lent = Text.consume_front("The port driver holds ");
  if (Lent)
    Text.consume_front("the ");
  const StringRef Quote =
      Text.consume_front("MSI spin lock for message '") ? "'" : "";
  if (Lent) {
    Held.push_back(
        Text.take_front(Text.find(Quote.str() + " while it runs '")).str());
    return LockEvent::None;
  }
  auto NameBefore = [&](StringRef What) {
    size_t End = Text.find(Quote.str() + What.str());
    if (End == StringRef::npos)
      return false;
    Last = Text.take_front(End).str();
    return true;
  };
  if (NameBefore(" is acquired here")) {
    Held.push_back(Last);
    return LockEvent::Acquired;
  }
  if (!NameBefore(" is released here"))
    return LockEvent::None;
  auto Found = std::find(Held.rbegin(), Held.rend(), Last);
  if (Found != Held.rend())
    Held.erase(std::next(Found).base());
  else
    Unclear |= !Held.empty();
  return LockEvent::Released;
}

} // namespace spinpair
