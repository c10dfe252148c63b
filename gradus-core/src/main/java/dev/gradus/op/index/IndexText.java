package dev.gradus.op.index;

import dev.gradus.Index;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads an index in Python's spelling.
public final class IndexText {
  private final String text;
  private int at;

  private IndexText(String text) {
    this.text = text;
  }

  /// The parts of an index, separated by commas; one comma may follow the last.
  public static Index[] parse(String text) {
    return new IndexText(text).parts();
  }

  private Index[] parts() {
    List<Index> parts = new ArrayList<>();
    skipSpace();
    while (at < text.length()) {
      parts.add(part());
      if (at < text.length()) {
        if (text.charAt(at) != ',') {
          throw wrong("a comma or the end");
        }
        at++;
        skipSpace();
      }
    }
    if (parts.isEmpty()) {
      throw wrong("an index");
    }
    return parts.toArray(new Index[0]);
  }

  private Index part() {
    if (text.startsWith("...", at)) {
      at += 3;
      skipSpace();
      return new Index.Ellipsis();
    }
    if (Character.isLetter(peek())) {
      return word();
    }
    Long first = number();
    if (peek() != ':') {
      if (first == null) {
        throw wrong("a number, ':', '...', None, newaxis, True or False");
      }
      return new Index.At(first);
    }
    next();
    Long end = number();
    Long step = null;
    if (peek() == ':') {
      next();
      step = number();
    }
    return new Index.Slice(first, end, step == null ? 1 : step);
  }

  private Index word() {
    int start = at;
    while (Character.isLetterOrDigit(peek()) || peek() == '_') {
      at++;
    }
    String word = text.substring(start, at);
    skipSpace();
    return switch (word) {
      case "None", "newaxis" -> new Index.NewAxis();
      case "True" -> new Index.Flag(true);
      case "False" -> new Index.Flag(false);
      case "Ellipsis" -> new Index.Ellipsis();
      default -> {
        at = start;
        throw wrong("None, newaxis, True or False");
      }
    };
  }

  private @Nullable Long number() {
    int start = at;
    if (peek() == '-' || peek() == '+') {
      at++;
    }
    int digits = at;
    while (peek() >= '0' && peek() <= '9' || peek() == '_' && at > digits) {
      at++;
    }
    if (at == digits) {
      if (at > start) {
        throw wrong("a digit");
      }
      return null;
    }
    String number = text.substring(start, at).replace("_", "");
    try {
      long value = Long.parseLong(number);
      skipSpace();
      return value;
    } catch (NumberFormatException _) {
      at = start;
      throw wrong("a number that fits into 64 bits");
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void next() {
    at++;
    skipSpace();
  }

  private void skipSpace() {
    while (Character.isWhitespace(peek())) {
      at++;
    }
  }

  private GradusArgumentException wrong(String wanted) {
    return new GradusArgumentException(
        "get: the index \""
            + text
            + "\" is wrong at position "
            + at
            + "; expected "
            + wanted
            + ".\n  "
            + text
            + "\n  "
            + " ".repeat(at)
            + "^\nWrite it as in Python: \"1:3, ..., None, -1\".");
  }
}
