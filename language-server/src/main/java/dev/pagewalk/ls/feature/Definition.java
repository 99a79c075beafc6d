package dev.pagewalk.ls.feature;

import dev.pagewalk.dsl.resolve.Symbol;
import dev.pagewalk.dsl.resolve.Type;
import dev.pagewalk.dsl.resolve.UsePaths;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import dev.pagewalk.dsl.syntax.SyntaxPart;
import java.util.Optional;

/** Where the thing at a place is declared, and where its type is. */
public final class Definition {
  private Definition() {}

  /**
   * A way from one place to another.
   *
   * @param from the name that was asked about
   * @param to the name where it is declared; a place without length at the head of a file that is used
   */
  public record Link(Span from, Span to) {}

  /** Where the name at {@code offset} is declared, the label stands, or the file is that a {@code use} there names. */
  public static Optional<Link> of(FileView view, int offset) {
    Optional<Link> used = view.unit().uses().stream()
        .filter(use -> use.pathSpan().touches(offset) && !use.path().isEmpty())
        .map(use -> new Link(use.pathSpan(), head(view, use)))
        .findFirst();
    return used.or(() -> ofLabel(view, offset)).or(() -> ofName(view, offset));
  }

  private static Span head(FileView view, SyntaxPart.Use use) {
    return new Span(UsePaths.resolve(view.path(), use.path()), 0, 0);
  }

  /** The nearest, if a thread can pass several labels of that name. */
  private static Optional<Link> ofLabel(FileView view, int offset) {
    return Labels.at(view, offset).map(named -> new Link(named.here().span(), named.declared().getFirst()));
  }

  private static Optional<Link> ofName(FileView view, int offset) {
    return view.nameAt(offset).flatMap(name -> view.resolution().symbol(name)
        .filter(SymbolKey::hasPlace)
        .map(symbol -> new Link(name.span(), symbol.declared().span())));
  }

  /** Where the type of the thing at {@code offset} is declared. */
  public static Optional<Link> ofType(FileView view, int offset) {
    return view.nameAt(offset).flatMap(name -> view.resolution().symbol(name)
        .map(Symbol::type)
        .flatMap(Definition::declaration)
        .map(declared -> new Link(name.span(), declared.span())));
  }

  private static Optional<Name> declaration(Type type) {
    return switch (type) {
      case Type.Ref t -> Optional.of(t.struct().name());
      case Type.NullableRef t -> Optional.of(t.struct().name());
      case Type.Enumeration t -> Optional.of(t.decl().name());
      case Type.Flags t -> Optional.of(t.decl().name());
      case Type.Pointer t -> declaration(t.target());
      case Type.Array t -> declaration(t.element());
      case Type.Int t -> Optional.empty();
      case Type.Bool t -> Optional.empty();
      case Type.Vaddr t -> Optional.empty();
      case Type.Pfn t -> Optional.empty();
      case Type.Entry t -> Optional.empty();
      case Type.Lock t -> Optional.empty();
      case Type.Text t -> Optional.empty();
      case Type.Nothing t -> Optional.empty();
      case Type.Null t -> Optional.empty();
      case Type.Actor t -> Optional.empty();
      case Type.Error t -> Optional.empty();
    };
  }
}
