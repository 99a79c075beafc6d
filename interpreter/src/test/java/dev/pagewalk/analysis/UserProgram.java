package dev.pagewalk.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random program of one thread: system calls, loads and stores, and what a machine without a kernel would do with
 * them. Memory is three places of two pages with two words that are used.
 */
final class UserProgram {
  private static final int PLACES = 3;
  private static final int PAGES = 2;
  private static final int WORDS = 2;
  private static final long PAGE = 0x1000;
  private static final int ENOMEM = 12;
  private static final int EFAULT = 14;

  private enum Backing {
    ANON, PRIVATE_FILE, SHARED_FILE
  }

  /** What is mapped at a place; a page without words of its own shows the file's, or zeros. */
  private static final class Mapped {
    final Backing backing;
    final boolean[] there = {true, true};
    final boolean[] readable = {true, true};
    final boolean[] writable = new boolean[PAGES];
    final long[][] own = new long[PAGES][];
    /** Whether the pages were ever in different VMAs; then it is the kernel's business whether they still are. */
    boolean wasSplit;

    Mapped(Backing backing, boolean writable) {
      this.backing = backing;
      Arrays.fill(this.writable, writable);
    }

    Mapped copy() {
      Mapped copy = new Mapped(backing, false);
      copy.wasSplit = wasSplit;
      for (int page = 0; page < PAGES; page++) {
        copy.there[page] = there[page];
        copy.readable[page] = readable[page];
        copy.writable[page] = writable[page];
        copy.own[page] = own[page] == null ? null : own[page].clone();
      }
      return copy;
    }

    boolean isWhole() {
      return there[1] && readable[0] == readable[1] && writable[0] == writable[1];
    }
  }

  private final Random random;
  private final String name;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Long> registers = new LinkedHashMap<>();
  private final List<String> killed = new ArrayList<>();
  private final long[][] file = new long[PAGES][WORDS];
  private Mapped[] places = new Mapped[PLACES];
  private long stored = 100;
  private int loads;
  private boolean forks;

  private UserProgram(String name, long seed) {
    this.name = name;
    random = new Random(seed);
  }

  /** The program of a seed, as a scenario called {@code name}. */
  static UserProgram random(String name, long seed) {
    UserProgram program = new UserProgram(name, seed);
    program.write();
    return program;
  }

  String text() {
    return text.toString();
  }

  /** With which value each register must end. */
  Map<String, Long> registers() {
    return registers;
  }

  /** Whether it forks: then it has two threads, one in each process. */
  boolean forks() {
    return forks;
  }

  /** The threads that end by SIGSEGV. */
  List<String> killed() {
    return killed;
  }

  private void write() {
    text.append("scenario ").append(name).append(" {\n");
    text.append(random.nextBoolean() ? "  machine x86_64 { table_entries 4; }\n" : "");
    text.append("  file F { size 8K; folio at 0; folio at 1; }\n");
    text.append("  process P { map A at 8M size 4K private anon prot rw; }\n");
    text.append("  thread t in P {\n");
    boolean alive = true;
    int calls = 4 + random.nextInt(8);
    for (int i = 0; i < calls && alive; i++) {
      alive = statement("t", "    ");
    }
    if (alive && random.nextInt(40) == 0) {
      fork();
    }
    text.append(alive ? "    exit(0);\n" : "").append("  }\n}\n");
  }

  private void fork() {
    forks = true;
    text.append("    let c = fork() {\n");
    Mapped[] parents = places;
    places = new Mapped[PLACES];
    for (int i = 0; i < PLACES; i++) {
      places[i] = parents[i] == null || parents[i].backing == Backing.SHARED_FILE ? null : parents[i].copy();
    }
    boolean alive = true;
    int calls = 2;
    for (int i = 0; i < calls && alive; i++) {
      int place = random.nextInt(PLACES);
      if (places[place] != null && places[place].backing == Backing.ANON) {
        alive = random.nextBoolean() ? load("c", place, "      ") : store("c", place, "      ");
      }
    }
    text.append(alive ? "      exit(0);\n" : "").append("    }\n");
    places = parents;
  }

  private boolean statement(String thread, String indent) {
    int place = random.nextInt(PLACES);
    switch (random.nextInt(12)) {
      case 0, 1 -> map(place, indent);
      case 2 -> unmap(place, indent);
      case 3 -> protect(place, indent);
      case 4 -> dontneed(place, indent);
      case 5 -> move(place, indent);
      case 6, 7, 8 -> {
        return (places[place] != null || random.nextInt(20) == 0) ? load(thread, place, indent) : map(place, indent);
      }
      default -> {
        return (places[place] != null || random.nextInt(20) == 0) ? store(thread, place, indent) : map(place, indent);
      }
    }
    return true;
  }

  private static String address(int place, int page) {
    return "0x" + Long.toHexString(0x200000 + place * 0x4000 + page * PAGE);
  }

