//===- Transport.cpp ------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Transport.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

using llvm::StringRef;

namespace spinpair {

bool MessageReader::fill(int Descriptor) {
  char Buffer[1 << 16];
  const ssize_t Count = read(Descriptor, Buffer, sizeof Buffer);
  if (Count < 0)
    return errno == EINTR || errno == EAGAIN;
  Bytes.append(Buffer, static_cast<size_t>(Count));
  return Count > 0;
}

/// Reads the header that is next. Lines that are none of its fields are passed
/// over: what another program prints there by mistake ends no session.
bool MessageReader::takeHeader() {
  std::optional<size_t> Said;
  size_t At = Taken;
  bool IsHeader = false;
  while (true) {
    const size_t End = Bytes.find('\n', At);
    if (End == std::string::npos) {
      constexpr size_t LongestLine = 4096;
      if (Bytes.size() - At > LongestLine)
        Broken = "what comes from the client is no header of the Language "
                 "Server Protocol";
      return false;
    }
    StringRef Line = StringRef(Bytes).slice(At, End).rtrim("\r");
    At = End + 1;
    if (Line.empty()) {
      Taken = At;
      if (!Said) {
        if (IsHeader && !HasTold)
          llvm::errs() << "spinpair: a header of the client has no "
                          "Content-Length, and is passed over\n";
        HasTold |= IsHeader;
        IsHeader = false;
        continue;
      }
      Length = Said;
      return true;
    }
    auto [Name, Value] = Line.split(':');
    IsHeader = true;
    if (!Name.trim().equals_insensitive("content-length"))
      continue;
    size_t Number = 0;
    if (Value.trim().getAsInteger(10, Number) || Number > Largest) {
      Broken = "the client's Content-Length '" + Value.trim().str() +
               "' is no number up to " + std::to_string(Largest);
      return false;
    }
    Said = Number;
  }
}

std::optional<std::string> MessageReader::next() {
  if (!Broken.empty() || (!Length && !takeHeader()) ||
      Bytes.size() - Taken < *Length)
    return std::nullopt;
  std::string Message = Bytes.substr(Taken, *Length);
  Taken += *Length;
  Length.reset();
  Bytes.erase(0, Taken);
  Taken = 0;
  return Message;
}

void MessageWriter::write(llvm::json::Value Message) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  Out << Message;
  Out.flush();
  Text = "Content-Length: " + std::to_string(Text.size()) + "\r\n\r\n" + Text;
  for (size_t At = 0; At < Text.size() && !Closed;) {
    const ssize_t Written =
        ::write(Descriptor, Text.data() + At, Text.size() - At);
    if (Written >= 0) {
      At += static_cast<size_t>(Written);
    } else if (errno == EAGAIN) { // the client made its end so
      pollfd Wait{Descriptor, POLLOUT, 0};
      poll(&Wait, 1, -1);
    } else if (errno != EINTR) {
      Closed = true;
    }
  }
}

} // namespace spinpair
