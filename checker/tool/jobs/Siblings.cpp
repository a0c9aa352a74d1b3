//===- Siblings.cpp -------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Siblings.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace spinpair {

namespace {

/// A message that is one number, and has room for descriptors.
struct Message {
  iovec Text;
  alignas(cmsghdr) char Room[CMSG_SPACE(MostEnds * sizeof(int))] = {};
  msghdr Header = {};

  explicit Message(size_t &Number) : Text{&Number, sizeof Number} {
    Header.msg_iov = &Text;
    Header.msg_iovlen = 1;
    Header.msg_control = Room;
    Header.msg_controllen = sizeof Room;
  }
};

} // namespace

bool sendRequest(int Socket, size_t Job, const Ends &Given) {
  Message Asked(Job);
  const size_t Bytes = Given.size() * sizeof(int);
  Asked.Header.msg_controllen = CMSG_SPACE(Bytes);
  cmsghdr *Part = CMSG_FIRSTHDR(&Asked.Header);
  Part->cmsg_level = SOL_SOCKET;
  Part->cmsg_type = SCM_RIGHTS;
  Part->cmsg_len = CMSG_LEN(Bytes);
  std::memcpy(CMSG_DATA(Part), Given.data(), Bytes);
  ssize_t Sent;
  do
    Sent = sendmsg(Socket, &Asked.Header, MSG_NOSIGNAL);
  while (Sent < 0 && errno == EINTR);
  return Sent == ssize_t(sizeof Job);
}

bool receiveRequest(int Socket, size_t &Job, Ends &Given) {
  Message Asked(Job);
  ssize_t Got;
  do
    Got = recvmsg(Socket, &Asked.Header, 0);
  while (Got < 0 && errno == EINTR);
  const cmsghdr *Part = CMSG_FIRSTHDR(&Asked.Header);
  // Of too many descriptors only some would be there.
  if (Got != ssize_t(sizeof Job) || !Part ||
      (Asked.Header.msg_flags & MSG_CTRUNC))
    return false;
  Given.resize((Part->cmsg_len - CMSG_LEN(0)) / sizeof(int));
  std::memcpy(Given.data(), CMSG_DATA(Part), Given.size() * sizeof(int));
  return true;
}

size_t receive(int Socket, void *To, size_t Size) {
  ssize_t Got;
  do
    Got = recv(Socket, To, Size, 0);
  while (Got < 0 && errno == EINTR);
  return Got > 0 ? size_t(Got) : 0;
}

pid_t forkSibling() { // the C library has no function for that
  return pid_t(syscall(SYS_clone, CLONE_PARENT | SIGCHLD, nullptr, nullptr,
                       nullptr, nullptr));
}

} // namespace spinpair
