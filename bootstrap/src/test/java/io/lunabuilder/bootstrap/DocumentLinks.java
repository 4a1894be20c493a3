package io.lunabuilder.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the documents in a folder link to, there and below {@code docs}. */
final class DocumentLinks {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern PLACE = Pattern.compile("(?m)^#+ (.*)$|<a id=\"([^\"]+)\">");
  private static final Pattern NO_PART_OF_AN_ANCHOR = Pattern.compile("[^\\w\\- ]");

  private DocumentLinks() {}

  /** Links to files and headings that are not there, each with the document that has it. */
  static List<String> dead(Path folder) throws IOException {
    List<Path> documents;
    try (Stream<Path> top = Files.list(folder);
        Stream<Path> docs = Files.walk(folder.resolve("docs"))) {
      documents = Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
    return documents.stream().flatMap(DocumentLinks::deadOf).toList();
  }

  private static Stream<String> deadOf(Path document) {
    return LINK.matcher(read(document))
        .results()
        .filter(link -> !link.group(1).contains("://") && !leads(document, link))
        .map(link -> document + ": " + link.group());
  }

  private static boolean leads(Path document, MatchResult link) {
    Path target =
        link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
    return Files.exists(target)
        && (link.group(2) == null || anchors(target).contains(link.group(2)));
  }

  /** As those who show Markdown make them of headings; and those that it has by itself. */
  private static Set<String> anchors(Path document) {
    return PLACE
        .matcher(read(document))
        .results()
        .map(place -> place.group(2) == null ? anchor(place.group(1)) : place.group(2))
        .collect(Collectors.toSet());
  }

  private static String anchor(String heading) {
    return NO_PART_OF_AN_ANCHOR
        .matcher(heading.toLowerCase(Locale.ROOT))
        .replaceAll("")
        .replace(' ', '-');
  }

  private static String read(Path document) {
    try {
      return Files.readString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
