//===- Transport.h - Messages of the Language Server Protocol -------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The framing of LSP 3.17, "Base Protocol": a header with Content-Length, an
// empty line, and that many bytes of JSON.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_LSP_TRANSPORT_H
#define SPINPAIR_TOOL_LSP_TRANSPORT_H

#include "llvm/Support/JSON.h"

#include <optional>
#include <string>

namespace spinpair {

/// Bytes that come in, cut into messages.
class MessageReader {
public:
  /// Larger messages are taken for a mistake in the header.
  static constexpr size_t Largest = size_t(256) << 20;

  /// Takes what can be read from \p Descriptor without waiting. False at its
  /// end, or if that fails.
  bool fill(int Descriptor);
  /// The next message that is there as a whole.
  std::optional<std::string> next();
  /// Why no message can be found any more, in one sentence; "" while they can.
  const std::string &broken() const { return Broken; }

private:
  bool takeHeader();

  std::string Bytes;
  size_t Taken = 0;             ///< Of these bytes.
  std::optional<size_t> Length; ///< Of the message whose header was read.
  std::string Broken;
  bool HasTold = false; ///< Of a header without a length.
};

/// Writes messages to a descriptor, in the order of the calls.
class MessageWriter {
public:
  explicit MessageWriter(int Descriptor) : Descriptor(Descriptor) {}

  void write(llvm::json::Value Message);
  /// Is there nobody any more who reads?
  bool isClosed() const { return Closed; }

private:
  int Descriptor;
  bool Closed = false;
};

} // namespace spinpair

#endif
