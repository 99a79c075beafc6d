/**
 * What a step may ask of the one who runs it, and what it may find. The contract between the machine and the kernel's
 * intrinsics on one side and the interpreter on the other.
 *
 * <p>Must not know the language or how executions are explored.
 */
package dev.pagewalk.hw.step;
