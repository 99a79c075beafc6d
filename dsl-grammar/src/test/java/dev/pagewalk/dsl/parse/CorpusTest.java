package dev.pagewalk.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DiagnosticErrorListener;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample parses to the tree beside it. {@code UPDATE_EXPECT=1} writes the trees anew. */
class CorpusTest {
  @BeforeAll
  static void update() {
    if ("1".equals(System.getenv("UPDATE_EXPECT"))) {
      Corpus.rewrite();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.pagewalk.dsl.parse.Corpus#samples")
  void parsesToItsTree(Corpus.Sample sample) {
    assertThat(Corpus.print(sample)).isEqualTo(sample.expected());
  }

  @ParameterizedTest
  @MethodSource("dev.pagewalk.dsl.parse.Corpus#samples")
  void equalTextGivesEqualTrees(Corpus.Sample sample) {
    Parsed first = Parsing.parse("sample.pw", sample.source());
    assertThat(Parsing.parse("sample.pw", sample.source())).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("dev.pagewalk.dsl.parse.Corpus#whole")
  void parsesInOneWayOnly(Corpus.Sample sample) {
    assertThat(Ambiguities.of(sample.source())).isEmpty();
  }

  @Test
  void onlyHolesHaveMistakes() {
    assertThat(Corpus.samples())
        .allSatisfy(sample -> assertThat(sample.isWhole()).isNotEqualTo(sample.file().equals("holes.txt")));
  }

  /** Finds the places where two readings of a text are possible. */
  private static final class Ambiguities extends DiagnosticErrorListener {
    private final List<String> found = new ArrayList<>();

    private Ambiguities() {
      super(true);
    }

    static List<String> of(String source) {
      Lexing.Lexed lexed = Lexing.lex("sample.pw", source);
      PagewalkParser parser = new PagewalkParser(new CommonTokenStream(new ListTokenSource(lexed.visible())));
      Ambiguities ambiguities = new Ambiguities();
      parser.removeErrorListeners();
      parser.addErrorListener(ambiguities);
      parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
      parser.file();
      return ambiguities.found;
    }

    @Override
    public void reportAmbiguity(
        Parser parser, DFA dfa, int start, int stop, boolean exact, BitSet alternatives, ATNConfigSet configs) {
      String rule = parser.getRuleNames()[dfa.atnStartState.ruleIndex];
      String text = parser.getTokenStream().getText(org.antlr.v4.runtime.misc.Interval.of(start, stop));
      found.add(rule + " " + alternatives + ": " + text);
    }

    @Override
    public void reportAttemptingFullContext(
        Parser parser, DFA dfa, int start, int stop, BitSet conflicting, ATNConfigSet configs) {
      // Costs time only.
    }

    @Override
    public void reportContextSensitivity(
        Parser parser, DFA dfa, int start, int stop, int prediction, ATNConfigSet configs) {
      // Decided by what stands around it: one reading.
    }
  }
}
