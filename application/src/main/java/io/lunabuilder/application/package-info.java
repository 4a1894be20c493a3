/**
 * What the service does: one class for each use case, named as a doing, and what runs in the
 * background. Here belongs the order of steps between the ports; rules belong to the domain,
 * technology to adapters.
 */
@NullMarked
package io.lunabuilder.application;

import org.jspecify.annotations.NullMarked;
