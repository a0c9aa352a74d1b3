//===- Config.cpp ---------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Config.h"

#include "Arguments.h"
#include "model/Mistake.h"
#include "model/Options.h"
#include "support/Nearest.h"
#include "support/Paths.h"
#include "support/Places.h"
#include "support/WindowsPaths.h"

#include "../../analyzer/Stated.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <cstring>
#include <optional>

using llvm::StringRef;
namespace path = llvm::sys::path;
namespace yaml = llvm::yaml;

namespace spinpair {

static const sp_rule_row &rowOf(size_t Rule) {
  return *sp_rule_get(static_cast<sp_rule>(Rule));
}

/// Rules that are there only for those who ask for them.
static bool isForWhoAsks(size_t Rule) {
  return StringRef(rowOf(Rule).checker).find("optin.") == 0;
}

Config::Config() {
  for (size_t I = 0; I < SP_RULE_COUNT; ++I) {
    IsOn[I].Value = !isForWhoAsks(I);
    Severities[I].Value = rowOf(I).severity;
  }
}

//===----------------------------------------------------------------------===//
// Rules and globs
//===----------------------------------------------------------------------===//

static std::string noSuchRule(StringRef Given) {
  std::vector<StringRef> Names;
  for (size_t I = 0; I < SP_RULE_COUNT; ++I)
    Names.insert(Names.end(), {rowOf(I).checker, rowOf(I).name});
  return "there is no rule '" + Given.str() + "'" +
         didYouMean(Given, Names, "; 'spinpair rules' lists them");
}

/// Is the rule in the package, as in "storport" and "storport.msi"?
static bool isIn(size_t Rule, StringRef Package) {
  StringRef Name = rowOf(Rule).checker;
  return Name.consume_front(Package) && Name.take_front() == ".";
}

/// Turns on the rules that \p Glob matches, or that are in that package; off,
/// if it starts with '-'.
static bool applyGlob(Config &Config, StringRef Glob, const std::string &Origin,
                      std::string &Error) {
  StringRef Names = Glob.trim();
  const bool On = !Names.consume_front("-");
  llvm::Expected<llvm::GlobPattern> Pattern = llvm::GlobPattern::create(Names);
  if (!Pattern) {
    Error = "'" + Names.str() +
            "' is no pattern: " + llvm::toString(Pattern.takeError());
    return false;
  }
  bool Any = false;
  for (size_t I = 0; I < SP_RULE_COUNT; ++I) {
    if (!Pattern->match(rowOf(I).checker) && !Pattern->match(rowOf(I).name) &&
        !isIn(I, Names))
      continue;
    Any = true;
    Config.IsOn[I] = {On, Origin};
  }
  if (!Any)
    Error = noSuchRule(Names);
  return Error.empty();
}

static bool applyGlobs(Config &Config, StringRef Globs,
                       const std::string &Origin, std::string &Error) {
  llvm::SmallVector<StringRef, 8> Parts;
  Globs.split(Parts, ',', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  return llvm::all_of(Parts, [&](StringRef Glob) {
    return applyGlob(Config, Glob, Origin, Error);
  });
}

//===----------------------------------------------------------------------===//
// The file
//===----------------------------------------------------------------------===//

/// What LLVM's parser says, in words that tell what to do about it.
static std::string inPlainWords(StringRef Said) {
  static const struct {
    StringRef Part, Words;
  } Rows[] = {
      {"quote at end", "a quote is opened here or above, and never closed"},
      {"alias", "what begins with '*' or '&' has to stand in quotes, as in "
                "'*'"},
      {"Unrecognized character", "what begins with this character has to "
                                 "stand in quotes"},
      {"Flow", "a bracket is opened here or above and never closed, or a comma "
               "is missing"},
      {"closing", "a bracket is opened here or above, and never closed"},
      {"between entries", "a comma is missing here"},
      {"Block Entry", "the lines of a list begin with '- ', all of them in one "
                      "column"},
      {"Block End", "keys that belong together begin in one column, and a "
                    "value with ': ' in it has to stand in quotes"},
      {"simple key", "behind a key comes ': '"},
      {"tab", "a tab does not indent; use spaces"}};
  for (const auto &Row : Rows)
    if (Said.contains(Row.Part))
      return Row.Words.str();
  return "this is no YAML that can be read: " + Said.str();
}

namespace {

class Reader {
public:
  Reader(StringRef File, Config &Config, std::string &Error)
      : File(File), Result(Config), Error(Error) {
    Result.File = shownFile(File, "");
    Sources.setDiagHandler(
        [](const llvm::SMDiagnostic &Wrong, void *This) {
          auto &Self = *static_cast<Reader *>(This);
          Self.fail(Wrong.getLineNo(), Wrong.getColumnNo() + 1,
                    inPlainWords(Wrong.getMessage()));
        },
        this);
  }

  bool read();

private:
  bool fail(unsigned Line, unsigned Column, const llvm::Twine &Why);
  bool fail(yaml::Node &Where, const llvm::Twine &Why);
  std::pair<unsigned, unsigned> placeOf(yaml::Node &Where);
  std::string originOf(yaml::Node &Where);
  std::optional<std::string> text(yaml::Node *Node, StringRef Wanted,
                                  yaml::Node &Around);
  bool eachText(StringRef Key, yaml::Node &Value,
                llvm::function_ref<bool(yaml::Node &, const std::string &)>);

  bool readKey(StringRef Key, yaml::Node &KeyNode, yaml::Node &Value);
  bool readRules(yaml::Node &Value);
  bool readSeverities(yaml::Node &Value);
  bool readRoutines(yaml::Node &Value);
  bool readRoutine(yaml::Node &KeyNode, yaml::Node *Value, sp_routine &Row);
  bool readLimit(yaml::Node &KeyNode, yaml::Node *Value, sp_routine &Row);
  bool readEffort(yaml::Node &Value);
  bool readKit(yaml::Node &Value);
  bool readProject(yaml::Node &Value);
  bool readConfiguration(yaml::Node &Value);
  bool readPathMap(yaml::Node &Value);
  bool readAfter(yaml::Node &Value);
  bool readBefore(yaml::Node &Value);
  bool readExclude(yaml::Node &Value);
  bool readExtra(yaml::Node &Value, std::vector<Setting<std::string>> &Extra);

  std::string File;
  Config &Result;
  std::string &Error;
  llvm::SourceMgr Sources;
};

} // namespace

bool Reader::fail(unsigned Line, unsigned Column, const llvm::Twine &Why) {
  if (Error.empty()) // what follows from the first one helps nobody
    Error = (Result.File + ":" + llvm::Twine(Line) + ":" + llvm::Twine(Column) +
             ": " + Why)
                .str();
  return false;
}

/// Where the node begins, as line and column. LLVM says that a list or map in
/// brackets begins behind the bracket, and of what stands for a node where the
/// text is no YAML, that it begins nowhere: that was told by then.
std::pair<unsigned, unsigned> Reader::placeOf(yaml::Node &Where) {
  const llvm::SMLoc Start = Where.getSourceRange().Start;
  if (!Start.isValid() || !Sources.FindBufferContainingLoc(Start))
    return {1, 1};
  auto Place = Sources.getLineAndColumn(Start);
  const char *At = Start.getPointer();
  auto IsBracket = [](char C) { return C == '[' || C == '{'; };
  if (llvm::isa<yaml::SequenceNode, yaml::MappingNode>(Where) &&
      Place.second > 1 && !IsBracket(*At) && IsBracket(At[-1]))
    --Place.second;
  return Place;
}

bool Reader::fail(yaml::Node &Where, const llvm::Twine &Why) {
  auto [Line, Column] = placeOf(Where);
  return fail(Line, Column, Why);
}

std::string Reader::originOf(yaml::Node &Where) {
  auto [Line, Column] = placeOf(Where);
  return Result.File + ":" + std::to_string(Line) + ":" +
         std::to_string(Column);
}

std::optional<std::string> Reader::text(yaml::Node *Node, StringRef Wanted,
                                        yaml::Node &Around) {
  if (auto *Scalar = llvm::dyn_cast_or_null<yaml::ScalarNode>(Node)) {
    llvm::SmallString<64> Storage;
    std::string Value = Scalar->getValue(Storage).str();
    if (!Value.empty())
      return Value;
  }
  if (Node && llvm::isa<yaml::AliasNode>(Node))
    fail(Around, inPlainWords("alias"));
  else
    fail(Node && !llvm::isa<yaml::NullNode>(Node) ? *Node : Around,
         "this wants " + Wanted);
  return std::nullopt;
}

/// A list, or a single value in its place.
bool Reader::eachText(
    StringRef Wanted, yaml::Node &Value,
    llvm::function_ref<bool(yaml::Node &, const std::string &)> Take) {
  auto *List = llvm::dyn_cast<yaml::SequenceNode>(&Value);
  if (!List) {
    auto Single = text(&Value, Wanted, Value);
    return Single && Take(Value, *Single);
  }
  for (yaml::Node &Item : *List) {
    auto Each = text(&Item, Wanted, Value);
    if (!Each || !Take(Item, *Each))
      return false;
  }
  return true;
}

bool Reader::readRules(yaml::Node &Value) {
  return eachText("rules, as in [storport.*, '-storport.msi.FailedAcquire']",
                  Value, [&](yaml::Node &Where, const std::string &Globs) {
                    std::string Why;
                    return applyGlobs(Result, Globs, originOf(Where), Why) ||
                           fail(Where, Why);
                  });
}

bool Reader::readSeverities(yaml::Node &Value) {
  auto *Map = llvm::dyn_cast<yaml::MappingNode>(&Value);
  if (!Map)
    return fail(Value, "this wants rules and their severities, as in "
                       "{storport.msi.Leak: high}");
  for (yaml::KeyValueNode &Pair : *Map) {
    auto Name = text(Pair.getKey(), "a rule", Value);
    if (!Name)
      return false;
    sp_rule Rule = sp_rule_find(Name->c_str());
    if (Rule == SP_RULE_NONE)
      return fail(*Pair.getKey(), noSuchRule(*Name));
    auto Given = text(Pair.getValue(), "high, medium or low", *Pair.getKey());
    if (!Given)
      return false;
    static const sp_severity All[] = {SP_SEVERITY_LOW, SP_SEVERITY_MEDIUM,
                                      SP_SEVERITY_HIGH};
    const sp_severity *Known = llvm::find_if(All, [&](sp_severity Each) {
      return *Given == sp_severity_name(Each);
    });
    if (Known == std::end(All))
      return fail(*Pair.getValue(), "there is no severity '" + *Given +
                                        "'; there are high, medium and low");
    Result.Severities[Rule] = {*Known, originOf(*Pair.getValue())};
  }
  return true;
}

bool Reader::readRoutines(yaml::Node &Value) {
  auto *Map = llvm::dyn_cast<yaml::MappingNode>(&Value);
  if (!Map)
    return fail(Value,
                "this wants functions and the highest IRQL that they may "
                "be called at, as in {MyLog: DISPATCH_LEVEL}, or what they do "
                "to locks, as in {MyLog: {effect: balanced}}");
  for (yaml::KeyValueNode &Pair : *Map) {
    auto Name = text(Pair.getKey(), "the name of a function", Value);
    if (!Name)
      return false;
    if (sp_routine_find(Name->c_str()))
      return fail(*Pair.getKey(),
                  "'" + *Name + "' is known, as the DDI reference has it");
    sp_routine Row = newStatedRow("");
    if (!readRoutine(*Pair.getKey(), Pair.getValue(), Row))
      return false;
    if (!Result.Routines
             .try_emplace(*Name,
                          Setting<sp_routine>{Row, originOf(*Pair.getValue())})
             .second)
      return fail(*Pair.getKey(), "'" + *Name + "' is there twice");
  }
  return true;
}

bool Reader::readLimit(yaml::Node &KeyNode, yaml::Node *Value,
                       sp_routine &Row) {
  auto Given = text(Value, "an IRQL", KeyNode);
  if (!Given)
    return false;
  Row.max_irql = sp_irql_find(Given->c_str());
  return Row.max_irql != SP_IRQL_UNKNOWN ||
         fail(*Value, "there is no limit '" + *Given +
                          "'; there are PASSIVE_LEVEL, APC_LEVEL and "
                          "DISPATCH_LEVEL");
}

/// What is said of one function: its limit, or all of it by key.
bool Reader::readRoutine(yaml::Node &KeyNode, yaml::Node *Value,
                         sp_routine &Row) {
  auto *Map = llvm::dyn_cast_or_null<yaml::MappingNode>(Value);
  if (!Map) {
    Row.stated = 0;
    return readLimit(KeyNode, Value, Row);
  }
  static const std::vector<StringRef> Keys = {"effect", "adapter", "message",
                                              "lock",   "handle",  "irql",
                                              "status", "taken",   "limit"};
  llvm::StringSet<> Seen;
  for (yaml::KeyValueNode &Pair : *Map) {
    auto Key = text(Pair.getKey(), "a key", *Value);
    if (!Key)
      return false;
    if (!Seen.insert(*Key).second)
      return fail(*Pair.getKey(), "'" + *Key + "' is there twice");
    if (!llvm::is_contained(Keys, *Key))
      return fail(
          *Pair.getKey(),
          "there is no key '" + *Key + "'" +
              didYouMean(*Key, Keys, "; there are " + llvm::join(Keys, ", ")));
    if (*Key == "limit") {
      if (!readLimit(*Pair.getKey(), Pair.getValue(), Row))
        return false;
      continue;
    }
    auto Given = text(Pair.getValue(),
                      *Key == "effect" ? "acquires, releases or balanced"
                                       : "the number of an argument",
                      *Pair.getKey());
    std::string Why;
    if (!Given)
      return false;
    if (!(*Key == "effect" ? setEffect(Row, *Given, Why)
                           : setArgument(Row, *Key, *Given, Why)))
      return fail(*Pair.getValue(), Why);
  }
  if (!Seen.count("effect")) {
    // A function whose effect its body says.
    if (Seen.size() != 1 || !Seen.count("limit"))
      return fail(KeyNode, "it does not say which effect it has: acquires, "
                           "releases or balanced");
    Row.stated = 0;
    return true;
  }
  const char *Lacks = sp_routine_lacks(&Row);
  return !Lacks || fail(KeyNode, Lacks);
}

bool Reader::readKit(yaml::Node &Value) {
  auto Folder = text(&Value, "the Include folder of a Windows Kit", Value);
  if (Folder)
    Result.Kit = {existingPath(*Folder, path::parent_path(File)),
                  originOf(Value)};
  return Folder.has_value();
}

bool Reader::readProject(yaml::Node &Value) {
  auto Name =
      text(&Value, "a project or solution, or a folder with one", Value);
  if (Name)
    Result.Project = {existingPath(*Name, path::parent_path(File)),
                      originOf(Value)};
  return Name.has_value();
}

bool Reader::readConfiguration(yaml::Node &Value) {
  auto Name = text(&Value, "a configuration, as in 'Release|x64'", Value);
  if (Name)
    Result.Configuration = {*Name, originOf(Value)};
  return Name.has_value();
}

bool Reader::readPathMap(yaml::Node &Value) {
  return eachText("folders, as in ['C:\\src=/home/me/src']", Value,
                  [&](yaml::Node &Where, const std::string &Row) {
                    Result.PathMap.push_back({Row, originOf(Where)});
                    std::string Why;
                    return pathMap().add(Row, "path-map", Why) ||
                           fail(Where, Why);
                  });
}

bool Reader::readEffort(yaml::Node &Value) {
  auto Number = text(&Value, "how many times as long to explore", Value);
  if (!Number)
    return false;
  unsigned Effort = 0;
  if (StringRef(*Number).getAsInteger(10, Effort) || Effort < 1 ||
      Effort > 1000000)
    return fail(Value, "the effort is a number from 1 to 1000000, not '" +
                           *Number + "'");
  Result.Effort = {Effort, originOf(Value)};
  return true;
}

bool Reader::readExtra(yaml::Node &Value,
                       std::vector<Setting<std::string>> &Extra) {
  return eachText("arguments for clang, as in [-DNAME, -Ifolder]", Value,
                  [&](yaml::Node &Where, const std::string &Argument) {
                    Extra.push_back({Argument, originOf(Where)});
                    return true;
                  });
}

bool Reader::readAfter(yaml::Node &Value) {
  return readExtra(Value, Result.ExtraAfter);
}

bool Reader::readBefore(yaml::Node &Value) {
  return readExtra(Value, Result.ExtraBefore);
}

bool Reader::readExclude(yaml::Node &Value) {
  return eachText("patterns of files, as in [\"test/*\"]", Value,
                  [&](yaml::Node &Where, const std::string &Pattern) {
                    if (auto Glob = llvm::GlobPattern::create(Pattern); !Glob)
                      return fail(Where, "'" + Pattern + "' is no pattern: " +
                                             llvm::toString(Glob.takeError()));
                    Result.Exclude.push_back({Pattern, originOf(Where)});
                    return true;
                  });
}

bool Reader::readKey(StringRef Key, yaml::Node &KeyNode, yaml::Node &Value) {
  static const struct {
    StringRef Name;
    bool (Reader::*Read)(yaml::Node &);
  } Rows[] = {{"rules", &Reader::readRules},
              {"severities", &Reader::readSeverities},
              {"routines", &Reader::readRoutines},
              {"effort", &Reader::readEffort},
              {"wdk", &Reader::readKit},
              {"project", &Reader::readProject},
              {"configuration", &Reader::readConfiguration},
              {"path-map", &Reader::readPathMap},
              {"extra-args", &Reader::readAfter},
              {"extra-args-before", &Reader::readBefore},
              {"exclude", &Reader::readExclude}};
  std::vector<StringRef> Names;
  for (const auto &Row : Rows) {
    // Where such a node begins, LLVM does not know.
    if (Key == Row.Name && llvm::isa<yaml::NullNode>(Value))
      return fail(KeyNode, "'" + Key + "' has no value; write one behind '" +
                               Key + ":', or leave the key out");
    if (Key == Row.Name && llvm::isa<yaml::AliasNode>(Value))
      return fail(KeyNode, inPlainWords("alias"));
    if (Key == Row.Name)
      return (this->*Row.Read)(Value);
    Names.push_back(Row.Name);
  }
  return fail(
      KeyNode,
      "there is no key '" + Key + "'" +
          didYouMean(Key, Names, "; there are " + llvm::join(Names, ", ")));
}

bool Reader::read() {
  auto Buffer = readWhole(File);
  if (!Buffer) {
    Error =
        "'" + Result.File + "' cannot be read: " + Buffer.getError().message();
    return false;
  }
  StringRef Text = (*Buffer)->getBuffer();
  if (std::string Wrong; !takeUtf8(Text, Wrong)) {
    Error = "'" + Result.File + "' " + Wrong;
    return false;
  }
  yaml::Stream Stream(Text, Sources);
  auto Document = Stream.begin();
  yaml::Node *Root = Document == Stream.end() ? nullptr : Document->getRoot();
  if (!Root || Stream.failed() || llvm::isa<yaml::NullNode>(Root))
    return Error.empty();
  auto *Map = llvm::dyn_cast<yaml::MappingNode>(Root);
  if (!Map)
    return fail(*Root, "a configuration has keys, as in 'wdk: FOLDER'");
  llvm::StringSet<> Seen;
  for (yaml::KeyValueNode &Pair : *Map) {
    auto Key = text(Pair.getKey(), "a key", *Root);
    if (!Key || Stream.failed())
      return false;
    if (!Seen.insert(*Key).second)
      return fail(*Pair.getKey(), "'" + *Key + "' is there twice");
    if (!Pair.getValue() || !readKey(*Key, *Pair.getKey(), *Pair.getValue()) ||
        Stream.failed())
      return false;
  }
  if (Error.empty() && ++Document != Stream.end())
    if (yaml::Node *Next = Document->getRoot();
        Next && !llvm::isa<yaml::NullNode>(Next))
      return fail(*Next, "a configuration ends at '---' or '...': nothing "
                         "stands behind it");
  return Error.empty();
}

/// The .spinpair.yaml nearest to \p Folder on the way up; "" if there is none.
static std::string findFile(StringRef Folder) {
  for (; !Folder.empty(); Folder = path::parent_path(Folder)) {
    llvm::SmallString<256> File(Folder);
    path::append(File, ".spinpair.yaml");
    // A link that leads nowhere was meant to be one.
    if (llvm::sys::fs::exists(File) || llvm::sys::fs::is_symlink_file(File))
      return File.str().str();
  }
  return "";
}

//===----------------------------------------------------------------------===//
// What is in force
//===----------------------------------------------------------------------===//

static void addExtra(const std::vector<std::string> &Given, const char *Option,
                     std::vector<Setting<std::string>> &Extra) {
  for (const std::string &Argument : Given)
    Extra.push_back({Argument, Option});
}

/// What was written for us can be a mistake, unlike what a build passes.
static bool areKnown(const std::vector<Setting<std::string>> &Extra,
                     std::string &Error) {
  std::vector<std::string> Values;
  for (const Setting<std::string> &Each : Extra)
    Values.push_back(Each.Value);
  std::vector<std::string> Unknown = unknownArguments(Values);
  if (Unknown.empty())
    return true;
  auto Where = llvm::find_if(
      Extra, [&](const auto &Each) { return Each.Value == Unknown[0]; });
  Error = Where->Origin + ": clang has no option '" + Unknown[0] + "'";
  return false;
}

bool loadConfig(const Options &Options, StringRef Folder, Config &Config,
                std::string &Error) {
  std::string File = Options.ConfigFile.empty()
                         ? findFile(Folder)
                         : absolutePath(Options.ConfigFile, "");
  if (!File.empty() && !Reader(File, Config, Error).read())
    return false;
  if (!applyGlobs(Config, Options.Rules, "--rules", Error))
    return false;
  if (llvm::none_of(Config.IsOn, [](const auto &Rule) { return Rule.Value; })) {
    const auto Last = llvm::find_if(
        Config.IsOn, [](const auto &Rule) { return Rule.Origin != "default"; });
    Error = (Options.Rules.empty() ? Last->Origin + ": 'rules'"
                                   : "--rules '" + Options.Rules + "'") +
            " turns all rules off; 'spinpair rules' lists them";
    return false;
  }
  if (Options.Effort)
    Config.Effort = {*Options.Effort, "--effort"};
  if (!Options.Kit.empty())
    Config.Kit = {existingPath(Options.Kit, ""), "--wdk"};
  if (!Options.Configuration.empty())
    Config.Configuration = {Options.Configuration, "--configuration"};
  addExtra(Options.PathMap, "--path-map", Config.PathMap);
  addExtra(Options.ExtraBefore, "--extra-arg-before", Config.ExtraBefore);
  addExtra(Options.ExtraAfter, "--extra-arg", Config.ExtraAfter);
  for (const auto &[Name, Said] : Config.Routines) {
    sp_routine Row = Said.Value;
    Row.name = Name.c_str();
    if (!sp_routine_add(&Row)) {
      Error = "memory ran out";
      return false;
    }
  }
  return areKnown(Config.ExtraBefore, Error) &&
         areKnown(Config.ExtraAfter, Error);
}

bool projectInForce(const Options &Options, Setting<std::string> &Project,
                    Setting<std::string> &Configuration, std::string &Error) {
  Config Config;
  std::string File = Options.ConfigFile.empty()
                         ? findFile(absolutePath(".", ""))
                         : absolutePath(Options.ConfigFile, "");
  if (!File.empty() && !Reader(File, Config, Error).read())
    return false;
  Project = Config.Project;
  Configuration = Config.Configuration;
  return true;
}

void applyRules(const Config &Config, std::vector<Mistake> &Mistakes) {
  llvm::erase_if(Mistakes, [&](Mistake &Found) {
    sp_rule Rule = sp_rule_find(Found.Checker.c_str());
    if (Rule == SP_RULE_NONE)
      return false;
    Found.Severity = Config.Severities[Rule].Value;
    return !Config.IsOn[Rule].Value;
  });
}

static std::string quoted(StringRef Text) {
  return "\"" + yaml::escape(Text, /*EscapePrintable=*/false) + "\"";
}

static void printExtra(const char *Key,
                       const std::vector<Setting<std::string>> &Extra,
                       llvm::raw_ostream &Out) {
  Out << Key << (Extra.empty() ? ": [] # default\n" : ":\n");
  for (const Setting<std::string> &Each : Extra)
    Out << "  - " << quoted(Each.Value) << " # " << Each.Origin << "\n";
}

static void printRoutine(const sp_routine &Row, llvm::raw_ostream &Out) {
  if (!(Row.stated & SP_STATED)) {
    Out << sp_irql_name(Row.max_irql);
    return;
  }
  Out << "{effect: "
      << (Row.effect == SP_EFFECT_ACQUIRE   ? "acquires"
          : Row.effect == SP_EFFECT_RELEASE ? "releases"
                                            : "balanced");
  for (auto [Key, Index] :
       {std::pair("adapter", Row.adapter),
        std::pair(sp_kind_has_pointer(Row.kind) ? "lock" : "message",
                  Row.message),
        std::pair(sp_kind_has_handle(Row.kind) ? "handle" : "irql",
                  Row.old_irql)})
    if (Index == SP_RESULT)
      Out << ", " << Key << ": result";
    else if (Index != SP_NO_ARGUMENT)
      Out << ", " << Key << ": " << Index + 1;
  if (Row.stated & SP_STATED_STATUS)
    Out << ", status: result";
  if (Row.stated & SP_TRIES)
    Out << ", taken: result";
  if (Row.max_irql != SP_IRQL_UNKNOWN)
    Out << ", limit: " << sp_irql_name(Row.max_irql);
  Out << "}";
}

void printConfig(const Config &Config, llvm::raw_ostream &Out) {
  size_t Width = 0;
  auto IsShown = [&](size_t I) {
    return !isForWhoAsks(I) || Config.IsOn[I].Value;
  };
  for (size_t I = 0; I < SP_RULE_COUNT; ++I)
    if (IsShown(I))
      Width = std::max(Width, std::strlen(rowOf(I).checker));
  Out << "# configuration file: "
      << (Config.File.empty() ? "none" : Config.File)
      << "\nrules:\n  - \"-*\"\n";
  for (size_t I = 0; I < SP_RULE_COUNT; ++I)
    if (IsShown(I)) // "# off: " is 5 characters more than "- "
      Out << (Config.IsOn[I].Value ? "  - " : "  # off: ")
          << llvm::left_justify(rowOf(I).checker,
                                Width + (Config.IsOn[I].Value ? 5 : 0))
          << " # " << Config.IsOn[I].Origin << "\n";
  Out << "severities:\n";
  for (size_t I = 0; I < SP_RULE_COUNT; ++I)
    if (IsShown(I))
      Out << "  "
          << llvm::left_justify(std::string(rowOf(I).checker) + ":", Width + 1)
          << " "
          << llvm::left_justify(sp_severity_name(Config.Severities[I].Value), 6)
          << " # " << Config.Severities[I].Origin << "\n";
  if (!Config.Routines.empty())
    Out << "routines:\n";
  for (const auto &[Name, Said] : Config.Routines) {
    Out << "  " << quoted(Name) << ": ";
    printRoutine(Said.Value, Out);
    Out << " # " << Said.Origin << "\n";
  }
  Out << "effort: " << Config.Effort.Value << " # " << Config.Effort.Origin
      << "\n";
  if (!Config.Kit.Value.empty())
    Out << "wdk: " << quoted(Config.Kit.Value) << " # " << Config.Kit.Origin
        << "\n";
  if (!Config.Project.Value.empty()) {
    // From the file, so that it is right where that is.
    StringRef Name = Config.Project.Value;
    if (Name.consume_front(path::parent_path(absolutePath(Config.File, ""))) &&
        !Name.consume_front("/"))
      Name = Name.empty() ? StringRef(".") : Config.Project.Value;
    Out << "project: " << quoted(Name) << " # " << Config.Project.Origin
        << "\n";
  }
  if (!Config.Configuration.Value.empty())
    Out << "configuration: " << quoted(Config.Configuration.Value) << " # "
        << Config.Configuration.Origin << "\n";
  if (!Config.PathMap.empty())
    printExtra("path-map", Config.PathMap, Out);
  printExtra("extra-args-before", Config.ExtraBefore, Out);
  printExtra("extra-args", Config.ExtraAfter, Out);
  printExtra("exclude", Config.Exclude, Out);
}

} // namespace spinpair
