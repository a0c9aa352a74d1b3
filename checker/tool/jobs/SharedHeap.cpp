//===- SharedHeap.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "SharedHeap.h"

#include "spinpair/memory.h"

#include "llvm/Support/MathExtras.h"

#include <algorithm>
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

/// Memory is asked for in such pieces: page by page it is slow.
constexpr size_t PieceSize = size_t(1) << 20;

/// Blocks of one class have one size, and go from its free list to the next
/// user.
struct alignas(16) Block {
  size_t Class;
  Block *Next; ///< If it is free.
};
static_assert(sizeof(Block) == 16, "what follows is aligned for anything");

/// What the region starts with.
struct Region {
  size_t Used, Ready, Size;
  Block *Free[160];
};

/// There are four sizes from one power of two to the next, from 64 on.
unsigned classOf(size_t Size) {
  if (Size <= 64)
    return 0;
  const unsigned Power = llvm::Log2_64(Size - 1); // at least 6
  return (Power - 6) * 4 + ((Size - 1) >> (Power - 2)) - 3;
}

size_t sizeOf(unsigned Class) {
  return size_t(4 + Class % 4) << (Class / 4 + 4);
}

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
  const unsigned Class = classOf(Size + sizeof(Block));
  if (From && From->Class >= Class)
    return Old;
  Block *To = Shared->Free[Class];
  if (To) {
    Shared->Free[Class] = To->Next;
  } else {
    const size_t Wanted = sizeOf(Class);
    if (Wanted > Shared->Size - Shared->Used)
      return nullptr;
    To = reinterpret_cast<Block *>(reinterpret_cast<char *>(Shared) +
                                   Shared->Used);
    Shared->Used += Wanted;
#ifdef MADV_POPULATE_WRITE
    if (Shared->Used > Shared->Ready) {
      const size_t From = Shared->Ready;
      Shared->Ready =
          std::min(llvm::alignTo(Shared->Used, PieceSize), Shared->Size);
      madvise(reinterpret_cast<char *>(Shared) + From, Shared->Ready - From,
              MADV_POPULATE_WRITE); // else they come one by one
    }
#endif
    To->Class = Class;
  }
  if (From) {
    std::memcpy(To + 1, Old, sizeOf(From->Class) - sizeof(Block));
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
