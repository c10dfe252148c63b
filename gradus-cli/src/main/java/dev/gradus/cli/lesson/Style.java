package dev.gradus.cli.lesson;

/// How a kind of text looks on a terminal; plain output has none of it.
enum Style {
  TITLE("1;36"),
  HEADING("1"),
  LABEL("32"),
  QUIET("2"),
  CODE("36"),
  RESULT("33"),
  FORMULA("35"),
  BOLD("1"),
  PLAIN("");

  private final String on;

  Style(String codes) {
    on = "\u001b[" + codes + "m";
  }

  String of(String text) {
    return this == PLAIN ? text : on + text + "\u001b[0m";
  }
}
