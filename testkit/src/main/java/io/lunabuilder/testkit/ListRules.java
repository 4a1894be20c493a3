package io.lunabuilder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStatus;
import io.lunabuilder.domain.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The part of {@link BuildStoreContract} about lists. */
abstract class ListRules extends StoreRules {

  @Test
  @DisplayName("an empty store has an empty page and none after it")
  void emptyStore() {
    assertThat(store().list(BuildFilter.ALL, 10, null)).isEqualTo(new BuildPage(List.of(), false));
  }

  @Test
  @DisplayName("the newest come first")
  void newestFirst() {
    BuildJob first = submitted("hello:1");
    BuildJob second = submitted("hello:2");

    assertThat(store().list(BuildFilter.ALL, 10, null).builds()).containsExactly(second, first);
  }

  @Test
  @DisplayName("pages follow each other without a gap or an overlap, and the last one says so")
  void pages() {
    List<BuildId> submitted = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      submitted.add(submitted("hello:" + i).id());
    }

    assertThat(idsOfAllPages(3)).isEqualTo(submitted.reversed());
    assertThat(idsOfAllPages(7)).isEqualTo(submitted.reversed());
  }

  private List<BuildId> idsOfAllPages(int limit) {
    List<BuildId> ids = new ArrayList<>();
    @Nullable BuildId cursor = null;
    do {
      BuildPage page = store().list(BuildFilter.ALL, limit, cursor);
      assertThat(page.builds()).hasSizeBetween(1, limit);
      page.builds().forEach(build -> ids.add(build.id()));
      cursor = page.next().orElse(null);
    } while (cursor != null);
    return ids;
  }

  @Test
  @DisplayName("a page begins after a build that was forgotten meanwhile")
  void cursorOfAForgottenBuild() {
    BuildJob old = submitted("hello:1");
    BuildId between = Builds.id();
    submitted("hello:2");

    assertThat(store().list(BuildFilter.ALL, 10, between).builds()).containsExactly(old);
  }

  @Test
  @DisplayName("a filter by status lets only that status pass")
  void filtersByStatus() {
    BuildJob over = finished("hello:1", NOW);
    submitted("hello:2");
    BuildJob running = claimed().job();
    BuildJob waiting = submitted("hello:3");

    assertThat(listed(BuildStatus.COMPLETED)).containsExactly(over);
    assertThat(listed(BuildStatus.IN_PROGRESS)).containsExactly(running);
    assertThat(listed(BuildStatus.PENDING)).containsExactly(waiting);
    assertThat(listed(BuildStatus.ERROR)).isEmpty();
  }

  private List<BuildJob> listed(BuildStatus status) {
    return store().list(BuildFilter.by(status), 10, null).builds();
  }

  @Test
  @DisplayName("a filter by image finds what contains the text, over many others")
  void filtersByImage() {
    BuildJob wanted = submitted("team/hello:1");
    for (int i = 0; i < 20; i++) {
      submitted("other:" + i);
    }

    BuildPage page = store().list(new BuildFilter(null, "am/hel", null), 1, null);

    assertThat(page).isEqualTo(new BuildPage(List.of(wanted), false));
  }

  @Test
  @DisplayName("a filter by account finds its builds, over many others")
  void filtersByAccount() {
    Origin ours = Builds.origin();
    BuildJob first = submitted(Builds.pending("hello:1", ours));
    BuildJob second = submitted(Builds.pending("hello:2", ours));
    submitted(Builds.pending("hello:3", Builds.origin()));
    for (int i = 0; i < 20; i++) {
      submitted("other:" + i);
    }

    BuildFilter filter = new BuildFilter(null, null, ours.account());

    assertThat(store().list(filter, 10, null))
        .isEqualTo(new BuildPage(List.of(second, first), false));
    assertThat(store().list(filter, 1, null)).isEqualTo(new BuildPage(List.of(second), true));
    assertThat(store().list(filter, 10, second.id()).builds()).containsExactly(first);
  }
}
