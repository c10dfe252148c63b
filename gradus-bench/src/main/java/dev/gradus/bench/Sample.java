package dev.gradus.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/// What the runs of one side gave.
///
/// @param micros the times of all iterations
/// @param bytes what one run allocates
/// @param gcMillis how long collections stopped the program
/// @param measuredMillis how long was measured
record Sample(List<Double> micros, @Nullable Double bytes, double gcMillis, double measuredMillis) {
  /// Before anything was timed.
  static final Sample NONE = new Sample(List.of(), null, 0, 0);

  static Sample of(Collection<RunResult> results) {
    List<Double> micros = new ArrayList<>();
    Double bytes = null;
    double gc = 0;
    double measured = 0;
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          micros.add(iteration.getPrimaryResult().getScore());
        }
      }
      Map<String, ? extends Result<?>> more = secondary(result);
      bytes = score(more, "gc.alloc.rate.norm", bytes);
      gc += orZero(score(more, "gc.time", null));
      measured +=
          (double) params.getMeasurement().getCount()
              * params.getForks()
              * params
                  .getMeasurement()
                  .getTime()
                  .convertTo(java.util.concurrent.TimeUnit.MILLISECONDS);
    }
    return new Sample(micros, bytes, gc, measured);
  }

  @SuppressWarnings("rawtypes") // JMH's
  private static Map<String, ? extends Result<?>> secondary(RunResult result) {
    Map<String, Result> raw = result.getSecondaryResults();
    Map<String, Result<?>> typed = new java.util.TreeMap<>();
    raw.forEach((name, value) -> typed.put(name.replace("·", ""), value));
    return typed;
  }

  private static @Nullable Double score(
      Map<String, ? extends Result<?>> all, String name, @Nullable Double otherwise) {
    Result<?> found = all.get(name);
    return found == null ? otherwise : Double.valueOf(found.getScore());
  }

  private static double orZero(@Nullable Double value) {
    return value == null || value.isNaN() ? 0 : value;
  }

  private static final String MARK = "sample ";

  /// Everything in one line, for another process.
  String text() {
    StringBuilder text = new StringBuilder(MARK);
    text.append(bytes).append(' ').append(gcMillis).append(' ').append(measuredMillis);
    micros.forEach(each -> text.append(' ').append(each));
    return text.toString();
  }

  /// What a line of [#text] says; null if it is another line.
  static @Nullable Sample ofText(String line) {
    if (!line.startsWith(MARK)) {
      return null;
    }
    List<String> words = List.of(line.substring(MARK.length()).split(" ", -1));
    String bytes = words.get(0);
    return new Sample(
        words.stream().skip(3).map(Double::valueOf).toList(),
        bytes.equals("null") ? null : Double.valueOf(bytes),
        Double.parseDouble(words.get(1)),
        Double.parseDouble(words.get(2)));
  }

  /// Both together.
  Sample and(Sample other) {
    List<Double> all = new ArrayList<>(micros);
    all.addAll(other.micros);
    return new Sample(
        all,
        other.bytes == null ? bytes : other.bytes,
        gcMillis + other.gcMillis,
        measuredMillis + other.measuredMillis);
  }

  /// As if all had taken `factor` times as long.
  Sample times(double factor) {
    return new Sample(
        micros.stream().map(each -> factor * each).toList(), bytes, gcMillis, measuredMillis);
  }

  double median() {
    List<Double> sorted = micros.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  @Nullable Double gcShare() {
    return bytes == null || measuredMillis == 0 ? null : Double.valueOf(gcMillis / measuredMillis);
  }
}
