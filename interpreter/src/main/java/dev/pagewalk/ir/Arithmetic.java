package dev.pagewalk.ir;

/**
 * Operators of {@link Op#BINARY}. Comparisons give 0 or 1. Division by zero is the finding {@code division_by_zero}.
 */
public enum Arithmetic {
  ADD, SUB, MUL, DIV, REM, AND, OR, XOR, SHL, SHR, EQ, NE, LT, LE
}
