package io.lunabuilder.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
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
      paramLabel = "URL",
      description = {
        "The service to talk to, for example http://builder:8080.",
        "Default: the variable " + VARIABLE + ", else a service in this process."
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
        "Default: the variable " + ApiToken.VARIABLE + ", or the file that",
        ApiToken.FILE_VARIABLE + " names."
      })
  private @Nullable Path tokenFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = {
        "Certificates (PEM) of those that may have signed the service's; no others are trusted.",
        "Default: the variable " + Trust.VARIABLE + ", else what this machine trusts."
      })
  private @Nullable Path authorities;

  private final LocalService local;
  private final Map<String, String> environment;

  ServiceOptions(LocalService local, Map<String, String> environment) {
    this.local = local;
    this.environment = environment;
  }

  boolean isRemote() {
    return !address().isEmpty();
  }

  /** Starts or finds the service. */
  Connection connect(LocalService.Purpose purpose, Terminal terminal) throws InterruptedException {
    String sent = ApiToken.find(token, tokenFile, environment).orElse(null);
    if (isRemote()) {
      return Connection.remote(new Target(remoteAddress(), sent, authorities()));
    }
    try {
      return Connection.local(local.start(dataFolder, purpose, terminal::note), sent);
    } catch (LocalService.WrongSettings wrong) {
      throw new CommandFailure(String.valueOf(wrong.getMessage()), ExitCode.BAD_USAGE);
    } catch (IOException cannotStart) {
      throw new CommandFailure(String.valueOf(cannotStart.getMessage()), cannotStart);
    }
  }

  private String address() {
    return server != null ? server : environment.getOrDefault(VARIABLE, "");
  }

  private @Nullable Path authorities() {
    String variable = environment.getOrDefault(Trust.VARIABLE, "");
    return authorities != null || variable.isEmpty() ? authorities : Path.of(variable);
  }

  private URI remoteAddress() {
    String address = address();
    try {
      URI uri = URI.create(address.contains("://") ? address : "http://" + address);
      if (uri.getHost() != null && uri.getScheme().matches("(?i)https?")) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // Told below, like any other address that is none.
    }
    throw new ParameterException(
        java.util.Objects.requireNonNull(command).commandLine(),
        "\"" + address + "\" is no server; use for example http://builder:8080");
  }
}
