package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lunabuilder.domain.BuildPolicy;
import io.lunabuilder.domain.BuilderName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Which image builders a request may name. */
final class BuilderRoutes {
  private final Supplier<BuildPolicy> policy;

  BuilderRoutes(Supplier<BuildPolicy> policy) {
    this.policy = policy;
  }

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/1/builders", this::builders);
  }

  /** There is no default where a request must name a builder. */
  private void builders(Context call) {
    Query.refuseAny(call);
    BuildPolicy now = policy.get();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("builders", now.builders().stream().map(BuilderName::value).toList());
    now.unnamedBuilder().ifPresent(usual -> answer.put("default", usual.value()));
    Answers.json(call, 200, answer);
  }
}
