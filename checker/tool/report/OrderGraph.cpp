//===- OrderGraph.cpp - Which locks are taken under which -----------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Html.h"
#include "model/Ledger.h"
#include "support/Places.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <set>
#include <tuple>

using llvm::raw_ostream;

namespace spinpair {

namespace {

using Kind = std::pair<unsigned, std::string>; // program, kind of lock
using Edge = std::pair<Kind, Kind>;            // held, and taken under it

/// The kinds of locks as a graph, in layers from the outermost on.
class OrderGraph {
public:
  explicit OrderGraph(const Ledger &Locks) {
    for (const LedgerNesting &Each : Locks.Nestings) {
      Kind Outer{Each.Program, Each.Outer}, Inner{Each.Program, Each.Inner};
      Places[{Outer, Inner}].push_back(&Each);
      Nodes.try_emplace(Outer);
      Nodes.try_emplace(Inner);
    }
    for (auto &[Each, Where] : Places)
      llvm::stable_sort(Where,
                        [](const LedgerNesting *A, const LedgerNesting *B) {
                          return std::tie(A->Where.File, A->Where.Line) <
                                 std::tie(B->Where.File, B->Where.Line);
                        });
  }

  bool isEmpty() const { return Nodes.empty(); }
  size_t size() const { return Nodes.size(); }

  void draw(raw_ostream &Out);
  void list(raw_ostream &Out) const;

private:
  struct Node {
    unsigned Layer = 0;
    int X = 0, Y = 0, Width = 0;
  };

  /// Does a way along the edges lead from a kind to another one?
  bool leads(const Kind &From, const Kind &To) const {
    std::set<Kind> Seen;
    std::vector<Kind> Next{From};
    while (!Next.empty()) {
      Kind At = Next.back();
      Next.pop_back();
      if (At == To)
        return true;
      if (Seen.insert(At).second)
        for (auto Each = Places.lower_bound({At, {0, ""}});
             Each != Places.end() && Each->first.first == At; ++Each)
          Next.push_back(Each->first.second);
    }
    return false;
  }
  bool isOnCircle(const Kind &A, const Kind &B) const {
    return A != B && leads(B, A);
  }

  /// Collects the edges that lead to no kind which they came from: without
  /// the others there is no circle.
  void findForward(const Kind &At, std::map<Kind, bool> &Open) {
    if (!Open.try_emplace(At, true).second)
      return;
    for (auto &[Each, Where] : Places) {
      if (Each.first != At)
        continue;
      findForward(Each.second, Open);
      if (!Open[Each.second])
        Forward.push_back(Each);
    }
    Open[At] = false;
  }

  /// Puts what is taken under a kind into a later layer, where that can be.
  void findLayers() {
    std::map<Kind, bool> Open; // false: done
    for (auto &[Name, Node] : Nodes)
      findForward(Name, Open);
    for (size_t Round = 0; Round < Nodes.size(); ++Round)
      for (const Edge &Each : Forward)
        Nodes[Each.second].Layer =
            std::max(Nodes[Each.second].Layer, Nodes[Each.first].Layer + 1);
  }

  void drawEdge(const Kind &From, const Kind &To, raw_ostream &Out) const;

