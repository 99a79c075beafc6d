package dev.pagewalk.cli;

import dev.pagewalk.dsl.resolve.Spelling;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One word of a few: the values of an enum as their {@code toString} spells them. */
abstract class Word<E> implements ITypeConverter<E> {
  private final List<E> values;

  Word(E[] values) {
    this.values = Arrays.asList(values);
  }

  @Override
  public E convert(String text) {
    List<String> words = values.stream().map(Object::toString).toList();
    int index = words.indexOf(text);
    if (0 <= index) {
      return values.get(index);
    }
    throw new TypeConversionException(Spelling.nearest(text, words)
        .map(near -> "`" + text + "` is not known; did you mean `" + near + "`?")
        .orElse("`" + text + "` is not one of " + String.join(", ", words)));
  }
}
