package io.lunabuilder.kaniko;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What came of looking for kaniko's executor. */
public sealed interface ExecutorSearch {

  /**
   * It is there.
   *
   * @param executor the binary
   * @param where how it was found, in words
   */
  record Found(Path executor, String where) implements ExecutorSearch {}

  /**
   * No way led to one.
   *
   * @param reasons why not, one for each way that was tried, in order
   */
  record NotFound(List<String> reasons) implements ExecutorSearch {
    public NotFound {
      reasons = List.copyOf(reasons);
    }

    /** What a person can do, on several lines. */
    public String advice() {
      return reasons.stream()
          .map(reason -> "  - " + reason)
          .collect(
              Collectors.joining(
                  "\n",
                  "kaniko's executor is missing, and no way led to one:\n",
                  "\nInstall Docker, or for a checkout Go (https://go.dev/dl), or set"
                      + " LUNA_BUILDER_KANIKO_EXECUTOR to the path of an executor.\nA release has one:"
                      + " tar -xzf luna-builder-VERSION-image.tar.gz executor"));
    }
  }
}
