package io.github.bertmark.gate;

import io.github.bertmark.comparison.Finding;
import io.github.bertmark.comparison.JointVerdict;
import io.github.bertmark.comparison.VariantVerdict;
import io.github.bertmark.comparison.Verdict;
import io.github.bertmark.metric.Catalogue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The joint verdict on a variant from its findings on latency, accuracy and size. */
final class JointJudge {
  private JointJudge() {}

  static VariantVerdict judge(String displayName, String variant, List<Finding> findings) {
    List<Finding> judged = findings.stream().filter(finding -> isPart(finding, findings)).toList();
    String sentence =
        judged.stream()
            .map(
                finding ->
                    finding.metric().name()
                        + " "
                        + finding.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    return new VariantVerdict(variant, displayName, verdict(judged), sentence);
  }

  private static JointVerdict verdict(List<Finding> findings) {
    boolean better = has(findings, Verdict.IMPROVED);
    boolean worse = has(findings, Verdict.REGRESSED);
    if (better && worse) {
      return JointVerdict.TRADE_OFF;
    }
    if (findings.isEmpty()
        || has(findings, Verdict.NOT_COMPARABLE)
        || has(findings, Verdict.INCONCLUSIVE)) {
      return JointVerdict.UNDECIDED;
    }
    if (worse) {
      return JointVerdict.WORSE;
    }
    return better ? JointVerdict.DOMINATES : JointVerdict.SAME;
  }

  /** A latency that is not comparable is stood for by its proportion to the ruler. */
  private static boolean isPart(Finding finding, List<Finding> all) {
    if (finding.metric().equals(Catalogue.LATENCY)) {
      return finding.verdict() != Verdict.NOT_COMPARABLE
          || all.stream().noneMatch(other -> other.metric().equals(Catalogue.RULER));
    }
    return !finding.metric().equals(Catalogue.ALLOCATION);
  }

  private static boolean has(List<Finding> findings, Verdict verdict) {
    return findings.stream().anyMatch(finding -> finding.verdict() == verdict);
  }
}
