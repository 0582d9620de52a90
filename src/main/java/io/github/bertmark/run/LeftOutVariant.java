package io.github.bertmark.run;

/** A variant that was to be measured and could not be, with the line that says why. */
public record LeftOutVariant(String id, String reason) {}
