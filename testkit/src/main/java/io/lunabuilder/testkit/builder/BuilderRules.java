package io.lunabuilder.testkit.builder;

/** What the parts of {@link ImageBuilderContract} have in common. */
abstract class BuilderRules {
  /** The builder under test. */
  abstract BuilderBench bench();

  final Doors doors() {
    return bench().doors();
  }
}
