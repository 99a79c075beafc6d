package dev.pagewalk.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessFileTest {
  private static final Witness WITNESS = new Witness(
      "../a file.pw",
      "race",
      List.of("--kernel", "6.1", "-D", "R=2"),
      "use_after_free(page_table)",
      "00c0ffee",
      List.of(
          new Witness.Step("walker[1]", "x = READ_ONCE(y)", List.of()),
          new Witness.Step("irq on cpu 0", "", List.of()),
          new Witness.Step("b", "[1] = 2;\nnext \\ line", List.of(
              new Witness.Choice("cached translation", 1), new Witness.Choice("choose", 12)))));

  @Test
  void formIsPlain() {
    assertThat(WitnessFile.write(WITNESS)).isEqualTo("""
        pagewalk witness 1
        file ../a file.pw
        scenario race
        variant --kernel 6.1 -D R=2
        expected use_after_free(page_table)
        hash 00c0ffee

        walker[1] x = READ_ONCE(y)
        irq\\_on\\_cpu\\_0
        b [cached\\_translation 1, choose 12] [1] = 2;\\nnext \\\\ line
        """);
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(WitnessFile.read("w", WitnessFile.write(WITNESS)))
        .isEqualTo(new WitnessFile.Read(Optional.of(WITNESS), List.of()));
  }

  @Test
  void labelThatLooksLikeAChoiceIsKept() {
    Witness witness = new Witness("f", "s", List.of(), "e", "", List.of(new Witness.Step("a", "[x 1]", List.of())));
    assertThat(WitnessFile.read("w", WitnessFile.write(witness)).witness()).contains(witness);
  }

  @Test
  void whatEditorsAndPeopleAddIsSkipped() {
    String text = WitnessFile.write(WITNESS)
        .replace("\n", "\r\n")
        .replace("hash", "# why\r\nlater value\r\nhash") + "\r\n\r\n";
    assertThat(WitnessFile.read("w", text).witness()).contains(WITNESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "\n", "pagewalk witness", "pagewalk witness 99999999999", "pagewalk witness 1", "pagewalk witness 1\n\n\n[",
    "pagewalk witness 1\nfile f\nscenario s\nexpected e\n\na [b",
    "pagewalk witness 1\nfile f\nscenario s\nexpected e\n\na [b c]",
    "pagewalk witness 1\nfile f\nscenario s\nexpected e\n\na [b 99999999999]"
  })
  void badTextIsDiagnosedNeverThrown(String text) {
    WitnessFile.Read read = WitnessFile.read("w", text);
    assertThat(read.witness()).isEmpty();
    assertThat(read.diagnostics()).isNotEmpty().allMatch(each -> each.span().end() <= text.length());
  }

  @Test
  void theLineThatIsWrongIsNamed() {
    String text = WitnessFile.write(WITNESS) + "a [b\n";
    assertThat(WitnessFile.read("w", text).diagnostics())
        .extracting(Diagnostic::code, each -> text.substring(each.span().start(), each.span().end()))
        .containsExactly(org.assertj.core.api.Assertions.tuple(Code.WITNESS_LINE, "a [b"));
  }
}
