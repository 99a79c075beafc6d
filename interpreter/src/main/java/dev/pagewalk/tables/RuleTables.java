package dev.pagewalk.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads tables from text: lines of {@code key: value}, parts separated by {@code |}. A {@code column} is a name and the
 * variants that are tried in it, each {@code meaning = parameters}; a {@code row} is a name, its parameters, and what
 * the document says in each column.
 */
public final class RuleTables {
  private static final String RESOURCE = "tables.txt";

  private RuleTables() {}

  /** The tables that come with the tool. */
  public static List<RuleTable> shipped() {
    return parse(resource(RESOURCE));
  }

  /** The text of a scenario file that tables speak of, by its name without folder. */
  public static String scenario(String file) {
    return resource(file);
  }

  private static String resource(String name) {
    try (InputStream in = RuleTables.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the tool lacks its own " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Reads tables.
   *
   * @throws IllegalArgumentException if a line is not as it should be
   */
  public static List<RuleTable> parse(String text) {
    List<RuleTable> tables = new ArrayList<>();
    Draft draft = null;
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      String key = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      if (key.equals("table")) {
        if (draft != null) {
          tables.add(draft.table());
        }
        draft = new Draft(value);
      } else if (draft == null) {
        throw new IllegalArgumentException("before the first table: " + line);
      } else {
        draft.line(key, value);
      }
    }
    if (draft != null) {
      tables.add(draft.table());
    }
    return List.copyOf(tables);
  }

  private static final class Draft {
    private final Map<String, String> facts = new TreeMap<>();
    private final List<String> columns = new ArrayList<>();
    private final List<List<RuleTable.Probe>> tried = new ArrayList<>();
    private final List<RuleTable.Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Draft(String name) {
      facts.put("table", name);
    }

    void line(String key, String value) {
      List<String> parts = Arrays.stream(value.split("\\|", -1)).map(String::strip).toList();
      switch (key) {
        case "title", "source", "compared", "file", "scenario", "rows", "otherwise" -> facts.put(key, value);
        case "note" -> notes.add(value);
        case "column" -> {
          columns.add(parts.getFirst());
          tried.add(parts.stream().skip(1).map(Draft::probe).toList());
        }
        case "row" -> rows.add(row(parts));
        default -> throw new IllegalArgumentException("unknown line in a table: " + key);
      }
    }

    private static RuleTable.Probe probe(String part) {
      int end = part.indexOf(" = ");
      if (end < 0) {
        throw new IllegalArgumentException("no `meaning = parameters`: " + part);
      }
      return new RuleTable.Probe(parameters(part.substring(end + 3)), part.substring(0, end).strip());
    }

    private static Map<String, Long> parameters(String text) {
      Map<String, Long> parameters = new TreeMap<>();
      for (String one : text.split(",")) {
        String[] sides = one.strip().split(" ");
        if (sides.length == 2) {
          parameters.put(sides[0], Long.parseLong(sides[1]));
        } else if (!one.isBlank()) {
          throw new IllegalArgumentException("no `name value`: " + one);
        }
      }
      return parameters;
    }

    private RuleTable.Row row(List<String> parts) {
      if (parts.size() != columns.size() + 2) {
        throw new IllegalArgumentException("a row of " + (parts.size() - 2) + " cells under " + columns.size()
            + " columns: " + parts.getFirst());
      }
      Map<String, Long> own = parameters(parts.get(1));
      List<RuleTable.Cell> cells = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        List<RuleTable.Probe> probes = tried.get(i).stream().map(probe -> {
          Map<String, Long> all = new TreeMap<>(own);
          all.putAll(probe.parameters());
          return new RuleTable.Probe(all, probe.meaning());
        }).toList();
        cells.add(new RuleTable.Cell(parts.get(i + 2), probes, facts.getOrDefault("otherwise", "N")));
      }
      return new RuleTable.Row(parts.getFirst(), cells);
    }

    RuleTable table() {
      return new RuleTable(facts.get("table"), fact("title"), fact("source"), fact("compared"), fact("file"),
          fact("scenario"), fact("rows"), columns, rows, notes);
    }

    private String fact(String key) {
      if (!facts.containsKey(key)) {
        throw new IllegalArgumentException("table " + facts.get("table") + " lacks `" + key + "`");
      }
      return facts.get(key);
    }
  }
}
