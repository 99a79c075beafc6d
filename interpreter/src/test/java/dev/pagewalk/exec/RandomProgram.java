package dev.pagewalk.exec;

import java.util.Random;

/**
 * A small scenario drawn from a seed: threads that read, write and lock what they share, choose, wait, allocate and
 * free, and claim things that may be wrong. Locks are mostly given back, and references mostly checked, so that
 * executions get somewhere.
 */
final class RandomProgram {
  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private int names;
  private int budget;
  private boolean isAtomic;
  private final boolean isPlain;

  private RandomProgram(long seed, boolean isPlain) {
    random = new Random(seed);
    this.isPlain = isPlain;
  }

  /** The text of program {@code seed}. */
  static String text(long seed) {
    return new RandomProgram(seed, false).file();
  }

  /** Another one: symmetric families that share numbers and locks, and nothing that begins or ends. */
  static String families(long seed) {
    return new RandomProgram(seed, true).plainFile();
  }

  /** A third one: symmetric families that allocate, free and read objects, with RCU and locks in them. */
  static String sharing(long seed) {
    return new RandomProgram(seed, false).sharingFile();
  }

  private String sharingFile() {
    text.append("struct box { n: int; next: box?; l: spinlock; }\n");
    text.append("struct note { m: int; }\n");
    text.append("scenario s {\n");
    text.append("  var x: int;\n  var y: -5..5;\n  var b: bool;\n  var a: int[2];\n  var p: box?;\n  var q: box?;\n");
    text.append("  lock l: spinlock;\n  lock m: mutex;\n  lock w: rwlock;\n  lock s: rwsem;\n");
    text.append("  setup { p = alloc(box); p.n = 1; q = alloc(box); }\n");
    text.append("  fn bump(by: int) -> int { x = x + by; return x; }\n");
    budget = 4;
    text.append("  thread t[2] symmetric {\n");
    block("    ", 2);
    if (random.nextBoolean()) {
      object("    ");
    }
    text.append("  }\n");
    if (random.nextInt(3) != 0) {
      budget = 2;
      text.append("  thread u {\n");
      block("    ", 2);
      if (random.nextInt(3) == 0) {
        text.append("    let old = xchg(p, null); synchronize_rcu(); if (old != null) { free(old); }\n");
      }
      text.append("  }\n");
    }
    if (random.nextBoolean()) {
      text.append("  final ").append(condition()).append(";\n");
    }
    text.append("}\n");
    return text.toString();
  }

  private String plainFile() {
    text.append("scenario s {\n");
    text.append("  var x: int;\n  var y: -5..5;\n  var b: bool;\n  var a: int[2];\n");
    text.append("  lock l: spinlock;\n  lock m: mutex;\n  lock w: rwlock;\n  lock s: rwsem;\n");
    text.append("  fn bump(by: int) -> int { x = x + by; return x; }\n");
    int members = 2 + random.nextInt(2);
    budget = members == 2 ? 5 : 3;
    text.append("  thread t[").append(members).append("] symmetric {\n");
    block("    ", 2);
    text.append("  }\n");
    if (random.nextBoolean()) {
      budget = 3;
      text.append("  thread u {\n");
      block("    ", 2);
      text.append("  }\n");
    }
    if (random.nextBoolean()) {
      text.append("  final ").append(condition()).append(";\n");
    }
    text.append("}\n");
    return text.toString();
  }

  private String file() {
    text.append("struct box { n: int; next: box?; l: spinlock; }\n");
    text.append("struct note { m: int; }\n");
    text.append("scenario s {\n");
    text.append("  var x: int;\n  var y: -5..5;\n  var b: bool;\n  var a: int[2];\n  var p: box?;\n  var q: box?;\n");
    text.append("  lock l: spinlock;\n  lock m: mutex;\n  lock w: rwlock;\n  lock s: rwsem;\n");
    text.append("  setup { p = alloc(box); p.n = 1; }\n");
    if (random.nextInt(4) == 0) {
      text.append("  may_fail alloc(").append(random.nextBoolean() ? "box" : "note").append(");\n");
    }
    text.append("  fn bump(by: int) -> int { x = x + by; return x; }\n");
    int threads = 2 + random.nextInt(2);
    for (int i = 0; i < threads; i++) {
      budget = threads == 2 ? 5 : 3;
      boolean family = random.nextInt(8) == 0 && threads == 2;
      text.append("  ").append(random.nextInt(12) == 0 ? "daemon " : "");
      text.append("thread t").append(i).append(family ? "[2]" : "");
      text.append(random.nextInt(5) == 0 ? " on cpu" + random.nextInt(2) : "").append(" {\n");
      block("    ", 2);
      text.append("  }\n");
    }
    if (random.nextBoolean()) {
      text.append("  final ").append(condition()).append(";\n");
    }
    text.append("}\n");
    return text.toString();
  }

  private void block(String indent, int depth) {
    int statements = 1 + random.nextInt(3);
    for (int i = 0; i < statements && 0 < budget; i++) {
      budget--;
      statement(indent, depth);
    }
  }

  private void line(String indent, String statement) {
    text.append(indent).append(statement).append('\n');
  }

  private void nested(String indent, int depth, String head, String tail) {
    line(indent, head);
    block(indent + "  ", depth - 1);
    line(indent, tail);
  }

