package io.lunabuilder.kanikokit;

import io.lunabuilder.application.port.ServerTrust;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.ArchiveVersion;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the stager of a pod does: the service writes it as variables of the environment, which,
 * unlike arguments, no list of processes shows.
 *
 * @param archive by a link that can be followed without the service's credentials; a secret
 * @param context the folder of the archive that is the build context
 * @param dockerfile relative to {@code context}
 * @param tls which certificates the link's host may show
 * @param allowedHosts hosts with private addresses that the link may lead to
 * @param insecureRegistries hosts that may be spoken to without TLS (R21)
 * @param limits bounds of the archive
 */
public record StagingTask(
    Archive archive,
    ServerTrust tls,
    ContextPath context,
    ContextPath dockerfile,
    List<String> allowedHosts,
    Set<String> insecureRegistries,
    Limits limits) {
  private static final String PREFIX = "LUNA_BUILDER_STAGE_";
  private static final String ANYBODY = "any";
  private static final Pattern COMMA = Pattern.compile(",");

  /**
   * Bounds of an archive.
   *
   * @param archiveBytes of the archive itself
   * @param contextBytes that it may unpack to
   * @param entries files and folders that it may hold
   */
  public record Limits(long archiveBytes, long contextBytes, int entries) {}

  public StagingTask {
    allowedHosts = List.copyOf(allowedHosts);
    insecureRegistries = Set.copyOf(insecureRegistries);
  }

  /** The host that the archive comes from, without the brackets of an IPv6 address. */
  public String archiveHost() {
    return archive.link().host();
  }

  /** As variables. */
  public Map<String, String> toEnvironment() {
    Map<String, String> variables = new LinkedHashMap<>();
    put(variables, "LINK", archive.link().value());
    put(variables, "CERTIFICATES", toText(tls));
    put(variables, "SHA256", archive.digest() == null ? null : archive.digest().hex());
    put(variables, "VERSION", archive.version() == null ? null : archive.version().value());
    put(variables, "CONTEXT", context.isRoot() ? null : context.value());
    put(variables, "DOCKERFILE", dockerfile.value());
    put(variables, "ALLOWED_HOSTS", String.join(",", allowedHosts));
    put(variables, "INSECURE_REGISTRIES", String.join(",", new TreeSet<>(insecureRegistries)));
    put(variables, "MAX_ARCHIVE", Long.toString(limits.archiveBytes()));
    put(variables, "MAX_CONTEXT", Long.toString(limits.contextBytes()));
    put(variables, "MAX_CONTEXT_ENTRIES", Integer.toString(limits.entries()));
    return variables;
  }

  private static String toText(ServerTrust tls) {
    return switch (tls) {
      case ServerTrust.Usual usual -> "";
      case ServerTrust.Authorities(String certificates) -> certificates;
      case ServerTrust.Anybody anybody -> ANYBODY;
    };
  }

  private static ServerTrust trust(String text) {
    return switch (text) {
      case "" -> ServerTrust.USUAL;
      case ANYBODY -> new ServerTrust.Anybody();
      default -> new ServerTrust.Authorities(text);
    };
  }

  private static void put(Map<String, String> variables, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      variables.put(PREFIX + name, value);
    }
  }

  /**
   * Reads what {@link #toEnvironment} wrote.
   *
   * @throws IllegalArgumentException naming the variable that is missing or cannot be read
   */
  public static StagingTask of(Map<String, String> environment) {
    String digest = text(environment, "SHA256");
    String version = text(environment, "VERSION");
    String context = text(environment, "CONTEXT");
    return new StagingTask(
        new Archive(
            new ArchiveLink(required(environment, "LINK")),
            digest.isEmpty() ? null : Digest.ofSha256(digest),
            version.isEmpty() ? null : new ArchiveVersion(version)),
        trust(text(environment, "CERTIFICATES")),
        context.isEmpty() ? ContextPath.ROOT : new ContextPath(context),
        new ContextPath(required(environment, "DOCKERFILE")),
        list(environment, "ALLOWED_HOSTS"),
        Set.copyOf(list(environment, "INSECURE_REGISTRIES")),
        new Limits(
            number(environment, "MAX_ARCHIVE"),
            number(environment, "MAX_CONTEXT"),
            Math.toIntExact(number(environment, "MAX_CONTEXT_ENTRIES"))));
  }

  private static String text(Map<String, String> environment, String name) {
    return environment.getOrDefault(PREFIX + name, "");
  }

  private static String required(Map<String, String> environment, String name) {
    String value = text(environment, name);
    if (value.isEmpty()) {
      throw new IllegalArgumentException("the variable " + PREFIX + name + " is not set");
    }
    return value;
  }

  private static List<String> list(Map<String, String> environment, String name) {
    String value = text(environment, name);
    return value.isEmpty() ? List.of() : COMMA.splitAsStream(value).toList();
  }

  private static long number(Map<String, String> environment, String name) {
    try {
      return Long.parseLong(required(environment, name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the variable " + PREFIX + name + " is no number", e);
    }
  }
}
