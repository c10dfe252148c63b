package dev.gradus.train;

import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.DataLoader;
import dev.gradus.error.FileFormatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All random generators that a training draws from, each once.
final class Sources {
  private final List<Generator> generators = new ArrayList<>();

  /// The default one of this thread, those of the loaders, and others.
  Sources(List<@Nullable DataLoader<?>> loaders, List<Generator> others) {
    add(Gradus.defaultGenerator());
    for (DataLoader<?> loader : loaders) {
      add(loader == null ? null : loader.generator());
    }
    others.forEach(this::add);
  }

  private void add(@Nullable Generator generator) {
    if (generator != null && generators.stream().noneMatch(known -> known == generator)) {
      generators.add(generator);
    }
  }

  /// Where they stand.
  List<Tensor> states() {
    return generators.stream().map(Generator::getState).toList();
  }

  /// Takes them back to where they stood.
  void restore(List<Tensor> states) {
    for (int i = 0; i < generators.size(); i++) {
      generators.get(i).setState(states.get(i));
    }
  }

  /// The states in a checkpoint. **Errors**: not one for each generator.
  List<Tensor> read(@Nullable Object state) {
    List<Tensor> states = new ArrayList<>();
    for (Object item : state instanceof List<?> items ? items : List.of()) {
      if (item instanceof Tensor tensor) {
        states.add(tensor);
      }
    }
    if (states.size() != generators.size()) {
      throw new FileFormatException(
          "checkpoint: it has the states of "
              + states.size()
              + " random generators; the training draws from "
              + generators.size()
              + ". Give the loaders and the trainer the generators that they had.");
    }
    return states;
  }
}
