package dev.gradus.conformance.cases;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// One line of a file of cases, not yet decoded.
///
/// @param id the case's own id
/// @param name what the case is counted under: PyTorch's name of the operation, or the training
///   topic
/// @param isOperation whether it is a case of an operation
/// @param fields the JSON object of the line
/// @param place file and line, for messages
public record RecordedCase(
    String id, String name, boolean isOperation, JsonNode fields, String place) {

  /// The training topics, and the field by which a case of each is known. `schedulers` come before
  /// `optimizers`, because a scheduler's case names its optimiser too.
  private static final List<Topic> TOPICS =
      List.of(
          new Topic("rng", "call"),
          new Topic("schedulers", "scheduler"),
          new Topic("optimizers", "optimizer"),
          new Topic("modules", "module"),
          new Topic("runs", "run"));

  private record Topic(String name, String field) {}

  /// The names of the training topics.
  public static List<String> topics() {
    return TOPICS.stream().map(Topic::name).toList();
  }

  /// The dtype under test, empty if none is recorded.
  public String dtype() {
    return fields.path("dtype").asString("");
  }

  static RecordedCase of(JsonNode fields, String place) {
    if (!fields.isObject() || !fields.path("id").isString()) {
      throw new CaseFormatException(place + ": not a recorded case: it has no id");
    }
    String id = fields.get("id").stringValue();
    if (fields.path("op").isString()) {
      return new RecordedCase(id, fields.get("op").stringValue(), true, fields, place);
    }
    for (Topic topic : TOPICS) {
      if (fields.has(topic.field())) {
        return new RecordedCase(id, topic.name(), false, fields, place);
      }
    }
    throw new CaseFormatException(
        place + ": case " + id + " is neither of an operation (op) nor of a training topic");
  }
}
