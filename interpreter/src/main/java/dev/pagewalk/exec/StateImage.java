package dev.pagewalk.exec;

import dev.pagewalk.hw.state.State;
import java.util.Arrays;

/**
 * The words of a state, those that are not 0, as bytes: each as how far it lies behind the one before it, and its
 * value, in groups of seven bits.
 */
final class StateImage {
  private byte[] bytes = new byte[256];
  private int size;
  private int last;

  /** Says first which agent is marked; -1 for none. */
  void mark(int agent) {
    number(agent + 1);
  }

  /** Adds a word; indices come in ascending order. */
  void add(int index, long value) {
    if (value != 0) {
      number(index - last);
      number(value);
      last = index;
    }
  }

  /** Adds all words of a state. */
  void addAll(State state) {
    for (int i = state.nextOccupied(0); i < state.size(); i = state.nextOccupied(i + 1)) {
      add(i, state.peek(i));
    }
  }

  /** Adds another image as a whole. */
  void add(byte[] image) {
    number(image.length);
    ensure(image.length);
    System.arraycopy(image, 0, bytes, size, image.length);
    size += image.length;
  }

  /** What has been added. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void number(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void ensure(int more) {
    if (bytes.length < size + more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
