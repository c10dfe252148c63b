package dev.gradus.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Questions to a [QuickProcess] and its answers.
final class Conversation implements AutoCloseable {
  private final Process process;
  private final Writer to;
  private final BufferedReader from;

  /// Starts the process.
  Conversation(List<String> flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), QuickProcess.class.getName()));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  Sample ask(String... words) throws IOException {
    to.write(String.join("\t", words) + "\n");
    to.flush();
    List<String> said = new ArrayList<>();
    for (String line = from.readLine(); line != null; line = from.readLine()) {
      Sample sample = Sample.ofText(line);
      if (sample != null) {
        return sample;
      }
      said.add(line);
    }
    throw new IOException(String.join(" ", words) + " failed:\n" + String.join("\n", said));
  }

  @Override
  public void close() throws IOException {
    to.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
