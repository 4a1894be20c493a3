/**
 * The program that runs in a build's pod before kaniko does: it fetches and unpacks the archive by
 * the very code of the service. Here belongs what that program needs to begin and to end; it is
 * kept small, since each build waits for its start.
 */
@NullMarked
package io.lunabuilder.stager;

import org.jspecify.annotations.NullMarked;
