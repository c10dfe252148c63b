package dev.gradus.optim;

import dev.gradus.graph.Handle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// What is called around the steps of an optimiser, and when its state is saved or loaded.
///
/// @param <O> the optimiser's options
final class OptimizerHooks<O extends OptimizerOptions<O>> {
  final Moment<O> beforeStep = new Moment<>();
  final Moment<O> afterStep = new Moment<>();
  final Moment<O> beforeSave = new Moment<>();
  final Moment<O> afterLoad = new Moment<>();
  final Passage<O> afterSave = new Passage<>();
  final Passage<O> beforeLoad = new Passage<>();

  /// Hooks that are told that something happens.
  ///
  /// @param <O> the optimiser's options
  static final class Moment<O extends OptimizerOptions<O>> {
    private final List<Consumer<Optimizer<O>>> hooks = new CopyOnWriteArrayList<>();

    Handle add(Consumer<Optimizer<O>> hook) {
      Consumer<Optimizer<O>> own = optimizer -> hook.accept(optimizer);
      hooks.add(own);
      return () -> hooks.remove(own);
    }

    void call(Optimizer<O> optimizer) {
      hooks.forEach(hook -> hook.accept(optimizer));
    }
  }

  /// Hooks that a state dict passes through.
  ///
  /// @param <O> the optimiser's options
  static final class Passage<O extends OptimizerOptions<O>> {
    private final List<Optimizer.StateDictHook<O>> hooks = new CopyOnWriteArrayList<>();

    Handle add(Optimizer.StateDictHook<O> hook) {
      Optimizer.StateDictHook<O> own = (optimizer, state) -> hook.apply(optimizer, state);
      hooks.add(own);
      return () -> hooks.remove(own);
    }

    Map<String, Object> through(Optimizer<O> optimizer, Map<String, Object> state) {
      Map<String, Object> now = state;
      for (Optimizer.StateDictHook<O> hook : hooks) {
        Map<String, Object> other = hook.apply(optimizer, now);
        now = other == null ? now : other;
      }
      return now;
    }
  }
}
