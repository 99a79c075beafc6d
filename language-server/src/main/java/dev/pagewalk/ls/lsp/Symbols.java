package dev.pagewalk.ls.lsp;

import dev.pagewalk.ls.feature.Completion;
import dev.pagewalk.ls.feature.Outline;
import dev.pagewalk.ls.feature.SemanticTokens;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.SemanticTokensLegend;
import org.eclipse.lsp4j.SymbolKind;

/** Which of the protocol's kinds stands for which of ours. */
final class Symbols {
  private Symbols() {}

  static SymbolKind kind(Outline.Kind kind) {
    return switch (kind) {
      case SCENARIO -> SymbolKind.Module;
      case THREAD -> SymbolKind.Event;
      case PROCESS -> SymbolKind.Namespace;
      case MAPPING -> SymbolKind.Object;
      case FILE -> SymbolKind.File;
      case FUNCTION -> SymbolKind.Function;
      case STRUCT -> SymbolKind.Struct;
      case FIELD -> SymbolKind.Field;
      case ENUM -> SymbolKind.Enum;
      case MEMBER -> SymbolKind.EnumMember;
      case VARIABLE -> SymbolKind.Variable;
      case CONSTANT -> SymbolKind.Constant;
      case PATCH -> SymbolKind.Key;
      case RULE -> SymbolKind.Interface;
    };
  }

  static CompletionItemKind kind(Completion.Kind kind) {
    return switch (kind) {
      case FUNCTION -> CompletionItemKind.Function;
      case BUILTIN -> CompletionItemKind.Method;
      case VARIABLE -> CompletionItemKind.Variable;
      case FIELD -> CompletionItemKind.Field;
      case TYPE -> CompletionItemKind.Struct;
      case CONSTANT -> CompletionItemKind.Constant;
      case PATCH -> CompletionItemKind.Property;
      case KEYWORD -> CompletionItemKind.Keyword;
      case SNIPPET -> CompletionItemKind.Snippet;
      case ACTOR -> CompletionItemKind.Module;
    };
  }

  /** The names of the kinds and properties of semantic tokens, in the order of their numbers. */
  static SemanticTokensLegend legend() {
    List<String> kinds = Stream.of(SemanticTokens.Kind.values()).map(Symbols::name).toList();
    return new SemanticTokensLegend(kinds, List.of("declaration", "readonly", "defaultLibrary"));
  }

  private static String name(SemanticTokens.Kind kind) {
    return switch (kind) {
      case KEYWORD -> "keyword";
      case COMMENT -> "comment";
      case STRING -> "string";
      case NUMBER -> "number";
      case OPERATOR -> "operator";
      case TYPE -> "type";
      case STRUCT -> "struct";
      case ENUM -> "enum";
      case ENUM_MEMBER -> "enumMember";
      case FUNCTION -> "function";
      case VARIABLE -> "variable";
      case PARAMETER -> "parameter";
      case PROPERTY -> "property";
      case MACRO -> "macro";
      case DECORATOR -> "decorator";
      case CLASS -> "class";
    };
  }
}
