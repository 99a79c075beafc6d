/**
 * The tables of the kernel's documentation about locks, as data: what each cell says, and which variants of which
 * scenario show it. What was found is put beside what the document says, and rendered.
 *
 * <p>Knows neither how scenarios are judged nor the command line.
 */
package dev.pagewalk.tables;
