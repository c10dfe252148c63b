package dev.gradus;

/// The names in `torch.special` of what is a method of [Tensor].
abstract sealed class SpecialAliases extends SpecialPolynomials permits Special {
  SpecialAliases() {}

  /// [Tensor#erf()]. **Source**: torch.special.erf.
  public static Tensor erf(Tensor x) {
    return x.erf();
  }

  /// [Tensor#erfc()]. **Source**: torch.special.erfc.
  public static Tensor erfc(Tensor x) {
    return x.erfc();
  }

  /// [Tensor#erfinv()]. **Source**: torch.special.erfinv.
  public static Tensor erfinv(Tensor x) {
    return x.erfinv();
  }

  /// [Tensor#exp2()]. **Source**: torch.special.exp2.
  public static Tensor exp2(Tensor x) {
    return x.exp2();
  }

  /// [Tensor#expm1()]. **Source**: torch.special.expm1.
  public static Tensor expm1(Tensor x) {
    return x.expm1();
  }

  /// [Tensor#log1p()]. **Source**: torch.special.log1p.
  public static Tensor log1p(Tensor x) {
    return x.log1p();
  }

  /// [Tensor#logit()]. **Source**: torch.special.logit.
  public static Tensor logit(Tensor x) {
    return x.logit();
  }

  /// [Tensor#sinc()]. **Source**: torch.special.sinc.
  public static Tensor sinc(Tensor x) {
    return x.sinc();
  }

  /// [Tensor#i0()]. **Source**: torch.special.i0.
  public static Tensor i0(Tensor x) {
    return x.i0();
  }

  /// [Tensor#digamma()]. **Source**: torch.special.digamma.
  public static Tensor digamma(Tensor x) {
    return x.digamma();
  }

  /// [Tensor#round()]. **Source**: torch.special.round.
  public static Tensor round(Tensor x) {
    return x.round();
  }

  /// [Tensor#logit(double)]. **Source**: torch.special.logit.
  public static Tensor logit(Tensor x, double eps) {
    return x.logit(eps);
  }

  /// [Tensor#sigmoid()]. **Source**: torch.special.expit.
  public static Tensor expit(Tensor x) {
    return x.sigmoid();
  }

  /// [Tensor#digamma()]. **Source**: torch.special.psi.
  public static Tensor psi(Tensor x) {
    return x.digamma();
  }

  /// [Tensor#lgamma()]. **Source**: torch.special.gammaln.
  public static Tensor gammaln(Tensor x) {
    return x.lgamma();
  }

  /// [Tensor#entr()]. **Source**: torch.special.entr.
  public static Tensor entr(Tensor x) {
    return x.entr();
  }

  /// [Tensor#polygamma(long)]. **Source**: torch.special.polygamma.
  public static Tensor polygamma(long n, Tensor x) {
    return x.polygamma(n);
  }

  /// [Tensor#mvlgamma(long)]. **Source**: torch.special.multigammaln.
  public static Tensor multigammaln(Tensor x, long p) {
    return x.mvlgamma(p);
  }

  /// [Tensor#igamma(Tensor)]. **Source**: torch.special.gammainc.
  public static Tensor gammainc(Tensor a, Tensor x) {
    return a.igamma(x);
  }

  /// [Tensor#igammac(Tensor)]. **Source**: torch.special.gammaincc.
  public static Tensor gammaincc(Tensor a, Tensor x) {
    return a.igammac(x);
  }

  /// [Tensor#xlogy(Tensor)]. **Source**: torch.special.xlogy.
  public static Tensor xlogy(Tensor x, Tensor y) {
    return x.xlogy(y);
  }

  /// [Tensor#xlogy(double)]. **Source**: torch.special.xlogy.
  public static Tensor xlogy(Tensor x, double y) {
    return x.xlogy(y);
  }

  /// [Tensor#xlog1py(Tensor)]. **Source**: torch.special.xlog1py.
  public static Tensor xlog1py(Tensor x, Tensor y) {
    return x.xlog1py(y);
  }

  /// [Tensor#softmax(int)]. **Source**: torch.special.softmax.
  public static Tensor softmax(Tensor x, int dim) {
    return x.softmax(dim);
  }

  /// [Tensor#logSoftmax(int)]. **Source**: torch.special.log\_softmax.
  public static Tensor logSoftmax(Tensor x, int dim) {
    return x.logSoftmax(dim);
  }

  /// [Tensor#logsumexp(int[], boolean)]. **Source**: torch.special.logsumexp.
  public static Tensor logsumexp(Tensor x, int... dims) {
    return x.logsumexp(dims, false);
  }
}
