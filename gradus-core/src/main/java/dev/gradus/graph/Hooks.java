package dev.gradus.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The hooks of one node, in the order in which they run.
///
/// For each gradient that arrives: value hooks in order of registration, then the retain hook. Then
/// pre-hooks on all of them, the node itself, post-hooks.
public final class Hooks<V> {
  /// A hook before the node runs: the incoming gradients; a non-null result replaces them.
  @FunctionalInterface
  public interface Pre<V> {
    /// Called with the incoming gradients.
    @Nullable V @Nullable [] run(@Nullable V[] incoming);
  }

  /// A hook after the node ran; a non-null result replaces what it produced.
  @FunctionalInterface
  public interface Post<V> {
    /// Called with what the node produced and what it was given.
    @Nullable V @Nullable [] run(@Nullable V[] produced, @Nullable V[] incoming);
  }

  // A class and not a record: the same function may be registered several times, and removing
  // goes by identity.
  private static final class OnValue<V> {
    final int index;
    final UnaryOperator<V> hook;

    OnValue(int index, UnaryOperator<V> hook) {
      this.index = index;
      this.hook = hook;
    }
  }

  private record Retain<V>(int index, Consumer<V> store) {}

  private List<OnValue<V>> values = List.of();
  private List<Retain<V>> retains = List.of();
  private List<Entry<Pre<V>>> pres = List.of();
  private List<Entry<Post<V>>> posts = List.of();

  // One registration: the same function may be registered several times.
  private static final class Entry<H> {
    final H hook;

    Entry(H hook) {
      this.hook = hook;
    }
  }

  /// No hooks yet.
  public Hooks() {}

  /// Adds a hook on the gradient of output `index`.
  public synchronized Handle onValue(int index, UnaryOperator<V> hook) {
    var entry = new OnValue<V>(index, hook);
    values = with(values, entry);
    return () -> removeValue(entry);
  }

  /// Sets what stores the gradient of output `index`, after all value hooks; null clears it.
  public synchronized void retain(int index, @Nullable Consumer<V> store) {
    List<Retain<V>> kept = new ArrayList<>(retains);
    kept.removeIf(r -> r.index == index);
    if (store != null) {
      kept.add(new Retain<>(index, store));
    }
    retains = List.copyOf(kept);
  }

  /// Adds a hook before the node runs.
  public synchronized Handle before(Pre<V> hook) {
    var entry = new Entry<>(hook);
    pres = with(pres, entry);
    return () -> removePre(entry);
  }

  /// Adds a hook after the node ran.
  public synchronized Handle after(Post<V> hook) {
    var entry = new Entry<>(hook);
    posts = with(posts, entry);
    return () -> removePost(entry);
  }

  private synchronized void removeValue(OnValue<V> entry) {
    values = without(values, entry);
  }

  private synchronized void removePre(Entry<Pre<V>> entry) {
    pres = without(pres, entry);
  }

  private synchronized void removePost(Entry<Post<V>> entry) {
    posts = without(posts, entry);
  }

  private static <T> List<T> with(List<T> list, T entry) {
    List<T> longer = new ArrayList<>(list);
    longer.add(entry);
    return List.copyOf(longer);
  }

  private static <T> List<T> without(List<T> list, T entry) {
    List<T> shorter = new ArrayList<>(list);
    for (int i = 0; i < shorter.size(); i++) {
      if (shorter.get(i) == entry) {
        shorter.remove(i);
        break;
      }
    }
    return List.copyOf(shorter);
  }

  /// Whether hooks see all the values at once, before or after the node.
  boolean seesAll() {
    return !pres.isEmpty() || !posts.isEmpty();
  }

  void runOnValues(@Nullable V[] incoming) {
    for (OnValue<V> h : values) {
      V v = incoming[h.index];
      if (v != null) {
        incoming[h.index] = h.hook.apply(v);
      }
    }
    for (Retain<V> r : retains) {
      V v = incoming[r.index];
      if (v != null) {
        r.store.accept(v);
      }
    }
  }

  @Nullable V[] runBefore(@Nullable V[] incoming, Space<V> space) {
    @Nullable V[] current = incoming;
    for (Entry<Pre<V>> h : pres) {
      current = checked(current, h.hook.run(current), space);
    }
    return current;
  }

  @Nullable V[] runAfter(@Nullable V[] produced, @Nullable V[] incoming, Space<V> space) {
    @Nullable V[] current = produced;
    for (Entry<Post<V>> h : posts) {
      current = checked(current, h.hook.run(current, incoming), space);
    }
    return current;
  }

  private static <V> @Nullable V[] checked(
      @Nullable V[] current, @Nullable V @Nullable [] replaced, Space<V> space) {
    if (replaced == null) {
      return current;
    }
    space.checkReplaced(current, replaced);
    return replaced;
  }
}
