package dev.gradus.cli;

import java.io.PrintStream;

/// The help of a subcommand that is no command class: the script `gradus` runs it, or [Main].
record ScriptCommand(PrintStream out, String help) implements Bare {
  static final String TEST =
      """
      Usage: ./gradus test [MAVEN OPTIONS]
      Builds everything anew with all checks and runs all tests. Options go to Maven, for example
        ./gradus test -pl gradus-core -Dtest=PromotionTest
      The whole output is in .gradus/test.log.
      """;

  static final String BENCH =
      """
      Usage: ./gradus bench [--quick] [--only REGEX] [--threads N] [--list] [--json FILE] [--write-docs FILE]
      Times Gradus and LibTorch in turn at the same work, on one thread and on two, compares their results first, and prints
      one table: times, their ratio, the goal, and how near ours comes to the machine's limit (fused multiply-adds or copies,
      measured in the same run). The first time it downloads LibTorch (300 MB).
        --quick            shorter runs; two threads only where a line takes a millisecond, or --only names it
        --only REGEX       the lines whose name the expression finds, such as 'matmul|exp'
        --threads N        only on 1 or only on 2 threads
        --list             only show the names
        --json FILE        write the rows as JSON, too
        --write-docs FILE  put the rows into a page such as docs/performance.md
      """;

  static final String HELP =
      """
      Usage: ./gradus help [SUBCOMMAND]
      Shows the list of subcommands, or the options of one.
      """;

  @Override
  public boolean takes(String[] arguments) {
    return true;
  }

  @Override
  public Integer call() {
    out.print(help);
    return 0;
  }
}
