package dev.pagewalk.ir;

/**
 * What {@link Op#ASSERT} reports.
 *
 * @param oracle {@code assertion}, {@code warning}, ...
 * @param message what is wrong then, as one sentence without a full stop
 * @param fatal whether the execution ends
 */
public record CheckSite(String oracle, String message, boolean fatal) {}
