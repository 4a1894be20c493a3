package io.lunabuilder.bootstrap.plugins;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * The classes of one plug-in. Of the service it sees the plug-in API alone, so that it can bring
 * its own version of any library.
 */
final class PluginLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  /** What a plug-in shares with the service. */
  private static final List<String> SHARED =
      List.of(
          "io.lunabuilder.domain.",
          "io.lunabuilder.application.port.",
          "io.lunabuilder.application.plugin.",
          "io.lunabuilder.application.setting.",
          "org.jspecify.annotations.");

  /**
   * @param name of the plug-in, for stack traces
   * @param jars its own classes, in this order
   */
  PluginLoader(String name, List<URL> jars) {
    super("plugin-" + name, jars.toArray(URL[]::new), new SharedClasses());
  }

  /** The JDK, and what is shared; the service's resources are not. */
  private static final class SharedClasses extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    SharedClasses() {
      super(getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (SHARED.stream().noneMatch(name::startsWith)) {
        throw new ClassNotFoundException(name);
      }
      return PluginLoader.class.getClassLoader().loadClass(name);
    }
  }
}
