package dev.pagewalk.dsl.parse;

import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ANTLRErrorStrategy;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Turns text into a syntax tree. Whatever the text, there is a tree, and what is wrong is in the diagnostics.
 *
 * <p>A text is parsed whole and fast first. Only if that fails it is cut at its top declarations ({@link Pieces}) and
 * each piece is parsed again with {@link RecoveryStrategy}, so that a mistake stays in the declaration that has it.
 */
public final class Parsing {
  /** Characters beyond which a text is refused. Whoever reads files should look at their size before reading them. */
  public static final int MAX_TEXT = Limits.TEXT;

  /** Something of everything that most scenarios have. */
  static final String SAMPLE = """
      /// Doc.
      scenario s(fixed: bool = true) {
        process P { map A at 2M size 4K private anon prot rw; A[0][0] = 1; }
        var x: int = 0;
        lock l: spinlock;
        fn f(a: int) -> int { if (a == 0 && !fixed) { return -1; } else { x += a; } return f(a.b, 2); }
        thread t[2] in P { let r = f(x); while (x < 2) { lock l { x++; } } assert(x != 3); *p = q[1]; }
        final x == 2 || t.r >= 0;
        expect safe;
        expect assertion with fixed = false kernel "6.1" without patch;
      }
      """;

  private Parsing() {}

  /**
   * Parses a little in a thread of its own: the grammar's tables grow with use, and a file that comes a moment later
   * finds them.
   */
  public static void prepare() {
    Thread.ofPlatform().daemon().name("grammar").start(() -> parse("", SAMPLE));
  }

  /**
   * Parses a file. Never throws.
   *
   * @param path the file's name, for spans: as the user reads it
   */
  public static Parsed parse(String path, String text) {
    return parse(path, text, Lexing.lex(path, text));
  }

  /** Parses some of the declarations of a file, in the order of its text; their spans are those in the whole. */
  public static Parsed parse(String path, Outline outline, List<Outline.Item> chosen) {
    return parse(path, outline.text(), Lexing.lex(path, outline, chosen));
  }

  private static Parsed parse(String path, String text, Lexing.Lexed lexed) {
    try {
      return parse(path, text, lexed, Limits.RULES);
    } catch (DepthLimitedParser.TooDeep tooDeep) {
      return LargeStack.call(() -> parseDeep(path, text, lexed));
    }
  }

  private static Parsed parseDeep(String path, String text, Lexing.Lexed lexed) {
    try {
      return parse(path, text, lexed, Limits.RULES_ON_LARGE_STACK);
    } catch (DepthLimitedParser.TooDeep tooDeep) {
      Source source = new Source(path, text, lexed.all());
      source.report(SyntaxDiagnostics.nestedTooDeeply(source.span(tooDeep.at()), "this is"));
      return parsed(path, text, lexed, source, new UnitBuilder(source));
    }
  }

  private static Parsed parse(String path, String text, Lexing.Lexed lexed, int depth) {
    Source source = new Source(path, text, lexed.all());
    UnitBuilder builder = new UnitBuilder(source);
    if (lexed.complete()) {
      build(lexed.visible(), depth, source, builder);
    }
    return parsed(path, text, lexed, source, builder);
  }

  private static Parsed parsed(String path, String text, Lexing.Lexed lexed, Source source, UnitBuilder builder) {
    List<Diagnostic> diagnostics = new ArrayList<>(lexed.diagnostics());
    diagnostics.addAll(source.diagnostics());
    diagnostics.sort(Parsing::inOrder);
    SourceUnit unit = new SourceUnit(path, builder.uses(), builder.decls(), new Span(path, 0, text.length()));
    return new Parsed(unit, diagnostics, lexed.all());
  }

  // A comparator that the JDK puts together is a class made while it runs: the first takes a tenth of a short check.
  private static int inOrder(Diagnostic one, Diagnostic other) {
    int start = Integer.compare(one.span().start(), other.span().start());
    return start != 0 ? start : Integer.compare(one.span().end(), other.span().end());
  }

  private static void build(List<Token> tokens, int depth, Source source, UnitBuilder builder) {
    Optional<PagewalkParser.FileContext> whole = whole(tokens, depth);
    if (whole.isPresent()) {
      builder.add(whole.get());
      return;
    }
    for (List<Token> piece : Pieces.of(tokens)) {
      int reported = source.diagnostics().size();
      Lookahead lookahead = new Lookahead(piece);
      RecoveryStrategy recovery = new RecoveryStrategy(new Complaints(source, lookahead), lookahead);
      builder.add(parser(piece, depth, PredictionMode.LL, recovery).file());
      if (!lookahead.isBalanced()) {
        // Behind a bracket without its partner, one complaint leads to the next.
        source.keepFirst(reported, 2);
      }
    }
  }

  /** The tree of a text without mistakes. */
  private static Optional<PagewalkParser.FileContext> whole(List<Token> tokens, int depth) {
    try {
      return Optional.of(parser(tokens, depth, PredictionMode.SLL, new BailErrorStrategy()).file());
    } catch (ParseCancellationException mistake) {
      return Optional.empty();
    }
  }

  private static PagewalkParser parser(
      List<Token> tokens, int depth, PredictionMode mode, ANTLRErrorStrategy strategy) {
    PagewalkParser parser = new PagewalkParser(new CommonTokenStream(new ListTokenSource(tokens)));
    parser.limitDepth(depth);
    parser.removeErrorListeners();
    parser.setErrorHandler(strategy);
    parser.getInterpreter().setPredictionMode(mode);
    return parser;
  }
}
