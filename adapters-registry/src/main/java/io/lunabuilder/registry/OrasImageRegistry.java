package io.lunabuilder.registry;

import io.lunabuilder.application.port.ImageRegistry;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks any registry that speaks the OCI distribution protocol, by the HTTP client of ORAS, which
 * knows tokens, challenges and redirects. ORAS's own {@code Registry} is not used: it obeys the
 * machine's {@code registries.conf}, which could allow what the setting of insecure registries
 * forbids (R21).
 */
public final class OrasImageRegistry implements ImageRegistry {
  private final Ways ways;
  private final Credentials credentials;
  private final Patience patience;
  private final Clients clients = new Clients();

  OrasImageRegistry(Security security, Credentials credentials, Patience patience) {
    this.ways = new Ways(security);
    this.credentials = credentials;
    this.patience = patience;
  }

  /**
   * Asks registries with TLS and a trusted certificate, except those that are listed.
   *
   * @param insecureRegistries hosts, with their port where they have one, that may also be asked
   *     with an untrusted certificate or without TLS
   * @param dockerConfig credentials in the format of docker's {@code config.json}; null for none
   */
  public static ImageRegistry create(Set<String> insecureRegistries, @Nullable Path dockerConfig) {
    return new OrasImageRegistry(
        new Security(insecureRegistries), new Credentials(dockerConfig), Patience.USUAL);
  }

  /**
   * @throws IllegalArgumentException when {@code reference} is of no registry
   */
  @Override
  public Answer resolve(ImageReference reference, Digest digest) throws InterruptedException {
    ManifestQuestion question =
        new ManifestQuestion(reference, digest, ways, credentials, clients, patience.request());
    Attempt attempt = question.ask();
    for (Duration pause : patience.pauses()) {
      if (!attempt.worthRepeating()) {
        break;
      }
      Thread.sleep(pause);
      attempt = question.ask();
    }
    return attempt.answer();
  }
}
