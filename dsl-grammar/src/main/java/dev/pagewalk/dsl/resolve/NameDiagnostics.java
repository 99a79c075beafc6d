package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.List;
import java.util.Optional;

/** What can be wrong with names. */
final class NameDiagnostics {
  private NameDiagnostics() {}

  static Diagnostic unknownName(Name name, Optional<String> nearest) {
    return Report.error(Code.UNKNOWN_NAME, name.span(), "nothing is called `" + name + "` here")
        .label("unknown name")
        .didYouMean(nearest, name.span())
        .build();
  }

  /**
   * Nobody declares a function.
   *
   * @param longer functions that have its name as a part of theirs
   */
  static Diagnostic unknownFunction(Name name, Optional<String> nearest, List<String> longer) {
    Report report = Report.error(Code.UNKNOWN_FUNCTION, name.span(), "there is no function `" + name + "`")
        .label("unknown function");
    if (nearest.isPresent()) {
      return report.didYouMean(nearest, name.span()).build();
    }
    String there = longer.isEmpty() ? "" : "there is " + listed(longer) + "; or ";
    return report.help(there + "define it with `fn " + name + "(...) { ... }`").build();
  }

  static Diagnostic notModelled(Name name, String file, List<String> modelled) {
    String there = modelled.isEmpty()
        ? "nothing of that file is modelled"
        : "modelled there are " + listed(modelled);
    return Report.error(Code.NOT_MODELLED, name.span(), "`" + name + "` of " + file + " is not modelled")
        .label("a kernel function that the library lacks")
        .help(there + "; `fn " + name + "(...)` can add it")
        .build();
  }

  static Diagnostic unknownType(Name name, Optional<String> nearest) {
    return Report.error(Code.UNKNOWN_TYPE, name.span(), "there is no type `" + name + "`")
        .label("unknown type")
        .didYouMean(nearest, name.span())
        .build();
  }

  static Diagnostic unknownField(Name name, String owner, Optional<String> nearest, List<String> known) {
    Report report = Report.error(Code.UNKNOWN_FIELD, name.span(), owner + " has no `" + name + "`")
        .label("unknown field");
    if (nearest.isEmpty() && !known.isEmpty() && known.size() <= 8) {
      report.help("it has " + listed(known));
    }
    return report.didYouMean(nearest, name.span()).build();
  }

  static Diagnostic duplicate(Name name, Symbol earlier) {
    return Report.error(Code.DUPLICATE, name.span(), "`" + name + "` is declared twice")
        .label("declared again here")
        .also(earlier.declared().span(), "declared first here")
        .help("give one of them another name")
        .build();
  }

  static Diagnostic duplicateMember(Name name, Name earlier) {
    return Report.error(Code.DUPLICATE, name.span(), "`" + name + "` is declared twice")
        .label("declared again here")
        .also(earlier.span(), "declared first here")
        .help("give one of them another name")
        .build();
  }

  static Diagnostic importedTwice(SyntaxPart.Use use, Symbol earlier, Symbol later) {
    String name = later.declared().text();
    return Report.error(Code.DUPLICATE, use.pathSpan(), "\"" + use.path() + "\" declares `" + name
        + "`, which is already declared")
        .label("brings in a second `" + name + "`")
        .also(earlier.declared().span(), "declared first here")
        .also(later.declared().span(), "and here")
        .help("give one of them another name")
        .build();
  }

  static Diagnostic needsReplace(Decl.Fn fn, Symbol.Function hidden) {
    return Report.error(Code.NEEDS_REPLACE, fn.name().span(), "there is a function `" + fn.name() + "` already")
        .label("would hide it")
        .also(hidden.declared().span(), "the function of that name")
        .help("write `replace fn " + fn.name() + "` to take its place, or give this one another name")
        .fix("Replace the function", new Span(fn.span().path(), fn.span().start(), fn.span().start()), "replace ")
        .build();
  }

  static Diagnostic nothingToReplace(Name name, Optional<String> nearest) {
    Report report = Report.error(Code.NOTHING_TO_REPLACE, name.span(), "there is no function `" + name + "` to replace")
        .label("unknown function");
    return nearest.isPresent()
        ? report.didYouMean(nearest, name.span()).build()
        : report.help("leave `replace` out to define a new function").build();
  }

  static Diagnostic replaceSignature(Name name, Symbol.Function original, String signature) {
    return Report.error(
            Code.REPLACE_SIGNATURE, name.span(), "`" + name
                + "` must keep the parameters and the result of what it replaces")
        .label("differs from the original")
        .also(original.declared().span(), "the function that it replaces")
        .help("write `replace fn " + signature + "`")
        .build();
  }

  static Diagnostic recursion(Span call, List<String> cycle) {
    return Report.error(Code.RECURSION, call, "functions call each other in a circle: " + String.join(" → ", cycle))
        .label("closes the circle")
        .help("use a loop: stacks are bounded, so that every interleaving can be explored")
        .build();
  }

  static Diagnostic notAFunction(Span callee, String what) {
    return Report.error(Code.NOT_A_FUNCTION, callee, what + " cannot be called").label("not a function").build();
  }

  static Diagnostic notAValue(Name name, String noun, String help) {
    return Report.error(Code.NOT_A_VALUE, name.span(), "`" + name + "` is a " + noun + ", not a value")
        .label("a " + noun)
        .help(help)
        .build();
  }

  static Diagnostic constantCycle(Name name) {
    return Report.error(Code.CONSTANT_CYCLE, name.span(), "`" + name + "` is defined by itself")
        .label("its value depends on itself")
        .build();
  }

  static Diagnostic useMissing(SyntaxPart.Use use, String path, String why) {
    return Report.error(Code.USE_MISSING, use.pathSpan(), "\"" + use.path() + "\" cannot be read")
        .label(why)
        .help("the path is relative to this file: " + path + " was looked for")
        .build();
  }

  static Diagnostic useCycle(SyntaxPart.Use use, List<String> cycle) {
    return Report.error(Code.USE_CYCLE, use.pathSpan(), "files use each other in a circle: "
        + String.join(" → ", cycle))
        .label("closes the circle")
        .help("move what both need to a third file")
        .build();
  }

  static Diagnostic builtinName(Name name) {
    return Report.error(Code.BUILTIN_NAME, name.span(), "`" + name + "` is a function of the language")
        .label("already has a meaning")
        .help("give this function another name")
        .build();
  }

  private static String listed(List<String> names) {
    return String.join(", ", names.stream().map(name -> "`" + name + "`").toList());
  }
}
