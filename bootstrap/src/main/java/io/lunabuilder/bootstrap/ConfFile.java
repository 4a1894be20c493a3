package io.lunabuilder.bootstrap;

import io.lunabuilder.domain.Violation;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.configuration2.INIConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * A {@code .conf} file: {@code NAME = value} in each line. A section that has the name of a setting
 * with several keys holds those; any other section only brings order.
 */
final class ConfFile {
  private static final long LARGEST = 1 << 20;

  private final Path path;
  private final Map<String, Deque<Integer>> lines = new HashMap<>();
  private final Set<String> withoutValue = new HashSet<>();
  private final Map<String, Given> values = new HashMap<>();
  private final List<Violation> problems;

  private ConfFile(Path path, List<Violation> problems) {
    this.path = path;
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @param problems gets what is wrong with the file as such
   */
  static Map<String, Given> read(Path path, List<Violation> problems) {
    ConfFile file = new ConfFile(path, problems);
    try {
      if (Files.size(path) > LARGEST) {
        file.refuse("is larger than 1MiB");
      } else {
        file.parse(Files.readString(path));
      }
    } catch (IOException | ConfigurationException e) {
      file.refuse("is no file of text that can be read");
    }
    return file.values;
  }

  private void refuse(String problem) {
    Setting<Path> setting = ServiceCatalogue.CONFIG;
    problems.add(new Violation(setting.name(), path.toString(), problem, setting.remedy()));
  }

  private void parse(String text) throws IOException, ConfigurationException {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    countLines(plain);
    INIConfiguration ini = new INIConfiguration();
    ini.setSeparatorUsedInInput("=");
    ini.read(new StringReader(plain));
    for (ImmutableNode node : ini.getNodeModel().getNodeHandler().getRootNode()) {
      if (node.getValue() == null) {
        node.forEach(child -> take(node.getNodeName(), child));
      } else {
        take("", node);
      }
    }
  }

  private void take(String section, ImmutableNode node) {
    String key = node.getNodeName().strip();
    String name = fullName(section, key);
    Origin origin = Origin.line(path, lineOf(section, key));
    if (key.isEmpty() || withoutValue.contains(section + "\n" + key)) {
      problems.add(
          new Violation(
              origin.words(), "", "is no setting: NAME = value", "write it so, or a # before it"));
      return;
    }
    Given given = new Given(String.valueOf(node.getValue()), origin);
    if (name.equals(ServiceCatalogue.CONFIG.name())) {
      problems.add(
          new Violation(
              SettingValues.place(name, given), "", "has no meaning in a file", "leave it out"));
    }
    Given before = values.putIfAbsent(name, given);
    if (before != null) {
      problems.add(
          new Violation(
              SettingValues.place(name, given),
              "",
              "is given twice, first in " + before.origin(),
              "leave one of them out"));
    }
  }

  private static String fullName(String section, String key) {
    boolean keysOfGroup =
        Catalogue.OWN.groups().stream()
            .anyMatch(group -> section.equals(group.name()) || section.startsWith(group.prefix()));
    return keysOfGroup ? section + "__" + key : key;
  }

  /** What reads the file tells no lines. */
  private void countLines(String text) {
    String section = "";
    int number = 0;
    boolean goesOn = false;
    for (String line : text.lines().map(String::strip).toList()) {
      number++;
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1);
      } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
        int separator = line.indexOf('=');
        String key = separator < 0 ? line : line.substring(0, separator).strip();
        if (separator < 0 && !goesOn) {
          withoutValue.add(section + "\n" + key);
        }
        lines.computeIfAbsent(section + "\n" + key, _ -> new ArrayDeque<>()).add(number);
      }
      goesOn = line.endsWith("\\");
    }
  }

  private int lineOf(String section, String key) {
    Deque<Integer> found = lines.getOrDefault(section + "\n" + key, new ArrayDeque<>());
    return found.isEmpty() ? 0 : found.removeFirst();
  }
}
