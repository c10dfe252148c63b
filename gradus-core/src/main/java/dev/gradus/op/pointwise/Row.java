package dev.gradus.op.pointwise;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Derivative;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Leaves;
import dev.gradus.kernel.PointwiseLoop;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A pointwise operation as one row: its name and the expression of one element.
///
/// From the expression come the loops, the gradients of any order and the tangents. A derivative
/// may be stated with [#gradient] where PyTorch's convention or stability wants another formula
/// than the symbolic one.
///
/// ```java
/// static final Row SILU = Row.of("silu", x(0).mul(x(0).sigmoid()));
/// ```
public final class Row {
  private static final int DTYPES = DType.values().length;

  private final String name;
  private final Expr expr;
  private final int inputs;
  private final int params;
  private final long flags;
  private final Rule rule;
  private final boolean differentiable;
  private final @Nullable Expr[] stated;
  private final ComplexForm.@Nullable Stated statedComplex;

  // Lazily made; losing a race only makes the same thing twice.
  private @Nullable Vjp @Nullable [] vjps;
  private final @Nullable PointwiseLoop[] uniform = new PointwiseLoop[DTYPES];
  private final Map<Long, PointwiseLoop> mixed = new ConcurrentHashMap<>(2);
  private @Nullable Saved saved;
  private final RowCall call;
  private @Nullable ComplexForm complex;
  private @Nullable String node;
  private final int overload;

  // Of a derivative; empty for what is named by the operation.
  private List<String> inputNames = List.of();

  private Row(
      String name,
      @Nullable String node,
      int overload,
      Expr expr,
      int inputs,
      int params,
      long flags,
      Rule rule,
      boolean differentiable,
      @Nullable Expr[] stated,
      ComplexForm.@Nullable Stated complex) {
    this.name = name;
    this.node = node;
    this.overload = overload;
    this.expr = expr;
    this.inputs = inputs;
    this.params = params;
    this.flags = flags;
    this.rule = rule;
    this.differentiable = differentiable;
    this.stated = stated;
    this.statedComplex = complex;
    this.call = new RowCall(this);
  }

  /// A row whose result has the operands' common dtype; its inputs and parameters are those that
  /// the expression mentions.
  public static Row of(String name, Expr expr) {
    Leaves leaves = Leaves.of(expr);
    int inputs = leaves.inputs();
    return of(name, expr, leaves, inputs, leaves.params());
  }

  private static Row of(String name, Expr expr, Leaves leaves, int inputs, int params) {
    Expr[] none = new Expr[inputs];
    return new Row(
        name, null, 0, expr, inputs, params, leaves.flags(), Rule.SAME, true, none, null);
  }

  /// The row of a derivative.
  ///
  /// @param inputs the names of its inputs
  static Row derived(String name, Expr expr, List<String> inputs, int params) {
    Row row = of(name, expr, Leaves.of(expr), inputs.size(), params);
    row.inputNames = List.copyOf(inputs);
    return row;
  }

  /// The name under which a node keeps input `i`.
  String inputName(int i) {
    return inputNames.isEmpty() ? Operation.inputName(name, i) : inputNames.get(i);
  }

  /// The same row with another dtype rule.
  public Row rule(Rule other) {
    boolean smooth = differentiable && other != Rule.BOOL;
    return new Row(
        name, node, overload, expr, inputs, params, flags, other, smooth, stated, statedComplex);
  }

  /// The same row with another number behind its node's name: PyTorch numbers overloads.
  public Row overload(int number) {
    return named(null, number);
  }

  /// The same row with another node name.
  public Row node(String other) {
    return named(other, 0);
  }

  private Row named(@Nullable String other, int number) {
    return new Row(
        name,
        other,
        number,
        expr,
        inputs,
        params,
        flags,
        rule,
        differentiable,
        stated,
        statedComplex);
  }

  /// The same row with a stated gradient of input `i`, in terms of `g()`, the inputs and `y()`.
  public Row gradient(int i, Expr formula) {
    @Nullable Expr[] all = stated.clone();
    all[i] = formula;
    return new Row(
        name,
        node,
        overload,
        expr,
        inputs,
        params,
        flags,
        rule,
        differentiable,
        all,
        statedComplex);
  }

  /// The same row with at least that many inputs: more than the expression mentions.
  public Row inputs(int count) {
    @Nullable Expr[] all = Arrays.copyOf(stated, count);
    return new Row(
        name, node, overload, expr, count, params, flags, rule, differentiable, all, statedComplex);
  }

  /// The same row without derivative.
  public Row notDifferentiable() {
    return new Row(
        name, node, overload, expr, inputs, params, flags, rule, false, stated, statedComplex);
  }

  private Row complex(ComplexForm.Stated other) {
    return new Row(
        name, node, overload, expr, inputs, params, flags, rule, differentiable, stated, other);
  }

  /// The same row with another expression for complex numbers, which has a complex derivative: the
  /// gradient formulas hold for it.
  public Row complex(Expr form) {
    ComplexForm.Stated s = statedComplex();
    return complex(new ComplexForm.Stated(form, s.formulas(), s.tangent(), null));
  }

