package dev.gradus;

import dev.gradus.dtype.DType;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All process-wide state, in one place.
final class Globals {
  private static volatile DType defaultDtype = DType.FLOAT32;
  private static volatile PrintOptions printOptions = PrintOptions.DEFAULT;
  private static volatile @Nullable Consumer<String> warningHandler; // null: the system's log
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  private Globals() {}

  static DType defaultDtype() {
    return defaultDtype;
  }

  static void setDefaultDtype(DType dtype) {
    defaultDtype = dtype;
  }

  static Generator generator() {
    return Random.GENERATOR;
  }

  static PrintOptions printOptions() {
    return printOptions;
  }

  static void setPrintOptions(PrintOptions options) {
    printOptions = options;
  }

  static void onWarning(Consumer<String> handler) {
    warningHandler = handler;
    WARNED.clear();
  }

  static void warn(String place, String text) {
    if (WARNED.size() < 10_000 && WARNED.add(place + '\0' + text)) {
      Consumer<String> handler = warningHandler;
      if (handler == null) {
        System.getLogger("dev.gradus").log(System.Logger.Level.WARNING, text);
      } else {
        handler.accept(text);
      }
    }
  }

  /// Made when the first random number is drawn.
  private static final class Random {
    private static final Generator GENERATOR = new Generator();
  }
}
