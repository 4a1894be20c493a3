/**
 * The builder {@code buildkit}: images made by a BuildKit daemon that runs beside the service.
 *
 * <p>The service finds {@link com.example.buildkit.BuildKitPlugin}, which makes a {@code
 * BuildKitBuilder}. Each attempt is a {@code BuildKitBuild}: it has the archive unpacked into an
 * {@code AttemptFolder}, starts {@code Buildctl} with what {@code BuildArguments} say, hears what
 * that tells through {@code BuildOutput}, and ends with a {@code FinishedImage}, or with what
 * {@code FailureText} makes of the last words.
 */
@NullMarked
package com.example.buildkit;

import org.jspecify.annotations.NullMarked;
