package dev.gradus.io.tensorboard;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Writes what a training reports into an event file that TensorBoard shows.
///
/// An event is in the file when the call returns, and can be seen while the training runs. Several
/// writers may share a folder: each has a file of its own. One writer may be used by several
/// threads.
///
/// ```java
/// try (TensorBoardWriter log = new TensorBoardWriter(Path.of("runs", "first"))) {
///   log.scalar("loss", loss.item(), step);
///   log.histogram("weight", layer.weight(), step);
/// }
/// ```
///
/// **Source**: torch.utils.tensorboard.SummaryWriter.
public final class TensorBoardWriter implements AutoCloseable {
  private static final AtomicLong SERIAL = new AtomicLong();
  private static final int DT_STRING = 7;

  private final Path file;
  private final EventFile events;
  private final InstantSource clock;

  /// Starts a new event file in a folder, which is made where it is missing.
  public TensorBoardWriter(Path folder) throws IOException {
    this(folder, InstantSource.system());
  }

  /// As the other, with a clock of one's own, which is asked for the time of every event.
  public TensorBoardWriter(Path folder, InstantSource clock) throws IOException {
    this.clock = clock;
    Files.createDirectories(folder);
    file = folder.resolve(fileName(clock.instant()));
    events = new EventFile(file);
    append(new Message().real(1, now()).text(3, "brain.Event:2"));
  }

  private static String fileName(Instant time) {
    return String.format(
        Locale.ROOT,
        "events.out.tfevents.%010d.%s.%d.%d",
        time.getEpochSecond(),
        host(),
        ProcessHandle.current().pid(),
        SERIAL.getAndIncrement());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }

  /// The event file.
  public Path file() {
    return file;
  }

  /// Writes a number.
  ///
  /// @param tag its name; a slash groups names
  public void scalar(String tag, double value, long step) {
    summary(tag, step, new Message().single(2, (float) value));
  }

  /// Writes how the elements of a tensor are distributed. **Errors**: no element, complex.
  public void histogram(String tag, Tensor values, long step) {
    checkReal("histogram", values);
    double[] numbers = Gradus.noGrad(() -> values.to(DType.FLOAT64).toDoubleArray());
    summary(tag, step, new Message().message(5, Buckets.of(numbers)));
  }

  /// Writes a picture.
  ///
  /// **Shape**: (channels, height, width), with 1 (grey), 3 (colour) or 4 channels (and alpha), or
  /// (height, width).
  ///
  /// **Dtype**: uint8 from 0 to 255; all others from 0 to 1, beyond which they are cut off.
  public void image(String tag, Tensor picture, long step) {
    checkReal("image", picture);
    long[] sizes = picture.shape();
    int channels = sizes.length == 3 ? (int) sizes[0] : 1;
    boolean known = channels == 1 || channels == 3 || channels == 4;
    if (sizes.length < 2 || sizes.length > 3 || !known || picture.numel() == 0) {
      throw new GradusArgumentException(
          "image: the sizes are "
              + Arrays.toString(sizes)
              + "; required are (height, width) or (channels, height, width) with 1, 3 or 4"
              + " channels. Permute the dimensions, or write one picture of a batch at a time.");
    }
    int height = (int) sizes[sizes.length - 2];
    int width = (int) sizes[sizes.length - 1];
    byte[] png = Png.encode(pixels(picture, channels, height, width), width, height, channels);
    Message image = new Message().integer(1, height).integer(2, width).integer(3, channels);
    summary(tag, step, new Message().message(4, image.bytes(4, png)));
  }

  private static void checkReal(String name, Tensor x) {
    if (x.dtype().isComplex()) {
      throw new GradusArgumentException(
          name + ": the elements are of " + x.dtype() + ". Write x.abs(), or both parts apart.");
    }
  }

  private static byte[] pixels(Tensor picture, int channels, int height, int width) {
    double scale = picture.dtype() == DType.UINT8 ? 1 : 255;
    float[] x =
        Gradus.noGrad(() ->
            picture
                .to(DType.FLOAT32)
                .reshape(channels, height, width)
                .mul(scale)
                .clamp(0.0, 255.0)
                .permute(1, 2, 0)
                .contiguous()
                .toFloatArray());
    byte[] pixels = new byte[x.length];
    for (int i = 0; i < x.length; i++) {
      pixels[i] = (byte) (int) x[i];
    }
    return pixels;
  }

  /// Writes a text, which TensorBoard shows as Markdown.
  public void text(String tag, String text, long step) {
    Message size = new Message().message(2, new Message().integer(1, 1));
    Message tensor = new Message().integer(1, DT_STRING).message(2, size).text(8, text);
    Message value = new Message().message(8, tensor).message(9, plugin("text", new Message()));
    summary(tag + "/text_summary", step, value);
  }

  /// Writes a line of the table of hyperparameters: with what a training ran, and what came of it.
  ///
  /// @param parameters numbers, texts and truth values
  /// @param measures also written as scalars of step 0
  public void hparams(Map<String, ?> parameters, Map<String, Double> measures) {
    Message experiment = HyperParameters.experiment(parameters, measures.keySet());
    session("experiment", experiment);
    session("session_start_info", HyperParameters.start(parameters));
    session("session_end_info", HyperParameters.end());
    measures.forEach((tag, value) -> scalar(tag, value, 0));
  }

  private void session(String part, Message content) {
    Message value = new Message().message(9, plugin("hparams", content));
    append(event(0).message(5, new Message().message(1, tagged("_hparams_/" + part, value))));
  }

  private static Message plugin(String name, Message content) {
    return new Message().message(1, new Message().text(1, name).message(2, content));
  }

  private void summary(String tag, long step, Message value) {
    append(event(step).message(5, new Message().message(1, tagged(tag, value))));
  }

  // Fields may stand in any order, so that the tag may be joined to the value.
  private static Message tagged(String tag, Message value) {
    return new Message().text(1, tag).fields(value);
  }

  private Message event(long step) {
    return new Message().real(1, now()).integer(2, step);
  }

  private double now() {
    Instant now = clock.instant();
    return now.getEpochSecond() + now.getNano() * 1e-9;
  }

  private synchronized void append(Message event) {
    try {
      events.append(event.toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Forces what was written to the disk.
  public synchronized void flush() {
    try {
      events.force();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Closes the file; a second call does nothing.
  @Override
  public synchronized void close() {
    try {
      events.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
