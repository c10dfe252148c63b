package dev.gradus.conformance.bind;

import dev.gradus.Tensor;
import dev.gradus.conformance.cases.Value;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.InexpressibleException;
import dev.gradus.nn.AttentionSettings;
import dev.gradus.nn.GRU;
import dev.gradus.nn.GRUCell;
import dev.gradus.nn.LSTM;
import dev.gradus.nn.LSTMCell;
import dev.gradus.nn.Layer;
import dev.gradus.nn.MultiheadAttention;
import dev.gradus.nn.Parametrizations;
import dev.gradus.nn.RNN;
import dev.gradus.nn.RNNCell;
import dev.gradus.nn.RecurrentSettings;
import dev.gradus.nn.Sequential;
import dev.gradus.nn.Transformer;
import dev.gradus.nn.TransformerDecoder;
import dev.gradus.nn.TransformerDecoderLayer;
import dev.gradus.nn.TransformerEncoder;
import dev.gradus.nn.TransformerEncoderLayer;
import dev.gradus.nn.TransformerSettings;

/// Constructors of layers over sequences.
final class SequenceLayerOps {
  private static final String SIZES = "input_size: int, hidden_size: int, ";
  private static final String LAYERS =
      "bias: bool = True, batch_first: bool = False, dropout: number = 0.0, bidirectional: bool ="
          + " False, proj_size: int = 0";

  private SequenceLayerOps() {}

  static void bind(Bindings<Tensor> b) {
    String numLayers = "num_layers: int = 1, ";
    b.op(
        "RNN",
        SIZES + numLayers + "nonlinearity: str = 'tanh', " + LAYERS,
        a ->
            new RNN(
                a.longValue("input_size"),
                a.longValue("hidden_size"),
                settings(a),
                a.text("nonlinearity").equals("relu")));
    b.op(
        "LSTM",
        SIZES + numLayers + LAYERS,
        a -> new LSTM(a.longValue("input_size"), a.longValue("hidden_size"), settings(a)));
    b.op(
        "GRU",
        SIZES + numLayers + LAYERS,
        a -> new GRU(a.longValue("input_size"), a.longValue("hidden_size"), settings(a)));
    cells(b);
    attention(b);
    transformers(b);
    stacks(b);
  }

  private static void transformers(Bindings<Tensor> b) {
    String sizes = "d_model: int, nhead: int, ";
    String settings =
        "dim_feedforward: int = 2048, dropout: number = 0.1, activation: str = 'relu', ";
    String more =
        "layer_norm_eps: number = 1e-5, batch_first: bool = False, norm_first: bool = False, bias:"
            + " bool = True";
    b.op(
        "TransformerEncoderLayer",
        sizes + settings + more,
        a ->
            new TransformerEncoderLayer(
                a.longValue("d_model"), a.longValue("nhead"), transformer(a)));
    b.op(
        "TransformerDecoderLayer",
        sizes + settings + more,
        a ->
            new TransformerDecoderLayer(
                a.longValue("d_model"), a.longValue("nhead"), transformer(a)));
    b.op(
        "Transformer",
        "d_model: int = 512, nhead: int = 8, num_encoder_layers: int = 6, num_decoder_layers: int ="
            + " 6, "
            + settings
            + "custom_encoder = None, custom_decoder = None, "
            + more,
        a ->
            new Transformer(
                a.longValue("d_model"),
                a.longValue("nhead"),
                a.intValue("num_encoder_layers"),
                a.intValue("num_decoder_layers"),
                transformer(a)));
  }

  private static void stacks(Bindings<Tensor> b) {
    b.op(
        "TransformerEncoder",
        "encoder_layer, num_layers: int, norm = None, enable_nested_tensor: bool = True, mask_check:"
            + " bool = True",
        a ->
            new TransformerEncoder(
                (TransformerEncoderLayer) layer(a, "encoder_layer"),
                a.intValue("num_layers"),
                a.isNone("norm") ? null : layer(a, "norm")));
    b.op(
        "TransformerDecoder",
        "decoder_layer, num_layers: int, norm = None",
        a ->
            new TransformerDecoder(
                (TransformerDecoderLayer) layer(a, "decoder_layer"),
                a.intValue("num_layers"),
                a.isNone("norm") ? null : layer(a, "norm")));
    b.op(
        "weight_norm",
        "module, name: str = 'weight', dim: int = 0",
        a -> Parametrizations.weightNorm(layer(a, "module"), a.text("name"), a.intOrNull("dim")));
    b.op(
        "spectral_norm",
        "module, name: str = 'weight', n_power_iterations: int = 1, eps: number = 1e-12, dim: int ="
            + " None",
        a ->
            Parametrizations.spectralNorm(
                layer(a, "module"),
                a.text("name"),
                a.intValue("n_power_iterations"),
                a.real("eps"),
                a.intOrNull("dim")));
    b.op(
        "Sequential",
        "*layers",
        a -> new Sequential(a.items("layers").stream().map(v -> layer(v)).toArray(Layer[]::new)));
  }

  static Layer layer(Arguments<Tensor> a, String name) {
    return layer(a.value(name));
  }

  private static Layer layer(Value value) {
    if (value instanceof Value.Made(Layer layer)) {
      return layer;
    }
    throw new InexpressibleException("a layer is expected, not " + value.kind());
  }

  private static TransformerSettings transformer(Arguments<Tensor> a) {
    return new TransformerSettings(
        a.longValue("dim_feedforward"),
        a.real("dropout"),
        switch (a.text("activation")) {
          case "relu" -> Tensor::relu;
          case "gelu" -> Tensor::gelu;
          default -> throw new InexpressibleException("no activation " + a.text("activation"));
        },
        a.real("layer_norm_eps"),
        a.flag("batch_first"),
        a.flag("norm_first"),
        a.flag("bias"));
  }

  private static void attention(Bindings<Tensor> b) {
    b.op(
        "MultiheadAttention",
        "embed_dim: int, num_heads: int, dropout: number = 0.0, bias: bool = True, add_bias_kv:"
            + " bool = False, add_zero_attn: bool = False, kdim: int = None, vdim: int = None,"
            + " batch_first: bool = False",
        a ->
            new MultiheadAttention(
                a.longValue("embed_dim"),
                a.longValue("num_heads"),
                new AttentionSettings(
                    a.real("dropout"),
                    a.flag("bias"),
                    a.flag("add_bias_kv"),
                    a.flag("add_zero_attn"),
                    a.isNone("kdim") ? null : a.longValue("kdim"),
                    a.isNone("vdim") ? null : a.longValue("vdim"),
                    a.flag("batch_first"))));
  }

  private static RecurrentSettings settings(Arguments<Tensor> a) {
    return new RecurrentSettings(
        a.intValue("num_layers"),
        a.flag("bias"),
        a.flag("batch_first"),
        a.real("dropout"),
        a.flag("bidirectional"),
        a.longValue("proj_size"));
  }

  private static void cells(Bindings<Tensor> b) {
    String bias = "bias: bool = True";
    b.op(
        "RNNCell",
        SIZES + bias + ", nonlinearity: str = 'tanh'",
        a ->
            new RNNCell(
                a.longValue("input_size"),
                a.longValue("hidden_size"),
                a.flag("bias"),
                a.text("nonlinearity").equals("relu")));
    b.op(
        "LSTMCell",
        SIZES + bias,
        a -> new LSTMCell(a.longValue("input_size"), a.longValue("hidden_size"), a.flag("bias")));
    b.op(
        "GRUCell",
        SIZES + bias,
        a -> new GRUCell(a.longValue("input_size"), a.longValue("hidden_size"), a.flag("bias")));
  }
}
