package dev.gradus.examples;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.data.CharacterSequences;
import dev.gradus.data.DataLoader;
import dev.gradus.data.DataLoaderOptions;
import dev.gradus.data.Dataset;
import dev.gradus.data.RandomSampler;
import dev.gradus.data.Subset;
import dev.gradus.data.Synthetic;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.optim.AdamW;
import dev.gradus.optim.OneCycleLR;
import dev.gradus.train.Clipping;
import dev.gradus.train.Schedule;
import dev.gradus.train.Trainer;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// A small transformer that learns to continue a text, character by character, and then writes
/// some.
final class Chars {
  private static final int CONTEXT = 32;
  private static final int WIDTH = 32;
  private static final int BATCH = 64;
  private static final int BATCHES = 50;
  private static final int SAMPLE = 160;
  private static final double TEMPERATURE = 0.7;

  private Chars() {}

  static Outcome train(Session session) throws IOException {
    Texts texts = session.data().isEmpty() ? made(session.seed()) : read(session.file());
    CharacterSequences text = texts.training();
    int epochs = session.epochsOr(20);

    Gradus.manualSeed(session.seed());
    var net = new CharTransformer(text.vocabulary().length(), CONTEXT, WIDTH);
    var adam = new AdamW(net.parameters(), 3e-3);
    var rates = new OneCycleLR(adam, 1e-2, (long) epochs * BATCHES);
    var options =
        session
            .options(epochs)
            .withValidation(apart(texts.validation()))
            .withSchedules(Schedule.perStep(rates))
            .withClipping(Clipping.norm(1));
    var trainer = new Trainer(net, adam, Gradus::crossEntropy, options);
    session.fit(trainer, anywhere(text), epochs);

    session.out().println("sample: " + sample(trainer, text).replace("\n", "\n        "));
    double loss = trainer.evaluate(apart(texts.test())).values().iterator().next();
    session.out().printf(Locale.ROOT, "%.3f bits per character%n", loss / Math.log(2));
    return new Outcome(loss, Double.NaN);
  }

  /// Stretches that begin anywhere in the text, so many batches of them to an epoch, however long
  /// the text is.
  private static DataLoader<List<Tensor>> anywhere(CharacterSequences text) {
    Dataset<List<Tensor>> windows = text.windows(CONTEXT);
    var places = new RandomSampler(windows.size(), true, (long) BATCH * BATCHES, null);
    return DataLoader.of(
        windows, DataLoaderOptions.DEFAULT.withBatchSize(BATCH).withSampler(places));
  }

  /// Stretches that follow one another.
  private static DataLoader<List<Tensor>> apart(CharacterSequences text) {
    Dataset<List<Tensor>> windows = text.windows(CONTEXT);
    long count = (windows.size() + CONTEXT - 1) / CONTEXT;
    return Parts.inOrder(
        new Subset<>(windows, LongStream.range(0, count).map(i -> i * CONTEXT).toArray()));
  }

  private static String sample(Trainer trainer, CharacterSequences text) {
    Tensor codes = text.codes().narrow(0, 0, CONTEXT);
    for (int k = 0; k < SAMPLE; k++) {
      Tensor context = codes.narrow(0, codes.size(0) - CONTEXT, CONTEXT).unsqueeze(0);
      Tensor scores = trainer.predict(context).select(2, CONTEXT - 1).squeeze(0);
      Tensor next = scores.div(TEMPERATURE).softmax(0).multinomial(1, false);
      codes = Gradus.cat(List.of(codes, next), 0);
    }
    return text.decode(codes.narrow(0, CONTEXT, SAMPLE)).strip();
  }

  /// Texts of one vocabulary.
  private record Texts(
      CharacterSequences training, CharacterSequences validation, CharacterSequences test) {}

  private static Texts made(long seed) {
    CharacterSequences text = Synthetic.characters(20_000, seed);
    return new Texts(text, more(text, seed + 1), more(text, seed + 2));
  }

  private static CharacterSequences more(CharacterSequences text, long seed) {
    return new CharacterSequences(Synthetic.characters(3000, seed).text(), text.vocabulary());
  }

  /// The first nine tenths of a file to train on; the rest is kept back.
  private static Texts read(Path file) throws IOException {
    String all;
    try {
      all = Files.readString(file);
    } catch (CharacterCodingException e) {
      var wrong = new GradusArgumentException("train: " + file + " is no text in UTF-8");
      wrong.initCause(e);
      throw wrong;
    }
    int part = all.length() / 20;
    if (part <= 2 * CONTEXT) {
      throw new GradusArgumentException(
          "train: "
              + file
              + " has "
              + all.length()
              + " characters; chars takes at least "
              + 20 * (2 * CONTEXT + 1));
    }
    String vocabulary = new CharacterSequences(all).vocabulary();
    int kept = all.length() - 2 * part;
    return new Texts(
        new CharacterSequences(all.substring(0, kept), vocabulary),
        new CharacterSequences(all.substring(kept, kept + part), vocabulary),
        new CharacterSequences(all.substring(kept + part), vocabulary));
  }
}
