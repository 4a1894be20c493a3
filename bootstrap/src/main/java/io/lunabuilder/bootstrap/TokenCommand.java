package io.lunabuilder.bootstrap;

import io.lunabuilder.cli.HelpfulCommand;
import io.lunabuilder.http.access.NewToken;
import io.lunabuilder.http.access.Role;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code luna-builder token}: makes a token of the API. */
@Command(
    name = "token",
    description = {
      "Makes a token for a caller of the service, and tells it this once.",
      "Append the line to the file that LUNA_BUILDER_TOKENS_FILE names; the service takes it within"
          + " seconds. Remove the line, and the token is good no longer."
    })
final class TokenCommand extends HelpfulCommand implements Callable<Integer> {
  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "NAME", description = "Who gets it, for example ci.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "ROLE",
      description = "reader: looks at builds; builder: also makes them; admin: everything.")
  private String role = "";

  @Override
  public Integer call() {
    NewToken made = make();
    PrintWriter out = command.commandLine().getOut();
    out.println("Line for the file of tokens:");
    out.println(made.line().text());
    out.println("Token, for the caller alone; it is shown this once:");
    out.println(made.token());
    out.flush();
    return 0;
  }

  private NewToken make() {
    Role known =
        Role.labelled(role)
            .orElseThrow(
                () -> wrong("\"" + role + "\" is no role; use one of reader, builder, admin"));
    try {
      return NewToken.make(name, known, new SecureRandom());
    } catch (IllegalArgumentException e) {
      throw wrong("\"" + name + "\" is no name: " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
