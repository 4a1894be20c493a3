package io.lunabuilder.cli.context;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a folder's {@code .dockerignore} leaves out of the context. Source: docs.docker.com, "Build
 * context", and github.com/moby/patternmatcher.
 */
final class DockerIgnore {
  private static final String FILE = ".dockerignore";

  private final List<IgnorePattern> patterns;

  private DockerIgnore(List<IgnorePattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /**
   * Reads the file that belongs to {@code dockerfile}: {@code <dockerfile>.dockerignore} where
   * there is one, else {@code .dockerignore}. The Dockerfile and that file themselves are never
   * left out.
   *
   * @param dockerfile path relative to {@code folder}
   * @throws IOException when it cannot be read, or has a malformed line, which the message names
   */
  static DockerIgnore of(Path folder, String dockerfile) throws IOException {
    String sent = GoPath.clean(dockerfile);
    String own = sent + FILE;
    String name = Files.isRegularFile(folder.resolve(own)) ? own : FILE;
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return new DockerIgnore(List.of());
    }
    try {
      return parse(Files.readAllLines(file)).alwaysKeeping(List.of(sent, name));
    } catch (CharacterCodingException notUtf8) {
      throw new IOException(file + " is not in UTF-8", notUtf8);
    } catch (IllegalArgumentException malformed) {
      throw new IOException(file + ": " + malformed.getMessage(), malformed);
    }
  }

  /**
   * @throws IllegalArgumentException when a line is malformed
   */
  static DockerIgnore parse(List<String> lines) {
    List<IgnorePattern> patterns = new ArrayList<>();
    for (String line : lines) {
      String cleaned = clean(withoutByteOrderMark(line));
      if (!cleaned.isEmpty()) {
        patterns.add(IgnorePattern.parse(cleaned));
      }
    }
    return new DockerIgnore(patterns);
  }

  private DockerIgnore alwaysKeeping(List<String> files) {
    List<IgnorePattern> all = new ArrayList<>(patterns);
    for (String file : files) {
      if (ignores(file)) {
        all.add(IgnorePattern.keeping(file));
      }
    }
    return new DockerIgnore(all);
  }

  /**
   * Is {@code path}, relative to the context's root and with {@code /}, left out? The last line
   * wins.
   */
  boolean ignores(String path) {
    boolean ignored = false;
    for (IgnorePattern pattern : patterns) {
      if (pattern.keeps() == ignored && pattern.covers(path)) {
        ignored = !pattern.keeps();
      }
    }
    return ignored;
  }

  /**
   * May something below {@code folder}, which is left out, be kept, so that it must be looked
   * through? A pattern that covers the folder itself was overruled by a later one for all below it.
   */
  boolean mayKeepInside(String folder) {
    return patterns.stream()
        .anyMatch(pattern -> pattern.keeps() && pattern.reach().includes(folder));
  }

  private static String withoutByteOrderMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  /** Comments and blank lines become empty; paths become relative to the root, without dots. */
  private static String clean(String line) {
    if (line.startsWith("#")) {
      return "";
    }
    String text = line.strip();
    boolean keeps = text.startsWith("!");
    String path = keeps ? text.substring(1).strip() : text;
    String cleaned = path.isEmpty() ? "" : GoPath.clean(path);
    // A lone "." is ignored "for historical reasons", says Docker's documentation.
    if (cleaned.equals(".")) {
      return "";
    }
    return ((keeps ? "!" : "") + cleaned.replaceFirst("^/", "")).strip();
  }
}
