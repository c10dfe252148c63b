package dev.gradus;

import org.jspecify.annotations.Nullable;

/// A tensor and its tangent.
///
/// **Source**: torch.autograd.forward\_ad.UnpackedDualTensor.
///
/// @param primal the tensor without tangent
/// @param tangent null if there is none
public record DualTensor(Tensor primal, @Nullable Tensor tangent) {}
