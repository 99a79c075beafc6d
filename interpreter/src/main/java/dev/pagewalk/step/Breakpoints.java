package dev.pagewalk.step;

import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.hw.step.Finding;
import dev.pagewalk.ir.CallSite;
import dev.pagewalk.ir.Function;
import dev.pagewalk.ir.Instruction;
import dev.pagewalk.ir.Program;
import dev.pagewalk.report.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where to stop. */
public final class Breakpoints {
  private static final Pattern HITS = Pattern.compile("\\s*(>=|>|<=|<|==|=|%)?\\s*([0-9]{1,9})\\s*");
  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

  private final Session session;
  private final Program program;
  private final Map<String, List<Breakpoint>> lines = new LinkedHashMap<>();
  private List<Breakpoint> functions = List.of();
  private List<Breakpoint> words = List.of();
  private Set<String> silent = Set.of();
  private final Map<Integer, Integer> counts = new HashMap<>();
  private int numbers;

  Breakpoints(Session session) {
    this.session = session;
    program = session.interleaving().program();
  }

  /**
   * What a client wishes.
   *
   * @param what a line, as a number; a function's name; the path of a word
   * @param reads whether reading a word counts
   * @param writes whether writing it does
   */
  public record Wish(String what, String condition, String hits, String log, boolean reads, boolean writes) {
    /** A wish for lines and functions, without conditions. */
    public static Wish of(String what) {
      return new Wish(what, "", "", "", false, true);
    }
  }

  /** Sets the breakpoints of a file, in the place of those that it had. */
  public List<Breakpoint> setLines(String path, List<Wish> wishes) {
    List<Breakpoint> set = wishes.stream().map(wish -> line(path, wish)).toList();
    lines.put(path, set);
    return set;
  }

  /** Sets the breakpoints on functions, in the place of all others. */
  public List<Breakpoint> setFunctions(List<Wish> wishes) {
    functions = wishes.stream().map(this::function).toList();
    return functions;
  }

  /** Sets the breakpoints on words, in the place of all others. */
  public List<Breakpoint> setWords(List<Wish> wishes) {
    words = wishes.stream().map(this::word).toList();
    return words;
  }

  /** From now on findings of these oracles stop nothing but the execution itself. */
  public void setSilent(Set<String> oracles) {
    silent = Set.copyOf(oracles);
  }

  /** Lines of a file on which a thread can stop, ascending. */
  public List<Integer> stops(String path) {
    Set<Integer> found = new TreeSet<>();
    for (Instruction instruction : program.instructions()) {
      if (instruction.isStop() && instruction.span().path().equals(path)) {
        found.add(lineOf(instruction.span()));
      }
    }
    program.callSites().stream().filter(site -> site.span().path().equals(path))
        .forEach(site -> found.add(lineOf(site.span())));
    return List.copyOf(found);
  }

  private int lineOf(Span span) {
    return session.sources().start(span).map(Position::line).orElse(0);
  }

  private Breakpoint made(Breakpoint.Target what, Wish wish, Optional<Span> span, String problem) {
    numbers++;
    String wrong = problem;
    if (problem.isEmpty() && !wish.hits().isBlank() && !HITS.matcher(wish.hits()).matches()) {
      wrong = "`" + wish.hits() + "` is no count of hits: write 3, >= 3 or % 3";
    }
    return new Breakpoint(numbers, what, wish.condition(), wish.hits(), wish.log(), span, wrong);
  }

  private Breakpoint line(String path, Wish wish) {
    int wanted = Integer.parseInt(wish.what());
    for (int line : stops(path)) {
      if (wanted <= line) {
        return lineAt(path, line, wish);
      }
    }
    return made(new Breakpoint.Line(Set.of(), Set.of()), wish, Optional.empty(),
        program.instructions().stream().anyMatch(each -> each.span().path().equals(path))
            ? "no step of this variant is on this line or below it"
            : "nothing of this file runs in this variant");
  }

