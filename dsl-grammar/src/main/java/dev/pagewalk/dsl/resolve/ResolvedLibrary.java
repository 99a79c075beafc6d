package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.syntax.SourceUnit;
import java.util.List;

/**
 * The kernel library, resolved by itself. Any number of files can be resolved on top of it, from any thread: that takes
 * as long as the files are, however large the library is.
 */
public final class ResolvedLibrary {
  private final World world;
  private final Resolution resolution;
  private final boolean isWhole;

  /**
   * What came of a resolution of the library's files alone.
   *
   * @param isWhole whether nothing in it would be otherwise if other files were there
   */
  ResolvedLibrary(World world, Resolution resolution, boolean isWhole) {
    this.world = world;
    this.resolution = resolution;
    this.isWhole = isWhole;
  }

  /** Resolves a library; never throws, whatever is in it. */
  public static ResolvedLibrary of(List<SourceUnit> units) {
    return Resolver.library(units);
  }

  /** Its names and expressions, and what is wrong with them. */
  public Resolution resolution() {
    return resolution;
  }

  /** Its files. */
  public List<SourceUnit> units() {
    return resolution.library();
  }

  /** What its declarations have told; must not be changed. */
  World world() {
    return world;
  }

  /** Whether files can be resolved on top: not if the library has mistakes, which may show up otherwise beside them. */
  boolean isSound() {
    return isWhole && resolution.diagnostics().isEmpty();
  }
}
