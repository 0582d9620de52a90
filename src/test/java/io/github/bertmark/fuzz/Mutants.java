package io.github.bertmark.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Seeded mutants of an input: one to three edits of its bytes, or of its JSON's tokens. */
final class Mutants {
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"\\\\]{0,200}\"|-?\\d[\\d.eE+-]*|true|false|null|[\\[\\]{}:,]");

  /** What stands where something else belongs. */
  private static final List<String> HOSTILE =
      List.of(
          "null",
          "[]",
          "{}",
          "[null]",
          "{\"\":null}",
          "\"\"",
          "\"NaN\"",
          "\"../../x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"/dev/null\"",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "-1e400",
          "NaN",
          "1e-999",
          "2147483648",
          "9223372036854775808",
          "99999999999999999999999",
          "[".repeat(2_000),
          "");

  private final RandomGenerator random;
  private final byte[] seed;
  private final List<MatchResult> tokens;

  Mutants(byte[] seed, long number) {
    this.random = new SplittableRandom(number);
    this.seed = seed;
    this.tokens = TOKEN.matcher(new String(seed, StandardCharsets.ISO_8859_1)).results().toList();
  }

  byte[] next() {
    byte[] mutant = seed;
    if (!tokens.isEmpty() && random.nextInt(3) > 0) {
      mutant = withToken(tokens.get(random.nextInt(tokens.size())));
      if (random.nextInt(4) > 0) {
        return mutant;
      }
    }
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
      mutant = edited(mutant);
    }
    return mutant;
  }

  private byte[] withToken(MatchResult token) {
    String other =
        random.nextBoolean()
            ? HOSTILE.get(random.nextInt(HOSTILE.size()))
            : tokens.get(random.nextInt(tokens.size())).group();
    return spliced(seed, token.start(), token.end(), other.getBytes(StandardCharsets.ISO_8859_1));
  }

  private byte[] edited(byte[] input) {
    int from = random.nextInt(input.length + 1);
    int to = Math.min(input.length, from + (1 << random.nextInt(7)));
    byte[] other = new byte[1 << random.nextInt(4)];
    random.nextBytes(other);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(input, from);
      case 1 -> spliced(input, from, to, new byte[0]);
      case 2 -> spliced(input, from, from, other);
      case 3 -> spliced(input, from, Math.min(input.length, from + other.length), other);
      case 4 -> spliced(input, to, to, Arrays.copyOfRange(input, from, to));
      default -> flipped(input, from);
    };
  }

  private byte[] flipped(byte[] input, int at) {
    byte[] flipped = input.clone();
    if (at < flipped.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] spliced(byte[] input, int from, int to, byte[] other) {
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    spliced.write(input, 0, from);
    spliced.writeBytes(other);
    spliced.write(input, to, input.length - to);
    return spliced.toByteArray();
  }
}
