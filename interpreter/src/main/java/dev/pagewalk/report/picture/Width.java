package dev.pagewalk.report.picture;

/** How much room there is for a picture: a browser can make it smaller, but nobody reads it then. */
public enum Width {
  /** Beside nothing else: what belongs to different agents, and different kinds of objects, stands side by side. */
  WIDE,
  /** The column of an editor, some 450 units: one thing stands beneath the other. */
  NARROW
}
