//===- Lowering.h - One function becomes a lock program -------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The class that lowers one function, whose parts are the sources beside this
// header: private to them and to Extract.cpp. A part turns expressions into
// nodes (Nodes, Expressions, Conversions, Constants), or adds steps to the
// block at hand (Steps, Memory, Initialisers, Statements, Calls, LockCalls,
// Objects), or puts blocks together (ControlFlow, Function, Finish).
//
//===----------------------------------------------------------------------===//
#ifndef SPINPAIR_EXTRACT_LOWERING_LOWERING_H
#define SPINPAIR_EXTRACT_LOWERING_LOWERING_H

#include "Notes.h"
#include "RecordCasts.h"

#include "../AliasFacts.h"
#include "../Names.h"
#include "../ResultObjects.h"
#include "../VoidPointers.h"

#include "../../analyzer/facts/UnitFacts.h"

#include "spinpair/program.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/STLExtras.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace spinpair {

struct Annotated;
struct DamagedFunction;

namespace lowering {

/// A structure with more members than this is forgotten through a pointer only
/// where it is known to be written.
constexpr unsigned FewMembers = 8;
/// An array of objects with more elements than this is not lowered.
constexpr unsigned MostObjects = 16;

/// An unnamed bit field: holds nothing.
inline bool isPadding(const clang::FieldDecl *Field) {
  return Field->isBitField() && !Field->getIdentifier();
}

int64_t asNumber(const llvm::APSInt &Value);

/// At most the number that \p E has, if constants tell.
std::optional<uint64_t> mostOf(const clang::Expr *E,
                               const clang::ASTContext &Context);

/// A step whose arguments have no home yet.
struct Step {
  sp_step Data{};
  llvm::SmallVector<sp_node, 4> Arguments;
};

class FunctionExtractor {
public:
  FunctionExtractor(clang::ASTContext &Context, UnitFacts &Facts, Names &Named,
                    AliasFacts &Aliasing, sp_program *Program,
                    const clang::FunctionDecl *Function,
                    const DamagedFunction *Damage = nullptr)
      : Context(Context), Facts(Facts), Named(Named), Aliasing(Aliasing),
        Program(Program), Function(Function), Damage(Damage),
        Sources(Context.getSourceManager()), Voids(Function, Named),
        Casts(Context, Function->getBody()) {}

  bool extract();

  /// Adds the function, which has no body, with one that does what its
  /// annotations say.
  bool extractDeclared(const Annotated &Said);

private:
  using Order = std::vector<const clang::CFGBlock *>;

  //===--- Nodes.cpp: terms, and what they say of themselves ---===//
  sp_node make(sp_node_kind Kind, sp_node A = SP_NO_NODE,
               sp_node B = SP_NO_NODE, sp_node C = SP_NO_NODE,
               const char *Name = nullptr, int64_t Number = 0);
  const sp_node_data &data(sp_node N) const {
    return *sp_program_data(Program, N);
  }
  sp_node orUnknown(sp_node N, bool IsPlace);
  bool is(sp_node N, sp_node_kind Kind) const { return data(N).kind == Kind; }
  sp_node any() { return make(SP_UNKNOWN_VALUE); }
  sp_node anywhere() { return make(SP_DEREF, any()); }
  sp_node number(int64_t N) { return sp_program_int(Program, N); }
  sp_node load(sp_node Place) { return make(SP_LOAD, Place); }
  sp_node variablePlace(uint32_t Index) {
    return make(SP_VARIABLE, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE, nullptr,
                Index);
  }
  sp_node functionNode(const char *Name) {
    return make(SP_FUNCTION, SP_NO_NODE, SP_NO_NODE, SP_NO_NODE, Name);
  }
  sp_node fieldOf(sp_node Place, const clang::FieldDecl *Field);
  sp_node addressOf(sp_node Place) {
    return is(Place, SP_DEREF) ? data(Place).a : make(SP_ADDRESS, Place);
  }
  sp_node pointee(sp_node Pointer) {
    return is(Pointer, SP_ADDRESS) ? data(Pointer).a : make(SP_DEREF, Pointer);
  }
  sp_node operation(sp_op Op, sp_node A, sp_node B = SP_NO_NODE);
  sp_node elementAt(sp_node Pointer, sp_node Index);
  bool isIndexOf(sp_node Array, sp_node Index) const;
  sp_node anyElement(sp_node Place);
  sp_node elementOf(sp_node Array, sp_node Index);
  sp_node sum(sp_node A, sp_node B);
  bool isTruth(sp_node N) const;
  sp_node truth(sp_node N) {
    return isTruth(N) ? N : operation(SP_NE, N, number(0));
  }
  bool isFixed(sp_node Place) const;
  int64_t variableIn(sp_node Place) const;
  const clang::FieldDecl *memberAt(sp_node Place) const;
  clang::QualType typeOf(sp_node Place) const;
  bool readsVariable(sp_node Node) const;
  bool holdsLocal(sp_node Value) const;
  bool isOneOfTwo(sp_node Place) const;
  sp_node withRoot(sp_node Place, sp_node Root);
  sp_node firstMember(sp_node Place, const clang::RecordDecl *Of,
                      const clang::RecordDecl *Wanted);

