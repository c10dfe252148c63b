package dev.gradus;

import static dev.gradus.Gradus.arange;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertSame;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
          Map.entry("set_", "what was there before does not matter"),
          Map.entry("fillDiagonal_", "only in place; see MemoryChangesTest"),
          Map.entry("resize_", "only in place; see MemoryChangesTest"),
          Map.entry("resizeAs_", "only in place; see MemoryChangesTest"),
          Map.entry("apply_", "only in place; see MemoryChangesTest"),
          Map.entry("map_", "only in place; see MemoryChangesTest"),
          Map.entry("map2_", "only in place; see MemoryChangesTest"),
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
      Set.of(
          "bitwiseAnd_",
          "bitwiseOr_",
          "bitwiseXor_",
          "bitwiseNot_",
          "bitwiseLeftShift_",
          "bitwiseRightShift_",
          "gcd_",
          "lcm_");

  /// Overloads without a partner in place, with the reason.
  private static final Map<String, String> ONLY_FUNCTIONAL =
      Map.of(
          "squeeze[int]", "in place the dimensions are a variable number of arguments",
          "bernoulli[]", "this holds the probabilities");

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

  @Test
  void everyOverloadHasAPartnerInPlace() {
    List<Method> all = List.of(Tensor.class.getMethods());
    Set<String> inPlace = inPlace().stream().map(Method::getName).collect(Collectors.toSet());
    Set<String> calls = inPlace().stream().map(m -> call(m, "")).collect(Collectors.toSet());
    List<String> missing =
        all.stream()
            .filter(m -> m.getReturnType() == Tensor.class && inPlace.contains(m.getName() + "_"))
            .filter(m -> !calls.contains(call(m, "_")))
            .map(m -> call(m, ""))
            .filter(call -> !ONLY_FUNCTIONAL.containsKey(call))
            .toList();
    assertThat(missing).isEmpty();
  }

  private static String call(Method m, String suffix) {
    return m.getName()
        + suffix
        + Arrays.stream(m.getParameterTypes()).map(Class::getSimpleName).toList();
  }

  /// The methods of torch.Tensor that end in an underscore, but for those of sparse, shared and
  /// named tensors, which do not exist here.
  private static final String PYTORCH =
      """
      abs_ absolute_ acos_ acosh_ add_ addbmm_ addcdiv_ addcmul_ addmm_ addmv_ addr_ apply_ arccos_
      arccosh_ arcsin_ arcsinh_ arctan_ arctan2_ arctanh_ as_strided_ asin_ asinh_ atan_ atan2_
      atanh_ baddbmm_ bernoulli_ bitwise_and_ bitwise_left_shift_ bitwise_not_ bitwise_or_
      bitwise_right_shift_ bitwise_xor_ cauchy_ ceil_ clamp_ clamp_max_ clamp_min_ clip_
      conj_physical_ copy_ copysign_ cos_ cosh_ cumprod_ cumsum_ deg2rad_ detach_ digamma_ div_
      divide_ eq_ erf_ erfc_ erfinv_ exp_ exp2_ expm1_ exponential_ fill_ fill_diagonal_ fix_
      float_power_ floor_ floor_divide_ fmod_ frac_ gcd_ ge_ geometric_ greater_ greater_equal_ gt_
      heaviside_ hypot_ i0_ igamma_ igammac_ index_add_ index_copy_ index_fill_ index_put_
      index_reduce_ lcm_ ldexp_ le_ lerp_ less_ less_equal_ lgamma_ log_ log10_ log1p_ log2_
      log_normal_ logical_and_ logical_not_ logical_or_ logical_xor_ logit_ lt_ map_ map2_ masked_fill_
      masked_scatter_ mul_ multiply_ mvlgamma_ nan_to_num_ ne_ neg_ negative_ nextafter_ normal_
      not_equal_ polygamma_ pow_ put_ rad2deg_ random_ reciprocal_ relu_ remainder_ renorm_
      requires_grad_ resize_ resize_as_ round_ rsqrt_ scatter_ scatter_add_ scatter_reduce_ set_
      sgn_ sigmoid_ sign_ sin_ sinc_ sinh_ sqrt_ square_ squeeze_ sub_ subtract_ swapaxes_ swapdims_
      t_ tan_ tanh_ transpose_ tril_ triu_ true_divide_ trunc_ uniform_ unsqueeze_ xlogy_ zero_
      """;

  @Test
  void everyNameOfPyTorchExists() {
    Set<String> names =
        Arrays.stream(Tensor.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
    List<String> wanted = Arrays.stream(PYTORCH.strip().split("\\s+")).map(n -> camel(n)).toList();
    assertThat(wanted).hasSizeGreaterThan(150);
    assertThat(names).containsAll(wanted);
  }

  private static String camel(String name) {
    return Pattern.compile("_([a-z])").matcher(name).replaceAll(m -> m.group(1).toUpperCase(ROOT));
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
    boolean scatterReduces = name.equals("scatter_") && pair.inPlace.getParameterCount() == 4;
    if (x.dim() == 2 && !ROW_MAJOR.contains(name) && !scatterReduces) {
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
      case "asStrided_" -> fractions.view(9);
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
      } else if (type == long[].class) {
        arguments[i] = i == 0 ? new long[] {2, 2} : new long[] {3, 1};
      } else if (type == DType.class) {
        arguments[i] = x.dtype();
      } else if (type == int[].class) {
        arguments[i] = new int[] {1};
      } else if (type == boolean.class) {
        arguments[i] = i % 2 == 0;
      } else if (type == String.class) {
        arguments[i] = word(name);
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

  private static String word(String name) {
    return switch (name) {
      case "div_", "divide_" -> "floor";
      case "indexReduce_" -> "amax";
      case "scatter_" -> "multiply";
      default -> "sum";
    };
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
      case "addmv_" -> k == 0 ? tensor("[[1., 2, 3], [3, 1, 2], [0, 1, 0]]", x.dtype()) : other;
      case "addr_" -> other.select(0, k);
      case "addbmm_" -> other.view(1, 3, 3);
      default -> other;
    };
  }
}
