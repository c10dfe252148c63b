package dev.gradus.viz;

import dev.gradus.SavedTensor;
import dev.gradus.Tensor;
import dev.gradus.error.GradusStateException;
import dev.gradus.memory.Storage;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// One tensor that a node saved for its gradient.
///
/// @param name the name it has in the node: `self`, `other`, `result`, …
/// @param form dtype and sizes
/// @param bytes the memory that its elements take
/// @param value the elements, if they are few; else empty
/// @param note what is unusual about it, or empty
/// @param changed whether it was changed in place since, so that the gradient will fail
/// @param memory what it shows, to find its name; null if hooks packed it
record Kept(
    String name,
    String form,
    long bytes,
    String value,
    String note,
    boolean changed,
    @Nullable WeakReference<Storage> memory) {

  static Kept of(String name, SavedTensor saved) {
    String form = Values.form(saved.shape(), saved.dtype());
    Tensor held = saved.held();
    if (held == null) {
      return new Kept(name, form, saved.bytes(), "", "packed by hooks", false, null);
    }
    boolean changed = isChanged(saved);
    return new Kept(
        name,
        form,
        saved.bytes(),
        changed ? "" : Values.few(held),
        changed ? "changed in place since it was saved: backward will fail" : "",
        changed,
        new WeakReference<>(held.storage()));
  }

  private static boolean isChanged(SavedTensor saved) {
    try {
      saved.get();
      return false;
    } catch (GradusStateException _) {
      return true;
    }
  }

  /// Whether it shows this memory.
  boolean shows(Storage storage) {
    return memory != null && memory.refersTo(storage);
  }
}
