package com.example.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lunabuilder.application.plugin.PluginSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The plug-in buildkit")
class BuildKitPluginTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("finds buildctl in PATH, or says how to name it")
  void path() throws IOException {
    Path program = Files.createFile(folder.resolve("buildctl"));
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(Buildctl.inPath("/nowhere:" + folder, "unix:///s").program()).isEqualTo(program);
    assertThatThrownBy(() -> Buildctl.inPath("/nowhere", "unix:///s"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("LUNA_BUILDER_BUILDKIT_BUILDCTL");
  }

  @ParameterizedTest
  @DisplayName("refuses addresses that are none:")
  @ValueSource(strings = {"/run/buildkitd.sock", "unix://relative", "tcp://host", "http://h:1"})
  void address(String text) {
    assertThatThrownBy(
            () -> new PluginSettings(Map.of("ADDRESS", text)).get(BuildKitPlugin.ADDRESS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be unix:///PATH or tcp://HOST:PORT");
  }

  @Test
  @DisplayName("tells the doctor whether the daemon answers")
  void check() throws Exception {
    try (BuildKitDaemon daemon = BuildKitDaemon.startOrSkip(folder.resolve("daemon"))) {
      assertThat(new BuildKitPlugin().check(TestWorkplace.settings(daemon.buildctl(), Map.of())))
          .isEmpty();
    }
    Buildctl nowhere = BuildKitDaemon.buildctlAt("unix://" + folder.resolve("nowhere"));
    assertThat(new BuildKitPlugin().check(TestWorkplace.settings(nowhere, Map.of())))
        .hasValueSatisfying(problem ->
            assertThat(problem)
                .contains(nowhere.address(), "start it, or set LUNA_BUILDER_BUILDKIT_ADDRESS"));
  }
}
