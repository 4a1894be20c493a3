package io.lunabuilder.cli.context;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Packing a folder that cannot be read as it is")
class PackingFailureTest {
  @TempDir private Path folder;

  /** A pipe is told of before what comes after it is read: a moment to change that. */
  private InputStream packed(Consumer<String> atThePipe) throws Exception {
    new ProcessBuilder("mkfifo", folder.resolve("a-pipe").toString()).start().waitFor();
    return ContextFolder.open(folder, "Dockerfile", atThePipe).tar();
  }

  @Test
  @DisplayName("fails, and names a file that is gone")
  void namesALostFile() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");

    InputStream tar = packed(_ -> delete(file));

    assertThatThrownBy(tar::readAllBytes)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  @DisplayName("fails, and names a folder that is gone")
  void namesALostFolder() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));

    InputStream tar = packed(_ -> delete(inner));

    assertThatThrownBy(tar::readAllBytes)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(inner.toString());
  }

  @Test
  @DisplayName("fails, and names a file that has more bytes than it says")
  void namesAGrowingFile() throws Exception {
    // The kernel says that these files are empty, but they are not: they are made when read.
    Path grown = Path.of("/proc/sys/kernel/random");

    InputStream tar = ContextFolder.open(grown, "Dockerfile", _ -> {}).tar();

    assertThatThrownBy(tar::readAllBytes)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(grown.resolve("boot_id") + " changed or cannot be read");
  }

  @Test
  @DisplayName("never looks like the end of a shorter archive")
  void neverEnds() throws Exception {
    Path last = Files.writeString(folder.resolve("z-last"), "x");
    Files.write(folder.resolve("b-first"), new byte[1 << 20]);

    InputStream tar = packed(_ -> delete(last));

    assertThatThrownBy(() -> tar.transferTo(OutputStream.nullOutputStream()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(tar::read).isInstanceOf(IOException.class);
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
