package io.lunabuilder.redis;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists builds. The server finds those of a status; the rest of a filter is looked at here, in
 * pieces, so that no step holds the server up.
 */
final class FilteredPages {
  private static final int PIECE = 200;

  private final Steps steps;
  private final Keyspace keys;

  FilteredPages(Steps steps, Keyspace keys) {
    this.steps = steps;
    this.keys = keys;
  }

  BuildPage page(BuildFilter filter, int limit, @Nullable BuildId olderThan) {
    int enough = limit + 1;
    int piece = filter.isByStatusOnly() ? enough : Math.max(enough, PIECE);
    List<BuildJob> found = new ArrayList<>();
    BuildId after = olderThan;
    boolean more = true;
    while (more && found.size() < enough) {
      List<BuildJob> next = piece(filter, piece, after);
      next.stream().filter(filter::accepts).limit(enough - found.size()).forEach(found::add);
      more = next.size() == piece;
      after = next.isEmpty() ? after : next.getLast().id();
    }
    return new BuildPage(
        found.size() > limit ? found.subList(0, limit) : found, found.size() > limit);
  }

  private List<BuildJob> piece(BuildFilter filter, int size, @Nullable BuildId after) {
    Stream<BuildStatus> statuses =
        filter.status() == null ? Arrays.stream(BuildStatus.values()) : Stream.of(filter.status());
    Object[] arguments =
        Stream.concat(Stream.of(size, after == null ? "" : after), statuses.map(BuildStatus::name))
            .toArray();
    return RedisBuildStore.jobs(steps.run(Script.LIST, keys.builds(), arguments));
  }
}
