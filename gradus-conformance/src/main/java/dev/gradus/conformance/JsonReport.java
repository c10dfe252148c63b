package dev.gradus.conformance;

import dev.gradus.conformance.run.Summary;
import dev.gradus.conformance.run.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The report for programs: `{"totals": {"passed", "failed", "unsupported", "notApplicable",
/// "namesAgree", "stridesAgree"}, "ops": {NAME: the same}, "failures": [{"id", "difference"}]}`.
final class JsonReport {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonReport() {}

  static void write(Summary summary, Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(tree(summary)) + "\n");
  }

  static ObjectNode tree(Summary summary) {
    ObjectNode root = JSON.createObjectNode();
    fill(root.putObject("totals"), summary.totals());
    ObjectNode operations = root.putObject("ops");
    summary.operations().forEach((name, tally) -> fill(operations.putObject(name), tally));
    ArrayNode failures = root.putArray("failures");
    for (Summary.Failure failure : summary.failures()) {
      failures.addObject().put("id", failure.id()).put("difference", failure.difference());
    }
    return root;
  }

  private static void fill(ObjectNode node, Tally tally) {
    node.put("passed", tally.passed())
        .put("failed", tally.failed())
        .put("unsupported", tally.unsupported())
        .put("notApplicable", tally.notApplicable())
        .put("namesAgree", tally.namesAgree())
        .put("stridesAgree", tally.stridesAgree());
  }
}