  private Breakpoint lineAt(String path, int line, Wish wish) {
    Set<Integer> instructions = new HashSet<>();
    Set<Integer> sites = new HashSet<>();
    Optional<Span> span = Optional.empty();
    for (int i = 0; i < program.instructions().size(); i++) {
      Instruction each = program.instructions().get(i);
      if (each.isStop() && each.span().path().equals(path) && lineOf(each.span()) == line) {
        instructions.add(i);
        span = span.or(() -> Optional.of(each.span()));
      }
    }
    for (int i = 0; i < program.callSites().size(); i++) {
      CallSite each = program.callSites().get(i);
      if (each.span().path().equals(path) && lineOf(each.span()) == line) {
        sites.add(i);
        span = span.or(() -> Optional.of(each.span()));
      }
    }
    return made(new Breakpoint.Line(instructions, sites), wish, span, "");
  }

  private Breakpoint function(Wish wish) {
    Optional<Function> found =
        program.functions().stream().filter(each -> each.name().equals(wish.what())).findFirst();
    return made(new Breakpoint.Entry(wish.what()), wish, found.map(Function::span),
        found.isEmpty() ? "no function `" + wish.what() + "` runs in this variant" : "");
  }

  private Breakpoint word(Wish wish) {
    Session.Place place = session.word(wish.what());
    return made(new Breakpoint.Data(place.index(), wish.reads(), wish.writes()), wish, Optional.empty(), place.problem());
  }

  /** What an oracle has found that should stop; fatal findings always do. */
  Optional<Finding> violation(Made step) {
    return step.findings().stream()
        .filter(finding -> finding.fatal() || !silent.contains(finding.oracle()))
        .reduce((first, second) -> second);
  }

  /** Whether findings of an oracle are only told. */
  boolean isSilent(Finding finding) {
    return silent.contains(finding.oracle());
  }

