package dev.gradus.cli.lesson;

import java.util.List;

/// The lesson's text in one language.
record Document(String title, List<Chapter> chapters) {
  /// A chapter: its heading, the name of its code (empty: it has none) and what it says.
  record Chapter(String title, String code, List<Block> blocks) {}
}
