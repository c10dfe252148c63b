package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The library twice more, in loaders that note which classes they are asked for: in one the reader
/// goes first, in the other the calls.
class ClassesAheadTest {
  private static final String OWN = "dev.gradus.";

  /// Numbers whose sum is split and whose results are recycled memory.
  private static final int LARGE = 300_000;

  /// Called twice: makes a tensor, then computes with it.
  static final class Calls implements Runnable {
    private @Nullable Tensor x;

    @Override
    public void run() {
      Tensor x = this.x;
      if (x == null) {
        Gradus.setNumThreads(1);
        this.x = Gradus.tensor(new float[LARGE]);
        return;
      }
      try (Scope _ = Gradus.scope()) {
        x.add(x);
        x.mul(x);
        x.exp();
        x.tanh();
        x.gelu("tanh");
        x.sum();
        x.view(100, LARGE / 100).softmax(-1);
      }
    }
  }

  private static final class Noting extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    private final Thread caller = Thread.currentThread();
    private final Set<String> asked = new ConcurrentSkipListSet<>();
    private final CountDownLatch readerMayRead = new CountDownLatch(1);
    private final CountDownLatch readerIsThere = new CountDownLatch(1);
    private volatile @Nullable Thread reader;

    Noting() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean reading = Thread.currentThread().getName().equals("gradus-classes");
      if (reading) {
        reader = Thread.currentThread();
        readerIsThere.countDown();
        await(readerMayRead);
      }
      if (!name.startsWith(OWN)) {
        return super.loadClass(name, resolve);
      }
      if ((Thread.currentThread() == caller || reading) && !isEvent(name)) {
        asked.add(name);
      }
      return own(name);
    }

    /// Whether a class is needed because another test has started the flight recorder.
    private static boolean isEvent(String name) {
      return name.endsWith("Event") || name.equals(OWN + "Flight$Asked");
    }

    private Class<?> own(String name) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known != null ? known : findClass(name);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try (InputStream in =
          ClassesAheadTest.class.getResourceAsStream('/' + name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    /// The calls, of which the first has been made, so that the reader waits.
    Runnable calls() throws ReflectiveOperationException {
      Constructor<?> of = loadClass(Calls.class.getName()).getDeclaredConstructor();
      of.setAccessible(true); // To this loader, the class is in another package.
      Runnable made = (Runnable) of.newInstance();
      made.run();
      await(readerIsThere);
      asked.clear();
      return made;
    }

    void letReaderFinish() throws InterruptedException {
      readerMayRead.countDown();
      Objects.requireNonNull(reader).join();
    }
  }

  @Test
  @Timeout(60)
  void whatIsReadAheadIsWhatFirstCallsNeed() throws Exception {
    assumeTrue(System.getProperty("gradus.kernels", "auto").equals("auto"));
    Noting reading = new Noting();
    reading.calls();
    reading.letReaderFinish();
    Noting calling = new Noting();
    calling.calls().run();
    Set<String> needed = Set.copyOf(calling.asked);
    calling.letReaderFinish();
    assertThat(reading.asked).containsExactlyInAnyOrderElementsOf(needed);
  }
}
