package io.lunabuilder.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Parameters;

/** The build that a command is about. */
final class BuildIdParameter {
  @Parameters(paramLabel = "ID", description = "The build's id, as build and list print it.")
  private String id = "";

  /** The build's path in the API. */
  String path() {
    return "/1/builds/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
