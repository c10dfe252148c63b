package dev.gradus.op.pointwise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// PyTorch's names of the numbers that rows take.
final class ParameterNames {
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry("pow", List.of("exponent")),
          Map.entry("add", List.of("alpha")),
          Map.entry("sub", List.of("alpha")),
          Map.entry("rsub", List.of("other", "alpha")),
          Map.entry("mul", List.of("other")),
          Map.entry("div", List.of("other")),
          Map.entry("remainder", List.of("other")),
          Map.entry("fmod", List.of("other")),
          Map.entry("lerp", List.of("weight")),
          Map.entry("addcmul", List.of("value")),
          Map.entry("addcdiv", List.of("value")),
          Map.entry("clamp", List.of("min", "max")),
          Map.entry("clamp_min", List.of("min")),
          Map.entry("clamp_max", List.of("max")),
          Map.entry("leaky_relu", List.of("negative_slope")),
          Map.entry("elu", List.of("alpha", "scale", "input_scale")),
          Map.entry("celu", List.of("alpha", "scale", "input_scale")),
          Map.entry("fill", List.of("value")),
          Map.entry("masked_fill", List.of("value")),
          Map.entry("round", List.of("decimals")),
          Map.entry("nan_to_num", List.of("nan", "posinf", "neginf")),
          Map.entry("hinge_embedding_loss", List.of("margin")),
          Map.entry("triplet_margin_loss", List.of("margin")),
          Map.entry("cosine_embedding_loss", List.of("margin")),
          Map.entry("margin_ranking_loss", List.of("margin")),
          Map.entry("multi_margin_loss_slope", List.of("margin")),
          Map.entry("softplus", List.of("beta", "threshold")),
          Map.entry("threshold", List.of("threshold", "value")),
          Map.entry("hardtanh", List.of("min_val", "max_val")),
          Map.entry("hardshrink", List.of("lambd")),
          Map.entry("softshrink", List.of("lambd")),
          Map.entry("logit", List.of("eps")),
          Map.entry("polygamma", List.of("n")),
          Map.entry("huber_loss", List.of("delta")),
          Map.entry("smooth_l1_loss", List.of("beta")));

  private static final String BACKWARD = "_backward";

  private ParameterNames() {}

  static Map<String, Object> of(Row row, Scalar[] params) {
    List<String> names = NAMES.getOrDefault(base(row.name()), List.of());
    Map<String, Object> all = new LinkedHashMap<>();
    if (row == Arithmetic.ADD_NUMBER || row == Arithmetic.SUB_NUMBER) {
      all.put("alpha", 1L);
      names = List.of("other");
    }
    long exponent =
        row == Arithmetic.SQUARE
            ? 2
            : row == Arithmetic.CUBE ? 3 : row == Arithmetic.FOURTH ? 4 : 0;
    if (exponent != 0) {
      all.put("exponent", exponent);
    }
    for (int i = 0; i < params.length; i++) {
      all.put(i < names.size() ? names.get(i) : "p" + i, value(params[i]));
    }
    return all;
  }

  // A gradient has the numbers of what it is the gradient of.
  private static String base(String name) {
    String own = name;
    while (own.endsWith(BACKWARD)) {
      own = own.substring(0, own.length() - BACKWARD.length());
    }
    return own;
  }

  private static Object value(Scalar p) {
    return switch (p.kind()) {
      case BOOL -> p.whole() != 0;
      case INTEGER -> p.whole();
      case FLOATING -> p.real();
      case COMPLEX -> new dev.gradus.Complex(p.real(), p.imag());
    };
  }
}
