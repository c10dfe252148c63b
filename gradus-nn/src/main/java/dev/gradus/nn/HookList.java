package dev.gradus.nn;

import dev.gradus.graph.Handle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Hooks of one kind in the order in which they run. What runs is the list as it was when the run
/// began.
final class HookList<H> {
  // One registration: the same function may be registered several times.
  private record Entry<H>(H hook, Object identity) {}

  private volatile List<Entry<H>> entries = List.of();

  synchronized Handle add(H hook, boolean prepend) {
    Entry<H> entry = new Entry<>(hook, new Object());
    List<Entry<H>> longer = new ArrayList<>(entries);
    longer.add(prepend ? 0 : longer.size(), entry);
    entries = List.copyOf(longer);
    return () -> remove(entry);
  }

  private synchronized void remove(Entry<H> entry) {
    entries = entries.stream().filter(e -> e != entry).toList();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  void forEach(Consumer<H> action) {
    for (Entry<H> entry : entries) {
      action.accept(entry.hook);
    }
  }

  List<H> list() {
    return entries.stream().map(Entry::hook).toList();
  }
}
