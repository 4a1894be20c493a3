package io.lunabuilder.bootstrap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name by which services know their own pods: the same for all that share builds, another for
 * all others.
 */
final class InstanceName {
  private static final int DIGITS = 12;

  private InstanceName() {}

  /** Made from where builds are kept. */
  static String of(Settings settings) {
    Settings.Redis redis = settings.redis();
    String place =
        redis == null
            ? host() + " " + settings.dataFolder()
            : redis.address().topology() + " " + redis.prefix();
    return "luna-" + hash(place);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  private static String hash(String text) {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
