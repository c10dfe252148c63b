package dev.gradus.io.tensorboard;

import dev.gradus.error.GradusArgumentException;
import java.util.Map;
import java.util.Set;

/// The messages of TensorBoard's table of hyperparameters.
final class HyperParameters {
  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int FLOAT64 = 3;
  private static final int SUCCESS = 1;

  private HyperParameters() {}

  /// Which parameters and measures there are.
  static Message experiment(Map<String, ?> parameters, Set<String> measures) {
    Message experiment = new Message();
    parameters.forEach((name, value) ->
        experiment.message(5, new Message().text(1, name).integer(4, type(name, value))));
    for (String name : measures) {
      experiment.message(6, new Message().message(1, new Message().text(2, name)));
    }
    return new Message().message(2, experiment);
  }

  /// The values with which a training began.
  static Message start(Map<String, ?> parameters) {
    Message start = new Message();
    parameters.forEach((name, value) ->
        start.message(1, new Message().text(1, name).message(2, value(name, value))));
    return new Message().message(3, start);
  }

  /// That a training ended.
  static Message end() {
    return new Message().message(4, new Message().integer(1, SUCCESS));
  }

  private static int type(String name, Object value) {
    return switch (value) {
      case Boolean _ -> BOOL;
      case Number _ -> FLOAT64;
      case String _ -> STRING;
      default -> throw unknown(name, value);
    };
  }

  private static Message value(String name, Object value) {
    return switch (value) {
      case Boolean b -> new Message().flag(4, b);
      case Number n -> new Message().real(2, n.doubleValue());
      case String s -> new Message().text(3, s);
      default -> throw unknown(name, value);
    };
  }

  private static GradusArgumentException unknown(String name, Object value) {
    return new GradusArgumentException(
        "value should be one of int, float, str, bool, or torch.Tensor"
            + "\nhparams: "
            + name
            + " is a "
            + value.getClass().getName()
            + ". Give a number, a text or a truth value.");
  }
}
