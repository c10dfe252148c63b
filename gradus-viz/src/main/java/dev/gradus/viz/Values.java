package dev.gradus.viz;

import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.Sizes;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// Tensors and arguments as short texts.
final class Values {
  private static final int FEW = 4;
  private static final int LONGEST = 80;

  // Lists of lists of lists are left alone: they may contain themselves.
  private static final int DEEPEST = 3;

  private Values() {}

  /// Dtype and sizes: `float32 [3, 4]`.
  static String form(long[] sizes, DType dtype) {
    return dtype.torchName() + " " + Sizes.text(sizes);
  }

  static String form(Tensor t) {
    return form(t.shape(), t.dtype());
  }

  /// The elements as PyTorch prints them in a line, if there are few; else nothing.
  static String few(Tensor t) {
    if (t.numel() > FEW || t.numel() == 0) {
      return "";
    }
    try {
      return elements(Gradus.noGrad(() -> t.detach().toString()));
    } catch (GradusArgumentException | GradusStateException | GradusUnsupportedException e) {
      return ""; // A tensor of a function transform: it stands for several.
    }
  }

  /// What stands in `tensor(…)` before the dtype.
  private static String elements(String printed) {
    String text = printed.replaceAll("\\s+", " ").replace("[ ", "[");
    int from = text.indexOf('(');
    int to = text.startsWith("[", from + 1) ? text.lastIndexOf(']') + 1 : text.lastIndexOf(')');
    int comma = text.startsWith("[", from + 1) ? -1 : text.indexOf(',', from);
    return from < 0 || to <= from ? "" : text.substring(from + 1, comma < 0 ? to : comma);
  }

  /// An argument of an operation, as short as can be; empty where there is nothing to say.
  static String argument(Object value) {
    return clipped(argument(value, 0));
  }

  private static String argument(Object value, int depth) {
    return switch (value) {
      case Tensor t -> few(t).isEmpty() ? form(t) : form(t) + " = " + few(t);
      case Number n -> n.toString();
      case Boolean b -> b.toString();
      case CharSequence text -> text.toString();
      case DType d -> d.torchName();
      case Enum<?> e -> e.name();
      case List<?> list -> listed(list.toArray(), depth);
      case Record r -> components(r, depth);
      default -> value.getClass().isArray() ? listed(value, depth) : "";
    };
  }

  private static String listed(Object array, int depth) {
    StringJoiner all = new StringJoiner(", ", "[", "]");
    int count = depth == DEEPEST ? 0 : Math.min(Array.getLength(array), LONGEST);
    for (int i = 0; i < count; i++) {
      Object entry = Array.get(array, i);
      all.add(entry == null ? "None" : argument(entry, depth + 1));
    }
    return all.toString();
  }

  private static String components(Record r, int depth) {
    StringJoiner all = new StringJoiner(", ");
    Map<String, Object> values = depth == DEEPEST ? Map.of() : Operation.componentsOf(r);
    for (Map.Entry<String, Object> e : values.entrySet()) {
      String text = argument(e.getValue(), depth + 1);
      if (!text.isEmpty()) {
        all.add(e.getKey() + "=" + text);
      }
    }
    return all.toString();
  }

  /// The beginning of a text that is too long; nothing is cut within a character.
  static String clipped(String text) {
    return clipped(text, LONGEST);
  }

  static String clipped(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
  }

  /// A number with its unit: `1 byte`, `1 236 bytes`, `4.2 MB`.
  static String bytes(long n) {
    if (n == 1) {
      return "1 byte";
    }
    if (n < 10_000) {
      return n + " bytes";
    }
    double size = n;
    int unit = -1;
    while (size >= 1000) {
      size /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT, size < 10 ? "%.1f %cB" : "%.0f %cB", size, "kMGTPE".charAt(unit));
  }
}
