package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Node;
import dev.gradus.graph.Run;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The modes of recording among the statics of [Gradus], beyond recording itself. Each lasts on its
/// thread until it is closed.
abstract sealed class AutogradModes extends Factories permits Gradus {
  /// Nothing is recorded, and tensors made now stay outside of all recording: they have no version
  /// and cannot be saved for a gradient later. Views of other tensors are not affected. **Source**:
  /// torch.inference\_mode.
  public static Mode inferenceMode() {
    return inferenceMode(true);
  }

  /// As [#inferenceMode()], or its opposite inside of it.
  public static Mode inferenceMode(boolean enabled) {
    ThreadState s = ThreadState.current();
    boolean grad = s.gradMode();
    boolean before = s.inference;
    s.setInference(enabled);
    s.setGradMode(!enabled);
    return new Mode(
        "inferenceMode",
        () -> {
          s.setInference(before);
          s.setGradMode(grad);
        });
  }

  /// Computes something in inference mode.
  public static <T extends @Nullable Object> T inferenceMode(Supplier<T> body) {
    try (var _ = inferenceMode()) {
      return body.get();
    }
  }

  /// Whether this thread is in inference mode. **Source**: torch.is\_inference\_mode\_enabled.
  public static boolean isInferenceModeEnabled() {
    return ThreadState.current().inference;
  }

  /// Operations choose their precision: products and convolutions compute in bfloat16, losses and
  /// factorisations in float32, all others in what comes. See [#autocast(AutocastOptions)].
  public static Mode autocast() {
    return autocast(AutocastOptions.DEFAULT);
  }

  /// As [#autocast()] with bfloat16 or float16 as the narrow dtype.
  public static Mode autocast(DType dtype) {
    return autocast(AutocastOptions.DEFAULT.withDtype(dtype));
  }

  /// Operations choose their precision, as PyTorch's do on the CPU, until the mode is closed.
  ///
  /// Parameters stay what they are: inputs are cast as they come, which is recorded, so that
  /// gradients come back in the dtype of the parameter. Changes in place and float64 are left
  /// alone. Scopes inside others may choose otherwise, or (`withEnabled(false)`) nothing at all.
  ///
  /// ```java
  /// try (var _ = autocast(bfloat16)) {
  ///   y = model(x);
  /// }
  /// y.sum().backward();
  /// ```
  ///
  /// **Dtype**: another than bfloat16 and float16 is warned of, and nothing is chosen. **Source**:
  /// torch.autocast('cpu').
  public static Mode autocast(AutocastOptions options) {
    String unsupported = Autocast.unsupported(options.dtype());
    if (options.enabled() && unsupported != null) {
      Warnings.once(unsupported);
      return Autocast.open(options.withEnabled(false));
    }
    return Autocast.open(options);
  }

  /// Whether operations choose their precision on this thread. **Source**:
  /// torch.is\_autocast\_enabled.
  public static boolean isAutocastEnabled() {
    return autocastOptions().enabled();
  }

  /// What is chosen on this thread. **Source**: torch.get\_autocast\_dtype and its neighbours.
  public static AutocastOptions autocastOptions() {
    return Autocast.optionsOf(ThreadState.current());
  }

  /// Measures what this thread does in `body`: operations, nodes of backward passes, and labels.
  /// Where no profile is made, operations do nothing for it. The JVM's flight recorder shows all
  /// threads: its events `dev.gradus.Operation` and `dev.gradus.Backward` are on in a recording
  /// unless it leaves them out. **Source**: torch.profiler.profile.
  public static Profile profile(Runnable body) {
    return Profiler.profile(body);
  }

  /// Names what follows until the mode is closed, for the [#profile] that is being made; nothing
  /// happens where there is none. **Source**: torch.profiler.record\_function.
  public static Mode recordFunction(String label) {
    return Profiler.label(label);
  }

