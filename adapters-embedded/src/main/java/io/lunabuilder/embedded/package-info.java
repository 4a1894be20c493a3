/**
 * Keeps builds and their logs on the disk of one machine, without a server, for one process at a
 * time. Here belongs what knows the files; what a build may become is for the domain to say.
 */
@NullMarked
package io.lunabuilder.embedded;

import org.jspecify.annotations.NullMarked;
