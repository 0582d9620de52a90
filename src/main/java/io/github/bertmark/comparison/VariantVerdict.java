package io.github.bertmark.comparison;

/**
 * The joint verdict on one variant.
 *
 * @param variant id of the variant
 * @param sentence what it rests on
 */
public record VariantVerdict(
    String variant, String displayName, JointVerdict verdict, String sentence) {}
