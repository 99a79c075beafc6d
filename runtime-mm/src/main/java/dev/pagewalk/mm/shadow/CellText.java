package dev.pagewalk.mm.shadow;

import dev.pagewalk.hw.step.WordText;
import java.util.Optional;

/** The words of the abstract memory in traces: they follow the stores that a trace shows anyway, so nothing is told. */
final class CellText implements WordText {
  private final Cells cells;
  private final Windows windows;

  CellText(Cells cells, Windows windows) {
    this.cells = cells;
    this.windows = windows;
  }

  @Override
  public Optional<String> name(int index) {
    return isOurs(index) ? Optional.of("what programs may read") : Optional.empty();
  }

  @Override
  public Optional<String> value(int index, long value) {
    return Optional.empty();
  }

  @Override
  public boolean isTold(int index) {
    return !isOurs(index);
  }

  private boolean isOurs(int index) {
    return cells.contains(index) || cells.isBookkeeping(index) || windows.contains(index);
  }
}
