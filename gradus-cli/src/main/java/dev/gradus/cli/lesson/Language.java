package dev.gradus.cli.lesson;

import java.util.Locale;
import java.util.Optional;

/// A language that the lesson is written in.
public enum Language {
  /// Russian, as the original is.
  RU("Русский"),
  /// English.
  EN("English");

  private final String title;

  Language(String title) {
    this.title = title;
  }

  /// Its own name for itself.
  public String title() {
    return title;
  }

  /// As in `--lang`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The language with this code.
  public static Optional<Language> of(String code) {
    for (Language language : values()) {
      if (language.code().equals(code)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /// Russian for a Russian locale, else English.
  public static Language of(Locale locale) {
    return locale.getLanguage().equals("ru") ? RU : EN;
  }

  String pick(String russian, String english) {
    return this == RU ? russian : english;
  }
}
