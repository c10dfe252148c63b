package dev.gradus.conformance.bind;

import dev.gradus.conformance.cases.OpCase;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Value;
import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Calls of differentiable operations of which no call was recorded, or none at a point where the
/// gradient is a number.
final class DerivativeSamples {
  private static final Value NONE = new Value.None();

  private final List<OpCase> all = new ArrayList<>();

  private DerivativeSamples() {}

  static List<OpCase> all() {
    DerivativeSamples samples = new DerivativeSamples();
    samples.layers();
    samples.pooling();
    samples.matrices();
    samples.rest();
    return samples.all;
  }

  private void add(String names, Object... args) {
    for (String name : names.split(" ")) {
      List<Value> values = new ArrayList<>();
      for (Object arg : args) {
        values.add(value(arg));
      }
      OpCase.Returned nothing = new OpCase.Returned(List.of(), List.of(), Map.of(), null);
      all.add(new OpCase(name + "/sample/" + all.size(), name, "", values, Map.of(), nothing));
    }
  }

  private void layers() {
    Value x = x(4, 3, 2);
    add("batch_norm", x, x(3), x(3), NONE, NONE, true, 0.1, 1e-5, false);
    add("instance_norm", x, x(3), x(3), NONE, NONE, true, 0.1, 1e-5, false);
    add("dropout feature_dropout feature_alpha_dropout", x, 0.4, true);
    add("nn.functional.dropout1d", x, 0.4, true);
    add("nn.functional.dropout2d", x(2, 3, 2, 2), 0.4, true);
    add("nn.functional.dropout3d", x(2, 3, 1, 2, 2), 0.4, true);
    add("native_dropout", x, 0.4, true);
    add("rrelu", x, 0.1, 0.4, true);
    add("nn.functional.gumbel_softmax", x);
    add("conv_tbc", x(5, 2, 3), x(2, 3, 4), x(4), 1);
    gates("gru", 3, x(1, 2, 5));
    gates("rnn_tanh rnn_relu", 1, x(1, 2, 5));
    gates("lstm", 4, List.of(x(1, 2, 5), x(1, 2, 5)));
    add("gru_cell", x(2, 4), x(2, 5), x(15, 4), x(15, 5), x(15), x(15));
    add("rnn_tanh_cell rnn_relu_cell", x(2, 4), x(2, 5), x(5, 4), x(5, 5), x(5), x(5));
    add("lstm_cell", x(2, 4), List.of(x(2, 5), x(2, 5)), x(20, 4), x(20, 5), x(20), x(20));
  }

  private void gates(String names, int n, Object state) {
    long rows = 5L * n;
    List<Object> weights = List.of(x(rows, 4), x(rows, 5), x(rows), x(rows));
    add(names, x(3, 2, 4), state, weights, true, 1, 0.0, true, false, false);
  }

  private void pooling() {
    add("adaptive_max_pool1d", x(1, 2, 7), 3);
    add("max_pool1d max_pool1d_with_indices", x(1, 2, 8), 2);
    add("max_pool2d max_pool2d_with_indices", x(1, 2, 4, 5), 2);
    add("max_pool3d max_pool3d_with_indices", x(1, 1, 4, 4, 3), 2);
    add("nn.functional.lp_pool1d", x(1, 2, 8), 2.0, 2);
    add("nn.functional.lp_pool2d", x(1, 2, 4, 4), 2.0, 2);
    add("nn.functional.lp_pool3d", x(1, 1, 4, 4, 2), 2.0, 2);
    add("nn.functional.fractional_max_pool2d", x(1, 2, 6, 6), 2, List.of(3, 3));
    add("nn.functional.fractional_max_pool3d", x(1, 1, 6, 6, 6), 2, List.of(2, 3, 2));
    add("nn.functional.fold", x(1, 12, 4), List.of(3, 3), List.of(2, 2));
    add("nn.functional.affine_grid", x(1, 2, 3), List.of(1, 1, 3, 4));
  }

  private void matrices() {
    Value a = dominant(3);
    add("cholesky det inverse slogdet", a);
    add("kron", x(2, 2), x(3, 2));
    add("linalg.lstsq", x(4, 3), x(4, 2));
    add("qr", x(4, 3));
    add("orgqr", x(4, 3), x(3));
    add("_weight_norm", x(3, 2), x(3, 1));
    add("norm_except_dim", x(3, 2));
  }

  private void rest() {
    add("select_copy", x(3, 4), 1, 2);
    add("slice_copy", x(3, 4), 0, 0, 2);
    add("slice_scatter", x(4, 3), x(2, 3), 0, 1, 3);
    add("nn.functional.triplet_margin_with_distance_loss", x(3, 4), x(3, 4), x(3, 4));
    add("nn.functional.ctc_loss", x(6, 2, 4), whole(2, 2), of(6, 6), of(2, 2));
    add("special.zeta", 2.5, positive(3, 2));
  }

  private Value value(Object arg) {
    return switch (arg) {
      case Value v -> v;
      case Integer i -> new Value.Int(i);
      case Double d -> new Value.Real(d);
      case Boolean b -> new Value.Flag(b);
      case List<?> items -> new Value.Items(items.stream().map(this::value).toList());
      default -> throw new IllegalArgumentException(String.valueOf(arg));
    };
  }

  private int used;

  /// Numbers of both signs in −1 … 1, none of them alike and none near 0.
  private Value x(long... shape) {
    return numbers(shape, false);
  }

  private Value positive(long... shape) {
    return numbers(shape, true);
  }

  private Value numbers(long[] shape, boolean positive) {
    double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      double u = used++ * 0.6180339887498949 % 1;
      values[i] = positive ? 0.5 + u : (u < 0.5 ? -0.05 : 0.05) + 1.9 * u - 0.95;
    }
    return array(shape, values);
  }

  // Positive definite.
  private Value dominant(int n) {
    double[] values = new double[n * n];
    for (int i = 0; i < values.length; i++) {
      int row = i / n;
      values[i] = i % (n + 1) == 0 ? 2 + i : 0.3 * Math.sin((double) i * row);
    }
    return array(new long[] {n, n}, values);
  }

  private static Value array(long[] shape, double[] values) {
    return new Value.Array(TensorData.ofReals(DType.FLOAT64, shape, values).withRequiresGrad(true));
  }

  private static Value of(long... values) {
    return new Value.Array(TensorData.ofIntegers(DType.INT64, new long[] {values.length}, values));
  }

  private static Value whole(long... shape) {
    return new Value.Array(TensorData.ofIntegers(DType.INT64, shape, new long[] {1, 2, 3, 1}));
  }
}
