package dev.pagewalk.explain;

/**
 * A page about one thing that Pagewalk reports.
 *
 * @param name what is explained: a code such as {@code PW0201}, a verdict such as {@code use_after_free}, or a verdict
 *     with what it speaks of, such as {@code lock_rule(order)}
 * @param title a line without the name
 * @param text the whole page, in Markdown, with its heading
 */
public record Page(String name, String title, String text) {}
