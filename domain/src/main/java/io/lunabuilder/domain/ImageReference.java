package io.lunabuilder.domain;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name under which an image is kept: {@code [REGISTRY/]REPOSITORY:TAG}.
 *
 * @param registryHost the registry's host, or null for an image that is kept by this service
 * @param repository path of lowercase components. Source: the reference grammar of the distribution
 *     project (github.com/distribution/reference)
 * @param tag the version's name
 */
public record ImageReference(@Nullable String registryHost, String repository, Tag tag) {
  static final int SHORTEST_REPOSITORY = 2;
  static final int LONGEST_REPOSITORY = 255;

  private static final Pattern REPOSITORY =
      Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

  /**
   * @throws IllegalArgumentException when the repository is outside the grammar
   */
  public ImageReference {
    Objects.requireNonNull(tag);
    if (!isRepository(repository)) {
      throw new IllegalArgumentException("\"" + repository + "\" is not a repository");
    }
  }

  /**
   * Checks a caller's {@code [HOST/]NAME[:TAG]}; a reference by digest is none that can be built.
   */
  public static Checked<ImageReference> parse(String field, String text) {
    if (text.contains("@")) {
      return Checked.invalid(
          new Violation(
              field,
              text,
              "must not name a digest, which only the build decides",
              "leave out '@…'"));
    }
    int slash = text.indexOf('/');
    String host = slash > 0 && isHost(text.substring(0, slash)) ? text.substring(0, slash) : null;
    String path = host == null ? text : text.substring(slash + 1);
    int colon = path.lastIndexOf(':');
    String repository = colon < 0 ? path : path.substring(0, colon);
    if (!isRepository(repository) || (host != null && !Registry.isHost(host))) {
      return Checked.invalid(repositoryViolation(field, text));
    }
    Checked<Tag> tag =
        colon < 0 ? Checked.valid(Tag.LATEST) : Tag.parse(field, path.substring(colon + 1));
    return tag.map(name -> new ImageReference(host, repository, name));
  }

  private static Violation repositoryViolation(String field, String text) {
    return new Violation(
        field,
        text,
        "is not an image name: lowercase letters and digits, separated by '.', '_', '-' or '/', at most "
            + LONGEST_REPOSITORY
            + " characters, and an optional ':TAG'",
        "use for example \"team/hello:1\"");
  }

  /**
   * A first component with a dot or a port, or {@code localhost}, is a host: docker reads it so.
   */
  static boolean isHost(String component) {
    return component.contains(".") || component.contains(":") || component.equals("localhost");
  }

  static boolean isRepository(String text) {
    return text.length() <= LONGEST_REPOSITORY && REPOSITORY.matcher(text).matches();
  }

  /**
   * Has the repository, with the prefix that {@code registry} puts in front, a length that can be
   * built? Kaniko takes 2 to 255 characters (go-containerregistry, {@code pkg/name}).
   */
  boolean fits(@Nullable Registry registry) {
    int prefix =
        registry == null || registry.prefix().isEmpty() ? 0 : registry.prefix().length() + 1;
    int length = prefix + repository.length();
    return length >= SHORTEST_REPOSITORY && length <= LONGEST_REPOSITORY;
  }

  /** The registry that keeps the image; empty when this service keeps it as a file. */
  public Optional<String> registry() {
    return Optional.ofNullable(registryHost);
  }

  /** The reference under which {@code registry} keeps this image. */
  public ImageReference in(Registry registry) {
    String host = registry.host().toLowerCase(Locale.ROOT);
    boolean alreadyThere =
        registry.prefix().isEmpty() || repository.startsWith(registry.prefix() + "/");
    return alreadyThere && registryHost != null
        ? this
        : new ImageReference(
            host,
            registry.prefix().isEmpty() ? repository : registry.prefix() + "/" + repository,
            tag);
  }

  /** The same repository with another tag. */
  public ImageReference tagged(Tag other) {
    return new ImageReference(registryHost, repository, other);
  }

  /** {@code [HOST/]REPOSITORY}, without the tag. */
  public String name() {
    return registryHost == null ? repository : registryHost + "/" + repository;
  }

  /** {@code [HOST/]REPOSITORY@DIGEST}: the one image, whatever the tag means later. */
  public String pinned(Digest digest) {
    return name() + "@" + digest;
  }

  @Override
  public String toString() {
    return name() + ":" + tag;
  }
}
