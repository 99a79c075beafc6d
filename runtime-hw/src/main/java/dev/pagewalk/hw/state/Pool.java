package dev.pagewalk.hw.state;

/**
 * The slots of one kind of object.
 *
 * @param base index of the header of slot 0
 * @param stride words from one slot to the next
 * @param count number of slots
 */
public record Pool(StructLayout struct, int base, int stride, int count) {
  /** The header's index of slot {@code slot}. */
  public int address(int slot) {
    return base + slot * stride;
  }

  /** The slot whose header is at {@code address}. */
  public int slot(int address) {
    return (address - base) / stride;
  }

  /** Whether the word at {@code index} belongs to one of the slots. */
  public boolean contains(int index) {
    return base <= index && index < base + stride * count;
  }
}
