//===- Units.h - The translation units of a program -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_UNITS_H
#define SPINPAIR_TOOL_UNITS_H

#include "Places.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace clang {
class FrontendAction;
}

namespace spinpair {

struct Config;
struct Inputs;
struct Options;

/// How the text of a unit becomes what clang is to read. All of it bears on
/// what the unit means.
struct Reading {
  /// What the sources are written in, as iconv calls it; "" for UTF-8.
  std::string Charset;
  /// What the main file has in front of its inclusion of this header is passed
  /// over, as by cl.exe with /Yu; "" for none.
  std::string Header;
  /// Functions that the tracing preprocessor defines, beside those that
  /// comments tell it.
  std::vector<std::string> Traces;

  bool operator==(const Reading &Other) const {
    return Charset == Other.Charset && Header == Other.Header &&
           Traces == Other.Traces;
  }
  template <class Archive> void archive(Archive &A) {
    A(Charset, Header, Traces);
  }
};

struct Unit {
  std::string File;      ///< Absolute.
  std::string Directory; ///< Where it is compiled; absolute.
  /// For the clang that spinpair is built with; harmless, see Arguments.h. Says
  /// all that was asked for, so that it can be a key to what was found.
  std::vector<std::string> CommandLine;
  bool Chosen = true;  ///< To be reported on.
  bool Excluded = false; ///< The project does not want that.
  std::string Trouble; ///< Why it cannot be parsed; "" if nothing is known.
  Reading How;
  /// The drivers that its project says it is a part of, by name; if it has
  /// none, who calls whom tells it.
  std::vector<std::string> Programs;

  template <class Archive> void archive(Archive &A) {
    A(File, Directory, CommandLine, Chosen, Excluded, Trouble, How, Programs);
  }
};

/// Sets Options.Build to the project, solution, or folder with one, among the
/// names given, or to that of the .spinpair.yaml in the current folder if
/// nothing is given. False, and one sentence in \p Error, if there is nothing to
/// analyse then.
bool takeProject(Options &Options, std::string &Error);

/// The units that \p Options name, each file once, in order of their files, and
/// the \p Config in force for them. If there are none, or something is wrong
/// with either, false and one sentence in \p Error.
bool loadUnits(const Options &Options, Config &Config, std::vector<Unit> &Units,
               std::string &Error);

/// Prepares \p Units of a result as loadUnits() does: their commands, which it
/// has made, stay as they are. Sets the \p Config in force for them.
bool takeUnits(const Options &Options, Config &Config, std::vector<Unit> &Units,
               std::string &Error);

/// Parses \p Unit for \p Action, and notes in \p From what clang asks for.
/// False if it cannot be parsed, or clang found an error; that is printed then.
bool parse(const Unit &Unit, std::unique_ptr<clang::FrontendAction> Action,
           Inputs &From);

/// The same for one of \p Units, whose commands agree: \p GoOn is called with
/// its place among them before it is read, if there are several in its process.
/// See SharedStart.
bool parse(llvm::ArrayRef<const Unit *> Units, std::function<void(size_t)> GoOn,
           std::unique_ptr<clang::FrontendAction> Action, Inputs &From);

/// What units that can be parsed together agree in: their folder, and their
/// command but for the file. "" if the unit is to be parsed alone.
std::string commandOf(const Unit &Unit);

/// Sets up in this process what clang would otherwise set up in each copy of
/// it.
void setUpClang();

/// \p File, as it is called in \p Directory ("": the current one), from the
/// root and without dots.
std::string absolutePath(llvm::StringRef File, llvm::StringRef Directory);

/// The same; if there is no such file, as Windows would find it: with
/// backslashes between folders, in any case, or with a drive, where the path
/// map has it. One of Windows that it does not have stays as it is.
std::string existingPath(llvm::StringRef File, llvm::StringRef Directory);

/// A file that the compiler calls \p File when it runs in \p Directory, as it
/// is called from here: relative if it is below the current folder.
std::string shownFile(llvm::StringRef File, llvm::StringRef Directory);

} // namespace spinpair

#endif
