//===- Baseline.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Baseline.h"

#include "Fingerprint.h"
#include "Match.h"
#include "model/Mistake.h"
#include "model/Outcome.h"
#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <set>
#include <tuple>

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

/// Another number if a baseline of today cannot be read any more.
static constexpr int FileVersion = 1;

static bool read(const json::Object &Row, KnownFinding &Result) {
  const std::pair<const char *, std::string *> Fields[] = {
      {"fingerprint", &Result.Fingerprint},
      {"rule", &Result.Rule},
      {"file", &Result.File},
      {"function", &Result.Function},
      {"message", &Result.Message}};
  for (auto [Name, Field] : Fields) {
    auto Text = Row.getString(Name);
    if (!Text || Text->empty())
      return false;
    *Field = Text->str();
  }
  return true;
}

static const std::pair<const char *, std::string FindingCode::*> CodeFields[] =
    {{"acquire", &FindingCode::Acquire},
     {"branch", &FindingCode::Branch},
     {"exit", &FindingCode::Exit},
     {"before", &FindingCode::First},
     {"jump", &FindingCode::Jump}};

void readCode(const json::Object &From, FindingCode &Code) {
  for (auto [Name, Field] : CodeFields)
    if (auto Text = From.getString(Name))
      Code.*Field = Text->str();
}

json::Object written(const FindingCode &Code) {
  json::Object Result;
  for (auto [Name, Field] : CodeFields)
    if (!(Code.*Field).empty())
      Result[Name] = json::fixUTF8(Code.*Field);
  return Result;
}

bool Baseline::load(const std::string &Path, bool MayBeMissing,
                    std::string &Error) {
  auto Failed = [&](const std::string &Why) {
    Error = "'" + Path + "' " + Why;
    return false;
  };
  auto Buffer = readWhole(Path);
  if (!Buffer) {
    if (Buffer.getError() != std::errc::no_such_file_or_directory)
      return Failed("cannot be read: " + Buffer.getError().message());
    return MayBeMissing || Failed("is not there; --update-baseline makes it");
  }
  StringRef Text = (*Buffer)->getBuffer();
  if (std::string Wrong; !takeUtf8(Text, Wrong))
    return Failed(Wrong);
  if (Text.trim().empty())
    return Failed("is not a baseline of spinpair: it is empty");
  if (isDeepJson(Text, /*Deepest=*/16))
    return Failed("is not a baseline of spinpair");
  llvm::Expected<json::Value> Parsed = json::parse(Text);
  if (!Parsed)
    return Failed("is not a baseline of spinpair: " +
                  llvm::toString(Parsed.takeError()));
  const json::Object *Whole = Parsed->getAsObject();
  if (!Whole || !Whole->getInteger("version") || !Whole->getArray("findings"))
    return Failed("is not a baseline of spinpair: it has no version, or no "
                  "findings");
  auto Version = Whole->getInteger("version");
  const json::Array *Rows = Whole->getArray("findings");
  if (*Version != FileVersion)
    return Failed("is a baseline of version " + std::to_string(*Version) +
                  "; this spinpair reads version " +
                  std::to_string(FileVersion));
  for (size_t I = 0; I < Rows->size(); ++I) {
    const json::Object *Row = (*Rows)[I].getAsObject();
    KnownFinding Entry;
    if (!Row || !read(*Row, Entry))
      return Failed("is not a baseline of spinpair: a field of finding " +
                    std::to_string(I + 1) + " is missing or empty");
    if (const json::Object *Code = Row->getObject("code"))
      readCode(*Code, Entry.Code);
    Known.emplace(Entry.Fingerprint, Entry);
  }
  return true;
}

void Baseline::take(std::vector<KnownFinding> All) {
  Known.clear();
  for (KnownFinding &Each : All) {
    const std::string Fingerprint = Each.Fingerprint;
    Known.emplace(Fingerprint, std::move(Each));
  }
}

std::vector<KnownFinding>
Baseline::apply(std::vector<Mistake> &Mistakes,
                const std::vector<FunctionVerdict> &Functions,
                Sources &Files) const {
  const std::vector<const KnownFinding *> Matches =
      matchKnown(Mistakes, Functions, Known, Files);
  std::set<std::string> Taken;
  for (size_t I = 0; I < Mistakes.size(); ++I) {
    Mistakes[I].Known = Matches[I] != nullptr;
    if (Matches[I])
      Taken.insert(Mistakes[I].Fingerprint = Matches[I]->Fingerprint);
  }
  std::vector<KnownFinding> Gone;
  for (const auto &[Fingerprint, Entry] : Known)
    if (!Taken.count(Fingerprint))
      Gone.push_back(Entry);
  // A new one may be alike to a known one, and stand before it.
  for (Mistake &Found : Mistakes)
    for (unsigned Number = 0; !Found.Known; ++Number) {
      const std::string Own = fingerprintOf(Found, Number);
      if (Known.count(Own) || !Taken.insert(Own).second)
        continue;
      Found.Fingerprint = Own;
      break;
    }
  return Gone;
}

std::vector<std::string> Baseline::files() const {
  std::set<std::string> Files;
  for (const auto &Entry : Known)
    Files.insert(Entry.second.File);
  return {Files.begin(), Files.end()};
}

Baseline::Counts Baseline::update(std::vector<Mistake> &Mistakes,
                                  const std::vector<KnownFinding> &Gone) {
  std::set<std::string> Before;
  for (const auto &Entry : Known)
    Before.insert(Entry.first);
  for (const KnownFinding &Entry : Gone)
    Known.erase(Entry.Fingerprint);
  for (Mistake &Found : Mistakes) {
    Known.erase(Found.Fingerprint);
    Found.Known = !Found.Suppressed;
    if (!Found.Suppressed)
      Known[Found.Fingerprint] = {Found.Fingerprint,
                                  Found.Checker,
                                  json::fixUTF8(projectPath(Found.Where.File)),
                                  json::fixUTF8(Found.Shown),
                                  json::fixUTF8(Found.Where.Message),
                                  Found.Code};
  }
  Counts Result;
  for (const auto &Entry : Known)
    ++(Before.count(Entry.first) ? Result.Kept : Result.Added);
  Result.TakenOut = Before.size() - Result.Kept;
  return Result;
}

bool Baseline::save(const std::string &Path, std::string &Error) const {
  std::vector<const KnownFinding *> Sorted;
  for (const auto &Entry : Known)
    Sorted.push_back(&Entry.second);
  llvm::stable_sort(Sorted, [](const KnownFinding *A, const KnownFinding *B) {
    return std::tie(A->File, A->Function, A->Rule, A->Message) <
           std::tie(B->File, B->Function, B->Rule, B->Message);
  });
  // No lines: they would change in each review though nothing else does.
  json::Array Rows;
  for (const KnownFinding *Entry : Sorted)
    Rows.push_back(json::Object{{"code", written(Entry->Code)},
                                {"fingerprint", Entry->Fingerprint},
                                {"rule", Entry->Rule},
                                {"file", Entry->File},
                                {"function", Entry->Function},
                                {"message", Entry->Message}});
  json::Value Whole = json::Object{{"version", FileVersion},
                                   {"tool", "spinpair"},
                                   {"findings", std::move(Rows)}};
  return writeWhole(
      Path,
      [&](llvm::raw_ostream &Out) { Out << llvm::formatv("{0:2}\n", Whole); },
      Error);
}

} // namespace spinpair
