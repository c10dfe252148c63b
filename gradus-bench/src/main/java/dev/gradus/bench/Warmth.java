package dev.gradus.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/// Runs a workload until the compiler has nothing to do any more. How long that takes differs
/// between lines by a factor of ten, so a fixed number of runs is too many or too few.
///
/// @param leastMillis how long at least
/// @param quietMillis how long the compiler has to be idle
/// @param mostMillis how long at most
record Warmth(long leastMillis, long quietMillis, long mostMillis) {
  /// For code that the JVM compiles. A layer with attention keeps the compiler busy for ten seconds
  /// of its own, and longer where it has to share a processor with what it compiles: a limit below
  /// that would show the compiler's time as ours.
  static final Warmth COMPILED = new Warmth(800, 500, 24_000);

  /// The same in a hurry.
  static final Warmth QUICK = new Warmth(500, 300, 15_000);

  /// For native code, which is fast once it is loaded; JavaCPP's calls are compiled soon.
  static final Warmth NATIVE = new Warmth(300, 200, 2000);

  /// The same in a hurry.
  static final Warmth QUICK_NATIVE = new Warmth(150, 100, 1000);

  private static final long LOOK_MILLIS = 20;

  // The compiler always has some small thing to do: this loop, JMH's.
  private static final long NOTICEABLE_MILLIS = 3;

  void reach(Workload workload) {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long start = System.nanoTime();
    long busy = start;
    long looked = start;
    long finished = compiler.getTotalCompilationTime();
    long worked = CompilerThreads.millis();
    while (true) {
      workload.run();
      long now = System.nanoTime();
      if (millis(now - looked) >= LOOK_MILLIS) {
        looked = now;
        long nowFinished = compiler.getTotalCompilationTime();
        long nowWorked = CompilerThreads.millis();
        if (nowFinished - finished >= NOTICEABLE_MILLIS || nowWorked != worked) {
          busy = now;
          finished = nowFinished;
          worked = nowWorked;
        }
        boolean warm = millis(now - start) >= leastMillis && millis(now - busy) >= quietMillis;
        if (warm || millis(now - start) >= mostMillis) {
          return;
        }
      }
    }
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
