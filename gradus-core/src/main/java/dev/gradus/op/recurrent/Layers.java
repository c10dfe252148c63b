package dev.gradus.op.recurrent;

import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.RecurrentOptions;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Layers of recurrent cells, one upon the other, in one direction or in both.
public final class Layers {
  /// What all layers give.
  ///
  /// @param output the hidden states of the last layer at every step
  /// @param hidden the last hidden states of all layers and directions
  /// @param cell their cells, or null
  public record Result(Tensor output, Tensor hidden, @Nullable Tensor cell) {}

  /// What one direction of a layer gives.
  private record Pass(Tensor output, Cell.State last) {}

  private Layers() {}

  /// Runs all layers over sequences of equal length.
  public static Result run(
      Cell.Kind kind,
      Tensor input,
      Tensor hidden,
      @Nullable Tensor cell,
      List<Tensor> params,
      RecurrentOptions o) {
    if (input.dim() != 3) {
      throw new GradusArgumentException(
          "recurrent layers: the input has "
              + input.dim()
              + " dimensions; it has three, (steps, batch, size), or with batchFirst (batch, steps,"
              + " size).");
    }
    Tensor x = o.batchFirst() ? input.transpose(0, 1) : input;
    if (x.size(0) == 0) {
      throw new GradusArgumentException("Expected sequence length to be larger than 0 in RNN");
    }
    // What PyTorch hands to one kernel for all steps computes in one dtype under autocast.
    Tensor[] in =
        cell == null || isProjected(hidden, cell)
            ? new Tensor[] {x, hidden}
            : Call.autocast("mkldnn_rnn_layer", x, hidden, cell);
    Tensor state = in.length < 3 ? cell : in[2];
    Result found = stacked(kind, in[0], null, in[1], state, params, o);
    return o.batchFirst()
        ? new Result(found.output.transpose(0, 1), found.hidden, found.cell)
        : found;
  }

  /// Runs all layers over packed sequences, the longest first: the rows of a step stand together,
  /// and `batchSizes` says how many there are.
  public static Result packed(
      Cell.Kind kind,
      Tensor data,
      long[] batchSizes,
      Tensor hidden,
      @Nullable Tensor cell,
      List<Tensor> params,
      RecurrentOptions o) {
    return stacked(kind, data, batchSizes, hidden, cell, params, o);
  }

  private static Result stacked(
      Cell.Kind kind,
      Tensor input,
      long @Nullable [] batchSizes,
      Tensor hidden,
      @Nullable Tensor cell,
      List<Tensor> params,
      RecurrentOptions o) {
    List<Cell> cells = cells(kind, params, o, hidden, cell);
    int directions = o.bidirectional() ? 2 : 1;
    if (hidden.size(0) != (long) o.numLayers() * directions
        || cells.size() != o.numLayers() * directions) {
      throw new GradusArgumentException(
          "Expected more hidden states in stacked_rnn\nThere are "
              + hidden.size(0)
              + " hidden states and "
              + cells.size()
              + " sets of weights for "
              + o.numLayers()
              + " layers and "
              + directions
              + " directions.");
    }
    List<Tensor> lastHidden = new ArrayList<>();
    List<Tensor> lastCell = new ArrayList<>();
    Tensor x = input;
    for (int layer = 0; layer < o.numLayers(); layer++) {
      List<Tensor> outputs = new ArrayList<>();
      for (int d = 0; d < directions; d++) {
        int at = layer * directions + d;
        Cell one = cells.get(at);
        one.checkInput(x);
        Cell.State first =
            new Cell.State(hidden.select(0, at), cell == null ? null : cell.select(0, at));
        Pass pass =
            batchSizes == null
                ? steps(one, x, first, d == 1)
                : Packed.steps(one, x, batchSizes, first, d == 1);
        outputs.add(pass.output);
        lastHidden.add(pass.last.hidden());
        if (cell != null) {
          lastCell.add(Objects.requireNonNull(pass.last.cell()));
        }
      }
      x = directions == 1 ? outputs.get(0) : Gradus.cat(outputs, -1);
      if (o.train() && o.dropout() > 0 && layer + 1 < o.numLayers()) {
        x = Gradus.dropout(x, o.dropout());
      }
    }
    return new Result(
        x, Gradus.stack(lastHidden, 0), cell == null ? null : Gradus.stack(lastCell, 0));
  }

  // A hidden state that is smaller than the cell was projected.
  private static boolean isProjected(Tensor hidden, @Nullable Tensor cell) {
    return cell != null && hidden.size(2) != cell.size(2);
  }

