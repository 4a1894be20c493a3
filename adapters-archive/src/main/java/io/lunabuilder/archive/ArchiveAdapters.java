package io.lunabuilder.archive;

import io.lunabuilder.application.port.ArchiveSource;
import io.lunabuilder.application.port.ArchiveUnpacker;
import io.lunabuilder.application.port.ServerTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Makes the adapters of this module. */
public final class ArchiveAdapters {
  private ArchiveAdapters() {}

  /**
   * Archives that callers send.
   *
   * @param folder where they are kept; made when absent, and used by one service at a time
   * @param limitBytes largest archive that is taken now
   * @param ids where ids come from; knowing one is the right to use the archive, so they are random
   * @throws IOException when the folder cannot be used
   */
  public static UploadedArchives uploads(Path folder, LongSupplier limitBytes, Supplier<UUID> ids)
      throws IOException {
    return UploadedArchives.open(folder, limitBytes, ids);
  }

  /**
   * Archives behind http and https links.
   *
   * @param allowed hosts with private addresses that links may lead to
   */
  public static ArchiveSource http(HttpLimits limits, AllowedHosts allowed) {
    return HttpArchives.create(limits, allowed, ServerTls.USUAL);
  }

  /**
   * The same, where one host may show certificates of its own; the usual ones hold for all others,
   * to which it may redirect.
   */
  public static ArchiveSource http(
      HttpLimits limits, AllowedHosts allowed, String host, ServerTrust trust) {
    return HttpArchives.create(limits, allowed, new ServerTls(host, trust));
  }

  /** Archives that are files of this machine: for commands, never for requests. */
  public static ArchiveSource files() {
    return new LocalFiles();
  }

  /**
   * Unpacks archives of every kind.
   *
   * @param spool an existing folder where a zip that comes over the network is kept while it is
   *     read, without a name
   */
  public static ArchiveUnpacker unpacker(UnpackLimits limits, Path spool) {
    return new StreamingUnpacker(limits, spool);
  }
}
