package dev.gradus.bench;

import dev.gradus.bench.work.Lines;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `./gradus bench`: times Gradus and LibTorch in turn and prints one table.
public final class Bench {
  private final Arguments arguments;
  private final List<Line> lines;

  private Bench(Arguments arguments) {
    this.arguments = arguments;
    this.lines = Lines.all().stream().filter(arguments::wants).toList();
  }

  /// Ends with 0 if all was measured, with 1 if something failed and with 2 if the arguments are
  /// wrong.
  public static void main(String[] words) throws Exception {
    restoreStderr();
    System.exit(run(words));
  }

  // The script keeps what the JVM itself says on stderr for the end; ours goes where it names.
  // Opened anew by its name, a file that stdout goes to as well would have two places to write at.
  private static void restoreStderr() throws ReflectiveOperationException {
    Integer number = Integer.getInteger("gradus.stderr");
    if (number != null) {
      Constructor<FileDescriptor> maker = FileDescriptor.class.getDeclaredConstructor(int.class);
      maker.setAccessible(true);
      FileOutputStream stream = new FileOutputStream(maker.newInstance(number));
      System.setErr(new PrintStream(stream, true, System.err.charset()));
    }
  }

  static int run(String... words) throws IOException, InterruptedException {
    try {
      Bench bench = new Bench(Arguments.of(words));
      if (bench.lines.isEmpty()) {
        throw new Arguments.Refused("--only: no line matches; --list shows their names");
      }
      if (bench.arguments.list()) {
        bench.lines.forEach(line -> System.out.println(line.name()));
        return 0;
      }
      return bench.measure();
    } catch (Arguments.Refused e) {
      System.err.println("gradus bench: " + e.getMessage());
      System.err.println("See './gradus bench --help'.");
      return 2;
    }
  }

  private int measure() throws IOException, InterruptedException {
    Optional<Peer> peer = Peer.find(lines);
    String differences = peer.map(Peer::differences).orElse("");
    if (!differences.isEmpty()) {
      System.err.print(differences);
      System.err.println("gradus bench: what is not the same work cannot be compared.");
      return 1;
    }
    String machine = Machine.description(peer.map(Peer::description).orElse(null));
    System.out.println(machine);
    System.out.println();
    List<String> flags = new ArrayList<>(Measuring.FLAGS);
    peer.ifPresent(p -> flags.addAll(p.flags()));
    List<Row> rows;
    try (Clock clock = arguments.quick() ? new QuickClock(flags) : new JmhClock(Pace.FULL, flags)) {
      rows = rows(new Measuring(clock, peer.isPresent()));
    }
    System.out.print(Table.text(rows));
    if (arguments.json() != null) {
      Files.writeString(arguments.json(), JsonText.of(machine, rows));
    }
    if (arguments.page() != null) {
      PerformancePage.write(
          arguments.page(),
          machine,
          Setup.found(),
          rows,
          Lines.all(),
          LocalDate.now(ZoneOffset.UTC));
    }
    return 0;
  }

  private List<Row> rows(Measuring measuring) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Line line : lines) {
      Row one = arguments.wants(1) ? measured(measuring, line, 1) : null;
      if (one != null) {
        rows.add(one);
      }
      if (arguments.wants(2) && worthTwoThreads(line, one)) {
        Row two = measured(measuring, line, 2);
        rows.add(one == null ? two : two.after(one));
      }
    }
    return rows;
  }

  private boolean worthTwoThreads(Line line, @Nullable Row one) {
    boolean all = !arguments.quick() || arguments.only() != null;
    return switch (line.kind()) {
      case STEADY -> all || one == null || one.gradusMicros() >= QuickClock.SECOND_THREAD_MICROS;
      case SMALL -> all;
      case FIRST_CALL, PROCESS -> false;
    };
  }

  private static Row measured(Measuring measuring, Line line, int threads) throws IOException {
    Row row = measuring.row(line, threads);
    System.err.printf(
        "%s, %d thread%s: %s µs%s%n",
        line.name(),
        threads,
        threads == 1 ? "" : "s",
        Table.micros(row.gradusMicros()),
        row.peerMicros() == null ? "" : ", LibTorch " + Table.micros(row.peerMicros()) + " µs");
    return row;
  }
}
