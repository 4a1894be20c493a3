/**
 * A real Kubernetes for tests: {@code dev/cluster} runs it, and what tests ask of it goes through
 * kubectl, never through the client that is tested.
 */
@NullMarked
package io.lunabuilder.testkit.cluster;

import org.jspecify.annotations.NullMarked;
