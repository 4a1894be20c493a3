package io.lunabuilder.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStatus;
import io.lunabuilder.testkit.Builds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at all that a store shows, while nobody changes it, and whether it agrees with itself. */
final class Survey {
  private static final int MORE_THAN_THERE_ARE = 1000;
  private static final int SHORT_PAGE = 3;

  private final BuildStore store;

  Survey(BuildStore store) {
    this.store = store;
  }

  /** A look at what every caller sees: the list, the queue, and whether there is work. */
  void glance() throws InterruptedException {
    List<BuildJob> builds = all();
    for (BuildJob build : builds) {
      assertThat(store.position(build.id()).isPresent())
          .as("%s has a position", build)
          .isEqualTo(waits(build));
    }
    assertThat(store.waiting())
        .as("those that wait are counted")
        .isEqualTo(builds.stream().filter(Survey::waits).count());
    boolean work = store.awaitWork(Duration.ZERO);
    assertThat(work || builds.stream().noneMatch(Survey::waits))
        .as("a runner hears of builds that wait")
        .isTrue();
  }

  /** The same, each build by itself, and each status page by page. */
  void look(Memory memory) throws InterruptedException {
    glance();
    List<BuildJob> builds = all();
    for (BuildJob build : builds) {
      assertThat(store.find(build.id())).contains(build);
    }
    for (Memory.Submitted one : memory.submitted()) {
      BuildId id = one.build().id();
      assertThat(store.find(id).isPresent())
          .isEqualTo(builds.stream().anyMatch(build -> build.id().equals(id)));
    }
    for (BuildStatus status : BuildStatus.values()) {
      assertThat(pages(status))
          .isEqualTo(builds.stream().filter(build -> build.status() == status).toList());
    }
    assertThat(store.find(Builds.id())).isEmpty();
    assertThat(positions(builds)).doesNotHaveDuplicates();
  }

  /** Every build, newest first. */
  List<BuildJob> all() {
    BuildPage page = store.list(BuildFilter.ALL, MORE_THAN_THERE_ARE, null);
    assertThat(page.more()).isFalse();
    return page.builds();
  }

  private List<BuildJob> pages(BuildStatus status) {
    List<BuildJob> found = new ArrayList<>();
    Optional<BuildId> next = Optional.empty();
    do {
      BuildPage page = store.list(BuildFilter.by(status), SHORT_PAGE, next.orElse(null));
      found.addAll(page.builds());
      next = page.next();
    } while (next.isPresent());
    return found;
  }

  private List<Long> positions(List<BuildJob> builds) {
    return builds.stream()
        .map(build -> store.position(build.id()))
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .toList();
  }

  private static boolean waits(BuildJob job) {
    return switch (job) {
      case BuildJob.Pending pending -> true;
      case BuildJob.InProgress started -> started.lease() == null;
      case BuildJob.Finished over -> false;
    };
  }
}
