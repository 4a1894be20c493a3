package io.lunabuilder.application;

import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.domain.ArchiveLink;
import java.util.List;
import java.util.Optional;

/**
 * Every place that archives can come from.
 *
 * @param all asked in this order
 */
public record ArchiveSources(List<ArchiveSource> all) {
  public ArchiveSources {
    all = List.copyOf(all);
  }

  /** The source that {@code link} belongs to. */
  public Optional<ArchiveSource> find(ArchiveLink link) {
    return all.stream().filter(source -> source.recognises(link)).findFirst();
  }

  /** One link of each kind. */
  public List<String> examples() {
    return all.stream().map(ArchiveSource::example).toList();
  }
}
