package dev.gradus.bench.work;

import dev.gradus.bench.Line;
import java.util.List;
import java.util.stream.Stream;

/// All lines, in the order of the table.
public final class Lines {
  private static final List<Line> ALL =
      Stream.of(
              Scalars.lines(),
              Products.lines(),
              Elementwise.lines(),
              Reductions.lines(),
              Rowwise.lines(),
              Lookups.lines(),
              Updates.lines(),
              Training.lines(),
              Depthwise.lines(),
              Sequences.lines(),
              Starts.lines())
          .flatMap(List::stream)
          .toList();

  private Lines() {}

  /// All lines.
  public static List<Line> all() {
    return ALL;
  }

  /// The line of that name.
  public static Line named(String name) {
    return ALL.stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no line '" + name + "'"));
  }
}
