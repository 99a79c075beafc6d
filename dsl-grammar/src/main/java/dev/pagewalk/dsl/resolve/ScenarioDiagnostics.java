package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.ScenarioItem;
import dev.pagewalk.dsl.syntax.Span;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What can be wrong with scenarios and patches. */
final class ScenarioDiagnostics {
  private ScenarioDiagnostics() {}

  static Diagnostic unknownPatch(Name name, Optional<String> nearest) {
    Report report = Report.error(Code.UNKNOWN_PATCH, name.span(), "there is no patch `" + name + "`")
        .label("unknown patch");
    return nearest.isPresent()
        ? report.didYouMean(nearest, name.span()).build()
        : report.help("declare it with `patch " + name + " \"title\";`").build();
  }

  static Diagnostic unknownThread(Name name, Optional<String> nearest, Collection<String> threads) {
    Report report = Report.error(Code.UNKNOWN_THREAD, name.span(), "there is no thread `" + name + "`")
        .label("unknown thread");
    if (nearest.isEmpty() && !threads.isEmpty()) {
      report.help("the scenario's threads are " + listed(threads));
    }
    return report.didYouMean(nearest, name.span()).build();
  }

  static Diagnostic unknownLabel(Name name, String passer, Optional<String> nearest, Collection<String> labels) {
    Report report = Report.error(Code.UNKNOWN_LABEL, name.span(), passer + " cannot pass a label `" + name + "`")
        .label("unknown label");
    if (nearest.isEmpty()) {
      report.help(labels.isEmpty()
          ? "write `" + name + ":` in front of a statement"
          : labels.size() <= 8 ? "it can pass " + listed(labels) : "it can pass " + labels.size() + " other labels");
    }
    return report.didYouMean(nearest, name.span()).build();
  }

  static Diagnostic unknownProcess(Name name, Optional<String> nearest) {
    return Report.error(Code.UNKNOWN_PROCESS, name.span(), "there is no process `" + name + "`")
        .label("unknown process")
        .didYouMean(nearest, name.span())
        .build();
  }

  static Diagnostic unknownCpu(Name name, Optional<Long> cpus) {
    Report report = Report.error(Code.UNKNOWN_CPU, name.span(), "there is no CPU `" + name + "`").label("unknown CPU");
    return cpus.map(n -> report.help("the machine has `cpu0` to `cpu" + (n - 1) + "`"))
        .orElseGet(() -> report.help("CPUs are called `cpu0`, `cpu1`, ...")).build();
  }

  static Diagnostic userMemory(Span span, Optional<Symbol.Mapping> mapping) {
    Report report = Report.error(Code.USER_MEMORY, span, "memory of a process is read and written by its threads only")
        .label("outside its process");
    mapping.ifPresent(m -> report
        .also(m.declared().span(), "mapped by process `" + m.process().name() + "`")
        .help("do it in a thread `in " + m.process().name() + "`"));
    return report.build();
  }

  static Diagnostic foreignRegister(Span span, Name register) {
    return Report.error(Code.USER_MEMORY, span, "`" + register + "` belongs to another thread")
        .label("only `final`, `exists`, `forall` and `never` can read it")
        .help("share it in a `var`")
        .build();
  }

  static Diagnostic unknownVerdict(Name name, Optional<String> nearest, Collection<String> all) {
    Report report = Report.error(Code.UNKNOWN_VERDICT, name.span(), "nothing is reported as `" + name + "`")
        .label("unknown verdict");
    if (nearest.isEmpty()) {
      report.help("verdicts are " + listed(all));
    }
    return report.didYouMean(nearest, name.span()).build();
  }

  static Diagnostic unknownSubject(Name name, Name verdict, Optional<String> nearest, Collection<String> all) {
    String message = all.isEmpty()
        ? "`" + verdict + "` speaks of nothing in parentheses" : "`" + verdict + "` never speaks of a `" + name + "`";
    Report report = Report.error(Code.UNKNOWN_VERDICT, name.span(), message).label("unknown here");
    if (nearest.isEmpty()) {
      report.help(all.isEmpty() ? "leave it out" : "it speaks of " + listed(all));
    }
    return report.didYouMean(nearest, name.span()).build();
  }

  static Diagnostic clauseTwice(Span span, String what, Span earlier) {
    return Report.error(Code.CLAUSE_TWICE, span, what + " is said twice")
        .label("again here")
        .also(earlier, "first here")
        .help("leave one out, or write a second `expect`")
        .build();
  }

  static Diagnostic patchBothWays(Name name, Span earlier) {
    return Report.error(Code.PATCH_BOTH_WAYS, name.span(), "`" + name + "` is both with and without")
        .label("the opposite here")
        .also(earlier, "first here")
        .help("leave one out, or write a second `expect`")
        .build();
  }

  static Diagnostic badRelease(Span span, String text) {
    return Report.error(Code.BAD_RELEASE, span, "\"" + text + "\" is no kernel release")
        .label("not a release")
        .help("write it as in \"6.1\"")
        .build();
  }

