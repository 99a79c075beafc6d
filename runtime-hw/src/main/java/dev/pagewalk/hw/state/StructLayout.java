package dev.pagewalk.hw.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the fields of a kind of object lie. Offset 0 is the header word: {@link #LIVE} for an object that is
 * allocated, 0 for a free slot, {@link #NAMED} for one that some word named when it was freed. Fields follow from
 * offset 1 in the order of declaration.
 */
public final class StructLayout {
  /** The header of an object that is allocated. */
  public static final long LIVE = 1;

  /** The header of a free slot whose last object was still named by some word when it ended. */
  public static final long NAMED = 2;

  /**
   * A field.
   *
   * @param offset of its first word, from the object's header
   * @param length in words; above 1 for an array
   */
  public record Field(String name, int offset, int length) {}

  private final String name;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final List<Field> order = new ArrayList<>();
  private int size = 1;

  /** A struct called {@code name}, without fields yet. */
  public StructLayout(String name) {
    this.name = name;
  }

  /** Appends a field of {@code length} words and returns it. */
  public Field add(String field, int length) {
    Field added = new Field(field, size, length);
    if (fields.put(field, added) != null) {
      throw new IllegalArgumentException("field " + field + " twice in " + name);
    }
    order.add(added);
    size += length;
    return added;
  }

  /** The struct's name. */
  public String name() {
    return name;
  }

  /** The size of an object in words, header included. */
  public int size() {
    return size;
  }

  /** The offset of a field. The field must exist: Java and the library are compared by a test. */
  public int offset(String field) {
    Field found = fields.get(field);
    if (found == null) {
      throw new IllegalArgumentException("struct " + name + " has no field " + field);
    }
    return found.offset();
  }

  /** Whether there is such a field. */
  public boolean has(String field) {
    return fields.containsKey(field);
  }

  /** All fields, in order. */
  public List<Field> fields() {
    return List.copyOf(order);
  }

  /** The field that covers {@code offset}, for rendering. */
  public Field at(int offset) {
    for (Field field : order) {
      if (field.offset() <= offset && offset < field.offset() + field.length()) {
        return field;
      }
    }
    throw new IllegalArgumentException(name + " has no offset " + offset);
  }
}
