package dev.gradus.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A training in a process of its own, which says the loss of every step, bit by bit.
///
/// Arguments: the folder of its checkpoints, the number of epochs, after which step it waits to be
/// asked to stop (0 for never), and whether it goes on even then.
final class Child {
  private static final int MOST_MILLIS = 60_000;

  private Child() {}

  static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    int epochs = Integer.parseInt(arguments[1]);
    long waiting = Long.parseLong(arguments[2]);
    boolean stubborn = Boolean.parseBoolean(arguments[3]);
    var bench = new Bench(0);
    var trainer = new Trainer[1];
    trainer[0] =
        bench.trainer(
            bench
                .options
                .withSaving(Saving.in(folder).withEverySteps(waiting == 0 ? 1 : 0).withResume(true))
                .withCallbacks(
                    new Callback() {
                      @Override
                      public void onStep(StepReport step) {
                        System.out.println(line(step));
                        if (step.step() == waiting) {
                          waitForStop(trainer[0], stubborn);
                        }
                      }
                    }));
    History history;
    try (var _ = Interrupts.stop(trainer[0])) {
      history = trainer[0].fit(bench.loader, epochs);
    }
    System.exit(history.end() == History.End.REQUESTED ? Interrupts.STATUS : 0);
  }

  static String line(StepReport step) {
    return "step " + step.step() + " " + Double.toHexString(step.loss());
  }

  private static void waitForStop(Trainer trainer, boolean stubborn) {
    try {
      for (int i = 0; i < MOST_MILLIS && (stubborn || !trainer.stopRequested()); i++) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Starts one.
  static Process start(Path folder, int epochs, long waiting, boolean stubborn) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dgradus.kernels=scalar",
            "-cp",
            classPath(),
            Child.class.getName(),
            folder.toString(),
            Integer.toString(epochs),
            Long.toString(waiting),
            Boolean.toString(stubborn))
        .redirectErrorStream(true)
        .start();
  }

  /// Tests run as part of their module, whose path is no class path.
  private static String classPath() {
    List<String> paths = new ArrayList<>();
    paths.add(testClasses().toString());
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      String path = System.getProperty(property, "");
      if (!path.isEmpty()) {
        paths.add(path);
      }
    }
    return String.join(System.getProperty("path.separator"), paths);
  }

  private static Path testClasses() {
    String file = Objects.requireNonNull(Child.class.getResource("Child.class")).getPath();
    return Path.of(file.substring(0, file.length() - "dev/gradus/train/Child.class".length()));
  }

  /// Whether this process, and so every child, cannot be interrupted: a shell starts what runs in
  /// the background like that.
  static boolean ignoresInterrupts() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
