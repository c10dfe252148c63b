package dev.gradus.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;

/// A subcommand that the script `gradus` runs itself, before there is a JVM. Here is its help.
record ScriptCommand(PrintStream out, String help) implements Callable<Integer> {
  static final String TEST =
      """
      Usage: ./gradus test [MAVEN OPTIONS]
      Builds everything anew with all checks and runs all tests. Options go to Maven, for example
        ./gradus test -pl gradus-core -Dtest=PromotionTest
      The whole output is in .gradus/test.log.
      """;

  @Override
  public Integer call() {
    out.print(help);
    return 0;
  }
}
