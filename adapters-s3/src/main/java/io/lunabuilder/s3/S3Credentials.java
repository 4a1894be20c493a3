package io.lunabuilder.s3;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the keys come from by which requests are signed. */
public sealed interface S3Credentials {

  /** Requests are not signed: the bucket is public. */
  record Anonymous() implements S3Credentials {}

  /**
   * Keys that stay.
   *
   * @param session token of temporary keys; null for lasting ones
   */
  record Keys(String access, String secret, @Nullable String session) implements S3Credentials {
    /** Without secrets. */
    @Override
    public String toString() {
      return "Keys[access=" + access + "]";
    }
  }

  /**
   * A file that others may write anew at any time, as {@code ~/.aws/credentials} is.
   *
   * @param profile the section of the file
   */
  record File(Path path, String profile) implements S3Credentials {}
}
