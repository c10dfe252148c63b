package dev.gradus.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/// Runs a workload until the compiler has nothing to do any more. How long that takes differs
/// between lines by a factor of ten, so a fixed number of runs is too many or too few.
final class Warmth {
  private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(800);
  private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long MOST = TimeUnit.SECONDS.toNanos(6);
  // Compiling our own loop and JMH's is no news.
  private static final long NOTICEABLE_MILLIS = 2;

  private Warmth() {}

  static void reach(Workload workload) {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long start = System.nanoTime();
    long quietSince = start;
    long compiled = compiler.getTotalCompilationTime();
    while (true) {
      workload.run();
      long now = System.nanoTime();
      long total = compiler.getTotalCompilationTime();
      if (total - compiled >= NOTICEABLE_MILLIS) {
        compiled = total;
        quietSince = now;
      }
      boolean warm = now - start >= LEAST && now - quietSince >= QUIET;
      if (warm || now - start >= MOST) {
        return;
      }
    }
  }
}
