package io.lunabuilder.bootstrap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What builders of several processes did, one line for each event, in a file that they share.
 *
 * @param entries in the order in which they were written
 */
record Ledger(List<Entry> entries) {

  /** What a builder did. */
  enum Event {
    /** It began an attempt. */
    BEGUN,
    /** An attempt came to an image. */
    BUILT
  }

  /** One line. */
  record Entry(Event event, String build, int attempt) {}

  /** Adds a line in one step, so that a kill leaves all of it or nothing. */
  static void write(Path file, Event event, String build, int attempt) throws IOException {
    byte[] line = (event + " " + build + " " + attempt + "\n").getBytes(StandardCharsets.US_ASCII);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      channel.write(ByteBuffer.wrap(line));
    }
  }

  static Ledger read(Path file) throws IOException {
    return new Ledger(
        Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
            .map(line -> line.split(" "))
            .map(words -> new Entry(Event.valueOf(words[0]), words[1], Integer.parseInt(words[2])))
            .toList());
  }

  /** All lines that tell of {@code event}. */
  List<Entry> all(Event event) {
    return entries.stream().filter(entry -> entry.event() == event).toList();
  }
}
