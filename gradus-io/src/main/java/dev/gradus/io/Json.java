package dev.gradus.io;

import dev.gradus.error.FileFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The part of JSON that headers of safetensors use: objects, arrays, text and whole numbers.
final class Json {
  private static final int MAX_DEPTH = 8;
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /// The object that the text is, followed by spaces alone.
  static Map<String, Object> object(String text) {
    Json json = new Json(text);
    Object value = json.value(0);
    json.space();
    if (json.at < text.length() || !(value instanceof Map<?, ?>)) {
      throw json.wrong("the header is not one object");
    }
    @SuppressWarnings("unchecked") // this class makes maps with text as keys
    Map<String, Object> map = (Map<String, Object>) value;
    return map;
  }

  private Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw wrong("nested too deep");
    }
    return switch (peek()) {
      case '{' -> map(depth);
      case '[' -> list(depth);
      case '"' -> string();
      default -> number();
    };
  }

  private Map<String, Object> map(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    at++;
    if (peek() == '}') {
      at++;
      return map;
    }
    while (true) {
      if (peek() != '"') {
        throw wrong("a key is expected");
      }
      String key = string();
      expect(':');
      if (map.put(key, value(depth + 1)) != null) {
        throw wrong("the key " + key + " stands twice");
      }
      if (peek() == '}') {
        at++;
        return map;
      }
      expect(',');
    }
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    at++;
    if (peek() == ']') {
      at++;
      return list;
    }
    while (true) {
      list.add(value(depth + 1));
      if (peek() == ']') {
        at++;
        return list;
      }
      expect(',');
    }
  }

  private Long number() {
    int start = at;
    while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Long.valueOf(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw new FileFormatException("safetensors: no whole number at character " + start, e);
    }
  }

  private String string() {
    StringBuilder s = new StringBuilder();
    at++;
    while (true) {
      char c = next();
      if (c == '"') {
        return s.toString();
      }
      s.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(next(), 16);
          if (digit < 0) {
            throw wrong("a bad escape");
          }
          code = 16 * code + digit;
        }
        yield (char) code;
      }
      default -> throw wrong("a bad escape");
    };
  }

  private char next() {
    if (at == text.length()) {
      throw wrong("the text ends too early");
    }
    return text.charAt(at++);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    space();
    char c = next();
    at--;
    return c;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("'" + c + "' is expected");
    }
    at++;
  }

  private FileFormatException wrong(String what) {
    return new FileFormatException(
        "safetensors: the header is no JSON of the format: " + what + " at character " + at + ".");
  }

  /// Text in quotes.
  static void quote(String s, StringBuilder to) {
    to.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '"' || c == '\\') {
        to.append('\\').append(c);
      } else if (c < ' ') {
        to.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
      } else {
        to.append(c);
      }
    }
    to.append('"');
  }
}
