/** What the scenarios beyond the warm call found of a variant: records of the document. */
@NullMarked
package io.github.bertmark.run.scenario;

import org.jspecify.annotations.NullMarked;