  static Diagnostic releasesBackwards(Span span, String first, String last) {
    return Report.error(Code.BAD_RELEASE, span, "\"" + first + "\" comes after \"" + last + "\"")
        .label("no release is between them")
        .help("write the earlier release first")
        .build();
  }

  static Diagnostic unknownParameter(Name name, Optional<String> nearest) {
    return Report.error(Code.UNKNOWN_PARAMETER, name.span(), "the scenario has no parameter `" + name + "`")
        .label("unknown parameter")
        .didYouMean(nearest, name.span())
        .build();
  }

  static Diagnostic unknownAttribute(Name name, String owner, Optional<String> nearest, Collection<String> all) {
    Report report = Report.error(Code.UNKNOWN_ATTRIBUTE, name.span(), "`" + name + "` says nothing about " + owner)
        .label("unknown here");
    if (nearest.isEmpty()) {
      report.help(all.isEmpty() ? "leave it out" : "known here: " + listed(all));
    }
    return report.didYouMean(nearest, name.span()).build();
  }

  static Diagnostic attributeValue(Span span, String attribute, String wanted) {
    return Report.error(Code.ATTRIBUTE_VALUE, span, "`" + attribute + "` wants " + wanted).label("not " + wanted)
        .build();
  }

  static Diagnostic attributeSuperfluous(Span span, String attribute) {
    return Report.error(Code.ATTRIBUTE_VALUE, span, "`" + attribute + "` takes no value").label("superfluous").build();
  }

  static Diagnostic attributeMissing(Span span, String owner, String attribute, String help) {
    return Report.error(Code.ATTRIBUTE_MISSING, span, owner + " needs `" + attribute + "`")
        .label("no `" + attribute + "`")
        .help(help)
        .build();
  }

  static Diagnostic attributesConflict(Name later, Name earlier) {
    boolean same = later.text().equals(earlier.text());
    return Report.error(
            Code.ATTRIBUTES_CONFLICT,
            later.span(),
            same ? "`" + later + "` is given twice" : "`" + later + "` and `" + earlier + "` exclude each other")
        .label(same ? "again here" : "the other one")
        .also(earlier.span(), "given here")
        .help("leave one out")
        .build();
  }

  static Diagnostic unknownMapping(Span span, String text, Optional<String> nearest) {
    return Report.error(Code.UNKNOWN_MAPPING, span, text.isEmpty()
            ? "a mapping such as `A`, or a page of one such as `A[0]`, is wanted here"
            : "the process has no mapping `" + text + "`")
        .label("not a mapping")
        .didYouMean(nearest, span)
        .build();
  }

  static Diagnostic unknownFile(Span span, Optional<String> nearest) {
    Report report = Report.error(Code.UNKNOWN_FILE, span, "a file of the scenario is wanted here").label("not a file");
    return nearest.isPresent()
        ? report.didYouMean(nearest, span).build()
        : report.help("declare one: `file F { size 2M; }`").build();
  }

  static Diagnostic kernelThreadInProcess(Name process) {
    return Report.error(Code.KERNEL_THREAD_IN_PROCESS, process.span(), "a `kthread` belongs to no process")
        .label("superfluous")
        .help("write `thread`, or leave out `in " + process + "`")
        .build();
  }

  static Diagnostic noThreads(Name scenario) {
    return Report.warning(Code.NO_THREADS, scenario.span(), "nothing runs in `" + scenario + "`")
        .label("no threads")
        .help("add a `thread NAME { ... }`")
        .build();
  }

  static Diagnostic mayFail(Span span) {
    return Report.error(Code.MAY_FAIL, span, "`may_fail` wants `alloc(STRUCT)` or `trylock(LOCK)`")
        .label("cannot be made to fail")
        .build();
  }

  static Diagnostic patchCycle(Name name, List<String> cycle) {
    return Report.error(Code.PATCH_CYCLE, name.span(), "patches need each other in a circle: "
        + String.join(" → ", cycle))
        .label("closes the circle")
        .build();
  }

  static Diagnostic symmetricWithoutFamily(ScenarioItem.Thread thread) {
    return Report.error(Code.SYMMETRIC_WITHOUT_FAMILY, thread.name().span(),
        "only a family of threads can be symmetric")
        .label("one thread")
        .help("write `thread " + thread.name() + "[2] symmetric`, or leave out `symmetric`")
        .build();
  }

  static Diagnostic familySize(Span span, long size) {
    return Report.error(Code.FAMILY_SIZE, span, "a family has 1 to 64 threads, not " + size).label("its size").build();
  }

  static Diagnostic needsKernel(Span span, String what) {
    return Report.error(Code.NEEDS_KERNEL, span, what + " needs the kernel library, which is not loaded")
        .label("belongs to the kernel")
        .build();
  }

  private static String listed(Collection<String> names) {
    return String.join(", ", names.stream().map(n -> "`" + n + "`").toList());
  }
}
