//===- Characters.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Characters.h"

#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Unicode.h"

#include <vector>

using llvm::StringRef;

namespace spinpair {

/// Cannot be seen, or ends or turns round a line. LLVM's table of what can be
/// printed differs between versions in some of these.
static bool isHidden(llvm::UTF32 Code) {
  return Code == 0xad || Code == 0x61c || (Code >= 0x200b && Code <= 0x200f) ||
         (Code >= 0x2028 && Code <= 0x202e) ||
         (Code >= 0x2060 && Code <= 0x206f) || Code == 0xfeff ||
         !llvm::sys::unicode::isPrintable(static_cast<int>(Code));
}

void forEachCharacter(StringRef Text,
                      llvm::function_ref<void(const Character &)> Visit) {
  const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.begin());
  const auto *End = reinterpret_cast<const llvm::UTF8 *>(Text.end());
  for (const llvm::UTF8 *At = Begin; At != End;) {
    const llvm::UTF8 *Start = At;
    llvm::UTF32 Code = 0;
    Character Each;
    Each.Offset = Start - Begin;
    if (llvm::convertUTF8Sequence(&At, End, &Code, llvm::strictConversion) !=
        llvm::conversionOK) {
      At = Start + 1;
      Each.Name = llvm::formatv("<{0:X-2}>", unsigned(*Start));
    } else if (Code != '\t' && isHidden(Code)) {
      Each.Name = llvm::formatv("U+{0:X-4}", unsigned(Code));
    }
    Each.Bytes = Text.substr(Each.Offset, At - Start);
    Visit(Each);
  }
}

namespace {

/// What one character looks like on a terminal.
struct Cell {
  std::string Text;
  size_t Width;
};

} // namespace

size_t commandOfCi(StringRef Text) {
  if (!Text.consume_front("##"))
    return 0;
  return Text.find('[') == 0 || StringRef(Text.take_front(4).lower()) == "vso["
             ? 2
             : 0;
}

std::string withoutCommands(StringRef Text) {
  std::string Result;
  for (size_t I = 0; I < Text.size(); ++I) {
    Result += Text[I];
    if (Text[I] == '#' && commandOfCi(Text.drop_front(I)))
      Result += ' ';
  }
  return Result;
}

std::string asLineBegin(StringRef Text) {
  const bool IsCommand = Text.ltrim().find("::") == 0;
  return (IsCommand ? "./" : "") + withoutCommands(Text);
}

Excerpt excerptOf(StringRef Line, unsigned Column, unsigned EndColumn) {
  constexpr size_t TabStop = 8, Widest = 200, Around = 100;
  std::vector<Cell> Cells;
  size_t Width = 0, CaretCell = 0, EndCell = 0;
  forEachCharacter(Line, [&](const Character &Each) {
    if (Each.Offset + 1 <= Column)
      CaretCell = Cells.size();
    if (Each.Offset + 1 < EndColumn)
      EndCell = Cells.size() + 1;
    Cell Shown{Each.Bytes.str(), 1};
    if (commandOfCi(Line.drop_front(Each.Offset))) {
      Shown.Text = "# ";
      Shown.Width = 2;
    } else if (Each.Bytes == "\t") {
      Shown.Width = TabStop - Width % TabStop;
      Shown.Text.assign(Shown.Width, ' ');
    } else if (!Each.Name.empty()) {
      Shown.Text = Each.Name[0] == '<' ? Each.Name : "<" + Each.Name + ">";
      Shown.Width = Shown.Text.size();
    } else if (int Columns = llvm::sys::unicode::columnWidthUTF8(Each.Bytes);
               Columns >= 0) {
      Shown.Width = Columns;
    }
    Width += Shown.Width;
    Cells.push_back(std::move(Shown));
  });
  if (Column > Line.size())
    CaretCell = Cells.size();

  size_t From = 0, To = Cells.size();
  if (Width > Widest) {
    From = CaretCell > Around ? CaretCell - Around : 0;
    To = std::min(To, From + Widest);
  }
  Excerpt Result;
  if (From)
    Result.Code = "...";
  Result.Caret = Result.Code.size();
  size_t Marked = 0;
  for (size_t I = From; I < To; ++I) {
    if (I < CaretCell)
      Result.Caret += Cells[I].Width;
    else if (I < EndCell)
      Marked += Cells[I].Width;
    Result.Code += Cells[I].Text;
  }
  if (To < Cells.size())
    Result.Code += "...";
  Result.Width = std::max<size_t>(Marked, 1);
  return Result;
}

} // namespace spinpair
