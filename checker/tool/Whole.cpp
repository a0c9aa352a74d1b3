//===- Whole.cpp ----------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Whole.h"

#include "Cache.h"
#include "Search.h"

#include "../analyzer/OwnCode.h"
#include "../analyzer/facts/UnitFacts.h"
#include "../extract/Damage.h"
#include "../extract/Extract.h"
#include "../extract/Names.h"

#include "spinpair/memory.h"
#include "spinpair/program_doubt.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace spinpair {

namespace {

/// Tells which functions a unit defines. The extractor's choice is not known
/// before all units are, so this lists all but those of system headers.
class DefinitionLister : public RecursiveASTVisitor<DefinitionLister> {
public:
  DefinitionLister(ASTContext &Context, std::vector<std::string> &Defines)
      : Sources(Context.getSourceManager()), Named(Context), Defines(Defines) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseStmt(Stmt *) { return true; } // bodies do not matter
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (Function->isThisDeclarationADefinition() &&
        !Function->isDependentContext() &&
        !Sources.isInSystemHeader(Function->getLocation()))
      Defines.push_back(Named.function(Function));
    return true;
  }

private:
  const SourceManager &Sources;
  Names Named;
  std::vector<std::string> &Defines;
};

/// The bytes of a record whose lock programs are \p Program; "" if memory ran
/// out.
std::string bytesOf(UnitRecord &Record, const sp_program *Program) {
  char *Text = sp_program_write(Program);
  char *Movable = sp_program_write_movable(Program);
  const bool Ok = Text && Movable;
  if (Ok) {
    Record.Programs = Text;
    Record.Movable = digestOf(Movable);
  }
  sp_memory_free(Text);
  sp_memory_free(Movable);
  if (!Ok)
    return "";
  Saver Save;
  Save(Record);
  return std::move(Save.Bytes);
}

class ExtractConsumer : public ASTConsumer {
public:
  ExtractConsumer(CompilerInstance &Compiler, const Unit *const &Home,
                  sp_program *Program, UnitRecord &Record, const Inputs &From)
      : Compiler(Compiler), Home(Home), Program(Program), Record(Record),
        From(From), Errors(watchErrors(Compiler, /*Shown=*/true)) {}

  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    // Also of a beginning that several units share: whether a copy of this
    // process may wait is not known yet, and who explores the unit from what
    // stands here is to be told of all that who parses it again is told.
    Groups.push_back(Group);
    return true;
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    if (extract(Context) && mayWait() && !Record.Partly)
      stay(Context);
  }

private:
  /// False if the unit is of no use.
  bool extract(ASTContext &Context) {
    OwnCode Here;
    // Before some are defined nowhere.
    std::vector<std::string> Defines;
    DefinitionLister(Context, Defines)
        .TraverseDecl(Context.getTranslationUnitDecl());
    auto Damaged = mendTree(Compiler, *Errors);
    Record.LacksHeader = Errors->Missing.has_value();
    for (const ParseError &Each : Errors->All)
      if (!Each.Lacks.empty())
        Record.Lacks.insert(Each.Lacks);
    if (!Damaged)
      return false;
    Record.Partly = !Errors->All.empty();
    Record.Defines = std::move(Defines);
    Record.Clash = !extractUnit(Context, Program, *Damaged);
    keep(Context, *Damaged);
    return true;
  }

  void keep(ASTContext &Context, llvm::ArrayRef<DamagedFunction> Damaged) {
    const SourceManager &Sources = Context.getSourceManager();
    Names Named(Context);
    for (const DamagedFunction &Each : Damaged) {
      PresumedLoc Where =
          Sources.getPresumedLoc(Sources.getExpansionLoc(Each.Error.Where));
      Record.Unread[Named.function(Each.Function)] =
          "it does not parse: " +
          shownFile(Where.getFilename(), Home->Directory) + ":" +
          std::to_string(Where.getLine()) + ": " + Each.Error.Message;
    }
  }

  /// Hands over what was found, and explores the unit if that is asked for.
  void stay(ASTContext &Context) {
    Record.Read = true;
    const std::string Bytes = bytesOf(Record, Program);
    if (Bytes.empty())
      return;
    const std::string Request = waitForRequest(Cache::pack(Bytes, From));
    finishJob(Cache::pack(searchParsed(Request, Compiler, Context, Groups),
                          Inputs()));
  }

  CompilerInstance &Compiler;
  const Unit *const &Home; ///< Null while it is not told.
  sp_program *Program;
  UnitRecord &Record;
  const Inputs &From;
  std::shared_ptr<ParseErrors> Errors;
  std::vector<DeclGroupRef> Groups;
};

class ExtractAction : public ASTFrontendAction {
public:
  ExtractAction(const Unit *const &Home, sp_program *Program,
                UnitRecord &Record, const Inputs &From)
      : Home(Home), Program(Program), Record(Record), From(From) {}

protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef) override {
    return std::make_unique<ExtractConsumer>(Compiler, Home, Program, Record,
                                             From);
  }

