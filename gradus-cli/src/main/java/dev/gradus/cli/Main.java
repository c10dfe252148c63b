package dev.gradus.cli;

import dev.gradus.error.GradusException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// The entry point behind `./gradus`: finds the subcommand and runs it, with picocli where it has
/// arguments to read.
public final class Main {
  /// Exit status for a command line that could not be understood.
  static final int USAGE = 2;

  /// Exit status that asks the script to build and to start once more.
  private static final int OUT_OF_DATE = 75;

  private Main() {}

  /// Runs the subcommand that the first argument names and exits with its status.
  ///
  /// What is over in a moment returns: `System.exit` first asks for a logger, for which the JVM
  /// looks through every jar.
  public static void main(String[] args) {
    if (isOutOfDate()) {
      Runtime.getRuntime().halt(OUT_OF_DATE);
    }
    restoreStderr();
    passOnWhatTheJvmSays();
    int status = run(args, System.out, System.err);
    if (status != 0 || !isQuick(args)) {
      System.exit(status);
    }
  }

  /// Whether no thread can be left that the JVM would wait for.
  private static boolean isQuick(String[] args) {
    return args.length == 0 || List.of("lesson", "version", "help").contains(args[0]);
  }

  /// Whether a source is newer than these classes: the script looks for such while this JVM starts,
  /// and writes their names to the descriptor that the property gives.
  private static boolean isOutOfDate() {
    String descriptor = System.getProperty("gradus.newer");
    if (descriptor == null) {
      return false;
    }
    try (var names = new FileInputStream("/dev/fd/" + descriptor)) {
      return names.read() >= 0;
    } catch (IOException _) {
      return true; // A system without such names: the script looks before it starts the next one.
    }
  }

  /// The script starts a JVM with vectors in such a way that the JVM's own line about incubating
  /// modules goes to a file. Where the messages of the program belong, this property says.
  private static void restoreStderr() {
    Integer number = Integer.getInteger("gradus.stderr");
    if (number != null) {
      try {
        System.setErr(new PrintStream(descriptor(number), true, System.err.charset()));
      } catch (FileNotFoundException _) {
        // A system without such names: messages go to the file, which the script shows at the end.
      }
    }
  }

  /// Writes to the descriptor itself. Opened anew by its name, a file that stdout goes to as well
  /// would have two places to write at, and one would write over what the other wrote.
  private static FileOutputStream descriptor(int number) throws FileNotFoundException {
    try {
      Constructor<FileDescriptor> maker = FileDescriptor.class.getDeclaredConstructor(int.class);
      maker.setAccessible(true);
      return new FileOutputStream(maker.newInstance(number));
    } catch (ReflectiveOperationException | InaccessibleObjectException _) {
      return new FileOutputStream("/dev/fd/" + number, true);
    }
  }

  /// Where the JVM has taken the script's place, nobody is left to show what the JVM wrote into
  /// that file; so this program does when it ends.
  private static void passOnWhatTheJvmSays() {
    String file = System.getProperty("gradus.jvm");
    if (file != null) {
      Thread reader =
          new Thread(() -> {
            try {
              Files.readAllLines(Path.of(file)).stream()
                  .filter(line -> !line.startsWith("WARNING: Using incubator modules:"))
                  .forEach(line -> System.err.println(line));
            } catch (IOException _) {
              // The messages of the JVM are lost where the system has no such names.
            }
          });
      Runtime.getRuntime().addShutdownHook(reader);
    }
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    String name = args.length == 0 ? "help" : args[0];
    String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    return switch (name) {
      case "help", "--help", "-h" ->
          rest.length == 0 ? overview(out) : execute(rest[0], new String[] {"--help"}, out, err);
      case "--version", "-V" -> execute("version", rest, out, err);
      default -> execute(name, rest, out, err);
    };
  }

  private static int execute(String name, String[] rest, PrintStream out, PrintStream err) {
    Optional<Subcommand> found = Subcommand.named(name);
    if (found.isEmpty()) {
      err.println("gradus: there is no subcommand '" + name + "'.");
      overview(err);
      return USAGE;
    }
    Callable<Integer> command = found.get().create(out);
    try {
      return command instanceof Bare bare && bare.takes(rest)
          ? bare.call()
          : parsed(name, command, out, err).execute(rest);
    } catch (Exception e) {
      return failed(e, err);
    }
  }

  private static CommandLine parsed(
      String name, Callable<Integer> command, PrintStream out, PrintStream err) {
    return new CommandLine(command)
        .setCommandName("./gradus " + name)
        .setOut(new PrintWriter(out, true, out.charset()))
        .setErr(new PrintWriter(err, true, err.charset()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO))
        .setExecutionExceptionHandler((e, _, _) -> failed(e, err));
  }

  /// A refusal of Gradus is a message to read; anything else is a defect and shows where it is.
  private static int failed(Exception e, PrintStream err) {
    if (e instanceof GradusException refusal) {
      err.println(refusal.getMessage());
    } else {
      e.printStackTrace(err);
    }
    return 1;
  }

  static int overview(PrintStream out) {
    out.println("Usage: ./gradus SUBCOMMAND [OPTIONS]");
    out.println();
    for (Subcommand s : Subcommand.values()) {
      out.println("  " + s.typed() + " ".repeat(13 - s.typed().length()) + s.summary());
    }
    out.println();
    out.println("'./gradus help SUBCOMMAND' shows its options.");
    return 0;
  }
}
