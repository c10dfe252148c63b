package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A parameter of a [Signature].
///
/// @param name PyTorch's name
/// @param type what it takes
/// @param defaultValue its default; null if the argument is required
/// @param variadic whether it takes all positional arguments that are left
record Parameter(String name, Type type, @Nullable Value defaultValue, boolean variadic) {

  /// What a parameter takes.
  enum Type {
    ANY,
    TENSOR,
    TENSORS,
    NUMBER,
    INT,
    INTS,
    BOOL,
    STR,
    DTYPE,
    NONE;

    boolean accepts(Value value) {
      return switch (this) {
        case ANY -> true;
        case TENSOR -> value instanceof Value.Array;
        case TENSORS -> all(value, TENSOR);
        case NUMBER -> isNumber(value);
        case INT -> value instanceof Value.Int;
        case INTS -> value instanceof Value.Int || all(value, INT);
        case BOOL -> value instanceof Value.Flag;
        case STR -> value instanceof Value.Text;
        case DTYPE -> value instanceof Value.Type;
        case NONE -> value instanceof Value.None;
      };
    }

    private static boolean all(Value value, Type type) {
      return value instanceof Value.Items(List<Value> items)
          && items.stream().allMatch(type::accepts);
    }

    private static boolean isNumber(Value value) {
      return switch (value) {
        case Value.Int _, Value.Real _, Value.Flag _, Value.Complex _ -> true;
        case Value.Text(String text) -> Value.numberOf(text) != null;
        default -> false;
      };
    }
  }

  boolean accepts(Value value) {
    return type.accepts(value)
        || (value instanceof Value.None && defaultValue instanceof Value.None);
  }

  /// Reads `name`, `name: type`, `name: type = default` or `*name: type`.
  static Parameter parse(String text) {
    String rest = text.strip();
    boolean variadic = rest.startsWith("*");
    if (variadic) {
      rest = rest.substring(1);
    }
    Value defaultValue = variadic ? new Value.Items(List.of()) : null;
    int equals = rest.indexOf('=');
    if (equals >= 0) {
      defaultValue = literal(rest.substring(equals + 1).strip());
      rest = rest.substring(0, equals);
    }
    Type type = Type.ANY;
    int colon = rest.indexOf(':');
    if (colon >= 0) {
      type = Type.valueOf(rest.substring(colon + 1).strip().toUpperCase(Locale.ROOT));
      rest = rest.substring(0, colon);
    }
    return new Parameter(rest.strip(), type, defaultValue, variadic);
  }

  private static Value literal(String text) {
    return switch (text) {
      case "None" -> new Value.None();
      case "True" -> new Value.Flag(true);
      case "False" -> new Value.Flag(false);
      default -> structured(text);
    };
  }

  private static Value structured(String text) {
    if (text.startsWith("[")) {
      List<Value> items = new ArrayList<>();
      for (String item : text.substring(1, text.length() - 1).split(",")) {
        if (!item.isBlank()) {
          items.add(literal(item.strip()));
        }
      }
      return new Value.Items(items);
    }
    if (text.startsWith("'")) {
      return new Value.Text(text.substring(1, text.length() - 1));
    }
    Double special = Value.numberOf(text);
    if (special != null) {
      return new Value.Real(special);
    }
    return text.matches("[-+]?\\d+")
        ? new Value.Int(Long.parseLong(text))
        : new Value.Real(Double.parseDouble(text));
  }
}
