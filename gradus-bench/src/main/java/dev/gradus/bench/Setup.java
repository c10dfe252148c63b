package dev.gradus.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What was measured, and how: the state of the code, and the heap and the collector that the JVMs
/// of a full run have.
///
/// @param code the commit, and whether sources differ from it; `unknown` outside of a repository
/// @param heap flags and collector
record Setup(String code, String heap) {
  private static final Pattern COLLECTOR = Pattern.compile("bool Use(\\w+)GC\\s+= true");

  /// Asks git, and a JVM with the flags of those that measure.
  static Setup found() throws IOException {
    String commit = output(List.of("git", "rev-parse", "--short=7", "HEAD")).strip();
    boolean changed = output(List.of("git", "status", "--porcelain")).contains(".java");
    List<String> ask = new ArrayList<>();
    ask.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ask.addAll(Measuring.TOUCHED_HEAP);
    ask.addAll(List.of("-XX:+PrintFlagsFinal", "-version"));
    return new Setup(
        commit.isEmpty() ? "unknown" : commit + (changed ? " with changes" : ""),
        "`"
            + String.join(" ", Measuring.TOUCHED_HEAP)
            + "`, collector "
            + collector(output(ask))
            + " (the JVM's choice)");
  }

  static String collector(String flags) {
    Matcher m = COLLECTOR.matcher(flags);
    return m.find() ? m.group(1) : "unknown";
  }

  // Empty where there is no such program.
  private static String output(List<String> command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return process.inputReader(StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n"));
    } catch (IOException e) {
      if (command.getFirst().equals("git")) {
        return "";
      }
      throw e;
    }
  }
}
