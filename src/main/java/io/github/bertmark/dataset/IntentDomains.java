package io.github.bertmark.dataset;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The ten domains that CLINC150 sorts its 150 intents into. */
public final class IntentDomains {
  private static final String RESOURCE = "clinc150-domains.csv";

  private IntentDomains() {}

  /**
   * The domain of each intent, sorted by intent; {@code oos} has none.
   *
   * <p>Source: {@code domains.json} of the data set's repository, github.com/clinc/oos-eval.
   */
  public static Map<String, String> clinc150() {
    return Collections.unmodifiableMap(
        CsvResource.records(CsvResource.bytes(RESOURCE)).stream()
            .collect(
                Collectors.toMap(
                    row -> row.get("intent"),
                    row -> row.get("domain"),
                    (one, other) -> {
                      throw new IllegalStateException("an intent in two domains");
                    },
                    TreeMap::new)));
  }
}
