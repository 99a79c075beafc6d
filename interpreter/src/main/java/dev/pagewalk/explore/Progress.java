package dev.pagewalk.explore;

import java.time.Duration;

/** How far a search is. {@code depth} is the length of the execution that it looks at now, in steps. */
public record Progress(long states, long transitions, int depth, Duration elapsed) {}
