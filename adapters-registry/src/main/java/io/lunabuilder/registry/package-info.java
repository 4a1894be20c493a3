/**
 * Asks a registry whether it really has an image, through the ORAS library. Here belongs what is known
 * about registries' answers; not how an image is built or pushed, nor what its absence means for a build.
 */
@NullMarked
package io.lunabuilder.registry;

import org.jspecify.annotations.NullMarked;