  //===--- Nodes.cpp: variables ---===//
  uint32_t addVariable(const std::string &Name);
  sp_node temporary(const clang::Expr *For);
  void declare(const clang::VarDecl *Var);
  sp_node variable(const clang::VarDecl *Var);

  //===--- Escapes.cpp: what others may come to know of ---===//
  void exposePlace(sp_node Place, clang::QualType As = clang::QualType());
  void exposeValue(sp_node Pointer, clang::QualType As);
  void exposeBytes(sp_node Pointer);
  void exposeToRecord(sp_node Pointer, const clang::RecordDecl *Record);
  void noteEscapes(sp_node Value);
  std::string voidClass(sp_node Pointer);
  const char *writtenType(sp_node Place, clang::QualType Type);

  //===--- Expressions.cpp: where something is, and what it is worth ---===//
  sp_node place(const clang::Expr *E);
  sp_node placeOfReference(const clang::DeclRefExpr *Ref);
  sp_node numberBehind(const clang::MemberExpr *Member);
  sp_node placeOfMember(const clang::MemberExpr *Member);
  sp_node placeOfElement(const clang::ArraySubscriptExpr *Element);
  sp_node placeOfUnary(const clang::UnaryOperator *Unary);
  sp_node placeOfEither(const clang::ConditionalOperator *Either);
  sp_node placeOfWrapped(const clang::Expr *E);
  sp_node value(const clang::Expr *E);
  sp_node rawValue(const clang::Expr *E);
  sp_node valueOfReference(const clang::DeclRefExpr *Ref);
  sp_node valueOfUnary(const clang::UnaryOperator *Unary);
  sp_node valueOfNegation(const clang::UnaryOperator *Unary);
  sp_node valueOfBinary(const clang::BinaryOperator *Binary);
  sp_node valueOfEither(const clang::ConditionalOperator *Either);
  sp_node valueOfCall(const clang::CallExpr *Call);
  sp_node valueOfWrapped(const clang::Expr *E);
  sp_node argumentFor(const clang::Expr *E, bool ByReference) {
    return ByReference && E->isGLValue() ? addressOf(place(E)) : value(E);
  }
  sp_node thisValue();

  //===--- RecordCasts.cpp: pointers to records that come from bytes ---===//
  const clang::Expr *pointerToPart(const clang::CastExpr *Cast,
                                   uint64_t &Offset) const;
  sp_node pointerToWhole(sp_node N, const clang::CastExpr *Cast,
                         uint64_t Offset);
  sp_node pointerToMember(const clang::CastExpr *Cast);

