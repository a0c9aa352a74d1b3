//===- Whole.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Whole.h"

#include "UnitRecord.h"
#include "model/Running.h"
#include "model/Unit.h"
#include "support/Archive.h"
#include "support/Paths.h"
#include "support/Places.h"

#include "spinpair/program_doubt.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

using llvm::StringRef;

namespace spinpair {

/// Is it the name of a function that each unit has for itself? Such names end
/// in the file that it is from.
static bool isOfUnit(llvm::StringRef Name) { return Name.contains('@'); }

bool Whole::addPrograms(unsigned Unit, llvm::StringRef Text, bool &Clash) {
  sp_text_error Error;
  if (sp_program_read(Program.get(), Text.data(), Text.size(), &Error))
    return true;
  // One of the functions is there already, in another form: the others count.
  llvm::StringRef Version = Text.take_until([](char C) { return C == '\n'; });
  llvm::StringRef Rest = Text.drop_front(Version.size());
  const llvm::StringRef Start = "\n(";
  for (size_t At = Rest.find(Start), End; At != llvm::StringRef::npos;
       At = End) {
    End = Rest.find(Start, At + 1);
    std::string One = Version.str() + Rest.slice(At, End).str() + "\n";
    if (sp_program_read(Program.get(), One.data(), One.size(), &Error))
      continue;
    const std::string Name =
        llvm::StringRef(One).split('"').second.split('"').first.str();
    if (isOfUnit(Name)) {
      OtherBodies.try_emplace(Name, Unit);
      continue;
    }
    Clash = true; // and this unit is the next one of these
    ClashesOver.try_emplace(Clashing.size(), Name);
  }
  return true;
}

/// Calls \p Do with what stands in quotes behind each \p Start.
static void eachQuoted(llvm::StringRef Text, llvm::StringRef Start,
                       llvm::function_ref<void(llvm::StringRef)> Do) {
  for (size_t At = Text.find(Start); At != llvm::StringRef::npos;
       At = Text.find(Start, At)) {
    At += Start.size();
    Do(Text.substr(At).take_until([](char C) { return C == '"'; }));
  }
}

/// A body that does nothing to locks, and writes nothing, has no lock program.
/// It is not to be taken for the one that another unit has.
void Whole::noteSilent(unsigned Unit, const UnitRecord &Record) {
  llvm::StringSet<> Left;
  for (const std::string &Name : Record.Defines)
    if (isOfUnit(Name))
      Left.insert(Name);
  if (Left.empty())
    return;
  eachQuoted(Record.Programs, "\n(function \"",
             [&](llvm::StringRef Name) { Left.erase(Name); });
  eachQuoted(Record.Programs, "(fn \"", [&](llvm::StringRef Name) {
    if (Left.count(Name))
      Silent.try_emplace(Name.str(), Unit);
  });
}

void Whole::findOtherBodies() {
  for (const auto &[Name, Unit] : Silent)
    if (sp_program_find(Program.get(), Name.c_str()) != SIZE_MAX)
      OtherBodies.try_emplace(Name, Unit);
  Silent.clear();
}

std::string Whole::bodySentences() {
  findOtherBodies();
  std::string Result;
  for (const auto &[Name, Unit] : OtherBodies) {
    const size_t Index = sp_program_find(Program.get(), Name.c_str());
    if (Index == SIZE_MAX)
      continue;
    const sp_function *First = sp_program_get(Program.get(), Index);
    Result += "spinpair: '" + std::string(First->shown) + "' of " +
              oneLine(fileOf(First)) + " is another function in " +
              oneLine(shownFile(Units[Unit].File, "")) +
              " than elsewhere, and what calls it is not proved\n";
  }
  return Result;
}

bool Whole::add(unsigned Unit, const UnitRecord &Record) {
  if (!Program)
    Program.reset(sp_program_new());
  if (!Program)
    return false;
  Digests += Record.Digest;
  for (const std::string &Each : Record.Lacks)
    ++Lacking[Each];
  Saver Save;
  Save(Record.Read, Record.Partly, Record.Movable);
  for (const auto &[Name, Why] : Record.Unread)
    Save(Name);
  MovableDigests += digestOf(Save.Bytes);
  Sources[Unit] = Record.From;
  if (!Record.Read) {
    Unread.push_back(Unit);
    return true;
  }
  if (Record.Partly)
    Partly.push_back(Unit);
  WhysUnread.insert(Record.Unread.begin(), Record.Unread.end());
  for (const std::string &Name : Record.Defines) {
    auto &Home = Homes[Name];
    if (Home.empty() || Home.back() != Unit)
      Home.push_back(Unit);
  }
  for (const std::string &Name : Record.Constants)
    Constants[Name].insert(Unit);
  bool Clash = Record.Clash;
  if (!addPrograms(Unit, Record.Programs, Clash))
    return false;
  noteSilent(Unit, Record);
  if (Clash) {
    Clashing.push_back(Unit);
    ClashesOver.try_emplace(Clashing.size() - 1, "");
  }
  return true;
}

std::string Whole::movableDigest() const {
  Saver Save;
  Save(MovableDigests);
  for (size_t I = 0, Count = sp_program_count(program()); I < Count; ++I) {
    const sp_function *Function = sp_program_get(program(), I);
    for (unsigned Home : unitsOf(Function))
      Save(Home);
    Save(std::string(Function->name));
  }
  return digestOf(Save.Bytes);
}

std::string Whole::clashSentences() const {
  std::string Result;
  for (unsigned I = 0; I < Clashing.size(); ++I) {
    const std::string File = oneLine(shownFile(Units[Clashing[I]].File, ""));
    const std::string &Name = ClashesOver.at(I);
    const auto Home = Homes.find(Name);
    if (Home == Homes.end()) {
      Result += "spinpair: " + File +
                " has two functions of one name, and only the first is "
                "analysed\n";
      continue;
    }
    const size_t Index = sp_program_find(Program.get(), Name.c_str());
    const sp_function *First =
        Index == SIZE_MAX ? nullptr : sp_program_get(Program.get(), Index);
    Result += "spinpair: '" + std::string(First ? First->shown : Name.c_str()) +
              "' of " + File + " is another function than that of " +
              oneLine(shownFile(Units[Home->second.front()].File, "")) +
              ", which alone is analysed; --program tells drivers apart\n";
  }
  return Result;
}

std::string Whole::lackSentence() const {
  if (Lacking.empty())
    return "";
  std::vector<std::pair<std::string, unsigned>> All(Lacking.begin(),
                                                    Lacking.end());
  // Headers first: names that are missing may be of theirs.
  llvm::stable_sort(All, [](const auto &A, const auto &B) {
    const bool IsHeaderA = A.first[0] == 'h', IsHeaderB = B.first[0] == 'h';
    return std::make_pair(!IsHeaderA, -int64_t(A.second)) <
           std::make_pair(!IsHeaderB, -int64_t(B.second));
  });
  constexpr size_t Most = 12;
  std::string Result = "spinpair: what is missing, by the number of units: ";
  for (size_t I = 0; I < std::min(All.size(), Most); ++I)
    Result += (I ? ", " : "") + oneLine(All[I].first) + " (" +
              std::to_string(All[I].second) + ")";
  if (All.size() > Most)
    Result += ", and " + std::to_string(All.size() - Most) + " more";
  return Result + "\n";
}

std::string Whole::handle() const {
  std::map<std::string, std::vector<unsigned>> All;
  for (const auto &Home : Homes)
    All[Home.getKey().str()] = {Home.getValue().begin(), Home.getValue().end()};
  Saver Save;
  Save(Units, All, reinterpret_cast<uintptr_t>(Program.get()),
       reinterpret_cast<uintptr_t>(Proofs.get()));
  return std::move(Save.Bytes);
}

std::unique_ptr<Whole> Whole::fromHandle(llvm::StringRef Handle) {
  std::vector<Unit> Units;
  std::map<std::string, std::vector<unsigned>> All;
  uintptr_t Program = 0, Proofs = 0;
  Loader Load(Handle);
  Load(Units, All, Program, Proofs);
  auto Result = std::make_unique<Whole>(std::move(Units), Running());
  for (const auto &[Name, Home] : All)
    Result->Homes[Name].assign(Home.begin(), Home.end());
  Result->Program.reset(reinterpret_cast<sp_program *>(Program));
  Result->Proofs.reset(reinterpret_cast<sp_proofs *>(Proofs));
  return Result;
}

bool Whole::prove() {
  findOtherBodies();
  for (const auto &[Name, Unit] : OtherBodies)
    sp_program_doubt(Program.get(), Name.c_str(),
                     "the body of the function is not the same in each unit");
  if (!sp_program_link(Program.get()))
    return false;
  Proofs.reset(sp_prove(Program.get()));
  return Proofs != nullptr;
}

std::optional<unsigned> Whole::homeOf(llvm::StringRef Name) const {
  if (auto Home = Homes.find(Name); Home != Homes.end()) {
    if (Home->second.size() == 1)
      return Home->second.front();
  } else if (auto Known = Constants.find(Name.str());
             Known != Constants.end() && Known->second.size() == 1) {
    return *Known->second.begin();
  }
  return std::nullopt;
}

llvm::ArrayRef<unsigned> Whole::unitsOf(const sp_function *Function) const {
  auto Home = Homes.find(Function->name);
  if (Home == Homes.end())
    return {};
  return Home->second;
}

bool Whole::shareUnit(const sp_function *One, const sp_function *Other) const {
  llvm::ArrayRef<unsigned> Homes = unitsOf(One);
  return llvm::any_of(unitsOf(Other), [&](unsigned Unit) {
    return llvm::is_contained(Homes, Unit);
  });
}

std::set<size_t> Whole::namedCalleesOf(const sp_function *Function) const {
  std::set<size_t> Found;
  for (size_t B = 0; B < Function->block_count; ++B)
    for (size_t S = 0; S < Function->blocks[B].step_count; ++S) {
      const sp_step &Step = Function->blocks[B].steps[S];
      if (Step.kind != SP_CALL || Step.signature)
        continue; // what a pointer leads to is the search's business
      const sp_callees Callees = sp_program_callees(program(), &Step);
      Found.insert(Callees.functions, Callees.functions + Callees.count);
    }
  return Found;
}

std::set<size_t> Whole::calleesOf(const sp_function *Function) const {
  std::set<size_t> Found;
  for (size_t Callee : namedCalleesOf(Function))
    if (sp_program_is_relevant(program(), Callee))
      Found.insert(Callee);
  return Found;
}

bool Whole::isChosen(llvm::ArrayRef<unsigned> Indices) const {
  return llvm::any_of(Indices, [&](unsigned I) { return Units[I].Chosen; });
}

std::string Whole::fileOf(const sp_function *Function) const {
  llvm::ArrayRef<unsigned> Home = unitsOf(Function);
  return shownFile(Function->where.file,
                   Home.empty() ? "" : StringRef(Units[Home[0]].Directory));
}

const std::string *Whole::whyUnread(const sp_function *Function) const {
  auto Found = WhysUnread.find(Function->name);
  return Found == WhysUnread.end() ? nullptr : &Found->second;
}

} // namespace spinpair
