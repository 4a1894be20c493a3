package io.lunabuilder.application.port;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;

/** Whose certificates a server of archives may show. */
public sealed interface ServerTrust {
  /** Those of authorities that every program trusts. */
  ServerTrust USUAL = new Usual();

  /** Those of authorities that every program trusts. */
  record Usual() implements ServerTrust {}

  /**
   * Those of these authorities, and no others.
   *
   * @param certificates PEM, nothing else in it
   */
  record Authorities(String certificates) implements ServerTrust {
    /** Characters; what can be handed to a pod is bounded. */
    private static final int LONGEST = 100_000;

    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /**
     * Those whose certificates a file holds, whatever else is in it.
     *
     * @throws IOException when there are none, or too many to hand them on; the message begins with
     *     a verb
     */
    public static Authorities in(Path file) throws IOException {
      StringBuilder text = new StringBuilder();
      try (InputStream content = Files.newInputStream(file)) {
        for (Certificate certificate :
            CertificateFactory.getInstance("X.509").generateCertificates(content)) {
          text.append("-----BEGIN CERTIFICATE-----\n")
              .append(PEM.encodeToString(certificate.getEncoded()))
              .append("\n-----END CERTIFICATE-----\n");
        }
      } catch (IOException | CertificateException e) {
        throw new IOException("holds no certificates that can be read", e);
      }
      if (text.isEmpty()) {
        throw new IOException("holds no certificates that can be read");
      }
      if (text.length() > LONGEST) {
        throw new IOException("is too large to hand it on: leave only the host's authority in it");
      }
      return new Authorities(text.toString());
    }
  }

  /** Whatever it shows: whoever is on the way there can read and change what is fetched. */
  record Anybody() implements ServerTrust {}
}