  //===--- Conversions.cpp: widths, signs, and types of pointers ---===//
  bool fits(sp_node N, clang::QualType Type, unsigned Bits) const;
  sp_node reduced(sp_node N, clang::QualType To);
  clang::QualType typeBefore(const clang::Expr *E);
  sp_node converted(sp_node N, clang::QualType From, clang::QualType To);
  sp_node wrapped(clang::BinaryOperatorKind Opcode, sp_node N,
                  clang::QualType Type);
  sp_node narrowed(sp_node Place, sp_node Value);
  sp_node castPointer(sp_node N, clang::QualType From, clang::QualType To);
  void exposeBehind(sp_node N, clang::QualType From, clang::QualType To);
  void noteView(const std::string &Of, const clang::RecordDecl *Record);
  void noteView(const clang::Expr *Read, const clang::RecordDecl *Record);
  void noteView(sp_node Place, const clang::RecordDecl *Record);
  sp_node castValue(const clang::CastExpr *Cast);
  sp_node readValue(const clang::Expr *Sub);
  sp_node pointerAsNumber(const clang::CastExpr *Cast, bool ComesBack);
  sp_node castByTypes(const clang::CastExpr *Cast);
  sp_node binaryValue(clang::BinaryOperatorKind Opcode, const clang::Expr *Left,
                      const clang::Expr *Right, sp_node A, sp_node B);
  /// A comparison of unsigned numbers of 64 bits, or of addresses, by the order
  /// of signed ones: that is the same if the highest bit of both is inverted.
  sp_node unsignedOrder(clang::BinaryOperatorKind Opcode, sp_node A, sp_node B);
  sp_node arithmetic(clang::BinaryOperatorKind Opcode, sp_node A, sp_node B,
                     clang::QualType Type);

  //===--- Constants.cpp: what never changes ---===//
  sp_node constant(const clang::Expr *E);
  const clang::FunctionDecl *constantCallee(const clang::Expr *E);
  const clang::FunctionDecl *calleeOf(const clang::CallExpr *Call) {
    const clang::FunctionDecl *Callee = Call->getDirectCallee();
    return Callee ? Callee : constantCallee(Call->getCallee());
  }
  const clang::Expr *constantInitializer(const clang::Expr *E);

  //===--- Steps.cpp: steps, and those that run under a condition ---===//
  Step &add(sp_step_kind Kind, clang::SourceLocation Where);
  void setPosition(clang::SourceLocation Where, uint32_t &Line,
                   uint32_t &Column);
  void set(sp_node Place, sp_node Value, clang::SourceLocation Where,
           clang::QualType Type = clang::QualType());
  void forget(sp_node Place, clang::SourceLocation Where,
              clang::QualType Type = clang::QualType());
  void unsupported(const std::string &Why, clang::SourceLocation Where);
  bool reachesLock(const clang::Stmt *S) const;
  void findNotEvaluated(const clang::Stmt *S, bool Inside);
  /// What is lowered, but not sure to be followed by the analyzer.
  void doubtSearch() { Unfollowed = true; }
  void inEither(sp_node Place, clang::SourceLocation Where,
                llvm::function_ref<void(sp_node)> Do);
  /// Ends the block at hand with a branch, and goes on behind both ways.
  void branch(sp_node Condition, clang::SourceLocation Where,
              llvm::function_ref<void()> Then, llvm::function_ref<void()> Else);
  /// Goes on only where \p Condition holds.
  void assume(sp_node Condition, clang::SourceLocation Where);

  //===--- Memory.cpp: objects are forgotten, filled and copied ---===//
  unsigned leavesOf(const clang::RecordDecl *Record, unsigned Limit) const;
  sp_node overwriter(const clang::RecordDecl *Record);
  void forgetRecord(sp_node Place, const clang::RecordDecl *Record,
                    clang::SourceLocation Where);
  void forgetMember(sp_node Part, clang::QualType Type,
                    clang::SourceLocation Where);
  void forgetObject(sp_node Place, clang::QualType Type,
                    clang::SourceLocation Where);
  void clearObject(sp_node Place, clang::QualType Type,
                   clang::SourceLocation Where);
  void copyObject(sp_node To, sp_node From, clang::QualType Type,
                  clang::SourceLocation Where);
  uint64_t roomAt(sp_node Place, clang::QualType To);
  void forgetBeyond(sp_node Place, std::optional<uint64_t> Most,
                    clang::SourceLocation Where);
  void fill(const clang::CallExpr *Call, sp_node Pointer, clang::QualType To,
            clang::SourceLocation Where);
  uint64_t bytesBeyond(const clang::CallExpr *Call, unsigned I, sp_node Place,
                       clang::QualType To);
  void forgetBeyondArguments(const clang::CallExpr *Call);
  void forgetArguments(const clang::CallExpr *Call, int Except);
  void addWrites(std::set<std::string> &Out);
  void addRecordWrites(const clang::RecordDecl *Record,
                       std::set<std::string> &Out);

