package io.lunabuilder.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the program brings with it. */
final class Resource {
  private Resource() {}

  /**
   * The whole of it.
   *
   * @param name relative to this package, or absolute with a slash in front
   * @throws IllegalStateException when it is missing
   */
  static byte[] bytes(String name) {
    try (InputStream resource = Resource.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
