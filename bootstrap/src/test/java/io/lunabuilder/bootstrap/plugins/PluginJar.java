package io.lunabuilder.bootstrap.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Makes jars of plug-ins out of source texts, as whoever writes one does. */
public final class PluginJar {
  private static final String SERVICES =
      "META-INF/services/io.lunabuilder.application.plugin.Plugin";

  /** Where a class file says which Java it is for. */
  private static final int MAJOR_VERSION = 7;

  private final Path folder;

  private PluginJar(Path folder) {
    this.folder = folder;
  }

  /** Compiles {@code source}, whose one public class is {@code sample.NAME}. */
  public static PluginJar compile(Path work, String name, String source) throws IOException {
    Path classes = Files.createDirectories(work.resolve(name));
    Path file = Files.writeString(classes.resolve(name + ".java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int result =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString(),
            file.toString());
    assertThat(result).as("javac of " + name).isZero();
    return new PluginJar(classes);
  }

  /** Leaves a class out, as a jar that lacks a library does. */
  public PluginJar without(String type) throws IOException {
    Files.delete(folder.resolve("sample/" + type + ".class"));
    return this;
  }

  /** Makes its classes those of a Java that is not out yet. */
  public PluginJar later() throws IOException {
    for (Path file : classes()) {
      byte[] type = Files.readAllBytes(file);
      type[MAJOR_VERSION] = (byte) (type[MAJOR_VERSION] + 1);
      Files.write(file, type);
    }
    return this;
  }

  /** Brings all classes that stand beside {@code type}, as a jar with its libraries inside does. */
  public PluginJar with(Class<?> type) throws IOException {
    Path root =
        Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    if (Files.isDirectory(root)) {
      copyPackage(root, type);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(root)) {
        copyPackage(jar.getPath("/"), type);
      }
    }
    return this;
  }

  private void copyPackage(Path root, Class<?> type) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(type.getPackageName().replace('.', '/')))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(root.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  /** Writes a jar that names {@code providers} as plug-ins. */
  public Path into(Path jar, String... providers) throws IOException {
    Files.createDirectories(jar.getParent());
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.IMPLEMENTATION_VERSION, "2.3.4");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      if (providers.length > 0) {
        entry(out, SERVICES, String.join("\n", providers).getBytes(StandardCharsets.UTF_8));
      }
      for (Path file : classes()) {
        entry(out, folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return jar;
  }

  private List<Path> classes() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(files.filter(file -> file.toString().endsWith(".class")).toList());
    }
  }

  private static void entry(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
