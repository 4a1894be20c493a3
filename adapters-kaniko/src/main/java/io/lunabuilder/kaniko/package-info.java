/**
 * Builds with a kaniko on this machine, each in a fresh root of its own. Nothing here knows of
 * queues or HTTP.
 */
@NullMarked
package io.lunabuilder.kaniko;

import org.jspecify.annotations.NullMarked;