  //===--- Initialisers.cpp ---===//
  void initialize(sp_node Place, clang::QualType Type, const clang::Expr *Init,
                  clang::SourceLocation Where);
  void initializeUnion(sp_node Place, const clang::InitListExpr *List,
                       clang::SourceLocation Where);
  void initializeRecord(sp_node Place, const clang::RecordDecl *Record,
                        const clang::InitListExpr *List,
                        clang::SourceLocation Where);
  void initializeArray(sp_node Place, clang::QualType Type,
                       const clang::Expr *Init, clang::SourceLocation Where);
  void assign(sp_node Place, clang::QualType Type, const clang::Expr *Right,
              clang::SourceLocation Where);
  void initializer(const clang::CXXCtorInitializer *Initializer);

  //===--- Statements.cpp: what is an element of the graph ---===//
  void statement(const clang::Stmt *S);
  void objectStatement(const clang::Stmt *S);
  void binaryStatement(const clang::BinaryOperator *Binary);
  void compoundAssignment(const clang::CompoundAssignOperator *Compound);
  void increment(const clang::UnaryOperator *Unary);
  void declaration(const clang::DeclStmt *Declaration);
  void materialize(const clang::MaterializeTemporaryExpr *Temporary);
  void assembly(const clang::AsmStmt *Assembly);
  void atomic(const clang::AtomicExpr *Atomic);
  void returnStatement(const clang::ReturnStmt *Value);
  void keepRead(const clang::ImplicitCastExpr *Cast);
  void evaluate(const clang::Expr *E);
  void evaluateDefault(const clang::Expr *E);

  //===--- Calls.cpp, LockCalls.cpp ---===//
  void call(const clang::CallExpr *Call);
  void callBuiltin(const clang::CallExpr *Call,
                   const clang::FunctionDecl *Callee, sp_node Result);
  void writeBuffers(const clang::CallExpr *Call,
                    const clang::FunctionDecl *Callee);
  sp_node orWhereItLed(sp_node Value, const clang::Expr *E);
  void callChosen(const clang::CallExpr *Call, const sp_routine *Row,
                  sp_node Result);
  void putPointer(const clang::CallExpr *Call,
                  const clang::FunctionDecl *Callee);
  void callKeeping(const clang::CallExpr *Call,
                   const clang::FunctionDecl *Callee);
  void forgetNumbersAt(const clang::Expr *Given, sp_node Pointer);
  void callCode(const clang::CallExpr *Call, const clang::FunctionDecl *Callee,
                bool Virtual, sp_node Result);
  void callCallee(const clang::CallExpr *Call,
                  const clang::FunctionDecl *Callee, bool Virtual,
                  sp_node Result, llvm::ArrayRef<sp_node> Arguments);
  void argumentsOf(const clang::CallExpr *Call,
                   const clang::FunctionDecl *Callee,
                   llvm::SmallVectorImpl<sp_node> &Arguments);
  void callBalanced(const clang::CallExpr *Call, sp_node Result);
  bool isFoundIrql(const clang::Expr *E) const;
  bool keepsFoundIrql(const clang::CallExpr *Call) const;
  void limitByValue(const clang::CallExpr *Call, const char *Name);
  void callRoutine(const clang::CallExpr *Call, const sp_routine *Row,
                   sp_node Result);
  void runCallback(const clang::CallExpr *Call, const sp_routine *Row,
                   sp_node Result);
  void callAll(llvm::ArrayRef<const clang::FunctionDecl *> Named);
  Step &callFunction(const clang::FunctionDecl *Callee,
                     clang::SourceLocation Where);
  Step &callNamed(const char *Name, clang::SourceLocation Where);
  sp_node resultOf(const clang::CallExpr *Call);
  void callLock(const LockCall &Lock, sp_node Result);
  void forgetElementsBehind(sp_node Place, uint64_t Bytes,
                            clang::SourceLocation Where);
  bool isWithinRecord(sp_node Place, uint64_t Bytes) const;
  sp_node irqlSlot(const clang::Expr *E);
  void callSpinLock(const LockCall &Lock, sp_node Result);
  void callPointerLock(const LockCall &Lock, sp_node Result);
  sp_node lockObject(const LockCall &Lock);
  void releasePointerLock(const LockCall &Lock, sp_node Kind, sp_node Result);
  sp_node spinLock(sp_node Kind, sp_node Context);
  /// Runs \p Do with the lock held that argument \p Of leads to, called \p
  /// Name, which a routine takes and gives back before it returns.
  void withLock(sp_lock_kind Kind, sp_node Of, const std::string &Name,
                clang::SourceLocation Where, llvm::function_ref<void()> Do);

