package dev.gradus.bench;

import dev.gradus.Gradus;
import dev.gradus.bench.work.Lines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The process at the other end of [QuickClock]: reads what to do, a line each, and answers with
/// times. Workloads stay warm from one turn to the next.
///
/// What the peer made for a line stays until the process ends, a gigabyte in all: a scope that
/// closes it would watch every call.
final class QuickProcess {
  /// A single run that nothing came before: threads, side, line.
  static final String ONCE = "once";

  /// Gets a workload ready for turns: threads, side, line.
  static final String WARM = "warm";

  /// A turn of the workload that was made ready: threads.
  static final String TURN = "turn";

  /// A turn of [FmaPeak]: threads.
  static final String FMA = "fma";

  /// A turn of [CopyBandwidth]: threads, bytes.
  static final String COPY = "copy";

  /// The first touch of memory: threads, bytes.
  static final String TOUCH = "touch";

  private static final Stopwatch TURNS = new Stopwatch(1, 25);
  private static final Stopwatch LIMITS = new Stopwatch(1, 5);

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final Map<String, List<Workload>> limits = new HashMap<>();
  private @Nullable Workload ready;
  private boolean peer;

  private QuickProcess() {}

  public static void main(String[] none) throws Exception {
    QuickProcess process = new QuickProcess();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String asked = in.readLine(); asked != null; asked = in.readLine()) {
        out.println(process.answer(asked.split("\t", -1)).text());
      }
    }
    System.exit(0);
  }

  private Sample answer(String[] words) throws IOException {
    return switch (words[0]) {
      case ONCE -> Stopwatch.once(workload(words));
      case WARM -> warm(words);
      case TURN -> turn(Integer.parseInt(words[1]));
      case FMA -> limit(String.join(" ", words), words, () -> of(new FmaPeak()::chains));
      case COPY -> limit(String.join(" ", words), words, () -> copies(words));
      case TOUCH -> Stopwatch.once(touch(words));
      default -> throw new IOException("'" + words[0] + "' is nothing to time");
    };
  }

  private static Workload workload(String[] words) {
    return Timing.workload(Lines.named(words[3]), words[2], Integer.parseInt(words[1]));
  }

  private Sample warm(String[] words) {
    Workload workload = workload(words);
    ready = workload;
    peer = words[2].equals(Timing.PEER);
    if (Lines.named(words[3]).kind() != Line.Kind.PROCESS) {
      (peer ? Warmth.QUICK_NATIVE : Warmth.QUICK).reach(workload);
    }
    return Sample.NONE;
  }

  // LibTorch's threads stay as they are.
  private Sample turn(int threads) {
    if (!peer) {
      Gradus.setNumThreads(threads);
    }
    return TURNS.time(Objects.requireNonNull(ready));
  }

  private static Workload copies(String[] words) {
    CopyBandwidth copies = new CopyBandwidth();
    copies.bytes = Integer.parseInt(words[2]);
    copies.setUp();
    return of(copies::copy);
  }

  private static Workload touch(String[] words) {
    NewMemory memory = new NewMemory();
    memory.bytes = Integer.parseInt(words[2]);
    return of(memory::touch);
  }

  private static Workload of(Supplier<float[]> work) {
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

  /// The mean time of all threads, each of which has work of its own. The first turn warms up.
  private Sample limit(String name, String[] words, Supplier<Workload> maker) throws IOException {
    int threads = Integer.parseInt(words[1]);
    List<Workload> known = limits.get(name);
    if (known == null) {
      known = Stream.generate(maker).limit(threads).toList();
      limits.put(name, known);
      together(
          known,
          workload -> {
            Warmth.QUICK.reach(workload); // bytecode, not native
            return 0.0;
          });
    }
    double sum = 0;
    for (double micros : together(known, workload -> LIMITS.time(workload).median())) {
      sum += micros;
    }
    return new Sample(List.of(sum / threads), null, 0, 0);
  }

  private List<Double> together(List<Workload> workloads, ToDoubleFunction<Workload> task)
      throws IOException {
    try {
      List<Callable<Double>> tasks = new ArrayList<>();
      workloads.forEach(each -> tasks.add(() -> task.applyAsDouble(each)));
      List<Double> results = new ArrayList<>();
      for (Future<Double> each : pool.invokeAll(tasks)) {
        results.add(each.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    }
  }
}
