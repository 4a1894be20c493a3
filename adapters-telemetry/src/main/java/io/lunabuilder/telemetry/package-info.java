/**
 * What the service tells of its doing: metrics and traces. Here belongs what counts, times and
 * names it, around the ports; how it is served over HTTP, and what a build is, belong elsewhere.
 */
@NullMarked
package io.lunabuilder.telemetry;

import org.jspecify.annotations.NullMarked;
