package io.github.bertmark.run;

/**
 * A file beside the run document.
 *
 * @param path relative to the run's folder, with forward slashes
 * @param sha256 digest of its bytes, lower-case hexadecimal
 */
public record FileReference(String path, String sha256) {}
