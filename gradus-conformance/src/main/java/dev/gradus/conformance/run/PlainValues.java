package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comparing a result that is not a tensor: a bool, a number, sizes.
final class PlainValues {
  /// Between a float32 value and its decimal, both as doubles.
  private static final Tolerance TOLERANCE = new Tolerance(1e-7, 1e-9);

  private PlainValues() {}

  /// The difference in words, or null if there is none.
  static @Nullable String difference(Value expected, @Nullable Object actual) {
    return agrees(expected, actual)
        ? null
        : "returned %s, expected %s".formatted(text(actual), text(expected));
  }

  private static boolean agrees(Value expected, @Nullable Object actual) {
    return switch (expected) {
      case Value.Flag(boolean flag) -> actual instanceof Boolean found && found == flag;
      case Value.Int(long number) ->
          (actual instanceof Long || actual instanceof Integer)
              && ((Number) actual).longValue() == number;
      case Value.Real(double number) -> close(number, actual);
      case Value.Text(String text) -> {
        Double number = Value.numberOf(text);
        yield number == null ? text.equals(actual) : close(number, actual);
      }
      case Value.Items(List<Value> items) -> all(items, actual);
      case Value.None _ -> actual == null;
      default -> false;
    };
  }

  private static boolean close(double expected, @Nullable Object actual) {
    if (!(actual instanceof Double || actual instanceof Float)) {
      return false;
    }
    return Comparison.close(((Number) actual).doubleValue(), expected, TOLERANCE);
  }

  private static boolean all(List<Value> items, @Nullable Object actual) {
    List<?> found =
        switch (actual) {
          case List<?> list -> list;
          case long[] sizes -> Arrays.stream(sizes).boxed().toList();
          case null, default -> null;
        };
    if (found == null || found.size() != items.size()) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      if (!agrees(items.get(i), found.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String text(@Nullable Object value) {
    return value instanceof long[] sizes ? Arrays.toString(sizes) : String.valueOf(value);
  }
}
