package dev.gradus.conformance.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A call written as text, as the training cases have it: `rand(3,4,float64)`,
/// `empty(7).uniform_(-1,1)`, `bernoulli(full(9,0.3))`, `Conv2d(2,4,3,padding=1)`.
///
/// @param name what is called
/// @param receiver what it is called on, as a list of none or one
/// @param args the positional arguments
/// @param kwargs the keyword arguments in their order
/// @param hasArguments false for an attribute: `.weight`
public record CallText(
    String name,
    List<CallText> receiver,
    List<Argument> args,
    Map<String, Argument> kwargs,
    boolean hasArguments) {

  /// An argument: a value or another call.
  public sealed interface Argument {}

  /// A number, a name, a tuple or a list. Names are dtypes, `True`, `False`, `None` or else text.
  public record Literal(Value value) implements Argument {}

  /// The result of a call.
  public record Nested(CallText call) implements Argument {}

  /// Reads a call.
  ///
  /// @throws CaseFormatException if the text is none
  public static CallText parse(String text) {
    Parser parser = new Parser(text);
    CallText call = parser.chain();
    parser.end();
    return call;
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    CallText chain() {
      CallText call = link(List.of());
      while (at < text.length() && peek() == '.') {
        at++;
        call = link(List.of(call));
      }
      return call;
    }

    private CallText link(List<CallText> receiver) {
      String name = word();
      List<Argument> args = new ArrayList<>();
      Map<String, Argument> kwargs = new LinkedHashMap<>();
      if (at >= text.length() || peek() != '(') {
        return new CallText(name, receiver, args, kwargs, false);
      }
      at++;
      while (peek() != ')') {
        argument(args, kwargs);
        comma(')');
      }
      at++;
      return new CallText(name, receiver, args, kwargs, true);
    }

    private void argument(List<Argument> args, Map<String, Argument> kwargs) {
      int start = at;
      if (Character.isJavaIdentifierStart(peek())) {
        String name = word();
        if (peek() == '=') {
          at++;
          kwargs.put(name, value());
          return;
        }
        at = start;
      }
      args.add(value());
    }

    private Argument value() {
      char c = peek();
      if (c == '(' || c == '[') {
        return new Literal(items(c == '(' ? ')' : ']'));
      }
      if (c == '-' || Character.isDigit(c)) {
        return new Literal(number());
      }
      int start = at;
      String name = word();
      if (peek() == '(') {
        at = start;
        return new Nested(chain());
      }
      // A text such as nearest-exact.
      while (peek() == '-') {
        at++;
        name += "-" + word();
      }
      return new Literal(named(name));
    }

    private Value items(char close) {
      at++;
      List<Value> items = new ArrayList<>();
      while (peek() != close) {
        if (!(value() instanceof Literal(Value item))) {
          throw fault("a call inside a list");
        }
        items.add(item);
        comma(close);
      }
      at++;
      return new Value.Items(items);
    }

    private Value number() {
      int start = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(peek()) || "+-.^".indexOf(peek()) >= 0)) {
        at++;
      }
      String number = text.substring(start, at);
      int power = number.indexOf('^');
      if (power >= 0) {
        long base = Long.parseLong(number.substring(0, power));
        return new Value.Int(Math.powExact(base, Integer.parseInt(number.substring(power + 1))));
      }
      return number.matches("-?\\d+")
          ? new Value.Int(Long.parseLong(number))
          : new Value.Real(Double.parseDouble(number));
    }

    private static Value named(String name) {
      return switch (name) {
        case "True" -> new Value.Flag(true);
        case "False" -> new Value.Flag(false);
        case "None" -> new Value.None();
        case "float16", "bfloat16", "float32", "float64", "int64", "complex64", "complex128" ->
            new Value.Type(name);
        default -> new Value.Text(name);
      };
    }

    private String word() {
      int start = at;
      while (at < text.length() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
        at++;
      }
      if (start == at) {
        throw fault("a name expected");
      }
      return text.substring(start, at);
    }

    private void comma(char close) {
      if (peek() == ',') {
        at++;
        while (peek() == ' ') {
          at++;
        }
      } else if (peek() != close) {
        throw fault("',' or '" + close + "' expected");
      }
    }

    private char peek() {
      if (at >= text.length()) {
        throw fault("the text ends too early");
      }
      return text.charAt(at);
    }

    void end() {
      if (at < text.length()) {
        throw fault("the end expected");
      }
    }

    private CaseFormatException fault(String what) {
      return new CaseFormatException("not a call: %s: at %d, %s".formatted(text, at, what));
    }
  }
}