  static constexpr int Height = 30, RowGap = 34, ColumnGap = 90;
  std::map<Kind, Node> Nodes;
  std::map<Edge, std::vector<const LedgerNesting *>> Places;
  std::vector<Edge> Forward;
};

} // namespace

void OrderGraph::drawEdge(const Kind &From, const Kind &To,
                          raw_ostream &Out) const {
  const Node &A = Nodes.at(From), &B = Nodes.at(To);
  const char *Class = From == To             ? " class=\"self\""
                      : isOnCircle(From, To) ? " class=\"circle\""
                                             : "";
  Out << "<path" << Class << " marker-end=\"url(#arrow)\" d=\"M";
  int X = A.X + A.Width, Y = A.Y + Height / 2;
  if (From == To) // above the box, and down again
    Out << A.X + A.Width / 2 + 16 << "," << A.Y << " c0,-32 -32,-32 -32,-3";
  else if (A.Layer + 1 < B.Layer) // above those in between
    Out << A.X + A.Width / 2 << "," << A.Y << " C" << A.X + A.Width / 2 << ","
        << std::min(A.Y, B.Y) - 36 << " " << B.X + B.Width / 2 << ","
        << std::min(A.Y, B.Y) - 36 << " " << B.X + B.Width / 2 << ","
        << B.Y - 3;
  else if (A.Layer < B.Layer)
    Out << X << "," << Y << " C" << X + ColumnGap / 2 << "," << Y << " "
        << B.X - ColumnGap / 2 << "," << B.Y + Height / 2 << " " << B.X - 3
        << "," << B.Y + Height / 2;
  else // back, below the boxes
    Out << A.X + A.Width / 2 << "," << A.Y + Height << " C" << A.X + A.Width / 2
        << "," << A.Y + Height + 40 << " " << B.X + B.Width / 2 << ","
        << B.Y + Height + 40 << " " << B.X + B.Width / 2 << ","
        << B.Y + Height + 3;
  Out << "\"/>\n";
}

void OrderGraph::draw(raw_ostream &Out) {
  findLayers();
  std::map<unsigned, std::vector<Kind>> Layers;
  for (auto &[Name, Node] : Nodes)
    Layers[Node.Layer].push_back(Name);
  int X = 10, Bottom = 0;
  for (auto &[Layer, Names] : Layers) {
    int Widest = 0, Y = 40;
    for (const Kind &Name : Names) {
      Node &Node = Nodes[Name];
      Node.Width = 8 * static_cast<int>(Name.second.size()) + 24;
      Node.X = X;
      Node.Y = Y;
      Widest = std::max(Widest, Node.Width);
      Y += Height + RowGap;
    }
    for (const Kind &Name : Names)
      Nodes[Name].X += (Widest - Nodes[Name].Width) / 2;
    X += Widest + ColumnGap;
    Bottom = std::max(Bottom, Y);
  }
  int Width = X - ColumnGap + 10;
  Out << "<div class=\"graph\" tabindex=\"0\" role=\"group\" "
         "aria-label=\"Picture of the lock order\">\n<svg role=\"img\" "
         "aria-labelledby=\"order-picture\" width=\""
      << Width << "\" height=\"" << Bottom << "\" viewBox=\"0 0 " << Width
      << " " << Bottom
      << "\">\n<title id=\"order-picture\">Which locks are taken under which; "
         "the table below has the same</title>\n<defs><marker id=\"arrow\" "
         "viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" "
         "markerUnits=\"userSpaceOnUse\" "
         "markerWidth=\"11\" markerHeight=\"11\" orient=\"auto\"><path "
         "d=\"M0,0 L8,4 L0,8 z\"/>"
         "</marker></defs>\n";
  for (auto &[Each, Where] : Places)
    drawEdge(Each.first, Each.second, Out);
  for (auto &[Name, Node] : Nodes)
    Out << "<rect x=\"" << Node.X << "\" y=\"" << Node.Y << "\" width=\""
        << Node.Width << "\" height=\"" << Height << "\" rx=\"5\"/><text x=\""
        << Node.X + 12 << "\" y=\"" << Node.Y + 20 << "\">"
        << htmlAttribute(Name.second) << "</text>\n";
  Out << "</svg>\n</div>\n";
}

void OrderGraph::list(raw_ostream &Out) const {
  Out << "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Lock "
         "order\"><table>\n<thead><tr><th scope=\"col\">held</th><th "
         "scope=\"col\">taken under it</th><th scope=\"col\">where</th></tr>"
         "</thead>\n<tbody>\n";
  for (const auto &[Pair, Where] : Places) {
    Out << "<tr><th scope=\"row\"><code>" << htmlText(Pair.first.second)
        << "</code></th><td><code>" << htmlText(Pair.second.second)
        << "</code>";
    if (Pair.first == Pair.second)
      Out << "<br><span class=\"dim\">two locks of one kind: what orders them "
             "is not shown here</span>";
    else if (isOnCircle(Pair.first, Pair.second))
      Out << "<br><span class=\"reported\">also the other way round"
          << (Places.count({Pair.second, Pair.first}) ? "" : ", over others")
          << ": processors can wait for each other</span>";
    Out << "</td><td><ul>\n";
    for (const LedgerNesting *Each : Where)
      Out << "<li><code>" << htmlText(Each->Where.Function) << "</code> "
          << "<span class=\"dim\">" << htmlText(projectPath(Each->Where.File))
          << ":" << Each->Where.Line << "</span></li>\n";
    Out << "</ul></td></tr>\n";
  }
  Out << "</tbody></table></div>\n";
}

void writeLockOrder(const Ledger &Locks, raw_ostream &Out) {
  constexpr size_t MostDrawn = 40;
  OrderGraph Graph(Locks);
  if (Graph.isEmpty()) {
    Out << "<p>No lock was seen to be taken while another one is held.</p>\n";
    return;
  }
  Out << "<p>An arrow leads from a lock to one that may be taken while it is "
         "held. Locks whose message is read from the same field are one "
         "kind.</p>\n";
  if (Graph.size() <= MostDrawn)
    Graph.draw(Out);
  else
    Out << "<p>There are too many kinds for a picture.</p>\n";
  Graph.list(Out);
}

} // namespace spinpair
