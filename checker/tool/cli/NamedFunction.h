//===- NamedFunction.h - Functions that a command is about ----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_CLI_NAMEDFUNCTION_H
#define SPINPAIR_TOOL_CLI_NAMEDFUNCTION_H

#include "model/Options.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <cstddef>

namespace spinpair {

class Cache;
struct Config;
class Whole;

/// A program, not proved yet, and the functions of it that are meant.
struct Named {
  Whole &Program;
  llvm::ArrayRef<size_t> Functions; ///< Never empty.
  const spinpair::Options &Options; ///< With what the configuration says.
  const spinpair::Config &Config;
  spinpair::Cache &Cache;
  bool IsFirst; ///< Was none named before?
};

/// Reads what \p Options say, and calls \p Do for each program with functions
/// of the name that is the first of what they were given. Its status is the
/// worst that \p Do returned; it ends with WrongUse. Names that nothing has
/// are told.
ExitStatus eachNamed(Options Options,
                     llvm::function_ref<ExitStatus(const Named &)> Do);

} // namespace spinpair

#endif
