/**
 * Builds and logs on the disk of one machine, without a server. Nothing here decides what happens
 * to a build.
 */
@NullMarked
package io.lunabuilder.embedded;

import org.jspecify.annotations.NullMarked;
