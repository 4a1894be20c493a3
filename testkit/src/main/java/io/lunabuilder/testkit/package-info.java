/**
 * Contracts of the ports as abstract tests, fakes that pass them, and fixtures: what every adapter,
 * ours or another team's, is tested with. Nothing here runs in the service.
 */
@NullMarked
package io.lunabuilder.testkit;

import org.jspecify.annotations.NullMarked;
