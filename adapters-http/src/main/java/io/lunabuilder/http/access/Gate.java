package io.lunabuilder.http.access;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells who calls, and whether too often. */
public final class Gate implements AutoCloseable {
  private static final Pattern BEARER =
      Pattern.compile("bearer +([A-Za-z0-9._~+/-]{1,512}=*)", Pattern.CASE_INSENSITIVE);
  private static final int NETWORK_BYTES = 8;

  private final @Nullable WatchedFiles<Tokens> tokens;
  private final @Nullable Buckets buckets;

  private Gate(@Nullable WatchedFiles<Tokens> tokens, @Nullable Buckets buckets) {
    this.tokens = tokens;
    this.buckets = buckets;
  }

  /**
   * Opens it for the tokens and the limit of the settings.
   *
   * @throws IOException when the file of tokens cannot be used; the message names it
   */
  public static Gate open(AccessSettings settings) throws IOException {
    RateLimit limit = settings.limit();
    return new Gate(
        settings.tokens() == null
            ? null
            : WatchedFiles.open(
                List.of(settings.tokens()), contents -> Tokens.read(contents.getFirst())),
        limit == null ? null : new Buckets(limit, System::nanoTime));
  }

  /**
   * Who sent this header.
   *
   * @param authorization null when there is none
   */
  public Caller caller(@Nullable String authorization) {
    if (tokens == null) {
      return new Caller.Anyone();
    }
    if (authorization == null) {
      return new Caller.Stranger();
    }
    Matcher bearer = BEARER.matcher(authorization.strip());
    if (!bearer.matches()) {
      return new Caller.Impostor();
    }
    return tokens
        .value()
        .owner(bearer.group(1))
        .<Caller>map(line -> new Caller.Known(line.name(), line.role()))
        .orElseGet(Caller.Impostor::new);
  }

  /**
   * Counts a call.
   *
   * @param address of the machine that called, in digits
   * @return how long this caller is to wait, zero when it need not
   */
  public Duration count(Caller caller, String address) {
    return buckets == null ? Duration.ZERO : buckets.take(bucketOf(caller, address));
  }

  private static String bucketOf(Caller caller, String address) {
    return caller instanceof Caller.Known(String name, Role _)
        ? "token " + name
        : "address " + network(InetAddress.ofLiteral(address));
  }

  /** Of an address of version 6 its owner chooses the second half at will. */
  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }

  /** Looks at the file of tokens no more. */
  @Override
  public void close() {
    if (tokens != null) {
      tokens.close();
    }
  }
}
