package dev.pagewalk.cli;

import dev.pagewalk.explain.Page;
import dev.pagewalk.explain.Pages;
import dev.pagewalk.report.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pagewalk explain}. */
@Command(
    name = "explain",
    customSynopsis = "pagewalk explain [CODE|ORACLE|RULE]...",
    description = {
      "Say what a diagnostic or a verdict means: a page with an example, and what to do.",
      "Without an argument, list everything that there is a page for."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:there is a page for everything that was asked for", "2:there is none, or bad usage"})
final class ExplainCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..*",
      paramLabel = "CODE|ORACLE|RULE",
      description = "Such as PW0201, use_after_free, lock_rule(order) or not_held.",
      completionCandidates = Names.class)
  private List<String> asked = new ArrayList<>();

  @Mixin
  private HelpOption help;

  private static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      addAll(Pages.codes());
      Pages.verdicts().stream().filter(name -> !name.contains("(")).forEach(this::add);
    }
  }

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Console console = session.console();
    ExitStatus status = ExitStatus.DONE;
    if (asked.isEmpty()) {
      console.stdout().print(list());
    }
    boolean first = true;
    for (String name : asked) {
      Optional<Page> page = Pages.find(name.strip());
      if (page.isPresent()) {
        console.stdout().print((first ? "" : "\n") + page.get().text());
        first = false;
      } else {
        console.stderr().print(refusal(name));
        status = ExitStatus.BAD_INPUT;
      }
    }
    console.stdout().flush();
    console.stderr().flush();
    return status.code();
  }

  private static String refusal(String name) {
    return "pagewalk: there is no page about `" + Wording.printable(name) + "`\n"
        + Pages.nearest(name).map(near -> "Did you mean: pagewalk explain " + quoted(near) + "?\n")
            .orElse("All pages: pagewalk explain\n");
  }

  /** A shell takes parentheses for its own. */
  private static String quoted(String name) {
    return name.contains("(") ? "'" + name + "'" : name;
  }

  private static String list() {
    StringBuilder out = new StringBuilder("Diagnostics: mistakes in scenarios, options and files\n");
    Pages.codes().forEach(name -> line(name, out));
    out.append("\nVerdicts: what can stand behind `expect`\n");
    Pages.verdicts().forEach(name -> line(name, out));
    out.append("\nOne page: pagewalk explain PW0201\n");
    return out.toString();
  }

  private static void line(String name, StringBuilder out) {
    int width = name.startsWith("PW") ? 8 : 34;
    out.append("  ").append(name).append(" ".repeat(Math.max(2, width - name.length())))
        .append(Pages.page(name).title()).append("\n");
  }
}
