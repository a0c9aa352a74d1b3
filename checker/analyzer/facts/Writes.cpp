//===- Writes.cpp - Which memory functions write --------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Adds up the writes of a function and of all that it can reach.
//
//===----------------------------------------------------------------------===//
#include "UnitFacts.h"

#include "Prototypes.h"

#include "clang/AST/ASTContext.h"

using namespace clang;

namespace spinpair {

void WriteSet::add(const WriteSet &Other) {
  Fields.insert(Other.Fields.begin(), Other.Fields.end());
  Globals.insert(Other.Globals.begin(), Other.Globals.end());
  Records.insert(Other.Records.begin(), Other.Records.end());
  Pointees.insert(Other.Pointees.begin(), Other.Pointees.end());
}

const FunctionProtoType *prototypeOf(QualType Type) {
  if (const auto *Pointer = Type->getAs<PointerType>())
    Type = Pointer->getPointeeType();
  return Type->getAs<FunctionProtoType>();
}

bool takesSameParameters(const FunctionProtoType *A, const FunctionDecl *B) {
  if (A->getNumParams() != B->getNumParams())
    return false;
  ASTContext &Context = B->getASTContext();
  for (unsigned I = 0; I < A->getNumParams(); ++I)
    if (!Context.hasSameUnqualifiedType(A->getParamType(I),
                                        B->getParamDecl(I)->getType()))
      return false;
  return true;
}

void UnitFacts::gather(const Decl *D, llvm::DenseSet<const Decl *> &Seen,
                       WriteSet &Out) {
  llvm::SmallVector<const Decl *, 16> Work{D->getCanonicalDecl()};
  while (!Work.empty()) {
    const Decl *Next = Work.pop_back_val();
    if (!Seen.insert(Next).second)
      continue;
    const Node *N = find(Next);
    if (!N)
      continue;
    Out.add(N->Writes);
    Work.append(N->References.begin(), N->References.end());
    for (QualType Type : N->IndirectCalls)
      Out.add(writesThroughPointer(Type));
  }
}

const WriteSet &UnitFacts::writes(const FunctionDecl *Function) {
  auto [It, New] = Closed.try_emplace(Function->getCanonicalDecl());
  if (New) {
    WriteSet Out;
    llvm::DenseSet<const Decl *> Seen;
    gather(Function, Seen, Out);
    Closed[Function->getCanonicalDecl()] = std::move(Out);
  }
  return Closed[Function->getCanonicalDecl()];
}

bool UnitFacts::writesDeciding(const FunctionDecl *Function) {
  const WriteSet &Out = writes(Function);
  auto Decides = [this](const Decl *D) { return isDeciding(D); };
  return !Out.Records.empty() || !Out.Pointees.empty() ||
         llvm::any_of(Out.Fields, Decides) ||
         llvm::any_of(Out.Globals, Decides);
}

bool UnitFacts::writesCalled(const FunctionDecl *Function) {
  const WriteSet &Out = writes(Function);
  auto IsCalled = [this](const Decl *D) {
    return Called.count(D->getCanonicalDecl()) != 0;
  };
  return llvm::any_of(Out.Fields, IsCalled) ||
         llvm::any_of(Out.Globals, IsCalled);
}

const WriteSet &UnitFacts::writesThroughPointer(QualType FunctionType) {
  const FunctionProtoType *Prototype = prototypeOf(FunctionType);
  const Type *Key = Prototype;
  auto [It, New] = ClosedPointers.try_emplace(Key);
  if (!New || !Prototype)
    return It->second;
  WriteSet Out;
  llvm::DenseSet<const Decl *> Seen;
  llvm::SmallVector<const FunctionDecl *, 8> Targets;
  for (const auto &Entry : Nodes)
    if (Entry.second.AddressTaken)
      if (const auto *Function = dyn_cast<FunctionDecl>(Entry.first))
        if (takesSameParameters(Prototype, Function))
          Targets.push_back(Function);
  for (const FunctionDecl *Function : Targets)
    gather(Function, Seen, Out);
  return ClosedPointers[Key] = std::move(Out);
}

} // namespace spinpair
