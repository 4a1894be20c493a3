package io.lunabuilder.bootstrap;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lunabuilder.application.setting.Quantities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The settings of this service as a Luna-Configurator tells them (R1): {@code GET
 * /1/settings?service_name=luna-builder}.
 *
 * @param addresses of the same service, each with the version of its API; the first that answers
 *     counts
 * @param patience with one of them, for the whole of an answer
 */
record Configurator(List<URI> addresses, Duration patience) {
  private static final String SERVICE = "luna-builder";
  private static final int LARGEST_ANSWER = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * Made when it is needed first: most commands need none. It speaks HTTP/1.1 alone: an offer of
   * HTTP/2 makes some servers complain each time.
   */
  private static final class Http {
    static final HttpClient CLIENT =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  Configurator {
    addresses = List.copyOf(addresses);
  }

  static Configurator at(List<URI> addresses) {
    return new Configurator(addresses, Duration.ofSeconds(5));
  }

  /**
   * All that it tells.
   *
   * @throws SettingsUnavailableException when none of the addresses gives a whole answer
   */
  Map<String, Given> fetch() {
    List<String> problems = new ArrayList<>();
    for (URI address : addresses) {
      String shown = Masks.passwordsOfLinks(address.toString());
      try {
        return values(ask(address), new Origin(shown));
      } catch (IOException e) {
        problems.add(shown + ": " + e.getMessage());
      }
    }
    throw new SettingsUnavailableException(
        "The Luna-Configurator tells no settings: " + String.join("; ", problems));
  }

  private byte[] ask(URI address) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> asked =
        Http.CLIENT.sendAsync(
            request(address), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      HttpResponse<byte[]> answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException("it answers with status " + answer.statusCode());
      }
      return answer.body();
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + Quantities.text(patience), e);
    } catch (ExecutionException e) {
      String why = e.getCause() == null ? null : e.getCause().getMessage();
      throw new IOException(why == null ? "it cannot be reached" : why, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SettingsUnavailableException("The service ends");
    } finally {
      asked.cancel(true);
    }
  }

  private static HttpRequest request(URI address) {
    String base = address.toString().replaceFirst("//[^/]*@", "//").replaceFirst("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/settings?service_name=" + SERVICE))
            .header("Accept", "application/json");
    String login = address.getUserInfo();
    if (login != null) {
      byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    return request.build();
  }

  private static Map<String, Given> values(byte[] answer, Origin origin) throws IOException {
    JsonNode document = document(answer);
    JsonNode list = document.isArray() ? document : document.path("settings");
    Map<String, Given> values = new HashMap<>();
    if (list.isArray()) {
      for (JsonNode entry : list) {
        take(entry, origin, values);
      }
    } else if (document.isObject()) {
      document.properties().forEach(entry -> put(entry.getKey(), entry.getValue(), origin, values));
      requireOneOfOurs(values.keySet());
    } else {
      throw new IOException("its answer is no list of settings");
    }
    return values;
  }

  /**
   * An error, or the answer of something else at this address, can be an object too. Taken for
   * settings it would set all of them back, and builds are forgotten by them.
   */
  private static void requireOneOfOurs(Set<String> names) throws IOException {
    if (names.stream().noneMatch(Catalogue.OWN::isKnown)) {
      throw new IOException("its answer names no setting of this service");
    }
  }

  private static JsonNode document(byte[] answer) throws IOException {
    try {
      return JSON.readTree(answer);
    } catch (JacksonException e) {
      throw new IOException("its answer is no whole JSON", e);
    }
  }

  /** A setting with tags is one that only those want who ask for it. */
  private static void take(JsonNode entry, Origin origin, Map<String, Given> into)
      throws IOException {
    JsonNode name = entry.path("setting_name");
    if (!name.isTextual() || !entry.has("value")) {
      throw new IOException("its answer has a setting without \"setting_name\" or \"value\"");
    }
    if (entry.path("tags").isEmpty()) {
      put(name.asText(), entry.path("value"), origin, into);
    }
  }

  private static void put(String name, JsonNode value, Origin origin, Map<String, Given> into) {
    if (!value.isNull()) {
      into.put(name, new Given(text(value), origin));
    }
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      List<String> entries = new ArrayList<>();
      value.forEach(entry -> entries.add(text(entry)));
      return String.join(",", entries);
    }
    return value.isObject() ? value.toString() : value.asText();
  }
}
