package dev.gradus.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The page of results, which keeps the rows that this run did not measure, if they come from the
/// same machine: so a run can be made in pieces.
final class PerformancePage {
  private static final String MACHINE = "**Machine**: ";

  private PerformancePage() {}

  /// Writes the page anew, in the order of the lines.
  static void write(
      Path file, String machine, Setup setup, List<Row> rows, List<Line> lines, LocalDate date)
      throws IOException {
    String before = Files.exists(file) ? Files.readString(file) : "";
    Files.writeString(file, page(before, machine, setup, rows, lines, date));
  }

  static String page(
      String before,
      String machine,
      Setup setup,
      List<Row> rows,
      List<Line> lines,
      LocalDate date) {
    Map<String, String> known = before.contains(MACHINE + machine + "\n") ? rows(before) : Map.of();
    Map<String, String> table = new LinkedHashMap<>();
    for (Line line : lines) {
      for (int threads = 1; threads <= 2; threads++) {
        String key = key(line.name(), Integer.toString(threads));
        if (known.containsKey(key)) {
          table.put(key, known.get(key));
        }
        for (Row row : rows) {
          if (row.line().name().equals(line.name()) && row.threads() == threads) {
            table.put(key, Table.markdown(Table.cells(row)));
          }
        }
      }
    }
    return """
    # Speed

    Written by `./gradus bench --write-docs docs/performance.md`. Gradus and LibTorch took turns in one run, in processes of their
    own, on the same numbers, after their results had been compared. Times are medians.

    %s%s
    **Last run**: %s, of commit %s; heaps %s

    - *ratio*: LibTorch's time through ours; more is better. *goal*: what is to be reached on one thread.
    - *of limit*: how near our time comes to what the machine can do, measured in the same run: the peak of fused multiply-adds
      in registers where arithmetic is the limit, a copy of as many bytes where memory is (which writes more of them than an
      addition, so that an addition may be above it).
    - *speedup*: how many times as fast we are as on one thread.
    - *GC*: how much of the time collections stopped the program. *B/run*: what one run allocates on the Java heap.
    - Large results give their memory back at once on both sides: ours by `scope()`, LibTorch's by closing.
    - *first call*: the first in a process, after the input was made. Its limit is the memory of the result: what an array of
      as many bytes costs in processes of its own (with `--quick`, in the same one), whose pages the system hands out at their
      first touch.

    %s
    %s
    """
        .formatted(
            MACHINE,
            machine + "\n",
            date,
            setup.code(),
            setup.heap(),
            Table.markdownHead(),
            String.join("\n", table.values()));
  }

  private static Map<String, String> rows(String page) {
    return page.lines()
        .filter(line -> line.startsWith("| "))
        .collect(
            Collectors.toMap(PerformancePage::key, line -> line, (_, b) -> b, LinkedHashMap::new));
  }

  private static String key(String row) {
    String[] cells = row.split("\\s*\\|\\s*", -1);
    return key(cells[1], cells[2]);
  }

  private static String key(String name, String threads) {
    return name + " on " + threads;
  }
}
