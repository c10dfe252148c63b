package dev.gradus.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.conformance.cases.CaseFiles;
import dev.gradus.conformance.cases.OpCase;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.run.Outcome.Failed;
import dev.gradus.conformance.run.Outcome.Mark;
import dev.gradus.conformance.run.Outcome.NotApplicable;
import dev.gradus.conformance.run.Outcome.Passed;
import dev.gradus.conformance.run.Outcome.Unsupported;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class OpRunnerTest {
  private static final String SQUARE =
      """
      {"id": "square/1", "op": "square", "dtype": "float64", "kwargs": {},
       "args": [{"tensor": {"dtype": "float64", "shape": [2], "data": [3.0, -2.0],
                            "requires_grad": true}}],
       "outputs": [{"tensor": {"dtype": "float64", "shape": [2], "data": [9.0, 4.0]}}],
       "grad_fn": ["PowBackward0"],
       "grad_outputs": {"0": {"tensor": {"dtype": "float64", "shape": [2], "data": [1.0, 10.0]}}},
       "grads": [{"tensor": {"dtype": "float64", "shape": [2], "data": [6.0, -40.0]}}]}
      """;
  private static final String ERROR =
      """
      {"id": "square/error/0", "op": "square", "kwargs": {}, "args": [3],
       "error": "RuntimeError", "message": "size 3 of 'x' must be 4"}
      """;

  private final FakeLibrary library = new FakeLibrary();

  private static OpCase decode(String json) {
    return OpCase.decode(CaseFiles.parse(json, "test"));
  }

  private Outcome run(String json, String signature, Call<FakeTensor> call) {
    Bindings<FakeTensor> bindings = new Bindings<>();
    bindings.op("square", signature, call);
    return new OpRunner<>(library, bindings).run(decode(json));
  }

  private static double[] map(double[] x, DoubleUnaryOperator f) {
    return Arrays.stream(x).map(f).toArray();
  }

  private static FakeTensor square(FakeTensor x) {
    double[] values = x.data().reals();
    return x.map(
        "PowBackward0",
        v -> map(v, e -> e * e),
        g -> new double[] {2 * values[0] * g[0], 2 * values[1] * g[1]});
  }

  private Outcome runSquare(Call<FakeTensor> call) {
    return run(SQUARE, "input", call);
  }

  private static String difference(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Failed.class);
    return ((Failed) outcome).difference();
  }

  @Test
  void rightResultPasses() {
    Outcome outcome = runSquare(a -> square(a.tensor("input")));
    assertThat(outcome).isEqualTo(new Passed(new Outcome.Side(Mark.AGREES, Mark.AGREES)));
    assertThat(library.seeds).containsExactly(42L);
  }

  @Test
  void wrongValueFails() {
    Outcome outcome =
        runSquare(a -> a.tensor("input").map("N", v -> new double[] {9, 4.0001}, g -> g));
    assertThat(difference(outcome)).startsWith("output 0: at [1]: 4.0001, expected 4.0");
  }

  @Test
  void wrongDTypeFails() {
    Outcome outcome =
        runSquare(_ ->
            FakeTensor.leaf(
                TensorData.ofReals(DType.FLOAT32, new long[] {2}, new double[] {9, 4})));
    assertThat(difference(outcome))
        .isEqualTo("output 0: dtype torch.float32, expected torch.float64");
  }

  @Test
  void wrongShapeFails() {
    Outcome outcome =
        runSquare(_ ->
            FakeTensor.leaf(
                TensorData.ofReals(DType.FLOAT64, new long[] {2, 1}, new double[] {9, 4})));
    assertThat(difference(outcome)).isEqualTo("output 0: shape [2, 1], expected [2]");
  }

  @Test
  void wrongCountFails() {
    Outcome outcome = runSquare(a -> List.of(square(a.tensor("input")), a.tensor("input")));
    assertThat(difference(outcome)).isEqualTo("2 outputs, expected 1");
  }

  @Test
  void nestedListsAreFlattened() {
    Outcome outcome = runSquare(a -> List.of(List.of(), List.of(square(a.tensor("input")))));
    assertThat(outcome).isInstanceOf(Passed.class);
  }

  @Test
  void wrongGradientFails() {
    Outcome outcome =
        runSquare(a -> a.tensor("input").map("N", v -> map(v, e -> e * e), g -> map(g, e -> e)));
    assertThat(difference(outcome)).startsWith("gradient 0: at [0]: 1.0, expected 6.0");
  }

  @Test
  void missingGraphFails() {
    Outcome outcome = runSquare(a -> FakeTensor.leaf(square(a.tensor("input")).data()));
    assertThat(difference(outcome)).contains("output 0 does not require grad");
  }

  @Test
  void recordedNullGradientEqualsNoneOrZerosOnly() {
    String unused =
        SQUARE.replace(
            "{\"tensor\": {\"dtype\": \"float64\", \"shape\": [2], \"data\": [6.0, -40.0]}}",
            "null");
    assertThat(difference(run(unused, "input", a -> square(a.tensor("input")))))
        .isEqualTo("gradient 0: not zero, expected none");
    Call<FakeTensor> zeros =
        a -> a.tensor("input").map("N", v -> map(v, e -> e * e), g -> map(g, _ -> 0));
    assertThat(run(unused, "input", zeros)).isInstanceOf(Passed.class);
  }

  @Test
  void namesAndStridesDoNotDecide() {
    String strided = SQUARE.replace("[9.0, 4.0]", "[9.0, 4.0], \"strides\": [2]");
    Outcome outcome =
        run(
            strided,
            "input",
            a -> {
              FakeTensor y = square(a.tensor("input"));
              return new FakeTensor(y.data(), y.parent(), y.backward(), "Fused");
            });
    assertThat(outcome)
        .isEqualTo(
            new Passed(
                new Outcome.Side(
                    Mark.DIFFERS, Mark.DIFFERS, "output 0: Fused, expected PowBackward0")));
  }

  @Test
  void thrownExceptionFailsWhereAResultIsRecorded() {
    Outcome outcome =
        runSquare(_ -> {
          throw new GradusArgumentException("no\nmore");
        });
    assertThat(difference(outcome)).isEqualTo("threw GradusArgumentException: no");
  }

  @Test
  void errorPassesWithEveryNumberAndQuotedWordInOrder() {
    assertThat(
            run(
                ERROR,
                "input",
                _ -> {
                  throw new GradusArgumentException("square: 3 of\n'x' is not 4");
                }))
        .isInstanceOf(Passed.class);
    assertThat(
            difference(
                run(
                    ERROR,
                    "input",
                    _ -> {
                      throw new GradusArgumentException("square: 'x' has 3, not 4");
                    })))
        .contains("lacks the quoted word 'x'");
  }

  @Test
  void platformExceptionFailsAnErrorCase() {
    Outcome outcome =
        run(
            ERROR,
            "input",
            _ -> {
              throw new IllegalArgumentException("size 3 of 'x' must be 4");
            });
    assertThat(difference(outcome)).contains("expected a Gradus exception");
  }

  @Test
  void resultFailsAnErrorCase() {
    Outcome outcome =
        run(
            ERROR,
            "input",
            _ -> FakeTensor.leaf(TensorData.ofReals(DType.FLOAT64, new long[0], new double[1])));
    assertThat(difference(outcome)).startsWith("returned a result; expected RuntimeError");
  }

  @Test
  void impossibleErrorIsNotApplicableEvenWithoutBinding() {
    String impossible =
        ERROR.replace("size 3 of 'x' must be 4", "f(): argument 'x' must be Tensor, not int");
    Bindings<FakeTensor> none = new Bindings<>();
    assertThat(new OpRunner<>(library, none).run(decode(impossible)))
        .isInstanceOf(NotApplicable.class);
  }

  @Test
  void whatIsNotBoundIsUnsupported() {
    Call<FakeTensor> call = a -> a.tensor("input");
    assertThat(new OpRunner<>(library, new Bindings<FakeTensor>()).run(decode(SQUARE)))
        .isEqualTo(new Unsupported("no such operation yet"));
    assertThat(run(SQUARE, "input, other: tensor", call))
        .isEqualTo(new Unsupported("no such form of the call: square(tensor)"));
    Bindings<FakeTensor> real = new Bindings<>();
    real.op(Dtypes.REAL, "square", "input", call);
    String complex = SQUARE.replace("float64", "complex128").replace("[2]", "[1]");
    assertThat(new OpRunner<>(library, real).run(decode(complex)))
        .isEqualTo(new Unsupported("not for torch.complex128 yet"));
    assertThat(run(SQUARE, "input", a -> a.flag("input")))
        .isEqualTo(new Unsupported("argument 'input' must be a bool, not tensor"));
  }

  @Test
  void plainValuesAreCompared() {
    String plain =
        """
        {"id": "square/2", "op": "square", "args": [], "kwargs": {}, "value": [2, true, "inf"]}
        """;
    assertThat(run(plain, "", _ -> List.of(2L, true, Double.POSITIVE_INFINITY)))
        .isInstanceOf(Passed.class);
    assertThat(difference(run(plain, "", _ -> List.of(2.0, true, Double.POSITIVE_INFINITY))))
        .startsWith("returned [2.0, true, Infinity], expected");
    assertThat(run(plain, "", _ -> List.of(2L, true, 1e300))).isInstanceOf(Failed.class);
  }
}
