package dev.pagewalk.mm.rule;

import java.util.List;
import java.util.Optional;

/**
 * What an access needs.
 *
 * @param needs one of these must hold as a whole
 * @param exempt objects of which it holds are subject to no rule
 * @param text the rule as it is written
 * @param source where the kernel says so; empty for rules of one's own
 */
public record Rule(List<Condition.All> needs, Optional<Condition> exempt, String text, String source) {
  public Rule {
    needs = List.copyOf(needs);
  }
}
