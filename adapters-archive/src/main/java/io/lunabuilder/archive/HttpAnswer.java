package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource.Opening;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveVersion;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;

/**
 * What an answer means that is no redirect (RFC 9110).
 *
 * @param archive that was asked for
 * @param offset from which on
 */
record HttpAnswer(Archive archive, long offset, HttpLimits limits) {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Pattern STRONG_TAG = Pattern.compile("\"[\\x21\\x23-\\x7e]{1,1022}\"");
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18})");

  /** Takes the answer: it is closed, or closes with what is opened. */
  Opening opening(Response answer) {
    Optional<ArchiveProblem> problem = problem(answer);
    if (problem.isPresent()) {
      answer.close();
      return new Opening.Refused(problem.get());
    }
    HttpBody body = new HttpBody(answer.body().byteStream(), limits, offset);
    return new Opening.Opened(new HttpContent(body, size(answer), version(answer)));
  }

  private Optional<ArchiveProblem> problem(Response answer) {
    int expected = offset == 0 ? OK : PARTIAL;
    if (answer.code() != expected) {
      return Optional.of(unexpected(answer));
    }
    if (isAnother(answer) || (offset > 0 && begin(answer) != offset)) {
      return Optional.of(HttpRefusal.changed(archive.link()));
    }
    return size(answer).orElse(0) > limits.archiveBytes()
        ? Optional.of(HttpRefusal.tooLarge(archive.link(), limits.archiveBytes()))
        : Optional.empty();
  }

  /** To a question for the rest, a whole archive is another one, or its server knows no ranges. */
  private ArchiveProblem unexpected(Response answer) {
    if (offset > 0 && answer.code() == OK) {
      return isAnother(answer) || version(answer).isEmpty()
          ? HttpRefusal.changed(archive.link())
          : HttpRefusal.cannotGoOn(archive.link());
    }
    return offset > 0 && answer.code() == RANGE_NOT_SATISFIABLE
        ? HttpRefusal.changed(archive.link())
        : HttpRefusal.ofStatus(answer.code(), archive.link());
  }

  private boolean isAnother(Response answer) {
    ArchiveVersion wanted = archive.version();
    Optional<ArchiveVersion> found = version(answer);
    return wanted != null && found.isPresent() && !found.get().equals(wanted);
  }

  private static Optional<ArchiveVersion> version(Response answer) {
    return Optional.ofNullable(answer.header("ETag"))
        .filter(tag -> STRONG_TAG.matcher(tag).matches())
        .map(ArchiveVersion::new);
  }

  private OptionalLong size(Response answer) {
    if (answer.code() == PARTIAL) {
      Matcher range = contentRange(answer);
      return range.matches()
          ? OptionalLong.of(Long.parseLong(range.group(2)))
          : OptionalLong.empty();
    }
    long length = answer.body().contentLength();
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  private static long begin(Response answer) {
    Matcher range = contentRange(answer);
    return range.matches() ? Long.parseLong(range.group(1)) : -1;
  }

  private static Matcher contentRange(Response answer) {
    return CONTENT_RANGE.matcher(answer.header("Content-Range", ""));
  }
}
