package dev.gradus.data;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How samples become a batch.
///
/// @param <T> a sample
/// @param <B> a batch
@FunctionalInterface
public interface Collate<T, B> {
  /// A batch of these samples, of which there is at least one.
  B collate(List<T> samples);

  /// Stacks what is alike, wherever it stands in the samples: tensors along a new first dimension;
  /// whole numbers and truth values into an int64 or bool tensor, decimals into float64, `Float`
  /// into float32; texts into a list; maps key by key and lists place by place.
  ///
  /// **Errors**: tensors of different shapes, lists of different lengths, a map without a key of
  /// the first, or something else. **Source**: torch.utils.data.default\_collate.
  static Object defaultCollate(List<?> samples) {
    if (samples.isEmpty()) {
      throw new GradusArgumentException("defaultCollate: got no sample; a batch has at least one.");
    }
    Object first = samples.getFirst();
    for (Object sample : samples) {
      if (!kind(first).isInstance(sample)) {
        throw new GradusArgumentException(
            "defaultCollate: got a "
                + kind(first).getSimpleName()
                + " and a "
                + sample.getClass().getSimpleName()
                + " in the same place of two samples; they are to be alike.");
      }
    }
    return switch (first) {
      case Tensor _ -> Gradus.stack(samples.stream().map(Tensor.class::cast).toList(), 0);
      case Boolean _ -> Gradus.tensor(samples, DType.BOOL);
      case Float _ -> Gradus.tensor(samples, DType.FLOAT32);
      case Double _ -> Gradus.tensor(samples, DType.FLOAT64);
      case Number _ -> Gradus.tensor(samples, DType.INT64);
      case CharSequence _ -> List.copyOf(samples);
      case Map<?, ?> map -> maps(map, samples);
      case List<?> list -> lists(list, samples);
      default ->
          throw new GradusArgumentException(
              "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists;"
                  + " found "
                  + first.getClass()
                  + "\nDataLoader: pass a collate function for samples of other kinds.");
    };
  }

  private static Class<?> kind(Object sample) {
    return switch (sample) {
      case Map<?, ?> _ -> Map.class;
      case List<?> _ -> List.class;
      case CharSequence _ -> CharSequence.class;
      default -> sample.getClass();
    };
  }

  private static Map<Object, Object> maps(Map<?, ?> first, List<?> samples) {
    var batch = new LinkedHashMap<Object, Object>();
    for (Object key : first.keySet()) {
      var column = new ArrayList<Object>(samples.size());
      for (Object sample : samples) {
        Object value = ((Map<?, ?>) sample).get(key);
        if (value == null) {
          throw new GradusArgumentException(
              "defaultCollate: a sample has nothing for the key '" + key + "' of the first.");
        }
        column.add(value);
      }
      batch.put(key, defaultCollate(column));
    }
    return batch;
  }

  private static List<Object> lists(List<?> first, List<?> samples) {
    for (Object sample : samples) {
      if (((List<?>) sample).size() != first.size()) {
        throw new GradusArgumentException(
            "each element in list of batch should be of equal size\ndefaultCollate: got lists of "
                + first.size()
                + " and "
                + ((List<?>) sample).size()
                + " elements.");
      }
    }
    var batch = new ArrayList<Object>(first.size());
    for (int i = 0; i < first.size(); i++) {
      int place = i;
      batch.add(defaultCollate(samples.stream().map(s -> ((List<?>) s).get(place)).toList()));
    }
    return batch;
  }
}
