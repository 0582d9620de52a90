package io.github.bertmark.source.hub;

import java.nio.file.Path;

/**
 * The files of a model at one commit.
 *
 * @param folder not to be written to
 * @param commit 40 hexadecimal digits
 */
public record HubSnapshot(Path folder, String commit) {}
