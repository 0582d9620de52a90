package io.github.bertmark.run;

/**
 * The model file of a variant.
 *
 * @param sha256 digest of its bytes, lower-case hexadecimal
 */
public record ModelReference(long sizeBytes, String sha256) {
  private static final double BYTES_PER_MIB = 1 << 20;

  /** The size in MiB, 2<sup>20</sup> bytes. */
  public double sizeMiB() {
    return sizeBytes / BYTES_PER_MIB;
  }
}
