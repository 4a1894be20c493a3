package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lunabuilder.http.access.Caller;
import io.lunabuilder.http.access.Role;
import java.util.Map;

/**
 * {@code /1/caller}: who calls, and what its role is, so that it offers nothing that is refused.
 */
final class CallerRoute {

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/1/caller", CallerRoute::caller);
  }

  /** Who has no token comes this far only where there are none, and everyone may do everything. */
  private static void caller(Context call) {
    Query.refuseAny(call);
    Map<String, String> answer =
        Doors.callerOf(call) instanceof Caller.Known(String name, Role role)
            ? Map.of("name", name, "role", role.label())
            : Map.of("role", Role.ADMIN.label());
    Answers.json(call, 200, answer);
  }
}
