package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.lunabuilder.http.access.Caller;
import io.lunabuilder.http.access.Gate;
import io.lunabuilder.http.access.Role;
import io.lunabuilder.http.access.SignedLinks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Lets each call in that may be made, and refuses the others. */
final class Doors {
  /** Whoever watches over the service is never told to come later. */
  private static final Set<String> PROBES = Set.of("/healthcheck", "/readiness");

  private static final String CALLER = Doors.class.getName();
  private static final String STILL = CALLER + ".still";
  private static final String ARCHIVE = "/1/archives/{id}";
  private static final String WHO = "Bearer realm=\"luna-builder\"";

  private final SiteCheck sites;
  private final Gate gate;
  private final SignedLinks links;
  private final InstantSource clock;

  Doors(SiteCheck sites, Gate gate, SignedLinks links, InstantSource clock) {
    this.sites = sites;
    this.gate = gate;
    this.links = links;
    this.clock = clock;
  }

  /** Comes before all routes. */
  void register(RoutesConfig routes) {
    routes.before(sites::check);
    routes.before(this::refuseTooMany);
    routes.beforeMatched(this::refuseWithoutRight);
  }

  private void refuseTooMany(Context call) {
    if (PROBES.contains(call.path())) {
      return;
    }
    Duration wait = gate.count(caller(call), call.req().getRemoteAddr());
    if (wait.isPositive()) {
      long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
      call.header("Retry-After", Long.toString(seconds));
      throw new RefusedCallException(
          ApiError.TOO_MANY_CALLS, "call again after " + seconds + " seconds");
    }
  }

  private void refuseWithoutRight(Context call) {
    Endpoint endpoint = call.endpoints().matchedHttpEndpoint();
    String path = endpoint == null ? "" : endpoint.path;
    Optional<Role> needed = Rights.needed(call.method().name(), path);
    if (needed.isPresent() && !(path.equals(ARCHIVE) && isSigned(call))) {
      require(call, needed.get());
      String token = call.header("Authorization");
      BooleanSupplier still = () -> may(gate.caller(token), needed.get());
      call.attribute(STILL, still);
    }
  }

  /** Could {@code call} be made now? What lasts asks again and again: tokens are taken away. */
  static BooleanSupplier stillAllowed(Context call) {
    return Objects.requireNonNullElse(call.<BooleanSupplier>attribute(STILL), () -> true);
  }

  private static boolean may(Caller caller, Role needed) {
    return switch (caller) {
      case Caller.Anyone _ -> true;
      case Caller.Known(String _, Role role) -> role.includes(needed);
      case Caller.Stranger _, Caller.Impostor _ -> false;
    };
  }

  private void require(Context call, Role needed) {
    switch (caller(call)) {
      case Caller.Anyone _ -> {}
      case Caller.Known(String name, Role role) -> {
        if (!role.includes(needed)) {
          throw new RefusedCallException(
              ApiError.FORBIDDEN,
              "this needs the role %s; the token of %s has the role %s"
                  .formatted(needed.label(), name, role.label()));
        }
      }
      case Caller.Stranger _ -> {
        call.header("WWW-Authenticate", WHO);
        throw new RefusedCallException(
            ApiError.UNAUTHORIZED, "send a token, as Authorization: Bearer TOKEN");
      }
      case Caller.Impostor _ -> {
        call.header("WWW-Authenticate", WHO + ", error=\"invalid_token\"");
        throw new RefusedCallException(
            ApiError.UNAUTHORIZED, "the token that was sent is not, or no longer, good");
      }
    }
  }

  /** Pods fetch archives so: they have no token. */
  private boolean isSigned(Context call) {
    String expires = call.queryParam("expires");
    String signature = call.queryParam("signature");
    return !call.method().name().equals("DELETE")
        && expires != null
        && signature != null
        && links.allow(call.pathParam("id"), expires, signature, clock.instant());
  }

  /** Who makes {@code call}, of which it is known by then. */
  static Caller callerOf(Context call) {
    return Objects.requireNonNull(call.<Caller>attribute(CALLER));
  }

  /** Found out once for a call, and marked in what it logs. */
  private Caller caller(Context call) {
    Caller known = call.attribute(CALLER);
    if (known != null) {
      return known;
    }
    Caller caller = gate.caller(call.header("Authorization"));
    call.attribute(CALLER, caller);
    if (caller instanceof Caller.Known(String name, Role _)) {
      RequestIds.markCaller(name);
    }
    return caller;
  }
}
