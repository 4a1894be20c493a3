/**
 * Finds plug-ins in a folder and loads each in a class loader of its own. Here belongs what turns
 * jars into {@link io.lunabuilder.application.plugin.Plugin}s; what the service does with them
 * belongs to the wiring.
 */
@NullMarked
package io.lunabuilder.bootstrap.plugins;

import org.jspecify.annotations.NullMarked;
