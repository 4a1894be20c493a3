package io.lunabuilder.kaniko;

import io.lunabuilder.application.port.BuildSlots;
import io.lunabuilder.application.port.ContextStaging;
import io.lunabuilder.application.port.ImageBuilder;
import io.lunabuilder.application.port.SavedImages;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.kanikokit.PlainRegistries;
import java.io.IOException;
import java.nio.file.Path;

/** Makes what local builds consist of: this module's face. */
public final class LocalBuilds {
  private final KanikoSettings settings;
  private final Supervisor supervisor;
  private final Isolation isolation;

  private LocalBuilds(KanikoSettings settings, Supervisor supervisor, Isolation isolation) {
    this.settings = settings;
    this.supervisor = supervisor;
    this.isolation = isolation;
  }

  /** Removes what builds of dead processes left, and finds out how builds can be isolated here. */
  public static LocalBuilds on(KanikoSettings settings) throws InterruptedException {
    Supervisor supervisor = Supervisor.in(settings.buildsFolder());
    Leftovers.sweep(settings.buildsFolder(), supervisor);
    return new LocalBuilds(settings, supervisor, Isolation.choose(supervisor));
  }

  /** The same on the same machine, with other settings for builds that begin. */
  public LocalBuilds with(KanikoSettings others) {
    return new LocalBuilds(others, supervisor, isolation);
  }

  /** How builds are isolated here, or why they cannot be: for the line that is said at start. */
  public Isolation isolation() {
    return isolation;
  }

  /**
   * The builder {@code local_kaniko}; where builds cannot be isolated it refuses each, and says
   * why.
   */
  public ImageBuilder builder(ContextStaging staging) {
    return new LocalKaniko(settings, isolation, supervisor, staging);
  }

  /**
   * How builds could be isolated here, for a question about this machine.
   *
   * @param folder any on the disk where builds would run
   */
  public static Isolation isolation(Path folder) throws InterruptedException {
    return Isolation.choose(Supervisor.in(folder));
  }

  /** Images that builds kept as files in {@code folder}. */
  public static SavedImages images(Path folder) {
    return new KanikoImages(folder);
  }

  /** Where the image of {@code build} belongs in such a folder. */
  public static Path imageFile(Path folder, BuildId build) {
    return KanikoImages.file(folder, build);
  }

  /**
   * One build at a time for all processes that share {@code lockFile} (R17).
   *
   * @param lockFile created when it is missing, for every user
   * @throws IOException when it cannot be used
   */
  public static BuildSlots oneAtATime(Path lockFile) throws IOException {
    return ContainerLock.on(lockFile);
  }

  /**
   * Would kaniko push to {@code host} without TLS, although nobody listed it as insecure (R21)?
   *
   * @param host with its port, as in an image reference
   */
  public static boolean speaksPlainTo(String host) {
    return PlainRegistries.contains(host);
  }
}
