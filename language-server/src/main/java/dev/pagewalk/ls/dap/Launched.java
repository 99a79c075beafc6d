package dev.pagewalk.ls.dap;

import dev.pagewalk.analysis.Analysis;
import dev.pagewalk.analysis.CheckPlan;
import dev.pagewalk.analysis.Library;
import dev.pagewalk.report.DiagnosticText;
import dev.pagewalk.report.Paint;
import dev.pagewalk.report.Sources;
import dev.pagewalk.step.Opening;
import dev.pagewalk.step.Session;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;

/** A launch configuration that was opened. */
record Launched(
    Map<String, Object> configuration, Path directory, Analysis.Extent extent, Debuggee debuggee, boolean stopsOnEntry) {
  private static final int WIDTH = 100;

  /**
   * Opens what a configuration names; refuses, with what is wrong on the console, if that cannot be stepped through.
   */
  static Launched open(
      Map<String, Object> configuration, Paths paths, Library library, Analysis.Extent extent, Path directory,
      IDebugProtocolClient client) {
    LaunchArguments arguments = new LaunchArguments(configuration, paths);
    Opening.Result result = new Opening(library, directory, extent).open(arguments.wish());
    Sources sources = new Sources(path -> result.analysis().flatMap(analysis -> analysis.text(path)));
    result.diagnostics().forEach(each -> client.output(
        ToDap.output("stderr", new DiagnosticText(sources, Paint.PLAIN, WIDTH).render(each))));
    if (result.opened().isEmpty()) {
      client.terminated(new TerminatedEventArguments());
      throw new Refusal(result.problem());
    }
    Session session = new Session(result.opened().get());
    client.output(ToDap.output("console", title(session.plan())));
    result.opened().get().notes().forEach(note -> client.output(ToDap.output("important", note)));
    return new Launched(configuration, directory, extent,
        new Debuggee(session, directory, text -> client.output(ToDap.output("console", text))),
        arguments.stopsOnEntry());
  }

  Launched again(Paths paths, Library library, IDebugProtocolClient client) {
    return open(configuration, paths, library, extent, directory, client);
  }

  private static String title(CheckPlan plan) {
    return plan.title() + ", expected: " + plan.expected() + "; `help` lists the commands";
  }
}
