package dev.gradus.conformance.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When an exception agrees with a recorded one: its message contains every number and every quoted
/// word of the recorded first line, in order.
public final class ErrorRule {
  /// Fragments of messages about mistakes that Java's compiler does not let through.
  private static final List<String> IMPOSSIBLE =
      List.of(
          "must be Tensor, not",
          "must be tuple of Tensors, not",
          "object has no attribute",
          "invalid combination of arguments",
          "descriptor '__",
          "unsupported operand",
          // A method called on a Python number instead of a tensor.
          "'int' object has no attribute");

  /// Which tensors share memory is not recorded, so the mistake cannot be made again.
  private static final String SHARED_MEMORY =
      "some elements of the input tensor and the written-to tensor refer to a single memory location";

  /// A number. Digits inside words (`float32`, `dim0`) count, and a minus sign belongs to the
  /// number unless it follows a word.
  private static final String NUMBER = "(?<![\\w)\\]])-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?|\\d+";

  /// A word in quotes. An apostrophe inside a word opens no quote.
  private static final String QUOTED = "(?<!\\w)'([^']*)'(?!\\w)|\"([^\"]*)\"|`([^`]*)`";

  private static final Pattern TOKEN = Pattern.compile(QUOTED + "|(" + NUMBER + ")");
  private static final Pattern NUMBERS = Pattern.compile(NUMBER);

  private ErrorRule() {}

  /// The reason why a recorded error cannot be made in Java, or null if it can.
  public static @Nullable String notApplicable(String recorded) {
    for (String fragment : IMPOSSIBLE) {
      if (recorded.contains(fragment)) {
        return "Java's compiler refuses the call: " + fragment;
      }
    }
    return recorded.contains(SHARED_MEMORY)
        ? "the record does not say that tensors share memory: " + SHARED_MEMORY
        : null;
  }

  /// What `message` lacks of the recorded line, or null if it has everything.
  public static @Nullable String missing(String recorded, String message) {
    int from = 0;
    for (Token token : tokens(recorded)) {
      int end =
          token.quoted()
              ? endOfText(token.text(), message, from)
              : endOfNumber(token.text(), message, from);
      if (end < 0) {
        return (token.quoted() ? "the quoted word '" : "the number '") + token.text() + "'";
      }
      from = end;
    }
    return null;
  }

  /// What must be found, in order.
  private record Token(String text, boolean quoted) {}

  private static List<Token> tokens(String recorded) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(recorded);
    while (matcher.find()) {
      String number = matcher.group(4);
      if (number != null) {
        tokens.add(new Token(number, false));
        continue;
      }
      for (int group = 1; group <= 3; group++) {
        String word = matcher.group(group);
        if (word != null) {
          tokens.add(new Token(word, true));
        }
      }
    }
    return tokens;
  }

  private static int endOfText(String text, String message, int from) {
    int start = message.indexOf(text, from);
    return start < 0 ? -1 : start + text.length();
  }

  private static int endOfNumber(String number, String message, int from) {
    Matcher matcher = NUMBERS.matcher(message);
    for (int at = from; at <= message.length() && matcher.find(at); at = matcher.end()) {
      if (matcher.group().equals(number)) {
        return matcher.end();
      }
    }
    return -1;
  }
}
