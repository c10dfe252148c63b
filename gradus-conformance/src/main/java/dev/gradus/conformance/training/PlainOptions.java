package dev.gradus.conformance.training;

import dev.gradus.conformance.cases.CallText;
import dev.gradus.conformance.cases.CallText.Literal;
import dev.gradus.conformance.cases.CaseFormatException;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.cases.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Recorded options as plain numbers, texts, truth values and lists.
final class PlainOptions {
  private PlainOptions() {}

  static Map<String, @Nullable Object> of(JsonNode options) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    Values.decodeEntries(options).forEach((key, value) -> plain.put(key, plain(value)));
    return plain;
  }

  /// The keyword arguments of a call.
  static Map<String, @Nullable Object> of(CallText call) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    call.kwargs()
        .forEach((key, argument) -> {
          if (!(argument instanceof Literal literal)) {
            throw new CaseFormatException("not a plain option: " + key + " of " + call.name());
          }
          plain.put(key, plain(literal.value()));
        });
    return plain;
  }

  private static @Nullable Object plain(Value value) {
    return switch (value) {
      case Value.None _ -> null;
      case Value.Flag flag -> flag.value();
      case Value.Int whole -> whole.value();
      case Value.Real real -> real.value();
      case Value.Text text -> {
        Double number = Value.numberOf(text.value());
        yield number == null ? text.value() : number;
      }
      case Value.Items items -> items.items().stream().map(PlainOptions::plain).toList();
      default -> throw new CaseFormatException("not a plain option: " + value);
    };
  }
}
