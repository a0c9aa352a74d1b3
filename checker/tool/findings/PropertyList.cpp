//===- PropertyList.cpp ---------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libxml2 parses, and hands over one element after the other. It makes no tree,
// so that nothing grows but what is kept here.
//
//===----------------------------------------------------------------------===//
#include "PropertyList.h"

#include "support/XmlReader.h"

#include "llvm/ADT/STLExtras.h"

#include <vector>

using llvm::StringRef;
namespace json = llvm::json;

namespace spinpair {

namespace {

class Reader : XmlReader {
public:
  std::optional<json::Value> read(StringRef Text, std::string &Error) {
    xmlSAXHandler Handler = {};
    Handler.startElementNs = [](void *This, const xmlChar *Name,
                                const xmlChar *, const xmlChar *, int,
                                const xmlChar **, int, int, const xmlChar **) {
      self(This).begin(xmlText(Name));
    };
    Handler.endElementNs = [](void *This, const xmlChar *Name, const xmlChar *,
                              const xmlChar *) {
      self(This).end(xmlText(Name));
    };
    Handler.characters = Handler.ignorableWhitespace =
        Handler.cdataBlock = [](void *This, const xmlChar *Text, int Length) {
          self(This).add(xmlText(Text).take_front(Length));
        };
    parse(Text, Handler);
    if (Wrong.empty() && !Result)
      Wrong = "it has no values";
    if (Wrong.empty())
      return std::move(Result);
    Error = Wrong;
    return std::nullopt;
  }

private:
  /// A dict or an array that is not at its end.
  struct Open {
    json::Value Value;
    std::optional<std::string> Key; ///< Of the value that comes next.
  };

  static Reader &self(void *This) {
    return static_cast<Reader &>(*static_cast<XmlReader *>(This));
  }

  static bool isLeaf(StringRef Name) {
    static const StringRef Leaves[] = {"key",  "string", "integer", "real",
                                       "date", "data",   "true",    "false"};
    return llvm::is_contained(Leaves, Name);
  }

  void begin(StringRef Name) {
    if (!Wrong.empty())
      return;
    if (!InList && Name != "plist")
      fail("it begins with '" + Name + "'");
    else if (!Leaf.empty())
      fail("'" + Name + "' stands in '" + Leaf + "'");
    else if (!InList)
      InList = true;
    else if (Stack.size() == 64) // far more than the analyzer's
      fail("it nests deeper than 64 levels");
    else if (Name == "dict")
      Stack.push_back({json::Object(), std::nullopt});
    else if (Name == "array")
      Stack.push_back({json::Array(), std::nullopt});
    else if (isLeaf(Name))
      Leaf = Name.str();
    else
      fail("there is no '" + Name + "' in a property list");
    Text.clear();
  }

  void add(StringRef More) {
    if (!Wrong.empty())
      return;
    if (!Leaf.empty())
      Text += More;
    else if (!More.trim().empty())
      fail("text stands between values");
  }

  void end(StringRef Name) {
    Leaf.clear();
    if (Name == "plist" || !Wrong.empty())
      return;
    if (Name == "key") {
      if (Stack.empty() || !Stack.back().Value.getAsObject() ||
          Stack.back().Key)
        return fail("a key stands where none belongs");
      Stack.back().Key = Text;
    } else if (Name == "dict" || Name == "array") {
      Open Last = std::move(Stack.back());
      Stack.pop_back();
      if (Last.Key)
        return fail("a key has no value");
      take(std::move(Last.Value));
    } else if (Name == "integer") {
      int64_t Number;
      if (StringRef(Text).trim().getAsInteger(10, Number))
        return fail("'" + Text + "' is no integer");
      take(Number);
    } else if (Name == "true" || Name == "false") {
      take(Name == "true");
    } else {
      take(Text);
    }
  }

  void take(json::Value Value) {
    if (Stack.empty()) {
      if (Result)
        return fail("a second value follows the first");
      Result = std::move(Value);
      return;
    }
    Open &To = Stack.back();
    if (json::Array *Array = To.Value.getAsArray())
      return Array->push_back(std::move(Value));
    if (!To.Key)
      return fail("a value has no key");
    (*To.Value.getAsObject())[*To.Key] = std::move(Value);
    To.Key.reset();
  }

  bool InList = false;
  std::vector<Open> Stack;
  std::string Leaf; ///< The one that is not at its end; "" if none is.
  std::string Text; ///< What it holds.
  std::optional<json::Value> Result;
};

} // namespace

std::optional<json::Value> readPropertyList(StringRef Text,
                                            std::string &Error) {
  return Reader().read(Text, Error);
}

} // namespace spinpair
