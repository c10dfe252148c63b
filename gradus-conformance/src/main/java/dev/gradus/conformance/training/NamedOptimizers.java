package dev.gradus.conformance.training;

import dev.gradus.Tensor;
import dev.gradus.conformance.run.InexpressibleException;
import dev.gradus.optim.ASGD;
import dev.gradus.optim.Adadelta;
import dev.gradus.optim.Adafactor;
import dev.gradus.optim.Adagrad;
import dev.gradus.optim.Adam;
import dev.gradus.optim.AdamW;
import dev.gradus.optim.Adamax;
import dev.gradus.optim.LBFGS;
import dev.gradus.optim.Muon;
import dev.gradus.optim.NAdam;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.RAdam;
import dev.gradus.optim.RMSprop;
import dev.gradus.optim.Rprop;
import dev.gradus.optim.SGD;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Optimisers by PyTorch's names.
final class NamedOptimizers {
  private NamedOptimizers() {}

  /// An optimiser with options under PyTorch's names.
  static Optimizer<?> create(
      String name, List<Tensor> parameters, Map<String, @Nullable Object> options) {
    Optimizer<?> optimizer =
        switch (name) {
          case "SGD" -> new SGD(parameters);
          case "Adam" -> new Adam(parameters);
          case "AdamW" -> new AdamW(parameters);
          case "Adamax" -> new Adamax(parameters);
          case "NAdam" -> new NAdam(parameters);
          case "RAdam" -> new RAdam(parameters);
          case "Adagrad" -> new Adagrad(parameters);
          case "Adadelta" -> new Adadelta(parameters);
          case "RMSprop" -> new RMSprop(parameters);
          case "Rprop" -> new Rprop(parameters);
          case "ASGD" -> new ASGD(parameters);
          case "Adafactor" -> new Adafactor(parameters);
          case "Muon" -> new Muon(parameters);
          case "LBFGS" -> new LBFGS(parameters);
          default -> throw new InexpressibleException("no optimizer " + name);
        };
    Map<String, Object> state = optimizer.stateDict();
    Map<String, @Nullable Object> group = group(state);
    for (Map.Entry<String, @Nullable Object> option : options.entrySet()) {
      if (!group.containsKey(option.getKey())) {
        throw new InexpressibleException(name + " has no option " + option.getKey());
      }
      group.put(option.getKey(), option.getValue());
    }
    state.put("param_groups", List.of(group));
    optimizer.loadStateDict(state);
    return optimizer;
  }

  private static Map<String, @Nullable Object> group(Map<String, Object> state) {
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    List<?> groups = (List<?>) Objects.requireNonNull(state.get("param_groups"));
    ((Map<?, ?>) groups.getFirst()).forEach((key, value) -> group.put(String.valueOf(key), value));
    return group;
  }
}
