package com.example.buildkit;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code --progress=rawjson}: what changed since the line before. Of it, this is what a
 * build's log is made from.
 *
 * @param vertexes steps that began or ended
 * @param logs what steps printed
 */
record ProgressMessage(@Nullable List<Vertex> vertexes, @Nullable List<Log> logs) {
  private static final Gson JSON = new Gson();

  ProgressMessage {
    vertexes = vertexes == null ? List.of() : List.copyOf(vertexes);
    logs = logs == null ? List.of() : List.copyOf(logs);
  }

  /** Reads a line; empty when it is none of these, but a word to people. */
  static Optional<ProgressMessage> parse(String line) {
    try {
      return line.startsWith("{")
          ? Optional.ofNullable(JSON.fromJson(line, ProgressMessage.class))
          : Optional.empty();
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * A step of the Dockerfile, or of what the daemon does for it by itself. It is told again with
   * each change, and can begin and end several times.
   *
   * @param digest the same in all that is told of it
   * @param name for people, for example {@code [2/3] COPY . /app}
   * @param started when it began; null when it did not
   * @param completed when it ended; null when it did not
   * @param cached was its result there from an earlier build?
   */
  record Vertex(
      String digest,
      String name,
      @Nullable String started,
      @Nullable String completed,
      boolean cached) {
    private static final String INTERNAL = "[internal]";

    boolean hasBegun() {
      return started != null;
    }

    boolean hasEnded() {
      return completed != null;
    }

    /** Is it an instruction of the Dockerfile? */
    boolean isInstruction() {
      return name.startsWith("[") && !name.startsWith(INTERNAL);
    }

    /** Does it bring the image to where it belongs? */
    boolean isExport() {
      return name.startsWith("exporting ");
    }
  }

  /**
   * A piece of what a step printed; it ends anywhere, also inside a character.
   *
   * @param vertex digest of the step
   * @param stream 1 for standard output, 2 for standard error
   * @param data in Base64
   */
  record Log(String vertex, int stream, String data) {
    byte[] bytes() {
      return Base64.getDecoder().decode(data);
    }
  }
}
