//===- WaysOut.cpp --------------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "WaysOut.h"

#include "clang/AST/ParentMap.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace ento;

namespace spinpair {

namespace {

/// The block of \p Owner in which \p Site happens, maybe in a callee.
const CFGBlock *blockIn(const StackFrameContext *Owner, const LockSite &Site,
                        const CFG &Graph) {
  const StackFrameContext *Frame = Site.Frame;
  if (Frame == Owner) {
    for (const CFGBlock *Block : Graph)
      for (const CFGElement &Element : *Block)
        if (auto Part = Element.getAs<CFGStmt>())
          if (Part->getStmt() == Site.Call.Call)
            return Block;
    return nullptr;
  }
  while (const LocationContext *Parent = Frame->getParent()) {
    if (Parent->getStackFrame() == Owner)
      return Frame->getCallSiteBlock();
    Frame = Parent->getStackFrame();
  }
  return nullptr;
}

/// From which blocks a release can be reached, before the lock is taken anew.
llvm::BitVector releasing(const StackFrameContext *Owner,
                          const LockSite *Acquire, const Releases &Known,
                          const CFG &Graph) {
  llvm::BitVector Result(Graph.getNumBlockIDs());
  const CFGBlock *Taken = blockIn(Owner, *Acquire, Graph);
  llvm::SmallVector<const CFGBlock *, 16> Next;
  auto Reach = [&](const CFGBlock *Block) {
    if (!Block || Result[Block->getBlockID()])
      return;
    Result.set(Block->getBlockID());
    if (Block != Taken)
      Next.push_back(Block);
  };
  for (const auto &[Of, Sites] : Known)
    if (Of && Of->Call.Call == Acquire->Call.Call)
      for (const LockSite *Site : Sites)
        Reach(blockIn(Owner, *Site, Graph));
  while (!Next.empty())
    for (const CFGBlock::AdjacentBlock &Before : Next.pop_back_val()->preds())
      Reach(Before.getReachableBlock());
  return Result;
}

bool isHeld(const ExplodedNode &Node, const LockSite *Acquire) {
  for (const sp_lock &Lock : locksOf(Node.getState()))
    if (Lock.phase == SP_HELD && LockSite::of(Lock.acquired_at) == Acquire)
      return true;
  return false;
}

/// The statement that a part of its condition, as of `a || b`, belongs to.
const Stmt *wholeBranch(const Stmt *Part, const ParentMap &Parents) {
  const Stmt *Whole = Part;
  while (Whole && isa<Expr>(Whole) && !isa<AbstractConditionalOperator>(Whole))
    Whole = Parents.getParent(Whole);
  return Whole ? Whole : Part;
}

class Finder {
public:
  Finder(const StackFrameContext *Owner, const LockSite *Acquire,
         const Releases &Known)
      : Owner(Owner), Acquire(Acquire),
        Releasing(releasing(Owner, Acquire, Known, *Owner->getCFG())) {}

  void follow(llvm::ArrayRef<ExplodedNode *> Ends) {
    AnyLeftOut = Ends.size() > MostEnds;
    for (ExplodedNode *End : Ends.take_front(MostEnds))
      for (ExplodedNode *Before : End->preds())
        push({Before, WayOut(), End, End});
    for (size_t I = 0; I < Open.size(); ++I)
      step(I);
  }

  std::vector<WayAndNodes> Found;

private:
  static constexpr size_t Enough = 64;    // one of them is one that can happen
  static constexpr size_t MostEnds = 512; // that are followed back

  struct Point {
    ExplodedNode *Node;
    WayOut Way;
    ExplodedNode *Own; ///< On this way, and as far as is known on no other one.
    ExplodedNode *Exit;
  };

  void push(const Point &Next) {
    const WayOut &Way = Next.Way;
    // Paths that were one before may end apart: some of them can happen, some
    // cannot.
    if (Seen.insert({{Next.Node, Next.Exit}, {Way.Return, Way.Jump}}).second)
      Open.push_back(Next);
  }

  /// The return statement of the block that ends the function; null if its end
  /// is reached otherwise.
  static const Stmt *returnIn(const CFGBlock &Block) {
    for (const CFGElement &Element : llvm::reverse(Block))
      if (auto Part = Element.getAs<CFGStmt>())
        if (isa<ReturnStmt>(Part->getStmt()))
          return Part->getStmt();
    return nullptr;
  }

  void step(size_t Index) {
    Point At = Open[Index];
    if (!isHeld(*At.Node, Acquire))
      return keep(At); // behind here it was taken
    if (auto Edge = At.Node->getLocationAs<BlockEdge>();
        Edge && At.Node->getLocationContext()->getStackFrame() == Owner) {
      const CFGBlock *From = Edge->getSrc(), *To = Edge->getDst();
      const Stmt *End = From->getTerminatorStmt();
      if (To == &Owner->getCFG()->getExit()) {
        At.Way.Return = returnIn(*From);
        At.Own = At.Exit = At.Node;
      }
      if (!At.Way.Jump && isa_and_nonnull<GotoStmt, BreakStmt>(End)) {
        At.Way.Jump = End;
        At.Own = At.Node;
      }
      if (End && Releasing[From->getBlockID()] &&
          !Releasing[To->getBlockID()]) {
        addBranch(*From, *To, At.Way);
        if (!At.Way.Jump)
          At.Own = At.Node;
        return keep(At);
      }
    }
    for (ExplodedNode *Before : At.Node->preds())
      push({Before, At.Way, At.Own, At.Exit});
  }

  void addBranch(const CFGBlock &From, const CFGBlock &To, WayOut &Way) const {
    const Stmt *End = From.getTerminatorStmt(), *Label = To.getLabel();
    Way.Target = &To;
    if (isa<SwitchStmt>(End)) {
      Way.Holds = true;
      Way.Branch = isa_and_nonnull<SwitchCase>(Label) ? Label : End;
      return;
    }
    Way.Holds = From.succ_begin()->getReachableBlock() == &To;
    Way.Branch = wholeBranch(End, Owner->getParentMap());
  }

  void keep(const Point &At) {
    auto Known = llvm::find_if(Found, [&](const WayAndNodes &Each) {
      return Each.Way.key() == At.Way.key();
    });
    if (Known == Found.end())
      Known = Found.insert(Found.end(), {At.Way, {}, {}, AnyLeftOut});
    auto Add = [&](ExplodedNode *Node, std::vector<ExplodedNode *> &To) {
      if (llvm::is_contained(To, Node))
        return;
      if (To.size() < Enough)
        To.push_back(Node);
      else
        Known->AnyLeftOut = true;
    };
    Add(At.Own, Known->Nodes);
    Add(At.Exit, Known->Exits);
  }

  const StackFrameContext *Owner;
  const LockSite *Acquire;
  const llvm::BitVector Releasing;
  bool AnyLeftOut = false; ///< There were more ends.
  using NodeAndExit = std::pair<const ExplodedNode *, const ExplodedNode *>;
  llvm::DenseSet<std::pair<NodeAndExit, std::pair<const Stmt *, const Stmt *>>>
      Seen;
  std::vector<Point> Open;
};

} // namespace

std::vector<WayAndNodes> waysOut(llvm::ArrayRef<ExplodedNode *> Ends,
                                 const StackFrameContext *Owner,
                                 const LockSite *Acquire,
                                 const Releases &Known) {
  Finder Finder(Owner, Acquire, Known);
  Finder.follow(Ends);
  return std::move(Finder.Found);
}

const Stmt *placeOf(const WayOut &Way) {
  return Way.Jump ? Way.Jump : Way.Branch ? Way.Branch : Way.Return;
}

} // namespace spinpair
