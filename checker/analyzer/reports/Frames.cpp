//===- Frames.cpp - Expressions across the frames of a path ---------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows arguments from a frame to those above it, and reads them as they are
// written in the source.
//
//===----------------------------------------------------------------------===//
#include "Frames.h"

#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace ento;

namespace spinpair {

const StackFrameContext *above(const StackFrameContext *Frame) {
  const LocationContext *Parent = Frame->getParent();
  return Parent ? Parent->getStackFrame() : nullptr;
}

const StackFrameContext *commonFrame(const StackFrameContext *A,
                                     const StackFrameContext *B) {
  while (A != B && !A->isParentOf(B))
    A = above(A);
  return A;
}

const ParmVarDecl *parameterIn(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  return Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
}

const Expr *rootOf(const Expr *E) {
  while (true) {
    E = E->IgnoreParenCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      E = Member->getBase();
    else if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      E = Unary->getSubExpr();
    else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
      E = Element->getBase();
    else
      return E;
  }
}

const Expr *passedFor(const ParmVarDecl *Parameter,
                      const StackFrameContext *Frame) {
  unsigned Index = Parameter->getFunctionScopeIndex();
  const Stmt *Site = Frame->getCallSite();
  if (const auto *Call = dyn_cast_or_null<CallExpr>(Site)) {
    if (isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Frame->getDecl()))
      ++Index; // the object comes first
    return Index < Call->getNumArgs() ? Call->getArg(Index) : nullptr;
  }
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Site))
    return Index < Construct->getNumArgs() ? Construct->getArg(Index) : nullptr;
  return nullptr;
}

const Expr *objectPassed(const StackFrameContext *Frame) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Frame->getDecl());
  if (!Method || Method->getParent()->isLambda())
    return nullptr; // 'this' is what the lambda captured
  const Stmt *Site = Frame->getCallSite();
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Site))
    return Call->getImplicitObjectArgument();
  const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Site);
  return Call && Call->getNumArgs() ? Call->getArg(0) : nullptr;
}

bool belongsTo(const ParmVarDecl *Parameter, const StackFrameContext *Frame) {
  const auto *Function = dyn_cast<FunctionDecl>(Frame->getDecl());
  const auto *Home = dyn_cast<FunctionDecl>(Parameter->getDeclContext());
  return Function && Home &&
         Function->getCanonicalDecl() == Home->getCanonicalDecl();
}

const Expr *asWrittenBy(const StackFrameContext *Owner,
                        const StackFrameContext *Frame, const Expr *Argument) {
  while (Frame && Frame != Owner) {
    const ParmVarDecl *Parameter = parameterIn(Argument);
    if (!Parameter || !belongsTo(Parameter, Frame))
      break;
    const Expr *Passed = passedFor(Parameter, Frame);
    if (!Passed)
      break;
    Argument = Passed;
    Frame = above(Frame);
  }
  return Argument;
}

const Stmt *callIn(const StackFrameContext *Owner, const LockSite &Site) {
  const StackFrameContext *Frame = Site.Frame;
  const Stmt *Call = Site.Call.Call;
  if (Site.isBefore()) // who calls the function is not seen
    Call = Frame->getDecl()->getBody();
  while (Frame && Frame != Owner) {
    if (Frame->getCallSite())
      Call = Frame->getCallSite();
    Frame = above(Frame);
  }
  return Call;
}

std::string sourceText(const Expr *E, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  // A macro is named as it was written, with all that it expands to; but what a
  // macro was given is named without the parentheses that it adds.
  E = E->IgnoreImpCasts();
  while (const auto *Paren = dyn_cast<ParenExpr>(E)) {
    const Expr *Inner = Paren->getSubExpr()->IgnoreImpCasts();
    if (Paren->getBeginLoc().isMacroID() &&
        !(Sources.isMacroBodyExpansion(Paren->getBeginLoc()) &&
          !Sources.isMacroBodyExpansion(Inner->getBeginLoc())))
      break;
    E = Inner;
  }
  const LangOptions &Options = Context.getLangOpts();
  CharSourceRange Range = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(E->getSourceRange()), Sources, Options);
  std::string Text = Lexer::getSourceText(Range, Sources, Options).str();
  if (Text.empty() || Text.find('\n') != std::string::npos) {
    Text.clear();
    llvm::raw_string_ostream Out(Text);
    E->printPretty(Out, nullptr, PrintingPolicy(Options));
    Out.flush();
  }
  return Text;
}

} // namespace spinpair
