package dev.pagewalk.dsl.syntax;

import java.util.List;

/**
 * One parsed file.
 *
 * @param path as in {@link Span#path()}
 * @param uses the files named by {@code use}
 * @param decls in the order of the text
 */
public record SourceUnit(String path, List<SyntaxPart.Use> uses, List<Decl> decls, Span span) implements Node {
  public SourceUnit {
    uses = List.copyOf(uses);
    decls = List.copyOf(decls);
  }
}
