/// What users of gradients call beyond `backward` and `grad`: custom functions, gradient checks,
/// Jacobians and Hessians, checkpoints, hooks on several tensors.
@NullMarked
package dev.gradus.autograd;

import org.jspecify.annotations.NullMarked;
