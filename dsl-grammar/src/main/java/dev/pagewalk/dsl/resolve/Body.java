package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A piece of text that runs, or is evaluated, as a whole, and what is found in it. */
final class Body {
  /** What the text is. */
  enum Kind {
    /** Of a function. */
    FUNCTION,
    THREAD,
    /** In a process, before the threads start. */
    SETUP,
    /** Of {@code final}, {@code exists}, {@code forall}, {@code never}. */
    PROPERTY,
    /** Evaluated before anything runs: sizes, initial values, ranges. */
    CONSTANT
  }

  /** A call of a function with a declaration. */
  record Call(Symbol.Function function, Span span) {}

  /** A statement that waits for a label, with the names that it can see: judged when all labels are known. */
  record After(Stmt.After statement, Scope scope) {}

  final Kind kind;

  /** What {@code return} gives; {@link Type.Nothing} for none. */
  final Type result;

  /** The process whose memory the text reads and writes. */
  final Optional<Symbol.Process> process;

  final List<Call> calls = new ArrayList<>();
  final List<After> afters = new ArrayList<>();

  /** Whether it calls something that nobody declares: what that would do is not known. */
  boolean callsUnknown;

  final Set<String> labels = new LinkedHashSet<>();

  Body(Kind kind, Type result, Optional<Symbol.Process> process) {
    this.kind = kind;
    this.result = result;
    this.process = process;
  }

  static Body constant() {
    return new Body(Kind.CONSTANT, new Type.Nothing(), Optional.empty());
  }
}
