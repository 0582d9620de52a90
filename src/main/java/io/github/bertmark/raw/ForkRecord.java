package io.github.bertmark.raw;

import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.machine.ForkPace;
import io.github.bertmark.run.SessionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one forked JVM of a benchmark really ran: the model it loaded, its settings, and the labels
 * that its calls returned.
 *
 * <p>JMH's JSON knows none of this; the merge joins the two and refuses latencies of a model whose
 * answers are not those that the accuracy was measured on.
 *
 * @param variant id of the model variant
 * @param benchmark fully-qualified name of the benchmark method, or the prefix that its class
 *     shares
 * @param pid process id of the fork
 * @param modelSha256 digest of the model file that was loaded, lower-case hexadecimal
 * @param onnxRuntimeVersion version of ONNX Runtime as it tells itself
 * @param intraOpThreads threads within one operator
 * @param interOpThreads threads across operators
 * @param session every setting of the session; null in records of releases that did not tell
 * @param query the classified text
 * @param labels how many calls, warm-up and timed, returned each label
 * @param settling what went before each timed call, in words; null in records of releases that did
 *     not tell
 * @param callAllocatedBytes what a call allocates on the Java heap, the median of the untimed ones
 *     before each timed one; null in records of releases that did not tell
 * @param pace of the machine meanwhile; null where it is not asked for, and in records of releases
 *     that did not tell
 */
public record ForkRecord(
    String variant,
    String benchmark,
    long pid,
    String modelSha256,
    String onnxRuntimeVersion,
    int intraOpThreads,
    int interOpThreads,
    @Nullable SessionReport session,
    String query,
    Map<String, Long> labels,
    @Nullable String settling,
    @Nullable Long callAllocatedBytes,
    @Nullable ForkPace pace) {

  private static final String WAY_OUT = "remove the run's folder and run the benchmarks again";

  public ForkRecord {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /**
   * Writes this record into a folder, which is made if missing. A process may run several
   * benchmarks in turn, and two in different containers may have the same id, so that the name is
   * random: {@code <variant>-<pid>-<uuid>.json}.
   *
   * @return the file
   */
  public Path write(Path folder) throws IOException {
    Path file = folder.resolve("%s-%d-%s.json".formatted(variant, pid, UUID.randomUUID()));
    Json.write(file, this);
    return file;
  }

  /**
   * Reads every record of a folder, in the order of their file names.
   *
   * @throws InputException if the folder is missing or a file in it is not such a record
   */
  public static List<ForkRecord> readAll(Path folder) throws IOException {
    return readAll(folder, ForkRecord.class, "no such folder of fork records", WAY_OUT);
  }

  static <T> List<T> readAll(Path folder, Class<T> type, String missing, String wayOut)
      throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (NoSuchFileException e) {
      throw new InputException(folder, missing, wayOut, e);
    }
    List<T> records = new ArrayList<>();
    for (Path file : files) {
      records.add(Json.read(file, type, wayOut));
    }
    return List.copyOf(records);
  }
}
