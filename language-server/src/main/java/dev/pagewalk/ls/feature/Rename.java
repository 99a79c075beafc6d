package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.parse.Parsed;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.parse.SourceToken;
import dev.pagewalk.dsl.parse.TokenKind;
import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.explore.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Gives a thing another name everywhere, or says why that cannot be done. */
public final class Rename {
  private Rename() {}

  /** What comes of asking for a new name. */
  public sealed interface Outcome {
    /** The places that get the new name. */
    record Edits(List<Span> places, String name) implements Outcome {
      public Edits {
        places = List.copyOf(places);
      }
    }

    /** It cannot be done; {@code why} is a sentence without its full stop. */
    record Refused(String why) implements Outcome {}
  }

  /** The name at {@code offset} if it is one that can be renamed. */
  public static Optional<Span> prepare(FileView view, int offset) {
    return view.symbolAt(offset).filter(SymbolKey::hasPlace)
        .flatMap(symbol -> view.nameAt(offset).map(name -> name.span()))
        .or(() -> Labels.at(view, offset).map(label -> label.here().span()));
  }

  /**
   * Renames the thing at {@code offset} to {@code name}.
   *
   * @param others paths of the other files of the workspace
   */
  public static Outcome to(
      FileView view, int offset, String name, List<String> others, Cancellation cancellation) {
    Optional<Symbol> symbol = view.symbolAt(offset);
    if (symbol.isEmpty() && Labels.at(view, offset).isEmpty()) {
      return new Outcome.Refused("there is no name here that means something");
    }
    if (symbol.filter(found -> !SymbolKey.hasPlace(found)).isPresent()) {
      return new Outcome.Refused("`" + symbol.get().declared() + "` belongs to the language");
    }
    if (!isName(name)) {
      return new Outcome.Refused("`" + name + "` cannot be a name");
    }
    List<Span> places = References.of(view, offset, others, true, cancellation);
    Optional<String> readOnly = places.stream().map(Span::path).filter(Rename::isReadOnly).findFirst();
    return readOnly.isPresent()
        ? new Outcome.Refused("`" + readOnly.get() + "` is read-only: take a copy of the library and start the server"
            + " with --library")
        : new Outcome.Edits(places, name);
  }

  private static boolean isName(String text) {
    Parsed parsed = Parsing.parse("name", text);
    List<SourceToken> tokens = parsed.tokens().stream().filter(token -> token.start() < token.end()).toList();
    return tokens.size() == 1
        && (tokens.get(0).kind() == TokenKind.NAME || tokens.get(0).kind() == TokenKind.SOFT_KEYWORD);
  }

  private static boolean isReadOnly(String path) {
    Path file = Path.of(path);
    return Files.exists(file) && !Files.isWritable(file) || !Files.exists(file) && path.startsWith("mm/");
  }
}
