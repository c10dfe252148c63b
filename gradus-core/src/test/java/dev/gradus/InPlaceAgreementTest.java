package dev.gradus;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every method of a tensor with an underscore gives what the method without gives: the same
/// elements to the last bit, dtype, sizes and strides.
class InPlaceAgreementTest {
  /// Methods that have no partner, with the reason.
  private static final Map<String, String> ALONE =
      Map.ofEntries(
          Map.entry("requiresGrad_", "changes what is recorded, no element"),
          Map.entry("fill_", "what was there before does not matter"),
          Map.entry("zero_", "what was there before does not matter"),
          Map.entry("copy_", "what was there before does not matter"),
          Map.entry("uniform_", "draws"),
          Map.entry("normal_", "draws"),
          Map.entry("exponential_", "draws"),
          Map.entry("cauchy_", "draws"),
          Map.entry("logNormal_", "draws"),
          Map.entry("geometric_", "draws"),
          Map.entry("random_", "draws"),
          Map.entry("randomFrom_", "draws"),
          Map.entry("bernoulli_", "draws"));

  /// Operations on whole numbers.
  private static final Set<String> WHOLE =
      Set.of("bitwiseAnd_", "bitwiseOr_", "bitwiseXor_", "bitwiseNot_", "gcd_", "lcm_");

  /// Methods without underscore whose result is row-major whatever the strides were, as PyTorch's.
  private static final Set<String> ROW_MAJOR =
      Set.of(
          "cumsum_",
          "cumprod_",
          "tril_",
          "triu_",
          "addmm_",
          "addmv_",
          "addr_",
          "addbmm_",
          "baddbmm_",
          "scatterReduce_",
          "indexReduce_");

  private static final Tensor INDEX = tensor("[[2, 0, 1], [1, 2, 0], [0, 1, 2]]");
  private static final Tensor ROWS = tensor("[2, 0, 1]");
  private static final Tensor MASK =
      tensor("[[True, False, True], [False, False, True], [True, True, False]]");

  /// A method in place and its partner.
  record Pair(Method inPlace, Method functional) {
    @Override
    public String toString() {
      return inPlace.getName() + Arrays.toString(inPlace.getParameterTypes());
    }
  }

  private static List<Method> inPlace() {
    return Arrays.stream(Tensor.class.getMethods())
        .filter(m -> m.getName().endsWith("_") && m.getReturnType() == Tensor.class)
        .filter(m -> !ALONE.containsKey(m.getName()))
        .toList();
  }

  static Stream<Pair> pairs() throws NoSuchMethodException {
    List<Pair> pairs = new ArrayList<>();
    for (Method m : inPlace()) {
      String name = m.getName().substring(0, m.getName().length() - 1);
      pairs.add(new Pair(m, Tensor.class.getMethod(name, m.getParameterTypes())));
    }
    return pairs.stream();
  }

  @Test
  void whatStandsAloneExists() {
    List<String> names = Arrays.stream(Tensor.class.getMethods()).map(Method::getName).toList();
    assertThat(names).containsAll(ALONE.keySet()).containsAll(WHOLE).containsAll(ROW_MAJOR);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void agrees(Pair pair) throws ReflectiveOperationException {
    String name = pair.inPlace.getName();
    Tensor x = target(name);
    if (List.of(pair.inPlace.getParameterTypes()).contains(Complex.class)) {
      x = x.to(DType.COMPLEX128);
    }
    check(pair, x);
    if (x.dim() == 2 && !ROW_MAJOR.contains(name)) {
      check(pair, x.t().contiguous().t());
    }
  }

  private static void check(Pair pair, Tensor x) throws ReflectiveOperationException {
    Object[] arguments = arguments(pair.inPlace, x);
    Tensor found = (Tensor) pair.functional.invoke(x, arguments);
    // Truth values become 0 and 1 in the tensor that they overwrite.
    Tensor wanted = found.dtype() == DType.BOOL ? found.to(x.dtype()) : found;
    Tensor target = x.clone();
    assertThat(target.stride()).isEqualTo(x.stride());
    Tensor got = (Tensor) pair.inPlace.invoke(target, arguments);
    assertThat(got).isSameAs(target);
    assertSame(got, wanted);
    assertThat(got.stride()).as("strides of %s", pair).isEqualTo(wanted.stride());
  }

  private static Tensor target(String name) {
    Tensor fractions = arange(9).to(DType.FLOAT64).mul(0.1).add(0.05).view(3, 3);
    if (WHOLE.contains(name)) {
      return arange(9).view(3, 3);
    }
    return switch (name) {
      case "mvlgamma_", "acosh_", "arccosh_" -> fractions.add(3);
      case "addmv_" -> fractions.select(0, 1).clone();
      case "baddbmm_" -> fractions.view(1, 3, 3);
      case "squeeze_" -> fractions.view(3, 1, 3);
      default -> fractions;
    };
  }

  private static Object[] arguments(Method m, Tensor x) {
    String name = m.getName();
    Class<?>[] types = m.getParameterTypes();
    Object[] arguments = new Object[types.length];
    int tensors = 0;
    for (int i = 0; i < types.length; i++) {
      Class<?> type = types[i];
      if (type == Tensor.class) {
        arguments[i] = operand(name, tensors++, x);
      } else if (type == double.class) {
        arguments[i] = 0.5 + i;
      } else if (type == Double.class) {
        arguments[i] = 2.0;
      } else if (type == long.class) {
        arguments[i] = 2L;
      } else if (type == int.class) {
        arguments[i] = i;
      } else if (type == int[].class) {
        arguments[i] = new int[] {1};
      } else if (type == boolean.class) {
        arguments[i] = i % 2 == 0;
      } else if (type == String.class) {
        arguments[i] = name.equals("div_") ? "floor" : name.startsWith("index") ? "amax" : "sum";
      } else if (type == Complex.class) {
        arguments[i] = new Complex(0.5, 2);
      } else if (type == List.class) {
        arguments[i] = List.of(ROWS);
      } else {
        throw new AssertionError(name + " has an argument of the unknown type " + type);
      }
    }
    return arguments;
  }

  private static Tensor operand(String name, int k, Tensor x) {
    Tensor other = x.flip(0).contiguous();
    if (name.equals("ldexp_")) {
      return arange(9).view(3, 3);
    }
    if (name.startsWith("masked")) {
      return k == 0 ? MASK : name.equals("maskedFill_") ? other.select(0, 0).select(0, 0) : other;
    }
    if (name.startsWith("scatter")) {
      return k == 0 ? INDEX : other;
    }
    if (name.startsWith("index") && !name.equals("indexPut_")) {
      return k == 0 ? ROWS : name.equals("indexFill_") ? other.select(0, 0).select(0, 0) : other;
    }
    return switch (name) {
      case "put_" -> k == 0 ? INDEX : other;
      case "addmv_" -> k == 0 ? tensor("[[1., 2, 3], [3, 1, 2], [0, 1, 0]]", DType.FLOAT64) : other;
      case "addr_" -> other.select(0, k);
      case "addbmm_" -> other.view(1, 3, 3);
      default -> other;
    };
  }
}
