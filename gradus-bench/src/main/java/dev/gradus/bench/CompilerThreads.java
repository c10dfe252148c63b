package dev.gradus.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the JVM's compilers are at. Its management beans only count what is finished, and a large
/// method takes a second: so on Linux their threads are asked, elsewhere nothing is known.
final class CompilerThreads {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final int TICK_MILLIS = 10;
  // The fields of a thread's statistics behind its name: time of its own, time in the system.
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  private CompilerThreads() {}

  /// The processor time of those that live, in steps of a clock tick; 0 if it cannot be known.
  static long millis() {
    long ticks = 0;
    if (Files.isDirectory(TASKS)) {
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(TASKS)) {
        for (Path thread : threads) {
          ticks += ticks(thread.resolve("stat"));
        }
      } catch (IOException _) {
        return 0;
      }
    }
    return ticks * TICK_MILLIS;
  }

  private static long ticks(Path file) {
    try {
      String stat = Files.readString(file);
      if (!stat.contains("(C1 Comp") && !stat.contains("(C2 Comp")) {
        return 0;
      }
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
    } catch (IOException _) {
      return 0; // ended in the meantime
    }
  }
}
