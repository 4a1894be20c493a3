package io.lunabuilder.kanikokit;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.domain.Digest;
import io.lunabuilder.domain.FailureCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the container of a pod leaves in its termination message: the stager writes what is wrong
 * with an archive there, the executor an image's digest.
 *
 * @param text as Kubernetes tells it
 */
public record LastWords(String text) {
  /** Where a container writes them. */
  public static final String FILE = "/dev/termination-log";

  /** Bytes; Kubernetes keeps 4,096. */
  private static final int LONGEST = 3000;

  private static final Pattern PROBLEM =
      Pattern.compile("luna-builder (\\w+): (.*)", Pattern.DOTALL);
  private static final Pattern DIGEST = Pattern.compile("\\s*(sha256:[0-9a-f]{64})\\s*");

  /** The words of a stager that failed. */
  public static LastWords of(ArchiveProblem problem) {
    String message = problem.message();
    return new LastWords(
        "luna-builder "
            + problem.code().label()
            + ": "
            + message.substring(0, Math.min(message.length(), LONGEST)));
  }

  /** What the stager found wrong; empty when these are no words of a stager. */
  public Optional<ArchiveProblem> problem() {
    Matcher words = PROBLEM.matcher(text);
    return words.matches()
        ? Arrays.stream(FailureCode.values())
            .filter(code -> code.label().equals(words.group(1)))
            .findFirst()
            .map(code -> new ArchiveProblem(code, words.group(2)))
        : Optional.empty();
  }

  /** The digest that the executor wrote, which it does before it pushes. */
  public Optional<Digest> digest() {
    Matcher digest = DIGEST.matcher(text);
    return digest.matches() ? Optional.of(new Digest(digest.group(1))) : Optional.empty();
  }
}
