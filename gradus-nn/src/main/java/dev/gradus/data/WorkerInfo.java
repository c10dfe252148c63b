package dev.gradus.data;

import dev.gradus.Generator;
import org.jspecify.annotations.Nullable;

/// Which worker of a [DataLoader] the calling thread is. **Source**:
/// torch.utils.data.get\_worker\_info.
///
/// @param id its number, from 0
/// @param workers how many there are
/// @param seed the seed of its own stream: what the loader's iterator drew, plus `id`
/// @param generator its own stream of random numbers
public record WorkerInfo(int id, int workers, long seed, Generator generator) {
  private static final ThreadLocal<WorkerInfo> CURRENT = new ThreadLocal<>();

  /// The worker that this thread is; null on a thread that is none.
  public static @Nullable WorkerInfo current() {
    return CURRENT.get();
  }

  static void enter(WorkerInfo info) {
    CURRENT.set(info);
  }
}
