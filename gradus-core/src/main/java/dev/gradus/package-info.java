/// Tensors that record what happens to them, and the functions that make and differentiate them.
///
/// Start with the statics of [dev.gradus.Gradus]:
///
/// ```java
/// import static dev.gradus.Gradus.*;
///
/// var x = tensor(2.0).requiresGrad_();
/// var y = x.pow(4).mul(2).add(x.pow(3)).add(x.pow(2).mul(3)).add(x.mul(5)).add(1);
/// y.backward();
/// System.out.println(x.grad()); // tensor(93.)
/// ```
@NullMarked
package dev.gradus;

import org.jspecify.annotations.NullMarked;
