package dev.gradus.nn;

import static dev.gradus.nn.InitialState.ANY;
import static dev.gradus.nn.InitialState.ANY_VALUES;
import static dev.gradus.nn.InitialState.assertState;

import dev.gradus.Gradus;
import org.junit.jupiter.api.Test;

/// Recurrent layers, attention and containers print, name and draw parameters as PyTorch does.
class InitialNetworkStatesTest {
  @Test
  void recurrent() {
    assertState(
        () ->
            new RNN(3, 4, RecurrentSettings.DEFAULT.withNumLayers(2).withBidirectional(true), true),
        "RNN(3, 4, num_layers=2, bidirectional=True)",
        "weight_ih_l0 [4, 3]; weight_hh_l0 [4, 4]; bias_ih_l0 [4]; bias_hh_l0 [4]; weight_ih_l0_reverse [4, 3]; weight_hh_l0_reverse [4, 4]; bias_ih_l0_reverse [4]; bias_hh_l0_reverse [4]; weight_ih_l1 [4, 8]; weight_hh_l1 [4, 4]; bias_ih_l1 [4]; bias_hh_l1 [4]; weight_ih_l1_reverse [4, 8]; weight_hh_l1_reverse [4, 4]; bias_ih_l1_reverse [4]; bias_hh_l1_reverse [4]",
        931029604L);
    assertState(
        () -> new RNN(3, 4, RecurrentSettings.DEFAULT.withBias(false)),
        "RNN(3, 4, bias=False)",
        "weight_ih_l0 [4, 3]; weight_hh_l0 [4, 4]",
        3857650307L);
    assertState(
        () -> new LSTM(3, 4, RecurrentSettings.DEFAULT.withNumLayers(2).withBatchFirst(true)),
        "LSTM(3, 4, num_layers=2, batch_first=True)",
        "weight_ih_l0 [16, 3]; weight_hh_l0 [16, 4]; bias_ih_l0 [16]; bias_hh_l0 [16]; weight_ih_l1 [16, 4]; weight_hh_l1 [16, 4]; bias_ih_l1 [16]; bias_hh_l1 [16]",
        969780066L);
    assertState(
        () ->
            new LSTM(
                3,
                4,
                RecurrentSettings.DEFAULT.withProjSize(2).withNumLayers(2).withBidirectional(true)),
        "LSTM(3, 4, proj_size=2, num_layers=2, bidirectional=True)",
        "weight_ih_l0 [16, 3]; weight_hh_l0 [16, 2]; bias_ih_l0 [16]; bias_hh_l0 [16]; weight_hr_l0 [2, 4]; weight_ih_l0_reverse [16, 3]; weight_hh_l0_reverse [16, 2]; bias_ih_l0_reverse [16]; bias_hh_l0_reverse [16]; weight_hr_l0_reverse [2, 4]; weight_ih_l1 [16, 4]; weight_hh_l1 [16, 2]; bias_ih_l1 [16]; bias_hh_l1 [16]; weight_hr_l1 [2, 4]; weight_ih_l1_reverse [16, 4]; weight_hh_l1_reverse [16, 2]; bias_ih_l1_reverse [16]; bias_hh_l1_reverse [16]; weight_hr_l1_reverse [2, 4]",
        245608848L);
    assertState(
        () -> new LSTM(3, 4, RecurrentSettings.DEFAULT.withDropout(0.5)),
        "LSTM(3, 4, dropout=0.5)",
        "weight_ih_l0 [16, 3]; weight_hh_l0 [16, 4]; bias_ih_l0 [16]; bias_hh_l0 [16]",
        3903656129L);
    assertState(
        () -> new GRU(3, 4),
        "GRU(3, 4)",
        "weight_ih_l0 [12, 3]; weight_hh_l0 [12, 4]; bias_ih_l0 [12]; bias_hh_l0 [12]",
        3996054463L);
    assertState(
        () -> new GRU(3, 4, RecurrentSettings.DEFAULT.withDropout(0.25).withNumLayers(3)),
        "GRU(3, 4, num_layers=3, dropout=0.25)",
        "weight_ih_l0 [12, 3]; weight_hh_l0 [12, 4]; bias_ih_l0 [12]; bias_hh_l0 [12]; weight_ih_l1 [12, 4]; weight_hh_l1 [12, 4]; bias_ih_l1 [12]; bias_hh_l1 [12]; weight_ih_l2 [12, 4]; weight_hh_l2 [12, 4]; bias_ih_l2 [12]; bias_hh_l2 [12]",
        669562376L);
    assertState(
        () -> new RNNCell(3, 4),
        "RNNCell(3, 4)",
        "weight_ih [4, 3]; weight_hh [4, 4]; bias_ih [4]; bias_hh [4]",
        1666249005L);
    assertState(
        () -> new RNNCell(3, 4, false, false),
        "RNNCell(3, 4, bias=False)",
        "weight_ih [4, 3]; weight_hh [4, 4]",
        3857650307L);
    assertState(
        () -> new LSTMCell(3, 4, false),
        "LSTMCell(3, 4, bias=False)",
        "weight_ih [16, 3]; weight_hh [16, 4]",
        3061887236L);
    assertState(
        () -> new GRUCell(3, 4),
        "GRUCell(3, 4)",
        "weight_ih [12, 3]; weight_hh [12, 4]; bias_ih [12]; bias_hh [12]",
        3996054463L);
  }

