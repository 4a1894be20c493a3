package io.lunabuilder.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What the service answered. */
record Answer(HttpResponse<byte[]> response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  int status() {
    return response.statusCode();
  }

  /** Empty when it is not there. */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Unpacked. */
  private byte[] body() {
    byte[] sent = response.body();
    if (!header("Content-Encoding").equals("gzip")) {
      return sent;
    }
    try (var packed = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return packed.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("not packed as it says", e);
    }
  }

  String text() {
    return new String(body(), StandardCharsets.UTF_8);
  }

  JsonNode json() {
    try {
      return JSON.readTree(body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text(), e);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The field of the JSON body at {@code pointer}, for example {@code /failure/code}. */
  String at(String pointer) {
    return json().at(pointer).asText();
  }

  int errorCode() {
    return json().path("error_code").asInt();
  }

  /** The paths of the fields that are wrong. */
  List<String> wrongFields() {
    return json().path("violations").findValuesAsText("field");
  }
}
