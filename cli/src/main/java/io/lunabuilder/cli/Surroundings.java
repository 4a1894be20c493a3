package io.lunabuilder.cli;

import java.util.Map;

/** What commands get from outside. */
record Surroundings(LocalService local, Map<String, String> environment, Terminal terminal) {
  Surroundings {
    environment = Map.copyOf(environment);
  }
}
