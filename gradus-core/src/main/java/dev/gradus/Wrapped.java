package dev.gradus;

/// What a tensor of a function transform stands for: a tensor of the levels below.
///
/// // Note [Levels of function transforms] Each call of `grad`, `vjp` or `vmap` opens a level on
/// the thread's stack of transforms. Inside, a tensor that belongs to the level wraps one of the
/// levels below: a [GradLevel] gives it a history of its own, a [VmapLevel] hides the dimension
/// that is mapped over. Every operation arrives at the innermost level, is taken apart there and
/// passed down to the next. Tensors of other levels are constants to it. So transforms compose to
/// any depth, and none mistakes another's gradients or batches for its own.
///
/// @param level whose tensor this is
/// @param value the tensor below
record Wrapped(FunctionLevel level, Tensor value) {}