  /** The first breakpoint that a step, the last one that was made, has reached; log points print on the way. */
  Optional<Stop> reached(Made step, Consumer<String> log) {
    List<Integer> stack = session.interleaving().machine().callStack(agentOf(step));
    for (Breakpoint each : all()) {
      if (each.isVerified() && isReached(each, step, stack)) {
        show(each, step, stack);
        if (counts(each, step, log)) {
          return Optional.of(stop(each, step, false));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The first breakpoint that is reached by going back to where {@code step} had led; conditions count, hits do not.
   */
  Optional<Stop> reachedBack(Made step) {
    List<Integer> stack = session.interleaving().machine().callStack(agentOf(step));
    for (Breakpoint each : all()) {
      boolean canStop = each.isVerified() && !(each.what() instanceof Breakpoint.Data) && each.log().isEmpty();
      if (canStop && isReached(each, step, stack)) {
        show(each, step, stack);
        if (holds(each, step)) {
          return Optional.of(stop(each, step, true));
        }
      }
    }
    return Optional.empty();
  }

  /** The first breakpoint on a word that {@code step}, which was just taken back, accesses. */
  Optional<Stop> undone(Made step) {
    return words.stream()
        .filter(each -> each.isVerified() && each.log().isEmpty() && isReached(each, step, List.of()) && holds(each, step))
        .findFirst()
        .map(each -> stop(each, step, true));
  }

  /** Lets the thread be seen where the breakpoint is: before a call, or in the function that was entered. */
  private void show(Breakpoint breakpoint, Made step, List<Integer> stack) {
    for (int depth = 0; depth < stack.size(); depth++) {
      CallSite site = program.callSites().get(stack.get(depth));
      if (breakpoint.what() instanceof Breakpoint.Line line && line.callSites().contains(stack.get(depth))
          && entered(step, stack).contains(stack.get(depth))) {
        session.enter(step.agent(), depth);
        return;
      }
      if (breakpoint.what() instanceof Breakpoint.Entry entry
          && program.functions().get(site.callee()).name().equals(entry.function())) {
        session.enter(step.agent(), depth + 1);
        return;
      }
    }
    if (breakpoint.what() instanceof Breakpoint.Line) {
      session.enter(step.agent(), stack.size());
    }
  }

  private List<Breakpoint> all() {
    List<Breakpoint> all = new ArrayList<>();
    lines.values().forEach(all::addAll);
    all.addAll(functions);
    all.addAll(words);
    return all;
  }

  private int agentOf(Made step) {
    // A device has no stack; the agent that builds the start state stands for it, and has ended.
    return step.agent() < program.agents().size() ? step.agent() : program.setup();
  }

  private boolean isReached(Breakpoint breakpoint, Made step, List<Integer> stack) {
    return switch (breakpoint.what()) {
      case Breakpoint.Line line -> isReached(line, step, stack);
      case Breakpoint.Entry entry -> entered(step, stack).stream()
          .anyMatch(site -> program.functions().get(program.callSites().get(site).callee()).name()
              .equals(entry.function()));
      case Breakpoint.Data data ->
          data.reads() && contains(step.reads(), data.word()) || data.writes() && contains(step.writes(), data.word());
    };
  }

  private static boolean contains(int[] words, int word) {
    return 0 <= Arrays.binarySearch(words, word);
  }

  private boolean isReached(Breakpoint.Line line, Made step, List<Integer> stack) {
    if (step.agent() < program.agents().size()) {
      int now = session.interleaving().machine().position(step.agent());
      boolean wasThere = line.instructions().contains(step.from()) && step.stack().equals(stack) && step.from() < now;
      if (line.instructions().contains(now) && !wasThere) {
        return true;
      }
    }
    return entered(step, stack).stream().anyMatch(line.callSites()::contains);
  }

  /** The calls that the step has made and not come back from. */
  private static List<Integer> entered(Made step, List<Integer> stack) {
    int common = 0;
    while (common < stack.size() && common < step.stack().size()
        && stack.get(common).equals(step.stack().get(common))) {
      common++;
    }
    return stack.subList(common, stack.size());
  }

  private boolean counts(Breakpoint breakpoint, Made step, Consumer<String> log) {
    if (!holds(breakpoint, step)) {
      return false;
    }
    int count = counts.merge(breakpoint.number(), 1, Integer::sum);
    if (!breakpoint.hits().isBlank() && !matches(breakpoint.hits(), count)) {
      return false;
    }
    if (!breakpoint.log().isEmpty()) {
      log.accept(text(breakpoint.log(), step));
      return false;
    }
    return true;
  }

  private static boolean matches(String hits, int count) {
    Matcher wanted = HITS.matcher(hits);
    if (!wanted.matches()) {
      return true;
    }
    int number = Integer.parseInt(wanted.group(2));
    return switch (wanted.group(1) == null ? "=" : wanted.group(1)) {
      case ">=" -> number <= count;
      case ">" -> number < count;
      case "<=" -> count <= number;
      case "<" -> count < number;
      case "%" -> number != 0 && count % number == 0;
      default -> count == number;
    };
  }

  /** A condition that has no value here does not hold. */
  private boolean holds(Breakpoint breakpoint, Made step) {
    if (breakpoint.condition().isBlank()) {
      return true;
    }
    return session.evaluate(breakpoint.condition(), session.frame(step.agent())).value()
        .filter(value -> value.word() != 0)
        .isPresent();
  }

  private String text(String log, Made step) {
    return BRACES.matcher(log).replaceAll(match -> Matcher.quoteReplacement(
        session.evaluated(match.group(1), session.frame(step.agent()))));
  }

  private Stop stop(Breakpoint breakpoint, Made step, boolean isBack) {
    String who = session.interleaving().names().agent(step.agent());
    return switch (breakpoint.what()) {
      case Breakpoint.Line line -> new Stop(Stop.Why.LINE, step.agent(), who + " is at a breakpoint", breakpoint.number());
      case Breakpoint.Entry entry ->
          new Stop(Stop.Why.FUNCTION, step.agent(), who + " entered " + entry.function(), breakpoint.number());
      case Breakpoint.Data data -> new Stop(Stop.Why.DATA, step.agent(), who
          + (isBack ? " is about to " : contains(step.writes(), data.word()) ? " wrote " : " read ")
          + (!isBack ? "" : contains(step.writes(), data.word()) ? "write " : "read ")
          + session.names().path(data.word()), breakpoint.number());
    };
  }
}