  private boolean map(int place, String indent) {
    if (places[place] != null) {
      return true;
    }
    Backing backing = Backing.values()[random.nextInt(6) / 2 % 3];
    backing = random.nextInt(3) == 0 ? backing : Backing.ANON;
    boolean writable = random.nextInt(4) != 0;
    places[place] = new Mapped(backing, writable);
    String flags = "VM_READ" + (writable ? " | VM_WRITE" : "") + (backing == Backing.SHARED_FILE ? " | VM_SHARED" : "");
    text.append(indent).append("vm_mmap(P.mm, ").append(backing == Backing.ANON ? "null" : "F").append(", ")
        .append(address(place, 0)).append(", 8K, ").append(flags).append(", ")
        .append(backing == Backing.ANON ? "" + (0x200 + 4 * place) : "0").append(");\n");
    return true;
  }

  /** A call whose result is kept. */
  private void call(String indent, String call, long result) {
    String register = "r" + loads++;
    text.append(indent).append("let ").append(register).append(" = ").append(call).append(";\n");
    registers.put("t." + register, result);
  }

  private void unmap(int place, String indent) {
    if (places[place] != null && random.nextInt(3) == 0) {
      places[place].there[1] = false;
      places[place].wasSplit = true;
      call(indent, "munmap(P.mm, " + address(place, 1) + ", 4K)", 0);
      return;
    }
    places[place] = null;
    call(indent, "munmap(P.mm, " + address(place, 0) + ", 8K)", 0);
  }

  private void protect(int place, String indent) {
    int kind = random.nextInt(8);
    String flags = kind == 0 ? "VM_EXEC & VM_READ" : kind < 4 ? "VM_READ" : "VM_READ | VM_WRITE";
    Mapped mapped = places[place];
    int first = random.nextInt(3) == 0 ? 1 : 0;
    boolean isWhole = mapped != null;
    for (int page = first; page < PAGES && mapped != null; page++) {
      isWhole &= mapped.there[page];
      mapped.readable[page] = kind != 0;
      mapped.writable[page] = 4 <= kind;
      mapped.wasSplit |= first == 1;
    }
    call(indent, "mprotect(P.mm, " + address(place, first) + ", " + (PAGES - first) * 4 + "K, " + flags + ")",
        isWhole ? 0 : -ENOMEM);
  }

  private void dontneed(int place, String indent) {
    int first = random.nextInt(PAGES);
    Mapped mapped = places[place];
    boolean isWhole = mapped != null;
    for (int page = first; page < PAGES && mapped != null; page++) {
      isWhole &= mapped.there[page];
      mapped.own[page] = null;
    }
    call(indent, "madvise_dontneed(P.mm, " + address(place, first) + ", " + (PAGES - first) * 4 + "K)",
        isWhole ? 0 : -ENOMEM);
  }

  private void move(int place, String indent) {
    int to = random.nextInt(PLACES);
    if (places[place] == null || places[to] != null) {
      return;
    }
    String call = "mremap(P.mm, " + address(place, 0) + ", 8K, " + address(to, 0) + ")";
    if (!places[place].isWhole()) {
      call(indent, call, -EFAULT);
    } else if (!places[place].wasSplit) {
      places[to] = places[place];
      places[place] = null;
      call(indent, call, 0);
    }
  }

  private boolean load(String thread, int place, String indent) {
    int page = random.nextInt(PAGES);
    int word = random.nextInt(WORDS);
    String register = "r" + loads++;
    text.append(indent).append("let ").append(register).append(" = user_load(").append(address(place, page))
        .append(", ").append(word).append(");\n");
    Mapped mapped = places[place];
    if (mapped == null || !mapped.there[page] || !mapped.readable[page]) {
      killed.add(thread);
      return false;
    }
    long value = mapped.backing == Backing.SHARED_FILE || mapped.own[page] == null
        ? mapped.backing == Backing.ANON ? 0 : file[page][word]
        : mapped.own[page][word];
    registers.put(thread + "." + register, value);
    return true;
  }

  private boolean store(String thread, int place, String indent) {
    int page = random.nextInt(PAGES);
    int word = random.nextInt(WORDS);
    long value = random.nextInt(5) == 0 ? 0 : stored++;
    text.append(indent).append("user_store(").append(address(place, page)).append(", ").append(word).append(", ")
        .append(value).append(");\n");
    Mapped mapped = places[place];
    if (mapped == null || !mapped.there[page] || !mapped.writable[page]) {
      killed.add(thread);
      return false;
    }
    if (mapped.backing == Backing.SHARED_FILE) {
      file[page][word] = value;
      return true;
    }
    if (mapped.own[page] == null) {
      mapped.own[page] = mapped.backing == Backing.ANON ? new long[WORDS] : file[page].clone();
    }
    mapped.own[page][word] = value;
    return true;
  }
}
