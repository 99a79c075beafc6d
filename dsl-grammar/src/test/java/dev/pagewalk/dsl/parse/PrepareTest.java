package dev.pagewalk.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrepareTest {
  /** With a mistake in it, the sample would fill the tables of the slow way. */
  @Test
  void theSampleIsParsedTheFastWay() {
    assertThat(Parsing.parse("", Parsing.SAMPLE).diagnostics()).isEmpty();
  }
}