  @Test
  void attention() {
    assertState(
        () -> new MultiheadAttention(8, 2),
        "MultiheadAttention(\n  (out_proj): NonDynamicallyQuantizableLinear(in_features=8, out_features=8, bias=True)\n)",
        "in_proj_weight [24, 8]; in_proj_bias [24]; out_proj.weight [8, 8]; out_proj.bias [8]",
        829523406L);
    assertState(
        () -> new MultiheadAttention(8, 2, AttentionSettings.DEFAULT.withBias(false)),
        "MultiheadAttention(\n  (out_proj): NonDynamicallyQuantizableLinear(in_features=8, out_features=8, bias=False)\n)",
        "in_proj_weight [24, 8]; out_proj.weight [8, 8]",
        2206478755L);
    assertState(
        () -> new MultiheadAttention(8, 2, AttentionSettings.DEFAULT.withAddBiasKv(true)),
        "MultiheadAttention(\n  (out_proj): NonDynamicallyQuantizableLinear(in_features=8, out_features=8, bias=True)\n)",
        "in_proj_weight [24, 8]; in_proj_bias [24]; bias_k [1, 1, 8]; bias_v [1, 1, 8]; out_proj.weight [8, 8]; out_proj.bias [8]",
        3944466617L);
    assertState(
        () -> new MultiheadAttention(8, 2, AttentionSettings.DEFAULT.withWidths(6L, 4L)),
        "MultiheadAttention(\n  (out_proj): NonDynamicallyQuantizableLinear(in_features=8, out_features=8, bias=True)\n)",
        "q_proj_weight [8, 8]; k_proj_weight [8, 6]; v_proj_weight [8, 4]; in_proj_bias [24]; out_proj.weight [8, 8]; out_proj.bias [8]",
        1574322345L);
    assertState(
        () -> new TransformerEncoderLayer(8, 2, TransformerSettings.DEFAULT.withDimFeedforward(16)),
        "TransformerEncoderLayer(\n  (self_attn): MultiheadAttention(\n    (out_proj): NonDynamicallyQuantizableLinear(in_features=8, out_features=8, bias=True)\n  )\n  (linear1): Linear(in_features=8, out_features=16, bias=True)\n  (dropout): Dropout(p=0.1, inplace=False)\n  (linear2): Linear(in_features=16, out_features=8, bias=True)\n  (norm1): LayerNorm((8,), eps=1e-05, elementwise_affine=True, bias=True)\n  (norm2): LayerNorm((8,), eps=1e-05, elementwise_affine=True, bias=True)\n  (dropout1): Dropout(p=0.1, inplace=False)\n  (dropout2): Dropout(p=0.1, inplace=False)\n)",
        "self_attn.in_proj_weight [24, 8]; self_attn.in_proj_bias [24]; self_attn.out_proj.weight [8, 8]; self_attn.out_proj.bias [8]; linear1.weight [16, 8]; linear1.bias [16]; linear2.weight [8, 16]; linear2.bias [8]; norm1.weight [8]; norm1.bias [8]; norm2.weight [8]; norm2.bias [8]",
        609413088L);
    assertState(
        () ->
            new TransformerEncoderLayer(
                8,
                2,
                TransformerSettings.DEFAULT
                    .withDimFeedforward(16)
                    .withLayerNormEps(1e-3)
                    .withDropout(0.2)
                    .withNormFirst(true)),
        "TransformerEncoderLayer(\n  (self_attn): MultiheadAttention(\n    (out_proj): NonDynamicallyQuantizableLinear(in_features=8, out_features=8, bias=True)\n  )\n  (linear1): Linear(in_features=8, out_features=16, bias=True)\n  (dropout): Dropout(p=0.2, inplace=False)\n  (linear2): Linear(in_features=16, out_features=8, bias=True)\n  (norm1): LayerNorm((8,), eps=0.001, elementwise_affine=True, bias=True)\n  (norm2): LayerNorm((8,), eps=0.001, elementwise_affine=True, bias=True)\n  (dropout1): Dropout(p=0.2, inplace=False)\n  (dropout2): Dropout(p=0.2, inplace=False)\n)",
        "self_attn.in_proj_weight [24, 8]; self_attn.in_proj_bias [24]; self_attn.out_proj.weight [8, 8]; self_attn.out_proj.bias [8]; linear1.weight [16, 8]; linear1.bias [16]; linear2.weight [8, 16]; linear2.bias [8]; norm1.weight [8]; norm1.bias [8]; norm2.weight [8]; norm2.bias [8]",
        609413088L);
    assertState(
        () -> new TransformerDecoderLayer(8, 2, TransformerSettings.DEFAULT.withDimFeedforward(16)),
        "TransformerDecoderLayer(\n  (self_attn): MultiheadAttention(\n    (out_proj): NonDynamicallyQuantizableLinear(in_features=8, out_features=8, bias=True)\n  )\n  (multihead_attn): MultiheadAttention(\n    (out_proj): NonDynamicallyQuantizableLinear(in_features=8, out_features=8, bias=True)\n  )\n  (linear1): Linear(in_features=8, out_features=16, bias=True)\n  (dropout): Dropout(p=0.1, inplace=False)\n  (linear2): Linear(in_features=16, out_features=8, bias=True)\n  (norm1): LayerNorm((8,), eps=1e-05, elementwise_affine=True, bias=True)\n  (norm2): LayerNorm((8,), eps=1e-05, elementwise_affine=True, bias=True)\n  (norm3): LayerNorm((8,), eps=1e-05, elementwise_affine=True, bias=True)\n  (dropout1): Dropout(p=0.1, inplace=False)\n  (dropout2): Dropout(p=0.1, inplace=False)\n  (dropout3): Dropout(p=0.1, inplace=False)\n)",
        "self_attn.in_proj_weight [24, 8]; self_attn.in_proj_bias [24]; self_attn.out_proj.weight [8, 8]; self_attn.out_proj.bias [8]; multihead_attn.in_proj_weight [24, 8]; multihead_attn.in_proj_bias [24]; multihead_attn.out_proj.weight [8, 8]; multihead_attn.out_proj.bias [8]; linear1.weight [16, 8]; linear1.bias [16]; linear2.weight [8, 16]; linear2.bias [8]; norm1.weight [8]; norm1.bias [8]; norm2.weight [8]; norm2.bias [8]; norm3.weight [8]; norm3.bias [8]",
        857355457L);
    assertState(
        () ->
            new TransformerEncoder(
                new TransformerEncoderLayer(
                    8, 2, TransformerSettings.DEFAULT.withDimFeedforward(16)),
                2),
        ANY,
        "layers.0.self_attn.in_proj_weight [24, 8]; layers.0.self_attn.in_proj_bias [24]; layers.0.self_attn.out_proj.weight [8, 8]; layers.0.self_attn.out_proj.bias [8]; layers.0.linear1.weight [16, 8]; layers.0.linear1.bias [16]; layers.0.linear2.weight [8, 16]; layers.0.linear2.bias [8]; layers.0.norm1.weight [8]; layers.0.norm1.bias [8]; layers.0.norm2.weight [8]; layers.0.norm2.bias [8]; layers.1.self_attn.in_proj_weight [24, 8]; layers.1.self_attn.in_proj_bias [24]; layers.1.self_attn.out_proj.weight [8, 8]; layers.1.self_attn.out_proj.bias [8]; layers.1.linear1.weight [16, 8]; layers.1.linear1.bias [16]; layers.1.linear2.weight [8, 16]; layers.1.linear2.bias [8]; layers.1.norm1.weight [8]; layers.1.norm1.bias [8]; layers.1.norm2.weight [8]; layers.1.norm2.bias [8]",
        3795605215L);
    assertState(
        () ->
            new TransformerEncoder(
                new TransformerEncoderLayer(
                    8, 2, TransformerSettings.DEFAULT.withDimFeedforward(16)),
                2,
                new LayerNorm(8)),
        ANY,
        "layers.0.self_attn.in_proj_weight [24, 8]; layers.0.self_attn.in_proj_bias [24]; layers.0.self_attn.out_proj.weight [8, 8]; layers.0.self_attn.out_proj.bias [8]; layers.0.linear1.weight [16, 8]; layers.0.linear1.bias [16]; layers.0.linear2.weight [8, 16]; layers.0.linear2.bias [8]; layers.0.norm1.weight [8]; layers.0.norm1.bias [8]; layers.0.norm2.weight [8]; layers.0.norm2.bias [8]; layers.1.self_attn.in_proj_weight [24, 8]; layers.1.self_attn.in_proj_bias [24]; layers.1.self_attn.out_proj.weight [8, 8]; layers.1.self_attn.out_proj.bias [8]; layers.1.linear1.weight [16, 8]; layers.1.linear1.bias [16]; layers.1.linear2.weight [8, 16]; layers.1.linear2.bias [8]; layers.1.norm1.weight [8]; layers.1.norm1.bias [8]; layers.1.norm2.weight [8]; layers.1.norm2.bias [8]; norm.weight [8]; norm.bias [8]",
        1845922208L);
    assertState(
        () ->
            new TransformerDecoder(
                new TransformerDecoderLayer(
                    8, 2, TransformerSettings.DEFAULT.withDimFeedforward(16)),
                2,
                new LayerNorm(8)),
        ANY,
        "layers.0.self_attn.in_proj_weight [24, 8]; layers.0.self_attn.in_proj_bias [24]; layers.0.self_attn.out_proj.weight [8, 8]; layers.0.self_attn.out_proj.bias [8]; layers.0.multihead_attn.in_proj_weight [24, 8]; layers.0.multihead_attn.in_proj_bias [24]; layers.0.multihead_attn.out_proj.weight [8, 8]; layers.0.multihead_attn.out_proj.bias [8]; layers.0.linear1.weight [16, 8]; layers.0.linear1.bias [16]; layers.0.linear2.weight [8, 16]; layers.0.linear2.bias [8]; layers.0.norm1.weight [8]; layers.0.norm1.bias [8]; layers.0.norm2.weight [8]; layers.0.norm2.bias [8]; layers.0.norm3.weight [8]; layers.0.norm3.bias [8]; layers.1.self_attn.in_proj_weight [24, 8]; layers.1.self_attn.in_proj_bias [24]; layers.1.self_attn.out_proj.weight [8, 8]; layers.1.self_attn.out_proj.bias [8]; layers.1.multihead_attn.in_proj_weight [24, 8]; layers.1.multihead_attn.in_proj_bias [24]; layers.1.multihead_attn.out_proj.weight [8, 8]; layers.1.multihead_attn.out_proj.bias [8]; layers.1.linear1.weight [16, 8]; layers.1.linear1.bias [16]; layers.1.linear2.weight [8, 16]; layers.1.linear2.bias [8]; layers.1.norm1.weight [8]; layers.1.norm1.bias [8]; layers.1.norm2.weight [8]; layers.1.norm2.bias [8]; layers.1.norm3.weight [8]; layers.1.norm3.bias [8]; norm.weight [8]; norm.bias [8]",
        349226778L);
    assertState(
        () -> new Transformer(8, 2, 1, 2, TransformerSettings.DEFAULT.withDimFeedforward(16)),
        ANY,
        "encoder.layers.0.self_attn.in_proj_weight [24, 8]; encoder.layers.0.self_attn.in_proj_bias [24]; encoder.layers.0.self_attn.out_proj.weight [8, 8]; encoder.layers.0.self_attn.out_proj.bias [8]; encoder.layers.0.linear1.weight [16, 8]; encoder.layers.0.linear1.bias [16]; encoder.layers.0.linear2.weight [8, 16]; encoder.layers.0.linear2.bias [8]; encoder.layers.0.norm1.weight [8]; encoder.layers.0.norm1.bias [8]; encoder.layers.0.norm2.weight [8]; encoder.layers.0.norm2.bias [8]; encoder.norm.weight [8]; encoder.norm.bias [8]; decoder.layers.0.self_attn.in_proj_weight [24, 8]; decoder.layers.0.self_attn.in_proj_bias [24]; decoder.layers.0.self_attn.out_proj.weight [8, 8]; decoder.layers.0.self_attn.out_proj.bias [8]; decoder.layers.0.multihead_attn.in_proj_weight [24, 8]; decoder.layers.0.multihead_attn.in_proj_bias [24]; decoder.layers.0.multihead_attn.out_proj.weight [8, 8]; decoder.layers.0.multihead_attn.out_proj.bias [8]; decoder.layers.0.linear1.weight [16, 8]; decoder.layers.0.linear1.bias [16]; decoder.layers.0.linear2.weight [8, 16]; decoder.layers.0.linear2.bias [8]; decoder.layers.0.norm1.weight [8]; decoder.layers.0.norm1.bias [8]; decoder.layers.0.norm2.weight [8]; decoder.layers.0.norm2.bias [8]; decoder.layers.0.norm3.weight [8]; decoder.layers.0.norm3.bias [8]; decoder.layers.1.self_attn.in_proj_weight [24, 8]; decoder.layers.1.self_attn.in_proj_bias [24]; decoder.layers.1.self_attn.out_proj.weight [8, 8]; decoder.layers.1.self_attn.out_proj.bias [8]; decoder.layers.1.multihead_attn.in_proj_weight [24, 8]; decoder.layers.1.multihead_attn.in_proj_bias [24]; decoder.layers.1.multihead_attn.out_proj.weight [8, 8]; decoder.layers.1.multihead_attn.out_proj.bias [8]; decoder.layers.1.linear1.weight [16, 8]; decoder.layers.1.linear1.bias [16]; decoder.layers.1.linear2.weight [8, 16]; decoder.layers.1.linear2.bias [8]; decoder.layers.1.norm1.weight [8]; decoder.layers.1.norm1.bias [8]; decoder.layers.1.norm2.weight [8]; decoder.layers.1.norm2.bias [8]; decoder.layers.1.norm3.weight [8]; decoder.layers.1.norm3.bias [8]; decoder.norm.weight [8]; decoder.norm.bias [8]",
        66214210L);
  }

