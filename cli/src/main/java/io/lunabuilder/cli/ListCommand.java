package io.lunabuilder.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists builds. */
@Command(name = "list", description = "Lists builds, newest first.")
final class ListCommand extends ServiceCommand {

  /** What the help and completions name; the service says which others it knows. */
  static final class Statuses implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("pending", "in_progress", "completed", "error", "cancelled").iterator();
    }
  }

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      completionCandidates = Statuses.class,
      description = "Only builds of this status, one of ${COMPLETION-CANDIDATES}.")
  private @Nullable String status;

  @Option(names = "--image", paramLabel = "NAME", description = "Only builds of this image.")
  private @Nullable String image;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private final OutputOption output = new OutputOption();

  ListCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  ExitCode run(Connection connection) throws InterruptedException {
    JsonNode page = connection.service().get("/1/builds?" + query());
    switch (output.or(OutputFormat.table)) {
      case json -> terminal().result(page.toPrettyString());
      case id -> builds(page).forEach(build -> terminal().result(build.id()));
      case table -> BuildTable.lines(builds(page)).forEach(terminal()::result);
    }
    return ExitCode.SUCCESS;
  }

  private String query() {
    List<String> filters = new ArrayList<>(List.of("limit=" + limit));
    if (status != null) {
      filters.add("status=" + encoded(status));
    }
    if (image != null) {
      filters.add("image_name=" + encoded(image));
    }
    return String.join("&", filters);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static List<BuildDocument> builds(JsonNode page) {
    List<BuildDocument> builds = new ArrayList<>();
    page.path("builds").forEach(build -> builds.add(new BuildDocument(build)));
    return builds;
  }
}