private:
  const Unit *const &Home;
  sp_program *Program;
  UnitRecord &Record;
  const Inputs &From;
};

void sayUnread(const Unit &Unit) {
  llvm::errs() << "spinpair: " << oneLine(shownFile(Unit.File, ""))
               << " is not analysed\n";
}

void sayWhatIsWrong(const Unit &Unit, const UnitRecord &Record) {
  if (!Record.Read && !Record.Partly)
    sayUnread(Unit);
  else if (Record.Partly)
    llvm::errs() << "spinpair: " << oneLine(shownFile(Unit.File, ""))
                 << " has errors, and what has one is not analysed"
                 << (Record.LacksHeader ? "; --wdk DIR or --extra-arg=-IDIR "
                                          "says where a missing header is"
                                        : "")
                 << "\n";
}

/// The record of one of \p Units, see parse(); "" if there is none.
std::string recordOf(llvm::ArrayRef<const Unit *> Units, Inputs &From) {
  const Unit *Home = nullptr;
  UnitRecord Record;
  sp_program *Program = sp_program_new();
  if (!Program)
    return "";
  Record.Read = parse(
      Units, [&](size_t Place) { Home = Units[Place]; },
      std::make_unique<ExtractAction>(Home, Program, Record, From), From);
  // What clang says of errors tells by which includes it came to them.
  if (Home && Units.size() > 1 && (!Record.Read || Record.Partly))
    goAlone();
  std::string Bytes;
  if (Home) {
    sayWhatIsWrong(*Home, Record);
    Record.Read |= Record.Partly;
    Bytes = bytesOf(Record, Program);
  }
  sp_program_free(Program);
  return Bytes;
}

} // namespace

/// Is it the name of a function that each unit has for itself? Such names end in
/// the file that it is from.
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

/// A body that does nothing to locks, and writes nothing, has no lock program. It
/// is not to be taken for the one that another unit has.
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
    const unsigned Unit = Clashing[I];
    Result += "spinpair: " + oneLine(shownFile(Units[Unit].File, "")) +
              " has a function of the name of another one in another unit, and "
              "only the first is analysed; --program tells drivers apart";
    const std::string &Name = ClashesOver.at(I);
    if (auto Home = Homes.find(Name); Home != Homes.end()) {
      const size_t Index = sp_program_find(Program.get(), Name.c_str());
      const sp_function *First =
          Index == SIZE_MAX ? nullptr : sp_program_get(Program.get(), Index);
      Result += ": '" + std::string(First ? First->shown : Name.c_str()) +
                "' is in " +
                oneLine(shownFile(Units[Home->second.front()].File, "")) +
                ", too";
    }
    Result += "\n";
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

UnitSource sourceOf(const Unit &Unit, const Inputs &From) {
  auto Own = From.Names.find(Unit.File);
  return {Own == From.Names.end() ? "" : Own->second.Digest,
          From.digestBut(Unit.File)};
}

void extractUnits(const std::vector<Unit> &Units, const Running &How,
                  Cache &Cache, std::vector<UnitRecord> &Records) {
  std::vector<std::string> Keys;
  for (const Unit &Unit : Units)
    Keys.push_back(keyOf(Unit));
  auto Job = [&](llvm::ArrayRef<size_t> Some, Inputs &From) {
    std::vector<const Unit *> Its;
    for (size_t I : Some)
      Its.push_back(&Units[I]);
    return recordOf(Its, From);
  };
  std::vector<Entry> Results =
      Cache.run(Units.size(), How,
                {[&](size_t I) { return Keys[I]; }, Job,
                 [&](size_t I) { return shownFile(Units[I].File, ""); },
                 /*MayWait=*/true, /*Request=*/nullptr,
                 [&](size_t I) { return commandOf(Units[I]); }});
  Records.resize(Units.size());
  for (size_t I = 0; I < Units.size(); ++I) {
    Loader Load(Results[I].Value);
    if (Results[I].Trouble.empty())
      Load(Records[I]);
    if (!Load.isWhole())
      Records[I] = UnitRecord();
    Records[I].Digest = digestOf(Keys[I] + Results[I].Value);
    Records[I].From = sourceOf(Units[I], Results[I].From);
    if (!Results[I].Trouble.empty()) {
      llvm::errs() << "spinpair: " << oneLine(shownFile(Units[I].File, ""))
                   << ": " << Results[I].Trouble << "\n";
      sayUnread(Units[I]);
    }
  }
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

llvm::ArrayRef<unsigned> Whole::unitsOf(const sp_function *Function) const {
  auto Home = Homes.find(Function->name);
  if (Home == Homes.end())
    return {};
  return Home->second;
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
