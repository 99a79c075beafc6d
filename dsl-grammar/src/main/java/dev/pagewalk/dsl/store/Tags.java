package dev.pagewalk.dsl.store;

import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Expr;

/** What stands before each node: which of its kind it is, by the order of these lists. */
final class Tags {
  private static final ForDecl[] DECLS = ForDecl.values();
  private static final ForStmt[] STATEMENTS = ForStmt.values();
  private static final ForExpr[] EXPRESSIONS = ForExpr.values();
  private static final ForType[] TYPES = ForType.values();
  private static final Decl.FnKind[] FUNCTIONS = Decl.FnKind.values();
  private static final Expr.UnaryOp[] UNARY = Expr.UnaryOp.values();
  private static final Expr.BinaryOp[] BINARY = Expr.BinaryOp.values();

  private Tags() {}

  enum ForDecl {
    CONST, ENUMERATION, FLAGS, STRUCT, FN, PATCH, LOCK_ORDER, PAGE_TABLES, STRUCT_RULES, CONDITION, VAR, MISSING
  }

  enum ForStmt {
    BLOCK, LET, ASSIGN, IF, WHEN, WHILE, FOR, RETURN, BREAK, CONTINUE, EXPRESSION, DEFER, LOCK, ATOMIC, RELAX, CHOOSE,
    CHOOSE_VALUE, AWAIT, AFTER, LABEL, EMPTY, MISSING
  }

  enum ForExpr {
    INT, BOOL, NULL, STRING, REF, FIELD, INDEX, CALL, UNARY, BINARY, CONDITIONAL, PAREN, MISSING
  }

  enum ForType {
    NAMED, RANGE, NULLABLE, POINTER, ARRAY, MISSING
  }

  static ForDecl decl(int number) {
    return DECLS[number];
  }

  static ForStmt statement(int number) {
    return STATEMENTS[number];
  }

  static ForExpr expression(int number) {
    return EXPRESSIONS[number];
  }

  static ForType type(int number) {
    return TYPES[number];
  }

  static Decl.FnKind function(int number) {
    return FUNCTIONS[number];
  }

  static Expr.UnaryOp unary(int number) {
    return UNARY[number];
  }

  static Expr.BinaryOp binary(int number) {
    return BINARY[number];
  }
}
