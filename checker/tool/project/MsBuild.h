//===- MsBuild.h - What an MSBuild project evaluates to -------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The part of MSBuild's language that says which files are compiled and how:
// properties, imports, definitions of items, items. Nothing is run. A function
// or condition that is not known here is empty or false, and named.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_PROJECT_MSBUILD_H
#define SPINPAIR_TOOL_PROJECT_MSBUILD_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace spinpair {

struct XmlElement;

/// Values by names in lower case.
using MsBuildValues = std::map<std::string, std::string>;

struct MsBuildItem {
  std::string Include;
  MsBuildValues Metadata;

  std::string value(llvm::StringRef Name) const;
};

/// Evaluates one project with one set of properties.
class MsBuild {
public:
  /// \p Globals are given from outside, and stay whatever the project says;
  /// \p Defaults are what the tools define before.
  MsBuild(std::string File, MsBuildValues Globals, MsBuildValues Defaults);
  ~MsBuild();

  /// False, and one sentence in \p Error, if there is no such project.
  bool evaluate(std::string &Error);

  /// Was it made from a 'sources' file, with a sources.props beside it?
  bool isConverted() const { return Converted; }

  /// "" if there is none.
  std::string property(llvm::StringRef Name) const;
  bool hasProperty(llvm::StringRef Name) const;
  const std::vector<MsBuildItem> &items(llvm::StringRef Kind) const;
  /// What the definitions say of items of this kind in general.
  std::string definition(llvm::StringRef Kind, llvm::StringRef Name) const;

  /// May the project say \p Name of items, evaluated with other properties? It
  /// does not if no file of it has that name, and none is left out because of
  /// such a property.
  bool maySay(llvm::StringRef Name) const;

  /// What is not there, or cannot be read, though the project wants it: parts
  /// of sentences.
  const std::vector<std::string> &missing() const { return Missing; }
  /// What was not understood, and taken for empty or false.
  const std::set<std::string> &unknown() const { return Unknown; }

  /// The parts of a list: without blanks around them, and without empty ones.
  static std::vector<std::string> split(llvm::StringRef List);
  /// The text with characters in the place of "%3B" and its like.
  static std::string unescape(llvm::StringRef Text);

private:
  friend class Condition;
  struct Source;   ///< A file that is a part of the project.
  struct Deferred; ///< An element that is evaluated after the properties.

  // Properties, and what they are put together from.
  std::string expand(llvm::StringRef Text, const MsBuildItem *Around = nullptr,
                     bool WithItems = false);
  std::string expandProperty(llvm::StringRef Inside);
  std::string callFunctions(std::string Value, llvm::StringRef Rest,
                            llvm::StringRef Whole);
  bool callStatic(llvm::StringRef Inside, std::string &Value,
                  llvm::StringRef &Rest);
  std::string expandItems(llvm::StringRef Inside);
  std::string expandMetadata(llvm::StringRef Inside, const MsBuildItem &Around);
  void set(const std::string &Name, std::string Value);

  bool isTrue(const XmlElement &Element, llvm::StringRef Folder,
              const MsBuildItem *Around = nullptr, bool WithItems = false);
  bool isTrue(llvm::StringRef Condition, llvm::StringRef Folder,
              const MsBuildItem *Around, bool WithItems);

  // The passes.
  bool load(const std::string &File, std::string &Why);
  void walk(const XmlElement &Element, const Source &From);
  void walkChoose(const XmlElement &Element, const Source &From);
  void properties(const XmlElement &Group, const Source &From);
  void import(const XmlElement &Element, const Source &From);
  void importOfTools(llvm::StringRef Name, const Source &From);
  void importFile(const std::string &File, llvm::StringRef Spelled,
                  llvm::StringRef Because = "");
  void importForced(llvm::StringRef Name);
  std::string undefinedIn(llvm::StringRef Text) const;
  void importNearest(llvm::StringRef Name);
  void define(const Deferred &Group);
  void addItems(const Deferred &Group);
  void addItem(const XmlElement &Element, llvm::StringRef Folder);
  std::vector<MsBuildItem> included(llvm::StringRef Kind, llvm::StringRef List);
  void takeMetadata(const XmlElement &Element, llvm::StringRef Folder,
                    MsBuildItem &Item);
  std::vector<std::string> matching(llvm::StringRef Pattern);
  void useFile(const Source &From);
  void takeConverted();
  void tellTarget(const Deferred &Target);

  void remark(const std::string &What);
  bool includes(const XmlElement &Element, llvm::StringRef Folder,
                llvm::ArrayRef<const XmlElement *> Files,
                const MsBuildItem *Around);

  std::string File, Folder;
  MsBuildValues Globals, Properties;
  std::map<std::string, std::vector<MsBuildItem>> Items;
  std::map<std::string, MsBuildItem> Definitions;
  /// What properties that want imports were when that was asked for.
  std::map<std::string, std::string> Forced;
  std::vector<std::unique_ptr<Source>> Sources;
  std::vector<Deferred> Later;
  std::vector<std::string> Stack; ///< Files that import one another.
  std::vector<std::string> Missing;
  std::set<std::string> Unknown;
  size_t Steps = 0;
  size_t Remarks = 0; ///< How often something was not understood.
  bool Converted = false;
  bool IsCut = false; ///< Are imports left out?
};

/// Does \p Name match \p Pattern, with '*' and '?', in any case?
bool matchesWildcards(llvm::StringRef Name, llvm::StringRef Pattern);

} // namespace spinpair

#endif
