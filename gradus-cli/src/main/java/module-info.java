/// The `./gradus` command.
module dev.gradus.cli {
  requires dev.gradus.conformance;
  requires dev.gradus.core;
  requires dev.gradus.examples;
  requires dev.gradus.viz;
  requires info.picocli;
  requires java.prefs;
  requires jdk.jshell;
  requires static org.jspecify;

  // picocli reads the commands' annotations and sets their fields.
  opens dev.gradus.cli to
      info.picocli;
}
