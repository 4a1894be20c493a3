/**
 * Builds images with a kaniko executor on this machine, each in a root file system of its own.
 *
 * <p>Here belongs what knows kaniko: its command line, its output, its files, and the processes it
 * runs as. How a root is isolated is told by the supervisor script beside these classes; how
 * archives are read and whether a registry has an image is not known here.
 */
@NullMarked
package io.lunabuilder.kaniko;

import org.jspecify.annotations.NullMarked;
