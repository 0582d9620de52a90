package io.github.bertmark.run;

import java.util.List;

/**
 * What was found of a model of somebody else's before it was measured.
 *
 * @param labels where their names come from
 * @param sentences what the model is, and what could not be made of it
 */
public record Found(String labels, List<String> sentences) {
  public Found {
    sentences = List.copyOf(sentences);
  }
}
