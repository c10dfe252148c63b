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
      Usage: ./gradus bench [REGEX] [JMH OPTIONS]
      Runs the benchmarks whose names match (all by default), each in a JVM of its own, on one thread, and
      compares with the project's goals. For example
        ./gradus bench 'Pointwise|HandWritten' -f 3
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
