package io.lunabuilder.registry;

import io.lunabuilder.application.port.ImageRegistry.Answer;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.registry.Security.Way;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import land.oras.ContainerRef;
import land.oras.auth.HttpClient.ResponseWrapper;
import land.oras.auth.Scopes;
import land.oras.exception.OrasException;
import land.oras.utils.Const;
import land.oras.utils.SupportedAlgorithm;

/** Does this registry have this manifest? Can be asked again. */
final class ManifestQuestion {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final String host;
  private final ContainerRef manifest;
  private final Digest digest;
  private final Ways ways;
  private final Credentials credentials;
  private final Clients clients;
  private final Duration timeout;

  ManifestQuestion(
      ImageReference reference,
      Digest digest,
      Ways ways,
      Credentials credentials,
      Clients clients,
      Duration timeout) {
    this.host =
        reference
            .registry()
            .orElseThrow(() -> new IllegalArgumentException(reference + " is of no registry"));
    this.manifest = ContainerRef.parse(reference.pinned(digest)).forRegistry(host);
    this.digest = digest;
    this.ways = ways;
    this.credentials = credentials;
    this.clients = clients;
    this.timeout = timeout;
  }

  /** Asks in each way that is allowed, until the registry answers in one. */
  Attempt ask() throws InterruptedException {
    Iterator<Way> left = ways.to(host).iterator();
    while (true) {
      Way way = left.next();
      try {
        ResponseWrapper<String> response = withinTimeout(way);
        ways.answered(host, way);
        return judge(response);
      } catch (IOException notSpoken) {
        if (!left.hasNext()) {
          return Attempt.troubled(host + " cannot be reached: " + reason(notSpoken));
        }
      } catch (OrasException refused) {
        return judge(refused);
      } catch (TimeoutException slow) {
        return Attempt.troubled(
            host + " did not answer within " + timeout.toSeconds() + " seconds");
      }
    }
  }

  /**
   * The library bounds only the connecting, so the whole request runs in a thread that can be
   * ended.
   */
  private ResponseWrapper<String> withinTimeout(Way way)
      throws IOException, InterruptedException, TimeoutException {
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("registry-question").factory())) {
      Future<ResponseWrapper<String>> response = threads.submit(() -> send(way));
      try {
        return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        response.cancel(true);
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof OrasException refused) {
        if (refused.getCause() instanceof IOException notSpoken) {
          throw notSpoken;
        }
        throw refused;
      }
      throw new IllegalStateException(failed);
    }
  }

  private ResponseWrapper<String> send(Way way) {
    return clients
        .of(way)
        .get(
            URI.create(way.scheme() + "://" + manifest.getManifestsPath()),
            Map.of(Const.ACCEPT_HEADER, Const.MANIFEST_ACCEPT_TYPE),
            Scopes.of(manifest),
            credentials.forImage(manifest));
  }

  private Attempt judge(ResponseWrapper<String> response) {
    if (response.statusCode() >= 300) {
      return judge(response.statusCode(), "");
    }
    String content = response.response();
    String found = SupportedAlgorithm.SHA256.digest(content.getBytes(StandardCharsets.UTF_8));
    if (!found.equals(digest.value())) {
      return Attempt.troubled(host + " answered with the manifest " + found);
    }
    OptionalLong size = ManifestSize.of(content);
    return Attempt.certain(
        size.isPresent()
            ? new Answer.Found(size.getAsLong())
            : new Answer.Unreachable(host + " answered with a manifest of an unknown kind"));
  }

  private Attempt judge(OrasException refused) {
    // Without a status it is no answer of the registry: bad credentials file, token that cannot be
    // read.
    return refused.getStatusCode() < 0
        ? Attempt.certain(new Answer.Denied(host + ": " + refused.getMessage()))
        : judge(refused.getStatusCode(), ": " + refused.getMessage());
  }

  private Attempt judge(int status, String detail) {
    return switch (status) {
      case NOT_FOUND -> Attempt.certain(new Answer.Missing());
      case UNAUTHORIZED, FORBIDDEN ->
          Attempt.certain(new Answer.Denied(host + " answered with status " + status + detail));
      default -> {
        String message = host + " answered with status " + status + detail;
        yield status == TOO_MANY_REQUESTS || status >= SERVER_ERROR
            ? Attempt.troubled(message)
            : Attempt.certain(new Answer.Unreachable(message));
      }
    };
  }

  /** java.net.http says nothing when a connection is refused, or only a class's name. */
  private static String reason(IOException failure) {
    return switch (failure) {
      case HttpTimeoutException slow -> "it did not take the connection in time";
      case UnknownHostException unknown -> "no such host is known";
      case ConnectException refused
          when refused.getCause() != null
              && refused.getCause().getCause() instanceof UnresolvedAddressException ->
          "no such host is known";
      case ConnectException refused -> "it refuses the connection";
      default -> Objects.requireNonNullElse(failure.getMessage(), "the connection broke off");
    };
  }
}
