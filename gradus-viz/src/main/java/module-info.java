/// Drawings of recorded graphs, and plots.
@SuppressWarnings("requires-automatic") // ELK and EMF have no module descriptors yet.
module dev.gradus.viz {
  requires transitive dev.gradus.core;
  requires org.eclipse.elk.alg.layered;
  requires org.eclipse.elk.core;
  requires org.eclipse.elk.graph;
  requires org.eclipse.emf.common;
  requires org.eclipse.emf.ecore;
  requires static transitive org.jspecify;

  exports dev.gradus.viz;
}
