package io.github.bertmark.report.format;

/**
 * A file for another tool.
 *
 * @param name relative to the folder that it is meant for, with forward slashes
 * @param text its content
 */
public record ExportFile(String name, String text) {}
