package io.github.bertmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.bertmark.comparison.Comparison;
import io.github.bertmark.comparison.Policy;
import io.github.bertmark.gate.Gate;
import io.github.bertmark.run.RunDocument;
import io.github.bertmark.run.RunFixture;
import io.github.bertmark.run.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas in docs/ are those of the records, and the documents keep to them. */
class DocumentSchemaTest {
  /** Rewrites the files: {@code mvn test -Dtest=DocumentSchemaTest -Dbertmark.rewrite=true}. */
  private static final boolean REWRITE = Boolean.getBoolean("bertmark.rewrite");

  @TempDir Path folder;

  enum Document {
    RUN(RunDocument.class, RunDocument.SCHEMA, "A run of bertmark, run.json"),
    COMPARISON(Comparison.class, Comparison.SCHEMA, "A comparison by bertmark, comparison.json");

    private final Class<? extends Record> type;
    private final String id;
    private final String title;

    Document(Class<? extends Record> type, String id, String title) {
      this.type = type;
      this.id = id;
      this.title = title;
    }

    Path file() {
      return Path.of("docs", name().toLowerCase(Locale.ROOT) + ".schema.json");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theCommittedSchemaIsThatOfTheRecords(Document document) throws IOException {
    String schema = Json.toText(RecordSchema.of(document.type, document.id, document.title));
    if (REWRITE) {
      Files.writeString(document.file(), schema);
    }
    assertThat(document.file())
        .as(
            "after a change of the records: -Dbertmark.rewrite=true, and raise its version if a reader would misread it")
        .hasContent(schema);
  }

  @Test
  void documentsKeepToTheirSchemas() throws IOException {
    StoredRun published = StoredRun.read(Path.of("results", "reference"));
    RunDocument fresh = RunFixture.ofReferenceVariants().withStages().document(folder);
    fresh.write(folder.resolve("run.json"));
    assertThat(fresh.schema()).isEqualTo(RunDocument.SCHEMA);
    assertValid(Document.RUN, Files.readString(Path.of("results", "reference", "run.json")));
    assertValid(Document.RUN, Files.readString(folder.resolve("run.json")));
    Comparison comparison = new Gate(Policy.DEFAULT).compare(published, StoredRun.read(folder));
    assertValid(Document.COMPARISON, Json.toText(comparison));
    assertThat(Json.toText(comparison)).startsWith("{\n  \"$schema\": \"" + Comparison.SCHEMA);
  }

  @Test
  void whatIsNotOfTheRecordsIsNoneOfTheSchemas() throws IOException {
    String run = Files.readString(Path.of("results", "reference", "run.json"));
    assertThat(
            schema(Document.RUN)
                .validate(run.replace("\"command\"", "\"order\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(
            schema(Document.RUN)
                .validate(
                    run.replaceFirst("\"calls\": \\d+", "\"calls\": \"x\""), InputFormat.JSON))
        .isNotEmpty();
  }

  private static void assertValid(Document document, String json) throws IOException {
    assertThat(schema(document).validate(json, InputFormat.JSON)).isEmpty();
  }

  private static JsonSchema schema(Document document) throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(Files.readString(document.file()));
  }
}
