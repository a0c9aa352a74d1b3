//===- Definitions.h - Those that a unit lacks, and others have -----------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// To explore a function together with functions of other files that it calls,
// their definitions are imported into its syntax tree, as clang's cross
// translation unit analysis does it.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_ANALYSIS_DEFINITIONS_H
#define SPINPAIR_TOOL_ANALYSIS_DEFINITIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace clang {
class CompilerInstance;
class Decl;
class FunctionDecl;
} // namespace clang

namespace spinpair {

struct Inputs;
struct Unit;

class Definitions {
public:
  /// Of the functions and constants that are called \p Wanted across units (see
  /// Names.h; a constant as Names::cell() has it).
  explicit Definitions(const std::set<std::string> &Wanted) : Wanted(Wanted) {}

  /// Offers those that the syntax tree of \p From has. It must be there for as
  /// long as they may be imported.
  void offer(clang::CompilerInstance &From);
  /// Makes the offered ones part of the syntax tree of \p To, with all that
  /// they refer to. One that does not fit, as its types are others there, is
  /// left out.
  void importInto(clang::CompilerInstance &To);
  /// What a function that was imported is called across units; null for another
  /// one. Its own unit tells, where no other can refer to it.
  const std::string *nameOf(const clang::FunctionDecl *Imported) const;
  /// Those that are not to be taken by their summaries, though they are proved:
  /// they may have stored, or handed on, where a call leads.
  std::set<std::string> Entered;

private:
  struct Offer {
    clang::CompilerInstance *From;
    std::vector<clang::Decl *> Found;
  };
  const std::set<std::string> &Wanted;
  std::vector<Offer> Offers;
  std::map<const clang::FunctionDecl *, std::string> Named;
};

/// Parses \p Units for what they offer to \p Offered, and calls \p Then while
/// their syntax trees are there; one that does not parse offers nothing. Notes
/// in \p From what clang asks for.
void parseWith(Definitions &Offered, llvm::ArrayRef<const Unit *> Units,
               llvm::function_ref<void()> Then, Inputs &From);

} // namespace spinpair

#endif
