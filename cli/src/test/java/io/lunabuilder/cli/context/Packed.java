package io.lunabuilder.cli.context;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A folder that was packed, read back.
 *
 * @param notes what was said on the way
 */
record Packed(List<Entry> entries, List<String> notes) {

  /**
   * One entry.
   *
   * @param header all but the content
   */
  record Entry(TarArchiveEntry header, String content) {}

  static Packed of(Path folder) throws IOException {
    List<String> notes = new ArrayList<>();
    try (InputStream tar = ContextFolder.open(folder, "Dockerfile", notes::add).tar()) {
      return new Packed(read(tar), notes);
    }
  }

  static List<Entry> read(InputStream stream) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(stream, "UTF-8")) {
      for (var header = tar.getNextEntry(); header != null; header = tar.getNextEntry()) {
        entries.add(new Entry(header, new String(tar.readAllBytes(), StandardCharsets.UTF_8)));
      }
    }
    return entries;
  }

  /** In the order of the archive. */
  List<String> names() {
    return entries.stream().map(entry -> entry.header().getName()).toList();
  }

  Entry entry(String name) {
    return entries.stream()
        .filter(entry -> entry.header().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
