package dev.gradus;

import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusException;
import dev.gradus.error.GradusUnsupportedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What complex tensors cannot do, and how they say so.
class ComplexRefusalsTest {
  private static Tensor matrix() {
    return tensor("[[1+2j, -0.5j, 3], [0.1-1j, 2, -1+1j]]", DType.COMPLEX64);
  }

  /// Arguments of the types that most methods take.
  private static Object[] arguments(Method m, Tensor x) {
    Map<Class<?>, Object> samples =
        Map.of(
            Tensor.class,
            x,
            double.class,
            0.5,
            long.class,
            1L,
            int.class,
            0,
            boolean.class,
            false,
            int[].class,
            new int[] {0},
            String.class,
            "floor",
            Complex.class,
            Complex.I);
    return Stream.of(m.getParameterTypes()).map(samples::get).toArray();
  }

  @Test
  void whatIsRefusedIsRefusedByOurExceptions() throws IllegalAccessException {
    int calls = 0;
    for (Method m : Tensor.class.getMethods()) {
      if (m.getDeclaringClass() == Object.class) {
        continue;
      }
      for (Tensor x :
          List.of(matrix(), matrix().select(0, 0), matrix().select(0, 0).select(0, 1))) {
        Object[] arguments = arguments(m, x.clone());
        if (Stream.of(arguments).allMatch(a -> a != null)) {
          assertThrowsOurs(m, x.clone(), arguments);
          calls++;
        }
      }
    }
    assertThat(calls).isGreaterThan(1000);
  }

  private static void assertThrowsOurs(Method m, Tensor x, Object[] arguments)
      throws IllegalAccessException {
    try {
      m.invoke(x, arguments);
    } catch (InvocationTargetException e) {
      assertThat(e.getCause()).as("%s of %s", m, x).isInstanceOf(GradusException.class);
    }
  }

  private static void assertRefused(Function<Tensor, Object> f, String sentence) {
    Seen.assertRefused(GradusUnsupportedException.class, sentence, () -> f.apply(matrix()));
  }

  @Test
  void sentences() {
    assertRefused(x -> x.lt(x), "\"lt_cpu\" not implemented for 'ComplexFloat'");
    assertRefused(x -> x.clamp(0L, 1L), "clamp is not supported for complex types");
    assertRefused(x -> x.maximum(x), "maximum not implemented for complex tensors.");
    assertRefused(Tensor::floor, "floor is not supported for complex inputs");
    assertRefused(
        Tensor::sign, "Unlike NumPy, torch.sign doesn't currently support complex tensors.");
    assertRefused(Tensor::signbit, "signbit is not implemented for complex tensors.");
    assertRefused(Tensor::max, "max(): does not support complex input");
    assertRefused(Tensor::sort, "Sort currently does not support complex dtypes on CPU");
    assertRefused(Tensor::nansum, "nansum does not support complex inputs");
    assertRefused(Tensor::abs_, "In-place abs is not supported for complex tensors.");
  }
}
