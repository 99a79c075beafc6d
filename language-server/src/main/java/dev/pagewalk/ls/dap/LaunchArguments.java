package dev.pagewalk.ls.dap;

import com.google.gson.JsonPrimitive;
import dev.pagewalk.step.Opening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a launch configuration says; {@code docs/debugger.md} lists it. */
final class LaunchArguments {
  private final Map<String, Object> given;
  private final Paths paths;

  LaunchArguments(Map<String, Object> given, Paths paths) {
    this.given = given;
    this.paths = paths;
  }

  /** Whether to stop before the first step; otherwise it runs to the first reason to stop. */
  boolean stopsOnEntry() {
    return !Boolean.FALSE.equals(plain(given.get("stopOnEntry")));
  }

  /** What is wanted. */
  Opening.Wish wish() {
    Optional<String> file = text("file").or(() -> text("program"));
    Optional<String> scenario = text("scenario");
    int colons = file.map(name -> name.lastIndexOf("::")).orElse(-1);
    if (0 < colons && scenario.isEmpty()) {
      scenario = file.map(name -> name.substring(colons + 2));
      file = file.map(name -> name.substring(0, colons));
    }
    Optional<String> witness = text("witness");
    if (witness.isEmpty() && file.filter(name -> name.endsWith(".witness")).isPresent()) {
      witness = file;
      file = Optional.empty();
    }
    return new Opening.Wish(
        file.map(paths::local), scenario, text("variant"), witness.map(paths::local), selection());
  }

  private Opening.Selection selection() {
    return new Opening.Selection(parameters(), text("kernel"), text("arch"), list("with"), list("without"));
  }

  private Map<String, Long> parameters() {
    Map<String, Long> values = new TreeMap<>();
    if (plain(given.get("parameters")) instanceof Map<?, ?> set) {
      set.forEach((name, value) -> values.put(String.valueOf(name), number(String.valueOf(name), plain(value))));
    } else if (given.get("parameters") != null) {
      throw new Refusal("`parameters` is an object: { \"R\": 2 }");
    }
    return values;
  }

  private static long number(String name, Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw new Refusal("parameter `" + name + "` is neither a number nor true or false");
  }

  private List<String> list(String name) {
    Object value = plain(given.get(name));
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> many) {
      return many.stream().map(each -> String.valueOf(plain(each))).toList();
    }
    return List.of(String.valueOf(value));
  }

  /** A text; a number counts as one. */
  private Optional<String> text(String name) {
    Object value = plain(given.get(name));
    if (value == null || value.equals("")) {
      return Optional.empty();
    }
    if (value instanceof Number number) {
      return Optional.of(Long.toString(number.longValue()));
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw new Refusal("`" + name + "` of the launch configuration is no text");
  }

  private static Object plain(Object value) {
    if (value instanceof JsonPrimitive primitive) {
      return primitive.isBoolean() ? primitive.getAsBoolean()
          : primitive.isNumber() ? primitive.getAsNumber() : primitive.getAsString();
    }
    return value;
  }
}
