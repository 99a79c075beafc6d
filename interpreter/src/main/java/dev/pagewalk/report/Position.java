package dev.pagewalk.report;

/**
 * A place in a text as people count it.
 *
 * @param line from 1
 * @param column from 1, in Unicode characters
 */
public record Position(int line, int column) {}
