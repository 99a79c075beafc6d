package dev.pagewalk.dsl.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.syntax.SourceUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files are read, under which names. */
class UseGraphTest {
  private final List<String> read = new ArrayList<>();

  private UseGraph load(String path, Map<String, String> texts) {
    return UseGraph.load(path, wanted -> {
      read.add(wanted);
      return texts.containsKey(wanted)
          ? new SourceProvider.Source.Found(texts.get(wanted))
          : new SourceProvider.Source.Failed("there is no such file");
    });
  }

  @Test
  void readsEachFileOnce() {
    UseGraph graph = load("dir/a.pw", Map.of(
        "dir/a.pw", "use \"b.pw\"; use \"../c.pw\";",
        "dir/b.pw", "use \"../c.pw\";",
        "c.pw", "const N = 1;"));
    assertThat(graph.diagnostics()).isEmpty();
    assertThat(graph.units()).extracting(SourceUnit::path).containsExactly("dir/a.pw", "dir/b.pw", "c.pw");
    assertThat(read).containsExactly("dir/a.pw", "dir/b.pw", "c.pw");
  }

  @Test
  void saysThatTheFileIsMissing() {
    UseGraph graph = load("none.pw", Map.of());
    assertThat(graph.units()).isEmpty();
    assertThat(graph.diagnostics()).extracting(d -> d.code()).containsExactly(Code.UNREADABLE);
    assertThat(Resolver.resolve(List.of(), graph.units()).scenarios()).isEmpty();
  }

  @Test
  void seesTheNamesOfTheFilesItUsesOnly() {
    UseGraph graph = load("a.pw", Map.of(
        "a.pw", "use \"./b.pw\"; fn f() { g(); h(); }",
        "b.pw", "use \"c.pw\"; fn g() { h(); }",
        "c.pw", "fn h() { }"));
    assertThat(Resolver.resolve(List.of(), graph.units()).diagnostics())
        .extracting(d -> d.code(), d -> d.span().path())
        .containsExactly(tuple(Code.UNKNOWN_FUNCTION, "a.pw"));
  }

  @Test
  void endsWhenFilesUseThemselves() {
    UseGraph graph = load("./a.pw", Map.of("./a.pw", "use \"a.pw\"; use \"a.pw\";"));
    assertThat(graph.units()).hasSize(1);
    assertThat(graph.diagnostics()).extracting(d -> d.code()).containsExactly(Code.USE_CYCLE, Code.USE_CYCLE);
  }

  @ParameterizedTest
  @CsvSource({
    "a.pw, b.pw, b.pw",
    "dir/a.pw, b.pw, dir/b.pw",
    "dir/a.pw, ../b.pw, b.pw",
    "dir/a.pw, ./x/../b.pw, dir/b.pw",
    "a.pw, ../b.pw, ../b.pw",
    "../a.pw, ../b.pw, ../../b.pw",
    "/abs/a.pw, b.pw, /abs/b.pw",
    "/a.pw, ../b.pw, /../b.pw",
    "dir/a.pw, /abs/b.pw, /abs/b.pw",
    "<stdin>, b.pw, b.pw",
    "./dir//a.pw, b.pw, dir/b.pw",
  })
  void findsPaths(String from, String use, String path) {
    assertThat(UsePaths.resolve(from, use)).isEqualTo(path);
  }
}
