package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.graph.Node;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a node keeps, under PyTorch's names: `self`, `other`, `result` and the arguments that are
/// no tensors.
final class NodeAttributes {
  private NodeAttributes() {}

  /// Everything that is there now.
  static Map<String, Object> all(Node<Tensor> node) {
    if (node instanceof AccumulateGrad leaf) {
      return Map.of("variable", leaf.variable());
    }
    OpNode op =
        switch (node) {
          case OpNode own -> own;
          case CopySlices slices -> slices.changed();
          default -> null;
        };
    Map<String, Object> all = new LinkedHashMap<>();
    if (op != null) {
      all.putAll(op.savedByName());
      op.operation().attributes().forEach(all::putIfAbsent);
    }
    return all;
  }

  static Object get(Node<Tensor> node, String name) {
    Map<String, Object> all = all(node);
    Object found = all.get(name);
    if (found instanceof SavedTensor saved) {
      return saved.get();
    }
    if (found != null) {
      return found;
    }
    if (node instanceof OpNode op && op.isReleased()) {
      throw OpNode.freed(node.name());
    }
    throw new GradusArgumentException(
        "savedAttribute: "
            + node.name()
            + " keeps no '"
            + name
            + "'; it keeps "
            + all.keySet()
            + ".");
  }

  /// The components of a record: the arguments of an operation.
  static Map<String, Object> ofRecord(Object operation) {
    Map<String, Object> all = new LinkedHashMap<>();
    RecordComponent[] components = operation.getClass().getRecordComponents();
    for (int i = 0; components != null && i < components.length; i++) {
      try {
        var accessor = components[i].getAccessor();
        if (accessor.trySetAccessible()) {
          Object value = accessor.invoke(operation);
          if (value != null) {
            all.put(components[i].getName(), value);
          }
        }
      } catch (ReflectiveOperationException _) {
        // A component that cannot be read is left out: this is for looking, not for computing.
      }
    }
    return all;
  }
}
