package dev.gradus.optim;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Lists of parameters: checked, without copies of their elements.
final class Parameters {
  private Parameters() {}

  static List<Tensor> list(Iterable<Tensor> parameters) {
    List<Tensor> list = new ArrayList<>();
    parameters.forEach(list::add);
    if (list.isEmpty()) {
      throw new GradusArgumentException(
          "optimizer got an empty parameter list"
              + "\noptimizer: pass what is to be trained, e.g. model.parameters(); a collection that was used up is empty.");
    }
    if (identities(list).size() != list.size()) {
      throw new GradusArgumentException(
          "optimizer contains a parameter group with duplicate parameters"
              + "\noptimizer: list every parameter once.");
    }
    return List.copyOf(list);
  }

  static Set<Tensor> identities(Iterable<Tensor> tensors) {
    Set<Tensor> set = Collections.newSetFromMap(new IdentityHashMap<>());
    tensors.forEach(set::add);
    return set;
  }
}
