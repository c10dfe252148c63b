package dev.gradus.nn;

import dev.gradus.Tensor;
import dev.gradus.error.GradusIndexException;
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

  /// Adds parameters at the end.
  public ParameterList extend(Iterable<Tensor> more) {
    more.forEach(this::append);
    return this;
  }

  /// The parameter at a position, counted from the end if it is negative. **Errors**: there is
  /// none.
  public Tensor get(int position) {
    return get(name(position));
  }

  /// Replaces the parameter at a position, counted from the end if it is negative.
  public ParameterList set(int position, Tensor data) {
    parameter(name(position), data);
    return this;
  }

  private String name(int position) {
    int at = position < 0 ? position + size() : position;
    if (at < 0 || at >= size()) {
      throw new GradusIndexException(
          "index "
              + position
              + " is out of range\nParameterList: there are "
              + size()
              + " parameters.");
    }
    return Integer.toString(at);
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
