package dev.pagewalk.dsl.store;

import java.io.ByteArrayOutputStream;

/** Numbers and strings, as few bytes as possible. */
public final class ByteWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Texts texts;

  /** Nothing yet; strings go into {@code texts}. */
  public ByteWriter(Texts texts) {
    this.texts = texts;
  }

  /** A number, small ones in one byte; negative ones take ten. */
  public void number(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** A number that is as often negative as not. */
  void signed(int value) {
    number((value << 1 ^ value >> 31) & 0xffffffffL);
  }

  /** A string. */
  public void text(String text) {
    number(texts.number(text));
  }

  /** Bytes, and how many. */
  public void bytes(byte[] bytes) {
    number(bytes.length);
    out.writeBytes(bytes);
  }

  /** How many bytes there are by now. */
  public int size() {
    return out.size();
  }

  /** What was written. */
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
