package io.lunabuilder.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the REST API. Each throws {@link CommandFailure} with words for a person when the
 * service refuses or cannot be reached.
 */
final class ServiceClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private final URI server;
  private final @Nullable String token;
  private final @Nullable Path authorities;
  private final HttpClient http;

  /**
   * @throws CommandFailure when the target's authorities cannot be read
   */
  ServiceClient(Target target) {
    this.server = target.address();
    this.token = target.token();
    this.authorities = target.authorities();
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(redirects(token));
    if (target.authorities() != null) {
      client.sslContext(Trust.only(target.authorities()));
    }
    this.http = client.build();
  }

  /** Who is redirected takes all headers along: a token is for the server that was named. */
  private static HttpClient.Redirect redirects(@Nullable String token) {
    return token == null ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER;
  }

  /** The service's address, without a slash at its end. */
  URI server() {
    return server;
  }

  /** What a person types to get what is at a path; a token is left to its variable. */
  String curl(String path) {
    return "curl -sSf "
        + (authorities == null ? "" : "--cacert " + authorities + " ")
        + (token == null ? "" : "-H \"Authorization: Bearer $" + ApiToken.VARIABLE + "\" ")
        + server
        + path;
  }

  JsonNode get(String path) throws InterruptedException {
    return json(request(path).timeout(ANSWER_TIMEOUT).GET());
  }

  String getText(String path) throws InterruptedException {
    HttpRequest.Builder request =
        request(path).timeout(ANSWER_TIMEOUT).header("Accept", "text/plain");
    HttpResponse<String> response =
        send(request.GET(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (!response.headers().firstValue("Content-Type").orElse("").startsWith("text/plain")) {
      throw somethingElseAnswers();
    }
    return response.body();
  }

  JsonNode post(String path, JsonNode body, @Nullable String idempotencyKey)
      throws InterruptedException {
    HttpRequest.Builder request =
        request(path).timeout(ANSWER_TIMEOUT).header("Content-Type", "application/json");
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    return json(request.POST(BodyPublishers.ofString(body.toString())));
  }

  /** Posts without a body. */
  void post(String path) throws InterruptedException {
    json(request(path).timeout(ANSWER_TIMEOUT).POST(BodyPublishers.noBody()));
  }

  void delete(String path) throws InterruptedException {
    send(
        request(path).timeout(ANSWER_TIMEOUT).DELETE(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** Sends an archive, which may take as long as it takes. */
  JsonNode upload(BodyPublisher archive) throws InterruptedException {
    return json(
        request("/1/archives").header("Content-Type", "application/octet-stream").POST(archive));
  }

  /**
   * Opens a stream of server-sent events.
   *
   * @param lastEventId where an earlier stream ended; null for the beginning
   * @throws IOException when the service cannot be reached, which may pass
   */
  ServerSentEvents events(String path, @Nullable String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response =
        http.send(request.GET().build(), BodyHandlers.ofInputStream());
    if (response.statusCode() == 200) {
      return new ServerSentEvents(response.body());
    }
    try (InputStream body = response.body()) {
      throw Refusal.of(
          response.statusCode(),
          response.headers(),
          new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path)).header("User-Agent", "luna-builder-cli");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private JsonNode json(HttpRequest.Builder request) throws InterruptedException {
    HttpResponse<String> response = send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      JsonNode answer = JSON.readTree(response.body());
      if (answer.isObject()) {
        return answer;
      }
    } catch (JsonProcessingException notJson) {
      // Told below, like any other answer that is none of ours.
    }
    throw somethingElseAnswers();
  }

  private CommandFailure somethingElseAnswers() {
    return new CommandFailure(
        server + " does not answer like a Luna Builder; is the address right?");
  }

  private HttpResponse<String> send(HttpRequest.Builder request, BodyHandler<String> handler)
      throws InterruptedException {
    HttpResponse<String> response;
    try {
      response = http.send(request.build(), handler);
    } catch (IOException unreachable) {
      throw new Unreachable(server, unreachable);
    }
    if (response.statusCode() >= 300) {
      throw Refusal.of(response.statusCode(), response.headers(), response.body());
    }
    return response;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
