package io.lunabuilder.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Builds as a table for people. */
final class BuildTable {
  private static final List<String> HEAD =
      List.of("BUILD", "STATUS", "STAGE", "CREATED", "TOOK", "IMAGE");

  private BuildTable() {}

  static List<String> lines(List<BuildDocument> builds) {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    builds.forEach(build -> rows.add(row(build)));
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static List<String> row(BuildDocument build) {
    String took = build.duration().isZero() ? "" : Words.duration(build.duration());
    return List.of(
        build.id(),
        build.status(),
        build.isFinished() ? "" : build.stage(),
        // To the second: the fraction is noise in a table.
        build.text("/create_time").replaceFirst("\\.\\d+", ""),
        took,
        build.imageName());
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      line.append(String.format("%-" + Math.max(1, widths[column]) + "s  ", row.get(column)));
    }
    return line.toString().stripTrailing();
  }
}
