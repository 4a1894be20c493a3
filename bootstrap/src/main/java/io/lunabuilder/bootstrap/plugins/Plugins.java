package io.lunabuilder.bootstrap.plugins;

import java.util.List;

/**
 * What was found in a folder of plug-ins.
 *
 * @param installed those that can be used, by name
 * @param refused those that cannot
 */
public record Plugins(List<InstalledPlugin> installed, List<RefusedPlugin> refused) {
  /** Where no folder is named. */
  public static final Plugins NONE = new Plugins(List.of(), List.of());

  public Plugins {
    installed = List.copyOf(installed);
    refused = List.copyOf(refused);
  }
}
