//===- Unit.h - A translation unit of a program ---------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_MODEL_UNIT_H
#define SPINPAIR_TOOL_MODEL_UNIT_H

#include <string>
#include <vector>

namespace spinpair {

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
  /// To be searched for headers that no other folder has, those of the kit and
  /// of the models included; absolute.
  std::vector<std::string> HeaderFolders;

  bool operator==(const Reading &Other) const {
    return Charset == Other.Charset && Header == Other.Header &&
           Traces == Other.Traces && HeaderFolders == Other.HeaderFolders;
  }
  template <class Archive> void archive(Archive &A) {
    A(Charset, Header, Traces, HeaderFolders);
  }
};

struct Unit {
  std::string File;      ///< Absolute.
  std::string Directory; ///< Where it is compiled; absolute.
  /// For the clang that spinpair is built with; harmless, see Arguments.h. Says
  /// all that was asked for, so that it can be a key to what was found.
  std::vector<std::string> CommandLine;
  bool Chosen = true;    ///< To be reported on.
  bool Excluded = false; ///< The project does not want that.
  std::string Trouble;   ///< Why it cannot be parsed; "" if nothing is known.
  /// Is the trouble one of a project, whose files are analysed all the same?
  bool IsProject = false;
  Reading How;
  /// The drivers that its project says it is a part of, by name; if it has
  /// none, who calls whom tells it.
  std::vector<std::string> Programs;

  template <class Archive> void archive(Archive &A) {
    A(File, Directory, CommandLine, Chosen, Excluded, Trouble, IsProject, How,
      Programs);
  }
};

} // namespace spinpair

#endif
