package io.lunabuilder.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The token by which a service knows the caller. It comes in ways that other people of the machine
 * cannot see: never as a word of the command, which every list of processes shows.
 */
final class ApiToken {
  static final String VARIABLE = "LUNA_BUILDER_TOKEN";
  static final String FILE_VARIABLE = "LUNA_BUILDER_TOKEN_FILE";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{1,512}=*");

  private ApiToken() {}

  /**
   * What was typed, else what the file of the option has, else the one of the server's own, else
   * the variables: a token that is kept for a server is for no other, and no other is for it.
   *
   * @throws CommandFailure when there is one that is none; it is not repeated
   */
  static Optional<String> find(
      char @Nullable [] typed,
      @Nullable Path file,
      Optional<ServerEntry> server,
      Map<String, String> environment) {
    if (typed != null) {
      return Optional.of(checked(new String(typed), "What was typed"));
    }
    if (file != null) {
      return Optional.of(read(file));
    }
    Optional<String> own = server.flatMap(ApiToken::of);
    return own.isPresent() ? own : ofVariables(environment);
  }

  private static Optional<String> of(ServerEntry server) {
    if (server.tokenFile() != null) {
      return Optional.of(read(server.tokenFile()));
    }
    return Optional.ofNullable(server.token())
        .map(token -> checked(token, "token" + server.where()));
  }

  private static Optional<String> ofVariables(Map<String, String> environment) {
    String variable = environment.getOrDefault(VARIABLE, "");
    if (!variable.isEmpty()) {
      return Optional.of(checked(variable, "The variable " + VARIABLE));
    }
    String named = environment.getOrDefault(FILE_VARIABLE, "");
    return named.isEmpty() ? Optional.empty() : Optional.of(read(Path.of(named)));
  }

  private static String read(Path file) {
    try {
      return checked(Files.readString(file), "The file " + file);
    } catch (IOException unreadable) {
      throw new CommandFailure("The file " + file + " cannot be read", ExitCode.BAD_USAGE);
    }
  }

  private static String checked(String text, String where) {
    String token = text.strip();
    if (!FORM.matcher(token).matches()) {
      throw new CommandFailure(where + " holds no token", ExitCode.BAD_USAGE);
    }
    return token;
  }
}
