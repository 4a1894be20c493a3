package io.lunabuilder.application;

import io.lunabuilder.domain.BuildJob;
import java.util.OptionalLong;

/**
 * A build as it is now.
 *
 * @param position its place in the queue, from 1; empty when it does not wait
 */
public record BuildView(BuildJob job, OptionalLong position) {}
