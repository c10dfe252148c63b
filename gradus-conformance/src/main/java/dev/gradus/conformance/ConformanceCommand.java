package dev.gradus.conformance;

import dev.gradus.conformance.bind.Runners;
import dev.gradus.conformance.cases.CaseFiles;
import dev.gradus.conformance.cases.CaseFormatException;
import dev.gradus.conformance.docs.OperationsPage;
import dev.gradus.conformance.run.CaseRunner;
import dev.gradus.conformance.run.Summary;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gradus conformance`: runs recorded PyTorch cases and says what agrees.
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    description = "Run recorded PyTorch results and report what agrees.",
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:no applicable case failed",
      "1:an applicable case failed",
      "2:bad usage, or a file that holds no recorded cases"
    })
public final class ConformanceCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Files (.jsonl.gz, .jsonl) or folders of recorded cases. Default: the repository's own.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--op",
      paramLabel = "NAME",
      description = "Only this operation or training topic. May be repeated.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--failures", description = "Show the first difference of every failed case.")
  private boolean failures;

  @Option(
      names = "--unsupported",
      description = "Show why cases are not supported, with the number of cases.")
  private boolean unsupported;

  @Option(
      names = "--names",
      description = "Show the node names that differ from the recorded ones.")
  private boolean nodeNames;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON too.")
  private @Nullable Path json;

  @Option(
      names = "--write-docs",
      hidden = true,
      description = "Write docs/operations.md from the Javadoc and what this run gives.")
  private boolean writeDocs;

  @Spec private @Nullable CommandSpec spec;

  private final PrintStream defaultOut;
  private final Supplier<CaseRunner> runners;

  /// The command. It may be called as it is, without picocli.
  public ConformanceCommand() {
    this(System.out, Runners::gradus);
  }

  ConformanceCommand(PrintStream out, Supplier<CaseRunner> runners) {
    this.defaultOut = out;
    this.runners = runners;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec == null ? writer(defaultOut) : spec.commandLine().getOut();
    PrintWriter err = spec == null ? writer(System.err) : spec.commandLine().getErr();
    try {
      Summary summary = run(err);
      TextReport.print(summary, new TextReport.Parts(failures, unsupported, nodeNames), out);
      if (json != null) {
        JsonReport.write(summary, json);
      }
      if (writeDocs) {
        Path root = Objects.requireNonNull(DataFolder.find()).resolveSibling("");
        Files.writeString(
            root.resolve("docs/operations.md"),
            new OperationsPage(summary, root, Runners.leftOut()).text());
      }
      return summary.totals().failed() > 0 ? 1 : 0;
    } catch (CaseFormatException | IOException e) {
      err.println("conformance: " + e.getMessage());
      err.flush();
      return 2;
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  private Summary run(PrintWriter err) throws IOException {
    List<Path> files = CaseFiles.find(roots());
    Set<String> wanted = Set.copyOf(names);
    CaseRunner runner = runners.get();
    Summary summary = new Summary();
    Progress progress = Progress.through(files.size(), err);
    try {
      for (Path file : files) {
        progress.file();
        CaseFiles.read(
            file,
            c -> {
              if (wanted.isEmpty() || wanted.contains(c.name())) {
                summary.add(c, runner.run(c));
                progress.step();
              }
            });
      }
    } finally {
      progress.end();
    }
    for (String name : wanted) {
      if (!summary.operations().containsKey(name)) {
        throw new CaseFormatException("no case of an operation or topic named " + name);
      }
    }
    return summary;
  }

  private List<Path> roots() {
    if (!paths.isEmpty()) {
      return paths;
    }
    Path own = DataFolder.find();
    if (own == null) {
      throw new CaseFormatException(
          "the repository's recorded cases were not found; name a file or folder");
    }
    return List.of(own);
  }
}
