package io.lunabuilder.cli;

import java.util.Locale;

/** How a build ended, in words for a person. */
final class BuildReport {
  private final Connection connection;
  private final BuildDocument build;

  BuildReport(Connection connection, BuildDocument build) {
    this.connection = connection;
    this.build = build;
  }

  /** Failures are told to people in any format. */
  void tell(OutputFormat format, Terminal terminal) {
    switch (format) {
      case json -> terminal.result(build.json().toPrettyString());
      case id -> terminal.result(build.id());
      case table -> {}
    }
    if (build.isCompleted()) {
      if (format == OutputFormat.table) {
        tellImage(terminal);
      }
    } else if (build.isCancelled()) {
      terminal.note("Cancelled.");
    } else {
      tellFailure(terminal);
    }
  }

  private void tellImage(Terminal terminal) {
    String reference = build.text("/image/reference");
    String digest = build.text("/image/digest");
    terminal.result("Built " + reference + " in " + Words.duration(build.duration()));
    terminal.result("  digest  " + digest);
    terminal.result("  size    " + Words.bytes(build.number("/image/size")));
    if (inRegistry(reference)) {
      terminal.result("  get it  docker pull " + withoutTag(reference) + "@" + digest);
      return;
    }
    connection
        .dataFolder()
        .map(folder -> folder.resolve("images").resolve(build.id() + ".tar"))
        .ifPresentOrElse(
            file -> {
              terminal.result("  file    " + file);
              terminal.result("  get it  docker load -i " + file);
            },
            () ->
                terminal.result(
                    "  get it  "
                        + connection.service().curl("/1/builds/" + build.id() + "/image")
                        + " | docker load"));
  }

  /**
   * A name whose first component is a host is in a registry; docker reads names in the same way.
   */
  private static boolean inRegistry(String reference) {
    int slash = reference.indexOf('/');
    String first = slash < 0 ? "" : reference.substring(0, slash);
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }

  private static String withoutTag(String reference) {
    int colon = reference.lastIndexOf(':');
    return colon > reference.lastIndexOf('/') ? reference.substring(0, colon) : reference;
  }

  /** For who has not seen the log. */
  void tellEndOfLog(Terminal terminal) {
    build.text("/failure/log_tail").lines().forEach(terminal::note);
  }

  private void tellFailure(Terminal terminal) {
    String code = build.text("/failure/code");
    String exit = build.text("/failure/exit_code");
    terminal.problem(
        "The build failed while "
            + build.text("/failure/stage").toLowerCase(Locale.ROOT)
            + ": "
            + build.text("/failure/message")
            + " ("
            + code
            + (exit.isEmpty() ? "" : ", exit code " + exit)
            + ")");
    build.remedy().ifPresent(remedy -> terminal.note("What to do: " + remedy));
    String request = build.text("/request_id");
    if (!request.isEmpty()) {
      terminal.note(RefusalWords.requestId(request));
    }
  }
}
