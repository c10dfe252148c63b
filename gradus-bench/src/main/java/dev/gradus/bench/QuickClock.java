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
import org.jspecify.annotations.Nullable;

/// Times in a hurry: native code, the limits included, in one process for all lines; ours in a
/// process for each line, since what the compiler makes of one depends on what it saw before. Both
/// thread counts of a line share it.
final class QuickClock implements Clock {
  private final List<String> flags;
  private @Nullable Conversation natives;
  private @Nullable Conversation ours;
  private @Nullable String oursFor;

  QuickClock(List<String> flags) {
    this.flags = List.copyOf(flags);
  }

  @Override
  public Sample side(Line line, String side, int threads) throws IOException {
    Conversation with = side.equals(Timing.GRADUS) ? ours(line) : natives();
    return with.ask(QuickProcess.LINE, Integer.toString(threads), side, line.name());
  }

  @Override
  public Sample fma(int threads) throws IOException {
    return natives().ask(QuickProcess.FMA, Integer.toString(threads));
  }

  @Override
  public Sample copy(long bytes, int threads) throws IOException {
    return natives().ask(QuickProcess.COPY, Integer.toString(threads), Long.toString(bytes));
  }

  private Conversation natives() throws IOException {
    Conversation open = natives;
    if (open == null) {
      open = new Conversation(flags);
      natives = open;
    }
    return open;
  }

  private Conversation ours(Line line) throws IOException {
    Conversation open = ours;
    if (open == null || line.kind() != Line.Kind.STEADY || !line.name().equals(oursFor)) {
      if (open != null) {
        open.close();
      }
      List<String> all = new ArrayList<>(flags);
      if (line.kind().isSteady()) {
        all.addAll(Measuring.TOUCHED_HEAP);
      }
      open = new Conversation(all);
      ours = open;
      oursFor = line.name();
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    for (Conversation open : new @Nullable Conversation[] {ours, natives}) {
      if (open != null) {
        open.close();
      }
    }
  }

  /// Questions to and answers from a [QuickProcess].
  private static final class Conversation implements AutoCloseable {
    private final Process process;
    private final Writer to;
    private final BufferedReader from;

    Conversation(List<String> flags) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(flags);
      command.addAll(
          List.of("-cp", System.getProperty("java.class.path"), QuickProcess.class.getName()));
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
      from =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
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
}
