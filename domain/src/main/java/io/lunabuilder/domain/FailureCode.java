package io.lunabuilder.domain;

import java.util.Locale;

/** Why a build failed: a closed list, each with whose matter it is and what to do about it. */
public enum FailureCode {
  ARCHIVE_NOT_FOUND(Fault.USER, "The archive is not there.", "Check the link, or upload again."),
  ARCHIVE_DENIED(
      Fault.USER, "The archive may not be read.", "Check the link's credentials and rights."),
  ARCHIVE_HOST_FORBIDDEN(
      Fault.USER,
      "The archive's host has an address that links may not lead to.",
      "Use a public server, or have the host added to LUNA_BUILDER_ARCHIVE_ALLOWED_HOSTS."),
  ARCHIVE_CHANGED(
      Fault.USER,
      "The archive is another one than the build was submitted for.",
      "Submit the build again; let nobody write to the archive until the build has begun."),
  ARCHIVE_TOO_LARGE(
      Fault.USER,
      "The archive, or what it unpacks to, is over a limit.",
      "Leave out what the build does not need, for example with .dockerignore."),
  ARCHIVE_CORRUPT(
      Fault.USER,
      "The archive is damaged, cut short, or of a kind that is not read.",
      "Make it again, as zip or tar (plain, gz, zst, xz or bz2)."),
  ARCHIVE_UNSAFE(
      Fault.USER,
      "The archive holds an entry that could do harm, for example a path that leaves the context.",
      "Remove the entry that the message names."),
  ARCHIVE_UNREACHABLE(
      Fault.PLATFORM, "The archive's server did not answer.", "Try again; check the server."),
  DOCKERFILE_MISSING(
      Fault.USER,
      "There is no Dockerfile where the request says.",
      "Put it at the archive's root, or set the parameters dockerfile and context."),
  DOCKERFILE_INVALID(
      Fault.USER, "The Dockerfile cannot be read.", "Mend the line that the message names."),
  BASE_IMAGE_UNAVAILABLE(
      Fault.USER,
      "An image named by FROM cannot be had.",
      "Check its name, tag and registry, and the service's access to it."),
  BUILD_STEP_FAILED(
      Fault.USER, "A step of the Dockerfile failed.", "Read the end of the log and mend the step."),
  OUT_OF_MEMORY(
      Fault.USER,
      "The build used more memory than it may.",
      "Use less in the step, or raise the limit."),
  STORAGE_LIMIT_EXCEEDED(
      Fault.USER,
      "The build wrote more to its disk than it may.",
      "Write less, or have the limit ephemeral_storage of LUNA_BUILDER_BUILD_LIMITS raised."),
  OUT_OF_DISK(
      Fault.PLATFORM,
      "There is no room left on the disk.",
      "Free space, or give the service a larger disk."),
  REGISTRY_DENIED(
      Fault.USER, "The registry refused the push.", "Check the registry's credentials and rights."),
  REGISTRY_UNREACHABLE(
      Fault.PLATFORM, "The registry did not answer.", "Check the registry and the network to it."),
  PUSH_UNVERIFIED(
      Fault.PLATFORM,
      "The push ended well, but the registry does not answer for the image's digest.",
      "Look at the registry's own log."),
  CLUSTER_DENIED(
      Fault.PLATFORM,
      "The cluster does not take the build's pod.",
      "Read the message: a quota, an admission rule, a namespace or a right of the service."),
  UNSCHEDULABLE(
      Fault.PLATFORM,
      "No node of the cluster takes the build's pod.",
      "Check the selector, the limits, and what the nodes have left."),
  BUILDER_IMAGE_UNAVAILABLE(
      Fault.PLATFORM,
      "The image in which builds run cannot be pulled.",
      "Check LUNA_BUILDER_BUILDER_IMAGE, its registry and LUNA_BUILDER_PULL_SECRETS."),
  POD_CANNOT_START(
      Fault.PLATFORM,
      "Something that the build's pod needs is not there.",
      "Read the message: it names the secret, volume or setting."),
  EVICTED(
      Fault.PLATFORM, "The cluster took the build's pod away.", "Look at the node's resources."),
  NODE_LOST(Fault.PLATFORM, "The build's node was lost.", "Look at the cluster's nodes."),
  POD_DELETED(
      Fault.PLATFORM, "Somebody deleted the build's pod.", "Cancel builds through the service."),
  QUEUE_TIMEOUT(
      Fault.PLATFORM, "The build waited too long for its turn.", "Try later, or add capacity."),
  START_TIMEOUT(
      Fault.PLATFORM, "The build took too long to start.", "Try again; check the builder."),
  BUILD_TIMEOUT(
      Fault.USER, "The build ran longer than it may.", "Make it faster, or raise its timeout."),
  INTERRUPTED(Fault.PLATFORM, "The service stopped while the build ran.", "Submit it again."),
  INTERNAL_ERROR(Fault.PLATFORM, "The service failed in a way nobody foresaw.", "Report the log.");

  /** Whose matter a failure is. */
  public enum Fault {
    /** The caller's archive or Dockerfile: trying again gives the same. */
    USER,
    /** Something around the build: trying again can help, so the service does. */
    PLATFORM
  }

  private final Fault fault;
  private final String meaning;
  private final String remedy;

  FailureCode(Fault fault, String meaning, String remedy) {
    this.fault = fault;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** The name that callers see. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Fault fault() {
    return fault;
  }

  /** Can another attempt end otherwise? */
  public boolean retryable() {
    return fault == Fault.PLATFORM && this != QUEUE_TIMEOUT;
  }

  /** One sentence for a person. */
  public String meaning() {
    return meaning;
  }

  /** What the reader can do. */
  public String remedy() {
    return remedy;
  }
}
