package io.lunabuilder.application.plugin;

import io.lunabuilder.application.port.ImageBuilder;
import java.io.IOException;

/** A plug-in that builds images. Requests name it in {@code image_builder} by its own name. */
public non-sealed interface BuilderPlugin extends Plugin {

  /**
   * Makes the builder. Where it is {@link AutoCloseable}, the service closes it when it ends, after
   * all of its builds.
   *
   * @param settings values of its settings, all of them valid
   * @param workplace what the service gives to it
   * @return a builder whose {@link ImageBuilder#name} is the plug-in's
   * @throws IOException when it cannot work here, with what is wrong and what to do in the message;
   *     the service then starts without it
   */
  ImageBuilder open(PluginSettings settings, Workplace workplace) throws IOException;
}
