//===- Overlay.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Overlay.h"

#include "llvm/Support/MemoryBuffer.h"

namespace fs = llvm::sys::fs;
namespace vfs = llvm::vfs;

namespace spinpair {

bool Overlay::lay(llvm::StringRef File, std::string Text) {
  fs::UniqueID Is;
  if (!fs::is_regular_file(File) || fs::getUniqueID(File, Is))
    return false;
  Texts[Is] = std::move(Text);
  return true;
}

const std::string *Overlay::textOf(fs::UniqueID File) const {
  auto Found = Texts.find(File);
  return Found == Texts.end() ? nullptr : &Found->second;
}

const std::string *Overlay::textOf(llvm::StringRef File) const {
  fs::UniqueID Is;
  if (Texts.empty() || fs::getUniqueID(File, Is))
    return nullptr;
  return textOf(Is);
}

Overlay &overlay() {
  static Overlay Own;
  return Own;
}

namespace {

/// A file with the text that is laid over it.
class LaidOver : public vfs::File {
public:
  LaidOver(vfs::Status Known, const std::string &Text)
      : Known(std::move(Known)), Text(Text) {}

  llvm::ErrorOr<vfs::Status> status() override { return Known; }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, int64_t, bool, bool) override {
    return llvm::MemoryBuffer::getMemBufferCopy(Text, Name);
  }
  std::error_code close() override { return {}; }

private:
  vfs::Status Known;
  const std::string &Text;
};

class OverlaidFiles : public vfs::ProxyFileSystem {
public:
  OverlaidFiles() : ProxyFileSystem(vfs::createPhysicalFileSystem()) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    auto Found = ProxyFileSystem::status(Path);
    const std::string *Text =
        Found ? overlay().textOf(Found->getUniqueID()) : nullptr;
    return Text ? withSize(*Found, Text->size()) : Found;
  }

  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    auto Found = ProxyFileSystem::openFileForRead(Path);
    if (!Found)
      return Found;
    auto Known = (*Found)->status();
    const std::string *Text =
        Known ? overlay().textOf(Known->getUniqueID()) : nullptr;
    if (!Text)
      return Found;
    return std::make_unique<LaidOver>(withSize(*Known, Text->size()), *Text);
  }

private:
  static vfs::Status withSize(const vfs::Status &Found, uint64_t Size) {
    return vfs::Status(Found.getName(), Found.getUniqueID(),
                       Found.getLastModificationTime(), Found.getUser(),
                       Found.getGroup(), Size, Found.getType(),
                       Found.getPermissions());
  }
};

} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem> diskFiles() {
  if (overlay().isEmpty())
    return vfs::createPhysicalFileSystem();
  return new OverlaidFiles();
}

} // namespace spinpair
