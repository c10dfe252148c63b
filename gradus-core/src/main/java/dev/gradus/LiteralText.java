package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.List;

/// Reads tensors written in Python's notation. See [Literals#tensor(String)].
///
/// ```
/// value  = list | number
/// list   = '[' [ value { ',' value } [ ',' ] ] ']'
/// number = 'True' | 'False' | real | imaginary | real sign imaginary
/// ```
final class LiteralText {
  // Deeper text is a mistake, and recursion must end before the stack does.
  private static final int MAX_DEPTH = 64;

  private final String text;
  private int at;

  private LiteralText(String text) {
    this.text = text;
  }

  /// The tree that [LiteralNumbers#tensor] takes.
  static Object parse(String text) {
    LiteralText reader = new LiteralText(text);
    Object tree = reader.value(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.unexpected("the end");
    }
    return tree;
  }

  private Object value(int depth) {
    skipSpace();
    return accept('[') ? list(depth + 1) : number();
  }

  private List<Object> list(int depth) {
    if (depth > MAX_DEPTH) {
      throw error("a tensor has at most " + MAX_DEPTH + " dimensions here");
    }
    List<Object> items = new ArrayList<>();
    skipSpace();
    while (!accept(']')) {
      items.add(value(depth));
      skipSpace();
      if (!accept(',') && !startsWith("]")) {
        throw unexpected("',' or ']'");
      }
      skipSpace();
    }
    return items;
  }

  private LiteralNumber number() {
    if (acceptWord("True")) {
      return new LiteralNumber.Truth(true);
    }
    if (acceptWord("False")) {
      return new LiteralNumber.Truth(false);
    }
    int start = at;
    double zero = startsWith("-") ? -0.0 : 0.0; // Python negates both parts of 2j.
    LiteralNumber first = real();
    if (acceptWord("j")) {
      return new LiteralNumber.Complex(zero, first.real());
    }
    int end = at;
    skipSpace();
    if (!startsWith("+") && !startsWith("-")) {
      at = end;
      return first;
    }
    LiteralNumber second = real();
    if (!acceptWord("j")) {
      at = start;
      throw error("arithmetic is not evaluated; write the number itself");
    }
    return new LiteralNumber.Complex(first.real(), second.real());
  }

  private LiteralNumber real() {
    int start = at;
    boolean negative = startsWith("-");
    if (negative || startsWith("+")) {
      at++;
      skipSpace();
    }
    int magnitude = at;
    if (acceptName("inf")) {
      return new LiteralNumber.Decimal(negative ? -1.0 / 0 : 1.0 / 0);
    }
    if (acceptName("nan")) {
      return new LiteralNumber.Decimal(Double.NaN);
    }
    int digits = digits();
    boolean decimal = accept('.');
    digits += decimal ? digits() : 0;
    if (digits == 0) {
      at = start;
      throw unexpected("a number, True, False or '['");
    }
    decimal |= exponent();
    String body = text.substring(magnitude, at);
    if (decimal) {
      double value = Double.parseDouble(body);
      return new LiteralNumber.Decimal(negative ? -value : value);
    }
    return whole(start, negative ? "-" + body : body);
  }

  private LiteralNumber whole(int start, String digits) {
    try {
      return new LiteralNumber.Whole(Long.parseLong(digits));
    } catch (NumberFormatException _) {
      at = start;
      throw new GradusArgumentException(
          "Overflow when unpacking long long\n"
              + error(digits + " does not fit into int64; write a decimal instead").getMessage());
    }
  }

  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private boolean exponent() {
    int start = at;
    if (accept('e') || accept('E')) {
      if (!accept('+')) {
        accept('-');
      }
      if (digits() > 0) {
        return true;
      }
      at = start;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean startsWith(String expected) {
    return text.startsWith(expected, at);
  }

  private boolean accept(char expected) {
    boolean found = at < text.length() && text.charAt(at) == expected;
    at += found ? 1 : 0;
    return found;
  }

  // A whole word; inf and nan may have the j of an imaginary part at once behind them.
  private boolean acceptWord(String word) {
    return accept(word, false);
  }

  private boolean acceptName(String name) {
    return accept(name, true);
  }

  private boolean accept(String word, boolean maybeImaginary) {
    if (!startsWith(word)) {
      return false;
    }
    int end = at + word.length();
    if (maybeImaginary && text.startsWith("j", end)) {
      end++;
    }
    if (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      return false;
    }
    at += word.length();
    return true;
  }

  private GradusArgumentException unexpected(String expected) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return error("expected " + expected + ", found " + found);
  }

  /// A message that shows the line with a mark below the place.
  private GradusArgumentException error(String problem) {
    int place = Math.min(at, text.length());
    int from = Math.max(text.lastIndexOf('\n', place - 1) + 1, place - 40);
    int lineEnd = text.indexOf('\n', place);
    int to = Math.min(lineEnd < 0 ? text.length() : lineEnd, place + 40);
    return new GradusArgumentException(
        "tensor: "
            + problem
            + " at position "
            + place
            + "\n  "
            + text.substring(from, to)
            + "\n  "
            + " ".repeat(place - from)
            + "^");
  }
}
