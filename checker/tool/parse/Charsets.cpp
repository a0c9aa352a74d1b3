//===- Charsets.cpp - Sources that are not in UTF-8 -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Charsets.h"

#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

#include <algorithm>
#include <cerrno>
#include <iconv.h>

using llvm::StringRef;

namespace spinpair {

namespace {

/// Converts to UTF-8.
class Converter {
public:
  explicit Converter(const std::string &From)
      : Handle(iconv_open("UTF-8", From.c_str())) {}
  Converter(const Converter &) = delete;
  Converter &operator=(const Converter &) = delete;
  ~Converter() {
    if (isKnown())
      iconv_close(Handle);
  }

  bool isKnown() const { return Handle != reinterpret_cast<iconv_t>(-1); }

  std::string convert(StringRef Text) {
    std::string Result;
    char Piece[4096];
    auto *In = const_cast<char *>(Text.data());
    size_t Left = Text.size();
    while (Left) {
      char *Out = Piece;
      size_t Room = sizeof Piece;
      size_t Done = iconv(Handle, &In, &Left, &Out, &Room);
      Result.append(Piece, Out - Piece);
      if (Done != static_cast<size_t>(-1) || errno == E2BIG)
        continue;
      Result += '?';
      ++In;
      --Left;
      iconv(Handle, nullptr, nullptr, nullptr, nullptr);
    }
    return Result;
  }

private:
  iconv_t Handle;
};

} // namespace

std::string charsetCalled(StringRef Name) {
  std::string Lower = Name.trim("\"' ").lower();
  StringRef Number = Lower;
  for (StringRef Before : {".", "windows-", "cp", "ibm", "ms"})
    if (Number.consume_front(Before))
      break;
  unsigned Page;
  std::string Result = Lower;
  if (!Number.getAsInteger(10, Page))
    Result = Page == 65001   ? "UTF-8"
             : Page == 20127 ? "ASCII"
             : Page >= 28591 && Page <= 28606
                 ? "ISO-8859-" + std::to_string(Page - 28590)
             : Page == 51932 ? "EUC-JP"
             : Page == 51949 ? "EUC-KR"
             : Page == 54936 ? "GB18030"
                             : "CP" + std::to_string(Page);
  // What Windows means by these has more characters.
  static const std::pair<StringRef, const char *> Others[] = {
      {"utf-8", "UTF-8"},         {"utf8", "UTF-8"},   {"shift_jis", "CP932"},
      {"shift-jis", "CP932"},     {"sjis", "CP932"},   {"gb2312", "CP936"},
      {"gbk", "CP936"},           {"euc-kr", "CP949"}, {"big5", "CP950"},
      {"ks_c_5601-1987", "CP949"}};
  for (const auto &[Known, Called] : Others)
    if (Lower == Known)
      Result = Called;
  return Result == "UTF-8" || Converter(Result).isKnown() ? Result : "";
}

static bool isAscii(StringRef Text) {
  return llvm::all_of(Text, [](char C) { return llvm::isASCII(C); });
}

static bool isUtf8(StringRef Text) {
  const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.begin());
  const auto *End = reinterpret_cast<const llvm::UTF8 *>(Text.end());
  return llvm::isLegalUTF8String(&Begin, End);
}

std::optional<std::string> inUtf8(StringRef Text, const std::string &Charset) {
  if (llvm::hasUTF16ByteOrderMark({Text.data(), Text.size()}))
    return fromUtf16(Text);
  if (Text.take_front(3) == "\xef\xbb\xbf" || isAscii(Text))
    return std::nullopt;
  Converter Converter(Charset);
  if (!Converter.isKnown())
    return std::nullopt;
  return Converter.convert(Text);
}

unsigned mendLineEnds(StringRef Text, std::string &Mended) {
  if (isAscii(Text) || isUtf8(Text))
    return 0;
  Mended = Text.str();
  unsigned First = 0, Number = 0;
  for (size_t Begin = 0; Begin < Text.size(); ++Number) {
    size_t End = std::min(Text.find('\n', Begin), Text.size());
    StringRef Line = Text.slice(Begin, End).rtrim('\r');
    // Pairs begin with a byte that is no ASCII; they do not overlap.
    size_t At = 0;
    bool IsPair = false;
    while (At < Line.size()) {
      IsPair =
          static_cast<unsigned char>(Line[At]) > 0x80 && At + 1 < Line.size();
      At += IsPair ? 2 : 1;
    }
    if (IsPair && Line.back() == '\\') {
      Mended[Begin + Line.size() - 1] = '_';
      First = First ? First : Number + 1;
    }
    Begin = End + 1;
  }
  return First;
}

std::optional<std::string> withoutTextBefore(StringRef Text, StringRef Header) {
  auto Plain = [](StringRef Path) {
    std::string Result = Path.lower();
    std::replace(Result.begin(), Result.end(), '\\', '/');
    return Result;
  };
  for (size_t Begin = 0; Begin < Text.size();) {
    size_t End = std::min(Text.find('\n', Begin), Text.size());
    StringRef Line = Text.slice(Begin, End).ltrim();
    if (Line.consume_front("#")) {
      Line = Line.ltrim();
      if (Line.consume_front("include") || Line.consume_front("import")) {
        Line = Line.ltrim();
        const bool Quoted = Line.consume_front("\"");
        if (Quoted || Line.consume_front("<")) {
          StringRef Name = Line.take_until(
              [&](char C) { return C == (Quoted ? '"' : '>'); });
          if (Plain(Name) == Plain(Header)) {
            std::string Result = Text.str();
            for (size_t I = 0; I < Begin; ++I)
              if (Result[I] != '\n' && Result[I] != '\r')
                Result[I] = ' ';
            return Result;
          }
        }
      }
    }
    Begin = End + 1;
  }
  return std::nullopt;
}

} // namespace spinpair