  @Test
  void containers() {
    assertState(
        () -> new Sequential(new Linear(1, 2), new Sequential(new ReLU(), new Linear(2, 1, false))),
        "Sequential(\n  (0): Linear(in_features=1, out_features=2, bias=True)\n  (1): Sequential(\n    (0): ReLU()\n    (1): Linear(in_features=2, out_features=1, bias=False)\n  )\n)",
        "0.weight [2, 1]; 0.bias [2]; 1.1.weight [1, 2]",
        2195599961L);
    assertState(
        () -> new ParameterList(Gradus.ones(2, 3)),
        "ParameterList(  (0): Parameter containing: [torch.float32 of size 2x3])",
        "0 [2, 3]",
        702353957L);
    assertState(
        () -> Parametrizations.spectralNorm(new Linear(2, 3)),
        "ParametrizedLinear(\n  in_features=2, out_features=3, bias=True\n  (parametrizations): ModuleDict(\n    (weight): ParametrizationList(\n      (0): _SpectralNorm()\n    )\n  )\n)",
        "bias [3]; parametrizations.weight.original [3, 2]; parametrizations.weight.0._u [3]; parametrizations.weight.0._v [2]",
        ANY_VALUES);
    assertState(
        () -> Parametrizations.orthogonal(new Linear(3, 3)),
        "ParametrizedLinear(\n  in_features=3, out_features=3, bias=True\n  (parametrizations): ModuleDict(\n    (weight): ParametrizationList(\n      (0): _Orthogonal()\n    )\n  )\n)",
        "bias [3]; parametrizations.weight.original [3, 3]; parametrizations.weight.0.base [3, 3]",
        ANY_VALUES);
  }
}
