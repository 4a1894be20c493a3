package io.lunabuilder.s3;

import io.lunabuilder.domain.ArchiveVersion;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;

/** What the headers of an answer tell of an object. */
record S3Answer(Headers headers) {
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes [0-9]+-[0-9]+/([0-9]{1,18})");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /** Bytes of the whole object; 0 where nothing is told. */
  long size() {
    Matcher range = CONTENT_RANGE.matcher(header("Content-Range"));
    if (range.matches()) {
      return Long.parseLong(range.group(1));
    }
    String length = header("Content-Length");
    return LENGTH.matcher(length).matches() ? Long.parseLong(length) : 0;
  }

  /** The entity tag, without its quotes. */
  Optional<ArchiveVersion> version() {
    return Optional.of(header("ETag").replace("\"", ""))
        .filter(ArchiveVersion::isVersion)
        .map(ArchiveVersion::new);
  }

  private String header(String name) {
    return Objects.requireNonNullElse(headers.get(name), "");
  }
}
