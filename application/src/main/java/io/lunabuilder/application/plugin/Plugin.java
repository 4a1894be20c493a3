package io.lunabuilder.application.plugin;

import java.util.List;
import java.util.Optional;

/**
 * A backend that others wrote. It is made once by {@link java.util.ServiceLoader}, with a public
 * constructor without parameters that does nothing; all work begins with {@code open}, which is
 * called at most once for each start of a service.
 */
public sealed interface Plugin permits BuilderPlugin, SourcePlugin, StorePlugin {

  /**
   * The plug-in API that it was compiled for: {@code return PluginApi.VERSION;}.
   *
   * <p>A service of another major version, or of an earlier minor one, refuses it.
   */
  String apiVersion();

  /**
   * Its name, which no other may have: 1 to 30 lowercase letters, digits and {@code -}, beginning
   * with a letter. Its settings begin with {@code LUNA_BUILDER_NAME_}, in capitals and with {@code
   * _} for {@code -}.
   */
  String name();

  /** What it is, in a sentence for administrators. */
  String describe();

  /** All of its settings; empty when there is nothing to set. */
  default List<PluginSetting<?>> settings() {
    return List.of();
  }

  /**
   * Looks whether what it needs is there, for the command {@code doctor}. It may take seconds and
   * must not change anything.
   *
   * @return what is missing and how to get it, in a sentence; empty when nothing is
   */
  default Optional<String> check(PluginSettings settings) {
    return Optional.empty();
  }
}
