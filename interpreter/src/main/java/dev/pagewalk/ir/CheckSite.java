package dev.pagewalk.ir;

/**
 * What {@link Op#ASSERT} reports.
 *
 * @param oracle {@code assertion}, {@code warning}, ...
 * @param text the condition as written
 * @param fatal whether the execution ends
 */
public record CheckSite(String oracle, String text, boolean fatal) {}
