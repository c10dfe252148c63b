package dev.gradus.nn;

import dev.gradus.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Parameters in a list, for a layer of your own. **Source**: torch.nn.ParameterList.
public final class ParameterList extends Layer implements Iterable<Tensor> {
  /// Creates it of some tensors, which become parameters.
  public ParameterList(Tensor... parameters) {
    for (Tensor t : parameters) {
      append(t);
    }
  }

  /// Adds a parameter at the end.
  public ParameterList append(Tensor data) {
    parameter(Integer.toString(size()), data);
    return this;
  }

  /// The parameter at a position, counted from the end if it is negative.
  public Tensor get(int position) {
    return get(Integer.toString(position < 0 ? position + size() : position));
  }

  /// How many parameters there are.
  public int size() {
    return ownParameters().size();
  }

  @Override
  public Iterator<Tensor> iterator() {
    List<Tensor> all = new ArrayList<>();
    ownParameters().keySet().forEach(name -> all.add(get(name)));
    return all.iterator();
  }

  @Override
  public String extraRepr() {
    return ParameterDict.lines(this, t -> t.dtype().toString());
  }
}
