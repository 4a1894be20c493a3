package io.lunabuilder.domain;

import java.util.Locale;

/** What a build is doing, in the order in which it does it. */
public enum BuildStage {
  /** Waits for its turn. */
  QUEUED,
  /** The archive is fetched and unpacked. */
  STAGING,
  /** The builder comes up and looks for the base image. */
  STARTING,
  /** The Dockerfile's steps run. */
  BUILDING,
  /** Layers and manifest go to the registry, or the image is written to a file. */
  PUSHING,
  /** The service asks whether the image is really there. */
  VERIFYING;

  /** The name that callers see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
