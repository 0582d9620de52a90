package io.github.bertmark.report.html;

import java.util.List;

/**
 * What the queries of a data set's test split say.
 *
 * @param datasetSha256 digest of the data set, as run documents have it
 * @param queries in the order of the split
 * @param attribution whose they are; shown wherever they are
 */
public record QueryTexts(String datasetSha256, List<String> queries, String attribution) {
  public QueryTexts {
    queries = List.copyOf(queries);
  }
}
