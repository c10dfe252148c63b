package dev.gradus.io;

import dev.gradus.error.FileFormatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Python dict in the header of an npy file.
///
/// @param descr the dtype in NumPy's notation
/// @param fortran whether the first dimension runs fastest
record NpyDict(String descr, boolean fortran, long[] shape) {

  /// Reads the dict, which has these three keys and no others.
  static NpyDict parse(String text) {
    return new Parser(text).dict();
  }

  private static final class Parser {
    private final String text;
    private int at;
    private @Nullable String descr;
    private @Nullable Boolean fortran;
    private long @Nullable [] shape;

    Parser(String text) {
      this.text = text;
    }

    NpyDict dict() {
      expect('{');
      while (peek() != '}') {
        String key = string();
        expect(':');
        value(key);
        if (peek() != '}') {
          expect(',');
        }
      }
      at++;
      if (!text.substring(at).isBlank()) {
        throw wrong("something follows the dict");
      }
      if (descr == null || fortran == null || shape == null) {
        throw wrong("one of descr, fortran_order and shape is missing");
      }
      return new NpyDict(descr, fortran, shape);
    }

    private void value(String key) {
      switch (key) {
        case "descr" -> descr = descr();
        case "fortran_order" -> fortran = truth();
        case "shape" -> shape = tuple();
        default -> throw wrong("the key " + key + " is unknown");
      }
    }

    private String descr() {
      if (peek() == '[' || peek() == '(') {
        throw new FileFormatException(
            "npy: the elements are records of several fields\nSave one field of numbers at a time:"
                + " np.save(file, x['name']).");
      }
      return string();
    }

    private boolean truth() {
      peek();
      for (String word : List.of("True", "False")) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw wrong("fortran_order is neither True nor False");
    }

    private long[] tuple() {
      List<Long> sizes = new ArrayList<>();
      expect('(');
      while (peek() != ')') {
        sizes.add(number());
        if (peek() != ')') {
          expect(',');
        }
      }
      at++;
      return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    private long number() {
      peek();
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at == start || at - start > 18) {
        throw wrong("a size is no whole number");
      }
      long number = Long.parseLong(text.substring(start, at));
      if (at < text.length() && text.charAt(at) == 'L') {
        at++; // as Python 2 wrote long numbers
      }
      return number;
    }

    private String string() {
      char quote = peek();
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0) {
        throw wrong("a text is expected");
      }
      String string = text.substring(at + 1, end);
      at = end + 1;
      return string;
    }

    private void expect(char c) {
      if (peek() != c) {
        throw wrong("'" + c + "' is expected");
      }
      at++;
    }

    private char peek() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private FileFormatException wrong(String what) {
      return new FileFormatException("npy: the header is damaged at character " + at + ": " + what);
    }
  }
}
