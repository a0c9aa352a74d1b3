//===- SharedHeap.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "SharedHeap.h"

#include "spinpair/memory.h"

#include "llvm/Support/MathExtras.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace spinpair {

namespace {

/// Of address space, not of memory.
constexpr size_t RegionSize = size_t(1) << 34;
/// What a process that looks into it may add.
constexpr size_t OwnSize = size_t(1) << 28;

/// Blocks of one size go from one free list to the next user; sizes are powers
/// of two.
struct alignas(16) Block {
  size_t Class;
  Block *Next; ///< If it is free.
};
static_assert(sizeof(Block) == 16, "what follows is aligned for anything");

/// What the region starts with.
struct Region {
  size_t Used, Size;
  Block *Free[64];
};

Region *Shared = nullptr;
int File = -1;

void *resize(void *Old, size_t Size) {
  Block *From = Old ? static_cast<Block *>(Old) - 1 : nullptr;
  if (!Size) {
    From->Next = Shared->Free[From->Class];
    Shared->Free[From->Class] = From;
    return nullptr;
  }
  if (Size > RegionSize)
    return nullptr;
  const unsigned Class = llvm::Log2_64_Ceil(Size + sizeof(Block));
  if (From && From->Class >= Class)
    return Old;
  Block *To = Shared->Free[Class];
  if (To) {
    Shared->Free[Class] = To->Next;
  } else {
    const size_t Wanted = size_t(1) << Class;
    if (Wanted > Shared->Size - Shared->Used)
      return nullptr;
    To = reinterpret_cast<Block *>(reinterpret_cast<char *>(Shared) +
                                   Shared->Used);
    Shared->Used += Wanted;
    To->Class = Class;
  }
  if (From) {
    std::memcpy(To + 1, Old, (size_t(1) << From->Class) - sizeof(Block));
    resize(Old, 0);
  }
  return To + 1;
}

} // namespace

bool openSharedHeap() {
  File = memfd_create("spinpair", MFD_CLOEXEC);
  if (File < 0)
    return false;
  void *At = MAP_FAILED;
  if (!ftruncate(File, RegionSize))
    At = mmap(nullptr, RegionSize, PROT_READ | PROT_WRITE,
              MAP_SHARED | MAP_NORESERVE, File, 0);
  if (At == MAP_FAILED) {
    close(File);
    return false;
  }
  Shared = static_cast<Region *>(At);
  Shared->Used = llvm::alignTo(sizeof(Region), alignof(Block));
  Shared->Size = RegionSize;
  sp_memory_use(resize);
  return true;
}

void lookIntoSharedHeap() {
  if (!Shared)
    return;
  Region Now;
  if (pread(File, &Now, sizeof Now, 0) != ssize_t(sizeof Now))
    _exit(1);
  const size_t Size =
      llvm::alignTo(Now.Used, size_t(sysconf(_SC_PAGESIZE))) + OwnSize;
  if (mmap(Shared, Size, PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, File, 0) == MAP_FAILED)
    _exit(1);
  Shared->Size = Size;
}

} // namespace spinpair
