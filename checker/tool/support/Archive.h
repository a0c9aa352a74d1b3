//===- Archive.h - Values as bytes, for another process -------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What goes through Saver and Loader lists its members once:
//
//   template <class Archive> void archive(Archive &A) { A(File, Line); }
//
// What one process saves another one of the same program loads. Bytes that end
// too soon are noticed; others are not, so what leaves the process for longer
// is sealed.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_TOOL_SUPPORT_ARCHIVE_H
#define SPINPAIR_TOOL_SUPPORT_ARCHIVE_H

#include "llvm/ADT/StringRef.h"

#include <cstring>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

namespace spinpair {

/// A short string that stands for \p Bytes: 40 hexadecimal digits.
std::string digestOf(llvm::StringRef Bytes);

/// Names this very build of spinpair, and of clang, in one line. Builds that
/// differ may neither archive alike nor find the same.
const std::string &buildName();

/// \p Bytes behind a line that says what they are, with a checksum.
std::string seal(llvm::StringRef Bytes);

enum class Sealed { Whole, Damaged, OfOtherBuild, Foreign };

/// Looks into what seal() made: if it is whole, \p Bytes is what was sealed.
Sealed unseal(llvm::StringRef Text, llvm::StringRef &Bytes);

class Saver {
public:
  std::string Bytes;

  template <class... Values> void operator()(const Values &...Each) {
    (save(Each), ...);
  }

private:
  void raw(const void *Data, size_t Size) {
    Bytes.append(static_cast<const char *>(Data), Size);
  }
  void save(const std::string &Text) {
    save(Text.size());
    raw(Text.data(), Text.size());
  }
  template <class A, class B> void save(const std::pair<A, B> &Pair) {
    (*this)(Pair.first, Pair.second);
  }
  template <class T> void save(const std::vector<T> &List) { all(List); }
  template <class T> void save(const std::set<T> &Set) { all(Set); }
  template <class A, class B> void save(const std::map<A, B> &Map) { all(Map); }
  template <class T> void all(const T &Many) {
    save(Many.size());
    for (const auto &Each : Many)
      save(Each);
  }
  template <class T> void save(const T &Value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
      raw(&Value, sizeof Value);
    else
      const_cast<T &>(Value).archive(*this); // which does not change it
  }
};

class Loader {
public:
  explicit Loader(llvm::StringRef Bytes) : Rest(Bytes) {}

  /// Was there everything that was asked for?
  bool isWhole() const { return Whole; }

  template <class... Values> void operator()(Values &...Each) {
    (load(Each), ...);
  }

private:
  llvm::StringRef take(size_t Size) {
    Whole &= Size <= Rest.size();
    llvm::StringRef Taken = Rest.take_front(Whole ? Size : 0);
    Rest = Rest.drop_front(Taken.size());
    return Taken;
  }
  size_t count() {
    size_t Count = 0;
    load(Count);
    return Whole && Count <= Rest.size() ? Count : 0;
  }
  void load(std::string &Text) {
    size_t Size = 0;
    load(Size);
    Text = take(Size).str();
  }
  template <class A, class B> void load(std::pair<A, B> &Pair) {
    (*this)(Pair.first, Pair.second);
  }
  template <class T> void load(std::vector<T> &List) {
    List.resize(count());
    for (T &Each : List)
      load(Each);
  }
  template <class T> void load(std::set<T> &Set) {
    for (size_t I = count(); I-- > 0;) {
      T Each{};
      load(Each);
      Set.insert(std::move(Each));
    }
  }
  template <class A, class B> void load(std::map<A, B> &Map) {
    for (size_t I = count(); I-- > 0;) {
      std::pair<A, B> Each{};
      load(Each);
      Map.insert(std::move(Each));
    }
  }
  template <class T> void load(T &Value) {
    if constexpr (std::is_same_v<T, bool>) {
      unsigned char Byte = 0; // of any value
      load(Byte);
      Value = Byte != 0;
    } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      llvm::StringRef Raw = take(sizeof Value);
      if (Raw.size() == sizeof Value)
        std::memcpy(&Value, Raw.data(), sizeof Value);
    } else {
      Value.archive(*this);
    }
  }

  llvm::StringRef Rest;
  bool Whole = true;
};

} // namespace spinpair

#endif
