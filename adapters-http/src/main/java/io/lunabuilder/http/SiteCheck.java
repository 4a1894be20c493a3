package io.lunabuilder.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites from using a browser to reach the service. Browsers tell where a call
 * comes from, and no page can change what they tell; a caller that tells nothing is no browser.
 */
final class SiteCheck {
  private static final Set<String> CHANGE_NOTHING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

  /** Only names can be made to lead to another address: an address is what it says. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]|.*:.*");

  private final boolean onLoopback;
  private final Set<String> hosts;
  private final Set<String> origins;

  private SiteCheck(boolean onLoopback, Set<String> hosts, Set<String> origins) {
    this.onLoopback = onLoopback;
    this.hosts = Set.copyOf(hosts);
    this.origins = Set.copyOf(origins);
  }

  /** The check of a service that listens as the settings say. */
  static SiteCheck of(HttpSettings settings) {
    return new SiteCheck(
        isLoopback(settings.host()), settings.access().hosts(), settings.access().origins());
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Refuses a call by a name that leads here only by a trick, and a change that a page of another
   * site asks for.
   */
  void check(Context call) {
    refuseForeignName(call.req().getServerName().toLowerCase(Locale.ROOT));
    if (!CHANGE_NOTHING.contains(call.method().name()) && !isFromHere(call)) {
      throw new RefusedCallException(
          ApiError.CROSS_SITE, "a page of another site asked a browser for this call");
    }
  }

  /**
   * A name that leads to a page's server first and to the loopback address then makes the page and
   * the service one site for a browser (DNS rebinding).
   */
  private void refuseForeignName(String name) {
    if (onLoopback && !isOwn(name)) {
      throw new RefusedCallException(
          ApiError.WRONG_HOST,
          "the service is not called "
              + Shown.of(name)
              + "; use localhost, or add the name to LUNA_BUILDER_ALLOWED_HOSTS");
    }
  }

  private boolean isOwn(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || ADDRESS.matcher(name).matches()
        || hosts.contains(name);
  }

  private boolean isFromHere(Context call) {
    String origin = call.header("Origin");
    if (origin != null && origins.contains(origin.toLowerCase(Locale.ROOT))) {
      return true;
    }
    // Not told to services without TLS that are on no loopback address.
    String site = call.header("Sec-Fetch-Site");
    return site == null ? isNoneOrOwn(origin, call.host()) : OWN_PAGES.contains(site);
  }

  /** The scheme is left out: a proxy that ends TLS changes it. */
  private static boolean isNoneOrOwn(@Nullable String origin, @Nullable String host) {
    return origin == null
        || (host != null && origin.replaceFirst("^https?://", "").equalsIgnoreCase(host));
  }
}
