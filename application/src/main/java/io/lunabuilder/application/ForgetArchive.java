package io.lunabuilder.application;

import io.lunabuilder.application.port.ArchiveUploads;
import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes back an archive that was sent, unless a build that is not over needs it. */
public final class ForgetArchive {
  private static final int PAGE = 100;

  private final ArchiveUploads uploads;
  private final BuildStore store;

  public ForgetArchive(ArchiveUploads uploads, BuildStore store) {
    this.uploads = uploads;
    this.store = store;
  }

  /** What came of {@link #forget}. */
  public sealed interface Result {
    /** It is gone. */
    record Forgotten() implements Result {}

    /** There is no such archive. */
    record Unknown() implements Result {}

    /** It is kept, since this build waits or runs. */
    record Needed(BuildId build) implements Result {}
  }

  /** A build that is submitted at the very same moment may miss its archive, and says so then. */
  public Result forget(ArchiveLink link) {
    Optional<BuildId> build =
        unfinished(link, BuildStatus.PENDING).or(() -> unfinished(link, BuildStatus.IN_PROGRESS));
    if (build.isPresent()) {
      return new Result.Needed(build.get());
    }
    return uploads.delete(link) ? new Result.Forgotten() : new Result.Unknown();
  }

  private Optional<BuildId> unfinished(ArchiveLink link, BuildStatus status) {
    BuildFilter filter = BuildFilter.by(status);
    BuildPage page = store.list(filter, PAGE, null);
    while (true) {
      Optional<BuildId> found = using(link, page.builds());
      @Nullable BuildId next = page.next().orElse(null);
      if (found.isPresent() || next == null) {
        return found;
      }
      page = store.list(filter, PAGE, next);
    }
  }

  private static Optional<BuildId> using(ArchiveLink link, List<BuildJob> builds) {
    return builds.stream()
        .filter(build -> build.spec().archive().link().equals(link))
        .map(BuildJob::id)
        .findFirst();
  }
}
