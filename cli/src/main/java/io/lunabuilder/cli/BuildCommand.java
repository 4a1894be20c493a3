package io.lunabuilder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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

  @Mixin private final OutputOption output = new OutputOption();

  @ArgGroup private Attendance attendance = new Attendance();

  /** What the command does while the build runs. */
  static final class Attendance {
    @Option(
        names = "--follow",
        description = "Waits, and prints the log meanwhile; so it is without this option too.")
    @SuppressWarnings("unused") // It names what is done anyway.
    private boolean follow;

    @Option(
        names = {"-w", "--wait"},
        description = "Waits, and prints no log but the end of that of a failed build.")
    private boolean wait;

    @Option(
        names = {"-d", "--detach"},
        description = "Prints the build's id and does not wait; needs a server.")
    private boolean detach;
  }

  BuildCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  void check() {
    if (attendance.detach && !options().isRemote()) {
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
    try (AttendedBuild attended = new AttendedBuild(connection, terminal(), !attendance.wait)) {
      ServiceClient service = connection.service();
      parameters.completeBy(service);
      if (!archive.isLink()) {
        checkParameters(service);
      }
      String link = archive.submit(connection, parameters, terminal());
      JsonNode created = create(service, link);
      String id = created.path("build_id").asText();
      if (attendance.detach) {
        terminal().result(format() == OutputFormat.json ? created.toPrettyString() : id);
        return ExitCode.SUCCESS;
      }
      BuildDocument end = attended.attend(id);
      tell(new BuildReport(connection, end));
      archive.withdraw(service, link);
      return attended.exitCode(end);
    }
  }

  private OutputFormat format() {
    return output.or(OutputFormat.table);
  }

  private void tell(BuildReport report) {
    if (attendance.wait) {
      report.tellEndOfLog(terminal());
    }
    report.tell(format(), terminal());
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

  private JsonNode create(ServiceClient service, String link) throws InterruptedException {
    try {
      ObjectNode request =
          archive.isFolder() ? parameters.requestWithoutContext(link) : parameters.request(link);
      return service.post("/1/builds", request, idempotencyKey);
    } catch (Refusal refused) {
      archive.withdraw(service, link);
      throw refused;
    }
  }
}