  /// The same row with another stated gradient of input `i` for complex numbers. As for real
  /// numbers it is a formula with the derivative as a factor of `g()`; the factor is conjugated
  /// here.
  public Row complexGradient(int i, Expr formula) {
    ComplexForm.Stated s = statedComplex();
    @Nullable Expr[] all = s.formulas() == null ? new Expr[inputs] : s.formulas().clone();
    all[i] = formula;
    return complex(new ComplexForm.Stated(s.expr(), all, s.tangent(), null));
  }

  /// The same row, of one input, with a stated tangent for complex numbers, `g()` being the
  /// input's.
  public Row complexTangent(Expr formula) {
    ComplexForm.Stated s = statedComplex();
    return complex(new ComplexForm.Stated(s.expr(), s.formulas(), formula, null));
  }

  /// The same row, refusing complex tensors with a sentence in which `%s` is the dtype.
  public Row noComplex(String sentence) {
    return complex(new ComplexForm.Stated(null, null, null, sentence));
  }

  /// PyTorch's name.
  public String name() {
    return name;
  }

  /// The name of the node.
  public String node() {
    String known = node;
    if (known == null) {
      known = Operation.nodeName(name, overload);
      node = known;
    }
    return known;
  }

  /// The expression.
  public Expr expr() {
    return expr;
  }

  /// The number of tensors.
  public int inputs() {
    return inputs;
  }

  /// The number of numbers.
  public int params() {
    return params;
  }

  /// The inputs that are truth values, as a bit set: they take no part in promotion.
  public long flags() {
    return flags;
  }

  /// The dtype rule.
  public Rule rule() {
    return rule;
  }

  /// Whether the row has a derivative.
  public boolean differentiable() {
    return differentiable;
  }

  /// The operation, for a row without parameters.
  public RowCall call() {
    return call;
  }

  /// The operation with one parameter.
  public RowCall with(Scalar p0) {
    return new RowCall(this, p0);
  }

  /// The operation with parameters.
  public RowCall with(Scalar... p) {
    return new RowCall(this, p);
  }

  /// Applies the row to tensors, with parameters of which it may use none.
  public Tensor apply(Scalar[] p, Tensor... x) {
    return Call.run(params == 0 ? call : new RowCall(this, p), x);
  }

  /// Applies a row without parameters.
  public Tensor apply(Tensor... x) {
    return Call.run(call, x);
  }

  void checkDifferentiable() {
    if (!differentiable) {
      throw new GradusUnsupportedException("derivative for aten::" + name + " is not implemented");
    }
  }

  /// The stated gradient of input `i`, or null where it is the symbolic one.
  @Nullable Expr stated(int i) {
    return stated[i];
  }

  /// The gradient of input `i` for real numbers.
  Vjp vjp(int i) {
    @Nullable Vjp[] all = vjps;
    if (all == null) {
      all = new Vjp[inputs];
      vjps = all;
    }
    Vjp v = all[i];
    if (v == null) {
      checkDifferentiable();
      Expr formula = stated[i];
      v = Vjp.of(this, formula == null ? Derivative.vjp(expr, i) : formula);
      all[i] = v;
    }
    return v;
  }

  /// What gradients for real numbers read.
  Saved saved() {
    Saved known = saved;
    if (known == null) {
      known = new Saved(this, differentiable ? inputs : 0, false);
      saved = known;
    }
    return known;
  }

  /// What the row is for complex numbers.
  ComplexForm complex() {
    ComplexForm known = complex;
    if (known == null) {
      known = new ComplexForm(this, statedComplex());
      complex = known;
    }
    return known;
  }

  private ComplexForm.Stated statedComplex() {
    return statedComplex == null ? ComplexForm.Stated.NOTHING : statedComplex;
  }

  // --- Loops ---

  /// The loop over arrays of a single dtype.
  PointwiseLoop loop(DType dtype) {
    PointwiseLoop loop = uniform[dtype.ordinal()];
    if (loop == null) {
      DType[] in = new DType[inputs];
      Arrays.fill(in, dtype);
      loop = compile(dtype, dtype, in);
      uniform[dtype.ordinal()] = loop;
    }
    return loop;
  }

  /// The loop that computes in `computing` from inputs of these dtypes.
  PointwiseLoop loop(DType computing, DType out, DType[] in) {
    boolean same = out == computing;
    for (int i = 0; same && i < in.length; i++) {
      same = in[i] == computing;
    }
    if (same && in.length == inputs) {
      return loop(computing);
    }
    return mixed.computeIfAbsent(key(computing, out, in), _ -> compile(computing, out, in));
  }

  private static long key(DType computing, DType out, DType[] in) {
    long key = (long) computing.ordinal() << 4 | out.ordinal();
    for (DType d : in) {
      key = key << 4 | d.ordinal() + 1;
    }
    return key;
  }

  private PointwiseLoop compile(DType computing, DType out, DType[] in) {
    if (computing.isComplex()) {
      return complex().compile(computing, out, in);
    }
    return PointwiseLoop.of(expr, compute(computing), out, in);
  }

  private static Compute compute(DType computing) {
    if (computing.isFloatingPoint()) {
      return computing == DType.FLOAT64 ? Compute.DOUBLE : Compute.FLOAT;
    }
    return computing == DType.INT64 ? Compute.LONG : Compute.INT;
  }

  /// The default floating dtype, for rows that need one.
  static DType defaultFloat() {
    return Gradus.getDefaultDtype();
  }
}
