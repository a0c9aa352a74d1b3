//===- UnitRecord.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "UnitRecord.h"

#include "model/Unit.h"
#include "parse/Inputs.h"

namespace spinpair {

UnitSource sourceOf(const Unit &Unit, const Inputs &From) {
  auto Own = From.Names.find(Unit.File);
  return {Own == From.Names.end() ? "" : Own->second.Digest,
          From.digestBut(Unit.File)};
}

} // namespace spinpair
