package io.lunabuilder.bootstrap;

import io.lunabuilder.cli.HelpfulCommand;
import io.lunabuilder.kaniko.ExecutorFinder;
import io.lunabuilder.kaniko.ExecutorSearch;
import io.lunabuilder.kaniko.Isolation;
import io.lunabuilder.kaniko.LocalBuilds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code luna-builder doctor}: what is missing, and how to get it. */
@Command(
    name = "doctor",
    description =
        "Tells what is missing on this machine or in the cluster, one line each, and how to get it.",
    footer = {"", "Exit codes: 0 nothing is missing, 1 something is, 2 wrong settings."})
final class DoctorCommand extends HelpfulCommand implements Callable<Integer> {
  private static final long LOW_DISK = 5L << 30;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private SourceOptions named = new SourceOptions();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = command.commandLine().getOut();
    try {
      Settings settings = Startup.settings(new SettingSources(System.getenv(), named.given()));
      List<Finding> findings = new ArrayList<>();
      findings.add(java());
      findings.add(dataFolder(settings.dataFolder()));
      findings.add(credentials(settings.images().dockerConfig()));
      ClusterSettings cluster = settings.cluster();
      if (cluster == null) {
        findings.add(lockFile(settings.kaniko().lockFile()));
        findings.add(executor(settings));
        findings.add(isolation());
      } else {
        findings.addAll(new ClusterFindings(cluster).all());
      }
      PluginFindings.of(settings.extensions()).forEach(findings::add);
      new ServerFindings(settings).all().forEach(findings::add);
      findings.forEach(finding -> out.println(finding.line()));
      return findings.stream().allMatch(Finding::isWell) ? 0 : 1;
    } catch (StartFailure failure) {
      out.println(failure.getMessage());
      return failure.exitCode();
    } finally {
      out.flush();
    }
  }

  private static Finding java() {
    return new Finding("java", System.getProperty("java.runtime.version"), null);
  }

  private static Finding dataFolder(Path folder) throws IOException {
    Path existing =
        Stream.iterate(folder, Path::getParent).filter(Files::exists).findFirst().orElseThrow();
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return new Finding(
          "data",
          folder + " cannot be written",
          "set LUNA_BUILDER_DATA_DIR to a folder that this user may write");
    }
    long free = Files.getFileStore(existing).getUsableSpace();
    String state = "%s, %.1f GiB free".formatted(folder, free / (double) (1 << 30));
    return new Finding("data", state, free < LOW_DISK ? "free 5 GiB or more on its disk" : null);
  }

  private static Finding lockFile(Path file) {
    String problem = problemOfLock(file.toAbsolutePath());
    return new Finding(
        "lock",
        file + problem,
        problem.isEmpty() ? null : "set LUNA_BUILDER_LOCK_FILE to a file that this user may write");
  }

  /** What follows the file's name; empty where it can be used. */
  private static String problemOfLock(Path file) {
    if (Files.isDirectory(file)) {
      return " is a folder";
    }
    Path folder = Objects.requireNonNullElse(file.getParent(), file);
    if (!Files.isDirectory(folder)) {
      return " cannot be made, since " + folder + " is no folder";
    }
    return Files.isWritable(Files.exists(file) ? file : folder) ? "" : " cannot be written";
  }

  private static Finding credentials(@Nullable Path dockerConfig) {
    if (dockerConfig == null) {
      return new Finding("credentials", "none are set: registries are asked without", null);
    }
    try {
      RegistrySecrets.in(dockerConfig);
      return new Finding("credentials", dockerConfig.toString(), null);
    } catch (IOException e) {
      return new Finding(
          "credentials",
          dockerConfig + " cannot be read as docker's config.json",
          "mend the file, or set LUNA_BUILDER_DOCKER_CONFIG to another");
    }
  }

  private static Finding executor(Settings settings) throws InterruptedException {
    ExecutorFinder finder = new ExecutorFinder(Startup.places(settings), _ -> {});
    return switch (finder.look()) {
      case ExecutorSearch.Found found ->
          new Finding("kaniko", found.executor() + " from " + found.where(), null);
      case ExecutorSearch.NotFound missing ->
          new Finding(
              "kaniko",
              "no executor (" + String.join("; ", missing.reasons()) + ")",
              "the first build gets one through Docker, or of a checkout through Go"
                  + " (https://go.dev/dl): install either, or set LUNA_BUILDER_KANIKO_EXECUTOR to the"
                  + " path of one; a release has one in its luna-builder-VERSION-image.tar.gz");
    };
  }

  private static Finding isolation() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("luna-builder-doctor");
    try {
      Isolation isolation = LocalBuilds.isolation(folder);
      return new Finding(
          "isolation",
          isolation.describe(),
          isolation instanceof Isolation.Possible
              ? null
              : "run as root, or allow user namespaces (sysctl kernel.unprivileged_userns_clone=1)");
    } finally {
      deleteTree(folder);
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
