package dev.pagewalk.lower;

/** Something that can be read and assigned. */
sealed interface Place {
  /** A slot of the frame: a local variable. */
  record Slot(int operand) implements Place {}

  /** A word of the state whose index is known. */
  record Global(int index) implements Place {}

  /** A word named by a pointer; {@code pointer} is a value operand. */
  record Pointed(int pointer) implements Place {}

  /**
   * A word of an object; {@code object} is a value operand, {@code privacy} 1 if no other thread can reach the object,
   * {@code name} that of the struct and the field: {@code vma.flags}.
   */
  record Field(int object, int offset, int privacy, String name) implements Place {}

  /** A word of a user's memory; operands for the address of the page and the number of the word. */
  record UserWord(int address, int word) implements Place {}
}
