package dev.gradus.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// What `./gradus bench` was asked for.
///
/// @param quick whether short runs will do
/// @param list whether the names of the lines are wanted instead
/// @param only which lines; null for all
/// @param threads on how many threads; null for one and two
/// @param json where the rows go as JSON; null for nowhere
/// @param page where the page of results is; null if it is left as it is
record Arguments(
    boolean quick,
    boolean list,
    @Nullable Pattern only,
    @Nullable Integer threads,
    @Nullable Path json,
    @Nullable Path page) {
  /// Something that cannot be understood; the message says what to write instead.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  static Arguments of(String... words) throws Refused {
    boolean quick = false;
    boolean list = false;
    Pattern only = null;
    Integer threads = null;
    Path json = null;
    Path page = null;
    Deque<String> rest = new ArrayDeque<>(List.of(words));
    while (!rest.isEmpty()) {
      String word = rest.pop();
      switch (word) {
        case "--quick" -> quick = true;
        case "--list" -> list = true;
        case "--only" -> only = pattern(value(word, "a regular expression", rest));
        case "--threads" -> threads = threads(value(word, "1 or 2", rest));
        case "--json" -> json = Path.of(value(word, "a file", rest));
        case "--write-docs" -> page = Path.of(value(word, "a file", rest));
        default -> throw new Refused("unknown argument '" + word + "'");
      }
    }
    return new Arguments(quick, list, only, threads, json, page);
  }

  boolean wants(Line line) {
    return only == null || only.matcher(line.name()).find();
  }

  boolean wants(int count) {
    return threads == null || threads == count;
  }

  private static Integer threads(String text) throws Refused {
    return switch (text) {
      case "1" -> 1;
      case "2" -> 2;
      default -> throw new Refused("--threads: '" + text + "' is neither 1 nor 2");
    };
  }

  private static String value(String option, String what, Deque<String> rest) throws Refused {
    String value = rest.poll();
    if (value == null || value.startsWith("--")) {
      throw new Refused(option + " needs " + what);
    }
    return value;
  }

  private static Pattern pattern(String text) throws Refused {
    try {
      return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw new Refused("--only: '" + text + "' is no regular expression: " + e.getDescription());
    }
  }
}
