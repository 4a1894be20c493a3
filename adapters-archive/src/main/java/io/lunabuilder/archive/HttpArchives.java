package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Archives behind http and https links. Redirects are followed here and not by the platform's
 * client, so that every address is looked at before it is asked.
 */
final class HttpArchives implements ArchiveSource {
  private static final int REDIRECTS = 5;
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Set<Integer> REDIRECT = Set.of(301, 302, 303, 307, 308);

  private final HttpLimits limits;
  private @Nullable HttpClient client;

  private HttpArchives(HttpLimits limits) {
    this.limits = limits;
  }

  static HttpArchives create(HttpLimits limits) {
    return new HttpArchives(limits);
  }

  /** Made when it is needed first: it reads all certificates of the platform, which takes time. */
  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(limits.connect())
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .build();
      client = made;
    }
    return made;
  }

  @Override
  public boolean recognises(ArchiveLink link) {
    return link.scheme().filter(SCHEMES::contains).isPresent();
  }

  @Override
  public String example() {
    return "https://files.example.com/context.tar.gz";
  }

  /** Looks at the text alone: links that are signed for one kind of request refuse any other. */
  @Override
  public Optional<ArchiveProblem> probe(ArchiveLink link) {
    return HttpAddress.parse(link.value()).isPresent()
        ? Optional.empty()
        : Optional.of(malformed(link));
  }

  @Override
  public Opening open(ArchiveLink link) throws InterruptedException {
    Optional<HttpAddress> start = HttpAddress.parse(link.value());
    if (start.isEmpty()) {
      return new Opening.Refused(malformed(link));
    }
    HttpAddress address = start.get();
    try {
      HttpResponse<InputStream> answer = ask(address);
      for (int hops = 0; isRedirect(answer); hops++) {
        answer.body().close();
        Optional<HttpAddress> next =
            answer.headers().firstValue("Location").flatMap(address::redirected);
        if (next.isEmpty()) {
          return refused(HttpRefusal.ofRedirect(link, "is redirected to where it is not followed"));
        }
        if (hops == REDIRECTS) {
          return refused(
              HttpRefusal.ofRedirect(link, "is redirected more than " + REDIRECTS + " times"));
        }
        address = next.get();
        answer = ask(address);
      }
      return opened(answer, link);
    } catch (ExecutionException e) {
      return refused(HttpRefusal.ofFailure(cause(e), address, link));
    } catch (IOException | TimeoutException e) {
      return refused(HttpRefusal.ofFailure(e, address, link));
    }
  }

  private static Throwable cause(ExecutionException e) {
    return Objects.requireNonNullElse(e.getCause(), e);
  }

  private HttpResponse<InputStream> ask(HttpAddress address)
      throws InterruptedException, ExecutionException, TimeoutException, UnknownHostException {
    address.resolve();
    HttpRequest.Builder request = HttpRequest.newBuilder(address.uri()).GET();
    @Nullable String authorization = address.authorization();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    CompletableFuture<HttpResponse<InputStream>> answer =
        client().sendAsync(request.build(), BodyHandlers.ofInputStream());
    try {
      long wait = limits.connect().plus(limits.stall()).toMillis();
      return answer.get(wait, TimeUnit.MILLISECONDS);
    } catch (InterruptedException | TimeoutException e) {
      answer.cancel(true);
      throw e;
    }
  }

  private static boolean isRedirect(HttpResponse<?> answer) {
    return REDIRECT.contains(answer.statusCode());
  }

  private Opening opened(HttpResponse<InputStream> answer, ArchiveLink link) throws IOException {
    if (answer.statusCode() != 200) {
      answer.body().close();
      return refused(HttpRefusal.ofStatus(answer.statusCode(), link));
    }
    OptionalLong size = answer.headers().firstValueAsLong("Content-Length");
    if (size.orElse(0) > limits.archiveBytes()) {
      answer.body().close();
      return refused(HttpRefusal.tooLarge(link, limits.archiveBytes()));
    }
    return new Opening.Opened(new HttpContent(new HttpBody(answer.body(), limits), size));
  }

  private static Opening refused(ArchiveProblem problem) {
    return new Opening.Refused(problem);
  }

  private static ArchiveProblem malformed(ArchiveLink link) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_NOT_FOUND, link + " is no http or https link that can be asked");
  }
}
