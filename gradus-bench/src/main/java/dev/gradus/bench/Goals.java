package dev.gradus.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the project promised, beside what a run measured.
///
/// @param micros the time of each benchmark, by class and method, in microseconds
/// @param errors half of each time's confidence interval, in microseconds
record Goals(Map<String, Double> micros, Map<String, Double> errors) {
  private static final double MATMUL_FLOP = 2.0 * Matmul.SIZE * Matmul.SIZE * Matmul.SIZE;

  /// A line for each goal of which this run has measured everything.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    atMost("Scalars.polynomial", 3, "polynomial at a scalar, forward and backward")
        .ifPresent(lines::add);
    atMost("Scalars.add", 0.150, "one recorded one-element add").ifPresent(lines::add);
    atMost("Scalars.exp", 0.150, "one recorded one-element exp").ifPresent(lines::add);
    matmul().ifPresent(lines::add);
    for (String name : List.of("exp", "tanh", "sum")) {
      against(name).ifPresent(lines::add);
    }
    add("addInScope", "addPlain", "into an existing array").ifPresent(lines::add);
    add("add", "addPlainNew", "into a new array").ifPresent(lines::add);
    return lines;
  }

  private Optional<String> atMost(String benchmark, double goal, String what) {
    return time(benchmark)
        .map(t -> line(t <= goal, what, "%.3f µs; at most %.3g µs".formatted(t, goal)));
  }

  private Optional<String> matmul() {
    Optional<Double> product = time("Matmul.matmul").map(t -> MATMUL_FLOP / t / 1e3);
    Optional<Double> peak = time("FmaPeak.chains").map(t -> FmaPeak.flop() / t / 1e3);
    if (product.isEmpty() || peak.isEmpty()) {
      return Optional.empty();
    }
    double share = product.get() / peak.get();
    String text =
        "%.0f GFLOP/s, %.0f %% of the FMA peak of %.0f; at least 75 %%"
            .formatted(product.get(), 100 * share, peak.get());
    return Optional.of(line(share >= 0.75, "matmul 1024", text));
  }

  /// The goal is the plain loop; the tuned one is shown because it is the harder comparison.
  private Optional<String> against(String name) {
    Optional<Double> ours = time("Pointwise." + name);
    Optional<Double> plain = time("HandWritten." + name + "Plain");
    Optional<Double> tuned = time("HandWritten." + name + "Tuned");
    if (ours.isEmpty() || plain.isEmpty() || tuned.isEmpty()) {
      return Optional.empty();
    }
    String text =
        "%.0f µs; hand-written loop %.0f µs, with the Vector API %.0f µs"
            .formatted(ours.get(), plain.get(), tuned.get());
    return Optional.of(line(ours.get() <= plain.get(), name + ", 1 000 000 elements", text));
  }

  /// An addition is over so soon that making the result counts. In a scope the memory is there
  /// already, as in the loop into an existing array; without one, both make a new array.
  private Optional<String> add(String ours, String loop, String what) {
    Optional<Double> own = time("Pointwise." + ours);
    Optional<Double> byHand = time("HandWritten." + loop);
    if (own.isEmpty() || byHand.isEmpty()) {
      return Optional.empty();
    }
    String text = "%.0f µs; hand-written loop %s %.0f µs".formatted(own.get(), what, byHand.get());
    double blur = error("Pointwise." + ours) + error("HandWritten." + loop);
    String verdict =
        own.get() <= byHand.get() ? "met" : own.get() - blur <= byHand.get() ? "even" : "MISS";
    return Optional.of(line(verdict, "add, 1 000 000 elements", text));
  }

  private Optional<Double> time(String benchmark) {
    return Optional.ofNullable(micros.get(benchmark));
  }

  private double error(String benchmark) {
    double error = errors.getOrDefault(benchmark, 0.0);
    return Double.isNaN(error) ? 0 : error;
  }

  private static String line(boolean met, String what, String text) {
    return line(met ? "met" : "MISS", what, text);
  }

  private static String line(String verdict, String what, String text) {
    return String.format(Locale.ROOT, "%-4s %-46s %s", verdict, what, text);
  }
}
