package dev.pagewalk.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagewalk.graph.Moment;
import dev.pagewalk.report.Samples;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TracePageTest {
  private final String page =
      new TracePage(Samples.sources()).render(List.of(Samples.safe(), Samples.violated("safe"), Samples.unknown()));

  @Test
  void itTellsEveryResultAndDrawsWhatWasFound() {
    assertThat(page).contains("retract_vs_truncate (kernel 6.1): <span>safe</span>",
        "<span class=\"bad\">use after free of a page table</span>", "<span>unknown</span>");
    assertThat(page.split("data-steps=\"5\"", -1)).hasSize(2);
    assertThat(page.split("class=\"pw wide\"", -1)).hasSize(2);
    assertThat(page).contains("<template data-picture=\"svgNarrow\"><svg ");
  }

  @Test
  void everyMarkOfThePicturesIsInTheLegend() {
    String legend = page.substring(page.indexOf("<details class=\"legend\">"), page.indexOf("</details>"));
    assertThat(legend).contains("class=\"wrong\"", "class=\"place\"", "class=\"now\"", "class=\"alone\"", "class=\"shared\"",
        "class=\"switch\"", "class=\"wash\"", "detached", "freed");
    for (Moment.Link link : Moment.Link.values()) {
      String kind = link == Moment.Link.TABLE ? "edge" : "edge " + link.name().toLowerCase(Locale.ROOT);
      assertThat(legend).contains("class=\"" + kind + "\"");
    }
  }

  @Test
  void itAsksForNothingFromElsewhere() {
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:", "src=", "@import", "url(");
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void onlyItsOwnScriptMayRun() throws Exception {
    Matcher script = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(page);
    assertThat(script.find()).isTrue();
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(page).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    assertThat(script.find()).as("another script").isFalse();
  }
}
