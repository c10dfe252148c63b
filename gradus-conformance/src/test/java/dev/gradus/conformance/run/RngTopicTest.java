package dev.gradus.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.conformance.cases.CaseFiles;
import dev.gradus.conformance.cases.TensorData;
import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RngTopicTest {
  private final FakeLibrary library = new FakeLibrary();

  private static FakeTensor row(double... values) {
    return FakeTensor.leaf(TensorData.ofReals(DType.FLOAT64, new long[] {values.length}, values));
  }

  /// Draws that only count: `rand(3)` gives 1, 2, 3.
  private Outcome run(String call, double... expected) {
    Bindings<FakeTensor> bindings = new Bindings<>();
    bindings.op("rand", "n: int, dtype: dtype = None", a -> draw(a.intValue("n"), 0));
    bindings.op(
        ".uniform_",
        "input: tensor, low: number, high: number",
        a -> draw((int) a.tensor("input").data().count(), a.real("low")));
    String json =
        """
        {"id": "rng/1", "seed": 1099511627783, "call": "%s",
         "result": {"tensor": {"dtype": "float64", "shape": [%d], "data": %s}}}
        """
            .formatted(call, expected.length, Arrays.toString(expected));
    RngTopic<FakeTensor> topic = new RngTopic<>(library, bindings);
    CaseRunner runner = new CaseRunner(new OpRunner<>(library, bindings), Map.of("rng", topic));
    return runner.run(CaseFiles.parse(json, "test"));
  }

  private static FakeTensor draw(int n, double low) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> low + i + 1);
    return row(values);
  }

  @Test
  void seedsCallsAndCompares() {
    assertThat(run("rand(3,float64)", 1, 2, 3)).isInstanceOf(Outcome.Passed.class);
    assertThat(library.seeds).containsExactly(1099511627783L);
    assertThat(run("rand(3)", 1, 2, 3.1)).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void methodsAndSequences() {
    assertThat(run("rand(2).uniform_(5,6)", 6, 7)).isInstanceOf(Outcome.Passed.class);
    assertThat(run("rand(2) then rand(1)", 1, 2, 1)).isInstanceOf(Outcome.Passed.class);
  }

  @Test
  void toleranceIsRelativeOrAbsolute() {
    assertThat(run("rand(1)", 1 + 0.99e-5)).isInstanceOf(Outcome.Passed.class);
    assertThat(run("rand(1)", 1 + 1.2e-5)).isInstanceOf(Outcome.Failed.class);
    assertThat(Tolerance.either(1e-5, 5e-6).allowed(0.01)).isEqualTo(5e-6);
  }

  @Test
  void whatIsNotBoundIsUnsupported() {
    assertThat(run("Linear(4,3).weight", 1)).isEqualTo(new Outcome.Unsupported("no Linear yet"));
  }
}
