//===- Constructs.cpp -----------------------------------------------------===//
//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Constructs.h"

#include "llvm/ADT/StringMap.h"

using namespace clang;

namespace spinpair {

// By name and not by enumerator: not every LLVM has all of them.
static const char *const Values[] = {
    "AddrLabelExpr",
    "ArrayInitIndexExpr",
    "ArrayInitLoopExpr",
    "ArraySubscriptExpr",
    "ArrayTypeTraitExpr",
    "AttributedStmt",
    "BinaryConditionalOperator",
    "BuiltinBitCastExpr",
    "CStyleCastExpr",
    "CXXAddrspaceCastExpr",
    "CXXBoolLiteralExpr",
    "CXXCatchStmt", // of a try, which is unsupported itself
    "CXXConstCastExpr",
    "CXXDynamicCastExpr",
    "CXXForRangeStmt",
    "CXXFunctionalCastExpr",
    "CXXNoexceptExpr",
    "CXXNullPtrLiteralExpr",
    "CXXPseudoDestructorExpr",
    "CXXReinterpretCastExpr",
    "CXXRewrittenBinaryOperator",
    "CXXScalarValueInitExpr",
    "CXXStaticCastExpr",
    "CXXStdInitializerListExpr",
    "CXXThisExpr",
    "CXXUuidofExpr",
    "CharacterLiteral",
    "ChooseExpr",
    "ConceptSpecializationExpr",
    "ConditionalOperator",
    "ConstantExpr",
    "ConvertVectorExpr",
    "DeclRefExpr",
    "DesignatedInitExpr",
    "ExprWithCleanups",
    "ExpressionTraitExpr",
    "ExtVectorElementExpr",
    "FixedPointLiteral",
    "FloatingLiteral",
    "GNUNullExpr",
    "GenericSelectionExpr",
    "ImaginaryLiteral",
    "ImplicitValueInitExpr",
    "IntegerLiteral",
    "MatrixSubscriptExpr",
    "MemberExpr",
    "NoInitExpr",
    "NullStmt",
    "OffsetOfExpr",
    "OpaqueValueExpr",
    "ParenExpr",
    "PredefinedExpr",
    "RequiresExpr",
    "ShuffleVectorExpr",
    "SizeOfPackExpr",
    "SourceLocExpr",
    "StmtExpr",
    "StringLiteral",
    "SubstNonTypeTemplateParmExpr",
    "TypeTraitExpr",
    "UnaryExprOrTypeTraitExpr",
    "VAArgExpr",
};

static const char *const Effects[] = {
    "AtomicExpr",
    "BinaryOperator",
    "CXXBindTemporaryExpr",
    "CXXConstructExpr",
    "CXXDefaultArgExpr",
    "CXXDefaultInitExpr",
    "CXXDeleteExpr",
    "CXXMemberCallExpr",
    "CXXNewExpr",
    "CXXOperatorCallExpr",
    "CXXTemporaryObjectExpr",
    "CXXTypeidExpr",
    "CallExpr",
    "CompoundAssignOperator",
    "CompoundLiteralExpr",
    "DeclStmt",
    "GCCAsmStmt",
    "ImplicitCastExpr",
    "InitListExpr",
    "LambdaExpr",
    "MSAsmStmt",
    "MaterializeTemporaryExpr",
    "ReturnStmt",
    "UnaryOperator",
    "UserDefinedLiteral",
};

static llvm::StringMap<Handling> makeTable() {
  llvm::StringMap<Handling> Table;
  for (const char *Name : Values)
    Table[Name] = Handling::Value;
  for (const char *Name : Effects)
    Table[Name] = Handling::Effect;
  return Table;
}

Handling handlingOf(const Stmt *S) {
  static const llvm::StringMap<Handling> Table = makeTable();
  static std::vector<signed char> Known(Stmt::lastStmtConstant + 1, -1);
  signed char &Answer = Known[S->getStmtClass()];
  if (Answer < 0)
    Answer = static_cast<signed char>(Table.lookup(S->getStmtClassName()));
  return static_cast<Handling>(Answer);
}

} // namespace spinpair