  //===--- Declared.cpp: functions that only annotations tell of ---===//
  sp_node behindParameter(int Index);
  sp_node annotatedLock(const Annotated &Said);
  sp_node annotatedIrql(const Annotated &Said);
  void forgetParameters(const Annotated &Said);
  sp_node lowerAnnotated(const Annotated &Said);

  //===--- Endings.cpp: memory that may be no lock that is held ---===//
  void endLocksIn(sp_node Place, clang::QualType Type, uint64_t Offset,
                  std::optional<uint64_t> Most, unsigned &Budget,
                  clang::SourceLocation Where);
  void endMemory(sp_node Pointer, clang::QualType To,
                 std::optional<uint64_t> Most, clang::SourceLocation Where,
                 bool IsFreed = false);
  void endBehind(sp_node Pointer, uint64_t Bytes, clang::SourceLocation Where);
  void endWritten(sp_node Place, const clang::Expr *Left);
  void endLock(sp_node Pointer, clang::SourceLocation Where);
  void noteRead(const clang::CallExpr *Call, const clang::FunctionDecl *Callee);
  void endArgument(const clang::CallExpr *Call,
                   const clang::FunctionDecl *Callee);

  //===--- Objects.cpp, Closures.cpp: what only C++ needs ---===//
  sp_node placeOf(const Home &Of);
  sp_node objectOf(const clang::Expr *E) {
    const Home *Known = Objects.of(E);
    return Known ? placeOf(*Known) : temporary(E);
  }
  bool isInPlace(const clang::Expr *E) const;
  void construct(const clang::CXXConstructExpr *Construct, sp_node Object);
  void construct(const clang::CXXConstructExpr *Construct, clang::QualType Type,
                 sp_node Object);
  void destroy(const clang::CXXDestructorDecl *Destructor, sp_node Object,
               clang::SourceLocation Where);
  void destroyObject(clang::QualType Type, sp_node Place,
                     clang::SourceLocation Where);
  void destroyMembers();
  void destroyParameters();
  void keepReturned();
  const clang::Expr *extendedBy(const clang::VarDecl *Var) const;
  void allocate(const clang::CXXNewExpr *New);
  void makeNew(const clang::CXXNewExpr *New);
  void deleteObject(const clang::CXXDeleteExpr *Delete);
  const clang::FieldDecl *captured(const clang::ValueDecl *D) const {
    auto Found = CaptureFields.find(D);
    return Found == CaptureFields.end() ? nullptr : Found->second;
  }
  sp_node capturedPlace(const clang::FieldDecl *Field);
  void closure(const clang::LambdaExpr *Lambda);
  void forgetCaptured(const clang::CallExpr *Call);
  void invokeLambda();

  //===--- ControlFlow.cpp: elements of the graph, and ends of blocks ---===//
  void element(const clang::CFGElement &Element);
  void leaveScope(const clang::CFGAutomaticObjDtor &Scope);
  void endTemporary(const clang::CFGTemporaryDtor &Temporary);
  void destroyDeleted(const clang::CFGDeleteDtor &Delete);
  void terminate(const clang::CFGBlock &From, sp_block &To);
  void endWithSwitch(const clang::CFGBlock &From,
                     const clang::SwitchStmt *Switch, sp_block &To);
  bool listCases(const clang::CaseStmt *Case, uint32_t Block,
                 std::set<int64_t> &Listed, std::vector<sp_case> &Cases);
  void endWithBranch(const clang::CFGBlock &From, const clang::Stmt *Terminator,
                     sp_block &To);
  uint32_t blockOf(const clang::CFGBlock *Block) {
    return BlockIndices.lookup(Block);
  }

  //===--- Function.cpp: the jobs of extract(), in their order ---===//
  void takeNotes();
  void declareParameters();
  void declareCaptures(const clang::CXXMethodDecl *Operator);
  std::unique_ptr<clang::CFG> buildGraph();
  Order orderBlocks(const clang::CFG &Graph);
  void declareLocals(const Order &Ordered);
  void findAliases();
  void lowerWithoutGraph();
  void lowerBlocks(const clang::CFG &Graph, const Order &Ordered);
  bool lowerElements(const clang::CFGBlock &Block,
                     clang::SourceLocation &ReturnsAt);
  sp_block endBlock(const clang::CFG &Graph, const clang::CFGBlock &Block,
                    bool Returns, clang::SourceLocation ReturnsAt);

