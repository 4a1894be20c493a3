package io.lunabuilder.s3;

import java.time.Duration;

/**
 * How long and how much to fetch.
 *
 * @param archiveBytes largest archive that is fetched
 * @param connect longest wait for a connection
 * @param stall longest wait for an answer, and for each next piece of it
 */
public record S3Limits(long archiveBytes, Duration connect, Duration stall) {}
