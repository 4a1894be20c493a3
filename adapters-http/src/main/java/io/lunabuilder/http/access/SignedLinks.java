package io.lunabuilder.http.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Lets whoever has a link fetch one upload for a while, without a token. */
public final class SignedLinks {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final SecretKeySpec key;

  private SignedLinks(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * Signs with the key of a file, which services share whose links each other must take.
   *
   * @param file made, with a random key, by whoever comes first
   * @throws IOException when it cannot be made or read
   */
  public static SignedLinks withKeyIn(Path file) throws IOException, InterruptedException {
    try {
      var onlyOwner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      var fresh = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (var channel = Files.newByteChannel(file, Set.copyOf(fresh), onlyOwner)) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        channel.write(ByteBuffer.wrap(key));
        return new SignedLinks(key);
      }
    } catch (FileAlreadyExistsException known) {
      return new SignedLinks(keyIn(file));
    }
  }

  /** Whoever makes the file may not have filled it yet. */
  private static byte[] keyIn(Path file) throws IOException, InterruptedException {
    for (long left = PATIENCE.dividedBy(PAUSE); left > 0; left--) {
      byte[] key = Files.readAllBytes(file);
      if (key.length == KEY_BYTES) {
        return key;
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException(file + " holds no key; delete it, and a new one is made");
  }

  /**
   * What to add to the upload's address.
   *
   * @param until when the link ends, in whole seconds
   */
  public String query(String upload, Instant until) {
    String seconds = Long.toString(until.getEpochSecond());
    return "?expires=" + seconds + "&signature=" + signature(upload, seconds);
  }

  /** Does this signature let the upload be fetched now? */
  public boolean allow(String upload, String expires, String signature, Instant now) {
    byte[] right = signature(upload, expires).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8))
        && SECONDS.matcher(expires).matches()
        && now.getEpochSecond() <= Long.parseLong(expires);
  }

  private String signature(String upload, String expires) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signed = (upload + "\n" + expires).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
