/**
 * Real Redis servers for tests, in containers that Testcontainers runs: one server, one that
 * sentinels watch, a cluster. They use this machine's own network, so that the addresses that they
 * announce are those at which the test reaches them, and a server that is started again has the
 * port that it had.
 *
 * <p>A module whose tests use this package asks for {@code org.testcontainers:testcontainers} by
 * itself. What is stored in Redis, and how, belongs to the adapter.
 */
@NullMarked
package io.lunabuilder.testkit.redis;

import org.jspecify.annotations.NullMarked;
