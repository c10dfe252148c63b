/// Networks: the base of all layers, the layers, losses and containers, under PyTorch's names.
///
/// PyTorch's `nn.Module` is [dev.gradus.nn.Layer] here, because `Module` is a name of the
/// language's own library.
///
/// **Constructing.** What PyTorch requires is a plain argument: `new Conv2d(3, 16, 3)`. Of what has
/// a default, the one or two that are used most are overloads; everything else is in a record with
/// `with…` methods: the options of the function of the same name where these say everything (`new
/// MaxPool2d(MaxPoolOptions.kernel(3).withStride(2))`), else the settings of the layer (`new
/// Conv2d(3, 16, 3, ConvSettings.stride(2).withBias(false))`). Parameters are made in the default
/// dtype, and drawn from the default generator as PyTorch draws them: the same seed gives the same
/// weights.
///
/// **Calling.** `layer.call(x)` runs the hooks and `forward`; a layer of your own states `forward`.
/// `call` gives one tensor. Where PyTorch returns more, a method of its own gives all:
/// `lstm.withState(x)`, `attention.withWeights(q, k, v)`.
@NullMarked
package dev.gradus.nn;

import org.jspecify.annotations.NullMarked;
