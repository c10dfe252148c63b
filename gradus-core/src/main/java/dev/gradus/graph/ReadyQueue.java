package dev.gradus.graph;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The nodes that can run: a binary heap, highest sequence number first, then first come.
final class ReadyQueue<V> {
  private @Nullable Task<V>[] heap = create(8);
  private int size;
  private int arrivals;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <V> @Nullable Task<V>[] create(int n) {
    return new Task[n];
  }

  void push(Task<V> task) {
    task.order = arrivals++;
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    int i = size++;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      Task<V> above = at(parent);
      if (!task.before(above)) {
        break;
      }
      heap[i] = above;
      i = parent;
    }
    heap[i] = task;
  }

  @Nullable Task<V> pop() {
    if (size == 0) {
      return null;
    }
    Task<V> top = at(0);
    Task<V> last = at(--size);
    heap[size] = null;
    if (size > 0) {
      sink(last);
    }
    return top;
  }

  private void sink(Task<V> task) {
    int i = 0;
    while (true) {
      int child = 2 * i + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && at(child + 1).before(at(child))) {
        child++;
      }
      if (!at(child).before(task)) {
        break;
      }
      heap[i] = at(child);
      i = child;
    }
    heap[i] = task;
  }

  private Task<V> at(int i) {
    return Objects.requireNonNull(heap[i]);
  }
}
