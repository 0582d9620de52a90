package io.github.bertmark.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.inspect.NodeRuns.TypedShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ONNX Runtime's trace of a session: an array of events in Chrome's format, of which those of
 * category {@code Node} whose name ends in {@code _kernel_time} are runs of a node.
 */
final class Trace {
  private static final String KERNEL = "_kernel_time";

  /** Whatever is between the keys that are on either side of it. */
  private static final Pattern NAME =
      Pattern.compile("(?<=\"name\" :\").*?(?=\",\"args\" : \\{)", Pattern.DOTALL);

  private static final String WAY_OUT = "inspect with the version of ONNX Runtime that is pinned";

  private Trace() {}

  /**
   * Reads a trace.
   *
   * @return the runs of each node, in the order of execution
   * @throws InputException if it is no such trace, or of no run
   */
  static List<NodeRuns> read(Path file) throws IOException {
    Map<String, List<JsonNode>> events = new LinkedHashMap<>();
    for (JsonNode event : Json.read(escaped(file), JsonNode.class, file, WAY_OUT)) {
      if (event.path("cat").asText().equals("Node")
          && event.path("name").asText().endsWith(KERNEL)) {
        String index = event.path("args").path("node_index").asText();
        events.computeIfAbsent(index, key -> new ArrayList<>()).add(event);
      }
    }
    if (events.isEmpty()) {
      throw new InputException(file, "is a trace without the run of a node", WAY_OUT);
    }
    return events.values().stream().map(Trace::node).toList();
  }

  /** ONNX Runtime writes the names of nodes as they are, quotes and backslashes too. */
  private static byte[] escaped(Path file) throws IOException {
    String text = new String(Json.bytes(file, WAY_OUT), UTF_8);
    return NAME.matcher(text)
        .replaceAll(name -> Matcher.quoteReplacement(new String(quoteAsString(name.group()))))
        .getBytes(UTF_8);
  }

  private static char[] quoteAsString(String name) {
    return JsonStringEncoder.getInstance().quoteAsString(name);
  }

  private static NodeRuns node(List<JsonNode> runs) {
    JsonNode arguments = runs.get(0).path("args");
    String name = runs.get(0).path("name").asText();
    return new NodeRuns(
        name.substring(0, name.length() - KERNEL.length()),
        arguments.path("op_name").asText(),
        arguments.path("provider").asText(),
        shapes(arguments.path("input_type_shape")),
        shapes(arguments.path("output_type_shape")),
        runs.stream().map(run -> run.path("dur").asLong()).toList());
  }

  private static List<TypedShape> shapes(JsonNode list) {
    List<TypedShape> shapes = new ArrayList<>();
    for (JsonNode entry : list) {
      for (Map.Entry<String, JsonNode> tensor : entry.properties()) {
        List<Long> shape = new ArrayList<>();
        tensor.getValue().forEach(size -> shape.add(size.asLong()));
        shapes.add(new TypedShape(DataTypes.ofProfiler(tensor.getKey()), shape));
      }
    }
    return shapes;
  }
}
