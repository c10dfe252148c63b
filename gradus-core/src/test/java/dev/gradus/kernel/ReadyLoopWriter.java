package dev.gradus.kernel;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import dev.gradus.op.pointwise.RowTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes [ReadyLoop] and its rooms from the programs of usual expressions: the steps of
/// [ScalarLoops] as Java.
final class ReadyLoopWriter {
  private static final Compute FLOAT = Compute.FLOAT;

  private static final String ARITHMETIC = "ReadyArithmetic";
  private static final String FORMULAS = "ReadyFormulas";

  /// What has more is a formula.
  private static final int STEPS_OF_ARITHMETIC = 4;

  private ReadyLoopWriter() {}

  /// The expressions, by the names of their classes.
  static Map<String, Expr> usual() {
    Map<String, Expr> all = new LinkedHashMap<>();
    all.put("Add", x(0).add(x(1)));
    all.put("Sub", x(0).sub(x(1)));
    all.put("Mul", x(0).mul(x(1)));
    all.put("Div", x(0).div(x(1)));
    all.put("AddNumber", x(0).add(p(0)));
    all.put("SubNumber", x(0).sub(p(0)));
    all.put("MulNumber", x(0).mul(p(0)));
    all.put("DivNumber", x(0).div(p(0)));
    all.put("Neg", x(0).neg());
    all.put("Abs", x(0).abs());
    all.put("Sqrt", x(0).sqrt());
    all.put("Square", x(0).mul(x(0)));
    all.put("Maximum", x(0).max(x(1)));
    all.put("Minimum", x(0).min(x(1)));
    all.put("Relu", x(0).max(c(0)));
    all.put("Exp", x(0).exp());
    all.put("Log", x(0).log());
    all.put("Tanh", x(0).tanh());
    all.put("Sigmoid", x(0).sigmoid());
    all.put("Silu", x(0).mul(x(0).sigmoid()));
    all.put("GeluTanh", row("Activations.GELU_TANH"));
    return all;
  }

  private static Expr row(String name) {
    return RowTable.rows().stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow()
        .expr();
  }

  /// The texts of the classes by their names, not formatted.
  static Map<String, String> texts() {
    StringBuilder cases = new StringBuilder();
    StringBuilder arithmetic = new StringBuilder();
    StringBuilder functions = new StringBuilder();
    usual()
        .forEach((name, e) -> {
          boolean formula = program(e).nodes.size() > STEPS_OF_ARITHMETIC;
          cases.append("case ").append(e.hashCode()).append(" -> ");
          cases.append(formula ? FORMULAS : ARITHMETIC).append(".").append(name);
          cases.append(".make();\n");
          (formula ? functions : arithmetic).append(loop(name, e));
        });
    Map<String, String> all = new LinkedHashMap<>();
    all.put("ReadyLoop", base(cases.toString()));
    all.put(ARITHMETIC, room(ARITHMETIC, "arithmetic", arithmetic.toString()));
    all.put(FORMULAS, room(FORMULAS, "functions that have formulas", functions.toString()));
    return all;
  }

  private static String room(String name, String what, String classes) {
    return """
    package dev.gradus.kernel;

    /// The loops of %s: see [ReadyLoop], of which this, too, is written.
    final class %s {
      private %s() {}
    %s
    }
    """
        .formatted(what, name, name, classes);
  }

  private static String base(String cases) {
    return """
    package dev.gradus.kernel;

    import dev.gradus.expr.Expr;
    import org.jspecify.annotations.Nullable;

    /// The loops of usual expressions of float32, for operands that start together: what
    /// [LoopCompiler] makes when other loops are first run, but compiled with the library, because
    /// the first code that a process makes costs it 10 to 20 ms. Written by the test `ReadyLoopTest`
    /// from the programs; see there.
    abstract class ReadyLoop extends Loop {
      /// What [Program#work] and [Kernels#needsVector] say of the program. It has vector loops.
      final int work;

      final boolean needsVector;

      private final String expression;

      ReadyLoop(String expression, int work, boolean needsVector) {
        this.expression = expression;
        this.work = work;
        this.needsVector = needsVector;
      }

      /// The loop of an expression that is not lowered yet, or null.
      static @Nullable ReadyLoop of(Expr e) {
        // By calls, because the JVM would read every class of which an object is returned here.
        ReadyLoop found = switch (e.hashCode()) {
    """
        + cases
        + """
              default -> null;
            };
            return found != null && found.expression.equals(e.toString()) ? found : null;
          }
        }
        """;
  }

  /// The program of an expression.
  static Program program(Expr e) {
    DType[] in = LoopFixture.inputs(List.of(e), DType.FLOAT32);
    return Program.of(List.of(Formulas.lower(e, FLOAT)), FLOAT, new DType[] {DType.FLOAT32}, in);
  }

