package dev.pagewalk.ls.feature;

import java.util.List;

/** Pieces of text to fill in, in the notation of LSP: tab stops as {@code $1} or <code>${1:default}</code>. */
final class Snippets {
  private Snippets() {}

  record Snippet(String label, String detail, String body) {}

  static List<Snippet> atTop() {
    return List.of(
        new Snippet("scenario", "two threads and a shared word", """
            scenario ${1:race} {
              var ${2:count}: int = 0;
              lock ${3:guard}: spinlock;

              thread a { lock $3 { $2 = $2 + 1; } }
              thread b { lock $3 { $2 = $2 + 1; } }

              final $2 == 2;
              expect safe;
            }
            $0"""),
        new Snippet("scenario (process)", "threads of a process over one mapping", """
            scenario ${1:race} {
              machine x86_64 { }
              process P { map A at 2M size 4K private anon prot rw; A[0][0] = 1; }

              thread a in P { ${2:munmap(P.mm, A.start, A.size);} }
              thread b in P { let seen = A[0][0]; }

              expect safe;
            }
            $0"""),
        new Snippet("fn", "function", "fn ${1:name}(${2:mm: mm}) {\n  $0\n}"),
        new Snippet("struct", "struct", "struct ${1:name} { ${2:field: int;} }"),
        new Snippet("patch", "named switch with its release", "patch ${1:name} since \"${2:6.6}\" \"${3:title}\";"),
        new Snippet("use", "declarations of another file", "use \"${1:file}.pw\";"),
        new Snippet("const", "constant", "const ${1:N} = ${2:4};"));
  }

  static List<Snippet> inScenario() {
    return List.of(
        new Snippet("thread", "thread", "thread ${1:a} { $0 }"),
        new Snippet("thread in", "thread of a process", "thread ${1:a} in ${2:P} { $0 }"),
        new Snippet("kthread", "kernel thread", "kthread ${1:khugepaged} { $0 }"),
        new Snippet("process", "process with a mapping",
            "process ${1:P} { map ${2:A} at 2M size ${3:4K} private anon prot rw; }"),
        new Snippet("file", "file with its page cache", "file ${1:F} { size ${2:PMD_SIZE}; }"),
        new Snippet("machine", "machine", "machine x86_64 { ${1:table_entries 4;} }"),
        new Snippet("var", "shared word", "var ${1:x}: ${2:int} = ${3:0};"),
        new Snippet("lock", "lock", "lock ${1:guard}: ${2|spinlock,mutex,rwsem,rwlock|};"),
        new Snippet("setup", "runs before the threads", "setup { $0 }"),
        new Snippet("final", "holds at the end of every execution", "final ${1:condition};"),
        new Snippet("exists", "holds at the end of some execution", "exists (${1:condition});"),
        new Snippet("expect", "what is claimed", "expect ${1:safe};"),
        new Snippet("expect kernel", "what is claimed of a release", "expect ${1:safe} kernel \"${2:6.6}\";"),
        new Snippet("fn", "function of the scenario", "fn ${1:name}() {\n  $0\n}"),
        new Snippet("replace fn", "another version of a library function", "replace fn ${1:name}() { $0 }"),
        new Snippet("may_fail", "what may fail", "may_fail alloc(${1:name});"));
  }

  static List<Snippet> inProcess() {
    return List.of(
        new Snippet("map", "mapping", "map ${1:A} at ${2:2M} size ${3:4K} private anon prot rw;"),
        new Snippet("uffd", "userfaultfd", "uffd ${1:U} { register ${2:A} wp; }"),
        new Snippet("touch", "the page was read", "touch ${1:A}[0];"),
        new Snippet("hold get", "somebody holds a reference", "hold get(${1:A}[0]);"));
  }

  static List<Snippet> statements() {
    return List.of(
        new Snippet("let", "variable of the thread", "let ${1:x} = $0;"),
        new Snippet("if", "branch", "if (${1:condition}) {\n  $0\n}"),
        new Snippet("while", "loop", "while (${1:condition}) {\n  $0\n}"),
        new Snippet("lock", "takes a lock for a block", "lock ${1:guard} { $0 }"),
        new Snippet("when", "code of a patch", "when ${1:patch} { $0 } else { }"),
        new Snippet("atomic", "one step", "atomic { $0 }"),
        new Snippet("choose", "any of these", "choose { $1 or $0 }"),
        new Snippet("await", "waits until it holds", "await (${1:condition});"),
        new Snippet("return", "leaves the function", "return $0;"));
  }
}
