package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lunabuilder.http.access.Caller;
import io.lunabuilder.http.access.Gate;
import io.lunabuilder.http.access.Role;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code /1/caller}: who calls, and what its role is, so that it offers nothing that is refused.
 */
record CallerRoute(Gate gate) {

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/1/caller", this::caller);
  }

  private void caller(Context call) {
    Query.refuseAny(call);
    Map<String, Object> answer = new LinkedHashMap<>();
    if (gate.caller(call.header("Authorization")) instanceof Caller.Known(String name, Role role)) {
      answer.put("name", name);
      answer.put("role", role.label());
    } else {
      // Others come this far only where the service has no tokens, and lets everyone do everything.
      answer.put("role", Role.ADMIN.label());
    }
    Answers.json(call, 200, answer);
  }
}
