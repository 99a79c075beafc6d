package dev.pagewalk.report.picture;

import dev.pagewalk.report.Wording;

/** Text within markup. */
final class Markup {
  private Markup() {}

  /** {@code text} so that it stands as it is, in an element or an attribute in double quotes. */
  static String escaped(String text) {
    return Wording.printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
