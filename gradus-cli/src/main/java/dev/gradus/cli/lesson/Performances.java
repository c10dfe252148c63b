package dev.gradus.cli.lesson;

import dev.gradus.cli.lesson.chapter.Chapters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// The code of all chapters, run in order on a thread of its own while the text is read and laid
/// out: each takes about as long as the other where classes are new (docs/decisions/0003).
final class Performances implements Runnable {
  private final Map<String, FutureTask<Performance>> tasks = new LinkedHashMap<>();

  private Performances() {
    for (String name : Chapters.NAMES) {
      tasks.put(name, new FutureTask<>(() -> Performance.of(Chapters.named(name))));
    }
  }

  /// Begins with the first.
  static Performances start() {
    Performances all = new Performances();
    Thread thread = new Thread(all, "lesson");
    thread.setDaemon(true);
    thread.start();
    return all;
  }

  @Override
  public void run() {
    for (FutureTask<Performance> task : tasks.values()) {
      task.run();
      if (task.resultNow().failed()) {
        return;
      }
    }
  }

  /// Waits for the end of a chapter that comes after those that were asked for.
  Performance named(String name) {
    FutureTask<Performance> task = tasks.get(name);
    if (task == null) {
      throw new IllegalArgumentException("lesson: there is no chapter " + name + ".");
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
