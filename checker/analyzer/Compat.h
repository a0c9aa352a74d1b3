//===- Compat.h - Differences between LLVM versions -----------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every #if on the LLVM version stands here; a test says so. The other files
// are written against the newest form and call these functions where an older
// LLVM spells it otherwise.
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_ANALYZER_COMPAT_H
#define SPINPAIR_ANALYZER_COMPAT_H

#include "clang/Analysis/CFG.h"
#include "clang/Analysis/PathDiagnostic.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CallEvent.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/CheckerContext.h"
#include "clang/StaticAnalyzer/Core/PathSensitive/RangedConstraintManager.h"
#include "clang/StaticAnalyzer/Frontend/AnalysisConsumer.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#if CLANG_VERSION_MAJOR >= 15
#include "llvm/Support/BLAKE3.h"
#else
#include "llvm/Support/SHA256.h"
#endif
#if CLANG_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Options/Options.h"
#else
#include "clang/Driver/Options.h"
#include "clang/Frontend/Utils.h"
#endif

#include <optional>

namespace spinpair::compat {

/// A hash that nobody finds other bytes for.
inline std::array<uint8_t, 32> hashOf(llvm::ArrayRef<uint8_t> Bytes) {
#if CLANG_VERSION_MAJOR >= 15
  return llvm::BLAKE3::hash(Bytes);
#else
  return llvm::SHA256::hash(Bytes);
#endif
}

inline clang::CompoundStmt *makeCompound(clang::ASTContext &Context,
                                         llvm::ArrayRef<clang::Stmt *> Parts,
                                         clang::SourceLocation Begin,
                                         clang::SourceLocation End) {
#if CLANG_VERSION_MAJOR >= 15
  return clang::CompoundStmt::Create(Context, Parts, clang::FPOptionsOverride(),
                                     Begin, End);
#else
  return clang::CompoundStmt::Create(Context, Parts, Begin, End);
#endif
}

inline unsigned bitWidth(const clang::FieldDecl *Field,
                         const clang::ASTContext &Context) {
#if CLANG_VERSION_MAJOR >= 20
  (void)Context;
  return Field->getBitWidthValue();
#else
  return Field->getBitWidthValue(Context);
#endif
}

/// Does the analyzer know what the names of a structured binding stand for?
constexpr bool FollowsBindings = CLANG_VERSION_MAJOR >= 15;

/// Is the call of a cleanup function an element of the control flow graph?
constexpr bool CleanupIsElement = CLANG_VERSION_MAJOR >= 18;

/// A call of the function that `__attribute__((cleanup))` of a variable names.
struct Cleanup {
  const clang::FunctionDecl *Function = nullptr;
  const clang::VarDecl *Var = nullptr;
  explicit operator bool() const { return Function != nullptr; }
};

inline Cleanup cleanupIn(const clang::CFGElement &Element) {
#if CLANG_VERSION_MAJOR >= 18
  if (auto Found = Element.getAs<clang::CFGCleanupFunction>())
    return {Found->getFunctionDecl(), Found->getVarDecl()};
#endif
  (void)Element;
  return {};
}

/// Makes \p Engine forget that there were errors.
inline void forgetErrors(clang::DiagnosticsEngine &Engine) {
#if CLANG_VERSION_MAJOR >= 16
  Engine.Reset(/*soft=*/true);
#else
  Engine.Reset();
#endif
}

/// A fresh symbol for what \p Call produced, told apart by \p Tag, and from
/// others of the same call by \p Number.
inline clang::ento::SVal conjure(clang::ento::CheckerContext &C,
                                 const clang::ento::CallEvent &Call,
                                 clang::QualType Type, const void *Tag,
                                 unsigned Number = 0) {
  clang::ento::SValBuilder &Builder = C.getSValBuilder();
  unsigned Count = C.blockCount() + (Number << 16);
#if CLANG_VERSION_MAJOR >= 21
  return Builder.conjureSymbolVal(Call, Type, Count, Tag);
#else
  return Builder.conjureSymbolVal(Tag, Call.getOriginExpr(),
                                  C.getLocationContext(), Type, Count);
#endif
}

/// A fresh symbol of \p Type for what \p At does to memory, told apart by
/// \p Tag.
inline clang::ento::SymbolRef conjureAt(clang::ento::CheckerContext &C,
                                        const clang::Stmt *At,
                                        clang::QualType Type, const void *Tag) {
  clang::ento::SymbolManager &Symbols = C.getSymbolManager();
#if CLANG_VERSION_MAJOR >= 21
  (void)At;
  return Symbols.conjureSymbol(C.getCFGElementRef(), C.getLocationContext(),
                               Type, C.blockCount(), Tag);
#else
  return Symbols.conjureSymbol(At, C.getLocationContext(), Type, C.blockCount(),
                               Tag);
#endif
}

/// The stack frame that \p Region lives in, or null when it is not a local.
inline const clang::StackFrameContext *
stackFrameOf(const clang::ento::MemRegion *Region,
             clang::ento::ProgramStateRef State) {
#if CLANG_VERSION_MAJOR >= 21
  const auto *Stack =
      Region->getMemorySpaceAs<clang::ento::StackSpaceRegion>(State);
#else
  const auto *Stack =
      llvm::dyn_cast<clang::ento::StackSpaceRegion>(Region->getMemorySpace());
  (void)State;
#endif
  return Stack ? Stack->getStackFrame() : nullptr;
}

/// From here on clang leaves a loop after two rounds if it cannot tell how
/// often it runs, and does not count that as cut short.
constexpr bool EndsOpenLoops = CLANG_VERSION_MAJOR >= 20;

/// The state that \p Call was made in, before its effects.
inline clang::ento::ProgramStateRef
stateBefore(const clang::ento::CallEvent &Call) {
#if CLANG_VERSION_MAJOR >= 21
  // Protected there, because the state grows old; here it is the old one that
  // is wanted.
  struct Open : clang::ento::CallEvent {
    using CallEvent::getState;
  };
  return (Call.*&Open::getState)();
#else
  return Call.getState();
#endif
}

/// Lets the pointers escape that \p Call is given, and changes no memory:
/// \p Traits say what is to be preserved.
inline clang::ento::ProgramStateRef
letEscape(clang::ento::ProgramStateRef State,
          const clang::ento::CallEvent &Call,
          llvm::ArrayRef<clang::ento::SVal> Values,
          clang::ento::RegionAndSymbolInvalidationTraits &Traits,
          clang::ento::CheckerContext &C) {
  return State->invalidateRegions(Values,
#if CLANG_VERSION_MAJOR >= 21
                                  Call.getCFGElementRef(),
#else
                                  Call.getOriginExpr(),
#endif
                                  C.blockCount(), C.getLocationContext(),
                                  /*CausesPointerEscape=*/true, nullptr,
                                  nullptr, &Traits);
}

/// The type that \p Tag declares.
inline clang::QualType typeOf(const clang::ASTContext &Context,
                              const clang::TagDecl *Tag) {
#if CLANG_VERSION_MAJOR >= 22
  return Context.getCanonicalTagType(Tag);
#else
  return Context.getTagDeclType(Tag);
#endif
}

/// Where \p Field of the record at \p Base is, as the analyzer itself names
/// the region: from LLVM 16 on, what a symbol points to is an element of it,
/// which 16 sees to where it visits expressions only.
inline clang::ento::SVal fieldOf(clang::ento::ProgramStateRef State,
                                 const clang::FieldDecl *Field,
                                 clang::ento::SVal Base) {
#if CLANG_VERSION_MAJOR == 16
  if (const auto *Pointee = llvm::dyn_cast_or_null<clang::ento::SymbolicRegion>(
          Base.getAsRegion()))
    Base = clang::ento::loc::MemRegionVal(
        State->getStateManager().getStoreManager().GetElementZeroRegion(
            Pointee, Pointee->getPointeeStaticType()));
#endif
  return State->getLValue(Field, Base);
}

/// The symbols and data that \p Expr is made of.
inline llvm::iterator_range<clang::ento::SymExpr::symbol_iterator>
symbolsIn(clang::ento::SymbolRef Expr) {
#if CLANG_VERSION_MAJOR >= 19
  return Expr->symbols();
#else
  return llvm::make_range(Expr->symbol_begin(), Expr->symbol_end());
#endif
}

/// The operand and operator if \p Expr is one with one operand. Before LLVM 15,
/// there are no such symbols.
inline std::optional<
    std::pair<clang::ento::SymbolRef, clang::UnaryOperatorKind>>
unaryOf(clang::ento::SymbolRef Expr) {
#if CLANG_VERSION_MAJOR >= 15
  if (const auto *Unary = llvm::dyn_cast<clang::ento::UnarySymExpr>(Expr))
    return std::make_pair(Unary->getOperand(), Unary->getOpcode());
#else
  (void)Expr;
#endif
  return std::nullopt;
}

/// \p Operand converted from one type to another one.
inline clang::ento::SymbolRef castOf(clang::ento::SymbolManager &Symbols,
                                     clang::ento::SymbolRef Operand,
                                     clang::QualType From, clang::QualType To) {
#if CLANG_VERSION_MAJOR >= 21
  return Symbols.acquire<clang::ento::SymbolCast>(Operand, From, To);
#else
  return Symbols.getCastSymbol(Operand, From, To);
#endif
}

/// The number that is not 0 either if \p Condition turns out as \p Truth says,
/// as what is left of it in a narrower type is not; or null. Clang knows from
/// LLVM 15 on.
inline clang::ento::SymbolRef notZeroEither(clang::ento::SVal Condition,
                                            bool Truth) {
#if CLANG_VERSION_MAJOR < 15
  clang::ento::SymbolRef Symbol = Condition.getAsSymbol();
  const auto *Compared =
      llvm::dyn_cast_or_null<clang::ento::SymIntExpr>(Symbol);
  if (Compared && Compared->getRHS() == 0) {
    Truth = Truth == (Compared->getOpcode() == clang::BO_NE);
    if (!clang::BinaryOperator::isEqualityOp(Compared->getOpcode()))
      Truth = false;
    Symbol = Compared->getLHS();
  }
  if (Truth)
    if (const auto *Cast =
            llvm::dyn_cast_or_null<clang::ento::SymbolCast>(Symbol))
      return Cast->getOperand();
#else
  (void)Condition;
  (void)Truth;
#endif
  return nullptr;
}

/// The node that an exploration started at.
inline const clang::ento::ExplodedNode *
firstNode(const clang::ento::ExplodedGraph &Graph) {
#if CLANG_VERSION_MAJOR >= 21
  return Graph.getRoot();
#else
  return *Graph.roots_begin();
#endif
}

/// True if a path of \p Graph ends in the condition of a loop that is certain
/// to hold there. From LLVM 20 on, clang remembers that a condition could go
/// both ways also when a later round knows its value, and then leaves out the
/// next round, the only one that is possible.
inline bool losesKnownRounds(const clang::ento::ExplodedGraph &Graph) {
#if CLANG_VERSION_MAJOR >= 20
  for (const clang::ento::ExplodedNode &Node : Graph.nodes()) {
    const clang::CFGBlock *Block =
        Node.succ_empty() && !Node.isSink() ? Node.getCFGBlock() : nullptr;
    if (Block && llvm::isa_and_nonnull<clang::ForStmt, clang::WhileStmt,
                                       clang::DoStmt, clang::CXXForRangeStmt>(
                     Block->getTerminatorStmt()))
      return true;
  }
#else
  (void)Graph;
#endif
  return false;
}

/// The options of the analyzer that \p Compiler is to run.
inline clang::AnalyzerOptions &
analyzerOptions(clang::CompilerInstance &Compiler) {
#if CLANG_VERSION_MAJOR >= 17
  return Compiler.getAnalyzerOpts();
#else
  return *Compiler.getAnalyzerOpts();
#endif
}

/// Lets \p Listener have the reports of \p Analysis, which owns it then.
inline void addDiagnosticConsumer(
    clang::ento::AnalysisASTConsumer &Analysis,
    std::unique_ptr<clang::ento::PathDiagnosticConsumer> Listener) {
#if CLANG_VERSION_MAJOR >= 22
  Analysis.AddDiagnosticConsumer(std::move(Listener));
#else
  Analysis.AddDiagnosticConsumer(Listener.release());
#endif
}

/// How arguments are written: as for clang, for clang-cl, or for clang -cc1.
enum class Dialect { Clang, Cl, Cc1 };

/// Parses arguments without the program. From \p End on there is an option
/// whose value is missing.
inline llvm::opt::InputArgList
parseArguments(llvm::ArrayRef<const char *> Arguments, Dialect Dialect,
               size_t &End) {
#if CLANG_VERSION_MAJOR >= 22
  using namespace clang::options;
  const llvm::opt::OptTable &Table = clang::getDriverOptTable();
#else
  using namespace clang::driver::options;
  const llvm::opt::OptTable &Table = clang::driver::getDriverOptTable();
#endif
  auto Parse = [&](auto... Which) {
    unsigned Index, Count;
    auto Parsed = Table.ParseArgs(Arguments, Index, Count, Which...);
    End = Count ? Index : Arguments.size();
    return Parsed;
  };
#if CLANG_VERSION_MAJOR >= 18
  return Parse(llvm::opt::Visibility(Dialect == Dialect::Clang ? ClangOption
                                     : Dialect == Dialect::Cl  ? CLOption
                                                               : CC1Option));
#else
  unsigned ForCl = CLOption, ForNeither = NoDriverOption;
#if CLANG_VERSION_MAJOR >= 16
  ForCl |= CLDXCOption;
  ForNeither |= DXCOption; // "/D" is one of dxc's, too
#endif
  switch (Dialect) {
  case Dialect::Cl:
    return Parse(ForCl | CoreOption, ForNeither);
  case Dialect::Cc1:
    return Parse(unsigned(CC1Option));
  case Dialect::Clang:
    break;
  }
  return Parse(0u, ForCl | ForNeither);
#endif
}

/// What prints the complaints about arguments; \p Owner keeps its options.
inline llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>
createDiagnostics(clang::CompilerInvocation &Owner,
                  llvm::vfs::FileSystem &Files) {
#if CLANG_VERSION_MAJOR >= 21
  return clang::CompilerInstance::createDiagnostics(Files,
                                                    Owner.getDiagnosticOpts());
#else
  (void)Files;
  return clang::CompilerInstance::createDiagnostics(&Owner.getDiagnosticOpts());
#endif
}

/// What clang's driver makes of a command, the program included; null if it
/// compiles nothing.
inline std::unique_ptr<clang::CompilerInvocation>
createInvocation(llvm::ArrayRef<const char *> Command,
                 llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> Diagnostics,
                 llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files) {
#if CLANG_VERSION_MAJOR >= 16
  clang::CreateInvocationOptions Options;
  Options.Diags = std::move(Diagnostics);
  Options.VFS = std::move(Files);
  Options.RecoverOnError = true;
  return clang::createInvocation(Command, std::move(Options));
#else
  return clang::createInvocationFromCommandLine(Command, std::move(Diagnostics),
                                                std::move(Files),
                                                /*ShouldRecoverOnErrors=*/true);
#endif
}

inline clang::LangOptions &
languageOptions(clang::CompilerInvocation &Invocation) {
#if CLANG_VERSION_MAJOR >= 18
  return Invocation.getLangOpts();
#else
  return *Invocation.getLangOpts();
#endif
}

/// Lets clang call the file by the name in \p Status, and not by the one that
/// it asked for.
inline void exposeName(llvm::vfs::Status &Status) {
#if CLANG_VERSION_MAJOR >= 16
  Status.ExposesExternalVFSPath = true;
#else
  Status.IsVFSMapped = true;
#endif
}

} // namespace spinpair::compat

#endif
