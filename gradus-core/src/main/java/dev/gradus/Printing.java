package dev.gradus;

/// The text of a tensor, as PyTorch prints it.
final class Printing {
  private Printing() {}

  static String text(Tensor x) {
    return "tensor(" + (x.numel() == 1 ? Double.toString(x.item()) : x.layout().toString()) + ")";
  }
}
