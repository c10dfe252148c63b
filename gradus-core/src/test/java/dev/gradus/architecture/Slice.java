package dev.gradus.architecture;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The packages of gradus-core and which of them each may use. A slice may use only slices that
/// stand before it, so there can be no cycle.
///
/// A new package is entered here, in its place, in the same change that adds it.
enum Slice {
  ERROR("error"),
  DTYPE("dtype", ERROR),
  SHAPE("shape", ERROR),
  MEMORY("memory", ERROR, DTYPE),
  EXPR("expr", ERROR, DTYPE),
  KERNEL("kernel", ERROR, DTYPE, SHAPE, MEMORY, EXPR),
  GRAPH("graph", ERROR),
  /// The package `dev.gradus` itself and all of `op`: the one place where packages meet.
  ROOT("", ERROR, DTYPE, SHAPE, MEMORY, EXPR, KERNEL, GRAPH),
  AUTOGRAD("autograd", ERROR, DTYPE, SHAPE, MEMORY, GRAPH, ROOT);

  private final String folder;
  private final Slice[] uses;

  Slice(String folder, Slice... uses) {
    this.folder = folder;
    this.uses = uses;
  }

  /// The slice of a package below `root`; empty where the table has none.
  static Optional<Slice> of(String packageName, String root) {
    String path = packageName.equals(root) ? "" : packageName.substring(root.length() + 1);
    String first = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    return first.equals("op")
        ? Optional.of(ROOT)
        : Arrays.stream(values()).filter(s -> s.folder.equals(first)).findFirst();
  }

  /// This slice and those it may use.
  Set<Slice> reach() {
    return Stream.concat(Stream.of(this), Arrays.stream(uses)).collect(toUnmodifiableSet());
  }
}
