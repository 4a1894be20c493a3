/**
 * The commands that people type. They speak to a service's REST API and to the terminal, and to
 * nothing else: here belongs no knowledge of how the service works inside, only of what its API
 * says.
 */
@NullMarked
package io.lunabuilder.cli;

import org.jspecify.annotations.NullMarked;
