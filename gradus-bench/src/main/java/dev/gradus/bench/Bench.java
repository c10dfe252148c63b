package dev.gradus.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// `./gradus bench [REGEX] [JMH OPTIONS]`: runs benchmarks in a JVM each, then compares with the
/// goals.
public final class Bench {
  private Bench() {}

  /// Takes JMH's own options, `-h` among them.
  public static void main(String[] args) throws Exception {
    CommandLineOptions given = new CommandLineOptions(args);
    if (given.shouldHelp()) {
      given.showHelp();
      return;
    }
    Collection<RunResult> results = new Runner(defaults(given).build()).run();
    List<String> lines = new Goals(micros(results, false), micros(results, true)).lines();
    if (!lines.isEmpty()) {
      System.out.println("\nGoals, on one thread:");
      lines.forEach(System.out::println);
    }
  }

  /// Short runs by default: enough for steady figures of operations this small, and an answer
  /// within minutes.
  private static OptionsBuilder defaults(CommandLineOptions given) {
    OptionsBuilder options = new OptionsBuilder();
    options.parent(given);
    options.jvmArgs(
        "--add-modules",
        "jdk.incubator.vector",
        "--sun-misc-unsafe-memory-access=allow", // JMH's own
        "-XX:ActiveProcessorCount=1");
    if (!given.getForkCount().hasValue()) {
      options.forks(1);
    }
    if (!given.getWarmupIterations().hasValue()) {
      options.warmupIterations(5);
    }
    if (!given.getWarmupTime().hasValue()) {
      options.warmupTime(TimeValue.milliseconds(500));
    }
    if (!given.getMeasurementIterations().hasValue()) {
      options.measurementIterations(5);
    }
    if (!given.getMeasurementTime().hasValue()) {
      options.measurementTime(TimeValue.milliseconds(500));
    }
    return options;
  }

  /// The times, or their errors.
  private static Map<String, Double> micros(Collection<RunResult> results, boolean errors) {
    Map<String, Double> micros = new HashMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      Result<?> primary = result.getPrimaryResult();
      TimeUnit unit = result.getParams().getTimeUnit();
      double perMicro = (double) unit.convert(1, TimeUnit.MILLISECONDS) / 1000;
      micros.put(
          name.substring("dev.gradus.bench.".length()),
          (errors ? primary.getScoreError() : primary.getScore()) / perMicro);
    }
    return micros;
  }
}
