package dev.pagewalk.dsl.store;

import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Of bytes that nobody wrote it makes something, or throws a
 * {@link RuntimeException}: whoever reads should know by a checksum that they are right.
 */
public final class ByteReader {
  private final byte[] bytes;
  private final Texts.Stored texts;
  private int at;

  /** Reads {@code bytes}, in which there are no strings, from the start. */
  public ByteReader(byte[] bytes) {
    this(bytes, 0, null);
  }

  /** Reads {@code bytes} from {@code at}, with these strings. */
  public ByteReader(byte[] bytes, int at, Texts.Stored texts) {
    this.bytes = bytes;
    this.at = at;
    this.texts = texts;
  }

  /** A number. */
  public long number() {
    byte first = bytes[at++];
    if (0 <= first) {
      return first;
    }
    long value = first & 0x7f;
    for (int shift = 7; ; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (0 <= next) {
        return value;
      }
    }
  }

  /** A number of things, none of which is smaller than a byte. */
  public int length() {
    long length = number();
    if (length < 0 || bytes.length < length) {
      throw new IndexOutOfBoundsException(length + " things in " + bytes.length + " bytes");
    }
    return (int) length;
  }

  /** A number that is not large. */
  public int integer() {
    return (int) number();
  }

  int signed() {
    int value = (int) number();
    return value >>> 1 ^ -(value & 1);
  }

  /** A string. */
  public String text() {
    return texts.text((int) number());
  }

  /** Bytes. */
  public byte[] bytes() {
    int length = length();
    byte[] found = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return found;
  }
}
