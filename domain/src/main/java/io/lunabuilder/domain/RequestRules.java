package io.lunabuilder.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that both modes share, applied to one request while violations are collected. */
final class RequestRules {
  static final String PARAMETERS = "parameters.";
  private static final int MOST_ENTRIES = 256;
  private static final int LONGEST_VALUE = 32 * 1024;
  private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,254}");
  private static final Pattern STAGE = Pattern.compile("(?!\\d+$)[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

  private final BuildRequest request;
  private final @Nullable Registry registry;
  private final BuildTimeLimit longestBuild;
  private final Violations violations = new Violations();

  RequestRules(BuildRequest request, @Nullable Registry registry, BuildTimeLimit longestBuild) {
    this.request = request;
    this.registry = registry;
    this.longestBuild = longestBuild;
  }

  /** Notes that a parameter breaks a rule. */
  void broken(String parameter, String value, String problem, String remedy) {
    violations.add(new Violation(PARAMETERS + parameter, value, problem, remedy));
  }

  /** The value, or {@code instead} with its violations noted. */
  <T> T orElse(Checked<T> checked, T instead) {
    return Optional.ofNullable(violations.keep(checked)).orElse(instead);
  }

  /** The request as a spec, unless anything is wrong with it. */
  Checked<BuildSpec> spec(BuilderName builder, Placement placement) {
    Archive archive = archive();
    ImageReference image = image();
    BuildOptions options = options();
    if (archive == null || image == null || !violations.isEmpty()) {
      return violations.asInvalid();
    }
    return Checked.valid(new BuildSpec(archive, image, builder, placement, options));
  }

  private @Nullable Archive archive() {
    ArchiveLink link = link();
    String sha256 = request.sha256();
    Digest digest = sha256 == null ? null : violations.keep(Archive.digest("sha256", sha256));
    return link == null ? null : new Archive(link, digest, null);
  }

  private @Nullable ArchiveLink link() {
    String link = request.archive();
    if (link == null) {
      violations.add(
          new Violation(
              "archive", "", "is required", "give a link to an archive that holds a Dockerfile"));
      return null;
    }
    return violations.keep(ArchiveLink.parse("archive", link));
  }

  /** R20: every image goes to the one registry that is configured. */
  private @Nullable ImageReference image() {
    String name = request.imageName();
    if (name == null) {
      broken("image_name", "", "is required", "use for example \"team/hello:1\"");
      return null;
    }
    ImageReference image = violations.keep(ImageReference.parse(PARAMETERS + "image_name", name));
    if (image == null) {
      return null;
    }
    String host = image.registry().orElse(null);
    if (host != null && (registry == null || !host.equalsIgnoreCase(registry.host()))) {
      broken(
          "image_name",
          name,
          "names the registry " + host + ", which is not this service's",
          "leave the registry's host out");
      return null;
    }
    if (!image.fits(registry)) {
      broken(
          "image_name",
          name,
          "must have a repository of "
              + ImageReference.SHORTEST_REPOSITORY
              + " to "
              + ImageReference.LONGEST_REPOSITORY
              + " characters"
              + (registry == null || registry.prefix().isEmpty()
                  ? ""
                  : ", with the " + (registry.prefix().length() + 1) + " of this service's prefix"),
          "use for example \"team/hello:1\"");
      return null;
    }
    return registry == null ? image : image.in(registry);
  }

  private BuildOptions options() {
    return new BuildOptions(
        path("dockerfile", request.dockerfile(), ContextPath.DOCKERFILE),
        path("context", request.context(), ContextPath.ROOT),
        target(),
        entries("build_args", request.buildArgs(), ARGUMENT),
        entries("labels", request.labels(), LABEL),
        tags(),
        request.cache(),
        timeout());
  }

  private ContextPath path(String parameter, @Nullable String text, ContextPath instead) {
    if (text == null) {
      return instead;
    }
    ContextPath path = orElse(ContextPath.parse(PARAMETERS + parameter, text), instead);
    if (path.isRoot() && !instead.isRoot()) {
      broken(parameter, text, "must name a file", "leave it out for \"" + instead + "\"");
    }
    return path;
  }

  private @Nullable String target() {
    String target = request.target();
    if (target != null && !STAGE.matcher(target).matches()) {
      broken(
          "target",
          target,
          "is not the name of a stage",
          "use the name after AS in the Dockerfile");
    }
    return target;
  }

  private Map<String, String> entries(String parameter, Map<String, String> entries, Pattern key) {
    if (entries.size() > MOST_ENTRIES) {
      broken(
          parameter, entries.size() + " entries", "may hold at most " + MOST_ENTRIES, "send fewer");
      return Map.of();
    }
    entries.forEach((name, value) -> {
      if (!key.matcher(name).matches()) {
        broken(parameter, name, "has a name that cannot be used", "use letters, digits and '_'");
      } else if (value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0) {
        broken(
            parameter + "." + name,
            "",
            "must be at most " + LONGEST_VALUE + " characters without NUL",
            "put large values into the archive");
      }
    });
    return entries;
  }

  private List<Tag> tags() {
    if (request.tags().size() > MOST_ENTRIES) {
      broken(
          "tags",
          request.tags().size() + " entries",
          "may hold at most " + MOST_ENTRIES,
          "send fewer");
      return List.of();
    }
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < request.tags().size(); i++) {
      Tag tag = violations.keep(Tag.parse(PARAMETERS + "tags[" + i + "]", request.tags().get(i)));
      if (tag != null) {
        tags.add(tag);
      }
    }
    return tags;
  }

  private @Nullable Duration timeout() {
    Long seconds = request.timeoutSeconds();
    return seconds == null
        ? null
        : violations.keep(longestBuild.check(PARAMETERS + "timeout", seconds));
  }
}
