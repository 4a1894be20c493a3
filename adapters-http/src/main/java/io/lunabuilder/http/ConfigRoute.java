package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code GET /config}: the settings that hold now, as JSON, or as a settings file for people.
 *
 * @param settings in the order in which they are told
 */
record ConfigRoute(Supplier<List<SettingShown>> settings) {

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/config", this::config);
  }

  private void config(Context call) {
    Accept accept = Accept.of(call);
    if (accept.prefers(Accept.TEXT, Accept.JSON)) {
      call.contentType("text/plain; charset=utf-8").result(text(settings.get()));
    } else {
      Accept.require(call, Accept.JSON);
      Answers.json(call, 200, json(settings.get()));
    }
  }

  private static Map<String, Object> json(List<SettingShown> settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    settings.forEach(setting ->
        all.put(
            setting.name(),
            Map.of(
                "value", setting.value(),
                "source", setting.source(),
                "section", setting.section(),
                "live", setting.live())));
    return all;
  }

  /** Each value below where it comes from; what is a default or nothing is a comment. */
  private static String text(List<SettingShown> settings) {
    StringBuilder text = new StringBuilder();
    String section = "";
    for (SettingShown setting : settings) {
      if (!setting.section().equals(section)) {
        section = setting.section();
        text.append("# ").append(section).append("\n\n");
      }
      boolean comment = setting.source().equals("default") || !setting.isSetting();
      text.append("# ").append(setting.source()).append('\n');
      text.append(comment ? "# " : "").append(setting.name()).append(" = ");
      text.append(setting.value()).append("\n\n");
    }
    return text.toString();
  }
}
