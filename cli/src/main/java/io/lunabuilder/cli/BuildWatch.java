package io.lunabuilder.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lunabuilder.cli.ServerSentEvents.Event;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Follows a build's changes of status. */
final class BuildWatch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHANGE = "build";

  private BuildWatch() {}

  /**
   * Gives the build as it is, and after each change, to {@code reader}.
   *
   * @param path the build's path in the API
   * @param notes told when the connection breaks for longer
   * @return the finished build
   */
  static BuildDocument untilFinished(
      ServiceClient service, String path, Consumer<BuildDocument> reader, Consumer<String> notes)
      throws InterruptedException {
    AtomicReference<BuildDocument> last =
        new AtomicReference<>(new BuildDocument(MissingNode.getInstance()));
    new EventStream(service, path + "/events", notes)
        .follow(event -> {
          if (event.type().equals(CHANGE)) {
            last.set(document(event));
            reader.accept(last.get());
          }
          return last.get().isFinished();
        });
    return last.get();
  }

  /** The same for a person who sees no log meanwhile. */
  static BuildDocument shown(ServiceClient service, String path, Terminal terminal)
      throws InterruptedException {
    try (StageLine stages = new StageLine(terminal)) {
      return untilFinished(service, path, stages::show, terminal::note);
    }
  }

  private static BuildDocument document(Event event) {
    try {
      return new BuildDocument(JSON.readTree(event.text()));
    } catch (JsonProcessingException notJson) {
      throw new CommandFailure(
          "The service tells of the build in a way that is not understood", notJson);
    }
  }
}
