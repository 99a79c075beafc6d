package dev.pagewalk.dsl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagewalk.dsl.parse.Parsed;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.syntax.Decl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeStoreTest {
  private static final String TEXT = """
      /// A number.
      const BIG: int = 0x7fffffffffffffff;
      const SOME = (1 + 2) * -3 << 2 == 0 ? ~4 : 5;
      enum state { NONE, TABLE }
      flags vm { VM_READ, VM_WRITE }
      /// A struct.
      extern struct mm {
        /// Its lock.
        mmap_lock: rwsem;
        start, end: vaddr write needs mm.mmap_lock(w) or rcu;
      }
      struct pair { a: 0..3; b: pte*; c: folio?; d: int[4]; }
      lock l: spinlock;
      var counter: int = 0;
      patch fix since "6.1" needs other "mm: fix it";
      patch edit { in f at here { counter = 1; } }
      extern fn ptep_get(p: pte*) -> pte;
      fn f(a: int, b: pair?) -> int {
        let x: int = a;
        var y = b.a;
        here: x += 1;
        if (!x && true || null == b) { return 1; } else return -1;
        while (x < 10) { x++; if (x == 5) break; continue; }
        for (i in 0..x) g(i, "text");
        when !fix { x = 1; } else { x = 2; }
        lock l { x = 3; }
        atomic { x = 4; }
        relax "why" { x = 5; }
        choose { x = 6; or x = 7; }
        choose z in 0..3;
        await(counter == 1);
        after t.here;
        defer { x = 8; };
        *p = &q[1];
        ;
      }
      replace fn g() { }
      rules for mm unless gone(this) { start write needs mm.mmap_lock(w); }
      condition gone(m: mm) = !m.users, m.exiting or rcu;
      page tables { traverse needs rcu or irqs_off since "6.4"; }
      lock order { a -> { b, mm.c -> d } -> e; nest b in f; }
      """;

  private static List<Decl> restored(List<Decl> decls, String path) {
    Texts strings = new Texts();
    ByteWriter trees = new ByteWriter(strings);
    TreeWriter writer = new TreeWriter(trees);
    List<Integer> places = new ArrayList<>();
    for (Decl decl : decls) {
      places.add(trees.size());
      writer.write(decl);
    }
    ByteWriter texts = new ByteWriter(strings);
    strings.writeTo(texts);
    Texts.Stored stored = new Texts.Stored(new ByteReader(texts.toBytes()));
    return places.reversed().stream()
        .map(place -> TreeReader.read(new ByteReader(trees.toBytes(), place, stored), path))
        .toList()
        .reversed();
  }

  @Test
  void whatComesBackIsWhatWentIn() {
    Parsed parsed = Parsing.parse("a.pw", TEXT);
    assertThat(parsed.diagnostics()).isEmpty();
    assertThat(parsed.unit().decls()).hasSize(17);
    assertThat(restored(parsed.unit().decls(), "a.pw")).isEqualTo(parsed.unit().decls());
  }

  @Test
  void holesAreKept() {
    Parsed parsed = Parsing.parse("a.pw", "fn f(a: ) -> int { let = ; x + ; if () } const = ; struct { : ; } fn");
    assertThat(restored(parsed.unit().decls(), "a.pw")).isEqualTo(parsed.unit().decls());
  }

  @Test
  void aFileMayMove() {
    List<Decl> here = Parsing.parse("a.pw", TEXT).unit().decls();
    assertThat(restored(here, "b.pw")).isEqualTo(Parsing.parse("b.pw", TEXT).unit().decls());
  }

  @Test
  void scenariosAreNotStored() {
    List<Decl> decls = Parsing.parse("a.pw", "scenario s { thread t { } }").unit().decls();
    assertThatThrownBy(() -> restored(decls, "a.pw")).isInstanceOf(IllegalArgumentException.class);
  }
}
