package io.lunabuilder.cli;

import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A service in this very process, for commands that are given no server. */
@FunctionalInterface
public interface LocalService {

  /** What a command wants of the service. */
  enum Purpose {
    /** To build: it needs a builder, and lasts as long as the command. */
    BUILD,
    /** To ask about builds, or to stop one: whoever has the data folder can answer. */
    ASK
  }

  /**
   * Starts it, or finds the one that already serves the data folder.
   *
   * @param dataFolder where it keeps its data; null for the usual place
   * @param purpose what it must be able to do
   * @param progress told in a sentence what is being done, for steps that take a while
   * @throws WrongSettings when what it was told keeps it from starting
   * @throws IOException when it cannot start; the message tells a person why, and what to do
   */
  Running start(@Nullable Path dataFolder, Purpose purpose, Consumer<String> progress)
      throws IOException, InterruptedException;

  /** A setting or an option must be another; the message tells a person which, and why. */
  final class WrongSettings extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * @param cause its message is told
     */
    public WrongSettings(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** A service that answers. */
  interface Running extends AutoCloseable {

    /** Where its API is, for example {@code http://127.0.0.1:41234}. */
    URI address();

    /** Where it keeps its data. */
    Path dataFolder();

    /** Ends the service, if it was started for this command. */
    @Override
    void close();
  }
}
