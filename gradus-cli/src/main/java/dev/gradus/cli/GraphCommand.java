package dev.gradus.cli;

import dev.gradus.cli.graph.Program;
import dev.gradus.viz.GraphDrawing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./gradus graph`: draws the graph of one of the lesson's programs; without a name, lists them.
@Command(
    description =
        "Draws the graph of a program of the lesson, with the gradients of a backward pass; without a name, lists the programs.",
    footer = {
      "",
      "Without --out, a page or an SVG goes into a file named after the program, or into the pipe if the output is one; text and dot are printed."
    },
    mixinStandardHelpOptions = true)
final class GraphCommand implements Bare {
  /// What can be written.
  private enum Format {
    SVG(GraphDrawing::toSvg),
    HTML(GraphDrawing::toHtml),
    DOT(GraphDrawing::toDot),
    TEXT(GraphDrawing::toText);

    final Function<GraphDrawing, String> writer;

    Format(Function<GraphDrawing, String> writer) {
      this.writer = writer;
    }

    String typed() {
      return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Format named(String name) {
      return switch (name) {
        case "svg" -> SVG;
        case "html", "htm" -> HTML;
        case "dot", "gv" -> DOT;
        case "text", "txt" -> TEXT;
        default -> null;
      };
    }
  }

  private final PrintStream out;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "CHAPTER|PROGRAM",
      description = "The number of a chapter, or a program by name.")
  private @Nullable String name;

  @Option(
      names = "--format",
      paramLabel = "html|svg|dot|text",
      description = "By default what the file's name ends in, or html.")
  private @Nullable String format;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write.")
  private @Nullable Path file;

  @Option(names = "--open", description = "Opens the file with the system's viewer.")
  private boolean open;

  @Option(names = "--list", description = "Lists the programs.")
  private boolean list;

  GraphCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    if (list || name == null) {
      for (Program p : Program.values()) {
        out.printf("  %2d  %-12s %s%n", p.chapter(), p.typed(), p.summary());
      }
      return 0;
    }
    Program program =
        Program.named(name)
            .orElseThrow(() ->
                refused("'" + name + "' has no graph; './gradus graph' lists what can be drawn"));
    Format wanted = format();
    Path target = target(program, wanted);
    if (open && target == null) {
      throw refused("--open needs a file: name one with --out");
    }
    GraphDrawing drawing = program.draw();
    String text = wanted.writer.apply(drawing);
    if (target == null) {
      out.print(text);
      return 0;
    }
    return written(target, text, drawing);
  }

  private Format format() {
    if (format != null) {
      Format named = Format.named(format);
      if (named == null) {
        throw refused("--format " + format + ": there are html, svg, dot and text");
      }
      return named;
    }
    Path last = file == null ? null : file.getFileName();
    String text = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    Format ending = Format.named(text.substring(text.lastIndexOf('.') + 1));
    return ending == null ? Format.HTML : ending;
  }

  /// The file to write, or null for the standard output.
  private @Nullable Path target(Program program, Format wanted) {
    if (file != null) {
      return file;
    }
    boolean picture = wanted == Format.SVG || wanted == Format.HTML;
    return picture && (open || Terminal.is(out))
        ? Path.of(program.typed() + "." + wanted.typed())
        : null;
  }

  private int written(Path target, String text, GraphDrawing drawing) {
    try {
      Files.writeString(target, text, StandardCharsets.UTF_8);
      if (Terminal.is(out)) {
        out.println(drawing);
        out.println("Written to " + target + (open ? "." : "; open it in a browser."));
      }
      if (open) {
        view(target);
      }
      return 0;
    } catch (IOException e) {
      String reason = e instanceof NoSuchFileException ? "there is no such folder" : e.toString();
      error("graph: " + target + " could not be written or opened: " + reason);
      return 1;
    }
  }

  private static void view(Path target) throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String path = target.toAbsolutePath().toString();
    List<String> command =
        system.contains("mac")
            ? List.of("open", path)
            : system.contains("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", path)
                : List.of("xdg-open", path);
    new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void error(String message) {
    if (spec != null) {
      spec.commandLine().getErr().println(message);
    }
  }

  private RuntimeException refused(String message) {
    return Refusal.of(spec, message);
  }
}
