package io.lunabuilder.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.configuration2.INIConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.jspecify.annotations.Nullable;

/**
 * Services that a person has given names, with what it takes to talk to them: {@code servers.conf}
 * in the folder {@code luna-builder} below {@code XDG_CONFIG_HOME} or {@code ~/.config}, a section
 * for each.
 */
final class ServerBook {
  private static final String USUAL = "default";
  private static final String URL = "url";
  private static final String TOKEN = "token";
  private static final String TOKEN_FILE = "token_file";
  private static final String CA_FILE = "ca_file";
  private static final List<String> KEYS = List.of(URL, TOKEN, TOKEN_FILE, CA_FILE);

  private final Path file;
  private final @Nullable Path home;
  private final Map<String, ServerEntry> entries = new LinkedHashMap<>();
  private @Nullable String usual;

  private ServerBook(Path file, @Nullable Path home) {
    this.file = file;
    this.home = home;
  }

  /**
   * The one of the caller; empty when there is none.
   *
   * @throws CommandFailure when it cannot be read, has what it should not have, or others can read
   *     its tokens or write to it
   */
  static ServerBook of(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path homeFolder = home.isEmpty() ? null : Path.of(home);
    // The standard has relative ones ignored.
    Path config =
        folder.startsWith("/") || homeFolder == null
            ? Path.of(folder)
            : homeFolder.resolve(".config");
    ServerBook book =
        new ServerBook(config.resolve("luna-builder").resolve("servers.conf"), homeFolder);
    if (config.isAbsolute() && Files.exists(book.file)) {
      book.read();
    }
    return book;
  }

  /** The one of this name. */
  Optional<ServerEntry> named(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** The one that is meant when none is named. */
  Optional<ServerEntry> usual() {
    return Optional.ofNullable(usual).map(entries::get);
  }

  private void read() {
    INIConfiguration ini = new INIConfiguration();
    ini.setSeparatorUsedInInput("=");
    try {
      ini.read(new StringReader(Files.readString(file)));
    } catch (IOException | ConfigurationException unreadable) {
      throw refusal("is no file of text that can be read");
    }
    for (ImmutableNode node : ini.getNodeModel().getNodeHandler().getRootNode()) {
      if (node.getValue() == null) {
        addEntry(node);
      } else {
        take(node);
      }
    }
    if (usual != null && !entries.containsKey(usual)) {
      throw refusal("has no section [" + usual + "], which it calls the default");
    }
    boolean hasToken = entries.values().stream().anyMatch(entry -> entry.token() != null);
    PrivateFile.check(file, hasToken);
  }

  private void take(ImmutableNode node) {
    if (!node.getNodeName().equals(USUAL)) {
      throw refusal(
          "has " + node.getNodeName() + " before any section; only " + USUAL + " may stand there");
    }
    usual = String.valueOf(node.getValue());
  }

  private void addEntry(ImmutableNode section) {
    String name = section.getNodeName();
    Map<String, String> values = new LinkedHashMap<>();
    for (ImmutableNode child : section) {
      if (!KEYS.contains(child.getNodeName())) {
        throw refusal(
            "has "
                + child.getNodeName()
                + " in ["
                + name
                + "]; it may have "
                + String.join(", ", KEYS));
      }
      if (values.putIfAbsent(child.getNodeName(), String.valueOf(child.getValue())) != null) {
        throw refusal("has " + child.getNodeName() + " in [" + name + "] twice");
      }
    }
    String url = values.get(URL);
    if (url == null) {
      throw refusal("has no " + URL + " in [" + name + "]; for example http://builder:8080");
    }
    if (values.containsKey(TOKEN) && values.containsKey(TOKEN_FILE)) {
      throw refusal("has both " + TOKEN + " and " + TOKEN_FILE + " in [" + name + "]");
    }
    entries.put(
        name,
        new ServerEntry(
            " (" + file + ", [" + name + "])",
            url,
            values.get(TOKEN),
            path(values.get(TOKEN_FILE)),
            path(values.get(CA_FILE))));
  }

  /** Relative ones begin where the book is. */
  private @Nullable Path path(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return text.startsWith("~/") && home != null
        ? home.resolve(text.substring(2))
        : file.resolveSibling(text);
  }

  private CommandFailure refusal(String problem) {
    return new CommandFailure("The file " + file + " " + problem, ExitCode.BAD_USAGE);
  }
}
