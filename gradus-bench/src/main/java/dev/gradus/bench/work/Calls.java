package dev.gradus.bench.work;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.bench.Workload;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;

/// Workloads that make one tensor. Large ones give its memory back at once on both sides: ours by a
/// scope, the peer's by closing.
final class Calls {
  private Calls() {}

  /// A result of ours that is left to the collector.
  record Collected(Supplier<Tensor> call) implements Workload {
    @Override
    public Object run() {
      return call.get();
    }

    @Override
    public float[] numbers() {
      return call.get().detach().toFloatArray();
    }
  }

  /// A large result of ours.
  record Scoped(Supplier<Tensor> call) implements Workload {
    @Override
    public Object run() {
      try (var _ = Gradus.scope()) {
        return call.get();
      }
    }

    @Override
    public float[] numbers() {
      return call.get().detach().toFloatArray();
    }
  }

  /// A result of the peer's that comes from a single call, so that closing it is all there is to
  /// do.
  record Closed(Supplier<org.bytedeco.pytorch.Tensor> call) implements Workload {
    @Override
    public Object run() {
      try (org.bytedeco.pytorch.Tensor y = call.get()) {
        return y;
      }
    }

    @Override
    public float[] numbers() {
      return Torch.floats(call.get());
    }
  }

  /// A result of the peer's from several calls.
  record ManyClosed(Supplier<org.bytedeco.pytorch.Tensor> call) implements Workload {
    @Override
    public Object run() {
      try (PointerScope _ = new PointerScope()) {
        return call.get();
      }
    }

    @Override
    public float[] numbers() {
      return Torch.floats(call.get());
    }
  }
}
