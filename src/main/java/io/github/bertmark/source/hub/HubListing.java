package io.github.bertmark.source.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bertmark.InputException;
import io.github.bertmark.Json;
import io.github.bertmark.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the hub says of a revision: its commit, and the files that are wanted of it. */
record HubListing(String commit, List<HubFile> files) {
  private static final String WAY_OUT = "check HF_ENDPOINT, or try again later";
  private static final int MOST_BYTES = 32 << 20;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  HubListing {
    files = List.copyOf(files);
  }

  /**
   * Asks for the revision.
   *
   * @throws InputException if there is no such, the answer cannot be used, or no weights are listed
   */
  static HubListing ask(HubClient client) throws IOException {
    HubId id = client.id();
    String revision = id.revisionOrMain().replace("/", "%2F");
    String path = "/api/models/" + id.repository() + "/revision/" + revision + "?blobs=true";
    byte[] answer;
    try (InputStream body = client.open(path, 0).body()) {
      answer = body.readNBytes(MOST_BYTES + 1);
    }
    if (answer.length > MOST_BYTES) {
      throw client.refusal("the hub's list of its files is longer than 32 MiB", WAY_OUT);
    }
    JsonNode model = Json.read(answer, JsonNode.class, "the hub's answer on hf:" + id, WAY_OUT);
    String commit = model.path("sha").asText();
    if (!SnapshotCache.COMMIT.matcher(commit).matches()) {
      throw client.refusal("the hub names no commit of it", WAY_OUT);
    }
    Map<String, JsonNode> siblings = new TreeMap<>();
    for (JsonNode sibling : model.path("siblings")) {
      String name = sibling.path("rfilename").asText();
      requireInside(client, name);
      siblings.put(name, sibling);
    }
    List<HubFile> files =
        WantedFiles.of(siblings.keySet()).stream()
            .map(name -> file(client, name, siblings.getOrDefault(name, model)))
            .toList();
    if (files.isEmpty()) {
      throw client.refusal(
          "holds no whole model.safetensors, pytorch_model.bin, adapter_model.safetensors or *.onnx",
          "name a model that has one");
    }
    return new HubListing(commit, files);
  }

  /** Of the wanted files none could; a list with such a name is not to be trusted at all. */
  private static void requireInside(HubClient client, String name) {
    if (name.startsWith("/")
        || name.contains("\\")
        || name.matches("(?s)[A-Za-z]:.*")
        || Arrays.asList(name.split("/", -1)).contains("..")) {
      throw client.refusal(
          "names a file that leads out of its folder, " + PlainText.quoted(name),
          "name another model");
    }
  }

  private static HubFile file(HubClient client, String name, JsonNode sibling) {
    JsonNode large = sibling.path("lfs");
    String digest = (large.isObject() ? large.path("sha256") : sibling.path("blobId")).asText();
    JsonNode bytes = sibling.path("size");
    if (!DIGEST.matcher(digest).matches()
        || !bytes.isIntegralNumber()
        || !bytes.canConvertToLong()
        || bytes.asLong() < 0) {
      throw client.refusal("the hub states no size and digest of " + name, WAY_OUT);
    }
    return new HubFile(name, bytes.asLong(), digest);
  }
}
