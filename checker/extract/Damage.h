//===- Damage.h - Functions that do not parse -----------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang recovers from most errors: what it has of a function with one is not
// what was written, but the functions around it are whole.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_DAMAGE_H
#define SPINPAIR_EXTRACT_DAMAGE_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class CompilerInstance;
class FieldDecl;
class FunctionDecl;
class ValueDecl;
class VarDecl;
} // namespace clang

namespace spinpair {

struct ParseError {
  clang::SourceLocation Where;
  std::string Message;
  bool EndsBlock;         ///< A brace that closes nothing.
  std::string Lacks = ""; ///< "header 'x.h'", or "name 'x'", if that is why.
};

struct ParseErrors {
  std::vector<ParseError> All;
  /// Where a function is declared with other parameters than before. cl.exe
  /// takes that, as it takes __try on any target: neither is one of the above.
  std::vector<clang::SourceLocation> Redeclared;
  /// Which of the errors is a header that is not found, if one is.
  std::optional<size_t> Missing;
};

/// Remembers the errors that \p Compiler meets from here on; they are shown as
/// before only if \p Shown. Clang goes on behind each, be it a missing header.
std::shared_ptr<ParseErrors> watchErrors(clang::CompilerInstance &Compiler,
                                         bool Shown);

/// A function with an error, and what its text names: in the order of the
/// source, also by way of macros.
struct DamagedFunction {
  const clang::FunctionDecl *Function;
  ParseError Error;   ///< The first one.
  bool Locks = false; ///< It names a lock routine.
  std::vector<const clang::FunctionDecl *> Functions; ///< That it calls.
  std::vector<const clang::FieldDecl *> Fields;
  std::vector<const clang::VarDecl *> Globals;
  /// Functions that it names, and does not just call.
  std::vector<const clang::FunctionDecl *> Kept;
  /// Those of the fields and globals whose address it may take.
  std::vector<const clang::ValueDecl *> Addressed;
};

/// Makes a tree that has been read one that can be extracted from and explored,
/// and forgets its errors: functions that are declared in two ways become good
/// ones, see lowerFinally(), and functions that have one of the \p Errors lose
/// their bodies, and are defined nowhere from here on. If a header is missing,
/// so are those that call what is not declared: it may be a macro of that
/// header. Returns these functions, or nothing if an error stands at no place:
/// then the tree is not to be used.
std::optional<std::vector<DamagedFunction>>
mendTree(clang::CompilerInstance &Compiler, const ParseErrors &Errors);

/// Is \p Name a lock routine, or the function code of one?
bool namesLock(llvm::StringRef Name);

} // namespace spinpair

#endif
