package dev.pagewalk.cli;

import dev.pagewalk.report.Wording;
import java.io.PrintStream;
import java.util.List;

/** Kernel functions as people read them. */
final class FunctionList {
  private final PrintStream out;
  private final int width;

  FunctionList(Console console) {
    this.out = console.stdout();
    this.width = console.width();
  }

  /** What is modelled, what is simplified, what is left out; grouped by file. */
  int print(List<Engine.KernelFunction> functions) {
    String file = "";
    for (Engine.KernelFunction function : functions) {
      if (!function.span().path().equals(file)) {
        out.print((file.isEmpty() ? "" : "\n") + function.span().path() + "\n");
        file = function.span().path();
      }
      FunctionDoc doc = FunctionDoc.of(function.doc());
      out.print("  " + Wording.printable(function.signature()) + "\n");
      part("", doc.summary());
      doc.sources().forEach(source -> part("source: ", source));
      doc.simplified().forEach(note -> part("simplified: ", note));
      doc.leftOut().forEach(note -> part("left out: ", note));
    }
    out.flush();
    return ExitStatus.DONE.code();
  }

  /** Each function with the kernel's that it was held against, one a line. */
  int printSources(List<Engine.KernelFunction> functions) {
    int name = functions.stream().mapToInt(function -> function.name().length()).max().orElse(0);
    for (Engine.KernelFunction function : functions) {
      List<String> sources = FunctionDoc.of(function.doc()).sources();
      String all = sources.isEmpty() ? "(of the model)" : String.join("; ", sources);
      out.print(function.name() + " ".repeat(name - function.name().length() + 2) + Wording.printable(all) + "\n");
    }
    out.flush();
    return ExitStatus.DONE.code();
  }

  private void part(String head, String text) {
    if (!text.isEmpty()) {
      Wording.wrap(head + text, width - 6, 2).forEach(line -> out.print("      " + line + "\n"));
    }
  }
}
