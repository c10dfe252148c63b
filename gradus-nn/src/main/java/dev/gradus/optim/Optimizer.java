package dev.gradus.optim;

import static dev.gradus.Gradus.enableGrad;
import static dev.gradus.Gradus.setGradEnabled;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.graph.Handle;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Changes parameters by their gradients. **Source**: torch.optim.Optimizer.
///
/// An optimiser of your own extends this class, declares its options as a record and states what
/// one parameter's step is; see [Sgd] for a short one. It is not safe for use by several threads.
///
/// @param <O> the options
public abstract class Optimizer<O extends OptimizerOptions<O>> {
  private final List<ParameterGroup<O>> groups = new ArrayList<>();
  private final IdentityHashMap<Tensor, ParameterState> states = new IdentityHashMap<>();
  private final OptimizerHooks<O> hooks = new OptimizerHooks<>();

  // Whether gradients may be kept beyond an update: ours keep none.
  private final boolean keeps = !Optimizer.class.getPackage().equals(getClass().getPackage());

  /// An optimiser of one group of parameters.
  ///
  /// **Errors**: no parameters, one twice, or one that is the result of operations.
  protected Optimizer(Iterable<Tensor> parameters, O options) {
    addParamGroup(parameters, options);
  }

  /// Changes one parameter.
  ///
  /// @param parameter the parameter, real: complex ones come as their `viewAsReal()`
  /// @param gradient its gradient, of the same kind
  /// @param state what is remembered of this parameter between steps
  /// @param options the options of its group
  protected abstract void update(
      Tensor parameter, Tensor gradient, ParameterState state, O options);

  // --- Groups ---

  /// The groups, in the order of their addition.
  public final List<ParameterGroup<O>> paramGroups() {
    return List.copyOf(groups);
  }

  /// Adds parameters with options of their own.
  ///
  /// **Errors**: no parameters, one twice or in another group, or one that is the result of
  /// operations (unless the option `differentiable` is on).
  public final ParameterGroup<O> addParamGroup(Iterable<Tensor> parameters, O options) {
    ParameterGroup<O> group = new ParameterGroup<>(parameters, options);
    Set<Tensor> known =
        Parameters.identities(groups.stream().flatMap(g -> g.parameters().stream()).toList());
    for (Tensor p : group.parameters()) {
      options.check(p);
      if (!options.differentiable() && !(p.isLeaf() || p.retainsGrad())) {
        throw new GradusArgumentException(
            "can't optimize a non-leaf Tensor"
                + "\noptimizer: the tensor is the result of operations ("
                + p.gradFn()
                + "); optimise the leaf that it was made from, or its detach().");
      }
      if (known.contains(p)) {
        throw new GradusArgumentException(
            "some parameters appear in more than one parameter group"
                + "\noptimizer: list every parameter once.");
      }
    }
    groups.add(group);
    return group;
  }

  // --- Steps ---

  /// Forgets the gradients of all parameters.
  public final void zeroGrad() {
    zeroGrad(true);
  }

  /// Forgets the gradients, or fills those that there are with zeros.
  public final void zeroGrad(boolean setToNone) {
    for (ParameterGroup<O> group : groups) {
      for (Tensor p : group.parameters()) {
        Tensor g = p.lentGrad();
        if (g == null) {
          continue;
        }
        if (setToNone) {
          p.setGrad(null);
        } else if (g.gradFn() != null) {
          Tensor zeroed = g.detach();
          zeroed.zero_();
          p.setGrad(zeroed);
        } else {
          g.requiresGrad_(false);
          g.zero_();
        }
      }
    }
  }

  /// Changes every parameter that has a gradient.
  public void step() {
    hooks.beforeStep.call(this);
    stepGroups();
    hooks.afterStep.call(this);
  }

  /// Computes the loss and its gradients with `closure`, which zeroes gradients, calls `backward()`
  /// and returns the loss; then changes the parameters.
  public Tensor step(Supplier<Tensor> closure) {
    return withHooks(() -> {
      Tensor loss = enableGrad(closure);
      stepGroups();
      return loss;
    });
  }

