package dev.gradus.bench;

import dev.gradus.bench.work.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// The process at the other end of [QuickClock]: reads what to time, a line each, and answers with
/// the times.
final class QuickProcess {
  static final String LINE = "line";
  static final String FMA = "fma";
  static final String COPY = "copy";

  private static final Stopwatch STOPWATCH =
      new Stopwatch(Pace.QUICK.iterations(), Pace.QUICK.millis());

  private QuickProcess() {}

  public static void main(String[] none) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String asked = in.readLine(); asked != null; asked = in.readLine()) {
        out.println(answer(asked.split("\t", -1)).text());
      }
    }
    System.exit(0);
  }

  private static Sample answer(String[] words) throws IOException {
    int threads = Integer.parseInt(words[1]);
    return switch (words[0]) {
      case LINE -> side(Lines.named(words[3]), words[2], threads);
      case FMA -> limit(() -> limit(new FmaPeak()::chains), threads);
      case COPY -> limit(() -> copies(Integer.parseInt(words[2])), threads);
      default -> throw new IOException("'" + words[0] + "' is nothing to time");
    };
  }

  // What the peer made for a line stays until the process ends, a gigabyte in all: a scope that
  // closes it would watch every call.
  private static Sample side(Line line, String side, int threads) {
    Warmth warmth = side.equals(Timing.GRADUS) ? Warmth.QUICK : Warmth.NATIVE;
    return sample(line, Timing.workload(line, side, threads), warmth);
  }

  private static Sample sample(Line line, Workload workload, Warmth warmth) {
    if (line.kind() == Line.Kind.FIRST_CALL) {
      return Stopwatch.once(workload);
    }
    if (line.kind() != Line.Kind.PROCESS) {
      warmth.reach(workload);
    }
    return STOPWATCH.time(workload);
  }

  private static Workload copies(int bytes) {
    CopyBandwidth copies = new CopyBandwidth();
    copies.bytes = bytes;
    copies.setUp();
    return limit(copies::copy);
  }

  private static Workload limit(Supplier<float[]> work) {
    return new Workload() {
      @Override
      public Object run() {
        return work.get();
      }

      @Override
      public float[] numbers() {
        return work.get();
      }
    };
  }

  /// The times of all threads, each of which has work of its own.
  private static Sample limit(Supplier<Workload> maker, int threads) throws IOException {
    Callable<Sample> task =
        () -> {
          Workload workload = maker.get();
          Warmth.NATIVE.reach(workload);
          return STOPWATCH.time(workload);
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Double> all = new ArrayList<>();
      for (Future<Sample> each : pool.invokeAll(java.util.Collections.nCopies(threads, task))) {
        all.addAll(each.get().micros());
      }
      return new Sample(all, null, 0, 0);
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    }
  }
}
