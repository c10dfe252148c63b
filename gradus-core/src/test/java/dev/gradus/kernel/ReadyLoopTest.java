package dev.gradus.kernel;

import static dev.gradus.expr.Expr.x;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The loops that come with the library are those that would be made. When an expression or a
/// formula has changed, `-Dgradus.write=true` writes them anew; then format.
class ReadyLoopTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/gradus/kernel");

  @Test
  void theSourcesAreWhatWouldBeWritten() throws IOException {
    for (var one : ReadyLoopWriter.texts().entrySet()) {
      Path source = SOURCES.resolve(one.getKey() + ".java");
      if (Boolean.getBoolean("gradus.write")) {
        Files.writeString(source, one.getValue());
      }
      assertThat(ReadyLoopWriter.dense(Files.readString(source)))
          .isEqualTo(ReadyLoopWriter.dense(one.getValue()));
    }
  }

  static List<Expr> usual() {
    return List.copyOf(ReadyLoopWriter.usual().values());
  }

  @ParameterizedTest
  @MethodSource("usual")
  void everyProgramIsOneLoopAndHasVectors(Expr e) {
    Program program = ReadyLoopWriter.program(e);
    assertThat(program.work()).isLessThanOrEqualTo(Kernels.SCALAR_LIMIT);
    assertThat(Kernels.hasVectors(program)).isTrue();
    ReadyLoop loop = Objects.requireNonNull(ReadyLoop.of(e));
    assertThat(loop.work).isEqualTo(program.work());
    assertThat(loop.needsVector).isEqualTo(Kernels.needsVector(program));
  }

  @Test
  void otherExpressionsHaveNone() {
    assertThat(ReadyLoop.of(x(1).add(x(0)))).isNull();
  }

  @ParameterizedTest
  @MethodSource("usual")
  void bitsAreThoseOfTheLoopsThatAreMade(Expr e) {
    DType[] in = ReadyLoopWriter.inputs(e);
    DType[] out = {DType.FLOAT32};
    PointwiseLoop ready = PointwiseLoop.of(e, Compute.FLOAT, DType.FLOAT32, in);
    PointwiseLoop made =
        PointwiseLoop.compile(
            List.of(Formulas.lower(e, Compute.FLOAT)), Compute.FLOAT, out, in, Kernels.Mode.SCALAR);
    long[] params = {Double.doubleToRawLongBits(0.3)};
    for (int n : LoopFixture.SIZES) {
      for (int from : new int[] {0, 3}) {
        assertThat(filled(ready, in.length, n, from, params))
            .isEqualTo(filled(made, in.length, n, from, params));
      }
    }
  }

  /// The bits of three rows, between which there is a gap.
  private static int[] filled(PointwiseLoop loop, int inputs, int n, int from, long[] params) {
    int width = n + 2;
    Object[] arrays = new Object[inputs + 1];
    int[] offsets = new int[inputs + 1];
    int[] inner = new int[inputs + 1];
    int[] outer = new int[inputs + 1];
    for (int k = 0; k <= inputs; k++) {
      float[] array = new float[from + 3 * width];
      for (int i = 0; k > 0 && i < array.length; i++) {
        long value = LoopFixture.value(Compute.FLOAT, k - 1, i);
        LoopFixture.put(array, i, value, true);
      }
      arrays[k] = array;
      offsets[k] = from;
      inner[k] = 1;
      outer[k] = width;
    }
    loop.rows(n, 3, arrays, offsets, inner, outer, params);
    float[] y = (float[]) arrays[0];
    int[] bits = new int[y.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(y[i]);
    }
    return bits;
  }
}
