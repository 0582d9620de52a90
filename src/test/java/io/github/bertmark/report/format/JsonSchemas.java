package io.github.bertmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;

/** Checks of JSON against a schema. */
final class JsonSchemas {
  private JsonSchemas() {}

  static void assertValid(String schema, String json) {
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(schema)
                .validate(json, InputFormat.JSON))
        .isEmpty();
  }
}
