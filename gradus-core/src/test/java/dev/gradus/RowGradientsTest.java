package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every pointwise row: gradients against differences in all layouts, forward mode against reverse
/// mode, in place against functional, and the same bits whatever the layout.
class RowGradientsTest {
  /// Ways to have the same elements in memory otherwise, recorded.
  private static final Map<String, UnaryOperator<Tensor>> LAYOUTS = layouts();

  private static Map<String, UnaryOperator<Tensor>> layouts() {
    Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
    all.put("contiguous", x -> x);
    all.put("transposed", x -> x.dim() < 2 ? x : x.transpose(0, 1).contiguous().transpose(0, 1));
    all.put("strided", x -> Gradus.stack(List.of(x, x), -1).select(-1, 0));
    all.put(
        "offset",
        x ->
            Gradus.cat(List.of(x.flatten(), x.flatten()), 0)
                .narrow(0, x.numel(), x.numel())
                .view(x.shape()));
    return all;
  }

  private static Stream<Map.Entry<String, Row>> differentiable() {
    return RowSamples.all().entrySet().stream().filter(e -> e.getValue().differentiable());
  }

  private static Stream<DynamicTest> each(java.util.function.BiConsumer<String, Row> check) {
    return differentiable()
        .map(
            e -> DynamicTest.dynamicTest(e.getKey(), () -> check.accept(e.getKey(), e.getValue())));
  }

  @Test
  void theTableIsNotEmpty() {
    assertThat(differentiable()).hasSizeGreaterThan(45);
  }

  @TestFactory
  Stream<DynamicTest> gradientsInAllLayouts() {
    return each((name, row) -> {
      Scalar[] p = RowSamples.numbers(row);
      for (var layout : LAYOUTS.entrySet()) {
        for (int which = 0; which < row.inputs(); which++) {
          int changed = which;
          GradientCheck.check(
              name + ", input " + which + " " + layout.getKey(),
              x -> row.apply(p, with(x, changed, layout.getValue().apply(x[changed]))),
              RowSamples.inputs(row, new long[] {2, 3}));
        }
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> gradientsOfBroadcastEmptyAndZeroDimensionalInputs() {
    return each((name, row) -> {
      Scalar[] p = RowSamples.numbers(row);
      for (long[][] sizes :
          new long[][][] {
            {{}},
            {{0, 3}},
            {{2, 1}, {1, 3}, {2, 3}},
            {{2, 3}, {3}, {}},
            {{}, {2, 2}, {1}},
            {{1}, {0}}
          }) {
        GradientCheck.check(name, x -> row.apply(p, x), RowSamples.inputs(row, sizes));
      }
      GradientCheck.check(
          name + " expanded",
          x -> row.apply(p, with(x, 0, x[0].expand(2, 3))),
          RowSamples.inputs(row, new long[][] {{1, 3}, {2, 3}, {2, 3}}));
    });
  }

  private static Tensor[] with(Tensor[] x, int i, Tensor replaced) {
    Tensor[] y = x.clone();
    y[i] = replaced;
    return y;
  }

  @TestFactory
  Stream<DynamicTest> inPlaceAgreesWithFunctional() {
    return each((name, row) -> {
      if ((row.flags() & 1) != 0) {
        return;
      }
      Scalar[] p = RowSamples.numbers(row);
      Tensor[] x = RowSamples.inputs(row, new long[] {2, 3});
      Tensor wanted = row.apply(p, with(x, 0, x[0].clone()));
      Tensor whole = x[0].clone();
      Tensor got = Call.inPlace(row.with(p), with(x, 0, whole));
      assertThat(got).isSameAs(whole);
      assertThat(got.version()).isEqualTo(1);
      assertAgree(name, got, wanted, x);

      Tensor both = Gradus.stack(List.of(x[0], x[0]), 1);
      Call.inPlace(row.with(p), with(x, 0, both.select(1, 1)));
      assertAgree(name + " on a view", both.select(1, 1), wanted, x);

      // Gradients of the gradients too.
      Tensor again = Call.inPlace(row.with(p), with(x, 0, x[0].clone()));
      Tensor functional = row.apply(p, with(x, 0, x[0].clone()));
      Tensor first = slopes(again, x);
      Tensor second = slopes(functional, x);
      if (first.requiresGrad() || second.requiresGrad()) {
        assertAgree(name + ", second order", first, second, x);
      }
    });
  }

  private static Tensor slopes(Tensor y, Tensor[] x) {
    Tensor sum = Gradus.zeros(DType.FLOAT64);
    for (Tensor g : gradients(y, x, true)) {
      sum = sum.add(g.mul(g).sum());
    }
    return sum;
  }

  private static void assertAgree(String name, Tensor got, Tensor wanted, Tensor[] x) {
    assertThat(Seen.bits(got.detach())).as(name).isEqualTo(Seen.bits(wanted.detach()));
    List<Tensor> a = gradients(got, x, false);
    List<Tensor> b = gradients(wanted, x, false);
    for (int i = 0; i < a.size(); i++) {
      assertThat(Seen.bits(a.get(i))).as(name + ", gradient " + i).isEqualTo(Seen.bits(b.get(i)));
    }
  }

  private static List<Tensor> gradients(Tensor y, Tensor[] x, boolean createGraph) {
    List<Tensor> leaves = Stream.of(x).filter(Tensor::requiresGrad).toList();
    GradOptions options =
        GradOptions.retaining().withMaterializeGrads(true).withCreateGraph(createGraph);
    @Nullable Tensor[] g = Gradus.grad(List.of(y.sum()), leaves, null, options);
    return Stream.of(g).map(Objects::requireNonNull).toList();
  }

  // --- The same bits ---

  @TestFactory
  Stream<DynamicTest> layoutsDoNotChangeBits() {
    return RowSamples.all().entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> assertSameBits(e.getValue())));
  }

  private static void assertSameBits(Row row) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor[] x = RowSamples.inputs(row, new long[] {3, 7});
      for (int i = 0; i < x.length; i++) {
        x[i] = x[i].dtype() == DType.BOOL ? x[i] : x[i].detach().to(dtype).requiresGrad_();
      }
      Scalar[] p = RowSamples.numbers(row);
      Tensor wanted = row.apply(p, x);
      for (var layout : LAYOUTS.entrySet()) {
        Tensor[] other = x.clone();
        for (int i = 0; i < x.length; i++) {
          other[i] = layout.getValue().apply(x[i]);
        }
        Tensor got = row.apply(p, other);
        assertThat(Seen.bits(got.detach()))
            .as("%s in %s", layout.getKey(), dtype)
            .isEqualTo(Seen.bits(wanted.detach()));
        if (row.differentiable()) {
          assertAgree(layout.getKey() + " in " + dtype, got, wanted, x);
        }
      }
      // A single element gives what the same element gives among others.
      for (int k : new int[] {0, 4, 20}) {
        Tensor[] one = x.clone();
        for (int i = 0; i < x.length; i++) {
          one[i] = x[i].flatten().select(0, k);
        }
        assertThat(Seen.bits(row.apply(p, one).detach())[0])
            .as("element %d alone in %s", k, dtype)
            .isEqualTo(Seen.bits(wanted.detach())[k]);
      }
    }
  }
}
