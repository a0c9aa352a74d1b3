//===- Completion.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Completion.h"

#include "CommandOptions.h"
#include "OptionTable.h"
#include "model/CommandTable.h"
#include "model/Options.h"

#include "spinpair/rules.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using llvm::raw_ostream;
using llvm::StringRef;

namespace spinpair {

//===----------------------------------------------------------------------===//
// What there is to choose from
//===----------------------------------------------------------------------===//

/// With spaces in between, as all words below.
static std::string ruleNames() {
  std::string Result;
  for (unsigned I = 0; I < SP_RULE_COUNT; ++I) {
    const sp_rule_row *Row = sp_rule_get(static_cast<sp_rule>(I));
    Result += (I ? " " : "") + std::string(Row->name) + " " + Row->checker;
  }
  return Result;
}

/// If an option takes certain words only, those of its help that it takes.
static std::string wordsInHelp(const OptionRow &Row) {
  Options Scratch;
  std::string Error;
  if (Row.Value.empty() || Row.Take("?", Scratch, Error))
    return "";
  llvm::SetVector<StringRef> Words;
  for (StringRef Rest = Row.Help; !Rest.empty();) {
    StringRef Word = Rest.take_while(llvm::isAlpha);
    if (!Word.empty() && Row.Take(Word, Scratch, Error))
      Words.insert(Word);
    Rest = Rest.drop_front(std::max<size_t>(Word.size(), 1));
  }
  return llvm::join(Words, " ");
}

/// The words that a value called \p Value may be; "" if it is no matter of
/// words.
static std::string wordsCalled(StringRef Value) {
  if (Value == "RULE" || Value == "GLOBS")
    return ruleNames();
  if (Value.split(' ').first == "VIEW")
    return DebugViews;
  std::string Words = Value.str();
  std::replace(Words.begin(), Words.end(), '|', ' ');
  bool IsList = Value.contains('|') && llvm::all_of(Value, [](char C) {
                  return C == '|' || ('a' <= C && C <= 'z');
                });
  return IsList ? Words : "";
}

static std::string wordsFor(const OptionRow &Row) {
  std::string Words = wordsCalled(Row.Value);
  return Words.empty() ? wordsInHelp(Row) : Words;
}

/// Are files behind the words that the command takes first?
static bool takesMore(const CommandRow &Row) {
  return Row.Arguments.contains(' ');
}

/// The options that mean something behind the command: in front of any other
/// one, what there is for 'check' and in place of a command.
static std::vector<std::string> optionNames(Command What) {
  std::vector<std::string> Names;
  for (const OptionRow &Row : optionTable())
    if (takesOption(What, Row.Name) ||
        (What == Command::Check &&
         (Row.Name == "--explain" || Row.Name == "--version" ||
          Row.Name == "--help-all")) ||
        Row.Name == "--help")
      Names.push_back(Row.Name.str());
  Names.push_back("-h");
  return Names;
}

static bool isFile(StringRef Value) {
  return Value == "FILE" || Value == "DIR" || Value == "BUILD";
}

static bool isShort(const OptionRow &Row) { return Row.Name.size() == 2; }

/// \p Text with its lines joined and a backslash before each of \p Special.
static std::string escaped(StringRef Text, StringRef Special) {
  std::string Result;
  for (char C : Text) {
    if (Special.contains(C))
      Result += '\\';
    Result += C == '\n' ? ' ' : C;
  }
  return Result;
}

/// \p Text as one word for a shell.
static std::string quoted(StringRef Text) {
  std::string Result = "'";
  for (char C : Text)
    if (C == '\'')
      Result += "'\\''";
    else
      Result += C;
  return Result + "'";
}

//===----------------------------------------------------------------------===//
// Shells
//===----------------------------------------------------------------------===//

static void printForBash(raw_ostream &Out) {
  Out << R"(# bash completion of spinpair, made by 'spinpair completion bash'.
_spinpair() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=
  COMPREPLY=()
  [[ " ${COMP_WORDS[*]:0:COMP_CWORD} " == *' -- '* ]] && return
  # "--option=value" is three words.
  if [[ $current == = ]]; then
    current=
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD-2]}
  fi
  case $before in
)";
  std::string Others;
  for (const OptionRow &Row : optionTable()) {
    if (Row.Value.empty())
      continue;
    std::string Words = wordsFor(Row);
    if (Words.empty())
      Others += (Others.empty() ? "" : "|") + Row.Name.str();
    else
      Out << "  " << Row.Name << ") words=" << quoted(Words) << " ;;\n";
  }
  Out << "  " << Others << R"() return ;;
  *)
    if [[ $current == -* ]]; then
      case ${COMP_WORDS[1]} in
)";
  for (const CommandRow &Row : commandTable())
    if (Row.What != Command::Check)
      Out << "      " << Row.Name << ") words='"
          << llvm::join(optionNames(Row.What), " ") << "' ;;\n";
  Out << "      *) words='" << llvm::join(optionNames(Command::Check), " ")
      << R"(' ;;
      esac
    elif ((COMP_CWORD == 1)); then
      words=')";
  const char *Before = "";
  for (const CommandRow &Row : commandTable()) {
    Out << Before << Row.Name;
    Before = " ";
  }
  Out << R"('
    else
      case ${COMP_WORDS[1]} in
)";
  for (const CommandRow &Row : commandTable()) {
    std::string Words = wordsCalled(Row.Arguments);
    if (!Words.empty())
      Out << "      " << Row.Name << ") words=" << quoted(Words) << " ;;\n";
  }
  Out << R"(      esac
    fi ;;
  esac
  # Without words, or if none fits, it is a file: see -o default.
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _spinpair spinpair
)";
}

