package dev.gradus.viz;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a box stands for, which decides its colour.
///
/// An operation's role follows from the name of its node: `MmBackward0` is a product. What no
/// pattern knows is a plain operation; a name that ends in `Backward` without a number was given by
/// a user.
enum Role {
  LEAF("leaf", "#dbeafe #2563eb #16294d #6ea8fe"),
  OUTPUT("output", "#dcfce7 #15803d #11331f #4ade80"),
  LOSS(
      "loss",
      "#ffe4e6 #be123c #451421 #fb7185",
      ".*Loss.*",
      ".*CrossEntropy.*",
      "KlDiv",
      ".*Nll.*"),
  NORMALIZATION(
      "normalisation",
      "#ecfccb #4d7c0f #263511 #a3e635",
      ".*(Batch|Layer|Group|Instance|Rms)Norm.*"),
  ACTIVATION(
      "activation",
      "#ffedd5 #c2410c #43230f #fb923c",
      ".*(Softmax|Sigmoid|Relu|Elu|Gelu|Silu|Mish|Softplus|Threshold|Softsign|Glu|Prelu).*",
      "(Tanh|Celu|Selu|Hard.*|.*shrink|.*Dropout.*)"),
  PRODUCT(
      "product",
      "#ede9fe #6d28d9 #2c2150 #b197fc",
      "(Addm|Addb|Baddb|B|M)(m|mm|mv|bmm|v)",
      "(Dot|Vdot|Ger|Addr|Linear|Bilinear|Einsum|Kron)",
      ".*(Conv(?!ert)|Attention|Embedding|Lstm|Gru|Rnn|Cell).*",
      "(Linalg(?!VectorNorm)|Cholesky|Lu|Triangular).*"),
  REDUCTION(
      "reduction",
      "#ccfbf1 #0f766e #12393a #2dd4bf",
      "(Nan)?(Sum|Mean|Prod|Var|Std|VarMean|StdMean|Max|Min|Amax|Amin|Aminmax|Median|Mode|Norm)",
      "(Logsumexp|Logcumsumexp|Cum.*|Trace|Kthvalue|Topk|Sort|LinalgVectorNorm|Dist|Pdist|Cdist)",
      ".*(Pool|PoolWith).*"),
  SHAPE(
      "shape, copy, index",
      "#f6efe2 #8a6524 #352b1b #d9b26f",
      ".*View.*",
      "(T|Permute|Transpose|Expand|Reshape.*|Select.*|Slice.*|Split.*|Unbind|Narrow|Squeeze)",
      "(Unsqueeze|Cat|Stack|Chunk|Repeat.*|Flip|Roll|Rot90|Diag.*|Tril|Triu|AsStrided.*|Unfold.*)",
      "(Index.*|Gather|Scatter.*|Take.*|Put|Where|Masked.*|Clone|Copy.*|ToCopy|Fill|Zero|Alias)",
      ".*(Pad|Shuffle|Upsample|GridSampler|Im2Col|Col2Im).*"),
  OPERATION("operation", "#f1f5f9 #64748b #232c3b #94a3b8"),
  CUSTOM("your own function", "#fae8ff #a21caf #3d1546 #e879f9"),
  REFERENCE("drawn elsewhere", "#ffffff #64748b #10151f #94a3b8");

  private static final Pattern BUILT_IN = Pattern.compile("Backward(s|\\d+(_copy)?)$");

  private final String title;
  private final String[] colours;
  private final Pattern names;

  Role(String title, String colours, String... names) {
    this.title = title;
    this.colours = colours.split(" ");
    this.names = Pattern.compile(String.join("|", names));
  }

  /// The role of an operation's node by the name that PyTorch gives it, without namespace.
  static Role of(String name) {
    int at = name.indexOf("Backward");
    if (at < 0) {
      return name.startsWith("Copy") ? SHAPE : OPERATION;
    }
    if (!BUILT_IN.matcher(name).find()) {
      return CUSTOM;
    }
    String operation = name.substring(0, at);
    for (Role r : values()) {
      if (r.names.matcher(operation).matches()) {
        return r;
      }
    }
    return OPERATION;
  }

  /// The name in the legend.
  String title() {
    return title;
  }

  /// The name of the style class.
  String style() {
    return name().toLowerCase(Locale.ROOT);
  }

  String fill() {
    return colours[0];
  }

  String stroke() {
    return colours[1];
  }

  String darkFill() {
    return colours[2];
  }

  String darkStroke() {
    return colours[3];
  }
}
