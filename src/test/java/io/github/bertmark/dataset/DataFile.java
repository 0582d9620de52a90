package io.github.bertmark.dataset;

import io.github.bertmark.Progress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A user's labelled file, read as commands read it. */
public final class DataFile {
  private DataFile() {}

  public static Dataset read(Path file) {
    return read(file, FileLayout.FOUND);
  }

  static Dataset read(Path file, FileLayout layout) {
    DatasetRequest request = new DatasetRequest(file, file.resolveSibling("cache"), true, layout);
    return Datasets.resolve(request, Progress.NONE).dataset();
  }

  static Path write(Path file, String text, Charset charset) throws IOException {
    return Files.write(file, text.getBytes(charset));
  }

  /** CSV of made-up texts. */
  static String csv(int rows) {
    RandomGenerator random = new Random(rows);
    List<String> words = List.of("what", "is", "my", "pin", "lost", "card", "été", "hotel,", "?");
    StringBuilder csv = new StringBuilder("id,text,label\n");
    for (int row = 0; row < rows; row++) {
      csv.append(row).append(",\"number ").append(row);
      for (int n = 4 + random.nextInt(12); n > 0; n--) {
        csv.append(' ').append(words.get(random.nextInt(words.size())));
      }
      csv.append("\",label_").append(random.nextInt(150)).append('\n');
    }
    return csv.toString();
  }

  /** Reads the file that is named, and prints the rows and how many milliseconds that took. */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    int rows = read(Path.of(arguments[0])).queries(Split.TEST).size();
    System.out.println(rows + " " + (System.nanoTime() - start) / 1_000_000);
  }
}