static void printForZsh(raw_ostream &Out) {
  Out << R"(#compdef spinpair
# zsh completion of spinpair, made by 'spinpair completion zsh'.
_spinpair_first() {
  local -a commands
  commands=(
)";
  for (const CommandRow &Row : commandTable())
    Out << "    " << quoted((Row.Name + ":" + Row.Help).str()) << "\n";
  Out << R"(  )
  _describe -t commands command commands
  _files
}
_spinpair_rest() {
  case $words[2] in
)";
  for (const CommandRow &Row : commandTable()) {
    std::string Words = wordsCalled(Row.Arguments);
    if (!Words.empty())
      Out << "  " << Row.Name << ") "
          << (takesMore(Row) ? "((CURRENT > 3)) && _files || " : "")
          << "compadd -- " << Words << " ;;\n";
  }
  Out << R"(  *) _files ;;
  esac
}
_arguments \
)";
  for (const OptionRow &Row : optionTable()) {
    // Each may be given more than once: the last one counts, or all do.
    std::string Spec = "*" + Row.Name.str();
    if (!Row.Value.empty())
      Spec += isShort(Row) ? "+" : "=";
    Spec += "[" + escaped(Row.Help, "[]\\") + "]";
    if (!Row.Value.empty()) {
      std::string Words = wordsFor(Row);
      Spec += ":" + escaped(Row.Value, ":\\") + ":";
      Spec += !Words.empty()      ? "(" + Words + ")"
              : isFile(Row.Value) ? "_files"
                                  : " ";
    }
    Out << "  " << quoted(Spec) << " \\\n";
  }
  Out << R"(  '1: :_spinpair_first' '*: :_spinpair_rest'
)";
}

static void printForFish(raw_ostream &Out) {
  Out << "# fish completion of spinpair, made by 'spinpair completion fish'.\n";
  for (const CommandRow &Row : commandTable()) {
    Out << "complete -c spinpair -n __fish_use_subcommand -a " << Row.Name;
    if (!Row.Help.empty())
      Out << " -d " << quoted(escaped(Row.Help, "\\"));
    Out << "\n";
    std::string Words = wordsCalled(Row.Arguments);
    if (!Words.empty())
      Out << "complete -c spinpair -n '__fish_seen_subcommand_from " << Row.Name
          << (takesMore(Row) ? "' -a " : "' -f -a ") << quoted(Words) << "\n";
  }
  for (const OptionRow &Row : optionTable()) {
    Out << "complete -c spinpair " << (isShort(Row) ? "-s " : "-l ")
        << Row.Name.ltrim('-') << " -d " << quoted(escaped(Row.Help, "\\"));
    std::string Words = Row.Value.empty() ? "" : wordsFor(Row);
    if (!Words.empty())
      Out << " -x -a " << quoted(Words);
    else if (!Row.Value.empty())
      Out << (isFile(Row.Value) ? " -r" : " -x");
    Out << "\n";
  }
}

bool printCompletion(StringRef Shell, raw_ostream &Out) {
  static const struct {
    StringRef Shell;
    void (*Print)(raw_ostream &);
  } Rows[] = {
      {"bash", printForBash}, {"zsh", printForZsh}, {"fish", printForFish}};
  for (const auto &Row : Rows)
    if (Row.Shell == Shell) {
      Row.Print(Out);
      return true;
    }
  return false;
}

} // namespace spinpair
