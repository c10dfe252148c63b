package dev.gradus.bench.work;

import dev.gradus.bench.Goal;
import dev.gradus.bench.Limit;
import dev.gradus.bench.Line;
import dev.gradus.nn.Conv2d;
import dev.gradus.nn.Flatten;
import dev.gradus.nn.Layer;
import dev.gradus.nn.Linear;
import dev.gradus.nn.MaxPool2d;
import dev.gradus.nn.ReLU;
import dev.gradus.nn.Sequential;
import dev.gradus.optim.Adam;
import dev.gradus.optim.SGD;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.FlattenImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.MaxPool2dImpl;
import org.bytedeco.pytorch.MaxPool2dOptions;
import org.bytedeco.pytorch.ReLUImpl;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.SequentialImpl;

/// Whole steps of training: gradients cleared, forward, loss, backward, update.
final class Training {
  private static final int CLASSES = 10;
  private static final int PIXELS = 784;
  private static final double RATE = 0.01;
  private static final double ADAM_RATE = 0.001;
  // Collections in a steady loop, with the default collector.
  private static final double GC_SHARE = 0.03;

  private Training() {}

  static List<Line> lines() {
    return List.of(
        Line.small(
            "MLP 784-16-16-10, batch 1, SGD step",
            Goal.ratio(8).andGcShare(GC_SHARE),
            () -> step(mlp(16), 1, false, PIXELS),
            () -> peerStep(peerMlp(16), 1, false, PIXELS)),
        mlp("MLP 784-128-128-10, batch 64, SGD step", 128, 64, false, 2.3),
        mlp("MLP 784-128-128-10, batch 64, Adam step", 128, 64, true, 2.3),
        mlp("MLP 784-1024-1024-10, batch 256, SGD step", 1024, 256, false, 1.9),
        mlp("MLP 784-1024-1024-10, batch 256, Adam step", 1024, 256, true, 1.9),
        cnn());
  }

  private static Line mlp(String name, int width, int batch, boolean adam, double ratio) {
    // Forward, the gradients of the weights, and those of all inputs but the first.
    double first = (double) PIXELS * width;
    double rest = (double) width * width + (double) width * CLASSES;
    return Line.of(
        name,
        Limit.flops(2.0 * batch * (2 * first + 3 * rest)),
        Goal.ratio(ratio).andGcShare(GC_SHARE),
        () -> step(mlp(width), batch, adam, PIXELS),
        () -> peerStep(peerMlp(width), batch, adam, PIXELS));
  }

  private static Line cnn() {
    int batch = 64;
    double first = 26.0 * 26 * 32 * 9;
    double second = 11.0 * 11 * 64 * 32 * 9;
    double last = 64.0 * 5 * 5 * CLASSES;
    return Line.of(
        "CNN 1-32-64, batch 64 of 28×28, SGD step",
        Limit.flops(2.0 * batch * (2 * first + 3 * second + 3 * last)),
        Goal.ratio(1.3).andGcShare(GC_SHARE),
        () -> step(convolutional(), batch, false, 1, 28, 28),
        () -> peerStep(peerConvolutional(), batch, false, 1, 28, 28));
  }

  private static TrainingStep step(Layer model, int batch, boolean adam, long... sample) {
    return new TrainingStep(
        model,
        adam ? p -> new Adam(p, ADAM_RATE) : p -> new SGD(p, RATE),
        Data.tensor(1, batched(batch, sample)),
        Data.labels(batch, CLASSES, 2));
  }

  private static PeerTrainingStep peerStep(
      SequentialImpl model, int batch, boolean adam, long... sample) {
    return new PeerTrainingStep(
        model,
        adam
            ? p -> new org.bytedeco.pytorch.Adam(p, new AdamOptions(ADAM_RATE))
            : p -> new org.bytedeco.pytorch.SGD(p, new SGDOptions(RATE)),
        Torch.tensor(1, batched(batch, sample)),
        Data.labels(batch, CLASSES, 2));
  }

  private static long[] batched(int batch, long... sample) {
    long[] sizes = new long[sample.length + 1];
    sizes[0] = batch;
    System.arraycopy(sample, 0, sizes, 1, sample.length);
    return sizes;
  }

  private static Layer mlp(int width) {
    return new Sequential(
        new Linear(PIXELS, width),
        new ReLU(),
        new Linear(width, width),
        new ReLU(),
        new Linear(width, CLASSES));
  }

  private static SequentialImpl peerMlp(int width) {
    SequentialImpl model = new SequentialImpl();
    model.push_back(new LinearImpl(PIXELS, width));
    model.push_back(new ReLUImpl());
    model.push_back(new LinearImpl(width, width));
    model.push_back(new ReLUImpl());
    model.push_back(new LinearImpl(width, CLASSES));
    return model;
  }

  private static Layer convolutional() {
    return new Sequential(
        new Conv2d(1, 32, 3),
        new ReLU(),
        new MaxPool2d(2),
        new Conv2d(32, 64, 3),
        new ReLU(),
        new MaxPool2d(2),
        new Flatten(),
        new Linear(64 * 5 * 5, CLASSES));
  }

  private static SequentialImpl peerConvolutional() {
    SequentialImpl model = new SequentialImpl();
    model.push_back(new Conv2dImpl(new Conv2dOptions(1, 32, new LongPointer(3, 3))));
    model.push_back(new ReLUImpl());
    model.push_back(new MaxPool2dImpl(new MaxPool2dOptions(new LongPointer(2, 2))));
    model.push_back(new Conv2dImpl(new Conv2dOptions(32, 64, new LongPointer(3, 3))));
    model.push_back(new ReLUImpl());
    model.push_back(new MaxPool2dImpl(new MaxPool2dOptions(new LongPointer(2, 2))));
    model.push_back(new FlattenImpl());
    model.push_back(new LinearImpl(64 * 5 * 5, CLASSES));
    return model;
  }
}
