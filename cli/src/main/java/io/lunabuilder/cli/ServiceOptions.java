package io.lunabuilder.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which service a command talks to. */
final class ServiceOptions {
  /** Names the server when the option does not. */
  static final String VARIABLE = "LUNA_BUILDER_SERVER";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = {"-s", "--server"},
      paramLabel = ServerNames.LABEL,
      description = {
        "The service to talk to: http://builder:8080, or a name in servers.conf.",
        "Default: the variable " + VARIABLE + ", else the default of",
        "servers.conf, else a service in this process."
      })
  private @Nullable String server;

  @Option(
      names = "--data-dir",
      paramLabel = "FOLDER",
      description = "Where a service in this process keeps its data.")
  private @Nullable Path dataFolder;

  @Option(
      names = "--token",
      arity = "0",
      interactive = true,
      description = "Asks for the token that the service wants.")
  private char @Nullable [] token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "A file with the token that the service wants.",
        "Default: the one in servers.conf, else the variable",
        ApiToken.VARIABLE + ", or the file that " + ApiToken.FILE_VARIABLE + " names."
      })
  private @Nullable Path tokenFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = {
        "Certificates (PEM) of those that may have signed the service's; no others are trusted.",
        "Default: the one in servers.conf, else the variable",
        Trust.VARIABLE + ", else what this machine trusts."
      })
  private @Nullable Path authorities;

  private final LocalService local;
  private final Map<String, String> environment;

  ServiceOptions(LocalService local, Map<String, String> environment) {
    this.local = local;
    this.environment = environment;
  }

  boolean isRemote() {
    return chosen().isPresent();
  }

  /** Starts or finds the service. */
  Connection connect(LocalService.Purpose purpose, Terminal terminal) throws InterruptedException {
    Optional<ServerEntry> chosen = chosen();
    String sent = ApiToken.find(token, tokenFile, chosen, environment).orElse(null);
    if (chosen.isPresent()) {
      ServerEntry entry = chosen.get();
      return Connection.remote(new Target(address(entry), sent, authorities(entry)));
    }
    try {
      return Connection.local(local.start(dataFolder, purpose, terminal::note), sent);
    } catch (LocalService.WrongSettings wrong) {
      throw new CommandFailure(String.valueOf(wrong.getMessage()), ExitCode.BAD_USAGE);
    } catch (IOException cannotStart) {
      throw new CommandFailure(String.valueOf(cannotStart.getMessage()), cannotStart);
    }
  }

  /** The service of another process; empty for one in this process. */
  private Optional<ServerEntry> chosen() {
    String text = server != null ? server : environment.getOrDefault(VARIABLE, "");
    if (text.contains("://")) {
      return Optional.of(ServerEntry.at(text));
    }
    ServerBook book = ServerBook.of(environment);
    if (!text.isEmpty()) {
      return Optional.of(book.named(text).orElseGet(() -> ServerEntry.at(text)));
    }
    return dataFolder == null ? book.usual() : Optional.empty();
  }

  private @Nullable Path authorities(ServerEntry entry) {
    String variable = environment.getOrDefault(Trust.VARIABLE, "");
    if (authorities != null) {
      return authorities;
    }
    return entry.authorities() != null || variable.isEmpty()
        ? entry.authorities()
        : Path.of(variable);
  }

  private URI address(ServerEntry entry) {
    String address = entry.url();
    try {
      URI uri = URI.create(address.contains("://") ? address : "http://" + address);
      if (uri.getHost() != null && uri.getScheme().matches("(?i)https?")) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // Told below, like any other address that is none.
    }
    throw new ParameterException(
        Objects.requireNonNull(command).commandLine(),
        "\""
            + address
            + "\" is no server"
            + entry.where()
            + "; use for example http://builder:8080");
  }
}
