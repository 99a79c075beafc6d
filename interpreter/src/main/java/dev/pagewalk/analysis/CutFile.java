package dev.pagewalk.analysis;

import dev.pagewalk.dsl.parse.Outline;
import dev.pagewalk.dsl.parse.Parsed;
import dev.pagewalk.dsl.parse.Parsing;
import dev.pagewalk.dsl.syntax.Decl;
import dev.pagewalk.dsl.syntax.SourceUnit;
import dev.pagewalk.dsl.syntax.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A file of the library of which single declarations can be had; each is made when it is asked for first. */
abstract sealed class CutFile permits CutFile.OfText, StoredLibrary.CutTree {
  private final String path;
  private final int length;
  private final Decl[] made;

  /** @param length of the text, in characters */
  CutFile(String path, int length, int declarations) {
    this.path = path;
    this.length = length;
    made = new Decl[declarations];
  }

  /** Of the declaration with this number: {@link Outline.Item#words}. */
  abstract List<String> words(int number);

  /** Adds to {@code found} at least the names of all functions of the library that a declaration mentions. */
  abstract void addMentions(int number, Set<String> found);

  /** Makes declarations, in the order of their numbers; empty if that does not give one for each number. */
  abstract Optional<List<Decl>> make(BitSet numbers);

  /** How many declarations there are. */
  final int size() {
    return made.length;
  }

  final String path() {
    return path;
  }

  /** The whole file; empty if its declarations cannot be had one by one. */
  final Optional<SourceUnit> unit() {
    BitSet all = new BitSet();
    all.set(0, made.length);
    return unit(all);
  }

  /** The file with nothing but these declarations; empty if they cannot be had one by one. */
  final synchronized Optional<SourceUnit> unit(BitSet numbers) {
    BitSet missing = new BitSet();
    numbers.stream().filter(number -> made[number] == null).forEach(missing::set);
    if (!missing.isEmpty()) {
      Optional<List<Decl>> found = make(missing);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      int next = 0;
      for (Decl decl : found.get()) {
        next = missing.nextSetBit(next);
        made[next++] = decl;
      }
    }
    List<Decl> decls = new ArrayList<>();
    numbers.stream().forEach(number -> decls.add(made[number]));
    return Optional.of(new SourceUnit(path, List.of(), decls, new Span(path, 0, length)));
  }

  /** One that is cut, and parsed, out of its text. */
  static final class OfText extends CutFile {
    private final Outline outline;
    private final List<Outline.Item> items;

    OfText(String path, Outline outline) {
      super(path, outline.text().length(), outline.items().size());
      this.outline = outline;
      items = outline.items();
    }

    @Override
    List<String> words(int number) {
      return items.get(number).words();
    }

    @Override
    void addMentions(int number, Set<String> found) {
      outline.addWords(items.get(number), found);
    }

    @Override
    Optional<List<Decl>> make(BitSet numbers) {
      Parsed parsed = Parsing.parse(path(), outline, IntStream.of(numbers.stream().toArray()).mapToObj(items::get).toList());
      List<Decl> decls = parsed.unit().decls();
      return parsed.diagnostics().isEmpty() && decls.size() == numbers.cardinality()
          ? Optional.of(decls)
          : Optional.empty();
    }
  }
}
