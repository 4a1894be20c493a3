/**
 * Settings, wiring and main: the one place that knows every module. What a build is, and how
 * anything is done, belongs elsewhere.
 */
@NullMarked
package io.lunabuilder.bootstrap;

import org.jspecify.annotations.NullMarked;
