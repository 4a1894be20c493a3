package io.lunabuilder.cli;

import io.lunabuilder.cli.context.ContextFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What is to be built: a folder, an archive file, or a link that the service fetches. */
final class ArchiveArgument {
  private static final Pattern LINK =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);

  @Parameters(
      paramLabel = "PATH|LINK",
      description = {
        "A folder with a Dockerfile (what .dockerignore names is left out),",
        "a zip or tar file, or a link to one."
      })
  private String text = "";

  /** Does the service fetch it, so that nothing is sent? */
  boolean isLink() {
    return LINK.matcher(text).matches();
  }

  /** Is it packed here, its context folder alone? */
  boolean isFolder() {
    return !isLink() && Files.isDirectory(Path.of(text));
  }

  /** Refuses what is neither, and a folder without what the parameters name in it. */
  void check(CommandSpec command, BuildParameters parameters) {
    if (isLink()) {
      return;
    }
    Path path = path(command);
    if (!Files.exists(path)) {
      throw refusal(command, "\"" + text + "\" is neither a folder, a file nor a link");
    }
    if (!isFolder()) {
      return;
    }
    if (parameters.pinArchive()) {
      throw refusal(command, "--sha256 is for archives; a folder is packed anew each time");
    }
    Path context = parameters.contextIn(path);
    if (!Files.isDirectory(context)) {
      throw refusal(command, "There is no folder " + context + "; --context-dir names another");
    }
    String dockerfile = parameters.dockerfile();
    if (!Files.isRegularFile(context.resolve(dockerfile))) {
      throw refusal(
          command, "There is no " + dockerfile + " in " + context + "; --dockerfile names another");
    }
  }

  private Path path(CommandSpec command) {
    try {
      return Path.of(text);
    } catch (InvalidPathException malformed) {
      throw refusal(command, "\"" + text + "\" is no path: " + malformed.getReason());
    }
  }

  private static ParameterException refusal(CommandSpec command, String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /**
   * Brings the archive to the service, unless it is a link. A folder is compressed for the way over
   * a network only.
   *
   * @return the link under which the service finds it
   */
  String submit(Connection connection, BuildParameters parameters, Terminal terminal)
      throws InterruptedException {
    if (isLink()) {
      return text;
    }
    Path path = Path.of(text);
    try (UploadProgress progress = new UploadProgress(terminal, length(path))) {
      BodyPublisher body =
          isFolder()
              ? ofFolder(folder(path, parameters, terminal), connection, progress)
              : ofFile(path, progress);
      String link = upload(body, connection.service(), progress);
      progress.done();
      return link;
    } catch (IOException unreadable) {
      throw new CommandFailure("Cannot read " + path + ": " + unreadable.getMessage(), unreadable);
    }
  }

  /**
   * @throws IOException when the archive cannot be read to its end
   */
  private static String upload(BodyPublisher body, ServiceClient service, UploadProgress progress)
      throws IOException, InterruptedException {
    try {
      return service.upload(body).path("archive").asText();
    } catch (CommandFailure broken) {
      if (progress.readFailure().isPresent()) {
        throw progress.readFailure().get();
      }
      throw broken;
    }
  }

  /** Takes back what {@link #submit} sent, once nothing needs it any more. */
  void withdraw(ServiceClient service, String link) throws InterruptedException {
    if (isLink()) {
      return;
    }
    try {
      service.delete("/1/archives/" + link.substring("upload://".length()));
    } catch (CommandFailure kept) {
      // The service forgets it by itself when it has grown old.
    }
  }

  /** Bytes that will be sent; zero when nobody knows yet. */
  private static long length(Path path) throws IOException {
    return Files.isDirectory(path) ? 0 : Files.size(path);
  }

  private static BodyPublisher ofStream(Opening stream, UploadProgress progress) {
    return BodyPublishers.ofInputStream(() -> progress.counting(opened(stream)));
  }

  private static ContextFolder folder(Path path, BuildParameters parameters, Terminal terminal)
      throws IOException {
    Path context = parameters.contextIn(path);
    return ContextFolder.open(context, parameters.dockerfile(), terminal::note);
  }

  private static BodyPublisher ofFolder(
      ContextFolder folder, Connection connection, UploadProgress progress) {
    return ofStream(connection.isLocal() ? folder::tar : folder::tarZstd, progress);
  }

  private static BodyPublisher ofFile(Path file, UploadProgress progress) throws IOException {
    BodyPublisher stream = ofStream(() -> Files.newInputStream(file), progress);
    long length = Files.size(file);
    return length == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(stream, length);
  }

  /** Something that opens a stream. */
  private interface Opening {
    InputStream open() throws IOException;
  }

  private static InputStream opened(Opening opening) {
    try {
      return opening.open();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
