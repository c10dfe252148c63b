package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusStateException;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Node;
import dev.gradus.memory.Filling;
import dev.gradus.memory.Storage;
import dev.gradus.op.pointwise.Contiguous;
import dev.gradus.op.pointwise.Copies;
import dev.gradus.op.view.SameMemory;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// An n-dimensional array that records what happens to it.
///
/// Made by the factories of [Gradus]; its operations are the methods of the interfaces it
/// implements, one per topic. `equals` is identity: compare values with `eq`, `equal` or
/// `allclose`.
public final class Tensor
    implements Pointwise,
        RoundingFunctions,
        HyperbolicFunctions,
        ArcFunctions,
        SpecialFunctions,
        NumberFunctions,
        Dividing,
        Combinations,
        Bitwise,
        PointwiseActivation,
        Aliases,
        ComparisonAliases,
        Comparison,
        Activation,
        Reduction,
        Statistics,
        Ordering,
        Quantiles,
        Binning,
        Counting,
        Shaping,
        Rearranging,
        Splitting,
        Arranging,
        Copying,
        Indexing,
        Scattering,
        LinearAlgebra,
        MatrixMethods,
        MatrixProducts,
        Newborn,
        ScatterReducing,
        InPlace,
        Overwriting,
        Clamping,
        MemoryChanges,
        Shortcuts,
        Facts,
        Reading,
        Sampling,
        ComplexNumbers,
        ComplexArithmetic,
        ComplexOverwriting,
        ComplexFilling,
        Differentiable,
        GraphPoint {

  private Storage storage;
  private Layout layout;
  private DType dtype;

  // History: the node that made this tensor and the place of this tensor in it.
  private @Nullable Edge<Tensor> edge;
  private @Nullable Edge<Tensor> leafEdge;
  private boolean leafRequiresGrad;

  private @Nullable Version version;
  private @Nullable ViewInfo view;
  private @Nullable Meta meta;

  // What this stands for at a level of a function transform: Note [Levels of function transforms].
  private @Nullable Wrapped wrapped;

  /// See Note [Why there is no gradient].
  @Nullable Lost lost;

  // So often that no count of what the engine takes back reaches 1 again.
  private static final int SHARED = 1 << 20;

  /// How often the engine has handed this value on. See [AccumulateGrad].
  int handedOn;

  /// Notes that somebody outside the engine may hold this value.
  void markShared() {
    handedOn = SHARED;
  }

  private Tensor(Storage storage, Layout layout, DType dtype) {
    this.storage = storage;
    this.layout = layout;
    this.dtype = dtype;
    if (storage.isNew() && ThreadState.anySpecial()) {
      ThreadState.markBirth(storage);
    }
    storage.shown();
  }

  /// A tensor over existing memory: for writers of operations.
  public static Tensor wrap(Storage storage, Layout layout, DType dtype) {
    return new Tensor(storage, layout, dtype);
  }

  /// The tensor of a function transform's level, over memory that it may only pretend to have.
  static Tensor wrapping(Wrapped wrapped, Storage storage, Layout layout) {
    Tensor t = new Tensor(storage, layout, wrapped.value().dtype);
    t.wrapped = wrapped;
    return t;
  }

  /// What this stands for at a level of a function transform, or null for an ordinary tensor.
  @Nullable Wrapped wrapped() {
    return wrapped;
  }

  /// Makes an ordinary tensor one of a level; what it was so far is the tensor below.
  void liftTo(FunctionLevel level, @Nullable Tensor base) {
    Tensor below = new Tensor(storage, layout, dtype);
    below.edge = edge;
    below.leafEdge = leafEdge;
    below.leafRequiresGrad = leafRequiresGrad;
    below.version = version;
    below.meta = meta;
    below.wrapped = wrapped;
    below.handedOn = SHARED;
    ViewInfo old = view;
    if (old != null && base != null) {
      below.view = old.withBase(base);
      view = old.withVersion(versionValue());
    }
    edge = null;
    leafEdge = null;
    leafRequiresGrad = false;
    meta = null;
    handedOn = SHARED;
    wrapped = new Wrapped(level, below);
  }

  /// A zeroed tensor of these sizes.
  public static Tensor empty(DType dtype, long... sizes) {
    return emptyStrided(Layout.contiguous(sizes), dtype);
  }

  /// A zeroed tensor of this layout.
  public static Tensor emptyStrided(Layout layout, DType dtype) {
    return new Tensor(Storage.allocate(dtype, layout.lastIndex() + 1), layout, dtype);
  }

  /// A tensor of arbitrary content: for writers of operations that write every element of the
  /// layout, which has no gaps.
  public static Tensor unfilled(Layout layout, DType dtype) {
    return new Tensor(Storage.unfilled(dtype, layout.lastIndex() + 1), layout, dtype);
  }

  /// A contiguous tensor whose memory is filled once somebody reads it: for writers of operations.
  /// See [Storage#pending].
  public static Tensor pending(DType dtype, long[] sizes, Filling filling) {
    Layout layout = Layout.contiguous(sizes);
    return new Tensor(Storage.pending(dtype, layout.numel(), filling), layout, dtype);
  }

  /// The memory: for writers of operations.
  public Storage storage() {
    return storage;
  }

  /// Sizes, strides and offset: for writers of operations.
  public Layout layout() {
    return layout;
  }

  /// The type of the elements.
  public DType dtype() {
    return dtype;
  }

  /// The size of every dimension.
  public long[] shape() {
    return layout.sizes().clone();
  }

  /// The size of one dimension.
  public long size(int dim) {
    if (layout.rank() == 0) {
      Axes.wrap(dim, 0);
      throw new dev.gradus.error.GradusIndexException(
          "Dimension specified as " + dim + " but tensor has no dimensions");
    }
    return layout.sizes()[Axes.wrap(dim, layout.rank())];
  }

  /// The step along every dimension, in elements.
  public long[] stride() {
    return layout.strides().clone();
  }

  /// The index of the first element in the storage.
  public long storageOffset() {
    return layout.offset();
  }

  /// The number of dimensions.
  public int dim() {
    return layout.rank();
  }

  /// The number of elements.
  public long numel() {
    return layout.numel();
  }

  /// Whether the elements lie in row-major order without gaps.
  public boolean isContiguous() {
    return layout.isContiguous();
  }

  /// Whether the elements are real floating-point numbers.
  public boolean isFloatingPoint() {
    return dtype.isFloatingPoint();
  }

  /// Whether the elements are complex numbers.
  public boolean isComplex() {
    return dtype.isComplex();
  }

  // --- History ---

  @Override
  public boolean requiresGrad() {
    return leafRequiresGrad || edge != null || view != null && view.base.requiresGrad();
  }

  @Override
  public boolean isLeaf() {
    ViewInfo v = view;
    return edge == null && (v == null || v.creation == ViewInfo.Creation.NO_GRAD || !isStale(v));
  }

  @Override
  public @Nullable Node<Tensor> gradFn() {
    Edge<Tensor> e = history();
    return e == null ? null : e.node();
  }

  @Override
  public int outputNr() {
    Edge<Tensor> e = history();
    return e == null ? 0 : e.inputNr();
  }

  /// Where the gradient of this tensor goes, or null if it needs none.
  @Nullable Edge<Tensor> gradientEdge() {
    Edge<Tensor> e = history();
    if (e != null || !leafRequiresGrad) {
      return e;
    }
    Edge<Tensor> leaf = leafEdge;
    if (leaf == null) {
      leaf = newLeafEdge();
    }
    return leaf;
  }

  private synchronized Edge<Tensor> newLeafEdge() {
    Edge<Tensor> leaf = leafEdge;
    if (leaf == null) {
      leaf = new Edge<>(new AccumulateGrad(this), 0, leafMeta());
      leafEdge = leaf;
    }
    return leaf;
  }

  // A view whose memory was changed makes itself a new node on the base's new history.
  private @Nullable Edge<Tensor> history() {
    ViewInfo v = view;
    if (v != null && isStale(v)) {
      regenerate(v);
    }
    return edge;
  }

  private boolean isStale(ViewInfo v) {
    return versionValue() != v.edgeVersion && (edge != null || v.base.requiresGrad());
  }

  private synchronized void regenerate(ViewInfo v) {
    if (versionValue() == v.edgeVersion) {
      return;
    }
    v.checkChange(edge, true);
    @SuppressWarnings({"unchecked", "rawtypes"})
    @Nullable Edge<Tensor>[] edges = new Edge[] {v.base.gradientEdge()};
    ViewOperation op = SameMemory.of(this, v.base);
    ThreadState s = ThreadState.current();
    OpNode node = new OpNode(op, edges, s.next());
    s.created(node);
    moveHistory(node.result(0, meta()));
    v.edgeVersion = versionValue();
  }

  /// The edge as it is, even if it is stale.
  @Nullable Edge<Tensor> rawEdge() {
    return edge;
  }

  void setEdge(@Nullable Edge<Tensor> replaced) {
    edge = replaced;
  }

  /// After a change in place by the operation of `node`. See Note [Rewriting history].
  void rebaseHistory(OpNode node, long sequence) {
    rebaseHistory(node, node.result(0, meta()), sequence);
  }

  /// After a change in place whose result is where the edge points.
  void rebaseHistory(OpNode node, Edge<Tensor> result, long sequence) {
    ViewInfo v = view;
    if (v == null) {
      moveHistory(result);
      return;
    }
    CopySlices whole = new CopySlices(v.base, this, node, sequence);
    v.base.moveHistory(new Edge<>(whole, 0, whole.resultMeta(0)));
    history();
  }

  /// After a change of sizes and strides alone: the elements are what they were.
  void continueHistory(OpNode node) {
    moveHistory(node.result(0, meta()));
    if (view != null) {
      view.edgeVersion = versionValue();
    }
  }

  // retainGrad follows the tensor to its newest value; other hooks stay with the old one.
  private void moveHistory(Edge<Tensor> next) {
    Edge<Tensor> old = edge;
    edge = next;
    if (meta != null && meta.retainsGrad) {
      if (old != null) {
        old.node().hooks().retain(old.inputNr(), null);
      }
      next.node().hooks().retain(next.inputNr(), this::storeRetained);
    }
  }

  void storeRetained(Tensor g) {
    Meta m = metaOrCreate();
    Tensor old = m.grad();
    g.markShared();
    m.putGrad(old == null ? Call.run(new Contiguous(), g) : old.add(g));
  }

  void becomeView(Tensor of, ThreadState s, boolean multi) {
    if (isInference()) {
      return;
    }
    version = of.sharedVersion();
    view = ViewInfo.of(of, ViewInfo.creation(s, multi), versionValue());
  }

  /// A result of a custom function that shows the memory of another tensor.
  void becomeCustomView(Tensor of) {
    if (!isInference()) {
      version = of.sharedVersion();
      view = ViewInfo.of(of, ViewInfo.Creation.CUSTOM_FUNCTION, versionValue());
    }
  }

  @Nullable ViewInfo viewInfo() {
    return view;
  }

  /// What a gradient of this tensor looks like.
  TensorMeta meta() {
    return new TensorMeta(layout, dtype);
  }

  /// As [#meta], with the dtype that was set for the gradient of this leaf.
  TensorMeta leafMeta() {
    Meta m = meta;
    return m == null || m.gradDtype == null
        ? meta()
        : new TensorMeta(layout, dtype, m.gradDtype.dtype());
  }

  @Nullable Meta metaOrNull() {
    return meta;
  }

  Meta metaOrCreate() {
    Meta m = meta;
    if (m == null) {
      m = newMeta();
    }
    return m;
  }

  private synchronized Meta newMeta() {
    if (meta == null) {
      meta = new Meta();
    }
    return meta;
  }

  boolean hasHooks() {
    return meta != null && meta.hasPostAccumulate()
        || leafEdge != null && leafEdge.node().hasHooks();
  }

  // --- Version ---

  /// Whether this was made in inference mode. **Source**: torch.Tensor.is\_inference.
  public boolean isInference() {
    return storage.isInference();
  }

  int versionValue() {
    Version v = version;
    return v == null ? 0 : v.value;
  }

  @Nullable String changedBy() {
    Version v = version;
    return v == null ? null : v.changedBy;
  }

  private Version sharedVersion() {
    Version v = version;
    if (v == null) {
      v = newVersion();
    }
    return v;
  }

  private synchronized Version newVersion() {
    if (version == null) {
      version = new Version();
    }
    return version;
  }

  void bumpVersion(String by) {
    if (isInference()) {
      return;
    }
    Version v = sharedVersion();
    v.value++;
    String place = Anomaly.here();
    v.changedBy = place == null ? by : by + " " + place;
  }

  void setVersion(int value) {
    sharedVersion().value = value;
  }

  // --- Changing what a tensor is ---

  void setLeafRequiresGrad(boolean b) {
    leafRequiresGrad = b;
    if (b) {
      storage.hold();
    }
  }

  /// The same memory and version counter without history: `detach()`.
  Tensor aliasWithoutHistory() {
    Tensor t = aliasWithoutVersion();
    t.version = sharedVersion();
    Wrapped w = wrapped;
    if (w != null) {
      t.wrapped = new Wrapped(w.level(), w.value().aliasWithoutHistory());
    }
    return t;
  }

  /// The same memory with a version counter of its own: `data()`.
  Tensor aliasWithoutVersion() {
    Tensor t = new Tensor(storage, layout, dtype);
    t.handedOn = SHARED;
    Wrapped w = wrapped;
    if (w != null) {
      t.wrapped = new Wrapped(w.level(), w.value().aliasWithoutVersion());
    }
    return t;
  }

  /// The same value with the same version counter, without the history of this level: what a node
  /// keeps of its results.
  Tensor aliasForNode() {
    Wrapped w = wrapped;
    if (w == null) {
      return aliasWithoutHistory();
    }
    Tensor t = wrapping(w, storage, layout);
    t.handedOn = SHARED;
    t.version = sharedVersion();
    return t;
  }

  /// Forgets the history, in place.
  void dropHistory() {
    if (view != null) {
      throw new GradusStateException(
          "Can't detach views in-place. Use detach() instead. If you are using"
              + " DistributedDataParallel (DDP) for training, and gradient_as_bucket_view is set as"
              + " True, gradients are views of DDP buckets, and hence detach_() cannot be called on"
              + " these gradients. To fix this error, please refer to the Optimizer.zero_grad()"
              + " function in torch/optim/optimizer.py as the solution.");
    }
    lost = requiresGrad() ? Lost.by(Lost.How.DETACH) : lost;
    edge = null;
    leafRequiresGrad = false;
  }

  /// Shows the same memory in another way.
  void relayout(Layout other) {
    layout = other;
    refreshLeafEdge();
  }

  /// After a change of what a gradient of this leaf looks like.
  void refreshLeafEdge() {
    leafEdge = leafEdge == null ? null : new Edge<>(leafEdge.node(), 0, leafMeta());
  }

  /// Takes over another tensor's memory, keeping history and version counter.
  void replaceData(Tensor other) {
    storage = other.storage;
    storage.shown();
    storage.hold();
    dtype = other.dtype;
    wrapped = other.wrapped;
    relayout(other.layout);
  }

  /// A copy with memory of its own, recorded. **Gradient**: g. **Source**: torch.clone.
  @Override
  public Tensor clone() {
    return Call.run(Copies.CLONE, this);
  }

  /// A copy of a gradient in the layout that this tensor's gradient has.
  Tensor gradLike(Tensor g) {
    Layout own =
        layout.isDense()
            ? Layout.of(layout.sizes(), layout.strides(), 0)
            : Layout.contiguous(layout.sizes());
    return emptyStrided(own, g.dtype).copy_(g);
  }

  /// As PyTorch prints tensors.
  @Override
  public String toString() {
    return Printing.text(this);
  }

  /// The sizes as PyTorch prints them: `torch.Size([2, 3])`.
  public String sizeText() {
    return Sizes.torchSize(layout.sizes());
  }
}