  //===--- Finish.cpp: blocks and facts become a function of the program
  //---===//
  void attachSteps();
  uint32_t throughEmpty(uint32_t To) const;
  void simplify(sp_block &B);
  std::vector<sp_block> reachedBlocks();
  std::set<int64_t> lostVariables(llvm::ArrayRef<sp_block> Final) const;
  bool isAimless(sp_node Place, const std::set<int64_t> &Lost) const;
  void addStepWrites(llvm::ArrayRef<sp_block> Final,
                     std::set<std::string> &Out) const;
  unsigned flags() const;
  bool addToProgram();

  clang::ASTContext &Context;
  UnitFacts &Facts;
  /// What stands in operands that are not evaluated.
  llvm::DenseSet<const clang::Stmt *> NotEvaluated;
  Names &Named;
  AliasFacts &Aliasing;
  sp_program *Program;
  const clang::FunctionDecl *Function;
  const DamagedFunction *Damage; ///< Null if it has a body.
  const clang::SourceManager &Sources;

  BodyNotes Notes;
  std::vector<const char *> Variables;
  uint32_t ParameterCount = 0; ///< The first variables, with `this`.
  llvm::DenseMap<const clang::VarDecl *, uint32_t> Indices;
  /// Pointers and references that stand for one place for good.
  llvm::DenseMap<const clang::VarDecl *, sp_node> Aliases;
  std::set<uint32_t> Escaping;
  /// By name, interned.
  llvm::DenseMap<const char *, const clang::FieldDecl *> Fields;
  llvm::DenseMap<const char *, clang::QualType> Globals;
  llvm::DenseMap<uint32_t, clang::QualType> Types; ///< Of variables, by index.
  /// What is read is an argument of a routine that is not in the program.
  bool InRoutine = false;
  VoidPointers Voids;
  /// What pointers to void became pointers to, by their class, and pointers to
  /// bytes, by what these are called.
  std::map<std::string, llvm::SmallVector<const clang::RecordDecl *, 2>> Views;
  RecordCasts Casts;
  std::string Void =
      VoidPointers::Any; ///< The class of what is converted to one.
  llvm::DenseMap<const clang::Expr *, sp_node> Temporaries;
  /// Values that were kept in a variable when they were evaluated.
  llvm::DenseMap<const clang::Expr *, sp_node> Kept;
  llvm::DenseMap<const clang::CFGBlock *, uint32_t> BlockIndices;
  std::vector<Step> Steps; ///< Of the block at hand.
  /// The blocks of clang's graph, then those that branch() adds.
  std::vector<sp_block> Blocks;
  std::vector<std::vector<Step>> AllSteps;
  std::vector<std::vector<sp_step>> StepData; ///< What Blocks point to.
  size_t Current = 0;                         ///< The block at hand.
  ResultObjects Objects;
  /// All expressions that are elements of the graph.
  llvm::DenseSet<const clang::Stmt *> Elements;
  /// Whether a temporary was made, where a branch asks that.
  llvm::DenseMap<const clang::CXXBindTemporaryExpr *, sp_node> Made;
  llvm::DenseMap<const clang::ValueDecl *, const clang::FieldDecl *>
      CaptureFields;
  const clang::FieldDecl *CapturedThis = nullptr;
  const clang::Expr *OwnList = nullptr; ///< That is initialised just now.
  sp_node ThisObject = SP_NO_NODE;      ///< In a default member initialiser.
  bool Unfollowed = false;              ///< See SP_FUNCTION_UNFOLLOWED.
  const clang::ReturnStmt *Return = nullptr;
  sp_node Returned = SP_NO_NODE;
  bool HasThis = false;
  bool LocksUnread = false; ///< See SP_FUNCTION_LOCKS_UNREAD.
  bool IsDeclared = false;  ///< See SP_FUNCTION_DECLARED.
  bool IsTooDeep = false;   ///< Some expression was nested too deep for a node.
};

} // namespace lowering
} // namespace spinpair

#endif
