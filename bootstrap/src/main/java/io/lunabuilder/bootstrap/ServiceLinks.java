package io.lunabuilder.bootstrap;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Variables that Kubernetes puts into every container of a namespace, some for each Service there.
 * Those of a Service whose name begins with {@code luna-builder} look like settings: {@code
 * LUNA_BUILDER_PORT=tcp://10.0.0.1:80}. Nobody gave them.
 */
final class ServiceLinks {
  private static final String HOST = "_SERVICE_HOST";
  private static final Pattern REST =
      Pattern.compile(
          "_SERVICE_HOST|_SERVICE_PORT(_.+)?"
              + "|_PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?");
  private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://\\S+");

  private ServiceLinks() {}

  /** Names of those among the variables of a process. */
  static Set<String> among(Map<String, String> environment) {
    return environment.keySet().stream()
        .filter(name -> name.endsWith(HOST))
        .map(name -> name.substring(0, name.length() - HOST.length()))
        .flatMap(service ->
            environment.keySet().stream()
                .filter(name -> isOf(service, name, environment.getOrDefault(name, ""))))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A port that somebody set is a number, and stays a setting beside a Service of that name. */
  private static boolean isOf(String service, String name, String value) {
    return name.startsWith(service)
        && REST.matcher(name.substring(service.length())).matches()
        && (!name.equals(service + "_PORT") || ADDRESS.matcher(value).matches());
  }
}
