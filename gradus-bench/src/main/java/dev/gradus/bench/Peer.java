package dev.gradus.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LibTorch through the JavaCPP presets, as far as the main process deals with it: only others load
/// it.
///
/// @param flags what a JVM needs that loads it
/// @param description what it says of itself
/// @param differences where its numbers are not ours; empty if nowhere
record Peer(List<String> flags, String description, String differences) {
  // The status of a comparison that went to its end and found differences.
  static final int DIFFERENT = 3;

  private static final String MKL = "-Dorg.bytedeco.openblas.load=mkl";

  /// The peer, if its native libraries are on the class path and load; with MKL for its matrix
  /// products if that loads. The first attempt unpacks and may crash in doing so, therefore there
  /// is a second. What both sides make of some lines is compared on the way.
  static Optional<Peer> find(List<Line> lines) throws IOException, InterruptedException {
    if (!onClassPath("pytorch-.+-\\w+-\\w+\\.jar")) {
      return Optional.empty();
    }
    List<List<String>> attempts = new ArrayList<>();
    if (onClassPath("mkl-.+\\.jar")) {
      attempts.add(flagsWith(MKL));
      attempts.add(flagsWith(MKL));
    }
    attempts.add(flagsWith());
    attempts.add(flagsWith());
    List<String> names = lines.stream().filter(l -> l.peer() != null).map(Line::name).toList();
    String said = "";
    for (List<String> flags : attempts) {
      Finished finished = run(flags, Comparison.class, names);
      said = finished.output();
      Optional<String> description =
          said.lines()
              .filter(line -> line.startsWith(Comparison.MARK))
              .map(line -> line.substring(Comparison.MARK.length()))
              .findFirst();
      boolean compared = finished.status() == 0 || finished.status() == DIFFERENT;
      if (compared && description.isPresent()) {
        String differences = finished.status() == 0 ? "" : said;
        return Optional.of(new Peer(flags, description.get(), differences));
      }
    }
    throw new IOException("LibTorch does not load:\n" + said);
  }

  private static boolean onClassPath(String jar) {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (Path.of(entry).getFileName().toString().matches(jar)) {
        return true;
      }
    }
    return false;
  }

  // What is made is closed, so that no collector has to watch it: that makes the peer's calls
  // cheaper.
  private static List<String> flagsWith(String... more) {
    List<String> flags = new ArrayList<>(List.of("-Dorg.bytedeco.javacpp.nopointergc=true"));
    String cache = System.getenv("GRADUS_PEER");
    if (cache != null) {
      flags.add("-Dorg.bytedeco.javacpp.cachedir=" + cache);
    }
    flags.addAll(List.of(more));
    return flags;
  }

  private static Finished run(List<String> flags, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Measuring.FLAGS);
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Finished(process.waitFor(), output);
  }

  private record Finished(int status, String output) {}
}
