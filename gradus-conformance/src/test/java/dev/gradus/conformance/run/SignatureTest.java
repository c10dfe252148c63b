package dev.gradus.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.conformance.cases.TensorData;
import dev.gradus.conformance.cases.Value;
import dev.gradus.dtype.DType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final Value TENSOR =
      new Value.Array(TensorData.ofReals(DType.FLOAT64, new long[0], new double[] {1}));
  private static final Signature SUM =
      Signature.parse("input, dim: ints = None, keepdim: bool = False, dtype: dtype = None");

  private static Value integer(long value) {
    return new Value.Int(value);
  }

  @Test
  void positionalAndKeywordCallsBindTheSame() {
    var positional = SUM.bind(List.of(TENSOR, integer(1), new Value.Flag(true)), Map.of());
    var keyword =
        SUM.bind(List.of(TENSOR), Map.of("keepdim", new Value.Flag(true), "dim", integer(1)));
    assertThat(positional).isNotNull().isEqualTo(keyword);
    assertThat(positional).containsEntry("dtype", new Value.None());
  }

  @Test
  void defaultsFillIn() {
    assertThat(SUM.bind(List.of(TENSOR), Map.of()))
        .containsEntry("dim", new Value.None())
        .containsEntry("keepdim", new Value.Flag(false));
    Signature literals = Signature.parse("a = 1, b = -0.5, c = 'mean', d = [1, -1], e = inf");
    assertThat(literals.bind(List.of(), Map.of()))
        .containsEntry("a", integer(1))
        .containsEntry("b", new Value.Real(-0.5))
        .containsEntry("c", new Value.Text("mean"))
        .containsEntry("d", new Value.Items(List.of(integer(1), integer(-1))))
        .containsEntry("e", new Value.Real(Double.POSITIVE_INFINITY));
  }

  @Test
  void callsThatDoNotFitAreRefused() {
    assertThat(SUM.bind(List.of(), Map.of())).isNull();
    assertThat(SUM.bind(List.of(TENSOR, TENSOR), Map.of())).isNull();
    assertThat(SUM.bind(List.of(TENSOR), Map.of("axis", integer(1)))).isNull();
    assertThat(SUM.bind(List.of(TENSOR, integer(1)), Map.of("dim", integer(1)))).isNull();
    assertThat(Signature.parse("input").bind(List.of(TENSOR, TENSOR), Map.of())).isNull();
    assertThat(Signature.parse("p: number").bind(List.of(new Value.Text("fro")), Map.of()))
        .isNull();
  }

  @Test
  void infinityIsANumberAndNoneOnlyWhereItIsTheDefault() {
    Signature norm = Signature.parse("p: number = None");
    assertThat(norm.bind(List.of(new Value.Text("-inf")), Map.of())).isNotNull();
    assertThat(norm.bind(List.of(new Value.None()), Map.of())).isNotNull();
    assertThat(Signature.parse("p: number = 2").bind(List.of(new Value.None()), Map.of())).isNull();
  }

  @Test
  void variadicTakesNumbersOrOneList() {
    Signature permute = Signature.parse("input, *dims: int");
    Value dims = new Value.Items(List.of(integer(1), integer(0)));
    assertThat(permute.bind(List.of(TENSOR, integer(1), integer(0)), Map.of()))
        .isNotNull()
        .isEqualTo(permute.bind(List.of(TENSOR, dims), Map.of()))
        .containsEntry("dims", dims);
    assertThat(permute.bind(List.of(TENSOR, TENSOR), Map.of())).isNull();
  }
}
