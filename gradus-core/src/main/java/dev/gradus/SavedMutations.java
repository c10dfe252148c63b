package dev.gradus;

import dev.gradus.memory.Storage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// The tensors saved while `allowMutationOnSavedTensors` is open: before one is changed in place, a
/// copy takes its place in the graph. Safe for threads that carry the mode ([CapturedModes]).
final class SavedMutations {
  private final IdentityHashMap<Storage, List<SavedTensor>> saved = new IdentityHashMap<>();
  private boolean closed;

  synchronized void add(SavedTensor s, Tensor tensor) {
    saved.computeIfAbsent(tensor.storage(), _ -> new ArrayList<>(1)).add(s);
  }

  /// Called before memory is changed.
  synchronized void beforeChange(Storage storage) {
    List<SavedTensor> affected = saved.remove(storage);
    if (affected != null) {
      affected.forEach(s -> s.copyBeforeChange(this));
    }
  }

  synchronized void close() {
    closed = true;
    saved.clear();
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
