package io.lunabuilder.bootstrap;

import io.lunabuilder.application.port.ArchiveProblem;
import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.HandOff;
import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.FailureCode;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A source that others wrote. Every link is shown to it, so what it throws must not reach the
 * builds of others: it then recognises nothing, or says that its archive cannot be had.
 *
 * @param plugin its name
 */
record PluginSource(String plugin, ArchiveSource source) implements ArchiveSource {
  private static final System.Logger LOG = System.getLogger(PluginSource.class.getName());

  PluginSource {
    Objects.requireNonNull(source, "it opens nothing");
  }

  @Override
  public boolean recognises(ArchiveLink link) {
    return called(() -> source.recognises(link), false);
  }

  @Override
  public String example() {
    return called(source::example, "one of " + plugin);
  }

  @Override
  public Probe probe(ArchiveLink link) {
    return called(() -> source.probe(link), new Probe.Wrong(problem(link)));
  }

  @Override
  public Opening open(Archive archive, long offset) throws InterruptedException {
    try {
      return Objects.requireNonNull(source.open(archive, offset), "it opens nothing");
    } catch (RuntimeException | Error e) {
      log(e);
      return new Opening.Refused(problem(archive.link()));
    }
  }

  @Override
  public HandOff handOff(Archive archive, Duration validity) {
    return called(
        () -> source.handOff(archive, validity), new HandOff.Impossible(problem(archive.link())));
  }

  private <T> T called(Supplier<T> call, T otherwise) {
    try {
      return Objects.requireNonNull(call.get(), "it answers nothing");
    } catch (RuntimeException | Error e) {
      log(e);
      return otherwise;
    }
  }

  /** Without the words of what was thrown, which callers can do nothing about. */
  private ArchiveProblem problem(ArchiveLink link) {
    return new ArchiveProblem(
        FailureCode.ARCHIVE_UNREACHABLE,
        link + " cannot be had: the plug-in " + plugin + " failed, as the service's log tells");
  }

  private void log(Throwable thrown) {
    LOG.log(System.Logger.Level.ERROR, "The plug-in " + plugin + " failed", thrown);
  }
}
