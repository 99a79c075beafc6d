package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.Expr;
import java.util.Optional;

/** Kernel releases such as {@code "6.1"}: compared component by component, so that 6.10 is after 6.9. */
public final class Releases {
  private Releases() {}

  /** Whether {@code text} is two or three numbers with dots between them. */
  public static boolean isRelease(String text) {
    return text.matches("[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,5})?");
  }

  /**
   * Negative, zero or positive as {@code a} is before, equal to or after {@code b}; a missing component counts as 0.
   * Both must be releases.
   */
  public static int compare(String a, String b) {
    String[] left = a.split("\\.");
    String[] right = b.split("\\.");
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = Integer.compare(component(left, i), component(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int component(String[] release, int i) {
    return i < release.length ? Integer.parseInt(release[i]) : 0;
  }

  /** Reports ends that are no releases, or in the wrong order. */
  static void checkRange(Optional<Expr.StringLit> first, Optional<Expr.StringLit> last, Tables tables) {
    boolean good = first.map(r -> check(r, tables)).orElse(true) & last.map(r -> check(r, tables)).orElse(true);
    if (good && first.isPresent() && last.isPresent() && 0 < compare(first.get().value(), last.get().value())) {
      tables.report(ScenarioDiagnostics.releasesBackwards(
          last.get().span(), first.get().value(), last.get().value()));
    }
  }

  private static boolean check(Expr.StringLit release, Tables tables) {
    tables.type(release, new Type.Text());
    if (!isRelease(release.value())) {
      tables.report(ScenarioDiagnostics.badRelease(release.span(), release.value()));
      return false;
    }
    return true;
  }
}