  final Tensor withHooks(Supplier<Tensor> body) {
    hooks.beforeStep.call(this);
    Tensor loss = body.get();
    hooks.afterStep.call(this);
    return loss;
  }

  private void stepGroups() {
    for (ParameterGroup<O> group : groups) {
      O options = group.options();
      try (var _ = setGradEnabled(options.differentiable())) {
        for (Tensor p : group.parameters()) {
          Tensor g = keeps || options.differentiable() ? p.grad() : p.lentGrad();
          if (g != null) {
            update(real(p), real(g), state(p), options);
          }
        }
      }
    }
  }

  static Tensor real(Tensor t) {
    return t.dtype().isComplex() ? t.viewAsReal() : t;
  }

  /// The largest absolute value, found without writing any.
  static double largest(Tensor x) {
    return x.norm(Double.POSITIVE_INFINITY).item();
  }

  /// What is remembered of a parameter.
  public final ParameterState state(Tensor parameter) {
    return states.computeIfAbsent(parameter, _ -> new ParameterState());
  }

  /// Runs a hook before every step, until the handle is closed.
  public final Handle registerStepPreHook(Consumer<Optimizer<O>> hook) {
    return hooks.beforeStep.add(hook);
  }

  /// Runs a hook after every step, until the handle is closed.
  public final Handle registerStepPostHook(Consumer<Optimizer<O>> hook) {
    return hooks.afterStep.add(hook);
  }

  // --- State ---

  /// The state and the options, laid out as PyTorch does: `state` by the number of the parameter,
  /// and `param_groups`. Tensors are the optimiser's own, not copies.
  public final Map<String, Object> stateDict() {
    hooks.beforeSave.call(this);
    return hooks.afterSave.through(this, OptimizerStates.save(groups, states));
  }

  /// Goes on from a state dict. Tensors are copied.
  ///
  /// **Errors**, with nothing changed: other numbers of groups or parameters, or content of the
  /// wrong kind.
  public final void loadStateDict(Map<String, ?> stateDict) {
    Map<String, Object> given = hooks.beforeLoad.through(this, new LinkedHashMap<>(stateDict));
    IdentityHashMap<Tensor, ParameterState> loaded = OptimizerStates.load(groups, given);
    states.clear();
    states.putAll(loaded);
    hooks.afterLoad.call(this);
  }

  /// A hook that sees a state dict and may give another in its place.
  ///
  /// @param <O> the optimiser's options
  public interface StateDictHook<O extends OptimizerOptions<O>> {
    /// Called with the optimiser and the state dict, which may be changed; gives another one to use
    /// instead, or null.
    @Nullable Map<String, Object> apply(Optimizer<O> optimizer, Map<String, Object> stateDict);
  }

  /// Runs a hook before every [#stateDict()], until the handle is closed.
  public final Handle registerStateDictPreHook(Consumer<Optimizer<O>> hook) {
    return hooks.beforeSave.add(hook);
  }

  /// Runs a hook with every state dict that is given out, until the handle is closed.
  public final Handle registerStateDictPostHook(StateDictHook<O> hook) {
    return hooks.afterSave.add(hook);
  }

  /// Runs a hook with every state dict that is to be loaded (a copy of the map itself, not of what
  /// is in it), until the handle is closed.
  public final Handle registerLoadStateDictPreHook(StateDictHook<O> hook) {
    return hooks.beforeLoad.add(hook);
  }

  /// Runs a hook after every state dict that was loaded, until the handle is closed.
  public final Handle registerLoadStateDictPostHook(Consumer<Optimizer<O>> hook) {
    return hooks.afterLoad.add(hook);
  }

  /// The groups with their options, as PyTorch prints them.
  @Override
  public String toString() {
    return OptimizerStates.text(getClass().getSimpleName(), groups);
  }
}
