package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.parse.SourceToken;
import dev.pagewalk.dsl.parse.TokenKind;
import dev.pagewalk.dsl.resolve.Builtin;
import dev.pagewalk.dsl.resolve.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parameters of the call around a place, from its tokens: the call need not be complete. */
public final class SignatureHelp {
  private SignatureHelp() {}

  /**
   * A signature.
   *
   * @param label all of it
   * @param parameters parts of the label
   * @param active which parameter is being written, from 0
   * @param doc in Markdown; empty for none
   */
  public record Signature(String label, List<String> parameters, int active, String doc) {
    public Signature {
      parameters = List.copyOf(parameters);
    }
  }

  /** The function whose arguments are written at {@code offset}. */
  public static Optional<Signature> of(FileView view, int offset) {
    List<SourceToken> before = view.tokens().stream()
        .filter(token -> token.kind().isVisible() && token.end() <= offset)
        .toList();
    int depth = 0;
    int commas = 0;
    for (int i = before.size() - 1; 0 < i; i--) {
      String sign = before.get(i).kind() == TokenKind.SIGN ? before.get(i).in(view.text()) : "";
      switch (sign) {
        case ")", "]" -> depth++;
        case "[" -> depth--;
        case "(" -> {
          if (depth == 0) {
            return named(view, before.get(i - 1).in(view.text()), commas, offset);
          }
          depth--;
        }
        case "," -> commas += depth == 0 ? 1 : 0;
        case ";", "{", "}" -> {
          return Optional.empty();
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static Optional<Signature> named(FileView view, String name, int active, int offset) {
    Optional<Signature> declared = VisibleNames.at(view, offset).functions().stream()
        .filter(symbol -> symbol.declared().text().equals(name))
        .findFirst()
        .map(symbol -> declared(view, (Symbol.Function) symbol, active));
    return declared.isPresent() ? declared : Stream.of(Builtin.values())
        .filter(builtin -> builtin.text().equals(name))
        .findFirst()
        .map(builtin -> builtin(BuiltinNotes.of(builtin), active));
  }

  private static Signature declared(FileView view, Symbol.Function function, int active) {
    return new Signature(Signatures.of(view, function.decl()), Signatures.parameters(view, function.decl()), active,
        Docs.of(function).orElse(""));
  }

  private static Signature builtin(BuiltinNotes.Note note, int active) {
    String label = note.signature();
    String inside = label.substring(label.indexOf('(') + 1, label.indexOf(')'));
    List<String> parameters = inside.isEmpty() ? List.of() : new ArrayList<>(Arrays.asList(inside.split(", ")));
    return new Signature(label, parameters, active, note.text());
  }
}
