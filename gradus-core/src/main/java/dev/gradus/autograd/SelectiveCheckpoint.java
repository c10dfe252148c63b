package dev.gradus.autograd;

import dev.gradus.Gradus;
import dev.gradus.Mode;
import dev.gradus.Operation;
import dev.gradus.OperationWatch;
import dev.gradus.RandomOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusStateException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Checkpoints that keep the results of some operations and compute the others again.
///
/// ```java
/// var options = CheckpointOptions.DEFAULT.withContextFn(() -> SelectiveCheckpoint.saving("mm", "bmm"));
/// ```
///
/// The results of views and of changes in place are never kept, nor those of operations that draw
/// random numbers: the same numbers are drawn again. A region can run backward once: what was kept
/// is gone then.
///
/// **Source**: torch.utils.checkpoint.create\_selective\_checkpoint\_contexts.
public final class SelectiveCheckpoint implements CheckpointContexts {
  private final Policy policy;
  private final boolean mutable;
  private final Map<String, Deque<Kept>> kept = new HashMap<>();

  private SelectiveCheckpoint(Policy policy, boolean mutable) {
    this.policy = policy;
    this.mutable = mutable;
  }

  /// Says what happens to the result of an operation.
  @FunctionalInterface
  public interface Policy {
    /// Asked before each operation, in both runs; the answers must agree.
    ///
    /// @param again whether this is the run in backward
    /// @param operation PyTorch's name, such as `mm`
    CheckpointPolicy decide(boolean again, String operation, Tensor... x);
  }

  /// A result and the versions it had.
  private record Kept(Tensor[] results, int[] versions) {
    static Kept of(Tensor[] y) {
      Tensor[] own = new Tensor[y.length];
      int[] versions = new int[y.length];
      for (int k = 0; k < y.length; k++) {
        own[k] = Gradus.keep(y[k].detach());
        versions[k] = own[k].isInference() ? 0 : own[k].version();
      }
      return new Kept(own, versions);
    }

    Tensor[] taken(boolean mutable) {
      Tensor[] y = new Tensor[results.length];
      for (int k = 0; k < y.length; k++) {
        if (!mutable && !results[k].isInference() && results[k].version() != versions[k]) {
          throw new GradusStateException(
              "Tensor cached during selective activation checkpoint has been mutated"
                  + "\nSelectiveCheckpoint: change a clone(), or allow it with allowingMutation.");
        }
        y[k] = results[k].detach();
      }
      return y;
    }
  }

  /// The contexts of one checkpoint that asks a policy.
  public static SelectiveCheckpoint by(Policy policy) {
    return new SelectiveCheckpoint(policy, false);
  }

  /// The contexts of one checkpoint that keeps the results of the operations of these names.
  public static SelectiveCheckpoint saving(String... operations) {
    Set<String> names = Set.of(operations);
    return by((_, operation, _) ->
        names.contains(operation) ? CheckpointPolicy.MUST_SAVE : CheckpointPolicy.PREFER_RECOMPUTE);
  }

  /// The same, where results that are kept may be changed in place before they are used again.
  public SelectiveCheckpoint allowingMutation() {
    return new SelectiveCheckpoint(policy, true);
  }

  @Override
  public Mode forward() {
    return OperationWatch.open(
        new OperationWatch.Handler() {
          @Override
          public Tensor[] compute(Operation op, Tensor[] x, Supplier<Tensor[]> forward) {
            boolean saves = saves(false, op, x);
            Tensor[] y = forward.get();
            if (saves) {
              kept.computeIfAbsent(op.name(), _ -> new ArrayDeque<>()).add(Kept.of(y));
            }
            return y;
          }
        });
  }

  @Override
  public Mode recompute() {
    return OperationWatch.open(
        new OperationWatch.Handler() {
          @Override
          public Tensor[] compute(Operation op, Tensor[] x, Supplier<Tensor[]> forward) {
            return saves(true, op, x) ? take(op.name()) : forward.get();
          }
        });
  }

  private boolean saves(boolean again, Operation op, Tensor[] x) {
    boolean draws = op instanceof RandomOperation random && random.draws();
    return policy.decide(again, op.name(), x).saves() && !draws;
  }

  private Tensor[] take(String operation) {
    Deque<Kept> all = kept.get(operation);
    if (all == null) {
      throw new GradusStateException(
          operation + " encountered during backward, but not found in storage");
    }
    @Nullable Kept next = all.poll();
    if (next == null) {
      throw new GradusStateException(
          "Trying to backward an extra time. You are only allowed to backward once on any region computed under selective activation checkpoint.");
    }
    return next.taken(mutable);
  }
}
