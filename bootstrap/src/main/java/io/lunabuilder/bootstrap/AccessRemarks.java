package io.lunabuilder.bootstrap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What whoever starts the service should know about who can call it. */
final class AccessRemarks {
  private static final String RULE = "!".repeat(78);

  private AccessRemarks() {}

  /** Empty when nobody elsewhere can do anything unknown. */
  static List<String> of(Settings.Server server) {
    if (isLoopback(server.host())) {
      return List.of();
    }
    if (server.access().tokens() == null) {
      return List.of(
          RULE,
          "!!  WARNING: "
              + server.host()
              + " can be reached from elsewhere, and there are no tokens.",
          "!!  Whoever reaches it can build, which is to run commands on this machine or in its",
          "!!  cluster, read every log and archive, and push to its registry.",
          "!!  To do: set LUNA_BUILDER_TOKENS_FILE (luna-builder token NAME ROLE makes its lines),",
          "!!  or leave LUNA_BUILDER_HOST at 127.0.0.1. See docs/security.md.",
          RULE);
    }
    return server.tls() == null
        ? List.of(
            "There are tokens, but no TLS: unless a proxy before it has TLS, everyone on the way"
                + " can read them. Set LUNA_BUILDER_TLS_CERTIFICATE and LUNA_BUILDER_TLS_KEY.")
        : List.of();
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