  private void statement(String indent, int depth) {
    switch (kind(depth)) {
      case 0 -> line(indent, "x = " + value() + ";");
      case 1 -> line(indent, "y = x - " + random.nextInt(3) + ";");
      case 2 -> line(indent, "b = !b;");
      case 3 -> line(indent, "a[" + (random.nextInt(5) == 0 ? "x" : random.nextInt(2)) + "] = " + value() + ";");
      case 4 -> line(indent, pick("x++;", "y--;", "a[0] += x;", "atomic_inc(x);", "atomic_dec(y);"));
      case 5 -> line(indent, pick("let %s = cmpxchg(x, 0, 1);", "let %s = xchg(b, true);", "let %s = bump(1);"));
      case 6 -> line(indent, "assert(" + condition() + ");");
      case 7 -> line(indent, random.nextInt(3) == 0 ? "assume(" + condition() + ");" : "WARN_ON(" + condition() + ");");
      case 8 -> line(indent, "await (" + condition() + ");");
      case 9 -> line(indent, pick("p = alloc(box);", "q = p;", "p = null;", "p = xchg(q, null);", "q = alloc(box);"));
      case 10 -> object(indent);
      case 11 -> unbalanced(indent);
      case 12 -> note(indent);
      case 13 -> line(indent, "choose " + name() + " in 0..1; x = n" + (names - 1) + ";");
      case 14 -> nested(indent, depth, "if (" + condition() + ") {", "}");
      case 15 -> nested(indent, depth, "lock " + pick("l", "m", "w(r)", "w(w)", "s(r)", "s(w)") + " {", "}");
      case 16 -> {
        isAtomic = true;
        nested(indent, depth, random.nextInt(3) == 0 ? "atomic { await (" + condition() + ");" : "atomic {", "}");
        isAtomic = false;
      }
      case 17 -> {
        line(indent, "choose {");
        block(indent + "  ", depth - 1);
        nested(indent, depth, "or", "}");
      }
      case 18 -> nested(indent, depth, "for i" + names++ + " in 0..1 {", "}");
      case 19 -> {
        line(indent, "rcu_read_lock();");
        block(indent, depth - 1);
        line(indent, "rcu_read_unlock();");
      }
      case 20 -> nested(indent, depth, "while (" + condition() + ") {", "  x++; }");
      default -> nested(indent, depth, "{ defer x = " + value() + ";", "}");
    }
  }

  /** Which kind of statement; in an atomic block only those that never wait. */
  private int kind(int depth) {
    if (isAtomic) {
      return random.nextInt(depth <= 0 ? 8 : 9) == 8 ? 14 : random.nextInt(8);
    }
    int kind = random.nextInt(depth <= 0 ? 14 : 22);
    while (isPlain && (9 <= kind && kind <= 12 || kind == 19)) {
      kind = random.nextInt(depth <= 0 ? 14 : 22);
    }
    return kind;
  }

  private void object(String indent) {
    String own = name();
    line(indent, "let " + own + " = " + pick("p", "q", "xchg(p, null)", "xchg(q, null)") + ";");
    String use = pick("OWN.n = x;", "x = OWN.n;", "free(OWN);", "kfree_rcu(OWN);", "OWN.next = q;", "q = OWN.next;",
        "lock OWN.l { OWN.n = 2; }", "free(OWN);", "if (OWN == p) { x = 4; }").replace("OWN", own);
    line(indent, random.nextInt(6) == 0 ? use : "if (" + own + " != null) { " + use + " }");
  }

  private void note(String indent) {
    String own = name();
    line(indent, "let " + own + " = alloc(note);");
    line(indent, "if (" + own + " != null) { " + own + ".m = x; y = " + own + ".m; "
        + (random.nextInt(3) == 0 ? "" : "free(" + own + "); ") + "}");
  }

  private void unbalanced(String indent) {
    line(indent, pick("if (spin_trylock(l)) { x = 1; spin_unlock(l); }", "if (down_read_trylock(s)) { up_read(s); }",
        "if (down_write_trylock(s)) { downgrade_write(s); x = 2; up_read(s); }", "mutex_lock(m);", "mutex_unlock(m);",
        "down_write(s); up_write(s);", "synchronize_rcu();", "read_lock(w); y++; read_unlock(w);"));
  }

  private String name() {
    return "n" + names++;
  }

  private String pick(String... ways) {
    String chosen = ways[random.nextInt(ways.length)];
    return chosen.contains("%s") ? chosen.replace("%s", name()) : chosen;
  }

  private String value() {
    return switch (random.nextInt(6)) {
      case 0 -> "x + 1";
      case 1 -> "y";
      case 2 -> "a[0] + a[1]";
      case 3 -> "b ? 1 : y";
      default -> String.valueOf(random.nextInt(4));
    };
  }

  private String condition() {
    return switch (isPlain ? random.nextInt(5) : random.nextInt(8)) {
      case 0 -> "x == " + random.nextInt(3);
      case 1 -> "x < 3";
      case 2 -> "b";
      case 3 -> "y != 0 && x != 1";
      case 4 -> "a[0] == 0 || b";
      case 5 -> "p != null";
      case 6 -> "p == q";
      default -> "y >= -2";
    };
  }
}
