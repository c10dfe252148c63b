package dev.gradus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/// PyTorch's names of what nodes keep: inputs are `self` and `other`, results `result` and
/// `result1`, arguments as in Java but with underscores, except where this table says otherwise.
///
/// @param inputs the names of the inputs
/// @param results the names of the results
/// @param arguments names of arguments by those of Java
record SavedNames(List<String> inputs, List<String> results, Map<String, String> arguments) {
  private static final SavedNames USUAL =
      new SavedNames(List.of("self", "other"), List.of(), Map.of());

  // How our operations tell their variants apart, and what follows from sizes that stand beside it.
  private static final Set<String> HIDDEN =
      Set.of(
          ("name node overload row kind plans windows arranged form face biased gradient view views"
                  + " of at from to shares_from shares_to picked once factor filling pick max root"
                  + " with_mean log params parameters vector vectors geometry op back reverse shape n"
                  + " classes spatial segments compute_q reduced without_nan spread divisors turned"
                  + " descending transposed count mean columns rows options s input sizes dims split outputs")
              .split(" "));

  private static final Map<String, SavedNames> TABLE = table();

  private static Map<String, SavedNames> table() {
    Map<String, SavedNames> all = new HashMap<>();
    for (String line : SavedNamesTable.LINES.lines().toList()) {
      int at = line.indexOf(':');
      SavedNames own =
          new SavedNames(words(part(line, ':')), words(part(line, '>')), renamed(part(line, ';')));
      for (String name : words(line.substring(0, at))) {
        all.put(name, own);
      }
    }
    return Map.copyOf(all);
  }

  // What follows a mark, up to the next.
  private static String part(String line, char mark) {
    int at = line.indexOf(mark);
    if (at < 0) {
      return "";
    }
    String rest = line.substring(at + 1);
    int end = rest.length();
    for (char next : new char[] {'>', ';'}) {
      int found = rest.indexOf(next);
      end = found < 0 ? end : Math.min(end, found);
    }
    return rest.substring(0, end);
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return List.copyOf(words);
  }

  private static Map<String, String> renamed(String text) {
    Map<String, String> all = new HashMap<>();
    for (String pair : words(text)) {
      int at = pair.indexOf('=');
      all.put(pair.substring(0, at), pair.substring(at + 1));
    }
    return Map.copyOf(all);
  }

  private static SavedNames of(String operation) {
    return TABLE.getOrDefault(operation, USUAL);
  }

  /// The name of input `i` of an operation.
  static String input(String operation, int i) {
    SavedNames own = of(operation);
    boolean usual = own.inputs.isEmpty() || own == USUAL;
    List<String> names = usual ? USUAL.inputs : own.inputs;
    if (i < names.size()) {
      return names.get(i);
    }
    // Of operations of any number of tensors the last name is that of all that follow.
    int last = names.size() - 1;
    return usual ? "input" + i : names.get(last) + (i - last);
  }

  /// The name of result `k` of an operation that has so many.
  static String result(String operation, int k, int count) {
    List<String> names = of(operation).results;
    if (k < names.size()) {
      return names.get(k);
    }
    return count == 1 ? "result" : "result" + k;
  }

  /// The components of a record under PyTorch's names, without those that are of no interest.
  static Map<String, Object> arguments(String operation, Map<String, Object> components) {
    Map<String, Object> all = new LinkedHashMap<>();
    components.forEach((java, value) -> {
      String name = argument(operation, java);
      if (name != null) {
        all.put(name, value);
      }
    });
    return all;
  }

  private static @Nullable String argument(String operation, String java) {
    String own = of(operation).arguments.get(java);
    if (own != null) {
      return own;
    }
    String snake = java.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    return HIDDEN.contains(snake) ? null : snake;
  }
}
