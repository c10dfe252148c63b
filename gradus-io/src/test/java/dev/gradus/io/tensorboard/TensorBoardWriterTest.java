package dev.gradus.io.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.gradus.Complex;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.framework.DataType;
import org.tensorflow.framework.HistogramProto;
import org.tensorflow.framework.Summary;
import org.tensorflow.util.Event;

/// Event files, read by TensorFlow's own message classes.
final class TensorBoardWriterTest {
  @TempDir Path folder;

  private TensorBoardWriter writer() throws IOException {
    return new TensorBoardWriter(
        folder.resolve("runs"),
        InstantSource.fixed(Instant.ofEpochSecond(1234567890, 500_000_000)));
  }

  // A checksum by the definition of Castagnoli's polynomial, bit by bit.
  private static int masked(byte[] bytes) {
    int crc = ~0;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
      }
    }
    crc = ~crc;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static List<Event> events(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(in.position(), length);
      byte[] content = new byte[(int) in.getLong()];
      assertThat(in.getInt()).isEqualTo(masked(length));
      in.get(content);
      assertThat(in.getInt()).isEqualTo(masked(content));
      events.add(Event.parseFrom(content));
    }
    return events;
  }

  // The only value of the only event after the first.
  private static Summary.Value value(TensorBoardWriter log) throws IOException {
    List<Event> events = events(log.file());
    assertThat(events).hasSize(2);
    assertThat(events.getLast().getSummary().getValueCount()).isEqualTo(1);
    return events.getLast().getSummary().getValue(0);
  }

  @Test
  void numbersCanBeReadWhileTheWriterIsOpen() throws IOException {
    try (TensorBoardWriter log = writer()) {
      log.scalar("loss/train", 0.25, 3);
      log.scalar("naïve", Double.NaN, 1L << 40);
      List<Event> events = events(log.file());
      assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
      assertThat(events.get(1).getWallTime()).isEqualTo(1234567890.5);
      assertThat(events.get(1).getStep()).isEqualTo(3);
      assertThat(events.get(1).getSummary().getValue(0).getTag()).isEqualTo("loss/train");
      assertThat(events.get(1).getSummary().getValue(0).getSimpleValue()).isEqualTo(0.25f);
      assertThat(events.get(2).getStep()).isEqualTo(1L << 40);
      assertThat(events.get(2).getSummary().getValue(0).getTag()).isEqualTo("naïve");
      assertThat(events.get(2).getSummary().getValue(0).getSimpleValue()).isNaN();
    }
  }

  @Test
  void everyWriterHasAFileOfItsOwn() throws IOException {
    try (TensorBoardWriter a = writer();
        TensorBoardWriter b = writer()) {
      assertThat(a.file()).isNotEqualTo(b.file());
      assertThat(a.file().getFileName().toString())
          .matches("events\\.out\\.tfevents\\.1234567890\\..+\\.\\d+\\.\\d+");
    }
  }

  @Test
  void valuesAreCountedInBuckets() throws IOException {
    try (TensorBoardWriter log = writer()) {
      log.histogram("w", Gradus.tensor(new double[] {-1, 0, -0.0, 0.5, 0.5, 2}), 0);
      HistogramProto h = value(log).getHisto();
      assertThat(List.of(h.getMin(), h.getMax(), h.getNum(), h.getSum(), h.getSumSquares()))
          .containsExactly(-1.0, 2.0, 6.0, 2.0, 5.5);
      assertThat(h.getBucketCount()).isEqualTo(h.getBucketLimitCount());
      Map<Integer, Double> counts = new LinkedHashMap<>();
      for (int i = 0; i < h.getBucketCount(); i++) {
        if (h.getBucket(i) != 0) {
          counts.put(i, h.getBucket(i));
        }
      }
      assertThat(counts.values()).containsExactly(1.0, 2.0, 2.0, 1.0);
      assertThat(h.getBucket(0)).isZero();
      for (double v : new double[] {-1, 0, 0.5, 2}) {
        assertThat(counts.keySet())
            .anyMatch(i -> h.getBucketLimit(i - 1) <= v && v < h.getBucketLimit(i));
      }
    }
  }

  @Test
  void valuesBeyondAllBucketsAreOnlySummedUp() throws IOException {
    try (TensorBoardWriter log = writer()) {
      log.histogram("w", Gradus.tensor(new double[] {1, 1e30, Double.POSITIVE_INFINITY}), 0);
      HistogramProto h = value(log).getHisto();
      assertThat(h.getBucketList().stream().mapToDouble(b -> b).sum()).isEqualTo(1);
      assertThat(h.getNum()).isEqualTo(3);
      assertThat(h.getMax()).isInfinite();
      assertThatThrownBy(() -> log.histogram("w", Gradus.zeros(0), 0))
          .isInstanceOf(GradusArgumentException.class)
          .hasMessageStartingWith("The input has no element.\n");
    }
  }

  // The pixels of the only picture, each an unsigned byte.
  private static int[] pixels(TensorBoardWriter log) throws IOException {
    Summary.Image image = value(log).getImage();
    ByteBuffer in = ByteBuffer.wrap(image.getEncodedImageString().toByteArray());
    assertThat(in.getLong()).isEqualTo(0x89504e470d0a1a0aL);
    byte[] head = chunk(in, "IHDR");
    assertThat(ByteBuffer.wrap(head).getInt(0)).isEqualTo(image.getWidth());
    assertThat(ByteBuffer.wrap(head).getInt(4)).isEqualTo(image.getHeight());
    int channels = image.getColorspace();
    assertThat(List.of(head[8], head[9]))
        .isEqualTo(List.of((byte) 8, (byte) (channels == 1 ? 0 : channels == 3 ? 2 : 6)));
    byte[] data = chunk(in, "IDAT");
    assertThat(chunk(in, "IEND")).isEmpty();
    InflaterInputStream lines = new InflaterInputStream(new ByteArrayInputStream(data));
    int[] pixels = new int[image.getHeight() * image.getWidth() * channels];
    for (int i = 0; i < pixels.length; i++) {
      if (i % (image.getWidth() * channels) == 0) {
        assertThat(lines.read()).as("filter").isZero();
      }
      pixels[i] = lines.read();
    }
    assertThat(lines.read()).isEqualTo(-1);
    return pixels;
  }

  private static byte[] chunk(ByteBuffer in, String type) {
    byte[] whole = new byte[in.getInt() + 4];
    in.get(whole);
    CRC32 crc = new CRC32();
    crc.update(whole);
    assertThat(in.getInt()).isEqualTo((int) crc.getValue());
    assertThat(new String(whole, 0, 4, StandardCharsets.US_ASCII)).isEqualTo(type);
    return Arrays.copyOfRange(whole, 4, whole.length);
  }

  @Test
  void picturesAreScaledAndCut() throws IOException {
    try (TensorBoardWriter log = writer()) {
      Tensor x = Gradus.tensor(new float[] {0, 0.5f, 1, -1, 2, 0.25f}).view(2, 3);
      log.image("grey", x.requiresGrad_(), 1);
      assertThat(pixels(log)).containsExactly(0, 127, 255, 0, 255, 63);
    }
  }

  @Test
  void channelsStandSideBySide() throws IOException {
    for (int channels : new int[] {3, 4}) {
      try (TensorBoardWriter log = writer()) {
        Tensor x = Gradus.arange(0, channels * 2L, DType.INT64).mul(30).to(DType.UINT8);
        log.image("colour", x.view(channels, 1, 2), 1);
        int[] pixels = pixels(log);
        for (int c = 0; c < channels; c++) {
          assertThat(pixels[c]).isEqualTo(60 * c);
          assertThat(pixels[channels + c]).isEqualTo(60 * c + 30);
        }
      }
    }
  }

  @Test
  void whatIsNoPictureIsRefusedUnwritten() throws IOException {
    try (TensorBoardWriter log = writer()) {
      for (Tensor x : List.of(Gradus.zeros(2, 4, 4), Gradus.zeros(4), Gradus.zeros(3, 0, 4))) {
        assertThatThrownBy(() -> log.image("x", x, 0)).isInstanceOf(GradusArgumentException.class);
      }
      assertThatThrownBy(() -> log.histogram("x", Gradus.tensor(new Complex(1, 1)), 0))
          .isInstanceOf(GradusArgumentException.class);
      assertThatThrownBy(() -> log.hparams(Map.of("x", List.of()), Map.of()))
          .isInstanceOf(GradusArgumentException.class)
          .hasMessageContaining("hparams: x is a java.util");
      assertThat(events(log.file())).hasSize(1);
    }
  }

  @Test
  void textIsATensorOfText() throws IOException {
    try (TensorBoardWriter log = writer()) {
      log.text("note", "# naïve", 2);
      Summary.Value value = value(log);
      assertThat(value.getTag()).isEqualTo("note/text_summary");
      assertThat(value.getTensor().getDtype()).isEqualTo(DataType.DT_STRING);
      assertThat(value.getTensor().getTensorShape().getDim(0).getSize()).isEqualTo(1);
      assertThat(value.getTensor().getStringVal(0).toString(StandardCharsets.UTF_8))
          .isEqualTo("# naïve");
      assertThat(value.getMetadata().getPluginData().getPluginName()).isEqualTo("text");
    }
  }

  private static com.google.protobuf.UnknownFieldSet content(Event event)
      throws InvalidProtocolBufferException {
    Summary.Value value = event.getSummary().getValue(0);
    assertThat(value.getMetadata().getPluginData().getPluginName()).isEqualTo("hparams");
    return com.google.protobuf.UnknownFieldSet.parseFrom(
        value.getMetadata().getPluginData().getContent());
  }

  @Test
  void hyperparametersAreThreePartsAndTheMeasures() throws IOException {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("rate", 0.5);
    parameters.put("optimiser", "adam");
    parameters.put("bias", true);
    try (TensorBoardWriter log = writer()) {
      log.hparams(parameters, Map.of("accuracy", 0.75));
      List<Event> events = events(log.file());
      assertThat(events.subList(1, 5).stream().map(e -> e.getSummary().getValue(0).getTag()))
          .containsExactly(
              "_hparams_/experiment",
              "_hparams_/session_start_info",
              "_hparams_/session_end_info",
              "accuracy");
      assertThat(content(events.get(1)).toString())
          .contains("\"rate\"", "\"optimiser\"", "\"bias\"", "\"accuracy\"");
      com.google.protobuf.Struct values =
          com.google.protobuf.Struct.parseFrom(
              content(events.get(2)).getField(3).getLengthDelimitedList().getFirst());
      assertThat(values.getFieldsOrThrow("rate").getNumberValue()).isEqualTo(0.5);
      assertThat(values.getFieldsOrThrow("optimiser").getStringValue()).isEqualTo("adam");
      assertThat(values.getFieldsOrThrow("bias").getBoolValue()).isTrue();
      assertThat(content(events.get(3)).hasField(4)).isTrue();
    }
  }
}