  private static String loop(String name, Expr e) {
    Program program = program(e);
    StringBuilder start = new StringBuilder("float[] y = (float[]) arrays[0];\n");
    for (int k = 0; k < program.inputs.size(); k++) {
      start.append("float[] x%d = (float[]) arrays[%d];\n".formatted(k, k + 1));
    }
    for (int k = 0; k < program.params(); k++) {
      start.append("float p%d = (float) Double.longBitsToDouble(params[%d]);\n".formatted(k, k));
    }
    StringBuilder body = new StringBuilder();
    for (int id = 0; id < program.nodes.size(); id++) {
      if (!isPlain(program.node(id))) {
        String type = type(program.node(id));
        body.append(type + " v" + id + " = " + value(program, program.node(id)) + ";\n");
      }
    }
    return """

    /// `%s`
    static final class %s extends ReadyLoop {
      private static final String EXPRESSION = "%s";

      private %s() {
        super(EXPRESSION, %d, %s);
      }

      static ReadyLoop make() {
        return new %s();
      }

      @Override
      void run(
          int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params) {
        %s
        int start = offsets[0];
        for (int row = 0; row < m; row++) {
          int end = start + n;
          for (int i = start; i < end; i++) {
            %s
            y[i] = %s;
          }
          start += outer[0];
        }
      }
    }
    """
        .formatted(
            e,
            name,
            e,
            name,
            program.work(),
            Kernels.needsVector(program),
            name,
            start.toString().strip(),
            body.toString().strip(),
            name(program, program.results[0]));
  }

  /// Whether a node is a constant or a number parameter.
  private static boolean isPlain(Program.Node node) {
    return node.op().isLeaf() && !node.isLoad();
  }

  private static String type(Program.Node node) {
    return switch (node.type()) {
      case NUMBER -> "float";
      case FLAG -> "boolean";
      case BITS -> "int";
    };
  }

  private static String name(Program program, int id) {
    Program.Node node = program.node(id);
    return isPlain(node) ? value(program, node) : "v" + id;
  }

  private static String value(Program program, Program.Node node) {
    String[] a = node.args().stream().map(id -> name(program, id)).toArray(String[]::new);
    String op = operator(node);
    if (!op.isEmpty()) {
      return a.length == 1 ? op + a[0] : a[0] + " " + op + " " + a[1];
    }
    String f = function(node);
    if (!f.isEmpty()) {
      return f + "(" + String.join(", ", a) + ")";
    }
    return switch (node.op()) {
      case INPUT -> "x" + node.index() + "[i]";
      case PARAM -> "p" + node.index();
      case CONST -> literal((float) Double.longBitsToDouble(node.payload()));
      case BITS_CONST -> Integer.toString((int) node.payload());
      case SQRT -> "(float) Math.sqrt(" + a[0] + ")";
      case RINT -> "(float) Math.rint(" + a[0] + ")";
      case SELECT, BITS_SELECT -> a[0] + " ? " + a[1] + " : " + a[2];
      case NUMBER_OF -> a[0] + " ? 1f : 0f";
      case TO_WHOLE -> "(int) " + a[0];
      case FROM_WHOLE -> "(float) " + a[0];
      default -> throw new IllegalArgumentException("no Java for " + node.op());
    };
  }

  /// The operator that a step is in Java; empty if it is none.
  private static String operator(Program.Node node) {
    return switch (node.op()) {
      case ADD, BITS_ADD -> "+";
      case SUB, BITS_SUB, NEG -> "-";
      case MUL, BITS_MUL -> "*";
      case DIV -> "/";
      case LT, BITS_LT -> "<";
      case LE -> "<=";
      case GT -> ">";
      case GE -> ">=";
      case EQ, BITS_EQ -> "==";
      case NE -> "!=";
      case AND, BITS_AND -> "&";
      case OR, BITS_OR -> "|";
      case XOR, BITS_XOR -> "^";
      case NOT -> "!";
      case BITS_SHL -> "<<";
      case BITS_SHR -> ">>";
      case BITS_USHR -> ">>>";
      default -> "";
    };
  }

  /// The method that a step is in Java; empty if it is none.
  private static String function(Program.Node node) {
    return switch (node.op()) {
      case FMA -> "Math.fma";
      case MIN, BITS_MIN -> "Math.min";
      case MAX -> "Math.max";
      case ABS -> "Math.abs";
      case TO_BITS -> "Float.floatToRawIntBits";
      case FROM_BITS -> "Float.intBitsToFloat";
      default -> "";
    };
  }

  private static String literal(float value) {
    if (Float.isInfinite(value)) {
      return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
    }
    return Float.isNaN(value) ? "Float.NaN" : value + "f";
  }

  /// The inputs of an expression, all of them float32.
  static DType[] inputs(Expr e) {
    DType[] in = new DType[LoopFixture.inputs(List.of(e), DType.FLOAT32).length];
    Arrays.fill(in, DType.FLOAT32);
    return in;
  }

  /// A text without its spaces: how the formatter breaks lines does not count.
  static String dense(String text) {
    return text.replaceAll("\\s|///", "");
  }
}