  /// Tensors saved for gradients are packed and unpacked by these functions; only the innermost
  /// pair applies. **Errors**: hooks are refused ([#disableSavedTensorsHooks]). **Source**:
  /// torch.autograd.graph.saved\_tensors\_hooks.
  public static Mode savedTensorsHooks(SavedTensorHooks hooks) {
    RecordingModes now = RecordingModes.of(ThreadState.current());
    if (now.hooksRefused() != null) {
      throw new GradusStateException(now.hooksRefused());
    }
    return now.withHooks(hooks).open("savedTensorsHooks");
  }

  /// Hooks on saved tensors are refused with this message. **Source**:
  /// torch.autograd.graph.disable\_saved\_tensors\_hooks.
  public static Mode disableSavedTensorsHooks(String message) {
    RecordingModes now = RecordingModes.of(ThreadState.current());
    if (now.hooks() != null) {
      throw new GradusStateException(message);
    }
    return now.withHooksRefused(message).open("disableSavedTensorsHooks");
  }

  /// Tensors that were saved for a gradient may be changed in place: the gradient uses the value
  /// from before. Backward has to run before this is closed. **Errors**: it is open already.
  /// **Source**: torch.autograd.graph.allow\_mutation\_on\_saved\_tensors.
  public static Mode allowMutationOnSavedTensors() {
    RecordingModes now = RecordingModes.of(ThreadState.current());
    if (now.mutations() != null) {
      throw new GradusStateException("allow_mutation_on_saved_tensors contexts cannot be nested");
    }
    SavedMutations mutations = new SavedMutations();
    Mode opened = now.withMutations(mutations).open("allowMutationOnSavedTensors");
    return opened.andThen(mutations::close);
  }

  /// Every new node is shown to a function once it is complete; of several the outermost is called
  /// first. **Errors**: the function itself records an operation. **Source**:
  /// torch.autograd.graph.node\_creation\_hook.
  public static Mode nodeCreationHook(Consumer<Node<Tensor>> hook) {
    RecordingModes now = RecordingModes.of(ThreadState.current());
    Consumer<Node<Tensor>> guarded = node -> callWithoutNodes(hook, node);
    Consumer<Node<Tensor>> outer = now.onNode();
    return now.withOnNode(outer == null ? guarded : outer.andThen(guarded))
        .open("nodeCreationHook");
  }

  private static void callWithoutNodes(Consumer<Node<Tensor>> hook, Node<Tensor> node) {
    ThreadState s = ThreadState.current();
    RecordingModes before = s.modes;
    s.modes =
        RecordingModes.OFF.withOnNode(inner -> {
          throw new GradusStateException(
              "nodeCreationHook: the hook for "
                  + node.name()
                  + " made a node itself ("
                  + inner.name()
                  + "); a hook must not record operations. Compute inside noGrad().");
        });
    try {
      hook.accept(node);
    } finally {
      s.modes = before;
    }
  }

  /// Every node remembers where it was made, which a failing backward then says; a gradient that is
  /// nan fails. Slow: for finding errors. **Source**: torch.autograd.detect\_anomaly.
  public static Mode detectAnomaly() {
    return detectAnomaly(true);
  }

  /// As [#detectAnomaly()], with or without the search for nan.
  public static Mode detectAnomaly(boolean checkNan) {
    Warnings.once(
        "Anomaly Detection has been enabled. This mode will increase the runtime and should only be enabled for debugging.");
    return setDetectAnomaly(true, checkNan);
  }

  /// Switches anomaly mode on or off at once; closing restores what was. **Source**:
  /// torch.autograd.set\_detect\_anomaly.
  public static Mode setDetectAnomaly(boolean on, boolean checkNan) {
    RecordingModes now = RecordingModes.of(ThreadState.current());
    return now.withAnomaly(on, checkNan).open("setDetectAnomaly");
  }

  /// Whether anomaly mode is on. **Source**: torch.is\_anomaly\_enabled.
  public static boolean isAnomalyEnabled() {
    return RecordingModes.of(ThreadState.current()).anomaly();
  }

