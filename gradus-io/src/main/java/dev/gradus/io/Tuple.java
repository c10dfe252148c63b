package dev.gradus.io;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// A list that is a `tuple` in Python: written as one and read as one. It cannot be changed.
public final class Tuple extends AbstractList<@Nullable Object> implements RandomAccess {
  private final @Nullable Object[] items;

  private Tuple(@Nullable Object[] items) {
    this.items = items;
  }

  /// A tuple of these items, some of which may be null.
  public static Tuple of(@Nullable Object... items) {
    return new Tuple(Arrays.copyOf(items, items.length));
  }

  @Override
  public @Nullable Object get(int index) {
    return items[index];
  }

  @Override
  public int size() {
    return items.length;
  }
}