  private static List<Cell> cells(
      Cell.Kind kind,
      List<Tensor> params,
      RecurrentOptions o,
      Tensor hidden,
      @Nullable Tensor cell) {
    boolean projected = isProjected(hidden, cell);
    int each = (o.hasBiases() ? 4 : 2) + (projected ? 1 : 0);
    if (params.size() % each != 0) {
      throw new GradusArgumentException(
          "got an incorrect number of RNN parameters\nThere are "
              + params.size()
              + "; every layer and direction has "
              + each
              + ".");
    }
    List<Cell> cells = new ArrayList<>();
    for (int at = 0; at < params.size(); at += each) {
      cells.add(
          new Cell(
              kind,
              params.get(at),
              params.get(at + 1),
              o.hasBiases() ? params.get(at + 2) : null,
              o.hasBiases() ? params.get(at + 3) : null,
              projected ? params.get(at + each - 1) : null));
    }
    return cells;
  }

  private static Pass steps(Cell cell, Tensor x, Cell.State first, boolean reverse) {
    int steps = (int) x.size(0);
    if (LstmSteps.fits(cell, x, first)) {
      return atOnce(cell, x, first, reverse);
    }
    Tensor gates = cell.gates(x);
    List<Tensor> outputs = new ArrayList<>();
    Cell.State state = first;
    for (int k = 0; k < steps; k++) {
      state = cell.step(gates.select(0, reverse ? steps - 1 - k : k), state);
      outputs.add(state.hidden());
    }
    if (reverse) {
      Collections.reverse(outputs);
    }
    return new Pass(Gradus.stack(outputs, 0), state);
  }

  private static Pass atOnce(Cell cell, Tensor x, Cell.State first, boolean reverse) {
    Tensor h = first.hidden();
    Tensor c = Objects.requireNonNull(first.cell());
    Tensor bIh = cell.bIh();
    Tensor bHh = cell.bHh();
    LstmSteps op = new LstmSteps(reverse);
    Tensor[] y =
        bIh == null || bHh == null
            ? Call.runAll(op, x, h, c, cell.wIh(), cell.wHh())
            : Call.runAll(op, x, h, c, cell.wIh(), cell.wHh(), bIh, bHh);
    return new Pass(y[0], new Cell.State(y[0].select(0, reverse ? 0 : y[0].size(0) - 1), y[1]));
  }

  /// Steps over packed sequences, of which shorter ones end earlier.
  private static final class Packed {
    private Packed() {}

    static Pass steps(Cell cell, Tensor x, long[] sizes, Cell.State first, boolean reverse) {
      Tensor gates = cell.gates(x);
      return reverse ? backward(cell, gates, sizes, first) : forward(cell, gates, sizes, first);
    }

    private static Pass forward(Cell cell, Tensor gates, long[] sizes, Cell.State first) {
      List<Tensor> outputs = new ArrayList<>();
      List<Cell.State> ended = new ArrayList<>();
      Cell.State state = first;
      long row = 0;
      long running = sizes[0];
      for (long size : sizes) {
        if (size < running) {
          ended.add(state.narrow(size, running - size));
          state = state.narrow(0, size);
        }
        running = size;
        state = cell.step(gates.narrow(0, row, size), state);
        outputs.add(state.hidden());
        row += size;
      }
      ended.add(state);
      Collections.reverse(ended);
      return new Pass(Gradus.cat(outputs, 0), joined(ended));
    }

    private static Pass backward(Cell cell, Tensor gates, long[] sizes, Cell.State first) {
      List<Tensor> outputs = new ArrayList<>();
      long running = sizes[sizes.length - 1];
      Cell.State state = first.narrow(0, running);
      long row = gates.size(0);
      for (int k = sizes.length - 1; k >= 0; k--) {
        if (sizes[k] > running) {
          state = joined(List.of(state, first.narrow(running, sizes[k] - running)));
          running = sizes[k];
        }
        row -= sizes[k];
        state = cell.step(gates.narrow(0, row, sizes[k]), state);
        outputs.add(state.hidden());
      }
      Collections.reverse(outputs);
      return new Pass(Gradus.cat(outputs, 0), state);
    }

    private static Cell.State joined(List<Cell.State> parts) {
      List<Tensor> hidden = new ArrayList<>();
      List<Tensor> cells = new ArrayList<>();
      for (Cell.State part : parts) {
        hidden.add(part.hidden());
        if (part.cell() != null) {
          cells.add(part.cell());
        }
      }
      return new Cell.State(Gradus.cat(hidden, 0), cells.isEmpty() ? null : Gradus.cat(cells, 0));
    }
  }
}
