package dev.gradus.conformance;

import dev.gradus.conformance.run.Summary;
import dev.gradus.conformance.run.Tally;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/// The report for people: a table, the failures if wanted, the totals.
final class TextReport {
  private TextReport() {}

  /// What stands below the table beside the totals.
  record Parts(boolean failures, boolean unsupported, boolean names) {}

  static void print(Summary summary, Parts parts, PrintWriter out) {
    int width = summary.operations().keySet().stream().mapToInt(String::length).max().orElse(0);
    String row = "%-" + Math.max(width, 9) + "s  %7s  %7s  %13s  %5s  %11s  %11s%n";
    header(row, out);
    for (Map.Entry<String, Tally> entry : summary.operations().entrySet()) {
      print(row, entry.getKey(), entry.getValue(), out);
    }
    header(row, out);
    Tally totals = summary.totals();
    print(row, "total", totals, out);
    if (parts.failures()) {
      list("Failures", summary.failures(), out);
    }
    if (parts.names()) {
      list("Other node names", summary.otherNames(), out);
    }
    if (parts.unsupported()) {
      unsupported(summary, out);
    }
    out.printf(
        "%n%d cases: %d passed, %d failed, %d not supported, %d not applicable in Java.%n",
        totals.cases(),
        totals.passed(),
        totals.failed(),
        totals.unsupported(),
        totals.notApplicable());
    if (totals.failed() > 0 && !parts.failures()) {
      out.println("What differs: --failures.");
    }
    out.flush();
  }

  private static void header(String row, PrintWriter out) {
    out.printf(
        row, "operation", "passed", "failed", "not supported", "n/a", "names agree", "strides");
  }

  /// Zeros are left out, so that what there is stands out.
  private static void print(String row, String name, Tally tally, PrintWriter out) {
    out.printf(
        row,
        name,
        count(tally.passed()),
        count(tally.failed()),
        count(tally.unsupported()),
        count(tally.notApplicable()),
        part(tally.namesAgree(), tally.namesSeen()),
        part(tally.stridesAgree(), tally.stridesSeen()));
  }

  private static String count(int n) {
    return n == 0 ? "" : Integer.toString(n);
  }

  private static String part(int n, int of) {
    return of == 0 ? "" : n + "/" + of;
  }

  private static void list(String title, List<Summary.Failure> cases, PrintWriter out) {
    if (!cases.isEmpty()) {
      out.printf("%n%s%n", title);
    }
    for (Summary.Failure failure : cases) {
      out.printf("  %s%n      %s%n", failure.id(), failure.difference());
    }
  }

  private static void unsupported(Summary summary, PrintWriter out) {
    out.printf("%nNot supported%n");
    summary
        .unsupportedReasons()
        .forEach((reason, count) -> out.printf("  %6d  %s%n", count, reason));
  }
}
