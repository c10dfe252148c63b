package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.graph.Handle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a network consists of: its layers, the sizes of what they give, parameters, bytes and
/// multiply-adds.
///
/// ```java
/// System.out.println(Summary.of(net, new long[] {1, 1, 28, 28}));
/// ```
///
/// The network is run once on its inputs, in evaluation mode and unrecorded.
public final class Summary {
  private final List<Row> rows;
  private final long parameters;
  private final long trainable;
  private final long bytes;

  /// One layer.
  ///
  /// @param name its name in the tree, empty for the outermost
  /// @param depth how deep it stands in the tree
  /// @param kind its kind
  /// @param outputs the sizes of what it gave last; empty if it was not called
  /// @param parameters the number of its own parameters, without those of inner layers
  /// @param bytes what its own parameters and buffers take
  /// @param multiplyAdds of its matrix products and convolutions, without those of inner layers
  public record Row(
      String name,
      int depth,
      String kind,
      List<long[]> outputs,
      long parameters,
      long bytes,
      long multiplyAdds) {}

  private Summary(Layer root, List<Row> rows) {
    this.rows = List.copyOf(rows);
    List<Tensor> all = root.parameters();
    this.parameters = all.stream().mapToLong(Tensor::numel).sum();
    this.trainable = all.stream().filter(Tensor::requiresGrad).mapToLong(Tensor::numel).sum();
    this.bytes = bytes(all) + bytes(root.buffers());
  }

  /// Runs a layer on zeros of these sizes, of the default dtype.
  public static Summary of(Layer layer, long[]... inputSizes) {
    return of(layer, Arrays.stream(inputSizes).map(Gradus::zeros).toArray(Tensor[]::new));
  }

  /// Runs a layer on these inputs.
  public static Summary of(Layer layer, Tensor... inputs) {
    return of(layer, () -> layer.call(inputs));
  }

  /// Runs a layer by this call: for layers with a method of their own.
  public static Summary of(Layer layer, Runnable call) {
    Map<Layer, Seen> seen = new HashMap<>();
    Map<Layer, Boolean> modes = new HashMap<>();
    List<Handle> handles = new ArrayList<>();
    for (Layer l : layer.layers()) {
      modes.put(l, l.training());
      handles.add(
          l.registerForwardHook((it, x, y) -> {
            seen.computeIfAbsent(it, _ -> new Seen()).add(it.multiplyAdds(x, y), y);
            return null;
          }));
    }
    layer.eval();
    try (var _ = Gradus.noGrad()) {
      call.run();
    } finally {
      handles.forEach(Handle::close);
      modes.forEach(Layer::setTraining);
    }
    return new Summary(layer, rows(layer, seen));
  }

  /// What the calls of one layer gave.
  private static final class Seen {
    private long multiplyAdds;
    private List<long[]> outputs = List.of();

    void add(long more, @Nullable Tensor[] y) {
      multiplyAdds += more;
      List<long[]> sizes = new ArrayList<>();
      for (Tensor t : y) {
        if (t != null) {
          sizes.add(t.shape());
        }
      }
      outputs = sizes;
    }
  }

  private static List<Row> rows(Layer root, Map<Layer, Seen> seen) {
    List<Row> rows = new ArrayList<>();
    root.namedLayers()
        .forEach((path, layer) -> {
          Seen calls = seen.getOrDefault(layer, new Seen());
          List<Tensor> own = List.copyOf(layer.namedParameters("", false).values());
          int depth = path.isEmpty() ? 0 : path.split("\\.").length;
          rows.add(
              new Row(
                  path,
                  depth,
                  layer.name(),
                  calls.outputs,
                  own.stream().mapToLong(Tensor::numel).sum(),
                  bytes(own) + bytes(List.copyOf(layer.namedBuffers("", false).values())),
                  calls.multiplyAdds));
        });
    return rows;
  }

  private static long bytes(List<Tensor> tensors) {
    return tensors.stream().mapToLong(t -> t.numel() * t.dtype().itemSize()).sum();
  }

  /// The layers, outer before inner.
  public List<Row> rows() {
    return rows;
  }

  /// How many numbers the parameters have, each parameter counted once.
  public long parameters() {
    return parameters;
  }

  /// How many of them are trained.
  public long trainable() {
    return trainable;
  }

  /// What parameters and buffers take.
  public long bytes() {
    return bytes;
  }

  /// The multiply-adds of all matrix products and convolutions.
  public long multiplyAdds() {
    return rows.stream().mapToLong(Row::multiplyAdds).sum();
  }

  /// As a table, with totals below.
  @Override
  public String toString() {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("Layer", "Output shape", "Parameters", "Bytes", "Multiply-adds"));
    rows.forEach(row -> cells.add(cells(row)));
    int[] widths = new int[5];
    cells.forEach(line -> Arrays.setAll(widths, i -> Math.max(widths[i], line.get(i).length())));
    StringBuilder table = new StringBuilder();
    for (List<String> line : cells) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String format = "%" + (i < 2 ? "-" : "") + widths[i] + "s  ";
        text.append(format.formatted(line.get(i)));
      }
      table.append(text.toString().stripTrailing()).append('\n');
    }
    return table
        .append("Parameters: " + grouped(parameters))
        .append(", of which " + grouped(trainable) + " are trained\n")
        .append("Bytes of parameters and buffers: " + grouped(bytes) + "\n")
        .append("Multiply-adds: " + grouped(multiplyAdds()))
        .toString();
  }

  private static List<String> cells(Row row) {
    String name = LayerTree.lastName(row.name);
    String label = name.isEmpty() ? row.kind : name + ": " + row.kind;
    String sizes = row.outputs.stream().map(Arrays::toString).collect(Collectors.joining(", "));
    return List.of(
        "  ".repeat(row.depth) + label,
        sizes.isEmpty() ? "-" : sizes,
        count(row.parameters),
        count(row.bytes),
        count(row.multiplyAdds));
  }

  private static String count(long n) {
    return n == 0 ? "-" : grouped(n);
  }

  private static String grouped(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
