package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.application.port.ServerTrust;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import okhttp3.Response;

/**
 * Archives behind http and https links. Redirects are followed here and not by the client, so that
 * each is looked at before it is asked.
 */
final class HttpArchives implements ArchiveSource {
  private static final int REDIRECTS = 5;
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Set<Integer> REDIRECT = Set.of(301, 302, 303, 307, 308);

  private final HttpLimits limits;
  private final AllowedHosts allowed;
  private final HttpQuestions questions;

  private HttpArchives(HttpLimits limits, AllowedHosts allowed, ServerTls tls) {
    this.limits = limits;
    this.allowed = allowed;
    this.questions = new HttpQuestions(limits, allowed, tls);
  }

  static HttpArchives create(HttpLimits limits, AllowedHosts allowed, ServerTls tls) {
    return new HttpArchives(limits, allowed, tls);
  }

  @Override
  public boolean recognises(ArchiveLink link) {
    return link.scheme().filter(SCHEMES::contains).isPresent();
  }

  @Override
  public String example() {
    return "https://files.example.com/context.tar.gz";
  }

  /**
   * Looks at the text alone: links that are signed for one kind of request refuse any other, and a
   * name can change its address until it is asked.
   */
  @Override
  public Probe probe(ArchiveLink link) {
    Optional<HttpAddress> address = HttpAddress.parse(link.value());
    if (address.isEmpty()) {
      return new Probe.Wrong(malformed(link));
    }
    return isForbiddenAddress(address.get().host())
        ? new Probe.Wrong(HttpRefusal.ofForbiddenHost(link, address.get()))
        : new Probe.Fine(null);
  }

  private boolean isForbiddenAddress(String host) {
    try {
      return !allowed.allow(host, InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  @Override
  public Opening open(Archive archive, long offset) throws InterruptedException {
    Optional<HttpAddress> start = HttpAddress.parse(archive.link().value());
    return start.isEmpty()
        ? refused(malformed(archive.link()))
        : open(archive, offset, start.get());
  }

  private Opening open(Archive archive, long offset, HttpAddress start)
      throws InterruptedException {
    ArchiveLink link = archive.link();
    HttpAddress address = start;
    for (int hops = 0; ; hops++) {
      try {
        Response answer = questions.ask(address, archive.version(), offset);
        if (!REDIRECT.contains(answer.code())) {
          return new HttpAnswer(archive, offset, limits).opening(answer);
        }
        answer.close();
        Optional<HttpAddress> next =
            Optional.ofNullable(answer.header("Location")).flatMap(address::redirected);
        if (next.isEmpty()) {
          return refused(HttpRefusal.ofRedirect(link, "is redirected to where it is not followed"));
        }
        if (hops == REDIRECTS) {
          return refused(
              HttpRefusal.ofRedirect(link, "is redirected more than " + REDIRECTS + " times"));
        }
        address = next.get();
      } catch (IOException e) {
        return refused(HttpRefusal.ofFailure(e, address, link));
      }
    }
  }

  @Override
  public HandOff handOff(Archive archive, Duration validity) {
    return new HandOff.Link(archive, false, ServerTrust.USUAL);
  }

  private static Opening refused(ArchiveProblem problem) {
    return new Opening.Refused(problem);
  }

  private static ArchiveProblem malformed(ArchiveLink link) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_NOT_FOUND, link + " is no http or https link that can be asked");
  }
}
