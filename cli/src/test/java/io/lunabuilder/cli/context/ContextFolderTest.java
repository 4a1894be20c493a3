package io.lunabuilder.cli.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A folder, packed")
class ContextFolderTest {
  private static final int PERMISSIONS = 07777;

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private TarArchiveEntry header(String name) throws IOException {
    return Packed.of(folder).entry(name).header();
  }

  @Test
  @DisplayName("holds every file with its content, after its folder, in the order of names")
  void holdsEveryFile() throws Exception {
    write("Dockerfile", "FROM scratch");
    write("b/c/deep", "deep\n");
    write("b/a", "");

    Packed packed = Packed.of(folder);

    assertThat(packed.names()).containsExactly("Dockerfile", "b/", "b/a", "b/c/", "b/c/deep");
    assertThat(packed.entry("b/c/deep").content()).isEqualTo("deep\n");
    assertThat(packed.entry("b/a").content()).isEmpty();
    assertThat(packed.notes()).isEmpty();
  }

  @Test
  @DisplayName("holds empty folders")
  void holdsEmptyFolders() throws Exception {
    Files.createDirectories(folder.resolve("logs/old"));

    assertThat(Packed.of(folder).names()).containsExactly("logs/", "logs/old/");
  }

  @Test
  @DisplayName("belongs to root, whoever packs it")
  void belongsToRoot() throws Exception {
    write("bin/run", "#!/bin/sh");

    assertThat(Packed.of(folder).entries())
        .allSatisfy(entry -> {
          assertThat(entry.header().getLongUserId()).isZero();
          assertThat(entry.header().getLongGroupId()).isZero();
          assertThat(entry.header().getUserName()).isEmpty();
          assertThat(entry.header().getGroupName()).isEmpty();
        });
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("keeps the permissions of files and folders")
  @CsvSource({"rwxr-xr-x, 755", "rw-r-----, 640", "r--------, 400", "rwxrwxrwx, 777"})
  void keepsPermissions(String permissions, String octal) throws Exception {
    Path file = write("file", "");
    Path inner = Files.createDirectory(folder.resolve("folder"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));

    assertThat(Integer.toOctalString(header("file").getMode() & PERMISSIONS)).isEqualTo(octal);
    assertThat(header("folder/").getMode() & PERMISSIONS).isEqualTo(0700);
  }

  @Test
  @DisplayName("keeps the set-user-id, set-group-id and sticky bits")
  void keepsSpecialBits() throws Exception {
    Files.setAttribute(write("su", ""), "unix:mode", 0104755);
    Files.setAttribute(Files.createDirectory(folder.resolve("tmp")), "unix:mode", 0041777);

    assertThat(header("su").getMode() & PERMISSIONS).isEqualTo(04755);
    assertThat(header("tmp/").getMode() & PERMISSIONS).isEqualTo(01777);
  }

  @Test
  @DisplayName("keeps the time of the last change")
  void keepsTimes() throws Exception {
    FileTime time = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
    Files.setLastModifiedTime(write("old", ""), time);

    assertThat(header("old").getLastModifiedTime()).isEqualTo(time);
  }

  @ParameterizedTest(name = "-> {0}")
  @DisplayName("keeps symbolic links as links, wherever they lead")
  @ValueSource(strings = {"target", "nowhere", "/etc/passwd", "../../outside", ".", "folder"})
  void keepsLinks(String target) throws Exception {
    write("target", "content");
    Files.createDirectory(folder.resolve("folder"));
    Path made = Files.createSymbolicLink(folder.resolve("link"), Path.of(target));

    TarArchiveEntry link = header("link");
    Files.delete(made);

    assertThat(link.isSymbolicLink()).isTrue();
    assertThat(link.getLinkName()).isEqualTo(target);
    assertThat(link.getSize()).isZero();
  }

  @Test
  @DisplayName("does not follow links in circles")
  void doesNotRunInCircles() throws Exception {
    Files.createDirectories(folder.resolve("a/b"));
    Files.createSymbolicLink(folder.resolve("a/b/up"), Path.of(".."));
    Files.createSymbolicLink(folder.resolve("a/itself"), Path.of("itself"));

    assertThat(Packed.of(folder).names()).containsExactly("a/", "a/b/", "a/b/up", "a/itself");
  }

  @Test
  @DisplayName("keeps names and links that are too long for an old tar")
  void keepsLongNames() throws Exception {
    String name = "f".repeat(120) + "/" + "n".repeat(250);
    write(name, "x");
    Files.createSymbolicLink(folder.resolve("link"), Path.of(name));

    assertThat(Packed.of(folder).names()).contains("f".repeat(120) + "/", name);
    assertThat(header("link").getLinkName()).isEqualTo(name);
  }

  @ParameterizedTest
  @DisplayName("keeps names of any characters")
  @ValueSource(strings = {"grüße.txt", "日本/ファイル", "🌙", " blank ", "back\\slash", "line\nend"})
  void keepsNames(String name) throws Exception {
    write(name, "x");

    assertThat(Packed.of(folder).names()).contains(name);
  }

  @Test
  @DisplayName("leaves out pipes and sockets, and says so")
  void leavesOutWhatIsNoFile() throws Exception {
    write("file", "x");
    new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));

      Packed packed = Packed.of(folder);

      assertThat(packed.names()).containsExactly("file");
      assertThat(packed.notes())
          .containsExactly(
              "pipe is left out: it is neither file, folder nor link",
              "socket is left out: it is neither file, folder nor link");
    }
  }

  @Test
  @DisplayName("is the same whenever it is packed")
  void isReproducible() throws Exception {
    write("b", "2");
    write("a/c", "1");
    ContextFolder context = ContextFolder.open(folder, "Dockerfile", _ -> {});

    assertThat(context.tar().readAllBytes()).isEqualTo(context.tar().readAllBytes());
  }

  @Test
  @DisplayName("is the same archive behind zstd")
  void isTheSameCompressed() throws Exception {
    write("a", "1".repeat(100_000));
    ContextFolder context = ContextFolder.open(folder, "Dockerfile", _ -> {});

    assertThat(new ZstdInputStream(context.tarZstd()).readAllBytes())
        .isEqualTo(context.tar().readAllBytes());
  }
}
