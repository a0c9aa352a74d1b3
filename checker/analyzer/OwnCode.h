//===- OwnCode.h - Whose code is running ----------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Clang calls spinpair, and spinpair calls clang. Where the two are one program
// that crashes, this tells which of them was at work.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_OWNCODE_H
#define SPINPAIR_ANALYZER_OWNCODE_H

#include <csignal>

namespace spinpair {

/// While there is one, spinpair is at work, with what it calls.
class OwnCode {
public:
  OwnCode() { Depth = Depth + 1; }
  ~OwnCode() { Depth = Depth - 1; }
  OwnCode(const OwnCode &) = delete;
  OwnCode &operator=(const OwnCode &) = delete;

  /// For signal handlers, too.
  static bool runs() { return Depth != 0; }

private:
  inline static volatile std::sig_atomic_t Depth = 0;
};

} // namespace spinpair

#endif
