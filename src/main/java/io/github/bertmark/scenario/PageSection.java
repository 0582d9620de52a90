package io.github.bertmark.scenario;

import io.github.bertmark.run.RunDocument;
import java.util.function.Predicate;

/**
 * A section of the page.
 *
 * @param id of its element
 * @param name in the navigation
 * @param part of the page's program that fills it in
 * @param order of the sections: a lower one comes first; right and wrong answers are at 0
 * @param isIn whether a run has something to show there
 */
public record PageSection(
    String id, String name, String part, int order, Predicate<RunDocument> isIn) {}
