package dev.gradus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An operation on tensors: everything about it in one place.
///
/// `forward` computes and never records; [Call] records. `backward` is written in tensor
/// operations, so that it can be differentiated again.
public interface Operation {
  /// PyTorch's name, such as `sum`.
  String name();

  /// The name of its node, such as `SumBackward0`.
  default String node() {
    return nodeName(name(), 0);
  }

  /// PyTorch's node name for an operation's name and the number of the overload.
  static String nodeName(String name, int overload) {
    return NodeNames.of(name, overload);
  }

  /// How many results it has.
  int outputs();

  /// Computes all results.
  Tensor[] forwardAll(Tensor[] x);

  /// The gradients of the inputs; null for those that need none.
  ///
  /// @param g the gradients of the results; null where none arrived
  @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g);

  /// The tangents of the results; null means zero. By default the transpose of `backward`.
  ///
  /// @param y the results
  /// @param t the tangents of the inputs; null where an input has none
  default @Nullable Tensor[] jvpAll(Tensor[] x, Tensor[] y, @Nullable Tensor[] t) {
    return Transpose.jvp(this, x, y, t);
  }

  /// The results for a batch of examples, the batch being dimension 0 of them; null if there is no
  /// rule for it, which has it computed for one example after another.
  ///
  /// @param x the inputs below the level of `vmap`, those mapped over with the batch as dimension 0
  default Tensor @Nullable [] batchAll(Batching b, Tensor[] x) {
    return null;
  }

  /// Which inputs the gradient reads, as a bit set.
  ///
  /// @param needs which inputs require grad, as a bit set
  default long savesInputs(long needs) {
    return 0;
  }

  /// Which results the gradient reads, as a bit set.
  default long savesOutputs(long needs) {
    return 0;
  }

  /// As [#savesInputs(long)], where it depends on the inputs' dtypes.
  default long savesInputs(Tensor[] x, long needs) {
    return savesInputs(needs);
  }

  /// As [#savesOutputs(long)], where it depends on the inputs' dtypes.
  default long savesOutputs(Tensor[] x, long needs) {
    return savesOutputs(needs);
  }

  /// Whether result `k` is a differentiable function of the inputs.
  default boolean isDifferentiable(int k) {
    return true;
  }

  /// Whether `backwardAll` reads the gradients that arrive and neither keeps them nor returns views
  /// of them, so that their memory can be used again. See Note [Gradients that come back].
  default boolean onlyReadsGradient() {
    return false;
  }

  /// PyTorch's name of input `i`, under which a node keeps it.
  default String inputName(int i) {
    return inputName(name(), i);
  }

  /// PyTorch's name of input `i` of an operation.
  static String inputName(String operation, int i) {
    return SavedNames.input(operation, i);
  }

  /// The arguments that are no tensors, by name: for looking at a graph.
  default Map<String, Object> attributes() {
    return SavedNames.arguments(name(), componentsOf(this));
  }

  /// The components of a record, by name; nothing of what is no record or not open to us.
  static Map<String, Object> componentsOf(Object operation) {
    return NodeAttributes.ofRecord(operation);
  }

  /// For views: the geometry, else null.
  default @Nullable ViewOperation asView() {
    return null;
  }
}
