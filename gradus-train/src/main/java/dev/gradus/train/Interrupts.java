package dev.gradus.train;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Ctrl-C while a program trains: the first asks the [Trainer] to stop after its step, with a
/// checkpoint, the second ends the program at once with status 130.
///
/// ```java
/// try (var _ = Interrupts.stop(trainer)) {
///   trainer.fit(loader, 20);
/// }
/// ```
///
/// Where the system has no such signal, or hides it from the program, nothing is changed.
public final class Interrupts implements AutoCloseable {
  /// The exit status of a program that an interrupt ended.
  public static final int STATUS = 130;

  private final @Nullable Object before;

  private Interrupts(@Nullable Object before) {
    this.before = before;
  }

  /// Handles interrupts until it is closed; what they do is said on the standard error.
  public static Interrupts stop(Trainer trainer) {
    return stop(trainer, line -> System.err.println(line));
  }

  /// Handles interrupts until it is closed; what they do is said in a line.
  public static Interrupts stop(Trainer trainer, Consumer<String> say) {
    var asked = new AtomicBoolean();
    return new Interrupts(
        handle(() -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(STATUS);
          }
          say.accept("\nstopping after this step; Ctrl-C again stops at once");
          trainer.requestStop();
        }));
  }

  /// Gives the signal back to whoever had it.
  @Override
  public void close() {
    if (before != null) {
      install(before);
    }
  }

  private static @Nullable Object handle(Runnable action) {
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      InvocationHandler handler =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  action.run();
                  yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "Interrupts";
              };
      return install(
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(), new Class<?>[] {type}, handler));
    } catch (ClassNotFoundException _) {
      return null; // A runtime without the module jdk.unsupported.
    }
  }

  /// The JDK has no supported way to a signal; this one is in the module jdk.unsupported, and javac
  /// warns of every mention of it, so that it is reached by name.
  private static @Nullable Object install(Object handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Method handle = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
      return handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), handler);
    } catch (ReflectiveOperationException _) {
      return null; // No such signal here, or the JVM was told to leave it alone.
    }
  }
}
