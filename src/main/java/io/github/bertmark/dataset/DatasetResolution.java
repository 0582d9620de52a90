package io.github.bertmark.dataset;

import java.util.List;

/**
 * The data set that was found, and how.
 *
 * @param dataset what to use
 * @param origin where it came from: a path or an address
 * @param notes what a reader of the results has to know, in the order in which it happened: why
 *     better sources failed, what could not be kept
 */
public record DatasetResolution(Dataset dataset, String origin, List<String> notes) {
  public DatasetResolution {
    notes = List.copyOf(notes);
  }
}
