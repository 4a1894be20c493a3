package io.lunabuilder.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Builds an image and waits for it. */
@Command(
    name = "build",
    description = "Builds an image from a folder, an archive or a link, and waits for it.",
    footer = {"", "Ctrl-C cancels the build."})
final class BuildCommand extends ServiceCommand {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final ArchiveArgument archive = new ArchiveArgument();
  @Mixin private final BuildParameters parameters = new BuildParameters();

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key gives the same build, however often it is sent.")
  private @Nullable String idempotencyKey;

  @Option(
      names = {"-d", "--detach"},
      description = "Prints the build's id and does not wait; needs a server.")
  private boolean detach;

  BuildCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  void check() {
    if (detach && !options().isRemote()) {
      throw new ParameterException(
          spec.commandLine(),
          "--detach needs --server: without it the service ends with this command");
    }
    archive.check(spec, parameters);
  }

  @Override
  LocalService.Purpose purpose() {
    return LocalService.Purpose.BUILD;
  }

  @Override
  ExitCode run(Connection connection) throws InterruptedException {
    try (AttendedBuild attended = new AttendedBuild(connection, terminal())) {
      ServiceClient service = connection.service();
      parameters.completeBy(service);
      if (!archive.isLink()) {
        checkParameters(service);
      }
      String link = archive.submit(connection, parameters, terminal());
      String id = create(service, link);
      if (detach) {
        terminal().result(id);
        return ExitCode.SUCCESS;
      }
      ExitCode end = attended.attend(id);
      archive.withdraw(service, link);
      return end;
    }
  }

  /** Asks for all but the archive, so that none is sent in vain. */
  private void checkParameters(ServiceClient service) throws InterruptedException {
    try {
      service.post("/1/builds?dry_run=true", parameters.request(null), idempotencyKey);
    } catch (Refusal refused) {
      Optional<Refusal> otherThanTheArchive = refused.without("archive");
      if (otherThanTheArchive.isPresent()) {
        throw otherThanTheArchive.get();
      }
    }
  }

  private String create(ServiceClient service, String link) throws InterruptedException {
    try {
      ObjectNode request =
          archive.isFolder() ? parameters.requestWithoutContext(link) : parameters.request(link);
      return service.post("/1/builds", request, idempotencyKey).path("build_id").asText();
    } catch (Refusal refused) {
      archive.withdraw(service, link);
      throw refused;
    }
  }
}
