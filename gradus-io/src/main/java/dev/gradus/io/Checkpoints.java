package dev.gradus.io;

import dev.gradus.error.FileFormatException;
import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A folder of training checkpoints, of which the last few are kept.
///
/// A checkpoint is a `.pt` file ([TorchFiles]) of any nested state. It appears whole or not at all
/// (a temporary file in the same folder, forced to the disk, then renamed), so a kill at any moment
/// leaves the last good one; older ones are deleted only after that. Loading takes the newest that
/// is undamaged. One process writes to a folder at a time.
///
/// ```java
/// var checkpoints = new Checkpoints(Path.of("runs/one"), 3);
/// checkpoints.save(step, Map.of(
///     "model", net.stateDict(), "optimizer", adam.stateDict(),
///     "scheduler", scheduler.stateDict(), "generator", generator.getState(), "step", step));
/// checkpoints.latest().ifPresent(c -> adam.loadStateDict(c.map("optimizer")));
/// ```
public final class Checkpoints {
  private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{12,18})\\.pt");
  private static final Pattern LEFTOVER =
      Pattern.compile("\\.checkpoint-\\d{12,18}\\.pt-\\d+\\" + AtomicFile.SUFFIX);

  private final Path folder;
  private final int keep;

  /// Checkpoints in a folder, which is made when needed, of which the newest `keep` stay.
  public Checkpoints(Path folder, int keep) {
    if (keep < 1) {
      throw new GradusArgumentException("Checkpoints: keep is " + keep + "; keep at least one.");
    }
    this.folder = folder;
    this.keep = keep;
  }

  /// A loaded checkpoint.
  ///
  /// @param step the step it was saved at
  /// @param file where it lies
  /// @param state what was saved
  public record Checkpoint(long step, Path file, Map<String, @Nullable Object> state) {
    /// A part of the state that is itself a map with text as keys, say a state dict.
    @SuppressWarnings("unchecked") // checked key by key
    public Map<String, Object> map(String key) {
      if (state.get(key) instanceof Map<?, ?> part
          && part.keySet().stream().allMatch(String.class::isInstance)) {
        return (Map<String, Object>) part;
      }
      throw new FileFormatException(
          "checkpoint: "
              + file.getFileName()
              + " has no map "
              + key
              + "; it has "
              + state.keySet());
    }
  }

  /// Saves a state and deletes what is older than the newest `keep`. Saving a step again replaces
  /// it.
  public Path save(long step, Map<String, ? extends @Nullable Object> state) throws IOException {
    if (step < 0 || step >= 1_000_000_000_000_000_000L) {
      throw new GradusArgumentException("Checkpoints: the step is " + step + ".");
    }
    Files.createDirectories(folder);
    Path file = folder.resolve(String.format(java.util.Locale.ROOT, "checkpoint-%012d.pt", step));
    TorchFiles.save(file, state);
    List<Path> all = files();
    // A run that began again from an earlier step has newer files than this one: those stay.
    for (int i = keep; i < all.size(); i++) {
      if (!all.get(i).equals(file)) {
        Files.deleteIfExists(all.get(i));
      }
    }
    sweep();
    return file;
  }

  // What earlier runs left when they were killed while writing.
  private void sweep() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (LEFTOVER.matcher(String.valueOf(entry.getFileName())).matches()) {
          Files.deleteIfExists(entry);
        }
      }
    }
  }

  /// The files of the checkpoints, newest step first.
  public List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (NAME.matcher(String.valueOf(entry.getFileName())).matches()) {
          found.add(entry);
        }
      }
    }
    found.sort(Comparator.comparingLong(Checkpoints::step).reversed());
    return found;
  }

  private static long step(Path file) {
    Matcher m = NAME.matcher(String.valueOf(file.getFileName()));
    return m.matches() ? Long.parseLong(m.group(1)) : -1;
  }

  /// The newest undamaged checkpoint, or nothing where there is none.
  ///
  /// **Errors**: `FileFormatException` where there are checkpoints and all are damaged.
  public Optional<Checkpoint> latest() throws IOException {
    FileFormatException damage = null;
    for (Path file : files()) {
      try {
        return Optional.of(new Checkpoint(step(file), file, TorchFiles.loadMap(file)));
      } catch (FileFormatException e) {
        damage = e;
      } catch (NoSuchFileException _) {
        // Deleted since the folder was read: the next is the newest.
      }
    }
    if (damage != null) {
      throw new FileFormatException(
          "checkpoint: every checkpoint in " + folder + " is damaged.", damage);
    }
    return Optional.empty();
  }
}
