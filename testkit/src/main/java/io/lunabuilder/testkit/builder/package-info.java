/**
 * What every image builder promises, as tests against a real registry. Here belongs what such a
 * test needs to see what a build did; how a builder is made, each adapter's own test tells in a
 * {@link io.lunabuilder.testkit.builder.BuilderRig}.
 */
@NullMarked
package io.lunabuilder.testkit.builder;

import org.jspecify.annotations.NullMarked;