  /// Whether anomaly mode searches for nan. **Source**: torch.is\_anomaly\_check\_nan\_enabled.
  public static boolean isAnomalyCheckNanEnabled() {
    return RecordingModes.of(ThreadState.current()).checkNan();
  }

  /// Tells the graph that memory was written to by other means than operations. **Source**:
  /// torch.autograd.graph.increment\_version.
  public static void incrementVersion(Tensor... changed) {
    for (Tensor t : changed) {
      if (t.isInference()) {
        throw new GradusArgumentException("Inference tensors do not track version counter.");
      }
      t.bumpVersion("incrementVersion");
    }
  }

  /// Changes of these tensors in place go unnoticed by the graph until it is closed: versions are
  /// set back then. For code that restores what it changed; anything else gives wrong gradients.
  /// **Source**: torch.autograd.\_unsafe\_preserve\_version\_counter.
  public static Mode unsafePreserveVersionCounter(Tensor... tensors) {
    int[] before = new int[tensors.length];
    for (int i = 0; i < before.length; i++) {
      before[i] = tensors[i].version();
    }
    Tensor[] own = tensors.clone();
    return new Mode(
        "unsafePreserveVersionCounter",
        () -> {
          for (int i = 0; i < own.length; i++) {
            own[i].setVersion(before[i]);
          }
        });
  }

  /// Whether the first gradient of a leaf is laid out as [Tensor#grad] promises: with the strides
  /// of a leaf without gaps, else row by row. Without it (`false`) a gradient keeps the strides
  /// that its operation gave it, which may save a copy. Closing restores what was. **Source**:
  /// torch.autograd.enforce\_grad\_layout\_policy.
  public static Mode enforceGradLayoutPolicy(boolean enable) {
    ThreadState s = ThreadState.current();
    boolean before = s.anyGradLayout;
    s.anyGradLayout = !enable;
    return new Mode("enforceGradLayoutPolicy", () -> s.anyGradLayout = before);
  }

  /// Has something done at the end of the backward pass that this thread is in, if it succeeds.
  /// **Errors**: there is none. **Source**: Variable.\_execution\_engine.queue\_callback.
  public static void queueCallback(Runnable task) {
    Run<Tensor> run = currentBackward();
    if (run == null) {
      throw new GradusStateException("Final callbacks can only be installed during backward pass.");
    }
    run.afterwards(task);
  }

  /// The modes that are open on this thread, to be opened on others.
  public static CapturedModes captureModes() {
    return CapturedModes.ofThisThread();
  }

  /// The backward pass that this thread is in, or null: for hooks.
  public static @Nullable Run<Tensor> currentBackward() {
    ThreadState.Runs runs = ThreadState.current().runs;
    return runs == null ? null : runs.run();
  }

  /// What a node keeps for its gradient: saved inputs, then saved results, then what a custom
  /// function saved. Empty where it keeps nothing. **Source**: the attributes \_saved\_… of a node.
  public static List<SavedTensor> savedTensors(Node<Tensor> node) {
    return switch (node) {
      case OpNode op -> op.saved();
      case CopySlices slices -> slices.saved();
      default -> List.of();
    };
  }

  /// What a node keeps and its arguments that are no tensors, by name: `self`, `other`, `result`,
  /// `exponent`, … The tensors are [SavedTensor]s. **Source**: the attributes \_raw\_saved\_… of a
  /// node.
  public static Map<String, Object> savedAttributes(Node<Tensor> node) {
    return NodeAttributes.all(node);
  }

  /// Where a node was made, if that was in anomaly mode: one frame of a stack for each entry, the
  /// innermost first; empty otherwise.
  public static List<String> forwardTrace(Node<Tensor> node) {
    return Anomaly.frames(node);
  }

  /// One of [#savedAttributes], a saved tensor being read.
  ///
  /// **Errors**: there is none of that name; the tensor was changed in place since, or released.
  /// **Source**: the attributes \_saved\_… of a node.
  public static Object savedAttribute(Node<Tensor> node, String name) {
    return NodeAttributes.get(node, name);
  }
}
