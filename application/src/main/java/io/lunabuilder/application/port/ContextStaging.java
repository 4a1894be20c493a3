package io.lunabuilder.application.port;

import io.lunabuilder.domain.Archive;
import io.lunabuilder.domain.ContextPath;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Brings an archive to the folder where it is built. The service does this for every builder that
 * needs files of its own machine, with the same bounds and defences. It may be called from any
 * thread.
 */
public interface ContextStaging {

  /**
   * Fetches and unpacks, and makes sure that there is a Dockerfile (R22).
   *
   * @param folder exists and is empty; what is in it afterwards belongs to the caller, also when
   *     this fails
   * @param context the folder of the archive that is the build context
   * @param dockerfile relative to {@code context}
   * @return what is wrong with the archive; empty when it is ready to be built
   * @throws InterruptedException when the thread was interrupted, which ends the transfer
   * @throws java.io.UncheckedIOException when the folder cannot be written
   */
  Optional<ArchiveProblem> stage(
      Archive archive, Path folder, ContextPath context, ContextPath dockerfile)
      throws InterruptedException;
}
