package dev.pagewalk.dsl.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The strings of what is being stored, each once, by number. */
public final class Texts {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** No strings yet. */
  public Texts() {}

  int number(String text) {
    return numbers.computeIfAbsent(text, added -> numbers.size());
  }

  /** Stores them all. */
  public void writeTo(ByteWriter out) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    out.number(numbers.size());
    for (String text : numbers.keySet()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.number(bytes.length);
      all.writeBytes(bytes);
    }
    out.bytes(all.toByteArray());
  }

  /** Strings that were stored; each is made when it is asked for first. */
  public static final class Stored {
    private final byte[] bytes;
    private final int[] ends;
    private final String[] made;

    /** Reads what {@link Texts#writeTo} wrote. */
    public Stored(ByteReader in) {
      ends = new int[in.length()];
      made = new String[ends.length];
      int end = 0;
      for (int i = 0; i < ends.length; i++) {
        end += in.length();
        ends[i] = end;
      }
      bytes = in.bytes();
      if (bytes.length != end) {
        throw new IndexOutOfBoundsException("texts of " + end + " bytes in " + bytes.length);
      }
    }

    String text(int number) {
      if (made[number] == null) {
        int start = number == 0 ? 0 : ends[number - 1];
        made[number] = new String(bytes, start, ends[number] - start, StandardCharsets.UTF_8);
      }
      return made[number];
    }
  }
}
