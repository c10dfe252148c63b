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

  private record OnValue<V>(int index, UnaryOperator<V> hook) {}

  private record Retain<V>(int index, Consumer<V> store) {}

  private List<OnValue<V>> values = List.of();
  private List<Retain<V>> retains = List.of();
  private List<Pre<V>> pres = List.of();
  private List<Post<V>> posts = List.of();

  /// No hooks yet.
  public Hooks() {}

  /// Adds a hook on the gradient of output `index`.
  public synchronized Handle onValue(int index, UnaryOperator<V> hook) {
    var entry = new OnValue<>(index, hook);
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
    pres = with(pres, hook);
    return () -> removePre(hook);
  }

  /// Adds a hook after the node ran.
  public synchronized Handle after(Post<V> hook) {
    posts = with(posts, hook);
    return () -> removePost(hook);
  }

  private synchronized void removeValue(OnValue<V> entry) {
    values = without(values, entry);
  }

  private synchronized void removePre(Pre<V> hook) {
    pres = without(pres, hook);
  }

  private synchronized void removePost(Post<V> hook) {
    posts = without(posts, hook);
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

  @Nullable V[] runBefore(@Nullable V[] incoming) {
    @Nullable V[] current = incoming;
    for (Pre<V> h : pres) {
      @Nullable V @Nullable [] replaced = h.run(current);
      current = replaced == null ? current : replaced;
    }
    return current;
  }

  @Nullable V[] runAfter(@Nullable V[] produced, @Nullable V[] incoming) {
    @Nullable V[] current = produced;
    for (Post<V> h : posts) {
      @Nullable V @Nullable [] replaced = h.run(current, incoming);
      current = replaced == null ? current : replaced;
    }
    return current;
  }
}
