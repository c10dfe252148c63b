package dev.gradus.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Times a workload in this process: no more than a loop around it.
///
/// @param iterations how many times are taken; each is the mean of many runs
/// @param millis how long a time takes at least
record Stopwatch(int iterations, int millis) {
  // What keeps results from being optimised away.
  @SuppressWarnings("UnusedVariable") // that is what it is for
  private static volatile Object sink = "";

  /// The time of a single run.
  static Sample once(Workload workload) {
    long start = System.nanoTime();
    sink = workload.run();
    return new Sample(List.of((System.nanoTime() - start) / 1e3), null, 0, 0);
  }

  /// Times of a warm workload, with what it allocates.
  Sample time(Workload workload) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Double> micros = new ArrayList<>();
    long runs = 0;
    long allocated = threads.getTotalThreadAllocatedBytes();
    long collected = collectionMillis();
    long start = System.nanoTime();
    for (int i = 0; i < iterations; i++) {
      runs += iteration(workload, micros);
    }
    double measured = (System.nanoTime() - start) / 1e6;
    double bytes = (threads.getTotalThreadAllocatedBytes() - allocated) / (double) runs;
    return new Sample(micros, bytes, (double) collectionMillis() - collected, measured);
  }

  // The clock is read once in so many runs that reading it does not count.
  private long iteration(Workload workload, List<Double> micros) {
    long least = TimeUnit.MILLISECONDS.toNanos(millis);
    long start = System.nanoTime();
    long runs = 0;
    long took = 0;
    for (long batch = 1; took < least; batch = batch(took, runs)) {
      repeat(workload, batch);
      runs += batch;
      took = System.nanoTime() - start;
    }
    micros.add(took / 1e3 / runs);
    return runs;
  }

  // As many runs as take about a twentieth of the whole.
  private long batch(long took, long runs) {
    double each = Math.max(1, took) / (double) runs;
    return Math.max(1, (long) (TimeUnit.MILLISECONDS.toNanos(millis) / 20.0 / each));
  }

  private static void repeat(Workload workload, long runs) {
    for (long i = 0; i < runs; i++) {
      sink = workload.run();
    }
  }

  private static long collectionMillis() {
    long millis = 0;
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      millis += Math.max(0, each.getCollectionTime());
    }
    return millis;
  }
}
