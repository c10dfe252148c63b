package dev.gradus.cli.lesson;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A language that the lesson is written in.
public enum Language {
  /// Russian, as the original is.
  RU,
  /// English.
  EN;

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
  ///
  /// The JVM knows only locales that are installed, so the environment's variables are asked too:
  /// the first that is set counts.
  public static Language ofSystem(Locale locale, @Nullable String... variables) {
    for (String variable : variables) {
      if (variable != null && !variable.isEmpty()) {
        return variable.startsWith("ru") || locale.getLanguage().equals("ru") ? RU : EN;
      }
    }
    return locale.getLanguage().equals("ru") ? RU : EN;
  }

  String pick(String russian, String english) {
    return this == RU ? russian : english;
  }
}
